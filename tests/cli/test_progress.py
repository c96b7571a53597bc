"""How far a run is, shown on a terminal and nowhere else, and gone before anything else is printed."""

import io
import os
import pty
import select
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

import pytest

from stdpolicy.cli import progress
from stdpolicy.cli.progress import Line, tracked
from stdpolicy.cli.streams import Sink
from stdpolicy.language import speaking


class Terminal:
    """A terminal, and what has been written to it."""

    def __init__(self) -> None:
        self._ours, theirs = pty.openpty()
        self._theirs = io.TextIOWrapper(io.BufferedWriter(io.FileIO(theirs, "w")))
        sink = Sink(self._theirs, "terminal", OSError)
        self.stream: TextIO = io.TextIOWrapper(sink, encoding="utf-8", write_through=True)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Standard output and error are on it."""
        with redirect_stdout(self.stream), redirect_stderr(self.stream):
            yield

    def written(self) -> str:
        data = b""
        while select.select([self._ours], [], [], 0)[0]:
            data += os.read(self._ours, 65536)
        return data.decode()

    def close(self) -> None:
        self._theirs.close()
        os.close(self._ours)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """One terminal, where nothing keeps the line from being shown."""
    found = Terminal()
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "INTERVAL", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CI", raising=False)
    yield found
    found.close()


def seen(written: str) -> str:
    """What is on the screen at the end."""
    screen = ""
    for line in written.split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        screen += "".join(cells).rstrip() + "\n"
    return screen.rstrip()


def test_the_line_goes_before_anything_is_printed(terminal: Terminal) -> None:
    with terminal.used():
        for item in tracked(["a", "b", "c"]):
            if item == "b":
                print("b is wrong")
        print("done")
    written = terminal.written()
    assert "1 of 3 files, " in written
    assert "\x1b" not in written
    assert seen(written) == "b is wrong\ndone"
    assert progress.before_output == []


def test_a_run_that_ends_early_leaves_no_line(terminal: Terminal) -> None:
    with terminal.used():
        items = tracked(["a", "b", "c"])
        next(items)
        assert seen(terminal.written()) == "0 of 3 files"
        items.close()
    assert seen("0 of 3 files" + terminal.written()) == ""


@pytest.mark.parametrize(
    ("variable", "value"), [("CI", "true"), ("TERM", "dumb"), ("TERM", None), ("COLUMNS", "10")]
)
def test_nobody_is_shown_a_line_who_cannot_see_it(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    with terminal.used():
        assert list(tracked(["a", "b"])) == ["a", "b"]
    assert terminal.written() == ""


def test_nor_who_wants_quiet_or_has_no_terminal(terminal: Terminal) -> None:
    pipe = io.StringIO()
    with terminal.used():
        assert list(tracked(["a", "b"], quiet=True)) == ["a", "b"]
        assert list(tracked(["a"])) == ["a"]
        with redirect_stderr(pipe):
            assert list(tracked(["a", "b"])) == ["a", "b"]
    assert pipe.getvalue() == terminal.written() == ""


def test_rate_and_time_left_by_the_clock() -> None:
    now = 100.0
    stream = io.StringIO()
    line = Line(4000, stream, lambda: now)
    line.draw(0)
    assert stream.getvalue() == ""  # it may be over in no time
    for seconds, done, said, chinese in (
        (2.0, 3, "3 of 4000 files, 1.5/s, 44:25 left", "每秒 1.5 个，剩余 44:25"),
        (10.0, 200, "200 of 4000 files, 20/s, 3:10 left", "每秒 20 个，剩余 3:10"),
        (5000.0, 1000, "1000 of 4000 files, 0.2/s, 4:10:00 left", "剩余 4:10:00"),
    ):
        now = 100.0 + seconds
        line.draw(done)
        assert seen(stream.getvalue()) == said
        line.draw(done + 1)  # too early
        assert seen(stream.getvalue()) == said
        with speaking("zh"):
            assert progress._said(done, 4000, seconds).endswith(chinese)
