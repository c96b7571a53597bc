"""SP30x: whether each value is one that its property allows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stdpolicy.checks.rule import DID_YOU_MEAN, WRITE, Stage, rule
from stdpolicy.checks.walk import Walk
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
)
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    ReferenceType,
    Scheme,
    StringType,
    TextType,
)
from stdpolicy.model.lexical import (
    DATE_PATTERN,
    DOCUMENT_FAULTS,
    FORBIDDEN_PATTERN,
    FRAGMENT,
    LANGUAGE,
    canonical_decimal,
    iri_fault,
)
from stdpolicy.model.lexical import language_tag as canonical_tag
from stdpolicy.wording import IRI_FAULTS

DATE = re.compile(DATE_PATTERN)
FORBIDDEN = re.compile(FORBIDDEN_PATTERN)
MAX_PATTERN = 10_000
"""The longest string that is matched against a pattern; none is meant for more."""


@dataclass
class Value:
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


@dataclass(frozen=True)
class _Wanted:
    """What a literal has to be in the tree, and how to say and write it."""

    python: type
    called: str
    advice: Advice


WANTED: dict[type, _Wanted] = {
    StringType: _Wanted(
        str, "a string", Advice("write-string", "write it in quotes, without a language")
    ),
    DecimalType: _Wanted(
        str,
        "a decimal",
        Advice("write-decimal", 'write digits in quotes in JSON, "..."^^xsd:decimal in Turtle'),
    ),
    DateType: _Wanted(
        str,
        "a date",
        Advice("write-date", 'write YYYY-MM-DD in quotes in JSON, "..."^^xsd:date in Turtle'),
    ),
    BooleanType: _Wanted(
        bool, "true or false", Advice("write-boolean", "write true or false, without quotes")
    ),
    IntegerType: _Wanted(
        int, "an integer", Advice("write-integer", "write a whole number, without quotes")
    ),
    CodeType: _Wanted(
        str,
        "a code",
        Advice("write-code", "write the code in quotes in JSON, {scheme}: before it in Turtle"),
    ),
    ReferenceType: _Wanted(
        str,
        "a reference, #fragment or absolute IRI",
        Advice("write-reference", 'write "#..." in JSON, :... in Turtle, ref="#..." in XML'),
    ),
}


@rule("SP301", "datatype", "A value is of the wrong type", "值的类型不符", on=VALUE)
def datatype(value: Value) -> Iterator[Finding]:
    """The value is of another type than the property holds.

    Decimals and dates are strings in JSON, so that their digits survive every tool; `order` is a
    number, `vague` and the like are booleans; codes and references are strings; in Turtle each
    literal carries the datatype of its property.
    """
    wanted = WANTED[type(value.field.type)]
    if type(value.value) is wanted.python:
        return
    found = Found(value.value)
    if isinstance(value.field.type, CodeType):
        scheme = Name(value.field.type.scheme.name)
        yield NO_CODE(value.path, name=value.named, scheme=scheme, found=found)
    else:
        called = Name(wanted.called)
        yield OTHER_TYPE(
            value.path, name=value.named, type=called, found=found, advice=wanted.advice
        )


OTHER_TYPE = Message("SP301", "datatype", "expected {type} for {name}, found {found}")
NO_CODE = Message(
    "SP301",
    "no-code",
    "expected a code of {scheme} for {name}, found {found}",
    WANTED[CodeType].advice,
)


@rule(
    "SP312",
    "forbidden-character",
    "A character that XML cannot carry",
    "含有 XML 无法表示的字符",
    on=(VALUE, TEXT),
)
def forbidden_character(value: Value) -> Iterator[Finding]:
    """Content may not hold control characters other than TAB and LF, lone surrogates, U+FFFE or
    U+FFFF, since XML 1.0 cannot carry them (section 2.2), nor CR, which XML parsers turn into LF.

    They are leftovers of copying. Remove them; end lines with LF.
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
            )


