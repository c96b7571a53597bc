"""The IRIs that a site answers for, and the files that answer: one table, from which the rules of servers,
the links of pages, the catalogue and the tests are made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from stdpolicy.language import either
from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.site.content import Content
from stdpolicy.site.parts import registry_parts


class Format(Struct, frozen=True):
    """A form in which data are offered."""

    title: str
    suffix: str
    media: str
    """Its media type, as RFC 6838 has it."""


TURTLE = Format("Turtle", ".ttl", "text/turtle")
JSONLD = Format("JSON-LD", ".jsonld", "application/ld+json")
JSON = Format("JSON", ".json", "application/json")
NTRIPLES = Format("N-Triples", ".nt", "application/n-triples")
PLAIN = Format("N-Triples", ".txt", "text/plain")
RDFXML = Format("RDF/XML", ".rdf", "application/rdf+xml")
XML = Format("XML", ".xml", "application/xml")
GRAPH = (TURTLE, JSONLD, JSON, NTRIPLES, PLAIN, RDFXML)
"""The forms of a graph: JSON and plain text are the bytes of JSON-LD and N-Triples for strict clients."""
DOCUMENT = (*GRAPH, XML)
"""The forms of a document."""


CATALOGUE = f"{HOME}catalogue"
"""The catalogue of what a site offers."""
VOID = f"{HOME}void"
"""The same in figures."""
SVG = Format("SVG", ".svg", "image/svg+xml")


class Kind(StrEnum):
    """What an IRI names."""

    VOCABULARY = "vocabulary"
    SCHEME = "scheme"
    CONCEPT = "concept"
    DOCUMENT = "document"
    ARTEFACT = "artefact"


DESCRIBED = {Kind.CONCEPT, Kind.DOCUMENT}
"""What is no document of the web itself, so that the answer, one that describes it, is another: 303."""


class Route(Struct, frozen=True):
    """An IRI and its answers."""

    iri: str
    """Without fragment."""
    kind: Kind
    page: str = ""
    """The folder of the page, with a slash at its end."""
    fragment: str = ""
    """Of a concept, where in the page it is."""
    data: Mapping[Format, str] = field(default_factory=dict)
    """The files of its data by their form; of an artefact the one file that it is."""

    @property
    def status(self) -> int:
        """With what a server sends on to the answer (RFC 9110, section 15.4)."""
        return 303 if self.kind in DESCRIBED else 302

    @property
    def path(self) -> str:
        """The IRI's own path below the home of the vocabulary; of another's IRI, the whole IRI."""
        return self.iri.removeprefix(HOME)


class Routes(Struct, frozen=True, dict=True):
    """The table."""

    rows: tuple[Route, ...]

    @cached_property
    def by_iri(self) -> Mapping[str, Route]:
        """The rows by their IRI."""
        return {row.iri: row for row in self.rows}

    def place(self, iri: str) -> tuple[str, str] | None:
        """Where in the site what an IRI names is shown: the folder of a page and a fragment, perhaps none.

        A class or property has a page of its own, what a registry describes is on that of a part. None if it is
        shown nowhere.
        """
        if iri in self.terms:
            return self.terms[iri], ""
        if iri in self.parts:
            return self.parts[iri], iri.partition("#")[2]
        document, _, fragment = iri.partition("#")
        row = self.by_iri.get(document)
        if row is None or not row.page:
            return None
        return row.page, row.fragment or fragment

    terms: Mapping[str, str] = field(default_factory=dict)
    """The pages of classes and properties, by their IRI."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """The pages of what registries describe, by its IRI."""


class Claimed(ValueError):
    """A document has the IRI of a part of the vocabulary; the message says which."""


def routes(content: Content) -> Routes:
    """The table of a site. Raises Claimed."""
    model = content.model
    edition = model.version
    rows = [
        _graph(NAMESPACE.removesuffix("#"), Kind.VOCABULARY, "vocabulary/", "vocabulary/stdpolicy"),
        _graph(f"{HOME}ns/alignment", Kind.VOCABULARY, "vocabulary/alignment/"),
        _graph(f"{HOME}shapes", Kind.VOCABULARY, "vocabulary/shapes/"),
        _graph(f"{HOME}code", Kind.VOCABULARY, "codes/", "codes/codes"),
        # Documents of the web, as those before are. No folder has the path of an IRI: a server would answer for it.
        _graph(CATALOGUE, Kind.VOCABULARY, "datasets/", "catalogue"),
        _graph(VOID, Kind.VOCABULARY, "datasets/", "void"),
    ]
    for scheme in model.schemes.values():
        rows.append(_graph(scheme.iri, Kind.SCHEME, f"codes/{scheme.name}/"))
        rows += (
            Route(code.iri, Kind.CONCEPT, f"codes/{scheme.name}/", code.name, rows[-1].data)
            for code in scheme.codes.values()
        )
    rows += _versions(edition)
    rows += _artefacts(edition)
    taken = set[str]()
    ours = {row.iri for row in rows}
    for one in content.documents:
        if one.base in ours:
            raise Claimed(
                either(
                    f"{one.base}: is the IRI of a part of the vocabulary; give the document another",
                    f"{one.base}：词汇表的某一部分已用此 IRI，应为文档另定 IRI",
                )
            )
        folder = {"Policy": "policies/", "Registry": "registries/"}.get(one["type"], "crosswalks/")
        name = folder + _slug(one.base, folder, taken)
        rows.append(
            Route(one.base, Kind.DOCUMENT, f"{name}/", data=_files(name, DOCUMENT)),
        )
    pages = {row.iri: row.page for row in rows}
    parts = {
        one.base + str(node["id"]): part.path
        for one in content.registries
        for part in registry_parts(one, pages[one.base], content)
        for node in part.nodes
    }
    return Routes(tuple(rows), _terms(content), parts)


def _graph(iri: str, kind: Kind, page: str, name: str = "") -> Route:
    return Route(iri, kind, page, data=_files(name or page.removesuffix("/"), GRAPH))


def _files(name: str, formats: Iterable[Format]) -> dict[Format, str]:
    return {one: name + one.suffix for one in formats}


VERSIONS = {
    "ns": "stdpolicy",
    "ns/alignment": "alignment",
    "shapes": "shapes",
    "code": "codes",
}
"""The documents of the ontology that have versions, by their path, with the names of their files."""
EARLIER = {"0.1.0": ("ns", "ns/alignment")}
"""What earlier versions named a version of. These are released, and their folders do not change again."""


def _versions(edition: str) -> Iterator[Route]:
    for version, parts in {**EARLIER, edition: tuple(VERSIONS)}.items():
        for part in parts:
            yield _graph(
                f"{HOME}{part}/{version}",
                Kind.VOCABULARY,
                f"{version}/",
                f"{version}/{VERSIONS[part]}",
            )
    yield _graph(
        f"{HOME}shapes/{edition}/inference",
        Kind.VOCABULARY,
        f"{edition}/",
        f"{edition}/inference",
    )


CONTEXT = Format("JSON-LD context", ".jsonld", "application/ld+json")
SCHEMA = Format("JSON Schema", ".json", "application/schema+json")
XSD = Format("XML Schema", ".xsd", "application/xml")


def _artefacts(edition: str) -> Iterator[Route]:
    for path, form in (
        (f"context/{edition}.jsonld", CONTEXT),
        (f"schema/{edition}.json", SCHEMA),
        (f"schema/{edition}.xsd", XSD),
        ("schema/xml.xsd", XSD),
        (f"schema/{edition}/policy.json", SCHEMA),
        (f"schema/{edition}/registry.json", SCHEMA),
        (f"schema/{edition}/crosswalk.json", SCHEMA),
        ("schema/config.schema.json", SCHEMA),
        ("schema/report-1.schema.json", SCHEMA),
        ("context/v1.jsonld", CONTEXT),
        ("schema/v1.json", SCHEMA),
        ("logo.svg", SVG),
    ):
        yield Route(HOME + path, Kind.ARTEFACT, data={form: f"artefacts/{path}"})


def _slug(iri: str, folder: str, taken: set[str]) -> str:
    """The name of a document's files: the end of its IRI's path, such that no two are alike, whether
    letters are large or small.
    """
    end = iri.rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", end).strip("-").lower() or "document"
    name, count = stem, 1
    while folder + name in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(folder + name)
    return name


def _terms(content: Content) -> dict[str, str]:
    """The pages of classes and properties: a folder for each kind, since many differ in case alone. Where
    two properties have one name, that of the second has its class in it.
    """
    found: dict[str, str] = {}
    for cls in content.model.classes.values():
        found[cls.iri] = f"vocabulary/class/{cls.name}/"
        for one in cls.fields:
            name = f"vocabulary/property/{one.name}/"
            if found.get(one.iri, name) not in found.values():
                found[one.iri] = name
            else:
                found.setdefault(one.iri, f"vocabulary/property/{one.name}-{cls.name}/")
    return found
