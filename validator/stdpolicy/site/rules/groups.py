"""The table of routes with a row for many IRIs that differ in the last part of their path alone.

All names are listed, so that what is not there is not found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from stdpolicy.site.negotiation import cited
from stdpolicy.site.routes import Kind, Route

PLAIN = re.compile(r"[^\s\"\\\x00-\x1f\x7f]+")
"""What can stand in a file of rules. What is called otherwise is left out of them."""


class Key(Struct, frozen=True):
    """What the IRIs of a group have in common; `$1` stands for the last part of the path."""

    head: str
    """The path before that, with the slash."""
    page: str
    data: str
    """The files without their suffixes; of an artefact the file."""
    status: int
    kind: Kind


class Group(Struct, frozen=True):
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
    page = row.page + (f"#{row.fragment}" if row.fragment else "")
    form, file = next(iter(row.data.items()))
    data = file if row.kind is Kind.ARTEFACT else file.removesuffix(form.suffix)
    return Key(head, _general(page, last), _general(data, last), row.status, row.kind)


def _general(text: str, last: str) -> str:
    return re.sub(rf"(?<![\w.-]){re.escape(last)}(?![\w-])", "$1", text, flags=re.ASCII)


class Shown(Struct, frozen=True):
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


class Cited(Struct, frozen=True):
    """Pages or files, and what to cite for them; `$1` stands for what differs."""

    iri: str
    file: bool
    head: str
    names: tuple[str, ...]
    tail: str
    """A regular expression for the end of their paths."""

    @property
    def pattern(self) -> str:
        """A regular expression for their paths; of pages, in all languages."""
        before = "" if self.file else "(?:en/)?"
        return rf"{before}{_escaped(self.head)}({alternatives(self.names)}){self.tail}"


def citations(rows: Iterable[Route]) -> Iterator[Cited]:
    """What to cite for the pages and for the files of data. Of a page with several graphs the first counts."""
    found: dict[tuple[str, bool, str, str], dict[str, None]] = {}
    for path, iri in cited(rows).items():
        file = not path.endswith("/")
        stem, dot, suffix = path.rpartition(".") if file else (path.removesuffix("/"), "", "")
        head, slash, last = stem.rpartition("/")
        tail = re.escape(dot + suffix) if file else r"/(?:index\.html)?"
        key = (_general(iri, last), file, head + slash, tail)
        found.setdefault(key, {})[last] = None
    for (iri, file, head, tail), names in found.items():
        yield Cited(iri, file, head, tuple(names), tail)
