"""SP304: whether a code is of its list."""

from collections.abc import Iterator
from decimal import Decimal

from stdpolicy.checks.rule import DID_YOU_MEAN, rule
from stdpolicy.checks.values.value import VALUE, Value
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Found,
    Listed,
    Message,
    Name,
    Safety,
    Write,
    likely,
)
from stdpolicy.model import CodeType, Field, Scheme
from stdpolicy.patterns import regex
from stdpolicy.text.figures.units import measured
from stdpolicy.wording import coded


@rule(
    "SP304",
    "code",
    "A code is not in its code list",
    "代码不在代码表中",
    on=VALUE,
    fixes=(Safety.LIKELY,),
    zh="""
    取值不是所用代码表中的代码。

    封闭的代码表只允许表中的代码；
    开放的代码表（如 domain、topic）也允许其他词汇表概念的绝对 IRI，但不允许本词汇表的 IRI。

    理由：凡要比较的内容都用代码，不用自由文本。各代码表见 docs/vocabulary.md，从中选用。
    """,
)
def code(value: Value) -> Iterator[Finding]:
    """A value is no code of the list that its property takes.

    A closed list allows its codes only. An open one (such as domain or topic) also allows the
    absolute IRI of a concept of another vocabulary, but of none of ours.

    Why: Everything that is compared is a code, not free text. docs/vocabulary.md has the lists;
    choose from them.
    """
    if not isinstance(value.field.type, CodeType) or value.field.type.scheme.allows(value.value):
        return
    scheme, found = value.field.type.scheme, value.value
    advice, meant = _code_meant(found, value.field, scheme, value.walk)
    says = IN_NO_LIST if scheme.closed else NO_CONCEPT
    yield says(
        value.path,
        name=value.named,
        scheme=Name(scheme.name),
        found=Found(found),
        guess=meant,
        advice=advice,
        fix=likely(Write(value.path, meant.value))
        if isinstance(meant, Name) and meant.value
        else None,
    )


IN_NO_LIST = Message(
    "SP304",
    "code",
    "expected a code of {scheme} for {name}, found {found}",
    "{name} 应为代码表 {scheme} 中的代码，实为 {found}",
)
NO_CONCEPT = Message(
    "SP304",
    "concept",
    "expected a code of {scheme} or an absolute IRI for {name}, found {found}",
    "{name} 应为代码表 {scheme} 中的代码或绝对 IRI，实为 {found}",
)
WRITE_CODE = Advice("write-code-of-label", 'write the code, "{guess}"', "改为代码“{guess}”")
EACH = Advice("each-code", "write each code by itself: {guess}", "逐个写出代码：{guess}")
CHOOSE = Advice("choose", "choose from {guess}", "从 {guess} 中选用")
SEE_LIST = Advice(
    "see-list", "`stdpolicy schema codes` prints the list", "用 `stdpolicy schema codes` 查看代码表"
)
MAX_CHOICES = 12
SEPARATORS = regex(r"[,，、;；|/\s]++")
"""What is written between codes that are put into one string."""


def _code_meant(
    found: str, field: Field, scheme: Scheme, walk: Walk
) -> tuple[Advice, Name | Listed]:
    """What to advise: the code of a label or of the text's word for it, one that is spelt alike, or the list if it is short."""
    for one in scheme.codes.values():
        if found.lower() in (label.lower() for label in one.label.values()):
            return WRITE_CODE, Name(one.name)
    called = [one for one in scheme.codes.values() if found in one.cues]
    if scheme.name == "unit" and (counted := measured(Decimal(1), "", found)[1].code):
        return WRITE_CODE, Name(counted)
    if len(called) == 1:
        return WRITE_CODE, Name(called[0].name)
    several = [one for one in SEPARATORS.split(found) if one]
    if len(several) > 1 and field.many and scheme.codes.keys() >= set(several):
        return EACH, Listed(tuple(map(Code, several)), "and")
    if guess := walk.guesses.nearest(found, scheme.codes):
        return DID_YOU_MEAN, Name(guess)
    choices = [one.name for one in scheme.codes.values() if not one.deprecated]
    if len(choices) <= MAX_CHOICES:
        return CHOOSE, Listed(tuple(coded(field, one) for one in choices))
    return SEE_LIST, Name("")
