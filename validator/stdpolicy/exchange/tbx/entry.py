"""A conceptEntry read as a Term."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from stdpolicy.exchange.tbx.names import (
    PREFERRED,
    REPLACED_BY,
    STATUS,
    is_chinese,
    is_english,
)
from stdpolicy.exchange.tbx.sections import collapsed, items, language, tbx
from stdpolicy.formats.reading import Tree
from stdpolicy.model.iri import FRAGMENT, IRI

if TYPE_CHECKING:
    from lxml import etree

    from stdpolicy.exchange.tbx.sections import Text


class Entry:
    """A concept entry: the Term that it makes, and what that has no place for, by its kind."""

    def __init__(
        self, element: "etree._Element", id: str, ids: Mapping[str, str], text: "Text"
    ) -> None:
        self.ids = ids
        """The ids of Terms by those of their entries."""
        self.text = text
        self.passed_over: Counter[str] = Counter()
        self.name: dict[str, str] = {}
        self.definition: dict[str, str] = {}
        self.several: dict[str, set[str]] = {"admitted": set(), "avoided": set(), "citation": set()}
        self.term: Tree = {"id": id, "type": "Term", "name": self.name}
        self._items(element)
        words: dict[str, list[tuple[str, str]]] = {}
        for section in element.iterfind(tbx("langSec")):
            self._items(section)
            for one in section.iterfind(tbx("termSec")):
                words.setdefault(language(section), []).append((self._items(one), self._term(one)))
        for tag, found in words.items():
            self._words(tag, found)
        if self.definition:
            self.term["definition"] = self.definition
        self.term |= {field: sorted(found) for field, found in self.several.items() if found}

    @property
    def is_term(self) -> bool:
        """Whether it has what every Term has: a Chinese name."""
        return any(map(is_chinese, self.name))

    def _term(self, section: "etree._Element") -> str:
        term = section.find(tbx("term"))
        return "" if term is None else self.text(term)

    def _items(self, section: "etree._Element") -> str:
        """Takes over what a section itself says; its administrativeStatus, if it has one."""
        status = ""
        for category, head, element in items(section):
            if category == "administrativeStatus" and (found := collapsed(element)) in STATUS:
                status = found
            elif not self._takes_over(category, head, element):
                self.passed_over[category] += 1
        return status

    def _takes_over(self, category: str, head: str, element: "etree._Element") -> bool:
        text = self.text(element)
        match category:
            case "definition" if text and (tag := language(element)):
                return self.definition.setdefault(tag, text) == text
            case "source" if text and head in ("", "source", "definition"):
                self.several["citation"].add(text)
                return True
            case "crossReference" | "externalCrossReference" if text.startswith(REPLACED_BY):
                # The target counts, since tools give entries new ids.
                iri = element.get("target") or text.removeprefix(REPLACED_BY)
                iri = self.ids.get(iri, iri)
                known = FRAGMENT.fullmatch(iri) or IRI.fullmatch(iri)
                return bool(known) and self.term.setdefault("replacedBy", iri) == iri
        return False

    def _words(self, tag: str, words: list[tuple[str, str]]) -> None:
        """Puts the terms of a language, each after its status, where they belong.

        The name is the first that is preferred, or else the first that has no status.
        """
        there = [one for one in words if tag and one[1]]
        self.passed_over["term without text or language"] += len(words) - len(there)
        preferred = [one for one in there if one[0] == PREFERRED]
        unsaid = [one for one in there if not one[0]]
        chosen = next(iter(preferred + unsaid), None)
        for one in there:
            status, word = one
            field = STATUS.get(status, "admitted")
            if one is chosen:
                self.name[tag] = word
            elif is_english(tag):
                self.several["admitted" if field == "name" else field].add(word)
            else:
                self.passed_over[f"further term in {tag}"] += 1
