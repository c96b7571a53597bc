"""Edits put into a file: its byte order mark, its line ends and all that they do not touch stay."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from stdpolicy.diagnostics import Edit, Fix
from stdpolicy.formats.edited import Edited
from stdpolicy.source import Source


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Of fixes in order those that do not overlap one before them; the same fix counts once."""
    taken: list[Edit] = []
    chosen: list[Fix] = []
    for fix in fixes:
        if not any(_overlap(one, other) for one in fix.edits for other in taken):
            chosen.append(fix)
            taken += fix.edits
    return chosen


def _overlap(one: Edit, other: Edit) -> bool:
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def edited(source: Source, fixes: Sequence[Fix]) -> Source:
    """A file with the edits of fixes that do not overlap."""
    data = Edited(source.text, (edit for fix in fixes for edit in fix.edits)).text.encode()
    mark = BOM_UTF8 if source.data.startswith(BOM_UTF8) else b""
    return replace(source, data=mark + data)
