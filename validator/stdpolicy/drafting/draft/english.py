"""English names and labels, where a registry has the whole of the Chinese: as the name of an entity, or as
a term. What it does not have is left to the encoder.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stdpolicy.text.terms import chinese, english

Tree = dict[str, Any]
NAMES = ("label", "name")
"""Properties that hold words in both languages."""


COUNTED = ("Target", "Indicator")
"""What terms do not name, which are in the singular: 国际标准 that are counted are international standards."""


class English:
    """What registries call in English what they have a Chinese name of."""

    def __init__(self, registries: Iterable[Mapping[str, Any]]) -> None:
        self._names: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        for tree in registries:
            for name, value in tree.items():
                if name.startswith("describes"):
                    found = self._terms if name == "describesTerm" else self._names
                    for zh, en in filter(None, map(_pair, value)):
                        found.setdefault(zh, en)

    def add(self, tree: Tree) -> None:
        """Adds to a draft what is known."""
        for cls, words in _words(tree):
            zh = words["zh-Hans"]
            if found := self._names.get(zh) or (cls not in COUNTED and self._terms.get(zh)):
                words["en"] = found


def untranslated(tree: Tree) -> int:
    """How many labels and names of a document have no English."""
    return sum("en" not in words for _, words in _words(tree))


def _pair(node: Mapping[str, Any]) -> tuple[str, str] | None:
    name = node["name"]
    if (zh := chinese(name)) and (en := english(name)):
        return name[zh], name[en][:1].upper() + name[en][1:]
    return None


def _words(tree: Tree) -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in tree.items():
        if name in NAMES and isinstance(value, dict):
            yield tree["type"], value
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict):
                yield from _words(one)
