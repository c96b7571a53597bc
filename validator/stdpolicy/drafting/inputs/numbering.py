"""The numbers that Word puts before paragraphs by itself, as it prints them."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from stdpolicy.drafting.inputs.counting import formatted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 50
"""How many styles may be based on one another."""


class _Level(Struct):
    """A level of a list: how its numbers look and where they begin."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    digits: bool = False
    style: str = ""
    restarts: bool = True


class _List(Struct):
    """A list with its levels; lists of one definition count together."""

    definition: str
    levels: dict[int, _Level] = field(default_factory=dict)
    begins: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document in their order, and gives each its number as printed."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """From the roots of the parts numbering.xml and styles.xml, either of which may be None."""
        self._styles = (
            {} if styles is None else {s.get(W + "styleId"): s for s in styles.iter(W + "style")}
        )
        self._lists: dict[str, _List] = {}
        if numbering is not None:
            self._read(numbering)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """The number of the next paragraph; empty if it has none."""
        placed = self._placed(paragraph)
        if placed is None:
            return ""
        key, at = placed
        own = self._lists[key]
        level = own.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(own.definition, {})
        if at in own.begins and (key, at) not in self._begun:
            counts[at] = own.begins[at] - 1
        self._begun.add((key, at))
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [n for n in counts if n > at and own.levels.get(n, level).restarts]:
            del counts[deeper]
        return self._printed(own, level, counts)

    def _printed(self, own: _List, level: _Level, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return "●" if level.text and "\ue000" <= level.text[0] <= "\uf8ff" else level.text
        text = level.text
        for n in range(9):
            if f"%{n + 1}" in text:
                each = own.levels.get(n, _Level())
                form = "decimal" if level.digits else each.form
                text = text.replace(f"%{n + 1}", formatted(counts.get(n, each.start), form))
        return text.strip()

    def _placed(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, by its own properties or those of its style."""
        properties = paragraph.find(W + "pPr")
        own = None if properties is None else properties.find(W + "numPr")
        styled = None if properties is None else properties.find(W + "pStyle")
        style = "" if styled is None else styled.get(W + "val", "")
        key, at = _numbered(own)
        if key is None:
            key, inherited, style = self._of_style(style)
            at = inherited if at is None else at
        if key is None or key not in self._lists:
            return None
        if at is None:
            linked = (
                n for n, level in self._lists[key].levels.items() if style and level.style == style
            )
            at = next(linked, 0)
        return key, at

    def _of_style(self, style: str) -> tuple[str | None, int | None, str]:
        for _ in range(DEEPEST):
            found = self._styles.get(style)
            if found is None:
                break
            key, at = _numbered(found.find(f"{W}pPr/{W}numPr"))
            if key is not None:
                return key, at, style
            based = found.find(W + "basedOn")
            style = "" if based is None else based.get(W + "val", "")
        return None, None, style

    def _read(self, numbering: Any) -> None:
        definitions = {d.get(W + "abstractNumId"): d for d in numbering.findall(W + "abstractNum")}
        nums = {n.get(W + "numId"): n for n in numbering.findall(W + "num")}
        for key, num in nums.items():
            definition = self._definition(num, nums, definitions)
            if definition is None:
                continue
            own = _List(definition.get(W + "abstractNumId", ""))
            own.levels = {at: _level(level) for at, level in _levels(definition)}
            for override in num.findall(W + "lvlOverride"):
                at = _number(override.get(W + "ilvl")) or 0
                begins = override.find(W + "startOverride")
                if begins is not None:
                    own.begins[at] = _number(begins.get(W + "val")) or 0
                for _, level in _levels(override):
                    own.levels[at] = _level(level)
            self._lists[key] = own

    def _definition(self, num: Any, nums: dict[str, Any], definitions: dict[str, Any]) -> Any:
        """The definition of a list, that of the list style where it only names one."""
        for _ in range(DEEPEST):
            named = num.find(W + "abstractNumId")
            definition = None if named is None else definitions.get(named.get(W + "val"))
            link = None if definition is None else definition.find(W + "numStyleLink")
            if link is None:
                return definition
            style = self._styles.get(link.get(W + "val"))
            key, _at = _numbered(None if style is None else style.find(f"{W}pPr/{W}numPr"))
            if key not in nums:
                return definition
            num = nums[key]
        return None


def _numbered(properties: Any) -> tuple[str | None, int | None]:
    """The list and level that numPr gives; the list 0 is none, which it says all the same."""
    if properties is None:
        return None, None
    key, at = properties.find(W + "numId"), properties.find(W + "ilvl")
    return (
        None if key is None else key.get(W + "val"),
        None if at is None else _number(at.get(W + "val")),
    )


def _levels(holder: Any) -> Iterator[tuple[int, Any]]:
    for level in holder.findall(W + "lvl"):
        yield _number(level.get(W + "ilvl")) or 0, level


def _level(level: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(W + name)
        return default if found is None else found.get(W + "val", default)

    return _Level(
        start=_number(value("start", "0")) or 0,
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        digits=level.find(W + "isLgl") is not None,
        style=value("pStyle", ""),
        restarts=value("lvlRestart", "") != "0",
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None
