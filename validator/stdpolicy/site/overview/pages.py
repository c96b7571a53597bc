"""The pages of the overviews."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stdpolicy.model import Text
from stdpolicy.site.content import Content
from stdpolicy.site.overview.arcs import drawn
from stdpolicy.site.overview.codes import by_code
from stdpolicy.site.overview.contrast import contrast, plain
from stdpolicy.site.overview.corpus import Corpus, Statement
from stdpolicy.site.overview.crosswalks import Pair, pairs, tally
from stdpolicy.site.overview.influence import influence
from stdpolicy.site.overview.responsibility import body, responsibility
from stdpolicy.site.overview.tables import LONGEST, Row, Table, chunks, numbered
from stdpolicy.site.overview.targets import Line, as_csv, lines, name, short
from stdpolicy.site.overview.timeline import timeline
from stdpolicy.site.pages import File, Page
from stdpolicy.site.routes import Routes

HOME = "overview/"
TARGETS = f"{HOME}targets/"
CSV = f"{TARGETS}targets.csv"
RESPONSIBILITY = f"{HOME}responsibility/"
DOMAINS = f"{HOME}domains/"
INSTRUMENTS = f"{HOME}instruments/"
GRAPH = f"{HOME}graph/"
TITLES: Mapping[str, Text] = {
    HOME: {"zh-Hans": "总览", "en": "Overviews"},
    TARGETS: {"zh-Hans": "指标值与期限", "en": "Targets on a time line"},
    RESPONSIBILITY: {"zh-Hans": "责任分工", "en": "Who is responsible"},
    DOMAINS: {"zh-Hans": "各政策的领域", "en": "Domains by policy"},
    INSTRUMENTS: {"zh-Hans": "各政策的政策工具", "en": "Instruments by policy"},
    GRAPH: {"zh-Hans": "谁贯彻落实谁", "en": "Who implements whom"},
}
"""The overviews."""
COUNTED = ("Provision", "Goal", "Target", "Measure", "Action", "Assignment", "Incentive", "Reference")
"""The classes whose nodes the first page counts."""
ROWS = 300
"""How many targets a page shows, but for an indicator that has more."""


@dataclass(frozen=True)
class Overviews:
    """What the overviews of a site are made from."""

    content: Content
    routes: Routes

    @cached_property
    def corpus(self) -> Corpus:
        """The policies."""
        return Corpus(self.content)

    @cached_property
    def lines(self) -> list[Line]:
        """The indicators with their targets."""
        return lines(self.corpus)

    @cached_property
    def pairs(self) -> dict[str, dict[str, Pair]]:
        """The pairs of policies by the path of their page, by the IRI of the crosswalk."""
        found: dict[str, dict[str, Pair]] = {}
        for crosswalk in self.content.crosswalks:
            home = self.routes.by_iri[crosswalk.base].page
            some = pairs(crosswalk, self.corpus)
            ends = dict.fromkeys(iri for one in some for iri in (one.left, one.right))
            names = {iri: self.slug(iri) or f"other_{n}" for n, iri in enumerate(ends)}
            found[crosswalk.base] = {
                f"{home}{names[one.left]}_{names[one.right]}/": one for one in some
            }
        return found

    def slug(self, policy: str) -> str:
        """The name of a policy in paths and fragments, by its IRI; nothing if the site does not have it."""
        row = self.routes.by_iri.get(policy)
        return row.page.rstrip("/").rpartition("/")[2] if row else ""

    def pair(self, left: str, right: str) -> str:
        """The path of the first page that sets a policy beside another; nothing if there is none."""
        every = (item for some in self.pairs.values() for item in some.items())
        return next((path for path, one in every if (one.left, one.right) == (left, right)), "")

    def common(self) -> dict[str, Any]:
        """What all templates of overviews ask for."""
        return {
            "model": self.content.model,
            "corpus": self.corpus,
            "named": lambda iri: name(iri, self.content),
            "slug": self.slug,
            "titles": TITLES,
        }


def overview_pages(content: Content, routes: Routes) -> Iterator[Page]:
    """The pages of the overviews."""
    made = Overviews(content, routes)
    yield Page(HOME, "overview/index.html", TITLES[HOME], {**made.common(), **_first(made)})
    yield from _targets(made)
    yield from _responsibility(made)
    schemes = content.model.schemes
    yield from _codes(made, DOMAINS, by_code(made.corpus, "domain", schemes["domain"], "Measure"))
    table = by_code(made.corpus, "instrument", schemes["instrument"], "Action")
    yield from _codes(made, INSTRUMENTS, table)
    graph = influence(made.corpus)
    values = {"graph": graph, "drawing": drawn(graph), "pair": made.pair}
    yield _page(made, GRAPH, "graph.html", values)
    yield from _crosswalks(made)


def overview_files(content: Content) -> Iterator[File]:
    """The downloads of the overviews."""
    corpus = Corpus(content)
    yield File(CSV, as_csv(lines(corpus), corpus))


def _page(
    made: Overviews, path: str, template: str, values: Mapping[str, Any], title: Text | None = None
) -> Page:
    return Page(
        path, f"overview/{template}", title or TITLES[path], {**made.common(), **values}
    )


def _first(made: Overviews) -> dict[str, Any]:
    model = made.content.model
    counts = {
        one.base: {
            kind: len(made.corpus.statements(one, kind))
            for kind in COUNTED
            if kind in model.statements
        }
        | {"Provision": made.corpus.provisions(one)}
        for one in made.corpus.policies
    }
    return {
        "kinds": COUNTED,
        "counts": counts,
        "totals": {kind: sum(each[kind] for each in counts.values()) for kind in COUNTED},
    }


def _targets(made: Overviews) -> Iterator[Page]:
    parts = list(chunks(made.lines, ROWS, lambda line: len(line.targets)))
    for n, some in enumerate(parts):
        targets = [one for line in some for one in line.targets]
        yield _page(
            made,
            numbered(TARGETS, n),
            "targets.html",
            {
                "parts": [numbered(TARGETS, each) for each in range(len(parts))],
                "lines": some,
                "count": len(targets),
                "all": sum(len(line.targets) for line in made.lines),
                "shared": sum(1 for line in some if line.policies > 1),
                "drawing": timeline(some, made.content),
                "years": sorted({one.year for one in targets if one.year}),
                "dateless": sum(1 for one in targets if not one.year),
                "units": [
                    code
                    for code in made.content.model.schemes["unit"].codes.values()
                    if any(one.statement.node.get("unit") == code.name for one in targets)
                ],
                "policies": [
                    policy
                    for policy in made.corpus.policies
                    if any(one.statement.policy is policy for one in targets)
                ],
                "short": lambda one: short(one, made.content),
                "download": CSV,
            },
            TITLES[TARGETS],
        )


def _responsibility(made: Overviews) -> Iterator[Page]:
    table = responsibility(made.corpus)
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
        yield _page(
            made,
            f"{RESPONSIBILITY}{made.slug(base)}/",
            "list.html",
            {
                "trail": RESPONSIBILITY,
                "subject": made.corpus.names[base],
                "sections": sections,
                "parts": [],
                "body": body,
            },
            {tag: f"{words} · {made.corpus.names[base].get(tag, '')}"
             for tag, words in TITLES[RESPONSIBILITY].items()},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list: the statements of a cell."""

    id: str
    label: Text
    iris: tuple[str, ...]
    """What it is about."""
    statements: tuple[Statement, ...]


