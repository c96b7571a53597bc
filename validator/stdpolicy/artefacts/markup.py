"""XML Schema 1.0 as text: elements as lists of lines, indented by the element that holds them."""

import re
from xml.sax.saxutils import escape

from stdpolicy.model import Text

Lines = list[str]


def element(name: str, /, *children: Lines, **attributes: str) -> Lines:
    """An element of XML Schema as indented lines; `__` in the name of an attribute is a colon."""
    head = f"xs:{name}" + "".join(
        f' {key.replace("__", ":")}="{_attribute(value)}"' for key, value in attributes.items()
    )
    if not any(children):
        return [f"<{head}/>"]
    return [f"<{head}>", *("  " + line for child in children for line in child), f"</xs:{name}>"]


def documentation(*texts: Text) -> Lines:
    """Documentation for people; one element per text and language."""
    notes = [
        [f'<xs:documentation xml:lang="{tag}">{escape(string)}</xs:documentation>']
        for text in texts
        for tag, string in text.items()
    ]
    return element("annotation", *notes) if notes else []


def restriction(base: str, name: str | None = None, **facets: str | int | None) -> Lines:
    """A restriction of a simple type; facets that are None are left out."""
    given = [
        element(facet, value=_pattern(value) if facet == "pattern" else str(value))
        for facet, value in facets.items()
        if value is not None
    ]
    named = {} if name is None else {"name": name}
    return element("simpleType", element("restriction", *given, base=base), **named)


def unique(name: str, selector: str, field: str) -> Lines:
    """An identity constraint; its name is unique in the schema."""
    return element(
        "unique", element("selector", xpath=selector), element("field", xpath=field), name=name
    )


def schema(namespace: str, *children: Lines, **attributes: str) -> str:
    """The text of a schema for a namespace."""
    lines = element(
        "schema",
        *children,
        xmlns__xs="http://www.w3.org/2001/XMLSchema",
        targetNamespace=namespace,
        **attributes,
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _pattern(pattern: str | int) -> str:
    """The pattern without anchors and with the characters that `\\u` escapes name.

    An XSD pattern always has to match the whole value (XML Schema part 2, appendix F).
    """
    bare = str(pattern).removeprefix("^").removesuffix("$")
    return re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), bare)


def _attribute(value: str) -> str:
    """Characters outside ASCII as numbers: the ends of a pattern's ranges are invisible."""
    ascii_only = (c if c.isascii() else f"&#x{ord(c):X};" for c in escape(value, {'"': "&quot;"}))
    return "".join(ascii_only)
