"""A text that was read with some stretches changed, as it was meant."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from stdpolicy.diagnostics import Edit, Finding, Fix, Path
from stdpolicy.formats.reading import IllFormed, Locate, Reading, Refused
from stdpolicy.source import Source, Span


class Edited:
    """A text with some stretches changed, and where each place of it was before."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        """Of edits that overlap the first is made; what is inserted at one place stays in its order."""
        pieces = []
        self._new = [0]
        self._old = [0]
        at = length = 0
        for (start, end), instead in sorted(edits, key=lambda edit: edit.span):
            if start < at:
                continue
            length += start - at
            pieces += [text[at:start], instead]
            self._note(length, start)
            length += len(instead)
            self._note(length, end)
            at = end
        self.text = "".join([*pieces, text[at:]])
        self._length = len(text)

    def _note(self, new: int, old: int) -> None:
        self._new.append(new)
        self._old.append(old)

    def back(self, span: Span) -> Span:
        """The stretch of the text before that a span of the text now stands for."""
        start = _there(span.start, self._new, self._old, self._length, bisect_right)
        end = _there(span.end, self._new, self._old, self._length, bisect_left)
        return Span(start, max(start, end))

    def forth(self, span: Span) -> Span:
        """The stretch of the text now that a span of the text before stands for, with all that was inserted at
        its ends.
        """
        start = _there(span.start, self._old, self._new, len(self.text), bisect_left)
        end = _there(span.end, self._old, self._new, len(self.text), bisect_right)
        return Span(start, max(start, end))

    def restored(self, reading: Reading) -> Reading:
        """What was read of the changed text, with its places in the text before."""
        locate = reading.locate

        def located(paths: Collection[Path]) -> Mapping[Path, Span]:
            return {path: self.back(span) for path, span in locate(paths).items()}

        findings = [moved(found, self.back) for found in reading.findings]
        return replace(reading, findings=findings, locate=located)


class Mendable(Refused):
    """A fault that stops a reader, unless the text tells what was meant."""

    def __init__(self, finding: Finding, mended: Callable[[str], Sequence[Finding]]) -> None:
        super().__init__(finding)
        self.mended = mended
        """What is wrong with a text, with the fixes by which it is read; nothing where they are not known."""


def read_as_meant(
    source: Source, stopped: Mendable, read: Callable[[Source], Reading], locate: Locate
) -> Reading:
    """What is read of a text without a fault; the fault alone where nobody can tell what was meant.

    Raises IllFormed.
    """
    found = stopped.mended(source.text)
    edits = [edit for one in found if isinstance(one.fix, Fix) for edit in one.fix.edits]
    if not edits:
        return Reading(None, findings=[*(found or [stopped.finding])], locate=locate)
    return read_edited(source, edits, found, read)


def read_edited(
    source: Source, edits: Iterable[Edit], why: Iterable[Finding], read: Callable[[Source], Reading]
) -> Reading:
    """What is read of a text with some stretches changed, and why they were. Raises IllFormed."""
    edited = Edited(source.text, edits)
    try:
        reading = edited.restored(read(Source(edited.text.encode(), source.name, source.path)))
    except IllFormed as stopped:
        raise IllFormed(moved(stopped.finding, edited.back)) from None
    reading.findings[:0] = why
    return reading


def _there(
    offset: int,
    here: list[int],
    there: list[int],
    length: int,
    side: Callable[[list[int], int], int],
) -> int:
    """The offset of one text in the other, by the offsets that are known in both, of which none is passed."""
    at = max(side(here, offset) - 1, 0)
    following = there[at + 1] if at + 1 < len(there) else length
    return min(there[at] + offset - here[at], following)


def moved(finding: Finding, where: Callable[[Span], Span]) -> Finding:
    """A finding with its places and those of its fix elsewhere."""
    related = tuple(
        one if one.span is None else replace(one, span=where(one.span)) for one in finding.related
    )
    span = None if finding.span is None else where(finding.span)
    fix = finding.fix
    if isinstance(fix, Fix):
        fix = replace(fix, edits=tuple(one._replace(span=where(one.span)) for one in fix.edits))
    return replace(finding, span=span, related=related, fix=fix)
