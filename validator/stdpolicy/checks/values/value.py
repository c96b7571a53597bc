"""A value as checks see it, and what has to hold before any other check asks for it: its type, and
characters that every notation can carry.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from stdpolicy.checks.entities import entities_of, only_named
from stdpolicy.checks.rule import WRITE, Stage, rule
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Found,
    Listed,
    Mend,
    Message,
    Name,
    Number,
    Path,
    Phrase,
    Safety,
    Write,
    likely,
)
from stdpolicy.model import (
    BooleanType,
    CodeType,
    Datatype,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    ReferenceType,
    StringType,
)
from stdpolicy.model.edition import model
from stdpolicy.model.foreign import Foreign, ForeignElement
from stdpolicy.model.iri import FRAGMENT, iri_fault
from stdpolicy.model.lexical import FORBIDDEN_PATTERN, canonical_decimal, lexical
from stdpolicy.patterns import regex
from stdpolicy.source import Span

FORBIDDEN = regex(FORBIDDEN_PATTERN)


class Value(Struct):
    """A value of a field, as a check sees it."""

    field: Field
    value: Any
    path: Path
    walk: Walk

    @property
    def named(self) -> Name:
        """The name of the field."""
        return Name(self.field.name)


VALUE = Stage[Value]("value", exclusive=True)
"""Run on each value of a literal, code or reference."""
TEXT = Stage[Value]("text", exclusive=True)
"""Run on each text."""


class _Wanted(Struct, frozen=True):
    """What a literal has to be in the tree, and how to say and write it."""

    python: type
    called: Phrase
    advice: Advice


WANTED: dict[type, _Wanted] = {
    StringType: _Wanted(
        str,
        Phrase("a string", "字符串"),
        Advice("write-string", "write it in quotes, without a language", "写在引号内，不注明语言"),
    ),
    DecimalType: _Wanted(
        str,
        Phrase("a decimal", "十进制数"),
        Advice(
            "write-decimal",
            'write digits in quotes in JSON, "..."^^xsd:decimal in Turtle',
            'JSON 中数字写在引号内，Turtle 中写作 "..."^^xsd:decimal',
        ),
    ),
    DateType: _Wanted(
        str,
        Phrase("a date", "日期"),
        Advice(
            "write-date",
            'write YYYY-MM-DD in quotes in JSON, "..."^^xsd:date in Turtle',
            'JSON 中写作引号内的 YYYY-MM-DD，Turtle 中写作 "..."^^xsd:date',
        ),
    ),
    BooleanType: _Wanted(
        bool,
        Phrase("true or false", "布尔值"),
        Advice(
            "write-boolean", "write true or false, without quotes", "写作 true 或 false，不加引号"
        ),
    ),
    IntegerType: _Wanted(
        int,
        Phrase("an integer", "整数"),
        Advice("write-integer", "write a whole number, without quotes", "写作整数，不加引号"),
    ),
    CodeType: _Wanted(
        str,
        Phrase("a code", "代码"),
        Advice(
            "write-code",
            "write the code in quotes in JSON, {scheme}: before it in Turtle",
            "JSON 中代码写在引号内，Turtle 中代码前加 {scheme}:",
        ),
    ),
    ReferenceType: _Wanted(
        str,
        Phrase("a reference, #fragment or absolute IRI", "引用（#片段 或绝对 IRI）"),
        Advice(
            "write-reference",
            'write it as a reference: in quotes in JSON, <…> in Turtle, ref="…" in XML',
            '写作引用：JSON 中写在引号内，Turtle 中写作 <…>，XML 中写作 ref="…"',
        ),
    ),
}


@rule(
    "SP301",
    "datatype",
    "A value is of the wrong type",
    "值的类型不符",
    on=VALUE,
    fixes=(Safety.LIKELY,),
    zh="""
    取值的类型与属性规定的不同。

    十进制数和日期在 JSON 中写作字符串；`order` 是数，`vague` 等是布尔值；代码和引用是字符串；
    在 Turtle 中，每个字面量带有所在属性的数据类型。

    理由：工具按类型处理取值。十进制数和日期写作字符串，数字经任何工具处理都不会改变。
    """,
)
def datatype(value: Value) -> Iterator[Finding]:
    """A value is of another type than its property holds.

    Decimals and dates are strings in JSON; `order` is a number, `vague` and the like are
    booleans; codes and references are strings; in Turtle each literal carries the datatype of
    its property.

    Why: Tools handle a value by its type. Decimals and dates are strings so that their digits
    survive every tool.
    """
    wanted = WANTED[type(value.field.type)]
    if type(value.value) is wanted.python:
        return
    found = Found(value.value)
    if (
        isinstance(value.field.type, BooleanType)
        and isinstance(value.value, str)
        and value.value in SAID
    ):
        right = SAID[value.value]
        yield OTHER_TYPE(
            value.path,
            name=value.named,
            type=wanted.called,
            found=found,
            right=Code(lexical(right)),
            advice=WRITE,
            fix=likely(Write(value.path, right)),
        )
        return
    meant = reference_meant(value, getattr(value.value, "lexical", ""))
    if isinstance(value.field.type, CodeType):
        scheme = Name(value.field.type.scheme.name)
        fix = _typed(value)
        yield NO_CODE(value.path, name=value.named, scheme=scheme, found=found, fix=fix)
    else:
        yield OTHER_TYPE(
            value.path,
            name=value.named,
            type=wanted.called,
            found=found,
            advice=AS_REFERENCE if meant else by_id(value, _advice(value, wanted)),
            right=Code(meant),
            targets=targets(value),
            fix=_typed(value),
        )


def _typed(value: Value) -> Mend | None:
    """What gives a plain string the datatype of its property, or makes it the code that it names, as RDF has
    them, where it can be one.
    """
    type_, found = value.field.type, value.value
    if not isinstance(found, Foreign) or found.datatype != Datatype.STRING.iri:
        return None
    match type_:
        case CodeType(scheme) if found.lexical in scheme.codes:
            return likely(Write(value.path, found.lexical, scheme.namespace))
        case DecimalType() if canonical_decimal(found.lexical) is not None:
            return likely(Write(value.path, found.lexical, type_.datatype.iri))
        case DateType() if DAY.fullmatch(found.lexical):
            return likely(Write(value.path, found.lexical, type_.datatype.iri))
    return None


def _advice(value: Value, wanted: _Wanted) -> Advice:
    """What to do about a value of the wrong type: of what holds others its text is wanted."""
    held = isinstance(value.value, dict | ForeignElement)
    return TEXT_ALONE if held and isinstance(value.field.type, StringType) else wanted.advice


TEXT_ALONE = Advice(
    "text-alone",
    "write the text alone, without elements or objects in it",
    "只写文字，其中不用元素或者对象",
)
DAY = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SAID = {"是": True, "否": False, "yes": True, "no": False, "True": True, "False": False}
"""Words that answer a question by yes or no."""
OTHER_TYPE = Message(
    "SP301",
    "datatype",
    "expected {type} for {name}, found {found}",
    "{name} 应为{type}，实为 {found}",
)
NO_CODE = Message(
    "SP301",
    "no-code",
    "expected a code of {scheme} for {name}, found {found}",
    "{name} 应为代码表 {scheme} 中的代码，实为 {found}",
    WANTED[CodeType].advice,
)


@rule(
    "SP312",
    "forbidden-character",
    "A character that XML cannot carry",
    "含有 XML 无法表示的字符",
    on=(VALUE, TEXT),
    zh="""
    内容含有 TAB、LF 以外的控制字符，或者孤立的代理码元、U+FFFE、U+FFFF。
    CR 属于不允许的控制字符。

    理由：XML 1.0 无法表示这些字符（2.2 节），CR 则会被 XML 解析器转为 LF。它们是复制时的残留。
    删去这些字符，换行用 LF。
    """,
)
def forbidden_character(value: Value) -> Iterator[Finding]:
    """Content holds a control character other than TAB and LF, a lone surrogate, U+FFFE or U+FFFF.
    CR is one of those control characters.

    Why: XML 1.0 cannot carry them (section 2.2), and XML parsers turn CR into LF. They are
    leftovers of copying. Remove them; end lines with LF.
    """
    strings: list[tuple[Path, str]] = []
    if isinstance(value.value, str):
        strings = [((), value.value)]
    elif isinstance(value.value, dict):
        strings = [((tag,), s) for tag, s in value.value.items() if isinstance(s, str)]
    for steps, string in strings:
        if match := FORBIDDEN.search(string):
            yield FORBIDDEN_CHARACTER(
                (*value.path, *steps),
                name=value.named,
                character=code_point(match[0]),
                at=Number(match.start() + 1),
                within=Span(*match.span()),
            )


FORBIDDEN_CHARACTER = Message(
    "SP312",
    "forbidden-character",
    "{name} holds {character} at character {at}",
    "{name} 的第 {at} 个字符是不允许的 {character}",
    Advice("remove", "remove it", "删去"),
)


AS_REFERENCE = Advice(
    "as-reference",
    'write it as a reference to {right}: <…> in Turtle, ref="…" in XML',
    '写作对 {right} 的引用：Turtle 中写作 <…>，XML 中写作 ref="…"',
)
BY_ID = Advice(
    "by-id",
    "write the id of the {targets}, which begins with # in this document",
    "写明所指 {targets} 的标识；本文档中的标识以 # 开头",
)
REGISTERED = Advice(
    "registered",
    "write the id of the {targets}, which begins with # in this document, or its IRI in a registry",
    "写明所指 {targets} 的标识；本文档中的标识以 # 开头，名录中的写 IRI",
)
MARKS = regex(r"\A\s*+(?:_:|[#:]*+)")
"""With what a name begins that is written as in Turtle, as a blank node, or by mistake."""


def reference_meant(value: Value, found: str) -> str:
    """The reference that a string probably stands for where one is expected: its own, a fragment with
    another mark, or that of what the document or a registry calls so; else nothing.
    """
    if not isinstance(value.field.type, ReferenceType) or not found:
        return ""
    fragment = "#" + MARKS.sub("", found, count=1).rstrip()
    if FRAGMENT.fullmatch(fragment):
        return fragment
    if iri_fault(found) is None:
        return found
    described = {**value.walk.registered(), **entities_of(value.walk.root.tree)}
    return value.walk.local(only_named(found.strip(), value.field.type.targets, described))


def by_id(value: Value, otherwise: Advice | None) -> Advice | None:
    """What to advise for a reference of which nothing says what it means; other advice where it is none, or
    may lead anywhere.
    """
    type_ = value.field.type
    if not isinstance(type_, ReferenceType) or not type_.targets:
        return otherwise
    registered = {target for _, target in model().classes["Registry"].contained}
    return REGISTERED if registered.issuperset(type_.targets) else BY_ID


def targets(value: Value) -> Listed:
    """The classes of nodes that a reference may lead to."""
    type_ = value.field.type
    classes = type_.targets if isinstance(type_, ReferenceType) else ()
    return Listed(tuple(map(Name, classes)), "or")


def code_point(character: str) -> Code:
    """A character by its number, as Unicode writes it."""
    return Code(f"U+{ord(character):04X}")
