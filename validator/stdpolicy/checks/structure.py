"""SP2xx: which properties a node has, how often, and what kind of thing each holds.

Runs only where the JSON Schema has refused a document; it says why, in every notation alike, and
hides what is faulty from the checks that come after.
"""

from collections.abc import Iterator
from typing import Any

from stdpolicy.checks.rule import DID_YOU_MEAN, Stage, rule
from stdpolicy.checks.spelling import says_nothing
from stdpolicy.checks.values import TEXT, VALUE, Value
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import (
    KEY,
    Advice,
    Code,
    Finding,
    Found,
    Listed,
    Message,
    Name,
    Number,
    Path,
    Quote,
)
from stdpolicy.model import Condition, Field, NodeType, StringType, Test, TextType
from stdpolicy.model.foreign import ForeignElement, ForeignIri, SharedNode
from stdpolicy.model.iri import FRAGMENT
from stdpolicy.model.lexical import NAMESPACE, lexical

NODE = Stage[Node]("node")
SLOT = Stage[Value]("field", exclusive=True)
CONTAINED = Stage[Value]("contained node")
WHOLE_NODE = Stage[Node]("whole node")


def explain(walk: Walk) -> Iterator[Finding]:
    """Every fault of structure and values, in tree order; each is hidden from later checks."""
    for node in walk.nodes:
        yield from NODE.run(node)
        for field in node.cls.fields:
            if field.name in node.tree:
                value = Value(field, node.tree[field.name], (*node.path, field.name), walk)
                for finding in _field(value):
                    walk.hide(node, field.name)
                    yield finding
        yield from WHOLE_NODE.run(node)
        _hide_meant(node)


def _field(slot: Value) -> Iterator[Finding]:
    broken = list(SLOT.run(slot))
    if broken:
        yield from broken
        return
    match slot.field.type:
        case NodeType():
            check: Stage[Value] = CONTAINED
        case TextType():
            check = TEXT
        case _:
            check = VALUE
    if slot.field.repeatable:
        for at, item in slot.walk.kept(slot.value):
            yield from check.run(Value(slot.field, item, (*slot.path, at), slot.walk))
    else:
        yield from check.run(slot)


@rule(
    "SP201",
    "unknown-property",
    "A property that the class does not have",
    "类中没有该属性",
    on=NODE,
)
def unknown_property(node: Node) -> Iterator[Finding]:
    """A node carries a property that its class does not define.

    Classes are closed: a misspelt property would otherwise vanish without a word, and so would
    the fact it states. Correct the spelling, or move the property to the node it belongs to;
    docs/vocabulary.md lists the properties of each class.
    """
    names = {*node.cls.by_name, "id", "type"}
    free = {name for name in names if name not in node.tree} or names
    for key in _strange(node):
        node.walk.lost |= set(_ids(node.tree[key]))
        node.hide(key)  # rules on all documents ask for what only some classes have
        guess = node.walk.guesses.nearest(key, free)
        if guess:  # what was meant is not missing, and nothing is known of it
            node.walk.hide(node, guess)
        advice, value = _advice_for(key, guess, node)
        yield UNKNOWN(
            (*node.path, key, KEY),
            cls=Name(node.cls.name),
            name=Quote(key),
            guess=value,
            advice=advice,
        )


UNKNOWN = Message("SP201", "unknown-property", "{cls} has no property {name}")
OTHER_NAMESPACE = Advice("namespace", 'elements of a document are in the namespace "{guess}"')
IRI_OF = Advice("its-iri", "its IRI is <{guess}>")
OWNED = Advice("owned", "it is a property of {guess}")
REMOVE = Advice("remove", "remove it")


def _advice_for(key: str, guess: str, node: Node) -> tuple[Advice, Listed | Name | Code]:
    if key.startswith("{") and key.rpartition("}")[2] in node.cls.by_name:
        return OTHER_NAMESPACE, Code(NAMESPACE)
    local = key.removeprefix(NAMESPACE)
    if local != key and (same := node.cls.by_name.get(local)):
        return IRI_OF, Code(same.iri)
    if guess:
        return DID_YOU_MEAN, Name(guess)
    owners = tuple(Name(cls.name) for cls, item in node.walk.model.fields() if item.name == key)
    return (OWNED, Listed(owners)) if owners else (REMOVE, Name(""))


