"""The stretches of a text that belong together: what can be folded, and what can be selected step by step."""

from collections.abc import Iterator

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.editor.index import Index
from stdpolicy.source import Span


def foldings(index: Index) -> Iterator[Span]:
    """From the first token of each node, list and text in several languages to its last, as they follow in the
    text: where a notation writes a node apart from the one that it is in, as far as those go that follow.
    """
    opened: list[tuple[Path, int]] = []
    last = 0
    for start, end, path in index.spans:
        while opened and path[: len(opened[-1][0])] != opened[-1][0]:
            yield Span(opened.pop()[1], last)
        known = len(opened[-1][0]) if opened else 0
        for length in range(known + 1, len(path) + 1):
            if isinstance(index.value(path[:length]), (dict, list)):
                opened.append((path[:length], start))
        last = end
    for _, start in reversed(opened):
        yield Span(start, last)


def selections(index: Index, offset: int) -> list[Span]:
    """What is selected around an offset, each within the next: the token, the value with its key, the node and
    those that it is in, the text.
    """
    spot = index.at(offset)
    whole = Span(0, len(index.text))
    if spot is None:
        return [whole]
    path = spot.path[:-1] if spot.is_key else spot.path
    candidates = [spot.span]
    for length in range(len(path), 0, -1):
        value = _extent(index, path[:length])
        key = _extent(index, (*path[:length], KEY))
        if value:
            candidates.append(value)
        if key and isinstance(path[length - 1], str):
            candidates.append(Span(key.start, max(key.end, value.end if value else 0)))
    found: list[Span] = []
    for span in (*candidates, whole):
        inner = found[-1] if found else spot.span
        if span.start <= inner.start and inner.end <= span.end and (not found or span != inner):
            found.append(span)
    return found


def _extent(index: Index, path: Path) -> Span | None:
    span = index.span(path)
    if span is None or index.notation is None or (span.end == 0 and path):
        return None
    return index.notation.extent(index.text, span)
