"""The tokens of Turtle, TriG, N-Triples and N-Quads, each with its span, and the statements in them.

Not a parser: the file has been parsed already. It covers what documents of the format hold: IRIs,
prefixed names, literals, lists of predicates and objects.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from stdpolicy.formats.notation import Piece
from stdpolicy.formats.places import Statement, Term
from stdpolicy.model.iri import resolved
from stdpolicy.model.lexical import RDF, RDF_TYPE
from stdpolicy.patterns import regex
from stdpolicy.source import Span

# Possessive throughout: linear in time, and no memory for a way back. What could begin a name is
# taken as a whole, with or without a colon, so that nothing is looked through twice for one.
ENDS = r""" \t\r\n<>"'{}|^`;,\[\]()#"""
"""What no name has in it, unless escaped; of all white space in Unicode, four characters are Turtle's."""
FORMS = {
    "space": r"[ \t\r\n]++|#[^\n\r]*+",
    "quoted": "<<",
    "iri": r"<[^<>\x00-\x20]*+>",
    "long": r'"{3}(?:[^"\\]++|\\.|"{1,2}(?!")|(?!))*+"{3}'
    r"|'{3}(?:[^'\\]++|\\.|'{1,2}(?!')|(?!))*+'{3}",
    "string": r'"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"' r"|'[^'\\\n\r]*+(?:\\.[^'\\\n\r]*+)*+'",
    "at": r"@[A-Za-z0-9\-]++",
    "datatype": r"\^\^",
    "number": r"[+\-]?(?:[0-9]*+\.[0-9]++|[0-9]++(?:\.(?=[eE][+\-]?[0-9]))?)(?:[eE][+\-]?[0-9]++)?",
    "nil": r"\((?:[ \t\r\n]++|#[^\n\r]*+|(?!))*+\)",
    "mark": r"[.;,\[\](){}]",
    "word": rf"(?:true|false)(?![^{ENDS}.])",
    "other": r"""[<>"'|^`\\@]""",
    "name": rf"(?!\.|\Z)[^{ENDS}\\@:]*+(?>(?::(?:[^{ENDS}\\.]++|\\.|\.++(?=[^{ENDS}.])|(?!))*+)?)",
}
"""Of each kind of token, in the order in which they are tried: every character is in one."""
TOKEN = regex("|".join(f"(?P<{kind}>{form})" for kind, form in FORMS.items()), re.DOTALL)
WITHIN = FORMS | {"mark": "[;,]", "other": r"[<>|^`\\@]"}
REST = regex(f"(?:{'|'.join(WITHIN.values())}|(?!))*+", re.DOTALL)
"""The tokens up to where something is said of another subject, or the text is no Turtle."""
OBJECTS = regex(f"(?:{'|'.join((WITHIN | {'mark': ','}).values())}|(?!))*+", re.DOTALL)
"""Those up to where something else is said, of the same subject too."""
ESCAPE = regex(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
PIECE = regex(rf"[^\\]++|{ESCAPE.pattern}", re.DOTALL)
SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Token(NamedTuple):
    """A token; `kind` is one of FORMS, or `keyword` for a name without colon."""

    kind: str
    text: str
    span: Span


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Each token from an offset on, white space and comments left out."""
    for match in TOKEN.finditer(text, start):
        kind, token = match.lastgroup or "", match[0]
        if kind == "space":
            continue
        if kind == "other" and token in "\"'":
            return  # a string without end; what follows is not Turtle
        if kind == "name" and ":" not in token:
            kind = "keyword"
        yield Token(kind, token, Span(*match.span()))


class InGraph(NamedTuple):
    """A statement with the term that names its graph, None for the default graph."""

    statement: Statement
    graph: Term | None


def statements(
    text: str,
    asked: Mapping[str, Collection[str]] | None = None,
    meant: Mapping[str, str] | None = None,
    around: Sequence[int] | None = None,
) -> Iterator[InGraph]:
    """Every statement in file order, or those of some subjects with some predicates (absolute IRIs) and the
    first of each of them, or those of the subjects of which something is said around some offsets, which
    are sorted; `meant` has the namespaces for which others stand that are misspelt.
    """
    met: set[str] = set()  # the subjects of statements so far
    kept = 0  # up to where it is known that an offset follows
    names = Names(meant or {})
    terms: list[Term] = []
    block: Term | None = None
    typed = False  # the next token is a datatype
    following = TOKEN.finditer(text)
    while (match := next(following, None)) is not None:
        kind, token = match.lastgroup or "", match[0]
        if kind == "space":
            continue
        if kind == "other" and token in "\"'":
            return  # a string without end
        if kind == "name" and ":" not in token:
            kind = "keyword"
        if (names.open or not terms) and names.directive(kind, token):
            continue
        if typed:
            typed = False
        elif kind == "datatype":
            typed = True
        elif kind == "at" and len(terms) == 3:
            here = Span(*match.span())
            terms[2] = terms[2]._replace(language=token[1:], language_span=here)
        elif kind == "mark":
            if len(terms) >= 3:
                met.add(terms[0].value)
                yield InGraph(Statement(*terms[:3]), terms[3] if len(terms) > 3 else block)
            if token in "{}":
                block = terms[-1] if terms and token == "{" else None
            del terms[{",": 2, ";": 1}.get(token, 0) :]
        else:
            terms.append(Term(names.resolve(kind, token), Span(*match.span())))
            if len(terms) == 2 and asked is not None:
                # Most of a text is said of others: one step, instead of one for each token.
                subject, predicate = terms[0].value, terms[1].value
                if subject not in asked:
                    following = TOKEN.finditer(text, _rest(text, match.end()))
                elif subject in met and predicate not in asked[subject]:
                    following = TOKEN.finditer(text, _rest(text, match.end(), OBJECTS))
            elif len(terms) == 2 and around is not None and kept < match.end():
                kept = _rest(text, match.end())
                at = bisect_left(around, terms[0].span.start)
                if at == len(around) or around[at] >= kept:
                    following = TOKEN.finditer(text, kept)


def _rest(text: str, at: int, form: re.Pattern[str] = REST) -> int:
    """Where what is said of a subject ends, or in another form what is said with a predicate."""
    rest = form.match(text, at)
    return rest.end() if rest else at


class Names:
    """The base and the prefixes in force."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        self.meant = meant
        self.base = ""
        self.prefixes: dict[str, str] = {}
        self.open: list[str] = []  # a directive so far

    def directive(self, kind: str, token: str) -> bool:
        """Takes a token that is in no statement, if it is part of a directive."""
        if self.open:
            if kind == "iri" and self.open[0] == "base":
                self.base = self.resolve(kind, token)
            elif kind == "iri" and len(self.open) > 1:
                iri = self.resolve(kind, token)
                self.prefixes[self.open[1]] = self.meant.get(iri, iri)
            if kind == "name":
                self.open.append(token[:-1])
            else:
                self.open = []
            return True
        word = token.removeprefix("@").lower()
        if kind in ("at", "keyword") and word in ("base", "prefix", "version"):
            self.open = [word]
        return bool(self.open)

    def resolve(self, kind: str, token: str) -> str:
        """A token as an absolute IRI or a lexical form."""
        match kind:
            case "iri":
                return resolved(unescape(token[1:-1]), self.base)
            case "name":
                prefix, _, local = token.partition(":")
                return self.prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")
            case "string":
                return unescape(token[1:-1])
            case "long":
                return unescape(token[3:-3])
            case "nil":
                return RDF + "nil"
        return RDF_TYPE if token == "a" else token


def unescape(string: str) -> str:
    """The characters that a literal or IRI stands for (Turtle 1.1, section 6.4)."""

    def one(match: re.Match[str]) -> str:
        code = match[1]
        return _character(int(code[1:], 16)) if len(code) > 1 else SHORT.get(code, code)

    return ESCAPE.sub(one, string) if "\\" in string else string


def _character(code: int) -> str:
    is_scalar = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_scalar else "\ufffd"


def pieces(text: str, token: Span) -> Iterator[Piece]:
    """A string piece by piece; what is no string is one piece, which stands for itself."""
    mark = text[token.start : token.start + 1]
    if mark not in ('"', "'"):
        yield Piece(token, text[token.start : token.end])
        return
    marks = 3 if text.startswith(mark * 3, token.start) and token.end - token.start > 5 else 1
    start, end = token.start + marks, token.end - marks
    yield Piece(Span(token.start, start), "")
    for match in PIECE.finditer(text, start, end):
        yield Piece(Span(*match.span()), unescape(match[0]))
    yield Piece(Span(end, token.end), "")
