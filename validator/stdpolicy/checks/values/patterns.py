"""SP305: strings of a fixed form."""

from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.literals import matches, plain, spelt_otherwise
from stdpolicy.checks.values.value import VALUE, Value
from stdpolicy.diagnostics import Code, Finding, Found, Message, Phrase, Safety
from stdpolicy.model import StringType
from stdpolicy.model.lexical import LANGUAGE, language_tag


@rule(
    "SP305",
    "pattern",
    "A string does not have the form required",
    "字符串格式不符",
    on=VALUE,
    fixes=(Safety.SAFE, Safety.LIKELY),
    zh="""
    字符串不符合属性规定的格式。

    部分字符串有固定格式：行政区划代码为六位数字，摘要值为 64 位小写十六进制数字，
    语言标记按惯例区分大小写（zh-Hans），文件名为相对路径，用 / 分隔。

    理由：程序逐字比较或者查找这类字符串。各属性的格式及示例见 docs/vocabulary.md。
    """,
)
def pattern(value: Value) -> Iterator[Finding]:
    """A string does not have the form that its property requires.

    Some strings have a fixed form: a division code has six digits, a digest 64 hexadecimal
    digits in lower case, a language tag the usual case (zh-Hans), the name of a file is a relative
    path with / between its parts.

    Why: Programs compare such strings, or look them up, character by character. The form of
    each is in docs/vocabulary.md, with an example.
    """
    expected = value.field.type.pattern if isinstance(value.field.type, StringType) else None
    if expected is None or matches(expected, value.value):
        return
    right = next((one for one in _spellings(value.value) if matches(expected, one)), "")
    yield NO_MATCH(
        value.path,
        name=value.named,
        form=FORMS.get(expected, Code(expected)),
        found=Found(value.value),
        right=Code(f'"{right}"'),
        advice=WRITE if right else None,
        fix=spelt_otherwise(value, right, sure=expected == TAG and right == _tag(value.value)),
    )


NO_MATCH = Message(
    "SP305",
    "pattern",
    "expected {name} to be {form}, found {found}",
    "{name} 应为 {form}，实为 {found}",
)
TAG = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([0-9][0-9a-z]{3}|[0-9a-z]{5,8}))*$"
FORMS = {
    "^[0-9a-f]{64}$": Phrase("64 hexadecimal digits in lower case", "64 位小写十六进制数字"),
    "^[0-9]{6}$": Phrase("six digits", "六位数字"),
    "^[A-Z]{3}$": Phrase("three capital letters", "三个大写字母"),
    "^[a-z][A-Za-z]*$": Phrase(
        "the name of a property, in letters from a to z", "由英文字母组成的属性名"
    ),
    "^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$": Phrase(
        "a relative path of ASCII letters, digits, points, _ and -, its parts joined by /",
        "相对路径，各级名称由英文字母、数字、点、下划线和连字符组成，用 / 分隔",
    ),
    TAG: Phrase(
        "a language tag: a language in small letters, a script with a capital, a region in capitals, "
        "joined by -",
        "语言标记：小写的语言代码，其后可有首字母大写的文字代码和全大写的地区代码，用 - 连接",
    ),
}
"""What the patterns of the model ask for, in words."""


def _tag(found: str) -> str:
    """A string as a language tag in its usual case, if it is one."""
    tag = found.replace("_", "-")
    return language_tag(tag) if LANGUAGE.fullmatch(tag) else found


def _spellings(found: str) -> Iterator[str]:
    """What a string may be spelt like that was meant to have a fixed form."""
    bare = plain(found).strip()
    yield _tag(bare)
    yield bare
    yield bare.lower()
    yield bare.upper()
    yield bare.replace("\\", "/").removeprefix("./")
