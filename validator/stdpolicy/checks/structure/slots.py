"""SP206, SP208, SP210: how often a property is given, and whether nodes stand where they belong."""

from collections.abc import Iterator
from typing import Any

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.spelling import says_nothing
from stdpolicy.checks.values import Value
from stdpolicy.diagnostics import KEY, Advice, Finding, Found, Message, Name, Number, Path
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
)
def repeated(slot: Value) -> Iterator[Finding]:
    """A property that a node has at most once is given several times, or as an array.

    Keep the one that the policy states. Where the policy says two things, it makes two statements.
    """
    if isinstance(slot.value, list) and slot.value and not slot.field.repeatable:
        path = (*slot.path[:-1], slot.field.name, KEY)
        many = SEVERAL if len(slot.value) != 1 else AN_ARRAY
        yield many(path, name=Name(slot.field.name), count=Number(len(slot.value)))


KEEP_ONE = Advice("keep-one", "keep one", "")
SEVERAL = Message(
    "SP206", "several", "expected one value of {name}, found {count} values", "", KEEP_ONE
)
AN_ARRAY = Message("SP206", "array", "expected one value of {name}, found an array", "", KEEP_ONE)


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
    "SP208",
    "empty",
    "{name} is empty",
    "",
    Advice("leave-out-or-fill", "leave it out or fill it", ""),
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
    "",
    Advice("write-node", "write the {cls} here, with its id and properties", ""),
)
