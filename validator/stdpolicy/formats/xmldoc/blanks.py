"""What looks like a blank between elements, and is text to XML (XML 1.0, section 2.3)."""

from collections.abc import Iterator

from stdpolicy.diagnostics import Advice, Edit, Finding, Fix, Message, Number, Related, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.causes import ALIKE, character
from stdpolicy.formats.xmldoc.values import SPACE
from stdpolicy.patterns import regex
from stdpolicy.source import Span

STRAY_BLANKS = Message(
    rules.STRAY.code,
    "blank",
    "expected ordinary blanks between elements, found {found}",
    "元素之间应为普通空格，实为 {found}",
    Advice("write-blank", "write an ordinary blank", "改为普通空格"),
)
LOOK_BLANK = "\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
"""Characters that look like a blank, or like nothing, as pages and office programs have them."""
_RUN = regex(f"[{LOOK_BLANK}]++")
_BETWEEN = regex(f"(?<=>)[{SPACE}{LOOK_BLANK}]++(?=<)")


def between_elements(text: str) -> Finding | None:
    """The finding for all of it together; None where it is written as references."""
    found = list(_runs(text))
    if not found:
        return None
    return STRAY_BLANKS(
        found[0],
        found=character(text[found[0].start]),
        times=Number(len(found)),
        related=[Related(ALIKE, (), span=found[-1])] if len(found) > 1 else (),
        fix=Fix(tuple(Edit(span, " ") for span in found), Safety.SAFE),
    )


def _runs(text: str) -> Iterator[Span]:
    for between in _BETWEEN.finditer(text):
        start, end = between.span()
        before = text.rfind("<", 0, start)
        fills = text.startswith("</", end) and text[before + 1] != "/" and text[start - 2] != "/"
        if not fills:  # an element by itself
            yield from (Span(*run.span()) for run in _RUN.finditer(text, start, end))
