"""SP308 to SP311: texts, which are maps of languages."""

import re
from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.value import TEXT, Value
from stdpolicy.diagnostics import (
    KEY,
    Advice,
    Code,
    Finding,
    Found,
    Listed,
    Message,
    Number,
    Path,
    Related,
    Rename,
    Safety,
    safe,
)
from stdpolicy.model import TextType
from stdpolicy.model.lexical import LANGUAGE
from stdpolicy.model.lexical import language_tag as canonical_tag
from stdpolicy.text.characters import HAN


@rule(
    "SP308",
    "not-text",
    "A text is not a map of languages",
    "文本未按语言标注",
    on=TEXT,
    zh="""
    文本没有按语言标注。

    文本须注明语言：JSON 写作 {"zh-Hans": ..., "en": ...}，Turtle 用 @zh-Hans，XML 用 xml:lang。

    照录原文的字符串（text、quote、number、heading）与政策文件语种相同，不注明语言。

    理由：文本可有多种语言；未注明语言的，既无法按读者选用，也无法与译文对照。
    """,
)
def not_text(value: Value) -> Iterator[Finding]:
    """A text is not a map of languages.

    A text says in which language it is: {"zh-Hans": ..., "en": ...} in JSON, @zh-Hans in
    Turtle, xml:lang in XML.

    Verbatim strings (text, quote, number, heading) are in the language of the policy and carry
    none.

    Why: A text may be given in several languages; one that does not say its own can be neither
    chosen for a reader nor held against its translation.
    """
    if not isinstance(value.value, dict):
        yield NO_TEXT(
            value.path,
            name=value.named,
            found=Found(value.value),
            tag=Code(language_of(value.value) if isinstance(value.value, str) else ""),
            advice=WRITE_SO if isinstance(value.value, str) else SAY_LANGUAGE,
        )


def language_of(string: str) -> str:
    """The language of a string as far as its script tells it."""
    return "zh-Hans" if re.search(f"[{HAN}]", string) else "en"


SAY_LANGUAGE = Advice("say-language", "write an object of languages", "写作按语言标注的对象")
WRITE_SO = Advice(
    "write-language",
    'write {"{tag}": …}, if that is its language',
    '写作 {"{tag}": …}，如果语言确为 {tag}',
)
NO_TEXT = Message(
    "SP308",
    "not-text",
    "expected a text with its language for {name}, found {found}",
    "{name} 应为注明语言的文本，实为 {found}",
)


@rule(
    "SP309",
    "language-tag",
    "A language tag is not well-formed",
    "语言标记格式不符",
    on=TEXT,
    fixes=(Safety.SAFE,),
    zh="""
    语言标记格式不符。

    语言标记遵循 BCP 47（RFC 5646），依次为语言、文字、地区，如 zh-Hans、en。

    理由：程序按语言标记选取文本；标记格式不符的文本选取不到。
    """,
)
def language_tag(value: Value) -> Iterator[Finding]:
    """A language tag is not well-formed.

    Language tags follow BCP 47 (RFC 5646): language, script, region, such as zh-Hans or en.

    Why: Programs choose texts by their tags; a text whose tag is malformed is not found.
    """
    for tag in value.value:
        if not LANGUAGE.fullmatch(tag):
            guess = tag.replace("_", "-")
            alike = [one for one in value.value if same_language(one, guess)]
            if not tag:
                string = value.value[tag]
                right = Code(language_of(string if isinstance(string, str) else ""))
                yield NO_LANGUAGE((*value.path, tag), name=value.named, right=right)
                continue
            yield NO_TAG(
                (*value.path, tag, KEY),
                name=value.named,
                found=Found(tag),
                right=Code(canonical_tag(guess)),
                advice=WRITE if LANGUAGE.fullmatch(guess) else AS_TAG,
                fix=safe(Rename((*value.path, tag), canonical_tag(guess)))
                if LANGUAGE.fullmatch(guess) and alike == [tag]
                else None,
            )


