"""The unusual language tags of a JSON-LD text in our own form; any other has the tags of RDF, as it is."""

from collections import Counter
from collections.abc import Iterator

from stdpolicy.formats.jsonld.tokens import TOKEN, string
from stdpolicy.formats.languages import is_unusual
from stdpolicy.model.lexical import language_tag
from stdpolicy.source import Span

OF_NODES = ("@base", "id", "type")
"""The keys of objects that are no texts."""


def unusual_tags(text: str) -> Iterator[tuple[str, Span]]:
    """Each unusual tag with where it stands, but those that would be the same then; linear in the text."""
    opened: list[dict[str, Span]] = []  # the keys of each object, none of an array
    for match in TOKEN.finditer(text):
        if match["colon"]:
            start, end = match.span("string")
            opened[-1][string(match["string"])] = Span(start + 1, end - 1)
        elif match[0] in "{[":
            opened.append({})
        elif match[0] in "}]":
            keys = opened.pop()
            if keys.keys().isdisjoint(OF_NODES):
                alike = Counter(map(language_tag, keys))
                found = ((key, span) for key, span in keys.items() if is_unusual(key))
                yield from ((key, span) for key, span in found if alike[language_tag(key)] == 1)
