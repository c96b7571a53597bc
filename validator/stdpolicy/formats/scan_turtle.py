"""Where things stand in Turtle, TriG, N-Triples and N-Quads: every statement with its offsets.

Not a parser: the file has been parsed already. It covers what documents of the format hold: IRIs,
prefixed names, literals, lists of predicates and objects. Blank nodes are refused, so it only says
where the first one is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Possessive throughout: linear in time, and no memory for a way back.
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
    |(?P<name>[^\s<>"'{}|^`\\;,\[\]()\#@:]*+:
        (?:[^\s<>"'{}|^`\\;,\[\]()\#.]++|\\.|\.++(?=[^\s<>"'{}|^`;,\[\]()\#.]))*+)
    |(?P<keyword>[A-Za-z]++)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
ABSOLUTE = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Term(NamedTuple):
    """A subject, predicate or object: an absolute IRI or the lexical form of a literal."""

    value: str
    at: int
    language: str = ""
    language_at: int = 0


class Statement(NamedTuple):
    """A triple of the file, in the words of the file."""

    subject: Term
    predicate: Term
    object: Term


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and offset of each token, white space and comments left out."""
    for match in TOKEN.finditer(text):
        if match.lastgroup == "other" and match[0] in "\"'":
            return  # a string without end; what follows is not Turtle
        if match.lastgroup != "space":
            yield match.lastgroup or "", match[0], match.start()


def unusual(text: str, quoted: bool = False) -> int | None:
    """The offset of the first blank node, or of the first triple term (RDF 1.2)."""
    for kind, token, at in tokens(text):
        if kind == "quoted" if quoted else token in ("[", "(") or token.startswith("_:"):
            return at
    return None


def statements(text: str) -> Iterator[Statement]:
    """Every statement in file order."""
    names = _Names()
    terms: list[Term] = []
    typed = False  # the next token is a datatype
    for kind, token, at in tokens(text):
        if names.directive(kind, token, started=bool(terms)):
            continue
        if typed:
            typed = False
        elif kind == "datatype":
            typed = True
        elif kind == "at" and len(terms) == 3:
            terms[2] = terms[2]._replace(language=token[1:], language_at=at)
        elif kind == "mark":
            if len(terms) >= 3:
                yield Statement(*terms[:3])
            terms = terms[: {",": 2, ";": 1}.get(token, 0)]
        else:
            terms.append(Term(names.resolve(kind, token), at))


class _Names:
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
            elif kind == "iri":
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
                return iri if ABSOLUTE.match(iri) else urljoin(self.base, iri)
            case "name":
                prefix, _, local = token.partition(":")
                return self.prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")
            case "string":
                return unescape(token[1:-1])
            case "long":
                return unescape(token[3:-3])
        return RDF_TYPE if token == "a" else token


def unescape(string: str) -> str:
    """The characters that a literal or IRI stands for (Turtle 1.1, section 6.4)."""

    def one(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else SHORT.get(code, code)

    return ESCAPE.sub(one, string) if "\\" in string else string
