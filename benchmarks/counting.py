"""Counts what a job does, which is the same on every machine: nothing here reads a clock.

Counted are the lines of our own source that are executed and the functions of C that they call. So a
second walk over a tree, or a loop within a loop, is told whatever else the machine does; of what
libraries do only how often they are asked. Versions of Python differ in lines by 2 to 4 %, since not
all run a comprehension in a frame of its own (the older ones, which have more lines), and in calls
not at all.
"""

import gc
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

Job = Callable[[], object]


def executed(job: Job, package: Path) -> dict[str, int]:
    """The lines below a folder that a job executes, and the calls of functions of C from there."""
    own = f"{package}/"
    lines = calls = 0

    def within(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return within

    def entered(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        return within if frame.f_code.co_filename.startswith(own) else None

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
    return {"lines": lines, "calls": calls}


def prepared(job: Job) -> dict[str, int]:
    """The modules that a job imports and the regular expressions that it compiles."""
    before = set(sys.modules)
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    compile = compiler.compile
    patterns = 0

    def compiled(*arguments: Any) -> Any:
        nonlocal patterns
        patterns += 1
        return compile(*arguments)

    compiler.compile = compiled
    try:
        job()
    finally:
        compiler.compile = compile
    return {"modules": len(set(sys.modules) - before), "patterns": patterns}
