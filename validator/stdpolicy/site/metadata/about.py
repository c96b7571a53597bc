"""The page that says how data are had: IRIs, forms, licence, citation."""

import pyoxigraph as ox

from stdpolicy.model import Text
from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.site.content import Content
from stdpolicy.site.metadata.termbases import TBX, termbases
from stdpolicy.site.ontology import text
from stdpolicy.site.pages import Page
from stdpolicy.site.routes import (
    DOCUMENT,
    JSON,
    JSONLD,
    NTRIPLES,
    PLAIN,
    RDFXML,
    TURTLE,
    XML,
    Routes,
)

TITLE = {"zh-Hans": "数据", "en": "Data"}
CITATION = "http://purl.org/dc/terms/bibliographicCitation"
NOTES = {
    TURTLE: ("RDF，便于阅读", "RDF, to be read"),
    JSONLD: ("RDF，也是普通的 JSON", "RDF, and plain JSON"),
    JSON: ("与 JSON-LD 逐字节相同", "the bytes of the JSON-LD"),
    NTRIPLES: ("RDF，每行一个三元组", "RDF, a triple to a line"),
    PLAIN: ("与 N-Triples 逐字节相同", "the bytes of the N-Triples"),
    RDFXML: ("RDF，供只读 XML 的工具使用", "RDF, for tools that read XML alone"),
    XML: ("仅文档：本标准的 XML，有 XSD", "documents only: XML by our XSD"),
}
"""What each form is for, in Chinese and English."""


def about_page(content: Content, table: Routes, ontology: list[ox.Triple]) -> Page:
    """The page; `ontology` is the graph of the vocabulary, which says how it is cited."""
    edition = content.model.version
    iris = [
        (NAMESPACE.removesuffix("#"), "词汇表", "the vocabulary", 302),
        (f"{NAMESPACE}Target", "其中的术语", "a term of it", 302),
        (f"{HOME}ns/{edition}", "词汇表的一个版本", "a version of it", 302),
        (f"{HOME}code/role", "代码表", "a code list", 302),
        (f"{HOME}code/role/lead", "代码", "a code", 303),
        *((one.base, "一份文档", "a document", 303) for one in content.documents[:1]),
        (f"{HOME}schema/{edition}.json", "模式等供程序使用的文件，不协商", "a schema or other file for programs, not negotiated", 302),
        (f"{HOME}catalogue", "数据目录", "the catalogue", 302),
    ]  # fmt: skip
    values = {
        "example": NAMESPACE.removesuffix("#"),
        "iris": iris,
        "forms": [(form, *NOTES[form]) for form in DOCUMENT],
        "termbases": [(one.registry["title"], one.files[TBX]) for one in termbases(content, table)],
        "citation": _citation(ontology),
    }
    return Page("about/", "about.html", TITLE, values)


def _citation(ontology: list[ox.Triple]) -> Text:
    return text(
        triple.object
        for triple in ontology
        if triple.predicate.value == CITATION
        and triple.subject == ox.NamedNode(NAMESPACE.removesuffix("#"))
    )