def _strange(node: Node) -> list[str]:
    """The keys of a node that are no properties of its class."""
    return [key for key in node.tree if key not in node.cls.by_name and key not in ("id", "type")]


def _hide_meant(node: Node) -> None:
    """Hides what an unknown property may be meant for: what the node does not have, and nodes."""
    walk = node.walk
    strange = _strange(node)
    for name in node.cls.by_name if strange else ():
        if name not in node.tree:
            node.hide(name)
    for key in strange:
        for cls in _classes(node.tree[key], walk):
            walk.hidden |= walk.model.below(cls) if cls in walk.model.classes else _below(node)


def _below(node: Node) -> set[str]:
    """The classes of all that a node may contain."""
    return {name for _, cls in node.cls.contained for name in node.walk.model.below(cls)}


def _classes(value: Any, walk: Walk) -> Iterator[str]:
    """The classes of the nodes in a value that the walk did not meet; "" for one that is not said."""
    for one in value if isinstance(value, list) else [value]:
        match one:
            case {"type": name}:
                yield str(name)
            case {"id": _} | ForeignElement(is_node=True):
                yield ""
            case ForeignIri(iri) if iri.startswith("#") and iri not in walk.by_id:
                yield ""


def _ids(value: Any) -> Iterator[str]:
    """The ids of nodes, or what may be meant for one, in a value that no check goes into."""
    todo = [value]
    for one in todo:
        if isinstance(one, str):
            yield from (one, "#" + one)
        elif isinstance(one, dict):
            todo += [item for key, item in one.items() if key in ("id", "@id")]
            todo += [item for item in one.values() if isinstance(item, (dict, list))]
        elif isinstance(one, list):
            todo += one


@rule("SP202", "missing-property", "A required property is missing", "缺少必需的属性", on=NODE)
def missing_property(node: Node) -> Iterator[Finding]:
    """A node lacks a property that its class requires.

    Add it. docs/vocabulary.md gives the meaning of each property and how often it may occur.
    """
    required = ["id", "type", *(f.name for f in node.cls.fields if f.required)]
    for name in required:
        if name not in node.tree and name not in node.unknown:
            node.walk.hide(node, name)
            if name == "id":
                node.walk.unnamed.add(node.cls.name)
            yield MISSING(node.path, node=node.named, name=Name(name))


MISSING = Message(
    "SP202",
    "missing-property",
    "{node} needs {name:a} and has none",
    Advice("add", "add {name}"),
)


@rule(
    "SP203",
    "node-type",
    "A node is of another type than its place requires",
    "节点类型不符",
    on=NODE,
)
def node_type(node: Node) -> Iterator[Finding]:
    """The type of a node is fixed by the property that contains it: a target is a Target.

    Correct the type, or contain the node by the property of its class.
    """
    found = node.tree.get("type", node.cls.name)
    if found != node.cls.name:
        several = isinstance(found, list)
        shown = Listed(tuple(Code(str(one)) for one in found), "and") if several else Found(found)
        node.hide("type")
        yield OTHER_TYPE((*node.path, "type"), expected=Name(node.cls.name), found=shown)


OTHER_TYPE = Message("SP203", "node-type", "expected the type {expected}, found {found}")


@rule(
    "SP205",
    "node-id",
    "An id is not a fragment of the document's IRI",
    "节点标识不是文档 IRI 的片段",
    on=NODE,
)
def node_id(node: Node) -> Iterator[Finding]:
    """Every node of a document is named by a fragment of the document's IRI, such as #t1.

    A fragment starts with a letter and holds ASCII letters, digits, dot, hyphen and underscore, so
    that it can stand in every notation without escapes. The document itself has its full IRI.
    """
    iri = node.tree.get("id")
    if node.parent is None or iri is None:
        return
    if not isinstance(iri, str) or not FRAGMENT.fullmatch(iri):
        node.hide("id")
        if isinstance(iri, str) and FRAGMENT.fullmatch("#" + iri):
            node.walk.lost.add("#" + iri)  # clearly meant
        else:
            node.walk.unnamed.add(node.cls.name)
        yield NO_FRAGMENT((*node.path, "id"), found=Found(iri))


NO_FRAGMENT = Message(
    "SP205",
    "node-id",
    "expected an id that is a fragment such as #t1, found {found}",
    Advice("name", "write # and a name that starts with a letter"),
)


