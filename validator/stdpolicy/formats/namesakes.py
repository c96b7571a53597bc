"""Two nodes of one name, which RDF makes one: told apart as far as that can be done."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox
from msgspec.structs import replace

from stdpolicy.diagnostics import Advice, Finding, Listed, Message, Name, Node, Path, Related
from stdpolicy.formats.described import Term
from stdpolicy.formats.places import Statement, Triples
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.formats.terms import Terms
from stdpolicy.model import Class, CodeType, Field, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import RDF_TYPE, language_tag
from stdpolicy.source import Span

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
FIRST = Advice("first-described", "first described here", "首次描述在此")

Said = dict[str, list[Term]]
"""Predicate to objects, of one subject."""


class Repeats(NamedTuple):
    """A node with more values of some fields than they take."""

    tree: Tree
    cls: Class
    path: Path
    fields: list[Field]


class _Met(NamedTuple):
    """A finding that two nodes have run together, and what only one of them can have."""

    finding: Finding
    predicates: frozenset[str]
    classes: frozenset[str]
    """The types among them that count, where it is for their types."""


class Namesakes:
    """The nodes of a document that are two in one."""

    def __init__(self, terms: Terms, reading: Reading) -> None:
        self.terms = terms
        self.reading = reading
        self.classes: set[str] = set()
        """Those of the nodes that have run together."""
        self.perhaps: dict[str, list[Repeats]] = {}
        """Nodes with more values of a single field than it takes, by class."""
        self.met: dict[str, _Met] = {}
        """What has been found of nodes, by IRI; where they are described is not known yet."""

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
        iri = absolute(tree["id"], self.reading.base)
        if others:
            classes = Listed(tuple(Name(one.name) for one in (cls, *others)[:3]), "and")
            types = frozenset(one.iri for one in (cls, *others))
            as_both = TWICE_AS(at, node=node, classes=classes)
            self.met[iri] = _Met(as_both, frozenset({RDF_TYPE}), types)
        else:
            names = Listed(tuple(Name(field.name) for field in fields[:3]), "and")
            predicates = frozenset(field.iri for field in fields)
            self.met[iri] = _Met(TWICE(at, node=node, fields=names), predicates, frozenset())
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

    def findings(self, triples: Triples) -> Iterator[Finding]:
        """What was found, each where its node is described for the second time, beside the first."""
        twice = self._twice(triples) if self.met else {}
        for iri, (finding, *_) in self.met.items():
            if iri in twice:
                first, second = _apart(*twice[iri])
                related = (Related(FIRST, finding.path, span=first),)
                finding = replace(finding, span=second, related=related)
            yield finding

    def _twice(self, triples: Triples) -> dict[str, tuple[Statement, Statement]]:
        """The first two statements about each node that cannot both be true of one."""
        first: dict[tuple[str, str, str], Statement] = {}
        twice: dict[str, tuple[Statement, Statement]] = {}
        asked = {iri: met.predicates for iri, met in self.met.items()}
        for one in triples.statements(asked):
            iri, predicate = one.subject.value, one.predicate.value
            if predicate not in asked.get(iri, ()) or iri in twice:
                continue
            classes = self.met[iri].classes
            if classes and one.object.value not in classes:
                continue
            before = first.setdefault((iri, predicate, language_tag(one.object.language)), one)
            if before.object.value != one.object.value:
                twice[iri] = before, one
        return twice


def _apart(first: Statement, second: Statement) -> tuple[Span, Span]:
    """Where two descriptions of a node begin; in one block, where the values stand."""
    if first.subject.span != second.subject.span:
        return first.subject.span, second.subject.span
    return first.object.span, second.object.span


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
