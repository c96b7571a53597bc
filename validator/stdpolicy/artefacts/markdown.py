"""Markdown (CommonMark with the tables of GFM) as the compiled references use it."""

import re
from collections.abc import Iterable, Iterator

from stdpolicy.model import Text

GENERATED = "<!-- Compiled by `stdpolicy build`. Do not edit: see CONTRIBUTING.md. -->"
LANGUAGES = ("zh-Hans", "en")
CODE_SPAN = re.compile(r"(`[^`]+`)")
SPECIAL = re.compile(r"[\\*_<>\[\]|~]|&(?=#?\w+;)|^[#+-](?= )|(?<=^\d)[.)](?= )", re.MULTILINE)
"""What would not be shown as it is (CommonMark, section 2.4; GFM, section 4.10)."""


def escaped(text: str) -> str:
    """Text that is shown as it is; code in backquotes stays code."""
    pieces = CODE_SPAN.split(text)
    pieces[::2] = [SPECIAL.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
    return "".join(pieces)


def both(text: Text, between: str = " · ") -> str:
    """A text in both languages, on one line."""
    return between.join(escaped(text[tag]) for tag in LANGUAGES if tag in text)


def paragraphs(text: Text) -> Iterator[str]:
    """A text in both languages, a paragraph each."""
    for tag in LANGUAGES:
        if tag in text:
            yield from (escaped(text[tag]), "")


def row(*cells: str) -> str:
    """A row of a table; a line break ends it and a bar the cell, even within code."""
    safe = (re.sub(r"(?<!\\)\|", r"\\|", cell).replace("\n", "<br>") for cell in cells)
    return "| " + " | ".join(safe) + " |"


def header(*cells: str) -> Iterator[str]:
    """The first two lines of a table."""
    yield row(*cells)
    yield "|" + "---|" * len(cells)


def link(heading: str) -> str:
    """A link to a heading of the same page."""
    return f"[{heading}](#{slug(heading)})"


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(title: str, lines: Iterable[str]) -> str:
    """The text of a file, which says that it is compiled."""
    return "\n".join((f"# {title}", "", GENERATED, "", *lines)).rstrip("\n") + "\n"
