"""XML parsed, hardened: no document type declaration, no entities, no network, bounded depth."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Said
from stdpolicy.formats import rules
from stdpolicy.formats.reading import Refused, lowered, too_deep
from stdpolicy.source import Source, Span

if TYPE_CHECKING:
    from lxml import etree

PROLOG = re.compile(r"\s++|<\?.*?\?>|<!--.*?-->", re.DOTALL)
ENCODING = re.compile(r"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")

DOCTYPE = Message(
    rules.DOCTYPE.code,
    "doctype",
    "expected no document type declaration, found {found}",
    Advice("remove", "remove the declaration"),
)
OTHER_ENCODING = Message(
    rules.ENCODING.code,
    "declared",
    "expected UTF-8, found the declared encoding {found}",
    Advice("utf-8", 'write encoding="UTF-8"'),
)
NOT_XML = Message(rules.SYNTAX.code, "xml", "expected well-formed XML: {said}")
ITSELF = Advice("character-itself", "write the character itself, or its number")


HARDENED: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    # Without a document type nothing can expand, and a long text is as good as in JSON.
    "huge_tree": True,
}
"""How lxml parses."""


def elements(source: Source) -> "Iterator[etree._Element]":
    """The root, then each element in it as soon as it is complete; emptied after its use.

    The parser's tree of a whole file would take seven times the space of the file. Raises Refused.
    """
    from lxml import etree

    _check_prolog(source.text)
    data = source.data.removeprefix(BOM_UTF8)
    kept = {"remove_comments": True, "remove_pis": True, "strip_cdata": True}
    root = None
    try:
        for _, element in etree.iterparse(BytesIO(data), ("end",), **HARDENED, **kept):
            if root is None:
                root = element.getroottree().getroot()
                yield root
            if element.getparent() is root:
                yield element
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError:
        raise Refused(_fault(source, data)) from None


def _fault(source: Source, data: bytes) -> Finding:
    """What is first wrong with a text that is no XML.

    Parsed once more: of several errors in a large file `iterparse` forgets the first.
    """
    from lxml import etree

    class Nothing:
        """A target that keeps nothing of what is parsed."""

        def close(self) -> None:
            pass

    target: Any = Nothing()
    parser = etree.XMLParser(target=target, **HARDENED)
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(data, parser)
    first = parser.error_log.filter_from_errors()[0]
    at = _offset(source.text, first.line, first.column)
    here = Span(at, min(at + 1, len(source.text)))
    if first.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return too_deep(here)
    said = Said(lowered(first.message.strip()))
    if first.type == etree.ErrorTypes.ERR_UNDECLARED_ENTITY:  # found at its end
        return NOT_XML(Span(source.text.rindex("&", 0, at), at), said=said, advice=ITSELF)
    return NOT_XML(here, said=said)


def _check_prolog(text: str) -> None:
    at = 0
    while found := PROLOG.match(text, at):
        at = found.end()
    if text[at : at + 9].upper() == "<!DOCTYPE":
        here = Span(at, at + 9)
        raise Refused(DOCTYPE(here, found=Code(text[at : at + 9])))
    declared = ENCODING.match(text)
    allowed = ("utf-8", "us-ascii", "ascii") if text.isascii() else ("utf-8",)
    if declared and declared[1].lower() not in allowed:
        raise Refused(OTHER_ENCODING(Span(*declared.span(1)), found=Code(declared[1])))


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place as the parser counts it: lines end with LF alone."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return min(at + max(column, 1) - 1, len(text))