def _all(row: Row, policy: str) -> tuple[Statement, ...]:
    return tuple(one for part in row.cells[policy].parts for one in part.statements)


def _codes(made: Overviews, path: str, table: Table) -> Iterator[Page]:
    """A table and, for each of its rows, the pages of its list, which go through the policies."""
    links: dict[tuple[str, str], tuple[str, str]] = {}
    pages: list[Page] = []
    for row in table.rows:
        home = f"{path}{row.key}/"
        bases = [one.base for one in table.policies if one.base in row.cells]
        parts = list(chunks(bases, LONGEST, lambda base, row=row: row.cells[base].count))
        for n, some in enumerate(parts if bases else []):
            links |= {
                (row.key, base): (numbered(home, n), f"_{made.slug(base)}") for base in some
            }
            sections = [
                Section(f"_{made.slug(base)}", made.corpus.names[base], (base,), _all(row, base))
                for base in some
            ]
            values = {
                "trail": path,
                "subject": row.label,
                "sections": sections,
                "parts": [numbered(home, each) for each in range(len(parts))],
            }
            title = {tag: f"{words} · {row.label.get(tag, '')}" for tag, words in TITLES[path].items()}
            pages.append(_page(made, numbered(home, n), "list.html", values, title))
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
        yield _page(
            made,
            numbered(path, n),
            path.removeprefix(HOME).rstrip("/") + ".html",
            {
                "table": part,
                "links": links,
                "parts": [numbered(path, each) for each in range(len(parts))],
                "silent": silent,
            },
            TITLES[path],
        )


def _crosswalks(made: Overviews) -> Iterator[Page]:
    """A page for each crosswalk, with its pairs of policies, and one for each pair."""
    for crosswalk in made.content.crosswalks:
        row = made.routes.by_iri[crosswalk.base]
        found = made.pairs[crosswalk.base]
        values = {"crosswalk": crosswalk, "pairs": found, "tally": tally}
        yield Page(
            row.page,
            "overview/crosswalk.html",
            crosswalk["title"],
            {**made.common(), **values},
            row.iri,
            row.data,
        )
        for path, pair in found.items():
            ends = [made.corpus.names.get(iri) or name(iri, made.content) for iri in (pair.left, pair.right)]
            yield _page(
                made,
                path,
                "pair.html",
                {
                    "crosswalk": crosswalk,
                    "pair": pair,
                    "ends": ends,
                    "contrast": lambda left, right: contrast(left, right, made.corpus),
                    "used": {
                        field: {one.node.get(field) for one in pair.alignments}
                        for field in ("relation", "strength", "basis", "confidence")
                    },
                    "plain": plain,
                },
                {tag: f"{ends[0].get(tag, '')} ↔ {ends[1].get(tag, '')}" for tag in ("zh-Hans", "en")},
            )
