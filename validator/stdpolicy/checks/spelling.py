"""Values that are right but not spelt as the schemas have them: read with a warning, and mended.

What a document means does not depend on its spelling, and other programs spell as they like: a
decimal as 100.0, a boolean as 1, one value of a set without brackets. Each is put right in the tree
that was read, so that the checks see one form and `stdpolicy fmt` writes it.
"""

import re
from collections.abc import Iterator
from typing import Any, assert_never

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import (
    Advice,
    Bracket,
    Code,
    Finding,
    Found,
    Message,
    Name,
    Path,
    Related,
    Remove,
    Safety,
    Severity,
    Write,
    safe,
)
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    Test,
    TextType,
)
from stdpolicy.model.iri import (
    FRAGMENT,
    IRI,
    as_reference,
    is_bare_name,
    is_relative,
    relative,
    resolved,
)
from stdpolicy.model.lexical import canonical_decimal
from stdpolicy.patterns import regex

SPELLING = Stage[Node]("spelling")
"""Run on each node where the schema refuses a document; what a check reports it also mends.

Indexes stay what they are in the file: what is to go is only marked, until the walk is done.
"""

INTEGER = regex(r"\+?(-?)0*([0-9]{1,15})")
BOOLEAN = {"true": True, "1": True, "false": False, "0": False}
FORMATTED = "stdpolicy fmt writes it so"
FORMATTED_ZH = "stdpolicy fmt 可自动改写"


ABSENT = Message(
    "SP313",
    "absent",
    "{name} is {found}, which says nothing",
    "{name} 为 {found}，没有内容",
    Advice("leave-out", "leave it out", "删去"),
)
SPELT = Message(
    "SP313",
    "spelt",
    "expected {right} for {name}, found {found}",
    "{name} 应为 {right}，实为 {found}",
    Advice("fmt", f"write {{right}}; {FORMATTED}", f"改为 {{right}}；{FORMATTED_ZH}"),
)


@rule(
    "SP207",
    "not-array",
    "A repeatable property is not an array",
    "可重复属性未写成数组",
    Severity.WARNING,
    on=SPELLING,
    fixes=(Safety.SAFE,),
    zh="""
    可以出现多次的属性在 JSON 中没有写成数组。这样的属性一律写成数组，只有一个值时也是如此。
    两种写法在 JSON-LD 中含义相同，文档仍可读取。

    理由：一种含义只有一种写法，读取数据的程序就不必处理两种。`stdpolicy fmt` 可将其写成数组。
    """,
)
def not_array(node: Node) -> Iterator[Finding]:
    """In JSON a property that may occur several times is always an array, even for one value.

    Here it is none. To JSON-LD both are the same, so the document is read.

    Why: One form for one meaning: programs that read the data need not handle two. `stdpolicy fmt`
    writes the array.
    """
    for field, value in _present(node):
        if field.repeatable and not isinstance(value, list) and value not in (None, {}):
            path = (*node.path, field.name)
            yield NOT_ARRAY(
                path, name=Name(field.name), found=Found(value), fix=safe(Bracket(path, True))
            )
            node.walk.brackets[path] = False
            node.tree[field.name] = [value]


NOT_ARRAY = Message(
    "SP207",
    "not-array",
    "expected an array for {name}, found {found}",
    "{name} 应为数组，实为 {found}",
    Advice(
        "brackets",
        f"put the value in square brackets; {FORMATTED}",
        f"用方括号括起该值；{FORMATTED_ZH}",
    ),
)


@rule(
    "SP313",
    "spelling",
    "A value is not in its canonical spelling",
    "值的写法不规范",
    Severity.WARNING,
    on=SPELLING,
    fixes=(Safety.SAFE,),
    zh="""
    值可以理解，但不是规范的写法。十进制数不写正号，没有多余的前导零和末尾零
    （"60"、"0.5"、"-3"），在 JSON 中为字符串；整数为数值；布尔值为 true 和 false；
    代码写名称，不写 IRI；标识写作片段，引用写作片段或者绝对 IRI；
    没有的属性不写，不写作 null 或者空值。

    理由：各 Schema 只认一种写法，其他工具可能拒绝该文件。`stdpolicy fmt` 可改为规范的写法。
    """,
)
def spelling(node: Node) -> Iterator[Finding]:
    """The value is understood, but it is not written in its canonical spelling.

    Decimals have no plus, no leading and no trailing zeros ("60", "0.5", "-3") and are strings in
    JSON; integers are numbers; booleans are true and false; codes are names and not IRIs; ids are
    fragments, and references fragments or absolute IRIs; what is absent is left out, and not null or
    empty.

    Why: The schemas know one spelling only, so other tools may refuse the file. `stdpolicy fmt`
    writes the canonical spelling.
    """
    for field, value in _present(node):
        path = (*node.path, field.name)
        if says_nothing(value):
            if field.required or _is_needed(node, field):
                continue  # not the spelling is wrong, but something is missing
            yield _absent(field, value, path)
            del node.tree[field.name]
            continue
        if isinstance(value, list) and len(value) == 1 and not field.repeatable:
            yield IN_ARRAY(path, name=Name(field.name), fix=safe(Bracket(path, False)))
            node.walk.brackets[path] = True
            node.tree[field.name] = value = value[0]
        if not isinstance(value, list):
            if (right := respelt(field, value, node.walk.base)) is not None:
                yield _spelt(field, value, right, path)
                node.tree[field.name] = right
        elif field.repeatable:
            for at, item in enumerate(value):
                if item is None:
                    yield _absent(field, item, (*path, at))
                    node.walk.drop(value, at)
                elif (right := respelt(field, item, node.walk.base)) is not None:
                    yield _spelt(field, item, right, (*path, at))
                    value[at] = right
    for name in ("id", "type"):
        if node.tree.get(name, "") is None:
            del node.tree[name]
    iri = node.tree.get("id")
    right = _fragment(iri, node.walk.base) if node.parent and isinstance(iri, str) else None
    if right:
        path = (*node.path, "id")
        yield SPELT(
            path,
            name=Name("id"),
            right=Code(f'"{right}"'),
            found=Found(iri),
            fix=safe(Write(path, right)),
        )
        node.rename(right)


