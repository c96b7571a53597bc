"""XML: one element per field value, named as the property (XML 1.0, Namespaces in XML 1.0)."""

import re

from stdpolicy.formats.notation import Notation
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.formats.xmldoc.cursor import context, has_comments, spell
from stdpolicy.source import Source

# Possessive: linear in time, and no memory for a way back.
BEGINS = re.compile(r"\s*+(?:<\?xml\b|<!|<[^\W\d][\w.\-]*+(?:(?::[\w.\-]++)?\s|/?>))")


def recognises(text: str) -> bool:
    """Whether a text begins as XML: with a declaration, comment or tag.

    A tag without attributes could be an IRI of Turtle; one with a prefix would have to declare it.
    """
    return BEGINS.match(text) is not None


def _read(source: Source) -> Reading:
    from stdpolicy.formats.xmldoc.read import read

    return read(source)


def _write(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.xmldoc.write import write

    return write(tree, base)


XML = Notation(
    name="xml",
    title="XML",
    suffixes=(".xml",),
    media_type="application/xml",
    recognises=recognises,
    read=_read,
    write=_write,
    context=context,
    spell=spell,
    has_comments=has_comments,
)

__all__ = ["XML"]
