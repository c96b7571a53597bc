"""The table of routes with a row for many IRIs that differ in the last part of their path alone.

All names are listed, so that what is not there is not found.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from stdpolicy.site.routes import Kind, Route

PLAIN = re.compile(r"[^\s\"\\\x00-\x1f\x7f]+")
"""What can stand in a file of rules. What is called otherwise is left out of them."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the IRIs of a group have in common; `$1` stands for the last part of the path."""

    head: str
    """The path before that, with the slash."""
    page: str
    data: str
    """The files without their suffixes; of an artefact the file."""
    status: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """IRIs of a kind."""

    key: Key
    names: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A regular expression for their paths."""
        return f"{_escaped(self.key.head)}({alternatives(self.names)})"


def alternatives(names: tuple[str, ...]) -> str:
    """A regular expression for one of some strings."""
    return "|".join(map(_escaped, names))


def _escaped(name: str) -> str:
    return re.escape(name).replace(r"\-", "-")


def groups(by_path: Mapping[str, Route]) -> list[Group]:
    """The groups of the rows that a host answers for, in the order of the table."""
    found: dict[Key, list[str]] = {}
    for quoted, row in by_path.items():
        path = unquote(quoted)
        if PLAIN.fullmatch(path):
            head, slash, last = path.rpartition("/")
            found.setdefault(_key(head + slash, last, row), []).append(last)
    return [Group(key, tuple(names)) for key, names in found.items()]


def _key(head: str, last: str, row: Route) -> Key:
    def general(text: str) -> str:
        return re.sub(rf"(?<![\w.-]){re.escape(last)}(?![\w-])", "$1", text, flags=re.ASCII)

    page = row.page + (f"#{row.fragment}" if row.fragment else "")
    form, file = next(iter(row.data.items()))
    data = file if row.kind is Kind.ARTEFACT else file.removesuffix(form.suffix)
    return Key(head, general(page), general(data), row.status, row.kind)


@dataclass(frozen=True, slots=True)
class Shown:
    """Pages with their data; `$1` stands for the last part of their path."""

    head: str
    data: str
    names: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A regular expression for the paths of the pages in all languages."""
        return rf"(?:en/)?{_escaped(self.head)}({alternatives(self.names)})/(?:index\.html)?"


def shown(by_path: Mapping[str, Route]) -> list[Shown]:
    """The pages that show what is offered as data, too. Of a page with several graphs the first counts."""
    pages = {row.page: row for row in reversed(list(by_path.values())) if row.page}
    found: dict[tuple[str, str], list[str]] = {}
    for page, row in reversed(list(pages.items())):
        head, slash, last = page.removesuffix("/").rpartition("/")
        key = _key(head + slash, last, row)
        if not row.fragment:
            found.setdefault((head + slash, key.data), []).append(last)
    return [Shown(head, data, tuple(names)) for (head, data), names in found.items()]
