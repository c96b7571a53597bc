"""Turtle, written by a plan per class, because lexical forms have to survive."""

import re
from typing import NamedTuple, assert_never

from stdpolicy.formats.output import Output
from stdpolicy.formats.reading import Tree
from stdpolicy.formats.turtle.names import LINE_END, PREFIX, compact, prefixes, resource
from stdpolicy.model import (
    BooleanType,
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
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import lexical

# By number, since the OWL API (5.1) takes \n for an n.
ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": r"\u000A", "\r": r"\u000D", "\t": r"\u0009"}
)
NEEDS_ESCAPE = re.compile(r'["\\\n\r\t]').search

# How a value is written. Plain integers, compared one after the other in the order in which policies
# need them: a call per value, or a match on the field's type, takes a third more time.
STRING, TEXT, NODE, REFERENCE, CODE, TYPED = range(6)


class _Column(NamedTuple):
    """A field as the writer needs it: `lead` is what comes before a value, `tail` its datatype."""

    name: str
    lead: str
    how: int
    many: bool
    tail: str
    scheme: str
    prefixes: frozenset[str]


Plans = dict[str, tuple[str, list[_Column]]]
"""Class to what follows its subject, and its columns."""


def write_turtle(tree: Tree, base: str) -> bytes:
    """The canonical Turtle of a canonical tree: a block per node, a line per value."""
    out = Output()
    used = {PREFIX}
    _block(tree, base, _plans(), out, used)
    head = [f"@prefix : <{base}#> ."]
    head += [f"@prefix {name}: <{prefixes()[name]}> ." for name in sorted(used)]
    out.put("\n")
    return out.bytes("\n".join(head))


def _block(node: Tree, base: str, plans: Plans, out: Output, used: set[str]) -> None:
    """Writes a node, and after it those that it contains."""
    opening, columns = plans[node["type"]]
    children: list[Tree] = []
    put = out.put
    put(f"\n\n{resource(node['id'], base)}{opening}")
    get = node.get
    for name, lead, how, many, tail, scheme, needs in columns:
        value = get(name)
        if value is None:
            continue
        if needs:
            used |= needs
        if how == TEXT:
            for tag, string in value.items():
                if NEEDS_ESCAPE(string):
                    string = string.translate(ESCAPES)
                put(f'{lead}"{string}"@{tag}')
            continue
        for item in value if many else (value,):
            if how == STRING:
                if NEEDS_ESCAPE(item):
                    item = item.translate(ESCAPES)
                put(f'{lead}"{item}"')
            elif how == NODE:
                put(f"{lead}{resource(item['id'], base)}")
                children.append(item)
            elif how == REFERENCE:
                put(f"{lead}{resource(item, base)}")
            elif how == CODE:
                if ":" in item:
                    put(f"{lead}<{item}>")
                else:
                    used.add(scheme)
                    put(f"{lead}{scheme}:{item}")
            else:
                put(f'{lead}"{lexical(item)}"{tail}')
    put(" .")
    out.settle()
    for child in children:
        _block(child, base, plans, out, used)


@by_edition
def _plans() -> Plans:
    return {
        name: (f"\n    a {PREFIX}:{name}", [_column(field) for field in cls.fields])
        for name, cls in model().classes.items()
    }


def _column(field: Field) -> _Column:
    prefix, name = compact(field.iri)
    needs = {prefix} - {PREFIX}
    tail = namespace = ""
    match field.type:
        case StringType():
            how = STRING
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            how, tail = TYPED, f"^^xsd:{field.type.datatype.value}"
            needs.add("xsd")
        case TextType():
            how = TEXT
        case CodeType(scheme):
            how, namespace = CODE, scheme.name
        case ReferenceType():
            how = REFERENCE
        case NodeType():
            how = NODE
        case _:
            assert_never(field.type)
    lead = f"{LINE_END}{prefix}:{name} "
    return _Column(field.name, lead, how, field.many, tail, namespace, frozenset(needs))
