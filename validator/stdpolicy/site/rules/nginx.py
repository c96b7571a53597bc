"""The rules for nginx: a server that has the site itself."""

import re
from collections.abc import Iterable, Iterator, Mapping

from stdpolicy.site.negotiation import SLASHED, Negotiation
from stdpolicy.site.routes import GRAPH, RDFXML, XML, Format, Kind, Routes
from stdpolicy.site.rules import headers
from stdpolicy.site.rules.accept import accepted
from stdpolicy.site.rules.groups import citations, groups, shown

HEAD = """\
# A server for the site: adapt listen, server_name and root; include it in http.
# Made by stdpolicy site from the table of routes.
"""
ONE = "stdpolicy_"
"""What the names of variables begin with."""


def server(table: Routes, base: str, root: str, name: str) -> str:
    """The maps and the server. `root` is the path at which the site stands, with a slash at its end, `name` the
    host's.
    """
    negotiation = Negotiation(table, base)
    here = re.escape(root)
    found = groups(negotiation.by_path)
    graphs = [one for one in found if one.key.kind is not Kind.ARTEFACT]
    files = [one for one in found if one.key.kind is Kind.ARTEFACT]

    def told(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
        return {rf"~^{here}{pattern}\z": root + value for pattern, value in rows}

    own = f"~^{here}{headers.documents(found).removeprefix('^')}"
    lines = [
        *_map(
            "$http_accept",
            "form",
            {"": "html", **{f"~*{one}": _name(form) for form, one in accepted()}},
        ),
        "# What there is: how it is answered, the page, the files without their suffixes",
        *_map(
            "$uri",
            "row",
            {
                rf"~^{here}{one.pattern}\z": f"{one.key.status} {root}{one.key.page} {root}{one.key.data}"
                for one in graphs
            },
        ),
        *_map(f"${ONE}row", "page", {r"~^\d+ (\S+) ": "$1"}),
        *_map(f"${ONE}row", "data", {r"~(\S+)$": "$1"}),
        *_map("$uri", "file", told((one.pattern, one.key.data) for one in files)),
        *_map(
            "$uri",
            "shown",
            told((one.pattern, one.data) for one in shown(negotiation.by_path)),
            f"${ONE}data",
        ),
        "# Where the form that is wanted is: RDF/XML for XML, but of documents",
        *_map(f"${ONE}data", "xml", {own: _name(XML)}, _name(RDFXML)),
        *_map(
            f"${ONE}form",
            "target",
            {"": "", "html": f"${ONE}page", _name(XML): f"${ONE}data${ONE}xml"},
            f"${ONE}data${ONE}form",
        ),
        *_map(f"${ONE}row", "vary", {"~.": "Accept"}),
        *_map(
            f"${ONE}shown",
            "link",
            {
                own: headers.links(f"${ONE}shown", [*GRAPH, XML]),
                "~.": headers.links(f"${ONE}shown"),
            },
        ),
        "# What to cite for pages and data",
        *_map(
            "$uri",
            "cited",
            {
                rf"~^{here}{one.pattern}\z": headers.citation(one.iri, file=one.file)
                for one in citations(table.rows)
            },
        ),
        *_map("$uri", "embedding", {f"~{headers.PAGES}": headers.OURS}, headers.ANYWHERE),
        *_map("$uri", "caching", {f"~{headers.below(root)}": headers.FOREVER}, headers.SOON),
        *_server(root, name),
    ]
    return HEAD + "\n".join(lines) + "\n"


def _map(source: str, name: str, values: Mapping[str, str], default: str = "") -> Iterator[str]:
    yield f"map {source} ${ONE}{name} {{"
    yield f"  default {_quoted(default)};"
    yield from (f"  {_quoted(key)} {_quoted(value)};" for key, value in values.items())
    yield "}"


def _server(root: str, name: str) -> Iterator[str]:
    yield "server {"
    yield "  listen 80;"
    yield f"  server_name {name or '_'};"
    yield "  root /var/www/stdpolicy;"
    yield "  index index.html;"
    yield "  absolute_redirect off;"
    yield f"  error_page 404 {root}404.html;"
    yield f"  error_page 406 {root}406.html;"
    yield "  types {"
    by_media: dict[str, list[str]] = {}
    for suffix, media in headers.TYPES.items():
        by_media.setdefault(media, []).append(suffix.removeprefix("."))
    yield from (f"    {media} {' '.join(names)};" for media, names in by_media.items())
    yield "  }"
    texts = sorted({headers.TYPES[f".{one}"] for one in headers.TEXTS} - {"text/html"})
    yield "  charset utf-8;"
    yield f"  charset_types {' '.join(texts)};"
    for one, value in (headers.SHARED | headers.SECURITY).items():
        yield f"  add_header {one} {_quoted(value)} always;"
    for one, variable in (
        ("Vary", "vary"),
        ("Link", "link"),
        ("Link", "cited"),
        ("Cross-Origin-Resource-Policy", "embedding"),
    ):
        yield f"  add_header {one} ${ONE}{variable} always;"
    yield f"  add_header Cache-Control ${ONE}caching;"
    yield f'  location ~ "{headers.below(root, headers.SCHEMAS)}" {{'
    yield "    types { }"
    yield f"    default_type {headers.SCHEMA};"
    yield "  }"
    yield "  location / {"
    yield "    try_files $uri ${uri}index.html @other;"
    yield "  }"
    yield "  location @other {"
    yield from _answers(root)
    yield "  }"
    yield "}"


def _answers(root: str) -> Iterator[str]:
    yield rf'    if ($uri ~ "^{re.escape(root)}{SLASHED}\z") {{ return 302 {root}$1; }}'
    yield f"    if (${ONE}file) {{ return 302 ${ONE}file; }}"
    yield "    if (-d $request_filename) { rewrite ^(.*[^/])$ $1/ redirect; }"
    yield f'    if (${ONE}row = "") {{ return 404; }}'
    yield f'    if (${ONE}target = "") {{ return 406; }}'
    yield f"    if (${ONE}row ~ ^303) {{ return 303 ${ONE}target; }}"
    yield f"    return 302 ${ONE}target;"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', r"\"") + '"'


def _name(form: Format) -> str:
    return form.suffix or "html"
