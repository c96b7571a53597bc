"""How a text in Turtle, TriG, N-Triples or N-Quads is edited for a change of the tree."""

import re
from typing import Any

from stdpolicy.diagnostics import Change, Edit, Rename, State, Write
from stdpolicy.formats.turtle.tokens import REST, tokens, unescape
from stdpolicy.formats.turtle.write import ESCAPES
from stdpolicy.model.edition import model
from stdpolicy.model.foreign import Foreign
from stdpolicy.model.lexical import NAMESPACE, XSD, lexical
from stdpolicy.patterns import regex
from stdpolicy.source import Span

LOCAL = regex(r"[A-Za-z][A-Za-z0-9_\-]*")
"""A name that is written alike after a prefix and in an IRI."""
STARTS = "#/:<"
"""After one of these a name begins."""


def spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    """The edits that make a change of what stands at a span; nothing where something else stands there."""
    found = next(tokens(text, span.start), None)
    if found is None or found.span != span:
        return ()
    kind, token, _ = found
    match change:
        case Write(_, value, of) if of:
            plain = (
                kind == "string"
                and isinstance(old, Foreign)
                and text[span.end : span.end + 2] != "^^"
            )
            new = _typed(str(value), of) if plain and unescape(token[1:-1]) == old.lexical else None
        case Write(_, value):
            new = _literal(kind, token, str(lexical(old)), value)
        case Rename(_, name):
            new = _renamed(token, str(old), name)
        case _:
            new = None
    return () if new is None else (Edit(span, new),)


def spell_with_a(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    """The same where a predicate can be said of a subject that has others, as in Turtle and TriG."""
    match change:
        case State(_, cls):
            return (Edit(Span(span.end, span.end), f" a <{NAMESPACE}{cls}> ;"),)
    return spell(text, change, span, old)


def extent(text: str, token: Span) -> Span:
    """From a subject, which begins its line, to the end of all that is said of it; any other token as it is."""
    if token.start and text[token.start - 1] not in "\r\n":
        return token
    found = REST.match(text, token.start)
    end = found.end() if found else token.end
    return Span(token.start, end + text.startswith(".", end))


def comments(text: str) -> int:
    """How many comments there are."""
    at, count = 0, 0
    for _, _, span in tokens(text):
        count += _in_space(text[at : span.start])
        at = span.end
    return count + _in_space(text[at:])


def _in_space(space: str) -> int:
    return sum(line.lstrip().startswith("#") for line in re.split("[\r\n]", space))


def _typed(value: str, of: str) -> str:
    """A literal with its datatype, or a code of a namespace."""
    return f"<{of}{value}>" if of.endswith("/") else f'"{value.translate(ESCAPES)}"^^<{of}>'


def _literal(kind: str, token: str, old: str, value: str | int | bool) -> str | None:
    """A value in the form in which the old one is written."""
    new = lexical(value)
    match kind:
        case "string" if unescape(token[1:-1]) == old:
            return f'"{new.translate(ESCAPES)}"'
        case "number" if token == old and isinstance(value, str):  # a number as such is an integer
            return f'"{new}"^^<{XSD}decimal>'
        case "iri" | "name":
            return _named(token, old.removeprefix("#"), new.removeprefix("#"))
    return None


def _renamed(token: str, old: str, name: str) -> str | None:
    """Another language, or another property: one is replaced as a whole where it or the other is not ours."""
    if token == f"@{old}":
        return f"@{name}"
    iri = next((one.iri for _, one in model().fields() if one.name == name), NAMESPACE + name)
    if token == f"<{old}>" or not iri.startswith(NAMESPACE):
        return f"<{iri}>"
    return _named(token, old, name)


def _named(token: str, old: str, new: str) -> str | None:
    """An IRI or prefixed name with another name at its end."""
    if ":" in new:  # an IRI, of which no more is kept than where it stands
        is_old = old.endswith(token.removesuffix(">").rpartition("#")[2].rpartition(":")[2])
        return f"<{new}>" if is_old else None
    bare = token.removesuffix(">")
    start = len(bare) - len(old)
    if not old or not bare.endswith(old) or bare[start - 1 : start] not in STARTS:
        return None
    if ":" in old or not LOCAL.fullmatch(new):
        return None
    return bare[:start] + new + token[len(bare) :]
