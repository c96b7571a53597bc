"""The pages of crosswalks."""

from collections.abc import Iterator
from functools import cache, partial

from stdpolicy.site.overview.contrast import contrast, plain
from stdpolicy.site.overview.crosswalks import tally
from stdpolicy.site.overview.overviews import Overviews, page
from stdpolicy.site.overview.targets import amount, name
from stdpolicy.site.pages import Page

NAMED = 2_000
"""How many alignments a crosswalk has at most for its page to say of each what it aligns; that page has the id of
every one, whose IRI leads there, and the pages of pairs say what is aligned.
"""


def crosswalk_pages(made: Overviews) -> Iterator[Page]:
    """A page for each crosswalk, with its pairs of policies, and one for each pair."""
    for crosswalk in made.content.crosswalks:
        row = made.routes.by_iri[crosswalk.base]
        found = made.pairs[crosswalk.base]
        brief = sum(len(pair.alignments) for pair in found.values()) > NAMED
        values = {"crosswalk": crosswalk, "pairs": found, "tally": tally, "brief": brief}
        yield Page(
            row.page,
            "overview/crosswalk.html",
            crosswalk["title"],
            {**made.common(), **values},
            row.iri,
            row.data,
        )
        for path, pair in found.items():
            compared = cache(partial(contrast, corpus=made.corpus))
            ends = [
                made.corpus.names.get(iri) or name(iri, made.content)
                for iri in (pair.left, pair.right)
            ]
            yield page(
                made,
                path,
                "pair.html",
                {
                    "crosswalk": crosswalk,
                    "pair": pair,
                    "ends": ends,
                    "contrast": compared,
                    "used": {
                        field: {one.node.get(field) for one in pair.alignments}
                        for field in ("relation", "strength", "basis", "confidence")
                    },
                    "amount": lambda value, unit: amount(plain(value), unit, made.content),
                },
                {
                    tag: f"{ends[0].get(tag, '')} → {ends[1].get(tag, '')}"
                    for tag in ("zh-Hans", "en")
                },
            )
