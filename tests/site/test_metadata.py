"""The catalogue, the figures, the termbases and the sitemap say what the files of the site are."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from lxml import etree

import stdpolicy
from stdpolicy.exchange import tbx
from stdpolicy.model.lexical import HOME
from stdpolicy.resources import read
from stdpolicy.site.content import Content
from stdpolicy.site.metadata import catalogue_files, crawler_files, datasets, measured
from stdpolicy.site.metadata.termbases import of_vocabulary
from stdpolicy.site.pages import File
from stdpolicy.site.routes import CATALOGUE, Kind, Routes
from stdpolicy.source import Source

WRITTEN = Path(__file__).parents[1] / "data" / "tbx" / "written.rng"
BASE = "https://example.org/stdpolicy/"
"""As in conftest."""
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Said = dict[str, dict[str, list[str]]]


def said(turtle: bytes) -> Said:
    """A graph as subjects, properties and values."""
    found: Said = {}
    for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        values = found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, [])
        values.append(triple.object.value)
    return found


def of_type(graph: Said, iri: str) -> dict[str, dict[str, list[str]]]:
    return {subject: about for subject, about in graph.items() if iri in about.get(TYPE, ())}


@pytest.fixture(scope="module")
def catalogue(site: Mapping[str, bytes]) -> Said:
    return said(site["catalogue.ttl"])


@pytest.fixture(scope="module")
def figures(site: Mapping[str, bytes]) -> Said:
    return said(site["void.ttl"])


def test_every_file_of_data_is_in_the_catalogue_with_its_digest(
    catalogue: Said, site: Mapping[str, bytes], table: Routes
) -> None:
    rows = of_type(catalogue, f"{DCAT}Distribution").values()
    found = {about[f"{DCAT}downloadURL"][0].removeprefix(BASE): about for about in rows}
    offered = {
        path
        for row in table.rows
        if row.kind in (Kind.DOCUMENT, Kind.SCHEME)
        or (row.kind is Kind.VOCABULARY and row.page.startswith(("vocabulary/", "codes/")))
        for path in row.data.values()
    }
    termbases = {"registries/registry.tbx", "vocabulary/stdpolicy.tbx"}
    assert found.keys() == offered | termbases
    for path, about in found.items():
        data = site[path]
        assert about[f"{DCAT}byteSize"] == [str(len(data))], path
        (checksum,) = about[f"{SPDX}checksum"]
        digest = catalogue[checksum][f"{SPDX}checksumValue"]
        assert digest == [hashlib.sha256(data).hexdigest()], path


def test_every_dataset_is_listed_and_says_by_which_version_it_is_made(
    catalogue: Said, content: Content
) -> None:
    sets = of_type(catalogue, f"{DCAT}Dataset")
    assert set(catalogue[CATALOGUE][f"{DCAT}dataset"]) == sets.keys()
    edition = f"{HOME}ns/{content.model.version}"
    by_topic = {about[f"{DCTERMS}identifier"][0]: about for about in sets.values()}
    for document in content.documents:
        assert by_topic[document.base][f"{DCTERMS}conformsTo"] == [edition]
    assert by_topic[f"{HOME}ns"][f"{DCAT}hasVersion"] == [edition]


def test_every_dataset_has_what_harvesters_ask_for(catalogue: Said) -> None:
    """DCAT-AP 3: a title and a description of catalogues and datasets, here in both languages, each its own."""
    for kind in ("Catalog", "Dataset"):
        for iri, about in of_type(catalogue, f"{DCAT}{kind}").items():
            title, words = about[f"{DCTERMS}title"], about[f"{DCTERMS}description"]
            assert len(words) == len(set(words)) == 2, iri
            assert not set(title) & set(words), iri


@pytest.mark.parametrize("tree", ["", "en/"])
def test_iris_of_the_catalogue_are_places_in_its_page(
    tree: str, catalogue: Said, site: Mapping[str, bytes]
) -> None:
    fragments = {iri.partition("#")[2] for iri in catalogue if iri.startswith(f"{CATALOGUE}#")}
    page = site[f"{tree}datasets/index.html"].decode()
    assert len(fragments) > 200
    assert fragments == set(re.findall(r' id="([^_"][^"]*)"', page))


def test_no_folder_has_the_path_of_an_iri(site: Mapping[str, bytes], table: Routes) -> None:
    folders = {path[:n] for path in site for n, c in enumerate(path) if c == "/"}
    assert not folders & {row.path for row in table.rows}


def test_figures_are_those_of_the_graphs(
    figures: Said, site: Mapping[str, bytes], content: Content
) -> None:
    sets = {
        about[f"{VOID}rootResource"][0]: about
        for about in of_type(figures, f"{VOID}Dataset").values()
        if f"{VOID}rootResource" in about
    }
    assert {one.base for one in content.documents} <= sets.keys()
    path = {f"{HOME}ns": "vocabulary/stdpolicy", f"{HOME}id/jiaxing-2022": "policies/jiaxing-2022"}
    for iri, name in path.items():
        graph = {*ox.parse(site[f"{name}.rdf"], format=ox.RdfFormat.RDF_XML)}
        subjects = {t.subject for t in graph}
        expected = {
            "triples": len(graph),
            "distinctSubjects": len(subjects),
            "distinctObjects": len({t.object for t in graph}),
            "entities": sum(isinstance(one, ox.NamedNode) for one in subjects),
            "properties": len({t.predicate for t in graph}),
            "classes": len({t.object for t in graph if t.predicate.value == TYPE}),
        }
        assert {key: int(sets[iri][VOID + key][0]) for key in expected} == expected


def test_links_between_documents_are_counted(figures: Said, content: Content) -> None:
    (crosswalk,) = content.crosswalks
    policies = {one.base for one in content.policies}
    root = {iri: about.get(f"{VOID}rootResource", [""])[0] for iri, about in figures.items()}
    links = {
        root[about[f"{VOID}objectsTarget"][0]]: int(about[f"{VOID}triples"][0])
        for about in of_type(figures, f"{VOID}Linkset").values()
        if root[about[f"{VOID}subjectsTarget"][0]] == crosswalk.base
        and about[f"{VOID}objectsTarget"][0] in root
    }
    ends = [one[key] for one in crosswalk["alignment"] for key in ("subject", "object")]
    found = {iri: sum(end.startswith(f"{iri}#") for end in ends) for iri in policies}
    assert {iri: links[iri] for iri in policies} == found


def test_the_vocabulary_is_a_valid_registry_of_terms(
    content: Content, site: Mapping[str, bytes]
) -> None:
    registry = of_vocabulary(content.model)
    assert stdpolicy.validate(registry.to_bytes("jsonld")).ok()
    data = site["vocabulary/stdpolicy.tbx"]
    etree.RelaxNG(etree.parse(WRITTEN)).assertValid(etree.fromstring(data))
    back, passed_over = tbx.read(Source(data))
    assert not passed_over
    assert back["describesTerm"] == registry["describesTerm"]
    ids = [term["id"] for term in registry["describesTerm"]]
    assert len(ids) == len(set(ids))
    cited = {term["citation"][0] for term in registry["describesTerm"]}
    terms = {cls.iri for cls in content.model.classes.values()}
    terms |= {field.iri for _, field in content.model.fields()}
    terms |= {scheme.iri for scheme in content.model.schemes.values()}
    terms |= {code.iri for one in content.model.schemes.values() for code in one.codes.values()}
    assert cited == terms


def test_termbases_of_registries_are_as_they_are_exported(
    content: Content, site: Mapping[str, bytes]
) -> None:
    (registry,) = content.registries
    assert site["registries/registry.tbx"] == tbx.write(registry)


def test_each_version_has_its_terms(content: Content, site: Mapping[str, bytes]) -> None:
    now = site[f"{content.model.version}/stdpolicy.tbx"]
    assert now == site["vocabulary/stdpolicy.tbx"]
    assert f"{hashlib.sha256(now).hexdigest()}  stdpolicy.tbx" in (
        site[f"{content.model.version}/SHA256SUMS"].decode()
    )
    etree.RelaxNG(etree.parse(WRITTEN)).assertValid(etree.fromstring(site["0.1.0/stdpolicy.tbx"]))


def test_the_sitemap_has_every_page(site: Mapping[str, bytes]) -> None:
    urls = etree.fromstring(site["sitemap.xml"]).iter("{*}loc")
    pages = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    assert sorted(url.text or "" for url in urls) == sorted(BASE + path for path in pages)
    assert f"Sitemap: {BASE}sitemap.xml".encode() in site["robots.txt"]


def test_without_an_address_iris_stand_for_it(
    content: Content, table: Routes, site: Mapping[str, bytes]
) -> None:
    offered = datasets(content, table)[:6]
    paths = [path for one in offered for path in one.files.values()]
    sizes = {path: measured(File(path, site[path])) for path in paths}
    files = {file.path: file.data for file in catalogue_files(offered, sizes, table, "")}
    rows = of_type(said(files["catalogue.ttl"]), f"{DCAT}Distribution").values()
    assert len(rows) == len(paths)
    for about in rows:
        assert f"{DCAT}downloadURL" not in about
        assert about[f"{DCAT}accessURL"][0].startswith(HOME)
    assert not any(f"{VOID}dataDump" in about for about in said(files["void.ttl"]).values())
    assert list(crawler_files(["vocabulary/"], "")) == []


def test_how_the_project_is_cited_comes_with_the_site(site: Mapping[str, bytes]) -> None:
    assert site["CITATION.cff"] == read("CITATION.cff")
    assert yaml.safe_load(site["CITATION.cff"])["version"] == stdpolicy.__version__
    assert json.loads(site["codemeta.json"])["version"] == stdpolicy.__version__


def test_the_logo_asks_for_nothing(site: Mapping[str, bytes]) -> None:
    logo = etree.fromstring(site["artefacts/logo.svg"])
    assert logo.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in logo.iter() if "href" in str(one.attrib) or "script" in str(one.tag)]
