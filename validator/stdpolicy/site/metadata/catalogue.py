"""What a site offers, in DCAT 3 (W3C Recommendation of 2024), in VoID, and as a page.

Where the site will stand on the web is known or not; if not, an IRI that answers with a form by content negotiation
stands for its address.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.site.graphs import PREFIXES, graph_files
from stdpolicy.site.metadata.datasets import Dataset
from stdpolicy.site.metadata.measures import Counts, Measure
from stdpolicy.site.metadata.statements import Writer, node, typed
from stdpolicy.site.pages import File, Page
from stdpolicy.site.routes import (
    CATALOGUE,
    JSONLD,
    NTRIPLES,
    RDFXML,
    TURTLE,
    VOID,
    Format,
    Routes,
)

TITLE = {"zh-Hans": "数据目录", "en": "Catalogue of data"}
ABOUT = {
    "zh-Hans": "本网站提供的词汇表、代码表、政策文件、名录和对照表，每项列出各种格式的文件及其大小和校验值。",
    "en": "The vocabulary, code lists, policies, registries and crosswalks that this site offers, each with its files in every form, their sizes and digests.",
}
AUTHORS = "The stdpolicy authors"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MEDIA = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
FEATURES = {TURTLE: "Turtle", NTRIPLES: "N-Triples", RDFXML: "RDF_XML", JSONLD: "JSON-LD"}
"""The forms that every dataset has, with their names among W3C's Unique URIs for File Formats."""
STRUCTURAL = {"owl", "rdf", "rdfs", "xsd"}
"""Prefixes of vocabularies to whose terms no link leads that says something of the world."""


def catalogue_page(found: Sequence[Dataset], sizes: Mapping[str, Measure], table: Routes) -> Page:
    """The page, with an anchor for each IRI of the catalogue."""
    row = table.by_iri[CATALOGUE]
    rows = [(one, sizes[one.files[NTRIPLES]].counts) for one in found]
    values = {"about": ABOUT, "rows": rows, "sizes": sizes, "void": table.by_iri[VOID].data}
    return Page(row.page, "catalogue.html", TITLE, values, row.iri, row.data)


def catalogue_files(
    found: Sequence[Dataset], sizes: Mapping[str, Measure], table: Routes, base: str
) -> Iterator[File]:
    """The files of the catalogue and of the figures. `sizes` measures the files of all datasets."""
    yield from graph_files(table.by_iri[CATALOGUE], _catalogue(found, sizes, base))
    yield from graph_files(table.by_iri[VOID], _void(found, sizes, base))


def _catalogue(
    found: Sequence[Dataset], sizes: Mapping[str, Measure], base: str
) -> list[ox.Triple]:
    writer = Writer(base, [])
    writer.type(CATALOGUE, "dcat:Catalog")
    writer.say(CATALOGUE, "dcterms:title", TITLE)
    writer.say(CATALOGUE, "dcterms:description", ABOUT)
    writer.say(CATALOGUE, "dcterms:language", ox.Literal("zh-Hans"), ox.Literal("en"))
    authors = node("authors")
    writer.say(CATALOGUE, "dcterms:publisher", authors)
    writer.type(authors, "foaf:Agent")
    writer.say(authors, "foaf:name", ox.Literal(AUTHORS))
    writer.say(CATALOGUE, "dcat:dataset", *(one.iri for one in found))
    for one in found:
        _dataset(one, writer)
        for form, path in one.files.items():
            _distribution(one, form, path, sizes[path], writer)
    return writer.triples


def _dataset(one: Dataset, writer: Writer) -> None:
    writer.type(one.iri, "dcat:Dataset")
    writer.say(one.iri, "dcterms:title", one.title)
    writer.say(one.iri, "dcterms:description", one.description)
    writer.say(one.iri, "dcterms:identifier", ox.Literal(one.about))
    writer.say(one.iri, "foaf:primaryTopic", one.about)
    writer.say(one.iri, "dcat:landingPage", writer.base + one.page if writer.base else one.about)
    if one.ours:
        writer.say(one.iri, "dcterms:license", LICENCE)
        writer.say(one.iri, "dcterms:publisher", node("authors"))
    if one.conforms:
        writer.say(one.iri, "dcterms:conformsTo", one.conforms)
    if one.modified:
        writer.say(one.iri, "dcterms:modified", typed(one.modified, "date"))
    if one.version:
        writer.say(one.iri, "dcat:version", ox.Literal(one.version.rpartition("/")[2]))
        writer.say(one.iri, "dcat:hasVersion", one.version)
    writer.say(one.iri, "dcat:distribution", *map(one.distribution, one.files))


