"""Compiles the Model to the reference of the vocabulary that people read."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from stdpolicy.artefacts.markdown import (
    LANGUAGES,
    both,
    escaped,
    header,
    link,
    page,
    paragraphs,
    row,
)
from stdpolicy.model import (
    BooleanType,
    Class,
    Code,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    Scheme,
    StringType,
    TextType,
)
from stdpolicy.model.lexical import NAMESPACE

Lines = Iterator[str]

STATEMENTS = "陈述 Statements"
CODE_LISTS = "代码表 Code lists"
READING = "读法 How to read"
GROUPS = {
    "文档 Document roots": (
        "每个数据文件是其中之一。",
        "A file holds one of these.",
    ),
    "文本 The text": (
        "政策文件的全文及其来源，逐字著录。",
        "The whole text of a policy and where it comes from, verbatim.",
    ),
    STATEMENTS: (
        "政策文件说了什么。每项陈述指明其所在条文，并逐字摘引原文。",
        "What the text says. Each names the provision that says it and quotes it verbatim.",
    ),
    "实体 Entities": (
        "多份政策文件共用的机构、地方、指标、专项和术语，以及陈述之间的对照。",
        "What many policies share: bodies, places, indicators, programmes, terms, and relations"
        " between statements.",
    ),
}
INTRODUCTION = (
    "属性在 JSON、Turtle、XML 中同名，并按表中次序书写。"
    "名称带链接的，IRI 取自其他词汇表；其余在 `stdpol:` 命名空间中。",
    "基数：`1` 恰好一个，`0..1` 至多一个，`1..n` 至少一个，`0..n` 任意个。"
    "文本每种语言至多一条。开放的代码表也可使用其他词汇表概念的绝对 IRI。",
    "例取自读过的文本；注明“假设”的是拟作。没有例的代码，读过的文本中没有实例。",
    "A property has one name in JSON, Turtle and XML, which write the properties in the order of"
    " the tables. A name that is a link has an IRI of another vocabulary; the others are in the"
    " `stdpol:` namespace.",
    "Cardinality: `1` exactly one, `0..1` at most one, `1..n` at least one, `0..n` any number."
    " A text has at most one string for each language. Where a code list is open, the absolute"
    " IRI of a concept of another vocabulary is allowed too.",
    "Examples are from texts that were read, unless they are said to be made up. Of a code without"
    " an example no text that was read has an instance.",
)
RANGES = (
    (
        "text",
        "各语言的文本；注明 `zh` 的须有中文",
        "one string for each language; Chinese where marked `zh`",
    ),
    ("string", "字符串，须整体符合所给的格式", "a string, the whole of which has the form given"),
    (
        "decimal",
        "规范形式的十进制数，JSON 中为字符串",
        'a decimal; in JSON a string: `"60"`, `"0.5"`',
    ),
    ("integer", "整数及其范围", "an integer within bounds"),
    ("date", "日期，如 `2025-12-31`", "a day, such as `2025-12-31`"),
    ("boolean", "真或假", "`true` or `false`"),
    ("code [unit](#unit)", "该代码表中的一个代码", "a code of that list"),
    ("[Target](#target)", "所含的该类节点", "a node of that class, contained here"),
    (
        "→ [Body](#body)",
        "对该类节点的引用",
        "a reference, `#fragment` or IRI, to a node of that class",
    ),
)


def vocabulary(model: Model) -> str:
    """The text of `docs/vocabulary.md`."""
    return page(both(model.title), _vocabulary(model))


def _vocabulary(model: Model) -> Lines:
    groups = dict(zip(GROUPS, _groups(model), strict=True))
    yield from paragraphs(model.description)
    yield from (f"`{NAMESPACE}` (`stdpol:`) · {model.version}", "", "## 目录 Contents", "")
    yield f"- {link(READING)}"
    for title, classes in groups.items():
        yield f"- {link(title)}: {_links(classes)}"
    yield from (f"- {link(CODE_LISTS)}: {_links(model.schemes.values())}", "")
    yield from (f"## {READING}", "", *(line for text in INTRODUCTION for line in (text, "")))
    yield from (*header("值域 Range", "含义", "Meaning"), *(row(*cells) for cells in RANGES), "")
    for title, classes in groups.items():
        yield from (f"## {title}", "", *(line for text in GROUPS[title] for line in (text, "")))
        for cls in classes:
            yield from _class(cls, model)
    yield from (f"## {CODE_LISTS}", "")
    for scheme in model.schemes.values():
        yield from _scheme(scheme, model)


def _links(things: Iterable[Class | Scheme]) -> str:
    return " · ".join(f"{link(thing.name)} {thing.label.get('zh-Hans', '')}" for thing in things)


def _groups(model: Model) -> Iterator[list[Class]]:
    """The classes as GROUPS has them: roots, text, statements, what the other roots contain."""
    contents = {
        name: {f.type.target for f in model.classes[name].fields if isinstance(f.type, NodeType)}
        for name in model.roots
    }
    shared = (targets for targets in contents.values() if not targets & model.statements)
    entities = set[str]().union(*shared)
    text = model.classes.keys() - model.statements - entities - contents.keys()
    for names in (contents, text, model.statements, entities):
        yield [cls for cls in model.classes.values() if cls.name in names]


def _class(cls: Class, model: Model) -> Lines:
    yield from (f"### {cls.name}", "", f"**{both(cls.label)}**", "")
    yield from paragraphs(cls.definition)
    yield from paragraphs(cls.scope)
    if cls.example:
        yield from (f"例 Example: {_examples(cls.example)}", "")
    yield from header("属性 Property", "值域 Range", "基数", "含义", "Meaning")
    for field in cls.fields:
        name = f"`{field.name}`"
        if not field.iri.startswith(NAMESPACE):
            name = f"[{name}]({field.iri})"
        example = f"\n例：{_examples(field.example)}" if field.example else ""
        chinese, english = (_meaning(field, tag) for tag in LANGUAGES)
        yield row(name, _range(field, model), _count(field), chinese + example, english)
    yield ""
    if cls.conditions:
        yield from ("条件 Conditions:", "")
        yield from (f"- `{c.name}`: {both(c.message)}" for c in cls.conditions)
        yield ""


def _examples(examples: Iterable[str]) -> str:
    return " / ".join(map(escaped, examples))


def _meaning(field: Field, tag: str) -> str:
    """Definition, and before it the label where it says more than the name."""
    label = field.label.get(tag, "")
    says_more = label.replace(" ", "").lower() not in ("", field.name.lower())
    said = (field.definition.get(tag, ""), field.scope.get(tag, ""))
    lines = [f"**{escaped(label)}**"] if says_more else []
    return "\n".join([*lines, *(escaped(text) for text in said if text)])


def _range(field: Field, model: Model) -> str:
    match field.type:
        case TextType(languages=languages):
            return ", ".join(("text", *(f"`{language}`" for language in languages)))
        case CodeType(scheme=scheme):
            return f"code {link(scheme.name)}"
        case NodeType(target=target):
            return link(target)
        case ReferenceType(targets=targets) if set(targets) == model.statements:
            return f"→ {link(STATEMENTS)}"
        case ReferenceType(targets=targets):
            return "→ " + (", ".join(map(link, targets)) or "IRI")
        case StringType(pattern=str(pattern)):
            return f"string `{pattern.removeprefix('^').removesuffix('$')}`"
        case IntegerType(minimum=low, maximum=high):
            return f"integer {low}–{high}"
        case StringType() | DecimalType() | DateType() | BooleanType():
            return field.type.datatype.value
        case never:
            assert_never(never)


def _count(field: Field) -> str:
    least, most = "1" if field.required else "0", "n" if field.repeatable else "1"
    return least if least == most else f"{least}..{most}"


def _scheme(scheme: Scheme, model: Model) -> Lines:
    open_list = "" if scheme.closed else " (开放 open)"
    yield from (f"### {scheme.name}", "", f"**{both(scheme.label)}**{open_list}", "")
    yield from paragraphs(scheme.definition)
    yield from paragraphs(scheme.scope)
    used = ", ".join(
        f"{link(cls.name)} `{field.name}`"
        for cls, field in model.fields()
        if isinstance(field.type, CodeType) and field.type.scheme.name == scheme.name
    )
    yield from (f"用于 Used by: {used or '—'}", "")
    codes = scheme.codes.values()
    more = {title: cell for title, cell in MORE.items() if any(map(cell, codes))}
    yield from header("代码 Code", "中文", "English", "定义 Definition", *more)
    for code in codes:
        labels = (escaped(code.label.get(tag, "")) for tag in LANGUAGES)
        cells = (cell(code) for cell in more.values())
        yield row(f"`{code.name}`", *labels, _said(code), *cells)
    yield ""


def _said(code: Code) -> str:
    """Definition, scope note and example."""
    scope = {} if code.deprecated else code.scope
    example = f"例 Example: {_examples(code.example)}" if code.example else ""
    return "\n".join(filter(None, (both(code.definition, "\n"), both(scope, "\n"), example)))


def _words(code: Code) -> str:
    """The words of a text that call for a code, and those that only look like them."""
    cues, others = ("、".join(map(escaped, words)) for words in (code.cues, code.not_cues))
    return cues + (f"\n非 not: {others}" if others else "")


def _instead(code: Code) -> str:
    """What to use or do instead of a deprecated code."""
    names = ", ".join(f"`{'/'.join(iri.split('/')[-2:])}`" for iri in code.replaced_by)
    instead = names or both(code.scope, "\n")
    return f"已停用 deprecated\n{instead}" if code.deprecated else ""


MORE: dict[str, Callable[[Code], str]] = {
    "上位 Broader": lambda code: f"`{code.broader}`" if code.broader else "",
    "换算 Factor": lambda code: code.factor,
    "判定用词 Cues": _words,
    "取代 Instead": _instead,
}
"""Columns of a list that are there if any of its codes has something to say in them."""
