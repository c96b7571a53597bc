"""The unusual language tags of a text in a notation of the Turtle family.

In small letters none is unusual: so RDF has their values, and many programs write them (RDF 1.1
Concepts, section 3.3).
"""

from collections.abc import Iterator

from stdpolicy.formats.languages import is_unusual
from stdpolicy.formats.turtle.tokens import tokens
from stdpolicy.patterns import regex
from stdpolicy.source import Span

# A candidate only, since it may stand within a string or comment. To begin with one character is fastest.
TAGGED = regex(r"@([A-Za-z]++(?>(?:-[A-Za-z0-9]++)*))")


def unusual_tags(text: str) -> Iterator[tuple[str, Span]]:
    """Each unusual tag with where it stands; linear in the text."""
    if not any(map(_is_unusual, set(TAGGED.findall(text)))):
        return
    before = ""
    for kind, token, span in tokens(text):
        if kind == "at" and before in ("string", "long") and _is_unusual(token[1:]):
            yield token[1:], Span(span.start + 1, span.end)
        before = kind


def _is_unusual(tag: str) -> bool:
    return not tag.islower() and is_unusual(tag)
