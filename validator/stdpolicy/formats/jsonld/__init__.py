"""JSON-LD (JSON-LD 1.1, RFC 8259): our own form by key, any other as RDF."""

import re

from stdpolicy.formats.jsonld.cursor import context, spell
from stdpolicy.formats.jsonld.write import framed, keep_schema, write
from stdpolicy.formats.notation import Notation
from stdpolicy.formats.reading import Reading
from stdpolicy.source import Source

# Possessive: linear in time, and no memory for a way back.
BEGINS = re.compile(r"""\s*+(?:\{\s*+"|\[\s*+[{"\[])""")


def recognises(text: str) -> bool:
    """Whether a text begins as an object with a key, or as an array of what JSON-LD holds."""
    return BEGINS.match(text) is not None


def _read(source: Source) -> Reading:
    from stdpolicy.formats.jsonld.read import read

    return read(source)


JSONLD = Notation(
    name="jsonld",
    title="JSON-LD",
    suffixes=(".jsonld", ".json"),
    media_type="application/ld+json",
    recognises=recognises,
    read=_read,
    write=write,
    keep=keep_schema,
    context=context,
    spell=spell,
)

__all__ = ["JSONLD", "framed"]
