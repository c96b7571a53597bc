"""The grams by which a search finds the files of its index that may have an answer.

Whatever contains a string contains its grams: of Han characters each two that are neighbours, of Latin letters and
digits each three. A Han character is one besides, for a question that is a single one.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

FOLD = Path(__file__).parent / "assets" / "search" / "fold.js"
"""The traditional characters with the simplified ones, where the page has them from, too."""
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_RUNS = re.compile(f"[{HAN}]+|[a-z0-9]+")


@cache
def _folding() -> dict[int, str]:
    table = FOLD.read_text(encoding="utf-8").split("`")[1]
    pairs: list[tuple[str, str]] = re.findall(r"(\S)(\S)", table)
    # As the page does: one beyond the first plane is longer in its strings, and stays as it is.
    return {ord(one): other for one, other in pairs if (one > "\uffff") is (other > "\uffff")}


def folded(text: str) -> str:
    """A text as it is compared: in small letters, with simplified characters."""
    # Only ASCII counts for grams, so that it does not matter what is small elsewhere.
    return text.translate(_folding()).lower()


def grams(text: str) -> Iterator[str]:
    """The grams of a text, some perhaps more than once."""
    for run in _RUNS.findall(folded(text)):
        if run.isascii():
            yield from map("".join, zip(run, run[1:], run[2:], strict=False))
        else:
            yield from run
            yield from map("".join, pairwise(run))
