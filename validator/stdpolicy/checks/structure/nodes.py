"""SP203, SP205, SP211: the type and the id of a node, and what its properties ask of each other."""

from collections.abc import Iterator

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.structure.properties import NODE
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Found,
    Listed,
    Message,
    Name,
    Path,
    Phrase,
    Safety,
    Write,
    likely,
)
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
    fixes=(Safety.LIKELY,),
    zh="""
    节点的类型由包含它的属性决定：target 所含的是 Target。此节点写的是另一类型。

    理由：属性与类型必有一个有误，节点的内容也就不知应按哪一类理解。
    改正类型，或者改由该类节点所用的属性包含它。
    """,
)
def node_type(node: Node) -> Iterator[Finding]:
    """The type of a node is fixed by the property that contains it: a target is a Target.

    This node is of another.

    Why: Either the property or the type is wrong, and what the node says would be taken for
    something else. Correct the type, or contain the node by the property of its class.
    """
    found = node.tree.get("type", node.cls.name)
    if found != node.cls.name:
        several = isinstance(found, list)
        shown = Listed(tuple(Code(str(one)) for one in found), "and") if several else Found(found)
        node.hide("type")
        near = isinstance(found, str) and (
            found in node.cls.label.values() or node.walk.guesses.nearest(found, [node.cls.name])
        )
        path = (*node.path, "type")
        yield OTHER_TYPE(
            path,
            expected=Name(node.cls.name),
            found=shown,
            advice=WRITE_TYPE if near else EITHER,
            fix=likely(Write(path, node.cls.name)) if near else None,
        )


WRITE_TYPE = Advice("write-type", "write {expected}", "改为 {expected}")
EITHER = Advice(
    "either",
    "write {expected}, or contain the node by the property of its class",
    "改为 {expected}，或者改由该类节点所用的属性包含它",
)
OTHER_TYPE = Message(
    "SP203",
    "node-type",
    "expected the type {expected}, found {found}",
    "类型应为 {expected}，实为 {found}",
)


@rule(
    "SP205",
    "node-id",
    "An id is not a fragment of the document's IRI",
    "节点标识不是文档 IRI 的片段",
    on=NODE,
    fixes=(Safety.LIKELY,),
    zh="""
    文档的每个节点以文档 IRI 的片段命名，如 #t1；此节点的 id 不是这样的片段。
    片段以字母开头，由 ASCII 字母、数字、点、连字符和下划线组成。文档本身使用完整的 IRI。

    理由：这样的片段在各种文件格式中都不需要转义。
    """,
)
def node_id(node: Node) -> Iterator[Finding]:
    """Every node of a document is named by a fragment of the document's IRI, such as #t1.

    The id of this node is none. A fragment starts with a letter and holds ASCII letters, digits,
    dot, hyphen and underscore. The document itself has its full IRI.

    Why: Such a fragment can stand in every notation without escapes.
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
        path = (*node.path, "id")
        right = f"#{iri}"
        named = isinstance(iri, str) and FRAGMENT.fullmatch(right)
        yield NO_FRAGMENT(
            path,
            found=Found(iri),
            fix=likely(Write(path, right)) if named and right not in node.walk.by_id else None,
        )


NO_FRAGMENT = Message(
    "SP205",
    "node-id",
    "expected an id that is a fragment such as #t1, found {found}",
    "id 应为 #t1 之类的片段，实为 {found}",
    Advice("name", "write # and a name that starts with a letter", "改为 # 加上以字母开头的名称"),
)


@rule(
    "SP211",
    "condition",
    "Properties of a node do not go together",
    "节点各属性之间不一致",
    on=WHOLE_NODE,
    zh="""
    有的属性要求或者排斥其他属性，如 comparator 为 `between` 时必须给出 upperValue；
    此节点的属性不合这样的条件。各类的条件列于 docs/vocabulary.md，
    并在 ontology/shapes.ttl 中以 SHACL 统一写明。

    理由：属性不合条件，节点的含义就不完整或者自相矛盾。
    """,
)
def condition(node: Node) -> Iterator[Finding]:
    """Some properties require or exclude others: a comparator `between` needs an upperValue.

    Here such a condition does not hold. The conditions of each class are listed in
    docs/vocabulary.md and stated once, as SHACL, in ontology/shapes.ttl.

    Why: Where a condition does not hold, what the node says is incomplete or contradicts itself.
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
            condition=Phrase(one.message["en"], one.message["zh-Hans"]),
            name=Name(one.then[0].field),
            right=Code(lexical(one.then[0].value or "")),
            other=Name(one.when.field),
            advice=_advice(one),
        )


CONDITION = Message("SP211", "condition", "in {node}, {condition}", "{node} 不合条件：{condition}")
ADVICE = {
    Test.PRESENT: Advice("add", "add {name}", "补上 {name}"),
    Test.ABSENT: Advice("remove-property", "remove {name}", "删去 {name}"),
    Test.EQUALS: Advice("has-to-be", "{name} has to be {right}", "{name} 应为 {right}"),
    Test.SEVERAL: Advice("add-more", "{name} has to have several values", "{name} 应有多个值"),
}
"""What would make a clause hold."""
OR_WITHOUT = Advice(
    "has-to-be-or-without",
    "write {right} for {name}, or remove {other}",
    "将 {name} 改为 {right}，或者删去 {other}",
)


def _advice(one: Condition) -> Advice | None:
    """What mends it; where a property was given that asks for a value of another, either may be wrong."""
    if len(one.then) > 1:
        return None
    either = one.then[0].test is Test.EQUALS and one.when.test is Test.PRESENT
    return OR_WITHOUT if either else ADVICE[one.then[0].test]


def _at(node: Node, one: Condition) -> Path:
    for name in (*(clause.field for clause in one.then), one.when.field):
        if name in node.tree:
            return (*node.path, name)
    return node.path
