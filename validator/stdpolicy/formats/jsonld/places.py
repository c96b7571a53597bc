"""Where the paths of a tree stand in the JSON text that it was read from by key."""

from collections.abc import Collection
from functools import partial

from stdpolicy.diagnostics import KEY, Path, pointer
from stdpolicy.formats.jsonld.tokens import BRACKET, TOKEN, string
from stdpolicy.formats.steps import Step, located
from stdpolicy.source import START, Span

LONG = 500
"""Of an object or array that is worth passing over, in characters."""
At = tuple["At | tuple[()]", str | int] | tuple[()]
"""A path as a chain from its end, which costs the same at any depth: what is before it, its last step."""


def places(text: str, paths: Collection[Path]) -> dict[Path, Span]:
    """The span of what each path leads to: a key or scalar, of an object or array its bracket.

    Of a path that is not in the text, the span of its longest part that is.
    """
    return located(paths, partial(_scan, text))


def _scan(text: str, root: Step) -> None:
    """Notes the places of steps. Nothing is kept of what no path leads to."""
    opened: list[tuple[Step | None, int]] = []  # with the index in an array, in an object KEY
    here: Step | None = root
    at = 0
    while match := TOKEN.search(text, at):
        token, at = match[0], match.end()
        if match["colon"]:
            outer = opened[-1][0]
            here = outer and outer.below.get(string(match["string"]))
            if here and here.key is None:
                here.key = Span(*match.span("string"))
        elif token == ",":
            outer, index = opened[-1]
            if index != KEY:
                opened[-1] = outer, index + 1
                here = outer and outer.below.get(index + 1)
        elif token in "}]":
            opened.pop()
        else:
            if here and here.value is None:
                here.value = Span(*match.span())
            if token in "{[" and (here is None or not here.below):
                at = behind(text, at)
            elif token == "{":
                opened.append((here, KEY))
            elif token == "[":
                opened.append((here, 0))
                here = here and here.below.get(0)


def behind(text: str, at: int) -> int:
    """Where the object or array ends in which a place is, or the text does: of what no path leads to
    not every token is looked at.
    """
    depth = 1
    while depth:
        found = BRACKET.match(text, at)
        if found is None:
            return len(text)
        at = found.end()
        depth += 1 if text[at - 1] in "{[" else -1
    return at


def path_of(at: At) -> Path:
    """A chain as a path."""
    steps: list[str | int] = []
    while at:
        at, step = at
        steps.append(step)
    return tuple(reversed(steps))


def span_of(text: str, at: At) -> Span:
    """Where a path stands that is given as a chain."""
    path = path_of(at)
    return places(text, [path]).get(path, START)


def locations(text: str, offsets: Collection[int]) -> dict[int, str]:
    """The JSON Pointers (RFC 6901) of the values at some offsets, of a key that of its value, in the
    text as it is written. The text may be well-formed up to any place.
    """
    wanted = sorted(offsets)
    found: dict[int, str] = {}
    ends = _ends(text, wanted[-1]) if wanted else {}
    opened: list[str | int] = []  # the key or index in each object and array that is open
    at = 0
    while wanted and (match := TOKEN.search(text, at)):
        token, at = match[0], match.end()
        if token in "}]":
            if not opened:
                break
            opened.pop()
        elif token == ",":
            if opened and isinstance(opened[-1], int):
                opened[-1] += 1
        elif match["colon"]:
            try:
                opened[-1] = string(match["string"])
            except (IndexError, ValueError):  # in nothing, or with an escape that there is not
                break
        start, end = match.span()
        while wanted and wanted[0] < end:
            if (offset := wanted.pop(0)) >= start and token != ",":
                found[offset] = pointer(tuple(opened))
        if token in "{[":
            passed = ends.get(start, 0)
            if passed and wanted and passed <= wanted[0]:
                at = passed
            else:
                opened.append("" if token == "{" else 0)
    return found


def _ends(text: str, before: int) -> dict[int, int]:
    """Where each object and array ends that does so before an offset, by where it begins; the short ones
    are as soon looked through, and there are many.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while at < before and (found := BRACKET.match(text, at)):
        at = found.end()
        if text[at - 1] in "{[":
            opened.append(at - 1)
        elif opened and at - (start := opened.pop()) >= LONG:
            ends[start] = at
    return ends
