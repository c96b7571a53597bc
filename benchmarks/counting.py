"""Counts what a job does, which is the same on every machine: nothing here reads a clock.

Counted are the lines of our own source that are executed, whole and by room, and the functions of C that
they call. So a second walk over a tree, or a loop within a loop, is told whatever else the machine does;
of what libraries do only how often they are asked. Versions of Python differ in lines by 2 to 4 %, since not
all run a comprehension in a frame of its own (the older ones, which have more lines), and in calls
not at all.
"""

import gc
import re
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

Job = Callable[[], object]

LINES = "lines in "
"""What the counts of a room begin with."""
LEAST = 0.01
"""The share of all lines from which on a room has a count of its own."""


def executed(job: Job, package: Path) -> dict[str, int]:
    """The lines below a folder that a job executes, and the calls of functions of C from there.

    The lines of the folders in it that have the more of them are told apart, two levels deep.
    """
    own = f"{package}/"
    rooms: Counter[str] = Counter()
    calls = 0

    @cache
    def within(file: str) -> Callable[..., Any] | None:
        if not file.startswith(own):
            return None
        room = "/".join(Path(file).relative_to(package).parent.parts[:2])

        def line(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
            rooms[room] += event == "line"
            return line

        return line

    def entered(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        return within(frame.f_code.co_filename)

    def called(frame: FrameType, event: str, _: Any) -> None:
        nonlocal calls
        calls += event == "c_call" and frame.f_code.co_filename.startswith(own)

    before = sys.getprofile(), sys.gettrace()
    gc.disable()  # when it runs depends on all that was made before
    sys.setprofile(called)
    sys.settrace(entered)
    try:
        job()
    finally:
        sys.settrace(before[1])
        sys.setprofile(before[0])
        gc.enable()
    lines = rooms.total()
    apart = {
        f"{LINES}{room}": rooms[room]
        for room in sorted(rooms)
        if room and rooms[room] > LEAST * lines
    }
    return {"lines": lines, "calls": calls, **apart}


def prepared(job: Job, package: Path) -> dict[str, int]:
    """The modules that a job imports, and the regular expressions that the source below a folder has
    compiled."""
    before = set(sys.modules)
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    compile = compiler.compile
    patterns = 0

    def compiled(*arguments: Any) -> Any:
        nonlocal patterns
        asking = sys._getframe(1)
        while asking.f_back and asking.f_code.co_filename == re.__file__:
            asking = asking.f_back
        patterns += asking.f_code.co_filename.startswith(f"{package}/")
        return compile(*arguments)

    compiler.compile = compiled
    try:
        job()
    finally:
        compiler.compile = compile
    return {"modules": len(set(sys.modules) - before), "patterns": patterns}
