"""Any RDF of a document to its tree.

The tree keeps whatever the graph says, unknown and ill-typed values included, for the checks to
explain: an unknown predicate becomes a key, a value that its field does not expect one of the
records of `stdpolicy.model.foreign`.
"""

from collections.abc import Iterable
from typing import Any, assert_never

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Listed, Message, Name, Node, Path
from stdpolicy.formats import rules
from stdpolicy.formats.described import Described, Term, describe, root
from stdpolicy.formats.places import Triples, locate, place
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    MAX_FINDINGS,
    Reading,
    Refused,
    Tree,
    by_language,
    too_deep,
)
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    Datatype,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    LiteralType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
    model,
)
from stdpolicy.model.foreign import Foreign, ForeignIri, SharedNode
from stdpolicy.model.iri import relative
from stdpolicy.model.lexical import (
    BOOLEANS,
    FRAME,
    INTEGER,
    LANG_STRING,
    NAMESPACE,
    RDF_TYPE,
    language_tag,
)
from stdpolicy.source import START

SHARED = Message(
    rules.SHARED.code,
    "shared",
    "{node} is contained in two places",
    Advice("shared", "keep one of the links, or make two nodes"),
)
UNREACHED = Message(
    rules.UNREACHED.code,
    "unreached",
    "{node} is described but no node of the document contains it",
    Advice("unreached", "link it from the node it belongs to, or remove it"),
)
TWICE = Message(
    "SP401",
    "described-twice",
    "{node} is described twice, with different values of {fields}",
    Advice("rename", "rename one of the two nodes, or remove one"),
)


def read_graph(quads: Iterable[ox.Quad], triples: Triples) -> Reading:
    """The document that a graph describes; `triples` says where things stand in its text."""
    try:
        described = describe(quads, triples)
        base, cls = root(described, triples)
        builder = _Builder(described, base, triples)
        tree = builder.node(base, cls, (), 1)
    except Refused as refused:
        return Reading(None, findings=[refused.finding])
    builder.unreached()
    reading = builder.reading
    reading.tree, reading.locate = tree, locate(tree, base, triples)
    return reading


