"""Compiles the Model to XML Schema 1.0: one type per class, one local element per field.

Only documents are global elements, so that nothing but a document validates as one. What the
language cannot say is listed in CANNOT_STATE, and in the schema's own documentation.
"""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.artefacts.markup import Lines, documentation, element, restriction, schema, unique
from stdpolicy.formats.xmldoc.names import type_name
from stdpolicy.model import (
    Class,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    Scheme,
    StringType,
    Text,
    TextType,
)
from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN, IRI_PATTERN
from stdpolicy.model.lexical import (
    BOOLEAN_PATTERN,
    DATE_PATTERN,
    HOME,
    INTEGER_PATTERN,
    LANGUAGE_PATTERN,
    NAMESPACE,
)

XML = "http://www.w3.org/XML/1998/namespace"
COLON = {"zh-Hans": "：", "en": ": "}


TEXT = {
    "zh-Hans": "文本：一种语言的字符串，语言由 xml:lang 说明；每种语言至多一个。",
    "en": "Text: a string in the language that xml:lang says; one at most in each language.",
}
LINK = {
    "zh-Hans": "引用：ref 为所指节点的标识，本文档的为片段，其他文档的为绝对 IRI；元素没有内容。",
    "en": "Link: ref names the node that is meant, by a fragment in this document, by an absolute IRI "
    "elsewhere; the element has no content.",
}


class Limit(NamedTuple):
    """Something that the Model says and XSD 1.0 cannot, with the reason in both languages."""

    name: str
    reason: str
    reason_zh: str


CANNOT_STATE = (
    Limit(
        "condition",
        "whether an element is required or forbidden cannot depend on another element",
        "不能表示一个元素是否必备取决于另一元素",
    ),
    Limit(
        "required-language",
        "a text cannot be required in a particular language",
        "不能要求文本必须有某一语言的版本",
    ),
    Limit(
        "language-case",
        "language tags are compared with their case, so zh-Hans and zh-hans count as two",
        "语言标记比较时区分大小写，zh-Hans 与 zh-hans 被视为不同",
    ),
    Limit(
        "reference-target",
        "the node that a reference names cannot be required to exist or to be of a class",
        "不能要求引用的节点存在或者属于某一类",
    ),
    Limit(
        "reference-spelling",
        "references are compared as written, so #b1 and the full IRI of #b1 count as two",
        "引用按书写形式比较，#b1 与其完整 IRI 被视为不同",
    ),
)


def xsd(model: Model) -> str:
    """The text of `schema/stdpolicy.xsd`."""
    return schema(
        NAMESPACE,
        _about(model),
        element("import", namespace=XML, schemaLocation="xml.xsd"),
        *(_root(model.classes[name]) for name in model.roots),
        *(_class(cls, model) for cls in model.classes.values()),
        *(lines for _, scheme in sorted(model.schemes.items()) for lines in _scheme(scheme)),
        *_values(),
        xmlns__stdpol=NAMESPACE,
        elementFormDefault="qualified",
        # An element is of its own type, whatever other xsi:type would make it.
        blockDefault="#all",
        version=model.version,
    )


def xml_xsd(_model: Model) -> str:
    """The text of `schema/xml.xsd`: the two attributes of the XML namespace that are used."""
    about = {
        "zh-Hans": "stdpolicy.xsd 所用的 xml:lang 和 xml:base，供离线加载。",
        "en": "xml:lang and xml:base as stdpolicy.xsd uses them, to load it offline.",
    }
    return schema(
        XML,
        documentation(about),
        element("attribute", restriction("xs:string", pattern=LANGUAGE_PATTERN), name="lang"),
        element("attribute", restriction("xs:string", pattern=DOCUMENT_PATTERN), name="base"),
    )


# -- classes and fields --------------------------------------------------------------------


def _root(cls: Class) -> Lines:
    about = documentation(_joined(cls.label, cls.definition))
    ids = unique(f"{cls.name}.id", ".//*", "@id")
    sets = _sets(cls, cls.name)
    return element("element", about, ids, *sets, name=cls.name, type=f"stdpol:{cls.name}")


def _class(cls: Class, model: Model) -> Lines:
    root = cls.name in model.roots
    return element(
        "complexType",
        documentation(_joined(cls.label, cls.definition)),
        element("sequence", *(_field(cls, field, model) for field in cls.fields)),
        element("attribute", ref="xml:base", use="required")
        if root
        else element("attribute", name="id", type="stdpol:id", use="required"),
        name=cls.name,
    )


def _field(cls: Class, field: Field, model: Model) -> Lines:
    children = [documentation(_joined(field.label, field.definition))]
    attributes = {"name": field.name}
    value = _value(field)
    if isinstance(value, str):
        attributes["type"] = value
    else:
        children.append(value)
    if isinstance(field.type, NodeType):
        children += _sets(model.classes[field.type.target], f"{cls.name}.{field.name}")
    if not field.required:
        attributes["minOccurs"] = "0"
    if field.many:
        attributes["maxOccurs"] = "unbounded"
    return element("element", *children, **attributes)