FORBIDDEN_CHARACTER = Message(
    "SP312",
    "forbidden-character",
    "{name} holds {character} at character {at}",
    Advice("remove", "remove it"),
)


def code_point(character: str) -> Code:
    """A character by its number, as Unicode writes it."""
    return Code(f"U+{ord(character):04X}")


@rule("SP302", "decimal", "A value is no decimal", "值不是小数", on=VALUE)
def decimal(value: Value) -> Iterator[Finding]:
    """A number of a policy is written in digits: "60", "0.5", "-3", never "6e1" or "1,000".

    Up to fifteen digits before the point and six after it (xsd:decimal, XSD 1.1 part 2, section
    3.3.3). Other spellings of a decimal, such as "60.0" or "+60", are SP313.
    """
    if isinstance(value.field.type, DecimalType) and not _matches(
        value.field.type.pattern, value.value
    ):
        right = _meant_decimal(value.field.type.pattern, value.value)
        yield NO_DECIMAL(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=WRITE if right else DIGITS_ONLY,
        )


NO_DECIMAL = Message(
    "SP302", "decimal", "expected a decimal in canonical form for {name}, found {found}"
)
DIGITS_ONLY = Advice("digits", "write ASCII digits only, with a point before a fraction")


def _plain(found: str) -> str:
    """Full-width characters as the usual ones; only of a short string, since sorting a long run of
    combining marks takes quadratic time.
    """
    return unicodedata.normalize("NFKC", found) if len(found) <= 100 else ""


def _meant_decimal(pattern: str, found: str) -> str:
    """What a number with full-width digits, signs or separators probably is in canonical form."""
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", _plain(found).strip())
    right = canonical_decimal(plain)
    return right if right is not None and _matches(pattern, right) else ""


@rule("SP303", "date", "A date is not a day of the calendar", "日期无效", on=VALUE)
def date(value: Value) -> Iterator[Finding]:
    """Dates are written YYYY-MM-DD, without time zone, and have to exist (xsd:date).

    A deadline given as a year or month is written as the last day of that period, with
    deadlinePrecision saying which.
    """
    if isinstance(value.field.type, DateType) and not DATE.fullmatch(value.value):
        advice, right = _date_advice(value.value)
        yield NO_DATE(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=advice,
        )


NO_DATE = Message("SP303", "date", "expected a date YYYY-MM-DD for {name}, found {found}")
LAST_DAY = Advice("last-day", "write the last day of the period, {right}, and the precision")
NO_SUCH_DAY = Advice("no-such-day", "the calendar has no such day")


def _date_advice(found: str) -> tuple[Advice | None, str]:
    if re.fullmatch("[1-9][0-9]{3}", found):
        return LAST_DAY, f"{found}-12-31"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        return NO_SUCH_DAY, ""
    parts = re.findall("[0-9]+", _plain(found))
    if len(parts) == 3 and len(parts[0]) == 4 and max(map(len, parts[1:])) <= 2:
        right = f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
        return (WRITE, right) if DATE.fullmatch(right) else (NO_SUCH_DAY, "")
    return None, ""


@rule("SP304", "code", "A code is not in its code list", "代码不在代码表中", on=VALUE)
def code(value: Value) -> Iterator[Finding]:
    """Everything that is compared is a code, not free text; docs/vocabulary.md has the lists.

    A closed list allows its codes only. An open one (domain, genre, instrument) also allows the
    absolute IRI of a concept of another vocabulary, but of none of ours.
    """
    if not isinstance(value.field.type, CodeType) or value.field.type.scheme.allows(value.value):
        return
    scheme, found = value.field.type.scheme, value.value
    advice, meant = _code_meant(found, scheme, value.walk)
    says = IN_NO_LIST if scheme.closed else NO_CONCEPT
    yield says(
        value.path,
        name=value.named,
        scheme=Name(scheme.name),
        found=Found(found),
        guess=meant,
        advice=advice,
    )


