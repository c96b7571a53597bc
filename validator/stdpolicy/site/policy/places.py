"""Where in a clause the words stand that are marked."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from stdpolicy.site.content import Tree
from stdpolicy.site.policy.kinds import EMENDATION, KINDS, MARKS, NUMBER, Kind
from stdpolicy.site.policy.spans import Span
from stdpolicy.text.quantities import quantities

NUMBERS = ("value", "upperValue", "baselineValue", "amount")
"""The fields of which the number is marked within the quote."""


def marks(text: str, statements: Iterable[Tree], emendations: Iterable[Tree]) -> list[Span]:
    """The stretches of a clause's text that are marked, the outer layers first."""
    found = []
    for each in statements:
        found += [*_span(text, each, "quote", KINDS[each["type"]]), *_numbers(text, each)]
    for each in emendations:
        found += _span(text, each, "corrected", EMENDATION)
    layers = [kind.name for kind in MARKS]
    return sorted(found, key=lambda span: layers.index(span.kind))


def place(text: str, statement: Tree) -> tuple[int, int]:
    """What puts statements in the order of the text, the longer first; those that are not in it come last."""
    at = text.find(statement["quote"])
    return (at, -len(statement["quote"])) if at >= 0 else (len(text), 0)


def fragment(node: Tree) -> str:
    """A node's id as that of an element."""
    return str(node["id"]).removeprefix("#")


def _span(text: str, node: Tree, field: str, kind: Kind) -> Iterator[Span]:
    """Where what a field holds stands in a text, if it does."""
    words = str(node.get(field, ""))
    at = text.find(words) if words else -1
    if at >= 0:
        yield Span(at, at + len(words), kind.name, fragment(node))


def _numbers(text: str, statement: Tree) -> Iterator[Span]:
    """Where the numbers that a statement records stand in its quote."""
    recorded = {Decimal(statement[name]) for name in NUMBERS if name in statement}
    for span in _span(text, statement, "quote", NUMBER) if recorded else ():
        for one in quantities(str(statement["quote"])):
            if one.value in recorded:
                yield replace(span, start=span.start + one.start, end=span.start + one.end)
