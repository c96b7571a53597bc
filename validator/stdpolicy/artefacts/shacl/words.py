"""What the compiled SHACL says to people: the groups of a form, and what a field expects."""

from typing import assert_never

from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    Text,
    TextType,
)

GROUPS: dict[str, Text] = {
    "identification": {"zh-Hans": "标识", "en": "Identification"},
    "text": {"zh-Hans": "原文", "en": "Text and quote"},
    "content": {"zh-Hans": "内容", "en": "Content"},
    "relations": {"zh-Hans": "关联", "en": "Relations"},
    "parts": {"zh-Hans": "所含节点", "en": "Parts"},
    "record-keeping": {"zh-Hans": "著录", "en": "Record-keeping"},
}
"""The groups of fields, in their order."""
NAMED_GROUPS = {
    "identification": {
        *("title", "label", "name", "shortName", "order", "number", "documentNumber"),
        *("identifier", "code", "kind"),
    },
    "text": {"text", "heading", "translation", "statedIn", "quote", "original", "corrected"},
    "record-keeping": {
        *("source", "encoder", "dateEncoded", "guideEdition", "citation", "replacedBy"),
        *("openList", "interpretation", "note", "reviewStatus"),
    },
}
"""Fields that are in these groups by name; the others are in one by the kind of their values."""


def group(field: Field) -> str:
    """The name of the group of a field."""
    for name, fields in NAMED_GROUPS.items():
        if field.name in fields:
            return name
    match field.type:
        case NodeType():
            return "parts"
        case ReferenceType():
            return "relations"
        case _:
            return "content"


def described(field: Field) -> Text:
    """What a field means, and how it is used, on one line: forms show it within the empty field."""
    return {
        tag: ("" if tag.startswith("zh") else " ").join(filter(None, (meant, field.scope.get(tag))))
        for tag, meant in field.definition.items()
    }


def expected(field: Field) -> Text:
    """How many values a field has, and what they are."""
    chinese, english = _what(field)
    if isinstance(field.type, TextType) and field.many:
        many = ("至少一种语言", "in at least one language") if field.required else ("", "")
    elif field.many:
        many = ("至少一个", "at least one") if field.required else ("可有多个", "any number")
    else:
        many = ("恰好一个", "exactly one") if field.required else ("至多一个", "at most one")
    return {
        "zh-Hans": f"{field.name}（{field.label['zh-Hans']}）：" + "，".join(filter(None, (many[0], chinese))),
        "en": f"{field.name}: " + ", ".join(filter(None, (many[1], english))),
    }  # fmt: skip


def _what(field: Field) -> tuple[str, str]:
    match field.type:
        case TextType():
            return (
                "带语言标记的非空文本，每种语言至多一条",
                "text with a language tag, one for each language, not empty",
            )
        case StringType(pattern=str(pattern)):
            return f"符合 {pattern} 的字符串", f"a string of the form {pattern}"
        case StringType():
            return "非空字符串", "a string that is not empty"
        case DecimalType():
            return (
                "规范形式的十进制数，如 60、0.5",
                "a decimal in canonical form, such as 60 or 0.5",
            )
        case DateType():
            return "日期，如 2025-12-31", "a date, such as 2025-12-31"
        case BooleanType():
            return "true 或 false", "true or false"
        case IntegerType(minimum=low, maximum=high):
            return f"{low} 至 {high} 的整数", f"an integer from {low} to {high}"
        case CodeType(scheme=scheme) if not scheme.closed:
            return (
                f"代码表 {scheme.name} 中的代码，或者其他词汇表概念的 IRI",
                f"a code of the list {scheme.name}, or the IRI of a concept of another vocabulary",
            )
        case CodeType(scheme=scheme):
            return f"代码表 {scheme.name} 中的代码", f"a code of the list {scheme.name}"
        case ReferenceType(targets=()):
            return "IRI", "an IRI"
        case ReferenceType(targets=targets):
            return f"{'、'.join(targets)} 的 IRI", f"the IRI of {joined(targets)}"
        case NodeType(target=target):
            return f"{target} 类的节点", f"a node of the class {target}"
        case never:
            assert_never(never)


def joined(names: tuple[str, ...]) -> str:
    """The names of classes, of which one is meant."""
    return f"one of {', '.join(names)}" if len(names) > 1 else f"a node of the class {names[0]}"


def only(cls: Class) -> Text:
    """That a node of a class has an IRI, and no properties but its fields."""
    return {
        "zh-Hans": f"{cls.name}（{cls.label['zh-Hans']}）：须有 IRI，且没有本形状未列出的属性",
        "en": f"{cls.name}: has an IRI, and no properties other than those of this shape",
    }


def refers(field: Field, targets: tuple[str, ...]) -> Text:
    """Of which classes the node is to which a field leads."""
    return {
        "zh-Hans": f"{field.name}（{field.label['zh-Hans']}）：所指的节点不是 {'、'.join(targets)}",
        "en": f"{field.name}: leads to what is not {joined(targets)}",
    }


def in_language(field: Field, language: str) -> Text:
    """That a text has to be there in a language."""
    chinese, english = LANGUAGE_NAMES.get(language, (language, language))
    return {
        "zh-Hans": f"{field.name}（{field.label['zh-Hans']}）：须有{chinese}文本",
        "en": f"{field.name}: is required in {english}",
    }


LANGUAGE_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}
IDS: dict[str, Text] = {
    "document": {
        "zh-Hans": "文档的 IRI：http 或 https，有路径，没有片段",
        "en": "the IRI of a document: http or https, with a path and no fragment",
    },
    "node": {
        "zh-Hans": "节点的 IRI：文档的 IRI 加片段，如 https://example.org/p#t1",
        "en": "the IRI of a node: that of its document with a fragment, such as https://example.org/p#t1",
    },
}
HEADER: dict[str, Text] = {
    "dcterms:title": {
        "zh-Hans": "标准化政策词汇表形状（自足）",
        "en": "Shapes of the Standardization Policy Vocabulary, self-contained",
    },
    "dcterms:description": {
        "zh-Hans": "由 shapes.ttl、stdpolicy.ttl 和 codes.ttl 编译而成，供只读取数据的 SHACL 引擎和表单生成器使用。数据未经推理。",
        "en": "Compiled from shapes.ttl, stdpolicy.ttl and codes.ttl for SHACL engines and form generators that see only the data, without inference.",
    },
}
HEADER_INFERENCE: dict[str, Text] = {
    "dcterms:title": {
        "zh-Hans": "标准化政策词汇表形状（自足，用于推理后的数据）",
        "en": "Shapes of the Standardization Policy Vocabulary, self-contained, for data with inference",
    },
    "dcterms:description": {
        "zh-Hans": "供已按 RDFS 连同 stdpolicy.ttl、alignment.ttl 推理的图使用：按属性而不按类找节点。",
        "en": "For graphs to which RDFS has been applied with stdpolicy.ttl and alignment.ttl: nodes are found by property, not by class.",
    },
}
OF_LIST: Text = {"zh-Hans": "本代码表中的代码", "en": "a code of the list"}
FOREIGN: Text = {"zh-Hans": "其他词汇表的概念", "en": "a concept of another vocabulary"}
