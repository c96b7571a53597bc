"""Two nodes of one name, which RDF makes one: told apart as far as that can be done."""

from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Listed, Message, Name, Node, Path
from stdpolicy.formats.described import Term
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.formats.terms import Terms
from stdpolicy.model import Class, CodeType, Field, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import RDF_TYPE

RENAME = Advice(
    "rename", "rename one of the two nodes, or remove one", "将其中一个节点改名，或者删去一个"
)
TWICE = Message(
    "SP401",
    "described-twice",
    "{node} is described twice, with different values of {fields}",
    "{node} 被重复描述，{fields} 的值不同",
    RENAME,
)
TWICE_AS = Message(
    "SP401",
    "described-as",
    "{node} is described twice, as {classes}",
    "{node} 被重复描述，类型分别为 {classes}",
    RENAME,
)

Said = dict[str, list[Term]]
"""Predicate to objects, of one subject."""


class Repeats(NamedTuple):
    """A node with more values of some fields than they take."""

    tree: Tree
    cls: Class
    path: Path
    fields: list[Field]


class Namesakes:
    """The nodes of a document that are two in one."""

    def __init__(self, terms: Terms, reading: Reading) -> None:
        self.terms = terms
        self.reading = reading
        self.classes: set[str] = set()
        """Those of the nodes that have run together."""
        self.perhaps: dict[str, list[Repeats]] = {}
        """Nodes with more values of a single field than it takes, by class."""

    def others(self, said: Said, cls: Class) -> list[Class]:
        """The other classes of a node, if some of what is said of it is said of a node of theirs."""
        types = self.terms.types_of(said)
        if len(types) < 2 or cls.name not in types:
            return []
        others = [model().classes[name] for name in types if name != cls.name]
        theirs = {field.iri for other in others for field in other.fields}
        for predicate, values in said.items():
            field = cls.by_iri.get(predicate)
            if field is None:
                if predicate in theirs:
                    return others
            elif is_repeated(field, self.terms.text(values) if _is_text(field) else values):
                return others
        return []

    def of_one(self, said: Said, cls: Class, others: list[Class], iri: str, path: Path) -> Said:
        """What is said of the node of a class; what the others contain is no longer unreached."""
        theirs = {field.iri for other in others for field in other.fields}
        kept: Said = {}
        for predicate, values in said.items():
            field = cls.by_iri.get(predicate)
            if predicate == RDF_TYPE:
                kept[predicate] = [ox.NamedNode(cls.iri)]
            elif field is None and predicate in theirs:
                for value in values:
                    self.terms.foreign(value)
            elif field is not None and isinstance(field.type, CodeType):
                known = [v for v in values if v.value.startswith(field.type.scheme.namespace)]
                kept[predicate] = known or values
            elif field is not None and any(value.value == iri for value in values):
                self.reading.doubt(path, field.name)  # one of them is the other node
                if rest := [value for value in values if value.value != iri]:
                    kept[predicate] = rest
            else:
                kept[predicate] = values
        return kept

    def note(self, repeats: Repeats, others: list[Class]) -> None:
        """Says that two nodes have run together, if it is clear, and keeps of each field one value."""
        tree, cls, path, fields = repeats
        node, at = Node(tree["id"]), (*path, "id")
        if others:
            classes = Listed(tuple(Name(one.name) for one in (cls, *others)[:3]), "and")
            self.reading.note(TWICE_AS(at, node=node, classes=classes))
        else:
            names = Listed(tuple(Name(field.name) for field in fields[:3]), "and")
            self.reading.note(TWICE(at, node=node, fields=names))
        self.classes.update(one.name for one in (cls, *others))
        for field in fields:
            tree[field.name] = _first(tree[field.name])
        asked = {name for one in cls.conditions for name in one.fields}
        self.reading.doubt(path, *asked, *(field.name for field in fields))
        for field, _ in cls.contained:  # nodes of both
            value = tree.get(field.name)
            for index in range(len(value)) if isinstance(value, list) else ():
                self.reading.doubt((*path, field.name, index), "order")

    def has(self, name: str) -> bool:
        """Whether a node of a class that is not there has probably run together with another."""
        if name not in self.classes and (perhaps := self.perhaps.get(name)):
            self.note(perhaps.pop(), [])
        return name in self.classes


def is_repeated(field: Field, value: Any) -> bool:
    """Whether a field has more values than it takes."""
    if _is_text(field):
        return isinstance(value, dict) and any(type(text) is list for text in value.values())
    return not field.many and type(value) is list and len(value) > 1


def _is_text(field: Field) -> bool:
    return isinstance(field.type, TextType)


def _first(value: Any) -> Any:
    """The first value of several, of a text that in each language."""
    if isinstance(value, dict):
        return {tag: _first(text) for tag, text in value.items()}
    return value[0] if isinstance(value, list) else value
