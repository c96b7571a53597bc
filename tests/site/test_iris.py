"""Every IRI that the ontology mints is answered: by a row of the table, files, and a place in a page."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from stdpolicy.model.lexical import HOME
from stdpolicy.resources import read
from stdpolicy.site.build import made
from stdpolicy.site.content import Content
from stdpolicy.site.routes import Kind, Routes

GRAPHS = (
    "ontology/stdpolicy.ttl",
    "ontology/alignment.ttl",
    "ontology/codes.ttl",
    "ontology/shapes.ttl",
    "schema/stdpolicy.shacl.ttl",
    "schema/stdpolicy.inference.shacl.ttl",
    "ontology/releases/0.1.0/stdpolicy.ttl",  # what was minted once is asked for for ever
    "ontology/releases/0.1.0/codes.ttl",
)
BASE = "https://example.org/stdpolicy/"
TREES = ("", "en/")


@cache
def subjects(graph: str) -> frozenset[str]:
    """The IRIs of ours that a graph describes."""
    triples = ox.parse(read(graph), format=ox.RdfFormat.TURTLE)
    return frozenset(
        t.subject.value for t in triples
        if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(HOME)
    )  # fmt: skip


def ids(html: bytes) -> Counter[str]:
    """The ids of a page."""
    return Counter(re.findall(r'\sid="([^"]*)"', html.decode()))


@pytest.mark.parametrize("graph", GRAPHS)
def test_what_a_graph_describes_is_shown_in_both_languages(
    graph: str, site: Mapping[str, bytes], table: Routes
) -> None:
    pages: dict[str, set[str]] = {}
    for iri in subjects(graph):
        document, _, fragment = iri.partition("#")
        row = table.by_iri[document]
        pages.setdefault(row.page, set()).add(row.fragment or fragment)
    assert pages
    for page, fragments in pages.items():
        for tree in TREES:
            found = ids(site[f"{tree}{page}index.html"])
            assert fragments - {""} <= found.keys(), page
            assert max(found.values()) == 1, page


def test_every_route_has_its_files(site: Mapping[str, bytes], table: Routes) -> None:
    for row in table.rows:
        assert all(site[path] for path in row.data.values()), row.iri
        if row.kind is not Kind.DOCUMENT:
            assert row.kind is Kind.ARTEFACT or f"{row.page}index.html" in site, row.iri


def test_graphs_are_the_same_in_every_form(site: Mapping[str, bytes], table: Routes) -> None:
    formats = {
        ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES,
        ".rdf": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD,
    }  # fmt: skip
    for row in table.rows:
        if row.kind not in (Kind.VOCABULARY, Kind.SCHEME):
            continue
        digests = set()
        for path in row.data.values():
            suffix = path[path.rindex(".") :]
            if suffix in formats:
                base = row.iri.rpartition("/")[0] if "0.1.0" in path else row.iri
                dataset = ox.Dataset(ox.parse(site[path], format=formats[suffix], base_iri=base))
                dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
                digests.add(frozenset(map(str, dataset)))
        assert len(digests) == 1, row.iri
        assert digests != {frozenset()}, row.iri


def test_no_two_files_have_one_path_whatever_the_case(content: Content) -> None:
    found = Counter(file.path.lower() for file in made(content.model, content.documents))
    assert [path for path, n in found.items() if n > 1] == []


def test_links_lead_somewhere(site: Mapping[str, bytes]) -> None:
    anchors = {path: ids(data) for path, data in site.items() if path.endswith(".html")}
    broken = set()
    for path in anchors:
        for link, fragment in re.findall(
            r'(?:href|src)="([^"#?]*)(?:[^"#]*)#?([^"]*)"', site[path].decode()
        ):
            if "://" in link or link == "data:,":
                continue
            # A page of errors may be shown at any address, so that its links begin at the root.
            root = link.startswith("/")
            target = (
                link.removeprefix(urlsplit(BASE).path)
                if root
                else _joined(path, link or path.rpartition("/")[2])
            )
            if target not in site or (fragment and fragment not in anchors.get(target, ())):
                broken.add((path, link, fragment))
    assert broken == set()


def _joined(page: str, link: str) -> str:
    from posixpath import dirname, join, normpath

    return normpath(join(dirname(page), link))


def test_language_tags_are_in_their_usual_case(site: Mapping[str, bytes]) -> None:
    for path, data in site.items():
        if path.endswith((".ttl", ".nt", ".rdf", ".jsonld")):
            assert b"zh-hans" not in data, path
