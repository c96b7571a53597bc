"""How the clean text of a draft comes from the text as found: the emendations of its source."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from stdpolicy.drafting.clean import clean, emend, needs_cleaning
from stdpolicy.drafting.inputs import Read
from stdpolicy.text.layout import Block

Tree = dict[str, Any]


def cleaned(raw: str) -> tuple[list[str], list[int]]:
    """The lines that `clean` leaves, and the number of the line of the raw text that each was.

    Where the `clean` extra is missing and the text needs none of it, lines are trimmed alone.
    """
    try:
        found = clean(raw)
    except ModuleNotFoundError:
        if needs_cleaning(raw):
            raise
        kept = {n: line.strip() for n, line in enumerate(raw.split("\n"), 1) if line.strip()}
        return list(kept.values()), list(kept)
    return found.text.split("\n"), list(found.numbers)


def emendations(read: Read, blocks: Sequence[Block]) -> list[Tree]:
    """What is to be changed in the cleaned text so that it is the joined texts of the blocks.

    Each names words that stand once in the text as it is by then. Raises ValueError if the blocks are
    not in the order of the text.
    """
    lines, numbers = cleaned(read.raw)
    changes = list(_changes(lines, _wanted(read, blocks, numbers)))
    found: list[Tree] = []
    shift = 0
    for start, end, became, kind in changes:
        first, last = start + shift, end + shift
        low, high = _unique(lines, first, last)
        replaced = [*lines[low:first], *became, *lines[last:high]]
        entry: Tree = {
            "id": f"#emendation{len(found) + 1}",
            "type": "Emendation",
            "order": len(found) + 1,
            "kind": kind,
            "original": "\n".join(lines[low:high]),
        }
        if replaced:
            entry["corrected"] = "\n".join(replaced)
        found.append(entry)
        lines[first:last] = became
        shift += len(became) - (end - start)
    source = "\n".join(block.text for top in blocks for block in top.walk())
    if emend("\n".join(cleaned(read.raw)[0]), found) != source:
        raise ValueError("the blocks are not in the order of the text")
    return found


def _wanted(
    read: Read, blocks: Sequence[Block], numbers: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Of each block its text, with the first and the last line of the cleaned text that it is from."""
    starts = [0]
    for each in read.raw.split("\n"):
        starts.append(starts[-1] + len(each) + 1)
    index = {number: at for at, number in enumerate(numbers)}

    def line(at: int) -> int:
        return index[bisect_right(starts, read.lines[at].start)]

    return [
        (line(block.first), line(block.last), block.text) for top in blocks for block in top.walk()
    ]


def _changes(
    lines: Sequence[str], wanted: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, list[str], str]]:
    """Stretches of lines with what they become, and the kind of the change."""
    at = n = 0
    while n < len(wanted):
        first, last, text = wanted[n]
        texts = [text]
        n += 1
        while n < len(wanted) and wanted[n][0] <= last:  # several blocks of one line
            last = max(last, wanted[n][1])
            texts.append(wanted[n][2])
            n += 1
        if first > at:
            yield at, first, [], "chrome-removal"
        if lines[first : last + 1] != texts:
            same = "".join("".join(texts).split()) == "".join(
                "".join(lines[first : last + 1]).split()
            )
            yield first, last + 1, texts, "whitespace" if same else "correction"
        at = last + 1
    if at < len(lines):
        yield at, len(lines), [], "chrome-removal"


def _unique(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """A stretch of lines that stands once in the text, as short as can be, around another."""
    text = "\n".join(lines)
    low, high = start, end
    while text.count("\n".join(lines[low:high])) != 1 and (low > 0 or high < len(lines)):
        low, high = max(0, low - 1), min(len(lines), high + 1)
    return low, high
