"""Names of known bodies or places, and where they stand in a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.bodies.grammar import local, relative
from stdpolicy.text.bodies.keys import key
from stdpolicy.text.characters import HAN

Entry = tuple[str, tuple[str, ...]]
"""An id, and the names and short names that it has."""

_HAN = regex(f"[{HAN}]")
_LATIN = regex("[A-Za-z0-9/]")
_LEVEL = regex("[省市县区州]")
_PROVINCE = regex(
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)\\Z"
)
_LEADS = regex("[由和与及向经报在按照对是为受将把请的等至归给从让使据并同或各赴驻实彻]\\Z")
"""What a name may stand behind that begins with its level: 由市政府, not 济南市政府."""


class Named(NamedTuple):
    """A body or a place, read from `text[start:end]`."""

    start: int
    end: int
    printed: str
    """The words of the text, without white space."""
    resolved: str
    """The name in full as far as the text says it: 日照市政府 of 日照、济宁市政府."""
    id: str | None
    """The id that a gazetteer gives the name; None if it knows none, or several."""


class Gazetteer:
    """Names with the ids that they stand for.

    Many names are those of several bodies, 市政府 of each city's. So entries come in groups, those of the
    document's own place first: a name that is found in one group is not looked for in the next, and
    one that is of two ids in the same group stands for neither. A name that each place has, 财政局, is
    that of another place only as it is printed there: 发展改革委 is not 国家发展改革委 everywhere.
    """

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        *further: Iterable[Entry],
        beyond: Iterable[Iterable[Entry]] = (),
    ) -> None:
        """`entries` of the place that is spoken of, `further` groups from the nearest to the farthest,
        and those `beyond`, of the state and of places within, which 市政府 without more does not mean.
        """
        near = [_group(tuple(group)) for group in (entries, *further)]
        self._near = len(near)
        self._groups = [*near, *(_group(tuple(group)) for group in beyond)]
        names = {name for group in self._groups for name in group.names}
        self._begin: dict[str, list[int]] = {
            first: sorted({len(name) for name in names if name[0] == first}, reverse=True)
            for first in {name[0] for name in names}
        }
        self._names = names

    @staticmethod
    @memo.value
    def of(*groups: tuple[Entry, ...], beyond: tuple[tuple[Entry, ...], ...] = ()) -> "Gazetteer":
        """The gazetteer of some groups, as a rule the same one for the same groups: what is read by it
        is kept by it.
        """
        return Gazetteer(*groups, beyond=beyond)

    def known(self, name: str) -> str | None:
        """The id of a name, as it is printed or in another wording: 省科技厅, 山东省科学技术厅."""
        if name in self._names:
            return self.exact(name)
        same = key(name)
        far = 1 if local(name) else self._near if relative(name) else None
        for group in self._groups[:far]:
            if ids := group.alike(same):
                return _only(ids)
        return None

    def exact(self, name: str) -> str | None:
        """The id of a name as it is printed."""
        for group in self._groups:
            if ids := group.names.get(name):
                return _only(ids)
        return None

    def find(self, text: str) -> Iterator[Named]:
        """The names that stand in a text as they are known, in order; of two in one place the longer."""
        at = 0
        while at < len(text):
            name = self._name(text, at)
            if name:
                yield Named(at, at + len(name), name, name, self.exact(name))
            at += len(name) or 1

    def _name(self, text: str, at: int) -> str:
        """The longest name that begins at a place, unless it is the end of another name."""
        for length in self._begin.get(text[at], ()):
            name = text[at : at + length]
            if name in self._names:
                return name if _may_begin(text, at, name) else ""
        return ""


def _may_begin(text: str, at: int, name: str) -> bool:
    if name.isascii() and (_LATIN.search(text[at - 1 : at]) or _LATIN.match(text, at + len(name))):
        return False
    before = text[max(0, at - 3) : at]
    if not before or not _HAN.match(before[-1]):
        return True
    if name[0] == "省":
        return not _PROVINCE.search(before)
    if _LEVEL.match(name):
        return _LEADS.search(before) is not None
    return not _LEVEL.match(before[-1])


def _only(ids: set[str]) -> str | None:
    return next(iter(ids)) if len(ids) == 1 else None


class _Group:
    """The entries of one group, by name and by what is the same in all wordings of it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        self._alike: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for id_, names in entries:
            keys = {name: key(name) for name in names if name}
            placed = any(place for place, _, _ in keys.values())
            for name, (place, rank, rest) in keys.items():
                self.names[name].add(id_)
                if place or not placed:  # 市政府 is that of the place in the full name
                    self._alike[rank, rest][place].add(id_)

    def alike(self, same: tuple[str, str, str]) -> set[str]:
        """The ids of names that say the same; a place that one of the two leaves out tells nothing."""
        place, rank, rest = same
        found = self._alike.get((rank, rest), {})
        if place:
            return found.get(place) or found.get("", set())
        return set().union(*found.values())


@memo.value
def _group(entries: tuple[Entry, ...]) -> _Group:
    return _Group(entries)
