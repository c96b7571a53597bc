"""The pages of tables that count statements, and of the lists that are counted."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.site.overview.corpus import Statement
from stdpolicy.site.overview.overviews import (
    DOMAINS,
    HOME,
    INSTRUMENTS,
    RESPONSIBILITY,
    TITLES,
    Overviews,
    page,
    spreadsheet,
)
from stdpolicy.site.overview.responsibility import body
from stdpolicy.site.overview.tables import LONGEST, Row, Table
from stdpolicy.site.pages import Page
from stdpolicy.site.parts import chunks, numbered


def table_pages(made: Overviews) -> Iterator[Page]:
    """The pages of responsibility, domains and instruments."""
    yield from _by_body(made, made.tables[RESPONSIBILITY])
    for path in (DOMAINS, INSTRUMENTS):
        yield from _codes(made, path, made.tables[path])


def _by_body(made: Overviews, table: Table) -> Iterator[Page]:
    links = {
        (row.key, base): (f"{RESPONSIBILITY}{made.slug(base)}/", f"_{row.key}")
        for row in table.rows
        for base in row.cells
    }
    yield from _tables(made, RESPONSIBILITY, table, links, whole=False)
    for policy in table.policies:
        base = policy.base
        sections = [
            Section(f"_{row.key}", row.label, row.iris, _all(row, base))
            for row in table.rows
            if base in row.cells
        ]
        yield page(
            made,
            f"{RESPONSIBILITY}{made.slug(base)}/",
            "list.html",
            {
                "trail": RESPONSIBILITY,
                "subject": made.corpus.names[base],
                "sections": sections,
                "parts": {},
                "body": body,
            },
            {tag: f"{words} · {made.corpus.names[base].get(tag, '')}"
             for tag, words in TITLES[RESPONSIBILITY].items()},
        )  # fmt: skip


class Section(Struct, frozen=True):
    """A part of a list: the statements of a cell."""

    id: str
    label: Text
    iris: tuple[str, ...]
    """What it is about."""
    statements: tuple[Statement, ...]


def _all(row: Row, policy: str) -> tuple[Statement, ...]:
    return tuple(one for part in row.cells[policy].parts for one in part.statements)


def _ends(made: Overviews, policies: Sequence[str]) -> list[Text]:
    """What the first and the last of some policies are called, by which a reader knows a part of a table."""
    ends = policies[:1] if len(policies) == 1 else [*policies[:1], *policies[-1:]]
    return [made.corpus.names[base] for base in ends]


def _codes(made: Overviews, path: str, table: Table) -> Iterator[Page]:
    """A table and, for each of its rows, the pages of its list, which go through the policies."""
    links: dict[tuple[str, str], tuple[str, str]] = {}
    pages: list[Page] = []
    for row in table.rows:
        home = f"{path}{row.key}/"
        bases = [one.base for one in table.policies if one.base in row.cells]
        sizes = {base: row.cells[base].count for base in bases}
        parts = list(chunks(bases, LONGEST, sizes.__getitem__)) if bases else []
        for n, some in enumerate(parts):
            links |= {(row.key, base): (numbered(home, n), f"_{made.slug(base)}") for base in some}
            sections = [
                Section(f"_{made.slug(base)}", made.corpus.names[base], (base,), _all(row, base))
                for base in some
            ]
            values = {
                "trail": path,
                "subject": row.label,
                "sections": sections,
                "parts": {
                    numbered(home, each): _ends(made, bases) for each, bases in enumerate(parts)
                },
            }
            title = {
                tag: f"{words} · {row.label.get(tag, '')}" for tag, words in TITLES[path].items()
            }
            pages.append(page(made, numbered(home, n), "list.html", values, title))
    yield from _tables(made, path, table, links, whole=True)
    yield from pages


def _tables(
    made: Overviews,
    path: str,
    table: Table,
    links: Mapping[tuple[str, str], tuple[str, str]],
    *,
    whole: bool,
) -> Iterator[Page]:
    parts = table.pages(whole=whole)
    silent = [one for one in made.corpus.policies if not table.totals.get(one.base)]
    for n, part in enumerate(parts):
        yield page(
            made,
            numbered(path, n),
            path.removeprefix(HOME).rstrip("/") + ".html",
            {
                "table": part,
                "links": links,
                "parts": {
                    numbered(path, each): _ends(made, [policy.base for policy in one.policies])
                    for each, one in enumerate(parts)
                },
                "silent": silent,
                "download": spreadsheet(path),
            },
            TITLES[path],
        )