def same_language(tag: str, other: str) -> bool:
    """Whether two tags differ in case and signs only."""
    return tag.replace("_", "-").lower() == other.lower()


AS_TAG = Advice(
    "as-tag",
    "write language, script and region of two to four letters each, parted by hyphens",
    "依次写语言、文字、地区，各二至四个字母，以连字符相接",
)
NO_TAG = Message(
    "SP309",
    "language-tag",
    "expected a language tag for {name}, found {found}",
    "{name} 应以语言标记注明语言，实为 {found}",
)
NO_LANGUAGE = Message(
    "SP309",
    "no-language",
    "expected a language tag for {name}, found none",
    "{name} 应以语言标记注明语言，实为空",
    Advice("seems", "if it is {right}, say so", "如为 {right}，应予注明"),
)


@rule(
    "SP310",
    "language-value",
    "A text of a language is not one string",
    "某一语言的文本不是单个字符串",
    on=TEXT,
    zh="""
    文本在同一语言下有几个字符串，或者字符串为空，或者取值不是字符串。
    仅大小写不同的语言标记视为同一语言。

    理由：文本每种语言一个字符串，语言不得重复（sh:uniqueLang）；有两个的，无从确定显示哪一个。
    """,
)
def language_value(value: Value) -> Iterator[Finding]:
    """A text has several strings in one language, an empty one, or something other than a string.
    Tags that differ in case only are one language.

    Why: A text has one string for each language, and no language twice (sh:uniqueLang): of two,
    none is the one to show.
    """
    seen: dict[str, list[Path]] = {}
    for tag, string in value.value.items():
        path = (*value.path, tag)
        known = canonical_tag(tag)
        places = seen.setdefault(known, [])
        mine = [(*path, at) for at in range(len(string))] if isinstance(string, list) else [path]
        places += mine
        if len(places) > 1:
            yield TWICE(
                mine[1] if mine[0] is places[0] else mine[0],
                related=[Related(FIRST, places[0])],
                name=value.named,
                count=Number(len(places)),
                tag=Code(known),
            )
        elif not isinstance(string, str):
            yield NO_STRING(path, name=value.named, tag=Code(known), found=Found(string))
        elif not string:
            yield EMPTY(path, name=value.named, tag=Code(known))


FIRST = Advice("first-text", "the first one", "首个文本在此")
TWICE = Message(
    "SP310",
    "language-twice",
    "{name} has {count} values in {tag}, expected one",
    "{name} 的 {tag} 文本应为 1 个，实为 {count} 个",
    Advice(
        "keep-one-of-tag",
        "keep one; the case of a tag makes no difference",
        "只保留一个；语言标记不区分大小写",
    ),
)
NO_STRING = Message(
    "SP310",
    "no-string",
    "expected a string for {name} in {tag}, found {found}",
    "{name} 的 {tag} 文本应为字符串，实为 {found}",
)
EMPTY = Message(
    "SP310",
    "empty",
    "{name} is empty in {tag}",
    "{name} 的 {tag} 文本为空",
    Advice("leave-out-or-fill", "leave it out or fill it", "删去，或者填写"),
)


@rule(
    "SP311",
    "language-missing",
    "A text is not given in a language required",
    "缺少必需语言的文本",
    on=TEXT,
    zh="""
    文本缺少必须具备的语言。

    文档的标题不论另有何种语言，均须有中文；术语的名称亦同。

    理由：政策文件以中文写成，文档和术语也以中文名称识别和查找。
    """,
)
def language_missing(value: Value) -> Iterator[Finding]:
    """A text is not given in a language that it has to have.

    The title of a document is given in Chinese, whatever other languages it has; so is the name
    of a term.

    Why: The policies are Chinese, and so are the names by which documents and terms are known
    and found.
    """
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
    "{name} 应有 {language} 文本，实际只有 {found} 文本",
    Advice("add-language", "add the {language} text", "补上 {language} 文本"),
)
