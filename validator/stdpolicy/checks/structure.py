"""SP2xx: which properties a node has, how often, and what kind of thing each holds.

Runs only where the JSON Schema has refused a document; it says why, in every notation alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from stdpolicy.checks.rule import Finding, nearest, rule, shown, with_article
from stdpolicy.checks.values import Value, empty, language_value, value_problems
from stdpolicy.diagnostics import KEY, Path, Problem
from stdpolicy.formats.graph import SHARED, lexical
from stdpolicy.model import Class, Clause, Condition, Field, Kind, Model, Test
from stdpolicy.model.lexical import FRAGMENT, NAMESPACE


@dataclass
class Node:
    """A node of the tree as a check sees it."""

    tree: dict[str, Any]
    cls: Class
    path: Path
    model: Model
    root: bool = False
    meant: set[str] = field(default_factory=set)
    """Properties that an unknown one was probably meant to be: they are not missing."""
    faulty: set[str] = field(default_factory=set)
    """Properties with a problem of their own: what depends on them is not looked at."""

    @property
    def name(self) -> str:
        """How messages call the node: its id, else its class."""
        iri = self.tree.get("id")
        return iri if isinstance(iri, str) and iri.startswith("#") else f"the {self.cls.name}"


def structure(tree: Any, model: Model) -> Iterator[Problem]:
    """Every structure and value problem of a tree, in tree order."""
    found = tree["type"]  # of RDF perhaps several, one of them of a document
    name = next(n for n in (found if isinstance(found, list) else [found]) if n in model.roots)
    yield from _node(Node(tree, model.classes[name], (), model, root=True))


def _node(node: Node) -> Iterator[Problem]:
    yield from unknown_property(node)
    yield from missing_property(node)
    yield from node_type(node)
    yield from node_id(node)
    for item in node.cls.fields:
        if item.name in node.tree:
            for problem in _field(node, item, node.tree[item.name], (*node.path, item.name)):
                node.faulty.add(item.name)
                yield problem
    yield from condition(node)


def _field(node: Node, field: Field, value: Any, path: Path) -> Iterator[Problem]:
    slot = Value(field, value, path, node.model)
    for check in (empty, repeated, not_array):
        problems = list(check(slot))
        if problems:
            yield from problems
            return
    if field.kind is Kind.NODE:
        many = isinstance(value, list)
        for at, item in enumerate(value if many else [value]):
            below = (*path, at) if many else path
            if isinstance(item, dict) and SHARED in item:
                continue  # the reader has reported it
            if isinstance(item, dict) and not item.keys() & {"@id", "@value", "@element"}:
                cls = node.model.classes[field.targets[0]]
                yield from _node(Node(item, cls, below, node.model))
            else:
                yield from not_a_node(Value(field, item, below, node.model))
        return
    if not field.repeatable:
        yield from value_problems(slot)
        return
    for at, item in enumerate(value):
        yield from value_problems(Value(field, item, (*path, at), node.model))
    yield from listed_twice(slot)


def indistinct(tree: dict[str, Any], base: str, model: Model) -> Iterator[Problem]:
    """What a valid tree says twice: tags that differ in case, references in how they are written."""
    nodes: list[tuple[dict[str, Any], Path]] = [(tree, ())]
    for node, path in nodes:
        for item in model.classes[node["type"]].fields:
            if item.name not in node:
                continue
            slot = Value(item, node[item.name], (*path, item.name), model)
            if item.kind is Kind.TEXT:
                yield from language_value(slot)
            elif item.kind is Kind.REFERENCE and item.many:
                own = base + "#"
                slot.value = [
                    "#" + i.removeprefix(own) if i.startswith(own) else i for i in slot.value
                ]
                yield from listed_twice(slot)
            elif item.kind is Kind.NODE:
                steps = enumerate(slot.value) if item.many else [(None, slot.value)]
                nodes += [(n, slot.path if at is None else (*slot.path, at)) for at, n in steps]


@rule("SP201", "unknown-property", "A property that the class does not have", "类中没有该属性")
def unknown_property(node: Node) -> Iterator[Finding]:
    """A node carries a property that its class does not define.

    Classes are closed: a misspelt property would otherwise vanish without a word, and so would
    the fact it states. Correct the spelling, or move the property to the node it belongs to;
    docs/vocabulary.md lists the properties of each class.
    """
    names = {f.name for f in node.cls.fields} | {"id", "type"}
    free = {name for name in names if name not in node.tree} or names
    for key in node.tree:
        if key in names:
            continue
        guess = nearest(key, free)
        node.meant.add(guess)
        hint = f'did you mean "{guess}"?' if guess else _owners(key, node.model)
        if key.removeprefix(NAMESPACE) in (guess, *node.cls.by_name) and key.startswith(NAMESPACE):
            same = node.cls.by_name.get(key.removeprefix(NAMESPACE))
            hint = f"its IRI is <{same.iri}>" if same else hint
        yield Finding(f"{node.cls.name} has no property {shown(key)}", (*node.path, key, KEY), hint)


def _owners(key: str, model: Model) -> str:
    owners = [cls.name for cls, item in model.fields() if item.name == key]
    return f"it is a property of {', '.join(owners)}" if owners else "remove it"


@rule("SP202", "missing-property", "A required property is missing", "缺少必需的属性")
def missing_property(node: Node) -> Iterator[Finding]:
    """A node lacks a property that its class requires.

    Add it. docs/vocabulary.md gives the meaning of each property and how often it may occur.
    """
    required = ["id", "type", *(f.name for f in node.cls.fields if f.required)]
    for name in required:
        if name not in node.tree and name not in node.meant:
            yield Finding(
                f"{node.name} needs {with_article(name)} and has none", node.path, f"add {name}"
            )


@rule("SP203", "node-type", "A node is of another type than its place requires", "节点类型不符")
def node_type(node: Node) -> Iterator[Finding]:
    """The type of a node is fixed by the property that contains it: a target is a Target.

    Correct the type, or contain the node by the property of its class.
    """
    found = node.tree.get("type", node.cls.name)
    if found != node.cls.name:
        is_list = isinstance(found, list)
        text = " and ".join(map(str, found)) if is_list else shown(found)
        yield Finding(f"expected the type {node.cls.name}, found {text}", (*node.path, "type"))


@rule(
    "SP205",
    "node-id",
    "An id is not a fragment of the document's IRI",
    "节点标识不是文档 IRI 的片段",
)
def node_id(node: Node) -> Iterator[Finding]:
    """Every node of a document is named by a fragment of the document's IRI, such as #t1.

    A fragment starts with a letter and holds ASCII letters, digits, dot, hyphen and underscore, so
    that it can stand in every notation without escapes. The document itself has its full IRI.
    """
    iri = node.tree.get("id")
    if node.root or iri is None:
        return
    if not isinstance(iri, str) or not FRAGMENT.fullmatch(iri):
        yield Finding(
            f"expected an id that is a fragment such as #t1, found {shown(iri)}",
            (*node.path, "id"),
            "write # and a name that starts with a letter",
        )


@rule("SP206", "repeated", "A property is given more often than allowed", "属性重复次数超出限制")
def repeated(slot: Value) -> Iterator[Finding]:
    """A property that a node has at most once is given several times, or as an array.

    Keep the one that the policy states. Where the policy says two things, it makes two statements.
    """
    if isinstance(slot.value, list) and not slot.field.repeatable:
        found = f"{len(slot.value)} values" if len(slot.value) != 1 else "an array"
        message = f"expected one value of {slot.field.name}, found {found}"
        yield Finding(message, (*slot.path[:-1], slot.field.name, KEY), "keep one")


@rule("SP207", "not-array", "A repeatable property is not an array", "可重复属性未写成数组")
def not_array(slot: Value) -> Iterator[Finding]:
    """In JSON a property that may occur several times is always an array, even for one value.

    One form for one meaning: programs that read the data need not handle two.
    """
    if slot.field.repeatable and not isinstance(slot.value, list):
        message = f"expected an array for {slot.field.name}, found {shown(slot.value)}"
        yield Finding(message, slot.path, "put the value in square brackets")


@rule("SP209", "listed-twice", "A value is listed twice", "同一值重复列出")
def listed_twice(slot: Value) -> Iterator[Finding]:
    """The values of a repeatable property are a set; RDF keeps a repeated one only once.

    Remove the repetition.
    """
    seen: dict[str, int] = {}
    for at, item in enumerate(slot.value):
        if isinstance(item, str) and seen.setdefault(item, at) != at:
            first = (("first listed here", (*slot.path, seen[item])),)
            message = f"{slot.field.name} lists {shown(item)} twice"
            yield Finding(message, (*slot.path, at), "remove one", first)


@rule("SP210", "not-a-node", "A node is expected, something else is found", "此处应为节点")
def not_a_node(slot: Value) -> Iterator[Finding]:
    """The property contains nodes: objects with id, type and properties of their own.

    A reference to a node that stands elsewhere is not enough, the node itself belongs here.
    """
    name = slot.field.targets[0]
    message = f"expected {with_article(name)} in {slot.field.name}, found {shown(slot.value)}"
    yield Finding(message, slot.path, f"write the {name} here, with its id and properties")


@rule("SP211", "condition", "Properties of a node do not go together", "节点各属性之间不一致")
def condition(node: Node) -> Iterator[Finding]:
    """Some properties require or exclude others: a comparator `between` needs an upperValue.

    The conditions of each class are listed in docs/vocabulary.md and stated once, as SHACL, in
    ontology/shapes.ttl.
    """
    concerned = node.meant | node.faulty
    for one in node.cls.conditions:
        fields = {one.when.field, one.then.field}
        # A second condition about the same properties is the same mistake seen from its other side.
        if fields & concerned or not one.when.holds(node.tree) or one.then.holds(node.tree):
            continue
        concerned |= fields
        message = f"in {node.name}, {one.message['en']}"
        yield Finding(message, _at(node, one), _advice(one.then))


def _advice(clause: Clause) -> str:
    """What would make a clause hold."""
    match clause.test:
        case Test.PRESENT:
            return f"add {clause.field}"
        case Test.ABSENT:
            return f"remove {clause.field}"
        case Test.EQUALS:
            return f"{clause.field} has to be {lexical(clause.value or '')}"


def _at(node: Node, one: Condition) -> Path:
    for name in (one.then.field, one.when.field):
        if name in node.tree:
            return (*node.path, name)
    return node.path
