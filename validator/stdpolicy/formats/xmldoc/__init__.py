"""XML: one element per field value, named as the property (XML 1.0, Namespaces in XML 1.0)."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from stdpolicy.diagnostics import Change, Edit
from stdpolicy.formats.cursor import Context, Wanted
from stdpolicy.formats.notation import Notation, Piece
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

# Possessive: linear in time, and no memory for a way back.
BEGINS = regex(
    r"""(?:\s++|<!--(?:[^-]++|-(?!->)|(?!))*+-->|(?!))*+
    (?:<\?xml\b|<!(?!--)|</?[^\W\d][\w.\-]*+(?:(?::[\w.\-]++)?\s|/?>))""",
    re.VERBOSE,
)


def recognises(text: str) -> bool:
    """Whether a text begins as XML: with a declaration, comment or tag.

    A tag without attributes could be an IRI of Turtle; one with a prefix would have to declare it.
    """
    return BEGINS.match(text) is not None


def _read(source: Source) -> Reading:
    from stdpolicy.formats.xmldoc.read import read

    return read(source)


def _locations(text: str, offsets: Collection[int]) -> Mapping[int, str]:
    from stdpolicy.formats.xmldoc.xpath import locations

    return locations(text, offsets)


def _pieces(text: str, token: Span) -> Iterator[Piece]:
    from stdpolicy.formats.xmldoc.places import pieces

    return pieces(text, token)


def _write(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.xmldoc.write import write

    return write(tree, base)


def _spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    from stdpolicy.formats.xmldoc.spell import spell

    return spell(text, change, span, old)


def _comments(text: str) -> int:
    from stdpolicy.formats.xmldoc.spell import comments

    return comments(text)


def _extent(text: str, token: Span) -> Span:
    from stdpolicy.formats.xmldoc.spell import extent

    return extent(text, token)


def _context(text: str, offset: int) -> Context | None:
    from stdpolicy.formats.xmldoc.cursor import context

    return context(text, offset)


def _completed(text: str, context: Context, wanted: Wanted, base: str) -> tuple[Edit, ...]:
    from stdpolicy.formats.xmldoc.cursor import completed

    return completed(text, context, wanted, base)


XML = Notation(
    name="xml",
    title="XML",
    suffixes=(".xml",),
    media_type="application/xml",
    recognises=recognises,
    read=_read,
    locations=_locations,
    pieces=_pieces,
    write=_write,
    spell=_spell,
    extent=_extent,
    comments=_comments,
    context=_context,
    completed=_completed,
)

__all__ = ["XML"]