IN_ARRAY = Message(
    "SP313",
    "in-array",
    "expected one value of {name}, found it in an array",
    "{name} 应为单个值，实为数组",
    Advice(
        "without-brackets",
        f"leave the square brackets out; {FORMATTED}",
        f"删去方括号；{FORMATTED_ZH}",
    ),
)


@rule(
    "SP209",
    "listed-twice",
    "A value is listed twice",
    "同一值重复列出",
    Severity.WARNING,
    on=SPELLING,
    fixes=(Safety.SAFE,),
    zh="""
    可重复属性把同一个值列出了两次。引用写作片段和写作完整的 IRI，视为同一个值。

    理由：可重复属性的各值是一个集合，重复的值只算一个，所重复的没有意义，
    也可能本来要写的是另一个值。删去重复的值，或者由 `stdpolicy fmt` 删去。
    """,
)
def listed_twice(node: Node) -> Iterator[Finding]:
    """A repeatable property lists the same value twice.

    A reference counts as the same whether it is written as a fragment or in full.

    Why: The values of a repeatable property are a set, in which one that stands twice counts once:
    the repetition says nothing, and perhaps another value was meant. Remove the repetition, or let
    `stdpolicy fmt` do it.
    """
    for field, value in _present(node):
        if not field.repeatable or not isinstance(value, list):
            continue
        seen: dict[str, int] = {}
        path = (*node.path, field.name)
        for at, item in enumerate(value):
            if not isinstance(item, str):
                continue
            known = node.walk.local(item) if isinstance(field.type, ReferenceType) else item
            first = seen.setdefault(known, at)
            if first != at:
                yield TWICE(
                    (*path, at),
                    name=Name(field.name),
                    found=Found(item),
                    related=[Related(FIRST, (*path, first))],
                    fix=safe(Remove((*path, at))),
                )
                node.walk.drop(value, at)


TWICE = Message(
    "SP209",
    "listed-twice",
    "{name} lists {found} twice",
    "{name} 重复列出 {found}",
    Advice("remove-one", "remove one", "删去其中一个"),
)
FIRST = Advice("first-listed", "first listed here", "首次列于此处")


def _absent(field: Field, found: Any, path: Path) -> Finding:
    return ABSENT(path, name=Name(field.name), found=Found(found), fix=safe(Remove(path)))


def _spelt(field: Field, found: Any, right: Any, path: Path) -> Finding:
    shown = Code(str(right).lower()) if isinstance(right, bool) else Code(f'"{right}"')
    shown = Code(str(right)) if type(right) is int else shown
    return SPELT(
        path, name=Name(field.name), right=shown, found=Found(found), fix=safe(Write(path, right))
    )


def _is_needed(node: Node, field: Field) -> bool:
    """Whether another property of a node asks for one."""
    return any(
        clause.field == field.name and clause.test is not Test.ABSENT and one.when.holds(node.tree)
        for one in node.cls.conditions
        for clause in one.then
    )


def says_nothing(value: Any) -> bool:
    """Whether a value is null or empty, or a list of nulls."""
    if isinstance(value, list):
        return all(item is None for item in value)
    return value is None or value == {}


def _present(node: Node) -> list[tuple[Field, Any]]:
    return [(f, node.tree[f.name]) for f in node.cls.fields if f.name in node.tree]


def respelt(field: Field, value: Any, base: str) -> Any:
    """A value in its canonical spelling; None where it is in it, or no spelling of any value.

    `base` is the document's IRI, against which references are resolved.
    """
    match field.type:
        case DecimalType(pattern):
            text = str(value) if type(value) is int else value
            right = canonical_decimal(text) if isinstance(text, str) else None
            fits = right is not None and right != value and re.fullmatch(pattern[1:-1], right)
            return right if fits else None
        case IntegerType():
            found = INTEGER.fullmatch(value) if isinstance(value, str) else None
            return int(found[1] + found[2]) if found else None
        case BooleanType():
            text = str(value) if type(value) is int else value
            return BOOLEAN.get(text) if isinstance(text, str) else None
        case CodeType(scheme):
            name = value.removeprefix(scheme.namespace) if isinstance(value, str) else value
            return name if name != value and name in scheme.codes else None
        case ReferenceType():
            return _resolved(value, base) if isinstance(value, str) else None
        case StringType() | DateType() | TextType() | NodeType():
            return None
    assert_never(field.type)


def _fragment(iri: str, base: str) -> str | None:
    """The fragment that an id stands for which is written in another way."""
    right = relative(_resolved(iri, base) or iri, base)
    return right if right != iri and FRAGMENT.fullmatch(right) else None


def _resolved(reference: str, base: str) -> str | None:
    """The IRI that a relative reference stands for (RFC 3986, section 5); None if it is not relative.

    A bare name is rather a fragment without its #.
    """
    if not is_relative(reference) or reference[:1] in ("#", "") or is_bare_name(reference):
        return None
    iri = resolved(reference, base)
    return as_reference(iri, base) if IRI.fullmatch(iri) else None
