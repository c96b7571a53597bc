"""SP3xx: whether each value is one that its property allows."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from stdpolicy.checks.rule import Finding, meant, rule, shown
from stdpolicy.diagnostics import KEY, Path, Problem, Severity
from stdpolicy.model import Datatype, Field, Kind, Model, Scheme
from stdpolicy.model.lexical import DATE_PATTERN, FORBIDDEN_PATTERN, FRAGMENT, IRI, LANGUAGE
from stdpolicy.model.lexical import language_tag as canonical_tag

DATE = re.compile(DATE_PATTERN)
FORBIDDEN = re.compile(FORBIDDEN_PATTERN)
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
MANGLED = re.compile("[\u007f-\u009f\ufffd]")
FULL_WIDTH = re.compile("[０-９]")
MAX_PATTERN = 10_000
"""The longest string that is matched against a pattern; none is meant for more."""
CODED = frozenset({"documentNumber", "identifier"})
"""Strings that programs compare although they have no pattern."""


@dataclass
class Value:
    """A value of a field, as a check sees it."""

    field: Field
    value: Any
    path: Path
    model: Model


def value_problems(value: Value) -> Iterator[Problem]:
    """The first thing that is wrong with a value; later checks rely on earlier ones."""
    if value.field.kind is Kind.TEXT:
        checks: tuple[Callable[[Value], Iterator[Problem]], ...] = TEXT_CHECKS
    else:
        checks = PLAIN_CHECKS
    for check in checks:
        problems = list(check(value))
        if problems:
            yield from problems
            return


@rule("SP208", "empty", "A property without content", "属性内容为空")
def empty(value: Value) -> Iterator[Finding]:
    """A property is absent rather than empty: no null, no empty string, array or text.

    Remove the property, or give it the content it should have.
    """
    nothing = value.value is None or value.value in ([], {})
    if nothing or (value.value == "" and value.field.min_length):
        yield Finding(f"{value.field.name} is empty", value.path, "leave it out or fill it")


EXPECTED = {
    Datatype.STRING: ("a string", "write it in quotes, without a language"),
    Datatype.DECIMAL: ("a decimal", 'write "60" in JSON, "60"^^xsd:decimal in Turtle'),
    Datatype.DATE: ("a date", 'write "2025-12-31" in JSON, "2025-12-31"^^xsd:date in Turtle'),
    Datatype.BOOLEAN: ("true or false", "write true or false, without quotes"),
    Datatype.INTEGER: ("an integer", "write 1, without quotes"),
}
"""What a literal has to be, and how to write it."""


@rule("SP301", "datatype", "A value is of the wrong type", "值的类型不符")
def datatype(value: Value) -> Iterator[Finding]:
    """The value is of another type than the property holds.

    Decimals and dates are strings in JSON, so that their digits survive every tool; `order` is a
    number, `vague` and the like are booleans; codes and references are strings; in Turtle each
    literal carries the datatype of its property.
    """
    field, found = value.field, value.value
    match field.kind:
        case Kind.LITERAL:
            assert field.datatype is not None
            expected, hint = EXPECTED[field.datatype]
            wanted: type = {Datatype.BOOLEAN: bool, Datatype.INTEGER: int}.get(field.datatype, str)
            fits = type(found) is wanted
        case Kind.CODE:
            assert field.scheme is not None
            name, fits = field.scheme.name, isinstance(found, str)
            expected = f"a code of {name}"
            one = next(iter(field.scheme.codes))
            hint = f'write "{one}" in JSON, {name}:{one} in Turtle'
        case _:
            expected, fits = "a reference, #fragment or absolute IRI", isinstance(found, str)
            hint = 'write "#t1" in JSON, <#t1> in Turtle, ref="#t1" in XML'
    if not fits:
        message = f"expected {expected} for {field.name}, found {shown(found)}"
        yield Finding(message, value.path, hint)


@rule("SP302", "decimal", "A decimal is not in canonical form", "小数不是规范形式")
def decimal(value: Value) -> Iterator[Finding]:
    """Numbers of a policy are written one way: no sign but minus, no leading or trailing zeros.

    So "60", "0.5", "-3", never "60.0", "+60", "060", ".5", "6e1" or "1,000". Up to fifteen digits
    before the point and six after it (xsd:decimal, XSD 1.1 part 2, section 3.3.3).
    """
    if value.field.datatype is Datatype.DECIMAL and not _matches(value):
        name = value.field.name
        hint = _decimal_hint(value.value)
        message = f"expected a decimal in canonical form for {name}, found {shown(value.value)}"
        yield Finding(message, value.path, hint)


def _plain(found: str) -> str:
    """Full-width characters as the usual ones; only of a short string, since sorting a long run of
    combining marks takes quadratic time.
    """
    return unicodedata.normalize("NFKC", found) if len(found) <= 100 else ""


def _decimal_hint(found: str) -> str:
    plain = _plain(found).strip().removeprefix("+").replace(",", "")
    if re.fullmatch(r"-?[0-9]{1,15}([.][0-9]{1,6})?", plain):
        sign, digits = ("-", plain[1:]) if plain[0] == "-" else ("", plain)
        whole, _, fraction = digits.partition(".")
        whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
        canonical = whole + ("." + fraction if fraction else "")
        return f'write "{canonical if canonical == "0" else sign + canonical}"'
    return 'write digits only, such as "60" or "0.5"'


@rule("SP303", "date", "A date is not a day of the calendar", "日期无效")
def date(value: Value) -> Iterator[Finding]:
    """Dates are written YYYY-MM-DD, without time zone, and have to exist (xsd:date).

    A deadline given as a year or month is written as the last day of that period, with
    deadlinePrecision saying which.
    """
    if value.field.datatype is Datatype.DATE and not DATE.fullmatch(value.value):
        name = value.field.name
        message = f"expected a date YYYY-MM-DD for {name}, found {shown(value.value)}"
        yield Finding(message, value.path, _date_hint(value.value))


def _date_hint(found: str) -> str:
    if re.fullmatch("[1-9][0-9]{3}", found):
        return f'write the last day of the period, "{found}-12-31", and the precision'
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        return "the calendar has no such day"
    parts = re.findall("[0-9]+", _plain(found))
    if len(parts) == 3 and len(parts[0]) == 4 and max(map(len, parts[1:])) <= 2:
        return f'write "{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"'
    return ""


@rule("SP304", "code", "A code is not in its code list", "代码不在代码表中")
def code(value: Value) -> Iterator[Finding]:
    """Everything that is compared is a code, not free text; docs/vocabulary.md has the lists.

    A closed list allows its codes only. An open one (domain, genre, instrument) also allows the
    absolute IRI of a concept of another vocabulary.
    """
    scheme, found = value.field.scheme, value.value
    if scheme is None or found in scheme.codes:
        return
    if not scheme.closed and IRI.fullmatch(found) and not found.startswith(scheme.namespace):
        return
    also = "" if scheme.closed else " or an absolute IRI"
    hint = _labelled(found, scheme) or meant(found, scheme.codes)
    if not hint and len(scheme.codes) <= 12:
        hint = "choose from " + ", ".join(scheme.codes)
    message = f"expected a code of {scheme.name}{also} for {value.field.name}, found {shown(found)}"
    yield Finding(message, value.path, hint or "`stdpolicy schema codes` prints the list")


def _labelled(found: str, scheme: Scheme) -> str:
    """The code of which a label was written in its stead."""
    codes = scheme.codes.values()
    named = [c.name for c in codes if found.lower() in (t.lower() for t in c.label.values())]
    return f'write the code, "{named[0]}"' if named else ""


@rule("SP305", "pattern", "A string does not have the form required", "字符串格式不符")
def pattern(value: Value) -> Iterator[Finding]:
    """Some strings have a fixed form: a division code has six digits, a digest 64 hex digits.

    The form of each is in docs/vocabulary.md, with an example.
    """
    if value.field.datatype is Datatype.STRING and not _matches(value):
        name = value.field.name
        example = f"write it like {value.field.example[0]}" if value.field.example else ""
        hint = "write ASCII digits" if FULL_WIDTH.search(value.value) else example
        message = f"expected {name} to match {value.field.pattern}, found {shown(value.value)}"
        yield Finding(message, value.path, hint)


def _matches(value: Value) -> bool:
    pattern = value.field.pattern
    if pattern is None:
        return True
    # The length first: Python keeps a frame for each repeated group of a long string.
    return len(value.value) <= MAX_PATTERN and re.fullmatch(pattern[1:-1], value.value) is not None


@rule("SP306", "iri", "A reference is not an IRI", "引用不是有效的 IRI")
def iri(value: Value) -> Iterator[Finding]:
    """A reference is a fragment of this document, such as #t1, or an absolute IRI.

    Absolute IRIs are http, https or urn, without spaces and with % only before two hex digits, so
    that every processor reads them alike (a subset of RFC 3987). Relative paths are not used: they
    change meaning when a file is moved.
    """
    if value.field.kind is not Kind.REFERENCE:
        return
    if not (FRAGMENT.fullmatch(value.value) or IRI.fullmatch(value.value)):
        name = value.field.name
        hint = f"write #{value.value}" if FRAGMENT.fullmatch("#" + value.value) else ""
        message = f"expected a #fragment or an absolute IRI for {name}, found {shown(value.value)}"
        yield Finding(message, value.path, hint)


@rule("SP307", "range", "A number is out of range", "数值超出范围")
def number_range(value: Value) -> Iterator[Finding]:
    """An integer has a lower and an upper bound: `order` counts from 1 among siblings.

    Number siblings 1, 2, 3 as they are printed.
    """
    field = value.field
    if field.datatype is Datatype.INTEGER:
        low, high = field.minimum or 0, field.maximum or 0
        if not low <= value.value <= high:
            message = f"expected {field.name} from {low} to {high}, found {value.value}"
            yield Finding(message, value.path)


@rule("SP308", "not-text", "A text is not a map of languages", "文本未按语言标注")
def not_text(value: Value) -> Iterator[Finding]:
    """A text says in which language it is: {"zh-Hans": ..., "en": ...} in JSON, @zh-Hans in Turtle,
    xml:lang in XML.

    Verbatim strings (text, quote, number, heading) are in the language of the policy and carry none.
    """
    found = value.value
    if not isinstance(found, dict) or found.keys() & {"@id", "@value", "@element"}:
        message = f"expected a text with its language for {value.field.name}, found {shown(found)}"
        yield Finding(message, value.path, "say the language, such as zh-Hans or en")


@rule("SP309", "language-tag", "A language tag is not well-formed", "语言标签格式不符")
def language_tag(value: Value) -> Iterator[Finding]:
    """Language tags follow BCP 47 (RFC 5646): language, script, region, such as zh-Hans or en."""
    for tag in value.value:
        if not LANGUAGE.fullmatch(tag):
            found = shown(tag) if tag else "none"
            message = f"expected a language tag for {value.field.name}, found {found}"
            guess = tag.replace("_", "-")
            hint = f"write {guess}" if LANGUAGE.fullmatch(guess) else "such as zh-Hans or en"
            yield Finding(message, (*value.path, tag, KEY), hint)


@rule(
    "SP310",
    "language-value",
    "A text of a language is not one string",
    "某一语言的文本不是单个字符串",
)
def language_value(value: Value) -> Iterator[Finding]:
    """A text has one string for each language, and no language twice (sh:uniqueLang)."""
    name = value.field.name
    seen: dict[str, int] = {}
    for tag, string in value.value.items():
        path = (*value.path, tag)
        known = canonical_tag(tag)
        seen[known] = seen.get(known, 0) + (len(string) if isinstance(string, list) else 1)
        if seen[known] > 1:
            message = f"{name} has {seen[known]} values in {known}, expected one"
            yield Finding(message, path, "keep one; the case of a tag makes no difference")
        elif not isinstance(string, str):
            yield Finding(f"expected a string for {name} in {tag}, found {shown(string)}", path)
        elif not string:
            yield Finding(f"{name} is empty in {tag}", path, "leave it out or fill it")


@rule(
    "SP311", "language-missing", "A text is not given in a language required", "缺少必需语言的文本"
)
def language_missing(value: Value) -> Iterator[Finding]:
    """The title of a document is given in Chinese, whatever other languages it has."""
    primary = {tag.partition("-")[0].lower() for tag in value.value}
    for language in value.field.languages:
        if language not in primary:
            found = ", ".join(value.value)
            message = f"expected {value.field.name} in the language {language}, found {found} only"
            yield Finding(message, value.path, f"add the {language} text")


@rule(
    "SP312", "forbidden-character", "A character that XML cannot carry", "含有 XML 无法表示的字符"
)
def forbidden_character(value: Value) -> Iterator[Finding]:
    """Content may not hold control characters other than TAB and LF, lone surrogates, U+FFFE or
    U+FFFF, since XML 1.0 cannot carry them (section 2.2), nor CR, which XML parsers turn into LF.

    They are leftovers of copying. Remove them; end lines with LF.
    """
    found = value.value
    strings: list[tuple[Path, str]] = [((), found)] if isinstance(found, str) else []
    if isinstance(found, dict):
        strings = [((tag,), s) for tag, s in found.items() if isinstance(s, str)]
    for steps, string in strings:
        if match := FORBIDDEN.search(string):
            at = match.start() + 1
            message = f"{value.field.name} holds U+{ord(match[0]):04X} at character {at}"
            yield Finding(message, (*value.path, *steps), "remove it")


PLAIN_CHECKS = (
    empty,
    datatype,
    forbidden_character,
    decimal,
    date,
    code,
    pattern,
    iri,
    number_range,
)
TEXT_CHECKS = (not_text, language_tag, language_value, forbidden_character, language_missing)


# -- warnings, on documents that are valid ---------------------------------------------------


@rule(
    "SP351",
    "not-nfc",
    "A string is not in Unicode normal form C",
    "字符串不是 Unicode NFC 形式",
    Severity.WARNING,
)
def not_nfc(name: str, string: str, path: Path) -> Iterator[Finding]:
    """Two strings that look alike may differ in code points; programs that compare them fail.

    Text is never rewritten by the tool. If the source really prints the decomposed form, leave it.
    """
    if not unicodedata.is_normalized("NFC", string):
        # By halving, since normalizing takes quadratic time where marks are out of order.
        ends = range(1, len(string) + 1)
        at = bisect(ends, False, key=lambda end: not unicodedata.is_normalized("NFC", string[:end]))
        found = f"U+{ord(string[at]):04X}"
        yield Finding(f"{name} is not in normal form C from character {at + 1}, {found}", path)


@rule(
    "SP352",
    "invisible",
    "A string holds an invisible or bidirectional control character",
    "字符串含不可见字符或双向控制符",
    Severity.WARNING,
)
def invisible(name: str, string: str, path: Path) -> Iterator[Finding]:
    """Zero-width characters break comparison and search; bidirectional controls can make a text
    look like another one. They are mostly leftovers of copying from web pages.
    """
    if match := INVISIBLE.search(string):
        found = f"U+{ord(match[0]):04X} at character {match.start() + 1}"
        yield Finding(f"{name} holds {found}", path, "remove it unless the source prints it")


@rule(
    "SP353",
    "full-width-digit",
    "A number that programs compare is in full-width digits",
    "编号使用了全角数字",
    Severity.WARNING,
)
def full_width_digit(name: str, string: str, path: Path) -> Iterator[Finding]:
    """Document numbers and identifiers are compared by programs, to which ２ and 2 differ."""
    if name in CODED and FULL_WIDTH.search(string):
        plain = FULL_WIDTH.sub(lambda m: unicodedata.normalize("NFKC", m[0]), string)
        yield Finding(f"{name} has full-width digits, {shown(string)}", path, f"write {plain}")


@rule(
    "SP354",
    "mangled",
    "A string holds signs of a wrong encoding",
    "字符串疑似编码错误",
    Severity.WARNING,
)
def mangled(name: str, string: str, path: Path) -> Iterator[Finding]:
    """U+FFFD stands where a program could not read a character; the controls U+007F to U+009F come
    from text that was read in another encoding than it was written in. Either way the text of the
    policy is damaged: copy it again from the source.
    """
    if match := MANGLED.search(string):
        found = f"U+{ord(match[0]):04X} at character {match.start() + 1}"
        yield Finding(f"{name} holds {found}", path, "copy the text again from the source")


def string_warnings(name: str, string: str, path: Path) -> Iterator[Problem]:
    """What is odd about a string without being wrong."""
    yield from mangled(name, string, path)
    if string.isascii():
        return
    yield from not_nfc(name, string, path)
    yield from invisible(name, string, path)
    yield from full_width_digit(name, string, path)
