"""XML parsed, hardened: no document type declaration, no entities, no network, bounded depth."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from stdpolicy.diagnostics import Advice, Code, Message, Said
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


def elements(source: Source) -> "Iterator[etree._Element]":
    """The root, then each element in it as soon as it is complete; emptied after its use.

    The parser's tree of a whole file would take seven times the space of the file. Raises Refused.
    """
    from lxml import etree

    _check_prolog(source.text)
    ended = etree.iterparse(
        BytesIO(source.data.removeprefix(BOM_UTF8)),
        ("end",),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        # Without a document type nothing can expand, and a long text is as good as in JSON.
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    root = None
    try:
        for _, element in ended:
            if root is None:
                root = element.getroottree().getroot()
                yield root
            if element.getparent() is root:
                yield element
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        # The exception itself has forgotten some errors, such as an undefined entity.
        first = next(iter(ended.error_log.filter_from_errors()), None)
        line, column = (first.line, first.column) if first else error.position
        said = (first.message if first else error.msg or "not understood").strip()
        at = _offset(source.text, line, column)
        here = Span(at, min(at + 1, len(source.text)))
        if "Excessive depth" in said:
            raise Refused(too_deep(here)) from None
        raise Refused(NOT_XML(here, said=Said(lowered(said)))) from None


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
