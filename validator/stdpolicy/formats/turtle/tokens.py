"""The tokens of Turtle, TriG, N-Triples and N-Quads, each with its span, and the statements in them.

Not a parser: the file has been parsed already. It covers what documents of the format hold: IRIs,
prefixed names, literals, lists of predicates and objects.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from stdpolicy.formats.places import Statement, Term
from stdpolicy.model.iri import SCHEME
from stdpolicy.model.lexical import RDF_TYPE
from stdpolicy.source import Span

# Possessive throughout: linear in time, and no memory for a way back. What could begin a name is
# taken as a whole, with or without a colon, so that nothing is looked through twice for one.
TOKEN = re.compile(
    r"""(?P<space>\s++|\#[^\n\r]*+)
    |(?P<quoted><<)
    |(?P<iri><[^<>\s]*+>)
    |(?P<long>"{3}(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3}|'{3}(?:[^'\\]++|\\.|'{1,2}(?!'))*+'{3})
    |(?P<string>"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"|'[^'\\\n\r]*+(?:\\.[^'\\\n\r]*+)*+')
    |(?P<at>@[A-Za-z0-9\-]++)
    |(?P<datatype>\^\^)
    |(?P<number>[+\-]?(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+\-]?[0-9]++)?)
    |(?P<mark>[.;,\[\](){}])
    |(?P<word>(?:true|false)(?![^\s.;,\[\](){}\#]))
    |(?P<name>[^\s<>"'{}|^`\\;,\[\]()\#@:]*+
        (?P<local>:(?:[^\s<>"'{}|^`\\;,\[\]()\#.]++|\\.|\.++(?=[^\s<>"'{}|^`;,\[\]()\#.]))*+)?+)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Token(NamedTuple):
    """A token; `kind` is a group of TOKEN, or `keyword` or `other`."""

    kind: str
    text: str
    span: Span


def tokens(text: str) -> Iterator[Token]:
    """Each token, white space and comments left out."""
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        end = match.end() if match else at
        if match is None or end == at:
            if text[at] in "\"'":
                return  # a string without end; what follows is not Turtle
            end, kind = at + 1, "other"
        elif match.lastgroup == "name" and match["local"] is None:
            kind = "keyword"
        else:
            kind = match.lastgroup or ""
        if kind != "space":
            yield Token(kind, text[at:end], Span(at, end))
        at = end


class InGraph(NamedTuple):
    """A statement with the term that names its graph, None for the default graph."""

    statement: Statement
    graph: Term | None


def statements(text: str) -> Iterator[InGraph]:
    """Every statement in file order."""
    names = Names()
    terms: list[Term] = []
    block: Term | None = None
    typed = False  # the next token is a datatype
    for kind, token, span in tokens(text):
        if names.directive(kind, token, started=bool(terms)):
            continue
        if typed:
            typed = False
        elif kind == "datatype":
            typed = True
        elif kind == "at" and len(terms) == 3:
            terms[2] = terms[2]._replace(language=token[1:], language_span=span)
        elif kind == "mark":
            if len(terms) >= 3:
                yield InGraph(Statement(*terms[:3]), terms[3] if len(terms) > 3 else block)
            if token in "{}":
                block = terms[-1] if terms and token == "{" else None
            del terms[{",": 2, ";": 1}.get(token, 0) :]
        else:
            terms.append(Term(names.resolve(kind, token), span))


class Names:
    """The base and the prefixes in force."""

    def __init__(self) -> None:
        self.base = ""
        self.prefixes: dict[str, str] = {}
        self.open: list[str] = []  # a directive so far

    def directive(self, kind: str, token: str, *, started: bool) -> bool:
        """Takes a token, if it is part of a directive."""
        if self.open:
            if kind == "iri" and self.open[0] == "base":
                self.base = self.resolve(kind, token)
            elif kind == "iri" and len(self.open) > 1:
                self.prefixes[self.open[1]] = self.resolve(kind, token)
            if kind == "name":
                self.open.append(token[:-1])
            else:
                self.open = []
            return True
        word = token.removeprefix("@").lower()
        if not started and kind in ("at", "keyword") and word in ("base", "prefix", "version"):
            self.open = [word]
        return bool(self.open)

    def resolve(self, kind: str, token: str) -> str:
        """A token as an absolute IRI or a lexical form."""
        match kind:
            case "iri":
                iri = unescape(token[1:-1])
                if iri.startswith("#"):
                    return self.base.partition("#")[0] + iri
                # urljoin would take the # off a namespace.
                return iri if SCHEME.match(iri) else _joined(self.base, iri)
            case "name":
                prefix, _, local = token.partition(":")
                return self.prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")
            case "string":
                return unescape(token[1:-1])
            case "long":
                return unescape(token[3:-3])
        return RDF_TYPE if token == "a" else token


def _joined(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # no host that Python knows, such as [x]
        return iri


def unescape(string: str) -> str:
    """The characters that a literal or IRI stands for (Turtle 1.1, section 6.4)."""

    def one(match: re.Match[str]) -> str:
        code = match[1]
        return _character(int(code[1:], 16)) if len(code) > 1 else SHORT.get(code, code)

    return ESCAPE.sub(one, string) if "\\" in string else string


def _character(code: int) -> str:
    is_scalar = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_scalar else "\ufffd"
