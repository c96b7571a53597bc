"""Terms in a Chinese text, and whether an English one has their renderings, inflection aside."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

POSSESSIVE = re.compile(r"[’']s\b")
NO_WORD = re.compile(r"[\W_]+")


class Term(NamedTuple):
    """A Chinese noun term with its English renderings, the preferred one first."""

    chinese: str
    english: tuple[str, ...]


def stem(word: str) -> str:
    """An English word without its ending, so that singular and plural are the same."""
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if not word.endswith("ss"):
        word = word.removesuffix("s")
    return word.removesuffix("e")


def plain(english: str) -> str:
    """The stems of a text in lower case, with a blank on either side of each."""
    words = NO_WORD.sub(" ", POSSESSIVE.sub(" ", english)).lower().split()
    return f" {' '.join(map(stem, words))} "


class Termbase:
    """Terms by their Chinese."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: Mapping[str, Term] = {term.chinese: term for term in terms}
        longest_first = sorted(self._terms, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def missing(self, chinese: str, english: str) -> Iterator[Term]:
        """The terms of a Chinese text of which an English one has no rendering, each once.

        A term within a longer one does not count.
        """
        words = plain(english)
        for found in dict.fromkeys(self._words.findall(chinese)):
            term = self._terms[found]
            if not any(plain(one) in words for one in term.english):
                yield term


def terms(tree: Mapping[str, Any]) -> Iterator[Term]:
    """The terms that a registry describes in both languages."""
    for node in tree.get("describesTerm", ()):
        name = node["name"]
        if "zh-Hans" in name and "en" in name:
            yield Term(name["zh-Hans"], (name["en"], *node.get("admitted", ())))
