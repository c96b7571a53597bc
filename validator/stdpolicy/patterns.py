"""Regular expressions that are compiled when they are first used.

To compile those of the reader of the text takes longer than to read a policy by them, and few texts
ask for all: what a run does not use costs it nothing.
"""

import re
from typing import Any

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Regex:
    """What stands for a pattern: it has the pattern's methods as its own as soon as one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # nobody who copies or describes it means the pattern
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _ASKED:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


def sought(begins: str, pattern: str) -> re.Pattern[str]:
    """One that is looked for at every place of a text, though few places have a character that it may begin
    with: those that do not are passed over without a try. `begins` is a character class that has all
    such characters (tests/test_patterns.py).
    """
    return regex(f"(?=[{begins}])(?:{pattern})")


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, compiled when it is first used. Nothing says before that it is well-formed:
    for those in modules tests/test_patterns.py does.
    """
    return Regex(pattern, flags)  # type: ignore[return-value]
