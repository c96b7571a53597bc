"""Attributes that carry no meaning, and what is meant by them: read so that one mistake is one finding."""

from typing import TYPE_CHECKING, Any

from stdpolicy.diagnostics import Advice, Code, Message
from stdpolicy.formats import rules
from stdpolicy.formats.xmldoc.names import LANG, XSI, shown, type_name
from stdpolicy.formats.xmldoc.values import value_of
from stdpolicy.model import Class, Field, NodeType, ReferenceType, TextType
from stdpolicy.model.lexical import NAMESPACE

if TYPE_CHECKING:
    from lxml import etree

TYPE = f"{{{XSI}}}type"
IGNORED = {f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"}
"""Attributes by which validators find a schema; nothing is fetched here."""

STRAY_ATTRIBUTE = Message(
    rules.STRAY.code,
    "attribute",
    "the attribute {name} is not expected here",
    "此处不应有 XML 属性 {name}",
)
DID_YOU_MEAN = Advice("did-you-mean", "did you mean {guess}?", "是否应为 {guess}？")
AS_ELEMENT = Advice("as-element", "write an element {name}", "改用元素 {name}")
BETWEEN = Advice("between", "write the value between the tags", "将值写在起止标签之间")
MEANT = {
    LANG: ("lang", "language"),
    "ref": ("ref", "href", "resource", "idref", "target"),
    "id": ("id", "about"),
}
"""The local names of attributes that stand for those of ours, in lower case."""


def strays(element: "etree._Element", allowed: set[str], declared: Class | Field) -> list[str]:
    """The attributes that carry no meaning."""
    there = [name for name in map(str, element.keys()) if name not in allowed]
    return [n for n in there if n not in IGNORED and (n != TYPE or not _is_of(element, declared))]


def what_is_meant(
    element: "etree._Element", name: str, allowed: set[str], declared: Class | Field
) -> tuple[Advice | None, Code]:
    """What to do about an attribute that carries no meaning."""
    missing = [one for one in MEANT if one in allowed and one not in element.attrib]
    guess = next((one for one in missing if _meant(element, one) == name), "")
    if guess:
        return DID_YOU_MEAN, Code(shown(guess))
    if isinstance(declared, Class):
        inside = name in fields_as_attributes(element, declared)
        return AS_ELEMENT if inside else None, Code("")
    return BETWEEN if name == _for_content(element, declared) else None, Code("")


def _meant(element: "etree._Element", name: str) -> str | None:
    """The attribute that stands where one of ours belongs and is missing, if there is one."""
    there = list(map(str, element.keys()))
    meant = (one for one in there if one.rpartition("}")[2].lower() in MEANT[name])
    # Of a reference nothing else can be said, whatever the attribute is called.
    only = there[0] if name == "ref" and len(there) == 1 and "}" not in there[0] else None
    return next(meant, only)


def said_by(element: "etree._Element", name: str) -> str | None:
    """What an attribute says, or one that is meant for it and has been noted as stray."""
    said = element.get(name)
    if said is None and (meant := _meant(element, name)):
        return element.get(meant)
    return said


def fields_as_attributes(element: "etree._Element", cls: Class) -> list[str]:
    """The attributes of a node that are called as its elements should be."""
    there = [name for name in map(str, element.keys()) if name in cls.by_name]
    return [name for name in there if not isinstance(cls.by_name[name].type, NodeType)]


def as_attribute(string: str, field: Field) -> Any:
    """What an attribute says that should be an element, and has been noted as stray."""
    match field.type:
        case TextType():
            return "", string
        case ReferenceType() | NodeType():
            return string
        case type:
            return value_of(string, type)


def _for_content(element: "etree._Element", field: Field) -> str | None:
    """The attribute that holds what belongs between the tags, where nothing stands there."""
    if element.text or len(element):
        return None
    return next((name for name in (field.name, "value", "content") if name in element.attrib), None)


def content(element: "etree._Element", field: Field) -> str:
    """The text of an element, or what is meant for it and has been noted as stray."""
    if text := element.text:
        return text
    meant = _for_content(element, field)
    return (meant and element.get(meant)) or ""


def _is_of(element: "etree._Element", declared: Class | Field) -> bool:
    """Whether xsi:type says what is known of an element anyway; the schema allows nothing else.

    White space around it, which XSD 1.0 allows, libxml2 does not.
    """
    name = type_name(declared)
    ours = [prefix for prefix, namespace in element.nsmap.items() if namespace == NAMESPACE]
    names = [f"{prefix}:{name}" if prefix else name for prefix in ours]
    return name is not None and element.get(TYPE) in names
