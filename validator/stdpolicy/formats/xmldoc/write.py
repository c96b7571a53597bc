"""XML written: one element per field value, named as the property (XML 1.0)."""

from collections.abc import Callable
from typing import assert_never

from stdpolicy.formats.output import Output
from stdpolicy.formats.reading import Tree
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import NAMESPACE, lexical


def write(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    return _writer()(tree, base)


@by_edition
def _writer() -> Callable[[Tree, str], bytes]:
    return xml_writer(model())


def xml_writer(model: Model) -> Callable[[Tree, str], bytes]:
    """A function from (canonical tree, document IRI) to canonical XML, with a plan per class."""
    plans = {
        name: [(field.name, field.type, field.many) for field in cls.fields]
        for name, cls in model.classes.items()
    }

    def write(tree: Tree, base: str) -> bytes:
        out = Output()
        put = out.put

        def children(node: Tree, indent: str) -> None:
            get = node.get
            inner = indent + "  "
            for name, type, many in plans[node["type"]]:
                value = get(name)
                if value is None:
                    continue
                if isinstance(type, TextType):
                    for tag, string in value.items():
                        put(f'{indent}<{name} xml:lang="{tag}">{content(string)}</{name}>\n')
                    continue
                for item in value if many else (value,):
                    match type:
                        case NodeType():
                            put(f'{indent}<{name} id="{item["id"]}">\n')
                            children(item, inner)
                            put(f"{indent}</{name}>\n")
                            out.settle()
                        case ReferenceType():
                            put(f'{indent}<{name} ref="{content(item)}"/>\n')
                        case (
                            StringType()
                            | DecimalType()
                            | DateType()
                            | BooleanType()
                            | IntegerType()
                            | CodeType()
                        ):
                            put(f"{indent}<{name}>{content(lexical(item))}</{name}>\n")
                        case _:
                            assert_never(type)

        name = tree["type"]
        put(f'<{name} xmlns="{NAMESPACE}" xml:base="{content(base)}">\n')
        children(tree, "  ")
        put(f"</{name}>\n")
        return out.bytes('<?xml version="1.0" encoding="UTF-8"?>\n')

    return write


def content(string: str) -> str:
    """Element content, or an IRI in quotes; `>` is escaped, since `]]>` may not stand in it."""
    return string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
