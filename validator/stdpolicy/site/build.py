"""Which files a site has."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from stdpolicy.document import Document
from stdpolicy.model import Model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.resources import read
from stdpolicy.site.bodies import bodies_page
from stdpolicy.site.content import Content
from stdpolicy.site.errors import error_pages
from stdpolicy.site.excerpts import Examples
from stdpolicy.site.fair import fair_page
from stdpolicy.site.graphs import about, document_files, graph_files, parsed
from stdpolicy.site.history import histories
from stdpolicy.site.home import home_page
from stdpolicy.site.manual import rule_page
from stdpolicy.site.metadata import (
    Measure,
    about_page,
    catalogue_files,
    catalogue_page,
    crawler_files,
    datasets,
    measured,
    termbase_files,
)
from stdpolicy.site.ontology import code_matches, matches, ontology_pages, terms
from stdpolicy.site.overview import overview_files, overview_pages
from stdpolicy.site.pages import HERE, INDEX, File, Frame, Page, rendered
from stdpolicy.site.policy import document_pages
from stdpolicy.site.routes import Kind, Routes, routes
from stdpolicy.site.rules.folder import rule_files
from stdpolicy.site.search import search_files, search_page
from stdpolicy.site.terms import Vocabulary, term_pages
from stdpolicy.site.validator import Limits, validator_pages
from stdpolicy.site.versions import version_files, version_pages


def made(
    model: Model, documents: Iterable[Document], base: str = "", limits: Limits | None = None
) -> Iterator[File]:
    """The files of a site. `base` is where it will stand on the web, as far as that is known; `limits` are those
    of the server that validates, if there is one.

    Raises Claimed, else nothing: whatever documents say is shown as text.
    """
    content = Content(model, tuple(documents))
    table = routes(content)
    styles, script = _joined("css"), _joined("js")
    search = [_asset(f"search/{name}.js") for name in ("fold", "minisearch", "search")]
    yield from (styles, script, *search)
    yield from search_files(content, table)
    frame = Frame(
        table,
        styles.path,
        (script.path,),
        search=tuple(file.path for file in search),
        base=base,
        edition=model.version,
    )
    sizes: dict[str, Measure] = {}
    for file in _data(content, table):
        sizes[file.path] = measured(file)
        yield file
    offered = datasets(content, table)
    yield from catalogue_files(offered, sizes, table, base)
    pages = chain(
        _pages(content, table),
        [search_page(content), bodies_page(content)],
        validator_pages(limits),
        [rule_page()],
        [catalogue_page(offered, sizes, table)],
    )
    paths = []
    # One at a time: what is on the page of a policy takes more room than its file.
    for page in pages:
        if page.name == INDEX:
            paths.append(page.path)
        yield from rendered(page, frame)
    yield from crawler_files(paths, base)
    yield from overview_files(content, table)
    yield File("rules/routes.json", listed(table))
    yield from rule_files(table, base)


def listed(table: Routes) -> bytes:
    """The table of routes as JSON, for tools that look after a host."""
    rows = [
        {
            "iri": row.iri,
            "kind": row.kind.value,
            "status": row.status,
            "page": row.page,
            "fragment": row.fragment,
            "data": [{"path": path, "media": form.media} for form, path in row.data.items()],
        }
        for row in table.rows
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _asset(name: str) -> File:
    """A file of the assets, named by what is in it, so that a browser may keep it for ever."""
    return _named(name, (HERE / "assets" / name).read_bytes())


def _joined(suffix: str) -> File:
    """The assets of a kind that all pages share, as one file."""
    paths = sorted((HERE / "assets").glob(f"*.{suffix}"))
    data = b"".join(path.read_bytes() for path in paths)
    return _named(f"site.{suffix}", data)


def _named(name: str, data: bytes) -> File:
    stem, _, suffix = name.rpartition(".")
    return File(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}", data)


def _pages(content: Content, table: Routes) -> Iterator[Page]:
    yield home_page(content)
    yield from error_pages()
    namespace = NAMESPACE.removesuffix("#")
    alignment, shapes = (
        parsed(read(HAND[f"vocabulary/{name}/"])) for name in ("alignment", "shapes")
    )
    found = matches(alignment)
    ontology = parsed(read(HAND["vocabulary/"]))
    codes = parsed(read(HAND["codes/"]))
    described = terms(ontology, namespace + "#") | terms(codes, namespace + "#")
    examples = Examples(
        content.model, (*content.policies, *content.registries, *content.crosswalks)
    )
    related = [*found, *code_matches(codes)]
    vocabulary = Vocabulary(content, table, examples, related, described, histories(content.model))
    yield from term_pages(vocabulary)
    yield from ontology_pages(table, found, alignment, shapes)
    yield from version_pages(table, content.model)
    yield from document_pages(content, table)
    yield from overview_pages(content, table)
    yield about_page(content, table, ontology)
    yield fair_page(ontology)


HAND = {
    "vocabulary/": "ontology/stdpolicy.ttl",
    "vocabulary/alignment/": "ontology/alignment.ttl",
    "vocabulary/shapes/": "ontology/shapes.ttl",
    "codes/": "ontology/codes.ttl",
}
"""The documents of the ontology as they were written, by the page that shows them."""


def _data(content: Content, table: Routes) -> Iterator[File]:
    documents = {one.base: one for one in content.documents}
    codes = parsed(read(HAND["codes/"]))
    for row in table.rows:
        if row.kind is Kind.DOCUMENT:
            yield from document_files(row, documents[row.iri])
        elif row.kind is Kind.VOCABULARY and row.page in HAND:
            text = read(HAND[row.page])
            yield from graph_files(row, parsed(text), text)
        elif row.kind is Kind.SCHEME:
            yield from graph_files(row, about(row.iri, codes))
    yield from version_files(table, content.model)
    yield from termbase_files(content, table)
    yield File("artefacts/logo.svg", (HERE / "assets" / "logo.svg").read_bytes())
    yield from (File(name, read(name)) for name in ("CITATION.cff", "codemeta.json"))