IN_NO_LIST = Message("SP304", "code", "expected a code of {scheme} for {name}, found {found}")
NO_CONCEPT = Message(
    "SP304",
    "concept",
    "expected a code of {scheme} or an absolute IRI for {name}, found {found}",
)
WRITE_CODE = Advice("write-code-of-label", 'write the code, "{guess}"')
CHOOSE = Advice("choose", "choose from {guess}")
SEE_LIST = Advice("see-list", "`stdpolicy schema codes` prints the list")
MAX_CHOICES = 12


def _code_meant(found: str, scheme: Scheme, walk: Walk) -> tuple[Advice, Name | Listed]:
    """What to advise: the code of a label, one that is spelt alike, or the list if it is short."""
    for one in scheme.codes.values():
        if found.lower() in (label.lower() for label in one.label.values()):
            return WRITE_CODE, Name(one.name)
    if guess := walk.guesses.nearest(found, scheme.codes):
        return DID_YOU_MEAN, Name(guess)
    if len(scheme.codes) <= MAX_CHOICES:
        return CHOOSE, Listed(tuple(map(Name, scheme.codes)))
    return SEE_LIST, Name("")


@rule("SP305", "pattern", "A string does not have the form required", "字符串格式不符", on=VALUE)
def pattern(value: Value) -> Iterator[Finding]:
    """Some strings have a fixed form: a division code has six digits, a digest 64 hex digits.

    The form of each is in docs/vocabulary.md, with an example.
    """
    expected = value.field.type.pattern if isinstance(value.field.type, StringType) else None
    if expected is None or _matches(expected, value.value):
        return
    plain = _plain(value.value).strip()
    if plain != value.value and _matches(expected, plain):
        advice: Advice | None = WRITE
    else:
        advice = LIKE if value.field.example else None
    yield NO_MATCH(
        value.path,
        name=value.named,
        pattern=Code(expected),
        found=Found(value.value),
        right=Code(f'"{plain}"'),
        example=Code(next(iter(value.field.example), "")),
        advice=advice,
    )


NO_MATCH = Message("SP305", "pattern", "expected {name} to match {pattern}, found {found}")
LIKE = Advice("like", "write it like {example}")


def _matches(pattern: str, string: str) -> bool:
    # The length first: Python keeps a frame for each repeated group of a long string.
    return len(string) <= MAX_PATTERN and re.fullmatch(pattern[1:-1], string) is not None


@rule("SP306", "iri", "A reference is not an IRI", "引用不是有效的 IRI", on=VALUE)
def iri(value: Value) -> Iterator[Finding]:
    """A reference is a fragment of this document, such as #t1, or an absolute IRI.

    Absolute IRIs are http, https or urn, without spaces and with % only before two hex digits, so
    that every processor reads them alike (a subset of RFC 3987). Relative paths are not used: they
    change meaning when a file is moved.
    """
    if not isinstance(value.field.type, ReferenceType):
        return
    if not FRAGMENT.fullmatch(value.value) and (fault := iri_fault(value.value)) is not None:
        fragment = FRAGMENT.fullmatch("#" + value.value)
        yield NO_IRI[fault](
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code("#" + value.value),
            advice=WRITE if fragment else None,
        )


NO_IRI = {
    fault: Message(
        "SP306",
        fault.value,
        f"expected a #fragment or an absolute IRI for {{name}}, found {{found}}, {why}",
    )
    for fault, why in IRI_FAULTS.items()
    if fault not in DOCUMENT_FAULTS
}


@rule("SP307", "range", "A number is out of range", "数值超出范围", on=VALUE)
def number_range(value: Value) -> Iterator[Finding]:
    """An integer has a lower and an upper bound: `order` counts from 1 among siblings.

    Number siblings 1, 2, 3 as they are printed.
    """
    match value.field.type:
        case IntegerType(low, high) if not low <= value.value <= high:
            yield OUT_OF_RANGE(
                value.path,
                name=value.named,
                low=Code(str(low)),
                high=Code(str(high)),
                found=Code(str(value.value)),
            )


