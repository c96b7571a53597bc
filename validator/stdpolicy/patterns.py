"""Regular expressions that are compiled when they are first used, and stay compiled between runs.

To compile those that a policy asks for takes several times as long as to read it by them, and no text
asks for all. So they are kept as Python keeps the modules that it compiled: in `__pycache__`, for one
build of the interpreter and version of the package, where and when it writes such files itself. Each is found by its pattern, so
that none can be out of date. What re has no public form for is asked of its parts; where these are
others than they were, or the file cannot be read or written, a pattern is compiled in each run.
"""

import atexit
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from typing import Any

from stdpolicy import __version__

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_MADE_BY = sys.version, __version__
_Key = tuple[str, int]


class Regex:
    """What stands for a pattern: it has the pattern's methods as its own as soon as one is asked for."""

    def __init__(
        self, pattern: str, flags: int, compiler: Callable[[str, int], re.Pattern[str]]
    ) -> None:
        self.pattern = pattern
        self.flags = int(flags)
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # nobody who copies or describes it means the pattern
            raise AttributeError(name)
        compiled = self._compiler(self.pattern, self.flags)
        for method in _ASKED:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


def regex(pattern: str, flags: int = 0, *, lasting: bool = True) -> re.Pattern[str]:
    """A regular expression, compiled when it is first used. One that is made of a document is not
    `lasting`, and is kept by nobody.

    Nothing says before that it is well-formed: for those in modules tests/test_patterns.py does.
    """
    return Regex(pattern, flags, _lasting if lasting else re.compile)  # type: ignore[return-value]


def longest_first(words: Iterable[str]) -> list[str]:
    """Words as the branches of a pattern: of those that begin alike the longest counts. They are in one
    order in every process, so that it is the same pattern.
    """
    return sorted({*words}, key=lambda word: (-len(word), word))


def sought(begins: str, pattern: str) -> re.Pattern[str]:
    """One that is looked for at every place of a text, though few places have a character that it may begin
    with: those that do not are passed over without a try. `begins` is a character class that has all
    such characters (tests/test_patterns.py).
    """
    return regex(f"(?=[{begins}])(?:{pattern})")


def _lasting(pattern: str, flags: int) -> re.Pattern[str]:
    """Takes a pattern from what is kept, or compiles and keeps it."""
    kept = store().kept
    try:
        if (pattern, flags) not in kept:
            kept[pattern, flags] = _taken_apart(pattern, flags)
            store().changed = True
        return _put_together(pattern, kept[pattern, flags])
    except (AttributeError, ImportError, RuntimeError, TypeError, ValueError, re.error):
        return re.compile(pattern, flags)


def _taken_apart(pattern: str, flags: int) -> tuple[Any, ...]:
    """What `re.compile` makes a pattern of: flags, code, and the groups by number and name."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    names = {name: int(number) for name, number in parsed.state.groupdict.items()}
    by_number = {number: name for name, number in names.items()}
    groups = int(parsed.state.groups)
    code = array("I", map(int, _compiler._code(parsed, flags))).tobytes()
    order = tuple(map(by_number.get, range(groups)))
    return int(flags | parsed.state.flags), code, groups - 1, names, order


def _put_together(pattern: str, parts: tuple[Any, ...]) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, names, order = parts
    made: re.Pattern[str] = _sre.compile(
        pattern, flags, array("I", code).tolist(), groups, names, order
    )
    return made


class Store:
    """The compiled patterns of a file, and those that come to it; at exit it is written anew if any did."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.changed = False
        self.kept: dict[_Key, tuple[Any, ...]] = {}
        with suppress(OSError, EOFError, TypeError, ValueError), open(file, "rb") as opened:
            made_by, kept = marshal.loads(opened.read())
            if made_by == _MADE_BY:
                self.kept = kept

    def write(self) -> None:
        """Writes the file, if Python may write such files."""
        if not self.changed or not self.file or sys.dont_write_bytecode:
            return
        whole = marshal.dumps((_MADE_BY, self.kept))
        written = f"{self.file}.{os.getpid()}"
        with suppress(OSError):
            os.makedirs(os.path.dirname(self.file), exist_ok=True)
            with open(written, "wb") as opened:
                opened.write(whole)
            os.replace(written, self.file)


@cache
def store() -> Store:
    """The one of this interpreter."""
    try:
        file = cache_from_source(__file__).removesuffix(".pyc") + ".compiled"
    except NotImplementedError:  # an interpreter that keeps no modules
        file = ""
    found = Store(file)
    atexit.register(found.write)
    return found
