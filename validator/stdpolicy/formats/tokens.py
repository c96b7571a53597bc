"""A small Turtle lexer: every statement of a well-formed file with its places.

Not a parser: the file has been parsed already. It covers what documents of the format hold:
IRIs, prefixed names, literals, predicate and object lists; it also reads N-Triples and N-Quads.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|[^<>"{}|^`\\\x00-\x20])*>)
    |(?P<long>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3})
    |(?P<string>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<datatype>\^\^)
    |(?P<mark>[.;,\[\](){}](?![0-9]))
    |(?P<name>(?:[^\s<>"'{}|^`\\;,\[\]()#@.:]|\.(?=[^\s;,.\]]))*:(?:[^\s<>"'{}|^`;,\[\]()#]*[^\s<>"'{}|^`;,\[\]()#.])?)
    |(?P<word>[^\s<>"'{}|^`\\;,\[\]()]+?(?=[.;,\])]?(?:\s|$)|[;,\])]))
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)

Statement = tuple[str, str, str, int, int, int]
"""Subject, predicate, object (a literal with its @tag), and the offset of each."""


def statements(text: str) -> Iterator[Statement]:
    """Every statement in file order; IRIs absolute, literals unescaped only as far as needed."""
    base, prefixes = "", {"": ""}
    directive: list[str] = []
    subject: tuple[str, int] | None = None
    predicate: tuple[str, int] | None = None
    held: tuple[str, int] | None = None  # an object whose @tag or ^^type may follow
    skip_datatype = False

    def flush() -> Iterator[Statement]:
        nonlocal held
        if subject and predicate and held:
            yield subject[0], predicate[0], held[0], subject[1], predicate[1], held[1]
        held = None

    for match in TOKEN.finditer(text):
        kind, token, at = match.lastgroup, match[0], match.start()
        if kind == "space":
            continue
        if kind == "language" and token in ("@prefix", "@base") and held is None:
            directive = [token[1:]]
            continue
        if kind == "word" and token.lower() in ("prefix", "base") and subject is None:
            directive = [token.lower()]
            continue
        if directive:
            if kind == "name":
                directive.append(token[:-1])
            elif kind == "iri":
                iri = urljoin(base, token[1:-1])
                if directive[0] == "base":
                    base = iri
                else:
                    prefixes[directive[1] if len(directive) > 1 else ""] = iri
                directive = []
            continue
        if skip_datatype:
            skip_datatype = False
            continue
        if kind == "language" and held is not None:
            held = (held[0] + token, held[1])
        elif kind == "datatype":
            skip_datatype = True
        elif kind == "mark":
            yield from flush()
            if token in ".{}":
                subject = predicate = None
            elif token == ";":
                predicate = None
        else:
            term = _term(kind or "", token, base, prefixes)
            if subject is None:
                subject = (term, at)
            elif predicate is None:
                predicate = (RDF_TYPE if token == "a" else term, at)
            elif held is None:
                held = (term, at)
    yield from flush()


def _term(kind: str, token: str, base: str, prefixes: dict[str, str]) -> str:
    match kind:
        case "iri":
            return _resolve(base, token[1:-1])
        case "name":
            prefix, _, local = token.partition(":")
            return prefixes.get(prefix, prefix + ":") + local.replace("\\", "")
        case "string":
            return _unescape(token[1:-1])
        case "long":
            return _unescape(token[3:-3])
    return token


def _resolve(base: str, iri: str) -> str:
    return base.partition("#")[0] + iri if iri.startswith("#") else urljoin(base, iri)


SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _unescape(string: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1]
        if code[0] in "uU" and len(code) > 1:
            return chr(int(code[1:], 16))
        return SHORT.get(code, code)

    if "\\" not in string:
        return string
    return re.sub(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", one, string, flags=re.DOTALL)