def _value(field: Field) -> str | Lines:
    """The name of a shared type, or a type of the field's own."""
    match field.type:
        case StringType(pattern=str(pattern)):
            return restriction("xs:string", pattern=pattern)
        case DecimalType(pattern=form):
            return restriction("xs:decimal", pattern=form)
        case IntegerType(minimum=low, maximum=high):
            return restriction(
                "xs:integer", pattern=INTEGER_PATTERN, minInclusive=low, maxInclusive=high
            )
    return f"stdpol:{type_name(field)}"


def _sets(cls: Class, name: str) -> Iterator[Lines]:
    """No value twice in a set, no two texts in one language. Names are unique in the schema."""
    for field in cls.fields:
        if (told_by := _told_by(field)) and field.many:
            yield unique(f"{name}.{field.name}", f"stdpol:{field.name}", told_by)


def _told_by(field: Field) -> str | None:
    """What tells the values of a field apart; nodes have ids, unique in the whole document."""
    match field.type:
        case TextType():
            return "@xml:lang"
        case ReferenceType():
            return "@ref"
        case NodeType():
            return None
    return "."


# -- code lists and value types ------------------------------------------------------------


def _scheme(scheme: Scheme) -> Iterator[Lines]:
    """A closed list is an enumeration; an open one the union of it and the IRIs."""
    about = documentation(_joined(scheme.label, scheme.definition))
    codes = [
        element("enumeration", documentation(_joined(code.label, code.definition)), value=code.name)
        for code in scheme.codes.values()
    ]
    listed = element("restriction", *codes, base="xs:token")
    if scheme.closed:
        yield element("simpleType", about, listed, name=scheme.name)
        return
    either = element("union", memberTypes=f"stdpol:{scheme.name}-listed stdpol:foreign")
    yield element("simpleType", about, either, name=scheme.name)
    yield element("simpleType", listed, name=f"{scheme.name}-listed")


def _values() -> Iterator[Lines]:
    """The types that fields refer to; numbers, dates and codes may stand between white space."""
    # No CR: parsers turn it into LF unless it is escaped, so that it does not survive.
    yield restriction("xs:string", "string", pattern=r"[^\r]*", minLength=1)
    yield restriction("xs:date", "date", pattern=DATE_PATTERN)
    yield restriction("xs:boolean", "boolean", pattern=BOOLEAN_PATTERN)
    yield restriction("xs:string", "id", pattern=FRAGMENT_PATTERN)
    yield restriction("xs:token", "iri", pattern=IRI_PATTERN)
    # A type has to match its own pattern and that of its base, so that this one says the rest.
    yield restriction("stdpol:iri", "foreign", pattern=_not_beginning_with(HOME))
    language = element("attribute", ref="xml:lang", use="required")
    text = element("simpleContent", element("extension", language, base="stdpol:string"))
    yield element("complexType", documentation(TEXT), text, name="text")
    target = restriction("xs:string", pattern=f"{FRAGMENT_PATTERN}|{IRI_PATTERN}")
    # Not without content, for then even the line break of an indented end tag is one too many.
    yield restriction("xs:string", "blank", pattern=r"\s*")
    ref = element("attribute", target, name="ref", use="required")
    blank = element("simpleContent", element("extension", ref, base="stdpol:blank"))
    yield element("complexType", documentation(LINK), blank, name="link")


def _not_beginning_with(prefix: str) -> str:
    """A pattern of the strings, not empty, that do not begin with an IRI's prefix.

    XSD 1.0 has no "not": the string ends early or has another character at some place.
    """
    pattern = ""
    for character in reversed(prefix):
        here = f"[{character}]" if character == "." else character
        further = f"|{here}({pattern})?" if pattern else ""
        pattern = f"[^{character}].*{further}"
    return pattern


# -- documentation ------------------------------------------------------------------------


def _about(model: Model) -> Lines:
    chinese = "；".join(f"{limit.name}（{limit.reason_zh}）" for limit in CANNOT_STATE)
    english = "; ".join(f"{limit.name} ({limit.reason})" for limit in CANNOT_STATE)
    limits = {
        "zh-Hans": f"本模式不能表达的约束：{chinese}。",
        "en": f"What this schema cannot state: {english}.",
    }
    compiled = {
        "zh-Hans": f"由 stdpolicy 本体 {model.version} 编译。许可：CC BY 4.0。",
        "en": f"Compiled from the stdpolicy ontology {model.version}. Licence: CC BY 4.0.",
    }
    return documentation(_joined(model.title, model.description), limits, compiled)


def _joined(label: Text, definition: Text) -> Text:
    return {
        tag: colon.join(text[tag] for text in (label, definition) if tag in text)
        for tag, colon in COLON.items()
        if tag in label or tag in definition
    }
