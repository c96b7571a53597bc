"""SP206, SP208, SP210: how often a property is given, and whether nodes stand where they belong."""

from collections.abc import Iterator
from typing import Any

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.spelling import says_nothing
from stdpolicy.checks.values import Value
from stdpolicy.diagnostics import KEY, Advice, Finding, Found, Message, Name, Number, Path, Related
from stdpolicy.model import Field, NodeType, StringType
from stdpolicy.model.foreign import SharedNode

SLOT = Stage[Value]("field", exclusive=True)
"""Run on each field of a node as a whole."""
CONTAINED = Stage[Value]("contained node")
"""Run on each value of a field that contains nodes."""


@rule(
    "SP206",
    "repeated",
    "A property is given more often than allowed",
    "属性重复次数超出限制",
    on=SLOT,
    zh="""
    一个节点至多有一次的属性给出了几次，或者写成了数组。

    理由：几个值中以哪一个为准，无从得知。保留政策文件所写明的那个值；
    政策文件写明两件事的，为两项陈述。
    """,
)
def repeated(slot: Value) -> Iterator[Finding]:
    """A property that a node has at most once is given several times, or as an array.

    Why: Of several values it is not known which one holds. Keep the one that the policy states.
    Where the policy says two things, it makes two statements.
    """
    if isinstance(slot.value, list) and slot.value and not slot.field.repeatable:
        name, count = Name(slot.field.name), Number(len(slot.value))
        if len(slot.value) == 1:
            yield AN_ARRAY((*slot.path, KEY), name=name)
        else:
            related = [Related(FIRST, (*slot.path, 0))]
            yield SEVERAL((*slot.path, 1), name=name, count=count, related=related)


FIRST = Advice("first-value", "the first one", "首个值在此")
KEEP_ONE = Advice("keep-one", "keep one", "只保留一个")
SEVERAL = Message(
    "SP206",
    "several",
    "expected one value of {name}, found {count} values",
    "{name} 应只有一个值，实为 {count} 个",
    KEEP_ONE,
)
AN_ARRAY = Message(
    "SP206",
    "array",
    "expected one value of {name}, found an array",
    "{name} 应为单个值，实为数组",
    KEEP_ONE,
)


@rule(
    "SP208",
    "empty",
    "A property without content",
    "属性内容为空",
    on=SLOT,
    zh="""
    属性的值是空的字符串、数组或者文本。没有内容的属性应当不写，而不是写作空值。

    理由：空的属性看来有所著录，其实没有内容，程序还须另行处理。删去该属性，或者补上应有的内容。
    """,
)
def empty(slot: Value) -> Iterator[Finding]:
    """A property is absent rather than empty: no empty string, array or text.

    Why: A property that is there but empty says nothing, and programs would have to handle it as
    one more case. Remove the property, or give it the content it should have.
    """
    for path, value in _items(slot):
        if _too_short(slot.field, value) or says_nothing(value):
            yield EMPTY(
                path, name=Name(slot.field.name), advice=FILL if slot.field.required else None
            )


def _too_short(field: Field, value: Any) -> bool:
    if not isinstance(field.type, StringType) or not isinstance(value, str):
        return False
    return len(value) < field.type.min_length


def _items(slot: Value) -> list[tuple[Path, Any]]:
    if slot.field.repeatable and not says_nothing(slot.value) and isinstance(slot.value, list):
        return [((*slot.path, at), item) for at, item in slot.walk.kept(slot.value)]
    return [(slot.path, slot.value)]


FILL = Advice("fill", "fill it: it is required", "补上内容，该属性是必需的")
EMPTY = Message(
    "SP208",
    "empty",
    "{name} is empty",
    "{name} 为空",
    Advice("leave-out-or-fill", "leave it out or fill it", "删去，或者补上内容"),
)


@rule(
    "SP210",
    "not-a-node",
    "A node is expected, something else is found",
    "此处应为节点",
    on=CONTAINED,
    zh="""
    该属性应包含节点，即有 id、type 和自身属性的对象，而此处是别的值。

    理由：文档是一棵树，节点写在它所属之处。只引用写在别处的节点是不够的，节点本身应写在这里。
    """,
)
def not_a_node(slot: Value) -> Iterator[Finding]:
    """The property contains nodes: objects with id, type and properties of their own.

    Here something else is found.

    Why: A document is a tree, in which a node stands where it belongs. A reference to a node that
    stands elsewhere is not enough, the node itself belongs here.
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
    "{name} 中应为 {cls} 节点，实为 {found}",
    Advice(
        "write-node",
        "write the {cls} here, with its id and properties",
        "在此写出 {cls} 节点，包括它的 id 和各属性",
    ),
)
