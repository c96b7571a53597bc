"""What is whole of an ill-formed text is passed over when its faults are looked for: they are the same as
when all of it is read.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from stdpolicy import convert
from stdpolicy.diagnostics import Finding
from stdpolicy.formats import for_suffix
from stdpolicy.formats.jsonld import explain as jsonld
from stdpolicy.formats.turtle import explain as turtle
from stdpolicy.formats.xmldoc import explain as xmldoc

SMALL = (Path(__file__).parents[2] / "docs" / "tutorial" / "policy.jsonld").read_bytes()
NEVER = re.compile(r"(?!)")
NOTATIONS = {
    ".jsonld": (jsonld.explain, jsonld, "lines"),
    ".ttl": (turtle.explain, turtle, "statements"),
    ".xml": (xmldoc.explain, xmldoc, "elements"),
}
MARKS = [
    *"\"'{}[]<>:;,.@#&/\\ \n=(",
    "，",
    "“",
    "”",
    "＜",
    "\t",
    "...",
    "/* x */",
    "<!-- x",
    "\u3000",
    "1",
]
Explain = Callable[[str], list[Finding]]


def broken(text: str, number: int) -> str:
    """A text with a mark of its notation left out, put in or replaced, or with another line or margin."""
    chance = random.Random(number)
    at = chance.choice([found.start() for found in re.finditer(r"[^\w\s]", text)])
    match number % 4:
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + chance.choice(MARKS) + text[at:]
        case 2:
            return text[:at] + chance.choice(MARKS) + text[at + 1 :]
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    changed = chance.choice(
        ([], [lines[line]] * 2, [lines[line].lstrip()], [lines[line].rstrip(".;,")])
    )
    return chance.choice(("\n", "\r\n")).join(lines[:line] + changed + lines[line + 1 :])


@pytest.mark.parametrize("suffix", NOTATIONS)
def test_faults_are_those_of_a_text_that_is_read_as_a_whole(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    explain, room, name = NOTATIONS[suffix]
    notation = for_suffix(suffix)
    assert notation is not None
    text = convert(SMALL, notation.name).decode()
    texts = [text, *(broken(text, number) for number in range(80))]
    quickly = list(map(explain, texts))
    monkeypatch.setattr(room, name, lambda *args, **named: NEVER)
    assert list(map(explain, texts)) == quickly


@pytest.mark.parametrize("suffix", NOTATIONS)
def test_most_of_a_text_is_passed_over(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    explain, room, name = NOTATIONS[suffix]
    notation = for_suffix(suffix)
    assert notation is not None
    text = convert(SMALL, notation.name).decode()
    passed = []

    class Watched:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern = pattern

        def match(self, text: str, at: int) -> re.Match[str] | None:
            found = self.pattern.match(text, at)
            if found:
                passed.append(found.end() - found.start())
            return found

    form = getattr(room, name)
    monkeypatch.setattr(room, name, lambda *args, **named: Watched(form(*args, **named)))
    explain(text)
    assert sum(passed) > len(text) / 2


def test_names_of_no_prefix_are_not_passed_over() -> None:
    text = ":a a :B .\n:c a :B .\n:d a :B .\n"
    assert [found.message.key for found in turtle.explain(text)] == ["turtle-prefix"]
