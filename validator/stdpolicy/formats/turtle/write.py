"""Turtle, written by a plan per class, because lexical forms have to survive."""

import re
from typing import NamedTuple, assert_never

from stdpolicy.formats.output import Output
from stdpolicy.formats.reading import Tree
from stdpolicy.formats.shapes import Shapes
from stdpolicy.formats.turtle.names import LINE_END, PREFIX, compact, prefixes, resource
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import by_edition
from stdpolicy.model.lexical import lexical

# By number, since the OWL API (5.1) takes \n for an n.
ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": r"\u000A", "\r": r"\u000D", "\t": r"\u0009"}
)
NEEDS_ESCAPE = re.compile(r'["\\\n\r\t]').search

# How a value is written. Plain integers, compared one after the other in the order in which policies
# need them: a call per value, or a match on the field's type, takes a third more time.
CODE, TEXT, STRING, REFERENCE, NODE, TYPED = range(6)


class _Column(NamedTuple):
    """A field as the writer needs it: `lead` is what comes before a value, `tail` its datatype."""

    name: str
    lead: str
    how: int
    many: bool
    tail: str
    scheme: str


class _Plan(NamedTuple):
    """Nodes of one class with the same keys: what follows the subject, the columns that they have, and
    the prefixes that these need."""

    opening: str
    columns: list[_Column]
    prefixes: frozenset[str]


def write_turtle(tree: Tree, base: str) -> bytes:
    """The canonical Turtle of a canonical tree: a block per node, a line per value."""
    out = Output(_joined)
    used = {PREFIX}
    _block(tree, resource(tree["id"], base), base, _plans(), out, used)
    head = [f"@prefix : <{base}#> ."]
    head += [f"@prefix {name}: <{prefixes()[name]}> ." for name in sorted(used)]
    out.pieces.append("\n")
    return out.bytes("\n".join(head))


def _joined(pieces: list[str]) -> str:
    """What is written. Threes: what comes before a value, the value, and what comes after it."""
    values = pieces[1::3]
    together = "".join(values)
    if any(chr(one) in together for one in ESCAPES):  # sooner told than of each
        pieces[1::3] = [one.translate(ESCAPES) if NEEDS_ESCAPE(one) else one for one in values]
    return "".join(pieces)


def _block(
    node: Tree, subject: str, base: str, plans: Shapes[_Plan], written: Output, used: set[str]
) -> None:
    """Writes a node, and after it those that it contains."""
    opening, columns, needs = plans[node["type"]][tuple(node)]
    used |= needs
    children: list[tuple[Tree, str]] = []
    out = written.pieces
    out += ("\n\n", subject, opening)
    for name, lead, how, many, tail, scheme in columns:
        value = node[name]
        if how == TEXT:
            for tag, string in value.items():
                out += (lead, string, f'"@{tag}')
            continue
        if how == STRING and not many:
            out += (lead, value, tail)
            continue
        for item in value if many else (value,):
            if how == CODE:
                if ":" in item:
                    out += (lead, f"<{item}>", "")
                else:
                    used.add(scheme)
                    out += (tail, item, "")
            elif how == STRING:
                out += (lead, item, tail)
            elif how == REFERENCE:
                own = item[0] == "#" and item[-1] != "."  # mostly: spares a call
                out += (lead, f":{item[1:]}" if own else resource(item, base), "")
            elif how == NODE:
                child = resource(item["id"], base)
                out += (lead, child, "")
                children.append((item, child))
            else:
                out += (lead, item if type(item) is str else lexical(item), tail)
    out[-1] += " ."
    written.settle()
    for item, child in children:
        _block(item, child, base, plans, written, used)


@by_edition
def _plans() -> Shapes[_Plan]:
    return Shapes(_plan)


def _plan(cls: Class, keys: tuple[str, ...]) -> _Plan:
    fields = [field for field in cls.fields if field.name in keys]
    needs = {compact(field.iri)[0] for field in fields} - {PREFIX}
    if any(_datatype(field) for field in fields):
        needs.add("xsd")
    columns = [_column(field) for field in fields]
    return _Plan(f"\n    a {PREFIX}:{cls.name}", columns, frozenset(needs))


def _datatype(field: Field) -> str:
    """The datatype that is written of the values of a field, if one is."""
    match field.type:
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            return f"^^xsd:{field.type.datatype.value}"
        case StringType() | TextType() | CodeType() | ReferenceType() | NodeType():
            return ""
        case _:
            assert_never(field.type)


def _column(field: Field) -> _Column:
    prefix, name = compact(field.iri)
    lead = f"{LINE_END}{prefix}:{name} "
    tail = scheme = ""
    match field.type:
        case StringType():
            how, lead, tail = STRING, f'{lead}"', '"'
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            how, lead, tail = TYPED, f'{lead}"', f'"{_datatype(field)}'
        case TextType():
            how, lead = TEXT, f'{lead}"'
        case CodeType():
            how, scheme = CODE, field.type.scheme.name
            tail = f"{lead}{scheme}:"  # what comes before a code that is no IRI
        case ReferenceType():
            how = REFERENCE
        case NodeType():
            how = NODE
        case _:
            assert_never(field.type)
    return _Column(field.name, lead, how, field.many, tail, scheme)
