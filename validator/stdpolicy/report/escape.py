r"""One escape for whatever is shown: what would be acted on, or not be seen, becomes `\u001b`.

A terminal acts on control characters (ECMA-48) and orders text by bidirectional marks (Unicode
Standard Annex 9). A runner of continuous integration acts on what stands in its log: GitHub on `::`
at the start of a line and on `##[` within it, Azure Pipelines on `##vso[`, TeamCity on `##teamcity[`.
XML 1.0 has no controls and no noncharacters, UTF-8 no surrogates.
"""

import unicodedata
from collections.abc import Callable

from stdpolicy.patterns import regex

ACTS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: control, format, surrogate, line separator, paragraph separator."""
COMMAND = regex(r"^\s*:(?=:)|#(?=#\w*\[)")
"""Up to the character without which it is no command to a runner."""


def printable(string: str) -> str:
    """The string on one line, inert in a terminal and in a log, all of it to be seen."""
    return "".join(cells(string))


def visible(character: str) -> str:
    """A character as an escape of Python, JSON and Turtle alike, up to U+FFFF."""
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def cells(string: str, escape: Callable[[str], str] = visible) -> list[str]:
    """The string, each character by itself, escaped if that is needed."""
    shown = list(string)
    if not string.isprintable():
        shown = [escape(c) if _acts(c) else c for c in string]
    for command in COMMAND.finditer(string):
        shown[command.end() - 1] = escape(command[0][-1])
    return shown


def _acts(character: str) -> bool:
    if character.isprintable():
        return False
    number = ord(character)
    noncharacter = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return noncharacter or unicodedata.category(character) in ACTS
