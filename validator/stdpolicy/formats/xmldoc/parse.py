"""XML parsed, hardened: no document type declaration, no entities, no network, bounded depth."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.causes import END, shown
from stdpolicy.formats.edited import Mendable
from stdpolicy.formats.reading import IllFormed, Refused, too_deep
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

if TYPE_CHECKING:
    from lxml import etree

PROLOG = regex(r"\s++|<\?.*?\?>|<!--.*?-->", re.DOTALL)
DOCTYPE_BEGINS = regex("<!DOCTYPE", re.IGNORECASE)
DECLARATION = regex(
    r"""<!DOCTYPE\s++[^\s<>\[\]"']++\s*+
    (?P<declares>(?>(?:[^<>\[\]"']++|"[^"]*+"|'[^']*+')*)
      (?>(?:\[(?>(?:[^\]<"']++|"[^"]*+"|'[^']*+'|<!--.*?-->|<\?.*?\?>|<(?!!--|\?))*)\]\s*+)?))>
    (?>(?:[ \t]*+\r?\n)?)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""A document type declaration (XML 1.0, section 2.8), with the end of its line. What it declares is not
looked at.
"""
REFERENCE = regex("&(?!(?:amp|lt|gt|quot|apos);)[^\\s&;#<>]++;")
"""To an entity that a document type declares."""
ROOT = regex(r"<(?>(?:[\w.\-]++:)?)([\w.\-]++)(?=[\s/>])")
"""A tag whose name is surely one."""
ENDED = regex("</|/>")
ENCODING = regex(r"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
NAME = regex(r"[A-Za-z][A-Za-z0-9._\-]*+")
"""Of an encoding (XML 1.0, section 4.3.3)."""

DOCTYPE = Message(
    rules.DOCTYPE.code,
    "doctype",
    "expected no document type declaration, found {found}",
    "不应有文档类型声明，但有 {found}",
    Advice("remove", "remove the declaration", "删去该声明"),
)
HTML = Message(
    rules.DOCTYPE.code,
    "html",
    "expected a document, found a page of a website: {found}",
    "应为文档，实为网页：{found}",
    Advice(
        "save-file",
        "save the file itself, not the page that shows or links it",
        "保存文件本身，而不是显示或者链接该文件的网页",
    ),
)
OTHER_ENCODING = Message(
    rules.ENCODING.code,
    "declared",
    "expected UTF-8, found the declared encoding {found}",
    "声明的编码应为 UTF-8，实为 {found}",
    Advice("utf-8", 'write encoding="UTF-8"', '改为 encoding="UTF-8"'),
)
NOT_XML = Message(
    rules.SYNTAX.code,
    "xml",
    "expected well-formed XML, which goes on differently here: found {found}",
    "不是合乎语法的 XML，此处不应为 {found}",
)


CHUNK = 1 << 16
"""How much is parsed at once of what is read by and by, in bytes."""
SMALL = 1_000_000
"""So many bytes are parsed as a whole, which is faster and takes memory seven times that."""
HARDENED: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    # Without a document type nothing can expand, and a long text is as good as in JSON.
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
    "strip_cdata": True,
    # An xml:id is a stray attribute like any other, whatever it says and however often.
    "collect_ids": False,
}
"""How lxml parses; `iterparse` would collect ids all the same."""


def elements(source: Source) -> "Iterator[etree._Element]":
    """The root, then each element in it. Raises IllFormed where the text is no XML, and Refused."""
    _check_prolog(source.text)
    data = source.data.removeprefix(BOM_UTF8)
    root = _whole(data) if len(data) <= SMALL else None
    if root is None:
        yield from _by_and_by(source, data)
    else:
        yield root
        yield from root


def _whole(data: bytes) -> "etree._Element | None":
    """The root of a text; None if it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(**HARDENED)
    with suppress(etree.XMLSyntaxError):
        root = etree.fromstring(data, parser)
        if not parser.error_log.filter_from_errors():
            return root
    return None


def _by_and_by(source: Source, data: bytes) -> "Iterator[etree._Element]":
    """The root, then each element in it as soon as it is complete; emptied after its use.

    The parser's tree of a whole file would take seven times the space of the file, and of a file that is
    no XML all is said that stands before the fault.
    """
    from lxml import etree

    # Each event makes an object: all that is asked for is where the root is.
    parser: Any = etree.XMLPullParser(("start",), tag=_root_tag(source.text), **HARDENED)
    root = last = None
    for start in range(0, len(data), CHUNK):
        with suppress(etree.XMLSyntaxError):  # which forgets the first of several errors
            parser.feed(data[start : start + CHUNK])
            if start + CHUNK >= len(data):
                parser.close()
        begun = [element for _, element in parser.read_events()]
        root = begun[0] if root is None and begun else root
        faults = parser.feed_error_log.filter_from_errors()
        is_whole = start + CHUNK >= len(data) and not faults
        element = _behind(root, last)
        # Not before something in it has ended: its own tag may be what is at fault.
        ended = is_whole or _is_complete(element) or (faults and _has_ended(source.text, faults[0]))
        if root is not None and last is None and ended:
            yield root
        while element is not None and (is_whole or _is_complete(element)):
            yield element
            element.clear(keep_tail=True)
            if last is not None:
                last.getparent().remove(last)
            last, element = element, element.getnext()
        if faults:
            raise _fault(faults[0], source.text)


def _is_complete(element: Any) -> bool:
    """Whether an element has ended, since another has begun behind it."""
    return element is not None and element.getnext() is not None


def _has_ended(text: str, fault: Any) -> bool:
    """Whether an element has ended before a fault."""
    end = ENDED.search(text, prolog(text))
    return end is not None and end.end() < _offset(text, fault.line, fault.column)


def _root_tag(text: str) -> str:
    """What the tag of the root is called, in whatever namespace."""
    found = ROOT.match(text, prolog(text))
    return f"{{*}}{found[1]}" if found else "*"


def _behind(root: "etree._Element | None", last: "etree._Element | None") -> Any:
    """The element in the root that follows another, or the first."""
    if last is not None:
        return last.getnext()
    return root[0] if root is not None and len(root) else None


def _fault(first: Any, text: str) -> Refused:
    """What is wrong with a text that is no XML, or is nested too deep."""
    from lxml import etree

    at = _offset(text, first.line, first.column)
    here = Span(at, min(at + 1, len(text)))
    if first.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return Refused(too_deep(here))
    found = shown(text[at : at + 10]) if at < len(text) else END
    return IllFormed(NOT_XML(here, found=found))


def prolog(text: str) -> int:
    """How long the part before the first tag is, or before a document type declaration."""
    at = 0
    while found := PROLOG.match(text, at):
        at = found.end()
    return at


def _check_prolog(text: str) -> None:
    at = prolog(text)
    if text[at : at + 9].upper() == "<!DOCTYPE":
        here = Span(at, at + 9)
        if text[at + 9 : at + 15].strip().upper() in ("HTML", "HTML>"):
            page = Span(at, at + 14)
            raise Refused(HTML(page, found=Code(text[slice(*page)])))
        finding = DOCTYPE(here, found=Code(text[at : at + 9]))
        raise Mendable(finding, partial(_undeclared, found=finding))
    declared = ENCODING.match(text)
    allowed = ("utf-8", "us-ascii", "ascii") if text.isascii() else ("utf-8",)
    if declared and declared[1].lower() not in allowed:
        where = Span(*declared.span(1))
        if not NAME.fullmatch(declared[1]):
            raise Refused(OTHER_ENCODING(where, found=Code(declared[1])))
        fix = Fix((Edit(where, "UTF-8"),), Safety.LIKELY)
        finding = OTHER_ENCODING(where, found=Code(declared[1]), fix=fix)
        raise Mendable(finding, lambda text: [finding])


def _undeclared(text: str, found: Finding) -> list[Finding]:
    """The finding for a declaration, with the fix that removes it; without where the text refers to what it
    may declare, which stays unknown, or where its end is not to be told.
    """
    assert found.span is not None
    declaration = DECLARATION.match(text, found.span.start)
    if declaration is None or DOCTYPE_BEGINS.search(text, declaration.end()):
        return []
    if declaration["declares"] and REFERENCE.search(text, declaration.end()):
        return []
    edits = (Edit(Span(*declaration.span()), ""),)
    return [replace(found, fix=Fix(edits, Safety.LIKELY))]


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place as the parser counts it: lines end with LF alone."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return min(at + max(column, 1) - 1, len(text))
