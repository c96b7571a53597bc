"""The unusual language tags of an XML text."""

from collections.abc import Iterator

from stdpolicy.formats.languages import is_unusual
from stdpolicy.formats.xmldoc.places import ATTRIBUTE, TOKEN
from stdpolicy.source import Span


def unusual_tags(text: str) -> Iterator[tuple[str, Span]]:
    """Each unusual tag with where it stands."""
    for element in TOKEN.finditer(text):
        if element["name"] is None or element["end"]:
            continue
        for one in ATTRIBUTE.finditer(element["attributes"]):
            if one[1] == "xml:lang" and is_unusual(tag := one[2][1:-1]):
                at = element.start("attributes") + one.start(2) + 1
                yield tag, Span(at, at + len(tag))
