"""What the pages of the overviews share: the policies, the paths and the values of all templates."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.site.content import Content
from stdpolicy.site.overview.codes import by_code
from stdpolicy.site.overview.corpus import Corpus
from stdpolicy.site.overview.crosswalks import Pair, pairs
from stdpolicy.site.overview.responsibility import responsibility
from stdpolicy.site.overview.tables import Table
from stdpolicy.site.overview.targets import Line, lines, name
from stdpolicy.site.pages import Page
from stdpolicy.site.routes import Routes

HOME = "overview/"
TARGETS = f"{HOME}targets/"
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


class Overviews(Struct, frozen=True, dict=True):
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
            names = {
                iri: self.slug(iri) if iri in self.corpus.names else f"other_{n}"
                for n, iri in enumerate(ends)
            }
            found[crosswalk.base] = {
                f"{home}{names[one.left]}_{names[one.right]}/": one for one in some
            }
        return found

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables that count statements, by the path of their first page."""
        schemes = self.content.model.schemes
        return {
            RESPONSIBILITY: responsibility(self.corpus),
            DOMAINS: by_code(self.corpus, "domain", schemes["domain"], "Measure"),
            INSTRUMENTS: by_code(self.corpus, "instrument", schemes["instrument"], "Action"),
        }

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


def page(
    made: Overviews, path: str, template: str, values: Mapping[str, Any], title: Text | None = None
) -> Page:
    """A page of the overviews, made of a template of theirs and these values besides the common ones."""
    return Page(path, f"overview/{template}", title or TITLES[path], {**made.common(), **values})


def spreadsheet(path: str) -> str:
    """The path of what a page shows as CSV."""
    return f"{path}{path.split('/')[-2]}.csv"
