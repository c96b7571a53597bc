"""SP203, SP205, SP211: the type and the id of a node, and what its properties ask of each other."""

from collections.abc import Iterator

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.structure.properties import NODE
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Found, Listed, Message, Name, Path
from stdpolicy.model import Condition, Test
from stdpolicy.model.iri import FRAGMENT
from stdpolicy.model.lexical import lexical

WHOLE_NODE = Stage[Node]("whole node")
"""Run on a node of which all values have been checked."""


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


OTHER_TYPE = Message("SP203", "node-type", "expected the type {expected}, found {found}", "")


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
    "",
    Advice("name", "write # and a name that starts with a letter", ""),
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
        fields = one.fields
        # A second condition about the same properties is the same mistake seen from its other side.
        hidden = fields & node.unknown
        if hidden or one.holds(node.tree):
            continue
        for name in fields:
            node.hide(name)
        yield CONDITION(
            _at(node, one),
            node=node.named,
            condition=Code(one.message["en"]),
            name=Name(one.then[0].field),
            right=Code(lexical(one.then[0].value or "")),
            advice=None if len(one.then) > 1 else ADVICE[one.then[0].test],
        )


CONDITION = Message("SP211", "condition", "in {node}, {condition}", "")
ADVICE = {
    Test.PRESENT: Advice("add", "add {name}", ""),
    Test.ABSENT: Advice("remove-property", "remove {name}", ""),
    Test.EQUALS: Advice("has-to-be", "{name} has to be {right}", ""),
    Test.SEVERAL: Advice("add-more", "{name} has to have several values", ""),
}
"""What would make a clause hold."""


def _at(node: Node, one: Condition) -> Path:
    for name in (*(clause.field for clause in one.then), one.when.field):
        if name in node.tree:
            return (*node.path, name)
    return node.path
