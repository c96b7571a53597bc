"""XML written: one element per field value, named as the property (XML 1.0)."""

from typing import NamedTuple, assert_never

from stdpolicy.formats.output import Output
from stdpolicy.formats.reading import Tree
from stdpolicy.formats.shapes import Shapes
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
from stdpolicy.model.edition import by_edition
from stdpolicy.model.lexical import NAMESPACE, lexical

# How a value is written: as text in a language, as content, as a reference, or as a node.
TEXT, CONTENT, REFERENCE, NODE = range(4)


class _Column(NamedTuple):
    """A field as the writer needs it."""

    name: str
    how: int
    many: bool
    lead: str
    """What comes before a value, but for the indent."""
    tail: str


def write(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    name = tree["type"]
    out = Output(_joined)
    out.pieces += (f'<{name} xmlns="{NAMESPACE}" xml:base="', base, '">\n')
    _children(tree, "  ", _columns(), out)
    out.pieces.append(f"</{name}>\n")
    return out.bytes('<?xml version="1.0" encoding="UTF-8"?>\n')


def _joined(pieces: list[str]) -> str:
    """What is written. Threes: what comes before a value, the value, and what comes after it."""
    values = pieces[1::3]
    together = "".join(values)
    if any(mark in together for mark in "&<>"):  # sooner told than of each
        pieces[1::3] = map(content, values)
    return "".join(pieces)


def _children(node: Tree, indent: str, shapes: Shapes[list[_Column]], written: Output) -> None:
    """Writes what a node contains."""
    out = written.pieces
    for name, how, many, lead, tail in shapes[node["type"]][tuple(node)]:
        value = node[name]
        lead = indent + lead
        if how == TEXT:
            for tag, string in value.items():
                out += (f'{lead}{tag}">', string, tail)
            continue
        for item in value if many else (value,):
            if how == CONTENT:
                out += (lead, item if type(item) is str else lexical(item), tail)
            elif how == REFERENCE:
                out += (lead, item, tail)
            else:
                out += (lead, item["id"], '">\n')
                _children(item, f"{indent}  ", shapes, written)
                out += (f"{indent}{tail}", "", "")  # what came before may be settled
                written.settle()


@by_edition
def _columns() -> Shapes[list[_Column]]:
    return Shapes(lambda cls, keys: [_column(field) for field in cls.fields if field.name in keys])


def _column(field: Field) -> _Column:
    name = field.name
    end = f"</{name}>\n"
    match field.type:
        case TextType():
            return _Column(name, TEXT, field.many, f'<{name} xml:lang="', end)
        case NodeType():
            return _Column(name, NODE, field.many, f'<{name} id="', end)
        case ReferenceType():
            return _Column(name, REFERENCE, field.many, f'<{name} ref="', '"/>\n')
        case StringType() | DecimalType() | DateType() | BooleanType() | IntegerType() | CodeType():
            return _Column(name, CONTENT, field.many, f"<{name}>", end)
        case other:
            assert_never(other)


def content(string: str) -> str:
    """Element content, or an IRI in quotes; `>` is escaped, since `]]>` may not stand in it."""
    return string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
