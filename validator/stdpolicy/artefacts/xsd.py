"""Compiles the Model to XML Schema 1.0: one type per class, one local element per field.

Only documents are global elements, so that nothing but a document validates as one. What the
language cannot say is listed in CANNOT_STATE, and in the schema's own documentation.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from stdpolicy.model import (
    DATE_PATTERN,
    DOCUMENT_PATTERN,
    FRAGMENT_PATTERN,
    IRI_PATTERN,
    LANGUAGE_PATTERN,
    NAMESPACE,
    Class,
    Datatype,
    Field,
    Kind,
    Model,
    Scheme,
    Text,
)

XML = "http://www.w3.org/XML/1998/namespace"
COLON = {"zh-Hans": "：", "en": ": "}

Lines = list[str]


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
        "语言标签比较时区分大小写，zh-Hans 与 zh-hans 被视为不同",
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
    Limit(
        "open-code-namespace",
        "an open code list cannot refuse an IRI of its own namespace that it does not define",
        "开放代码表不能拒绝其命名空间中未定义的 IRI",
    ),
)


def xsd(model: Model) -> str:
    """The text of `schema/stdpolicy.xsd`."""
    return _document(
        _tag(
            "schema",
            _about(model),
            _tag("import", namespace=XML, schemaLocation="xml.xsd"),
            *(_root(model.classes[name]) for name in model.roots),
            *(_class(cls, model) for cls in model.classes.values()),
            *(lines for _, scheme in sorted(model.schemes.items()) for lines in _scheme(scheme)),
            *_values(),
            xmlns__xs="http://www.w3.org/2001/XMLSchema",
            xmlns__sp=NAMESPACE,
            targetNamespace=NAMESPACE,
            elementFormDefault="qualified",
            version=model.version,
        )
    )


def xml_xsd(_model: Model) -> str:
    """The text of `schema/xml.xsd`: the two attributes of the XML namespace that are used."""
    return _document(
        _tag(
            "schema",
            _note(
                {
                    "zh-Hans": "stdpolicy.xsd 所用的 xml:lang 和 xml:base，供离线加载。",
                    "en": "xml:lang and xml:base as stdpolicy.xsd uses them, to load it offline.",
                }
            ),
            _tag("attribute", _simple("xs:string", pattern=LANGUAGE_PATTERN), name="lang"),
            _tag("attribute", _simple("xs:string", pattern=DOCUMENT_PATTERN), name="base"),
            xmlns__xs="http://www.w3.org/2001/XMLSchema",
            targetNamespace=XML,
        )
    )


# -- classes and fields --------------------------------------------------------------------


def _root(cls: Class) -> Lines:
    ids = _unique(f"{cls.name}.id", ".//*", "@id")
    return _tag("element", ids, *_sets(cls, cls.name), name=cls.name, type=f"sp:{cls.name}")


def _class(cls: Class, model: Model) -> Lines:
    root = cls.name in model.roots
    return _tag(
        "complexType",
        _note(_joined(cls.label, cls.definition)),
        _tag("sequence", *(_field(cls, field, model) for field in cls.fields)),
        _tag("attribute", ref="xml:base", use="required")
        if root
        else _tag("attribute", name="id", type="sp:id", use="required"),
        name=cls.name,
    )


def _field(cls: Class, field: Field, model: Model) -> Lines:
    note = _note(_joined(field.label, field.definition))
    own: list[Lines] = []
    value = _value(field)
    if field.kind is Kind.NODE:
        own += _sets(model.classes[field.targets[0]], f"{cls.name}.{field.name}")
    attributes = {"name": field.name}
    if isinstance(value, str):
        attributes["type"] = value
    else:
        own.append(value)
    if not field.required:
        attributes["minOccurs"] = "0"
    if field.many:
        attributes["maxOccurs"] = "unbounded"
    return _tag("element", note, *own, **attributes)


def _value(field: Field) -> str | Lines:
    """The name of a shared type, or a type of the field's own."""
    match field.kind:
        case Kind.TEXT:
            return "sp:text"
        case Kind.CODE:
            assert field.scheme is not None
            return f"sp:{field.scheme.name}"
        case Kind.REFERENCE:
            return "sp:reference"
        case Kind.NODE:
            return f"sp:{field.targets[0]}"
        case Kind.LITERAL:
            return _literal(field)


def _literal(field: Field) -> str | Lines:
    match field.datatype:
        case Datatype.BOOLEAN | Datatype.DATE:
            return f"sp:{field.datatype}"
        case Datatype.INTEGER:
            return _simple(
                "xs:integer",
                pattern="0|-?[1-9][0-9]*",
                minInclusive=field.minimum,
                maxInclusive=field.maximum,
            )
        case Datatype.DECIMAL:
            return _simple("xs:decimal", pattern=field.pattern)
    return "sp:string" if field.pattern is None else _simple("xs:string", pattern=field.pattern)


