"""The pages of the overviews."""

from collections.abc import Iterator
from typing import Any

from stdpolicy.site.content import Content
from stdpolicy.site.overview.arcs import drawn
from stdpolicy.site.overview.influence import influence
from stdpolicy.site.overview.overviews import (
    GRAPH,
    HOME,
    TARGETS,
    TITLES,
    Overviews,
    page,
    spreadsheet,
)
from stdpolicy.site.overview.pair_pages import crosswalk_pages
from stdpolicy.site.overview.table_pages import table_pages
from stdpolicy.site.overview.targets import asked, download
from stdpolicy.site.overview.timeline import timeline
from stdpolicy.site.pages import LANGUAGES, File, Page
from stdpolicy.site.parts import chunks, numbered
from stdpolicy.site.routes import Routes

COUNTED = (
    "Provision",
    "Goal",
    "Target",
    "Measure",
    "Action",
    "Assignment",
    "Incentive",
    "Reference",
)
"""The classes whose nodes the first page counts."""
ROWS = 300
"""How many targets a page shows, but for an indicator that has more."""


def overview_pages(content: Content, routes: Routes) -> Iterator[Page]:
    """The pages of the overviews."""
    made = Overviews(content, routes)
    yield Page(HOME, "overview/index.html", TITLES[HOME], {**made.common(), **_first(made)})
    yield from _targets(made)
    yield from table_pages(made)
    graph = influence(made.corpus)
    values = {"graph": graph, "drawing": drawn(graph, made.corpus), "pair": made.pair}
    yield page(made, GRAPH, "graph.html", values)
    yield from crosswalk_pages(made)


def overview_files(content: Content, routes: Routes) -> Iterator[File]:
    """The downloads of the overviews."""
    made = Overviews(content, routes)
    yield File(spreadsheet(TARGETS), download(made.lines, made.corpus))
    for path, table in made.tables.items():
        yield File(spreadsheet(path), table.download())


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
        yield page(
            made,
            numbered(TARGETS, n),
            "targets.html",
            {
                "parts": {numbered(TARGETS, each): () for each in range(len(parts))},
                "lines": some,
                "count": len(targets),
                "all": sum(len(line.targets) for line in made.lines),
                "shared": sum(1 for line in some if line.policies > 1),
                "drawings": {tag: timeline(some, made.content, tag) for tag in LANGUAGES.values()},
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
                "asked": lambda node: asked(node, made.content),
                "download": spreadsheet(TARGETS),
            },
            TITLES[TARGETS],
        )
