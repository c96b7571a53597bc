"""SP308 to SP311: texts, which are maps of languages."""

from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.value import TEXT, Value
from stdpolicy.diagnostics import KEY, Advice, Code, Finding, Found, Listed, Message, Number
from stdpolicy.model import TextType
from stdpolicy.model.lexical import LANGUAGE
from stdpolicy.model.lexical import language_tag as canonical_tag


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
    "",
    Advice("say-language", "say the language, such as zh-Hans or en", ""),
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


SUCH_AS = Advice("such-as-language", "such as zh-Hans or en", "")
NO_TAG = Message("SP309", "language-tag", "expected a language tag for {name}, found {found}", "")
NO_LANGUAGE = Message("SP309", "no-language", "expected a language tag for {name}, found none", "")


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
    "",
    Advice("keep-one-of-tag", "keep one; the case of a tag makes no difference", ""),
)
NO_STRING = Message(
    "SP310", "no-string", "expected a string for {name} in {tag}, found {found}", ""
)
EMPTY = Message(
    "SP310",
    "empty",
    "{name} is empty in {tag}",
    "",
    Advice("leave-out-or-fill", "leave it out or fill it", ""),
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
    "",
    Advice("add-language", "add the {language} text", ""),
)