class _Builder:
    """Walks the graph from the root along contained nodes; each node is visited once."""

    def __init__(self, described: Described, base: str, triples: Triples) -> None:
        self.described = described
        self.base = base
        self.triples = triples
        self.reading = Reading(None, base)
        self.visited: set[str] = set()
        self.misplaced: list[str] = []
        """IRIs where none belong: if they are nodes of the document, their place is a finding."""
        classes = model().classes
        self.classes = classes
        self.by_iri = {
            cls.name: {field.iri: field for field in cls.fields} for cls in classes.values()
        }
        self.types = {cls.iri: cls.name for cls in classes.values()}

    def relative(self, iri: str) -> str:
        return relative(iri, self.base)

    def node(self, iri: str, cls: Class, path: Path, depth: int) -> Tree:
        self.visited.add(iri)
        tree: Tree = {"id": self.relative(iri)}
        fields = self.by_iri[cls.name]
        repeated: list[Field] = []
        for predicate, values in self.described.pop(iri, {}).items():
            field = fields.get(predicate)
            if field is None:
                self.other(tree, cls, predicate, values)
                continue
            match field.type:
                case TextType():
                    tree[field.name] = text = self.text(values)
                    if isinstance(text, dict) and any(type(t) is list for t in text.values()):
                        repeated.append(field)
                case NodeType(target):
                    at = (*path, field.name)
                    found: list[Any] = []
                    for value in values:
                        found.append(self.contained(value, target, (*at, len(found)), depth))
                    tree[field.name] = found if field.many or len(found) > 1 else found[0]
                case _:
                    many = field.many or len(values) > 1
                    found = [self.value(value, field.type) for value in values]
                    tree[field.name] = found if many else found[0]
            if not field.many and len(values) > 1 and not isinstance(field.type, TextType):
                repeated.append(field)
        if len(repeated) > 1:
            self.described_twice(tree, repeated, path)
        return tree

    def other(self, tree: Tree, cls: Class, predicate: str, values: list[Term]) -> None:
        """What is said with a predicate that is no field of the class, the type among it."""
        if predicate == RDF_TYPE:
            name, found = "type", [self.type_name(value) for value in values]
        else:
            name, found = predicate.removeprefix(NAMESPACE), [self.foreign(v) for v in values]
            if name in FRAME or name in cls.by_name:
                name = predicate  # our id is no id, nor our title the title of Dublin Core
        if found:
            tree[name] = found[0] if len(found) == 1 else found

    def described_twice(self, tree: Tree, repeated: list[Field], path: Path) -> None:
        """Two nodes of one id have run together: one finding, and of each field the first value."""
        fields = Listed(tuple(Name(field.name) for field in repeated[:3]), "and")
        self.reading.note(TWICE((*path, "id"), node=Node(tree["id"]), fields=fields))
        for field in repeated:
            value = tree[field.name]
            if isinstance(value, dict):
                firsts = {tag: t[0] if type(t) is list else t for tag, t in value.items()}
                tree[field.name] = firsts
            else:
                tree[field.name] = value[0]

    def type_name(self, value: Term) -> Any:
        if isinstance(value, ox.NamedNode):
            return self.types.get(value.value, value.value.removeprefix(NAMESPACE))
        return self.foreign(value)

    def value(self, value: Term, type_: LiteralType | CodeType | ReferenceType) -> Any:
        match type_:
            case ReferenceType():
                if isinstance(value, ox.NamedNode):
                    return self.relative(value.value)
            case CodeType(scheme):
                if isinstance(value, ox.NamedNode):
                    return value.value.removeprefix(scheme.namespace)
            case StringType() | DecimalType() | DateType() | BooleanType() | IntegerType():
                expected = type_.datatype.iri
                if isinstance(value, ox.Literal) and value.datatype.value == expected:
                    return _of_datatype(value.value, type_)
            case _:
                assert_never(type_)
        return self.foreign(value)

    def contained(self, value: Term, target: str, path: Path, depth: int) -> Any:
        if isinstance(value, ox.Literal):
            return self.foreign(value)
        iri = value.value
        if iri in self.visited:
            self.reading.note(SHARED(path, node=Node(self.relative(iri))))
            return SharedNode(self.relative(iri))
        if iri not in self.described:
            return self.relative(iri)
        if depth >= MAX_DEPTH:
            raise Refused(too_deep(place(iri, self.triples)))
        return self.node(iri, self.classes[target], path, depth + 1)

    def unreached(self) -> None:
        """Notes the nodes that nothing contains, but not those that they lead to in turn."""
        left = self.described
        targets = {
            iri: [v.value for values in predicates.values() for v in values if v.value in left]
            for iri, predicates in left.items()
        }
        below = {target for iri, found in targets.items() for target in found if target != iri}
        _forget(targets, self.misplaced)
        first: list[str] = []
        # Where orphans lead to each other in a circle the first of them is named.
        for iri in sorted(left, key=below.__contains__):
            if iri in targets and len(first) <= MAX_FINDINGS:
                first.append(iri)
                _forget(targets, [iri])
        places = self.triples.subjects(first) if first else {}
        for iri in first:
            self.reading.note(UNREACHED(places.get(iri, START), node=Node(self.relative(iri))))

    def text(self, values: list[Term]) -> Any:
        texts = [
            (value.language or "", value.value)
            for value in values
            if isinstance(value, ox.Literal)
            and value.datatype.value in (LANG_STRING, Datatype.STRING.iri)
        ]
        if len(texts) == len(values):
            return by_language(texts)
        found = [self.foreign(v) for v in values]
        return found[0] if len(found) == 1 else found

    def foreign(self, value: Term) -> Any:
        """A value that no field expects, in a form that a check can describe."""
        if isinstance(value, ox.NamedNode):
            self.misplaced.append(value.value)
            return ForeignIri(self.relative(value.value))
        datatype = value.datatype.value
        if datatype == LANG_STRING:
            return {language_tag(value.language or ""): value.value}
        if datatype == Datatype.INTEGER.iri and INTEGER.match(value.value):
            return int(value.value)
        if datatype == Datatype.BOOLEAN.iri and value.value in BOOLEANS:
            return BOOLEANS[value.value]
        return Foreign(value.value, datatype)


def _of_datatype(lexical: str, type_: LiteralType) -> str | int | bool:
    """A literal as JSON has it; one that is not canonical stays its lexical form."""
    if isinstance(type_, BooleanType):
        return BOOLEANS.get(lexical, lexical)
    if isinstance(type_, IntegerType) and INTEGER.match(lexical):
        return int(lexical)
    return lexical


def _forget(targets: dict[str, list[str]], iris: list[str]) -> None:
    """Leaves out nodes and all that they lead to."""
    stack = list(iris)
    while stack:
        stack += targets.pop(stack.pop(), ())
