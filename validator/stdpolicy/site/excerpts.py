"""Nodes of documents as they are written in each notation: the same lines that are in the files.

Canonical bytes have a line for each property and, in Turtle, a paragraph for each node, so that lines say
where a node begins and ends.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import Field, Model
from stdpolicy.site.content import Tree, nodes

NOTATIONS = {"JSON": "jsonld", "Turtle": "turtle", "XML": "xml"}
LINES = 24
"""How many lines of a document as a whole are shown."""


class Written(Struct, frozen=True, dict=True):
    """A document in the notations, from which nodes are cut."""

    document: Document

    @cached_property
    def turtle(self) -> Mapping[str, str]:
        """The paragraphs of nodes by their id."""
        text = self.document.to_bytes("turtle").decode()
        found = {}
        for paragraph in text.split("\n\n"):
            name, _, rest = paragraph.partition("\n")
            if rest and name.startswith((":", "<")):
                id = name[1:-1] if name.startswith("<") else "#" + name[1:].replace("\\", "")
                found[id] = paragraph.strip("\n")
        return found

    @cached_property
    def xml(self) -> str:
        """The text in XML."""
        return self.document.to_bytes("xml").decode()

    def excerpt(self, node: Tree) -> Mapping[str, str]:
        """A node, with what it contains, in each notation."""
        if node["id"] == self.document.base:
            return {
                title: _beginning(self.document.to_bytes(name).decode())
                for title, name in NOTATIONS.items()
            }
        return {
            "JSON": json.dumps(node, ensure_ascii=False, indent=2),
            "Turtle": "\n\n".join(self.turtle[str(one["id"])] for one in nodes(node)),
            "XML": self._element(str(node["id"])),
        }

    def field(self, node: Tree, field: Field) -> Mapping[str, str]:
        """A node with one of its fields alone, which contains no nodes, in each notation."""
        subject, kind, *said = self.turtle[str(node["id"])].split("\n")
        property = re.compile(rf"    [\w-]*:{re.escape(re.split('[#/]', field.iri)[-1])} ")
        lines = [subject, kind, *filter(property.match, said)]
        first, *inner, last = self._element(str(node["id"])).split("\n")
        values = rf"^  <{field.name}(?: [^<>]*)?(?:/>|>.*?</{field.name}>)$"
        elements = re.findall(values, "\n".join(inner), re.MULTILINE | re.DOTALL)
        return {
            "JSON": json.dumps(
                {name: node[name] for name in ("id", "type", field.name)},
                ensure_ascii=False,
                indent=2,
            ),
            "Turtle": "\n".join(lines).removesuffix(";").removesuffix(".") + ".",
            "XML": "\n".join([first, *elements, last]),
        }

    def _element(self, id: str) -> str:
        own = "xmlns=[^<>]*" if id == self.document.base else f'id="{re.escape(id)}"'
        start = re.search(rf"^( *)<(\w+) {own}>$", self.xml, re.MULTILINE)
        assert start is not None
        indent, name = start[1], start[2]
        end = self.xml.index(f"\n{indent}</{name}>", start.end())
        lines = [*self.xml[start.start() : end].split("\n"), f"{indent}</{name}>"]
        return "\n".join(line.removeprefix(indent) for line in lines)


def _beginning(text: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:LINES], "…"] if len(lines) > LINES else lines)


class Example(Struct, frozen=True):
    """A node of a document that shows how a class or a property is used."""

    document: Document
    node: Tree

    @property
    def iri(self) -> str:
        """The node's IRI."""
        id = str(self.node["id"])
        return self.document.base + id if id.startswith("#") else id


MOST = 3
"""How many examples of a property are shown."""


class Examples:
    """The examples that documents give, found in one walk over each."""

    def __init__(self, model: Model, documents: tuple[Document, ...]) -> None:
        self._model = model
        self.of_class: dict[str, Example] = {}
        self.of_field: dict[str, list[tuple[Example, Any]]] = {}
        """By the IRI of the property: two may have one name."""
        sizes: dict[str, int] = {}
        for document in documents:
            for node in nodes(document.tree):
                self._take(Example(document, node), sizes)
        self._written = {one.base: Written(one) for one in documents}

    def _take(self, one: Example, sizes: dict[str, int]) -> None:
        kind = str(one.node["type"])
        # That with the most properties of those that contain the least says the most of its class.
        inner = sum(1 for _ in nodes(one.node)) - 1
        size = len(one.node) - 10 * inner
        if kind not in sizes or size > sizes[kind]:
            sizes[kind], self.of_class[kind] = size, one
        fields = self._model.classes[kind].by_name
        for name, value in _plain(one.node):
            found = self.of_field.setdefault(fields[name].iri, [])
            if len(found) < MOST and all(value != other for _, other in found):
                found.append((one, value))

    def excerpt(self, one: Example) -> Mapping[str, str]:
        """An example in each notation."""
        return self._written[one.document.base].excerpt(one.node)

    def field(self, one: Example, field: Field) -> Mapping[str, str]:
        """An example of a property in each notation."""
        return self._written[one.document.base].field(one.node, field)


def _plain(node: Tree) -> Iterator[tuple[str, Any]]:
    """The fields of a node with their values, one at a time, that are no nodes themselves."""
    for name, value in node.items():
        if name in ("id", "type"):
            continue
        for one in value if isinstance(value, list) else [value]:
            if not (isinstance(one, dict) and "id" in one):
                yield name, one
