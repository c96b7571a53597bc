"""Which form of what an IRI names a client is sent to (RFC 9110, section 12.5.1).

This is what the rules of servers carry out too, so weights count in the bands that a regular expression can
tell. In a band the forms that a header names come in the order of `FORMS`, then what wildcards stand for; a form
that is named, be it with weight 0, is not meant by a wildcard.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from stdpolicy.model.lexical import HOME
from stdpolicy.site.routes import (
    JSON,
    JSONLD,
    NTRIPLES,
    PLAIN,
    RDFXML,
    TURTLE,
    XML,
    Format,
    Kind,
    Route,
    Routes,
)

HTML = Format("HTML", "", "text/html")
FORMS: Mapping[Format, tuple[str, ...]] = {
    HTML: ("text/html", "application/xhtml+xml"),
    TURTLE: ("text/turtle",),
    JSONLD: ("application/ld+json",),
    JSON: ("application/json",),
    NTRIPLES: ("application/n-triples",),
    PLAIN: ("text/plain",),
    RDFXML: ("application/rdf+xml",),
    XML: ("application/xml", "text/xml"),
}
"""The forms with the media types by which they are asked for, the one that is sent first."""
WILDCARDS: Mapping[Format, tuple[str, ...]] = {
    HTML: ("*/*", "text/*", "*"),
    JSONLD: ("application/*",),
}
"""The forms that wildcards stand for; that without a slash is sent by Java."""
BANDS = (1, 0.8, 0.5, 0.001)
"""The least weight of each band; what weighs less is not wanted."""
WEIGHT = re.compile(r"(?:0?\.\d+|[01](?:\.\d*)?)")
"""A weight; also without the 0, as Java writes it."""
SAYABLE = re.compile(r"[A-Za-z0-9:/._~-]+")
SLASHED = r"((?:ns|code|id|shapes|catalogue|void)(?:/[A-Za-z0-9._-]+)*)/"
"""The IRIs that have a slash too many."""


def chosen(accept: str | None) -> Format | None:
    """The form for a value of Accept, or for none; None if the client wants nothing that there is."""
    if not accept or not accept.strip():
        return HTML
    ranges = list(_ranges(accept))
    named = [(_band(names, ranges), form) for form, names in FORMS.items()]
    wild = [
        (_band(names, ranges), form)
        for form, names in WILDCARDS.items()
        if not any(name in FORMS[form] for name, _ in ranges)
    ]
    fitting = [one for one in (*named, *wild) if one[0] < len(BANDS)]
    return min(fitting, key=lambda one: one[0])[1] if fitting else None


def _band(names: tuple[str, ...], ranges: list[tuple[str, float]]) -> int:
    weight = max((weight for name, weight in ranges if name in names), default=0)
    return next((n for n, least in enumerate(BANDS) if weight >= least), len(BANDS))


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges with their weights, 0 for one that is no number. Parameters other than q do not count."""
    for part in accept.lower().split(","):
        name, *parameters = part.split(";")
        given = (one.strip()[2:] for one in parameters if one.lstrip().startswith("q="))
        weight = next(given, "1")
        yield name.strip(), float(weight) if WEIGHT.fullmatch(weight) else 0


class Answer(Struct, frozen=True):
    """What a server says to a request for an IRI."""

    status: int
    location: str = ""
    """Below the root of the site."""
    route: Route | None = None
    """What the IRI names, if that is negotiated."""


class Negotiation(Struct, frozen=True, dict=True):
    """The answers of a host for the IRIs of a site: those of the vocabulary, and those below its own address."""

    table: Routes
    base: str = ""
    """Where the site stands on the web, with a slash at its end; nothing if that is not known."""

    @cached_property
    def by_path(self) -> Mapping[str, Route]:
        """The rows by the path at which the host answers for them, without the slash before it."""
        found: dict[str, Route] = {}
        for row in self.table.rows:
            for home in (HOME, self.base):
                if home and row.iri.startswith(home):
                    path = row.iri.removeprefix(home)
                    if path and path != row.page:
                        found.setdefault(path, row)
        return found

    def answer(self, path: str, accept: str | None) -> Answer | None:
        """The answer for a path without the slash before it, whose escapes are read; None if it is no IRI's."""
        if slashed := re.fullmatch(SLASHED, path, re.ASCII):
            return Answer(302, slashed[1])
        row = self.by_path.get(path)
        if row is None:
            return None
        if row.kind is Kind.ARTEFACT:
            return Answer(302, next(iter(row.data.values())))
        form = chosen(accept)
        if form is None:
            return Answer(406, route=row)
        return Answer(row.status, target(row, form), row)


def target(row: Route, form: Format) -> str:
    """Where the form of what a row names is; RDF/XML where XML of our own is asked for and there is none."""
    if form is HTML:
        return row.page + (f"#{row.fragment}" if row.fragment else "")
    return row.data.get(form) or row.data[RDFXML]


def cited(rows: Iterable[Route]) -> Mapping[str, str]:
    """The IRI that is to be cited for a page or a file of data, by its path: that which it is about.

    What a concept's IRI leads to is about all of its list. IRIs that a header cannot say as they are are left out.
    """
    found: dict[str, str] = {}
    for row in rows:
        if row.kind not in (Kind.CONCEPT, Kind.ARTEFACT) and SAYABLE.fullmatch(row.iri):
            for path in (row.page, *row.data.values()):
                found.setdefault(path, row.iri)
    return found
