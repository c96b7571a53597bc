"""How far a run over many files is, on a terminal: one line that goes before anything else is written."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO, TypeVar

from stdpolicy.cli.streams import before_output
from stdpolicy.language import either
from stdpolicy.report.excerpt import columns

DELAY = 1.0
"""How long nothing is shown, in seconds: most runs are over by then."""
INTERVAL = 0.1
"""How often the line is drawn anew at most, in seconds."""
Item = TypeVar("Item")


def tracked(items: Sequence[Item], *, quiet: bool = False) -> Iterator[Item]:
    """The items one by one; on standard error, if that is a terminal, how many are done, how many a second,
    and how long the others will take.

    Nothing is shown if somebody wants quiet, in continuous integration (CI is set), and on a terminal that
    cannot erase (TERM=dumb). The line has no colours, and no control but the carriage return.
    """
    shown = not (quiet or os.environ.get("CI") or os.environ.get("TERM", "dumb") == "dumb")
    if len(items) < 2 or not (shown and sys.stderr.isatty()):
        yield from items
        return
    line = Line(len(items), sys.stderr)
    before_output.append(line.erase)
    try:
        for done, item in enumerate(items):
            line.draw(done)
            yield item
    finally:
        line.erase()
        before_output.remove(line.erase)


class Line:
    """The line; `clock` tells seconds."""

    def __init__(
        self, total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total = total
        self._stream = stream
        self._clock = clock
        self._begun = clock()
        self._due = self._begun + DELAY
        self._width = 0
        """How many columns of the terminal it fills."""

    def draw(self, done: int) -> None:
        """Shows how many are done, if that is due."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + INTERVAL
        self.erase()
        text = _said(done, self.total, now - self._begun)
        if columns(text) < shutil.get_terminal_size().columns:  # a wrapped line is not erased
            self._stream.write(text)
            self._stream.flush()
            self._width = columns(text)

    def erase(self) -> None:
        """Leaves an empty line, and the cursor at its beginning."""
        width, self._width = self._width, 0
        if width:
            self._stream.write("\r" + " " * width + "\r")
            self._stream.flush()


def _said(done: int, total: int, seconds: float) -> str:
    files = either(f"{done} of {total} files", f"已处理 {done}/{total} 个文件")
    if not (done and seconds):
        return files
    rate = done / seconds
    speed = f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
    left = round((total - done) / rate)
    minutes, rest = divmod(left, 60)
    hours, minutes = divmod(minutes, 60)
    when = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return files + either(f", {speed}/s, {when} left", f"，每秒 {speed} 个，剩余 {when}")
