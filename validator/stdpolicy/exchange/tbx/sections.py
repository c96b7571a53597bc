"""The sections of TBX as they are read: both styles, with the white space of a layout or without."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from stdpolicy.exchange.tbx.names import TBX
from stdpolicy.formats.xmldoc.names import LANG
from stdpolicy.model.lexical import LANGUAGE, language_tag

if TYPE_CHECKING:
    from lxml import etree

    Text = Callable[[etree._Element], str]

SPACES = re.compile(r"[ \t\n]+")
SECTIONS = ("langSec", "termSec", "term")


def tbx(name: str) -> str:
    """A name of the core structure as lxml has it."""
    return f"{{{TBX}}}{name}"


def local(element: "etree._Element") -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def verbatim(element: "etree._Element") -> str:
    """The text of an element, that of markup within it included; LF for CR, which no document has."""
    return "".join(map(str, element.itertext())).replace("\r", "\n")


def collapsed(element: "etree._Element") -> str:
    """The same without the white space of its layout."""
    return SPACES.sub(" ", verbatim(element)).strip(" ")


def language(element: "etree._Element") -> str:
    """The tag of its own xml:lang or of the section that it is in; nothing if documents know none such."""
    sections = element.iterancestors(tbx("langSec"), tbx("conceptEntry"), tbx("tbx"))
    tags = (one.get(LANG) for one in (element, *sections))
    tag = language_tag(next(filter(None, tags), ""))
    return tag if LANGUAGE.fullmatch(tag) else ""


def items(section: "etree._Element") -> Iterator[tuple[str, str, "etree._Element"]]:
    """What a section itself says: data category, that which heads its group, element.

    A data category is the `type` in style DCA, the name of the element in style DCT.
    """
    left = [("", child) for child in reversed(section)]
    while left:
        head, one = left.pop()
        if local(one).endswith("Grp"):
            head = head or (_category(one[0]) if len(one) else "")
            left += [(head, part) for part in reversed(one)]
        elif local(one) not in SECTIONS:
            yield _category(one), head, one


def _category(element: "etree._Element") -> str:
    return element.get("type") or local(element)
