"""Where words of a string stand in the text that writes it, through escapes and markup."""

from stdpolicy.formats.notation import Notation
from stdpolicy.source import Span


def span_of_words(
    notation: Notation, text: str, token: Span, string: object, words: Span
) -> Span | None:
    """The stretch of a text that writes some words of a string; `words` counts its characters.

    None where the token is not how the string is written, or has no such words.
    """
    if not isinstance(string, str) or not 0 <= words.start < words.end <= len(string):
        return None
    start = end = token.start
    at = 0
    for span, said in notation.pieces(text, token):
        if not string.startswith(said, at):
            return None
        after = at + len(said)
        itself = len(said) == span.end - span.start
        if at <= words.start < after:
            start = span.start + words.start - at if itself else span.start
        if at < words.end <= after:
            end = span.start + words.end - at if itself else span.end
        at = after
    return Span(start, end) if at == len(string) else None
