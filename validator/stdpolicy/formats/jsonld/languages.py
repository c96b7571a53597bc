"""The unusual language tags of a JSON-LD text."""

from collections import Counter
from collections.abc import Iterator

from stdpolicy.formats.jsonld.tokens import TOKEN, string
from stdpolicy.formats.languages import is_unusual
from stdpolicy.model.lexical import language_tag
from stdpolicy.source import Span

NODE = ("id", "type")
"""The keys that an object of languages does not have."""


def unusual_tags(text: str) -> Iterator[tuple[str, Span]]:
    """Each unusual tag with where it stands: the keys of a text, and what `@language` says; linear in
    the text. Of keys that would be the same then none is given.
    """
    opened: list[dict[str, Span] | None] = []  # the keys of each object; None within a context
    key = ""
    for match in TOKEN.finditer(text):
        if match["colon"]:
            key = string(match["string"])
            if opened[-1] is not None:
                opened[-1][key] = Span(*match.span("string"))
            continue
        if match[0] in "{[":
            within_context = key == "@context" or (opened and opened[-1] is None)
            opened.append(None if within_context else {})
        elif match[0] in "}]":
            yield from _of_object(opened.pop() or {})
        elif key == "@language" and match["string"] and is_unusual(tag := string(match["string"])):
            yield tag, _inside(Span(*match.span("string")))
        key = ""


def _of_object(keys: dict[str, Span]) -> Iterator[tuple[str, Span]]:
    if any(key in NODE or key[:1] == "@" for key in keys):
        return
    alike = Counter(map(language_tag, keys))
    for key, span in keys.items():
        if is_unusual(key) and alike[language_tag(key)] == 1:
            yield key, _inside(span)


def _inside(quoted: Span) -> Span:
    return Span(quoted.start + 1, quoted.end - 1)