@rule(
    "SP206",
    "repeated",
    "A property is given more often than allowed",
    "属性重复次数超出限制",
    on=SLOT,
)
def repeated(slot: Value) -> Iterator[Finding]:
    """A property that a node has at most once is given several times, or as an array.

    Keep the one that the policy states. Where the policy says two things, it makes two statements.
    """
    if isinstance(slot.value, list) and slot.value and not slot.field.repeatable:
        path = (*slot.path[:-1], slot.field.name, KEY)
        many = SEVERAL if len(slot.value) != 1 else AN_ARRAY
        yield many(path, name=Name(slot.field.name), count=Number(len(slot.value)))


KEEP_ONE = Advice("keep-one", "keep one")
SEVERAL = Message(
    "SP206", "several", "expected one value of {name}, found {count} values", KEEP_ONE
)
AN_ARRAY = Message("SP206", "array", "expected one value of {name}, found an array", KEEP_ONE)


@rule("SP208", "empty", "A property without content", "属性内容为空", on=SLOT)
def empty(slot: Value) -> Iterator[Finding]:
    """A property is absent rather than empty: no empty string, array or text.

    Remove the property, or give it the content it should have.
    """
    for path, value in _items(slot):
        if _too_short(slot.field, value) or says_nothing(value):
            yield EMPTY(path, name=Name(slot.field.name))


def _too_short(field: Field, value: Any) -> bool:
    if not isinstance(field.type, StringType) or not isinstance(value, str):
        return False
    return len(value) < field.type.min_length


def _items(slot: Value) -> list[tuple[Path, Any]]:
    if slot.field.repeatable and not says_nothing(slot.value) and isinstance(slot.value, list):
        return [((*slot.path, at), item) for at, item in slot.walk.kept(slot.value)]
    return [(slot.path, slot.value)]


EMPTY = Message(
    "SP208", "empty", "{name} is empty", Advice("leave-out-or-fill", "leave it out or fill it")
)


@rule(
    "SP210",
    "not-a-node",
    "A node is expected, something else is found",
    "此处应为节点",
    on=CONTAINED,
)
def not_a_node(slot: Value) -> Iterator[Finding]:
    """The property contains nodes: objects with id, type and properties of their own.

    A reference to a node that stands elsewhere is not enough, the node itself belongs here.
    """
    # A node that is contained twice has been reported by the reader.
    if not isinstance(slot.value, (dict, SharedNode)) and isinstance(slot.field.type, NodeType):
        yield NO_NODE(
            slot.path,
            cls=Name(slot.field.type.target),
            name=Name(slot.field.name),
            found=Found(slot.value),
        )


NO_NODE = Message(
    "SP210",
    "not-a-node",
    "expected {cls:a} in {name}, found {found}",
    Advice("write-node", "write the {cls} here, with its id and properties"),
)


@rule(
    "SP211",
    "condition",
    "Properties of a node do not go together",
    "节点各属性之间不一致",
    on=WHOLE_NODE,
)
def condition(node: Node) -> Iterator[Finding]:
    """Some properties require or exclude others: a comparator `between` needs an upperValue.

    The conditions of each class are listed in docs/vocabulary.md and stated once, as SHACL, in
    ontology/shapes.ttl.
    """
    for one in node.cls.conditions:
        fields = {one.when.field, one.then.field}
        # A second condition about the same properties is the same mistake seen from its other side.
        hidden = fields & node.unknown
        if hidden or not one.when.holds(node.tree) or one.then.holds(node.tree):
            continue
        for name in fields:
            node.hide(name)
        yield CONDITION(
            _at(node, one),
            node=node.named,
            condition=Code(one.message["en"]),
            name=Name(one.then.field),
            right=Code(lexical(one.then.value or "")),
            advice=ADVICE[one.then.test],
        )


CONDITION = Message("SP211", "condition", "in {node}, {condition}")
ADVICE = {
    Test.PRESENT: Advice("add", "add {name}"),
    Test.ABSENT: Advice("remove-property", "remove {name}"),
    Test.EQUALS: Advice("has-to-be", "{name} has to be {right}"),
}
"""What would make a clause hold."""


def _at(node: Node, one: Condition) -> Path:
    for name in (one.then.field, one.when.field):
        if name in node.tree:
            return (*node.path, name)
    return node.path