def _sets(cls: Class, name: str) -> Iterator[Lines]:
    """No value twice in a set, no two texts in one language. Names are unique in the schema."""
    for field in cls.fields:
        if field.kind is Kind.TEXT:
            yield _unique(f"{name}.{field.name}", f"sp:{field.name}", "@xml:lang")
        elif field.many and field.kind is Kind.REFERENCE:
            yield _unique(f"{name}.{field.name}", f"sp:{field.name}", "@ref")
        elif field.many and field.kind is not Kind.NODE:
            yield _unique(f"{name}.{field.name}", f"sp:{field.name}", ".")


def _unique(name: str, selector: str, field: str) -> Lines:
    return _tag("unique", _tag("selector", xpath=selector), _tag("field", xpath=field), name=name)


# -- code lists and value types ------------------------------------------------------------


def _scheme(scheme: Scheme) -> Iterator[Lines]:
    """A closed list is an enumeration; an open one the union of it and the IRIs."""
    note = _note(_joined(scheme.label, scheme.definition))
    codes = [
        _tag("enumeration", _note(_joined(code.label, code.definition)), value=code.name)
        for code in scheme.codes.values()
    ]
    listed = _tag("restriction", *codes, base="xs:token")
    if scheme.closed:
        yield _tag("simpleType", note, listed, name=scheme.name)
        return
    either = _tag("union", memberTypes=f"sp:{scheme.name}-listed sp:iri")
    yield _tag("simpleType", note, either, name=scheme.name)
    yield _tag("simpleType", listed, name=f"{scheme.name}-listed")


def _values() -> Iterator[Lines]:
    """The types that fields refer to; numbers, dates and codes may stand between white space."""
    # No CR: parsers turn it into LF unless it is escaped, so that it does not survive.
    yield _simple("xs:string", "string", pattern=r"[^\r]*", minLength=1)
    yield _simple("xs:date", "date", pattern=DATE_PATTERN)
    yield _simple("xs:boolean", "boolean", pattern="true|false")
    yield _simple("xs:string", "id", pattern=FRAGMENT_PATTERN)
    yield _simple("xs:token", "iri", pattern=IRI_PATTERN)
    language = _tag("attribute", ref="xml:lang", use="required")
    text = _tag("simpleContent", _tag("extension", language, base="sp:string"))
    yield _tag("complexType", text, name="text")
    target = _simple("xs:string", pattern=f"{FRAGMENT_PATTERN}|{IRI_PATTERN}")
    yield _tag(
        "complexType", _tag("attribute", target, name="ref", use="required"), name="reference"
    )


def _simple(base: str, name: str | None = None, **facets: str | int | None) -> Lines:
    """A restriction of a simple type; facets that are None are left out."""
    given = [
        _tag(facet, value=_pattern(value) if facet == "pattern" else str(value))
        for facet, value in facets.items()
        if value is not None
    ]
    named = {} if name is None else {"name": name}
    return _tag("simpleType", _tag("restriction", *given, base=base), **named)


def _pattern(pattern: str | int) -> str:
    """The pattern without anchors and with the characters that `\\u` escapes name.

    An XSD pattern always has to match the whole value (XML Schema part 2, appendix F).
    """
    bare = str(pattern).removeprefix("^").removesuffix("$")
    return re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), bare)


# -- documentation and markup --------------------------------------------------------------


def _about(model: Model) -> Lines:
    limits = {
        "zh-Hans": "本模式不能表达的约束：" + "；".join(f"{l.name}（{l.reason_zh}）" for l in CANNOT_STATE),
        "en": "What this schema cannot state: "
        + "; ".join(f"{l.name} ({l.reason})" for l in CANNOT_STATE),
    }
    compiled = {
        "zh-Hans": f"由 stdpolicy 本体 {model.version} 编译。许可：CC BY 4.0。",
        "en": f"Compiled from the stdpolicy ontology {model.version}. Licence: CC BY 4.0.",
    }
    return _note(_joined(model.title, model.description), limits, compiled)


def _joined(label: Text, definition: Text) -> Text:
    return {
        tag: colon.join(text[tag] for text in (label, definition) if tag in text)
        for tag, colon in COLON.items()
        if tag in label or tag in definition
    }


def _note(*texts: Text) -> Lines:
    """Documentation for people; one element per text and language."""
    notes = [
        [f'<xs:documentation xml:lang="{tag}">{escape(string)}</xs:documentation>']
        for text in texts
        for tag, string in text.items()
    ]
    return _tag("annotation", *notes) if notes else []


def _tag(tag: str, /, *children: Lines, **attributes: str) -> Lines:
    """An element of XML Schema as indented lines; `__` in the name of an attribute is a colon."""
    head = f"xs:{tag}" + "".join(
        f' {key.replace("__", ":")}="{_attribute(value)}"' for key, value in attributes.items()
    )
    if not any(children):
        return [f"<{head}/>"]
    return [f"<{head}>", *("  " + line for child in children for line in child), f"</xs:{tag}>"]


def _attribute(value: str) -> str:
    """Characters outside ASCII as numbers: the ends of a pattern's ranges are invisible."""
    ascii_only = (c if c.isascii() else f"&#x{ord(c):X};" for c in escape(value, {'"': "&quot;"}))
    return "".join(ascii_only)


def _document(lines: Lines) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"
