"""Terms in a Chinese text, and whether an English one has their renderings, inflection aside."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import longest_first, regex

POSSESSIVE = regex(r"[’']s\b")
NO_WORD = regex(r"[\W_]+")


TRADITIONAL = {"Hant", "TW", "HK", "MO"}
"""Subtags of Chinese that is written otherwise."""


def chinese(texts: Collection[str]) -> str:
    """Of language tags the one of Chinese in simplified characters, zh-Hans first; nothing if none is."""
    return _first("zh", "zh-Hans", texts)


def english(texts: Collection[str]) -> str:
    """The one of English, en first; nothing if none is."""
    return _first("en", "en", texts)


def _first(language: str, usual: str, tags: Collection[str]) -> str:
    if usual in tags:
        return usual
    return next((tag for tag in sorted(tags) if _is(language, tag.split("-"))), "")


def _is(language: str, subtags: list[str]) -> bool:
    return subtags[0] == language and TRADITIONAL.isdisjoint(subtags)


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


@memo.value
def plain(english: str) -> str:
    """The stems of a text in lower case, with a blank on either side of each."""
    words = NO_WORD.sub(" ", POSSESSIVE.sub(" ", english)).lower().split()
    return f" {' '.join(map(stem, words))} "


class Termbase:
    """Terms by their Chinese."""

    def __init__(self, terms: Iterable[Term], *, lasting: bool = False) -> None:
        """The terms of the package are `lasting`."""
        self._terms: Mapping[str, Term] = {term.chinese: term for term in terms}
        words = "|".join(map(re.escape, longest_first(self._terms))) or "(?!)"
        self._words = regex(words, lasting=lasting)

    @staticmethod
    @memo.value
    def of(terms: tuple[Term, ...]) -> "Termbase":
        """The terms, as a rule the same ones for the same: what is missing by them is kept by them."""
        return Termbase(terms)

    @memo.sequence
    def missing(self, chinese: str, english: str) -> Iterator[Term]:
        """The terms of a Chinese text of which an English one has no rendering, each once.

        A term within a longer one does not count.
        """
        for found in dict.fromkeys(self._words.findall(chinese)):
            term = self._terms[found]
            if not any(plain(one) in plain(english) for one in term.english):
                yield term


def terms(tree: Mapping[str, Any]) -> Iterator[Term]:
    """The terms that a registry describes in both languages."""
    for node in tree.get("describesTerm", ()):
        name = node["name"]
        if (zh := chinese(name)) and (en := english(name)):
            yield Term(name[zh], (name[en], *node.get("admitted", ())))
