"""What carries no meaning in XML, noted where it stands."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from stdpolicy.diagnostics import KEY, Advice, Code, Message, Path, Rename, likely
from stdpolicy.formats import rules
from stdpolicy.formats.causes import shown as said
from stdpolicy.formats.reading import Reading
from stdpolicy.formats.xmldoc.attributes import (
    DID_YOU_MEAN,
    STRAY_ATTRIBUTE,
    strays,
    what_is_meant,
)
from stdpolicy.formats.xmldoc.blanks import LOOK_BLANK
from stdpolicy.formats.xmldoc.names import TEXT, attribute_step, element_name, shown
from stdpolicy.formats.xmldoc.values import SPACE
from stdpolicy.model import Class, Field
from stdpolicy.patterns import regex

if TYPE_CHECKING:
    from lxml import etree

STRAY_TEXT = Message(
    rules.STRAY.code,
    "text",
    "expected no text between elements, found {found}",
    "元素之间不应有文本，但有 {found}",
)
WIDE_TAG = regex("[＜〈《].*[＞〉》]", re.DOTALL)
WRITE_TAG = Advice("half-width-tag", "write < and > as ASCII has them", "尖括号改为半角的 < 和 >")
STRAY_ELEMENT = Message(
    rules.STRAY.code, "element", "the element {name} is not expected here", "此处不应有元素 {name}"
)


def name_of(element: "etree._Element") -> str:
    """What a tree calls an element."""
    namespace, _, local = str(element.tag).rpartition("}")
    return element_name(namespace[1:], local)


class Strays:
    """Notes what is astray in a document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.blanks: list[tuple[str, Path]] = []
        """Characters that look like blanks and stand between elements, with where."""

    def attributes(
        self, element: "etree._Element", path: Path, allowed: set[str], declared: Class | Field
    ) -> None:
        """Notes the attributes that carry no meaning."""
        for name in strays(element, allowed, declared):
            at = (*path, attribute_step(name), KEY)
            advice, guess = what_is_meant(element, name, allowed, declared)
            fix = None
            if advice is DID_YOU_MEAN:
                fix = likely(Rename(at[:-1], guess.value))
            self.reading.note(
                STRAY_ATTRIBUTE(at, name=Code(shown(name)), guess=guess, advice=advice, fix=fix)
            )

    def texts(self, between: "Iterable[tuple[int, str]]", path: Path) -> None:
        """Notes texts between elements, each with the number of elements before it."""
        for at, text in between:
            if not text.strip(SPACE + LOOK_BLANK):
                self.blanks.append((text.strip(SPACE), (*path, TEXT, at)))
            else:
                advice = WRITE_TAG if WIDE_TAG.search(text) else None
                self.reading.note(STRAY_TEXT((*path, TEXT, at), found=said(text), advice=advice))

    def elements(self, element: "etree._Element", path: Path) -> None:
        """Notes the first element of each name where none may stand."""
        for name in dict.fromkeys(map(name_of, element)):
            self.reading.note(STRAY_ELEMENT((*path, name, KEY), name=Code(shown(name))))