OUT_OF_RANGE = Message("SP307", "range", "expected {name} from {low} to {high}, found {found}")


# -- texts ---------------------------------------------------------------------------------


@rule("SP308", "not-text", "A text is not a map of languages", "文本未按语言标注", on=TEXT)
def not_text(value: Value) -> Iterator[Finding]:
    """A text says in which language it is: {"zh-Hans": ..., "en": ...} in JSON, @zh-Hans in Turtle,
    xml:lang in XML.

    Verbatim strings (text, quote, number, heading) are in the language of the policy and carry none.
    """
    if not isinstance(value.value, dict):
        yield NO_TEXT(value.path, name=value.named, found=Found(value.value))


NO_TEXT = Message(
    "SP308",
    "not-text",
    "expected a text with its language for {name}, found {found}",
    Advice("say-language", "say the language, such as zh-Hans or en"),
)


@rule("SP309", "language-tag", "A language tag is not well-formed", "语言标签格式不符", on=TEXT)
def language_tag(value: Value) -> Iterator[Finding]:
    """Language tags follow BCP 47 (RFC 5646): language, script, region, such as zh-Hans or en."""
    for tag in value.value:
        if not LANGUAGE.fullmatch(tag):
            guess = tag.replace("_", "-")
            yield (NO_TAG if tag else NO_LANGUAGE)(
                (*value.path, tag, KEY),
                name=value.named,
                found=Found(tag),
                right=Code(canonical_tag(guess)),
                advice=WRITE if LANGUAGE.fullmatch(guess) else SUCH_AS,
            )


SUCH_AS = Advice("such-as-language", "such as zh-Hans or en")
NO_TAG = Message("SP309", "language-tag", "expected a language tag for {name}, found {found}")
NO_LANGUAGE = Message("SP309", "no-language", "expected a language tag for {name}, found none")


@rule(
    "SP310",
    "language-value",
    "A text of a language is not one string",
    "某一语言的文本不是单个字符串",
    on=TEXT,
)
def language_value(value: Value) -> Iterator[Finding]:
    """A text has one string for each language, and no language twice (sh:uniqueLang)."""
    seen: dict[str, int] = {}
    for tag, string in value.value.items():
        path = (*value.path, tag)
        known = canonical_tag(tag)
        seen[known] = seen.get(known, 0) + (len(string) if isinstance(string, list) else 1)
        if seen[known] > 1:
            yield TWICE(path, name=value.named, count=Number(seen[known]), tag=Code(known))
        elif not isinstance(string, str):
            yield NO_STRING(path, name=value.named, tag=Code(known), found=Found(string))
        elif not string:
            yield EMPTY(path, name=value.named, tag=Code(known))


TWICE = Message(
    "SP310",
    "language-twice",
    "{name} has {count} values in {tag}, expected one",
    Advice("keep-one-of-tag", "keep one; the case of a tag makes no difference"),
)
NO_STRING = Message("SP310", "no-string", "expected a string for {name} in {tag}, found {found}")
EMPTY = Message(
    "SP310",
    "empty",
    "{name} is empty in {tag}",
    Advice("leave-out-or-fill", "leave it out or fill it"),
)


@rule(
    "SP311",
    "language-missing",
    "A text is not given in a language required",
    "缺少必需语言的文本",
    on=TEXT,
)
def language_missing(value: Value) -> Iterator[Finding]:
    """The title of a document is given in Chinese, whatever other languages it has."""
    primary = {tag.partition("-")[0].lower() for tag in value.value}
    for language in value.field.type.languages if isinstance(value.field.type, TextType) else ():
        if language not in primary:
            yield MISSING(
                value.path,
                name=value.named,
                language=Code(language),
                found=Listed(tuple(map(Code, value.value))),
            )


MISSING = Message(
    "SP311",
    "language-missing",
    "expected {name} in the language {language}, found {found} only",
    Advice("add-language", "add the {language} text"),
)
