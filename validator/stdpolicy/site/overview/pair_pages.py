"""The pages of crosswalks."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

from stdpolicy.document import Document
from stdpolicy.site.overview.contrast import contrast, plain
from stdpolicy.site.overview.crosswalks import Alignment, Pair, tally
from stdpolicy.site.overview.overviews import Overviews, page
from stdpolicy.site.overview.targets import amount, name
from stdpolicy.site.pages import Page
from stdpolicy.site.parts import chunks, numbered

LONGEST = 300
"""How many alignments a page has."""
COUNTED = 100
"""How many pairs a crosswalk has at most for its page to count relations; the pages of pairs do, too."""


def crosswalk_pages(made: Overviews) -> Iterator[Page]:
    """A page for each crosswalk, with its pairs of policies, and those of each pair.

    The first has the ids of all alignments, since it is where their IRIs lead; what they say is on the others.
    """
    for crosswalk in made.content.crosswalks:
        row = made.routes.by_iri[crosswalk.base]
        found = made.pairs[crosswalk.base]
        parts = {path: _parts(path, pair) for path, pair in found.items()}
        values = {
            "crosswalk": crosswalk,
            "pairs": found,
            "parts": parts,
            "tally": tally,
            "counted": len(found) <= COUNTED,
        }
        yield Page(
            row.page,
            "overview/crosswalk.html",
            crosswalk["title"],
            {**made.common(), **values},
            row.iri,
            row.data,
        )
        for path, pair in found.items():
            yield from _pair(made, crosswalk, pair, parts[path])


def _parts(path: str, pair: Pair) -> Mapping[str, list[Alignment]]:
    """The alignments of a pair by the path of their page."""
    runs = chunks(pair.alignments, LONGEST, lambda _: 1)
    return {numbered(path, n): some for n, some in enumerate(runs)}


def _pair(
    made: Overviews, crosswalk: Document, pair: Pair, parts: Mapping[str, list[Alignment]]
) -> Iterator[Page]:
    compared = cache(partial(contrast, corpus=made.corpus))
    ends = [
        made.corpus.names.get(iri) or name(iri, made.content) for iri in (pair.left, pair.right)
    ]
    values = {
        "crosswalk": crosswalk,
        "pair": pair,
        "counts": tally(pair),
        "parts": dict.fromkeys(parts, ()),
        "ends": ends,
        "contrast": compared,
        "amount": lambda value, unit: amount(plain(value), unit, made.content),
    }
    title = {tag: f"{ends[0].get(tag, '')} → {ends[1].get(tag, '')}" for tag in ("zh-Hans", "en")}
    for path, some in parts.items():
        used = {
            field: {one.node.get(field) for one in some}
            for field in ("relation", "strength", "basis", "confidence")
        }
        own = {"alignments": some, "used": used, "last": [*parts][-1]}
        yield page(made, path, "pair.html", {**values, **own}, title)