def _distribution(one: Dataset, form: Format, path: str, measure: Measure, writer: Writer) -> None:
    iri = one.distribution(form)
    writer.type(iri, "dcat:Distribution")
    writer.say(iri, "dcterms:title", ox.Literal(form.title))
    writer.say(iri, "dcat:accessURL", writer.base + path if writer.base else one.about)
    if writer.base:
        writer.say(iri, "dcat:downloadURL", writer.base + path)
    writer.say(iri, "dcat:mediaType", MEDIA + form.media)
    writer.say(iri, "dcat:byteSize", typed(measure.size, "nonNegativeInteger"))
    if one.conforms:
        writer.say(iri, "dcterms:conformsTo", one.conforms)
    if one.ours:
        writer.say(iri, "dcterms:license", LICENCE)
    checksum = node(one.name, form.suffix)
    writer.say(iri, "spdx:checksum", checksum)
    writer.type(checksum, "spdx:Checksum")
    writer.say(checksum, "spdx:algorithm", SHA256)
    writer.say(checksum, "spdx:checksumValue", typed(measure.sha256, "hexBinary"))


def _void(found: Sequence[Dataset], sizes: Mapping[str, Measure], base: str) -> list[ox.Triple]:
    writer = Writer(base, [])
    writer.type(VOID, "void:DatasetDescription")
    writer.say(VOID, "dcterms:title", {"zh-Hans": "数据集统计", "en": "Datasets in figures"})
    targets = {one.about: one for one in found}
    for one in found:
        counts = sizes[one.files[NTRIPLES]].counts
        assert counts is not None
        writer.say(VOID, "foaf:topic", one.iri)
        writer.type(one.iri, "void:Dataset")
        writer.say(one.iri, "dcterms:title", one.title)
        writer.say(one.iri, "void:rootResource", one.about)
        writer.say(one.iri, "void:vocabulary", NAMESPACE)
        for name, value in _figures(counts):
            writer.say(one.iri, f"void:{name}", typed(value, "integer"))
        for form, name in FEATURES.items():
            writer.say(one.iri, "void:feature", f"http://www.w3.org/ns/formats/{name}")
            if base:
                writer.say(one.iri, "void:dataDump", base + one.files[form])
        for target, properties in _links(one, counts, targets).items():
            _linkset(one, target, properties, targets, writer)
    return writer.triples


def _figures(counts: Counts) -> Iterator[tuple[str, int]]:
    yield "triples", counts.triples
    yield "entities", counts.entities
    yield "distinctSubjects", counts.subjects
    yield "distinctObjects", counts.objects
    yield "classes", counts.classes
    yield "properties", counts.properties


def _links(one: Dataset, counts: Counts, targets: Mapping[str, Dataset]) -> dict[str, Counter[str]]:
    """Links to other datasets and vocabularies, by the IRI of the one or the namespace of the other, and by property."""
    found: dict[str, Counter[str]] = {}
    spaces = [iri for prefix, iri in PREFIXES.items() if prefix not in STRUCTURAL]
    for (object, property), number in counts.links.items():
        target = object
        if object.startswith(f"{HOME}code/"):
            target = f"{HOME}code"
        elif object not in targets:
            space = (iri for iri in spaces if f"{object}#".startswith(iri))
            target = next(space, "")
        if target and target != one.about and not one.about.startswith(f"{target}/"):
            found.setdefault(target, Counter())[property] += number
    return dict(sorted(found.items()))


def _linkset(
    one: Dataset,
    target: str,
    properties: Counter[str],
    targets: Mapping[str, Dataset],
    writer: Writer,
) -> None:
    linkset = node(one.name, target)
    other = targets[target].iri if target in targets else node("vocabulary", target)
    writer.say(one.iri, "void:subset", linkset)
    writer.type(linkset, "void:Linkset")
    writer.say(linkset, "void:subjectsTarget", one.iri)
    writer.say(linkset, "void:objectsTarget", other)
    writer.say(linkset, "void:linkPredicate", *sorted(properties))
    writer.say(linkset, "void:triples", typed(properties.total(), "integer"))
    if target not in targets:
        writer.type(other, "void:Dataset")
        writer.say(other, "void:uriSpace", ox.Literal(target))
