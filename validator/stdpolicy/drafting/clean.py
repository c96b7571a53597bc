"""From a text as it was found to the clean text: a mechanical part, then the encoder's emendations.

`clean` does what needs no judgement; every remaining change is an Emendation of the document's
Source. raw text, `clean` and `emend` together give the source text, which the tests prove.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GLOSS = re.compile(
    "(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\\([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ]{1,6}\\)"
)
"""A pinyin reading in brackets behind a character, as some sites print: 術(shù)."""
SPACE = " \t\r\u00a0\u3000"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and what was done to it, in counts."""

    text: str
    glosses: int
    converted: int
    """Characters that the script conversion changed."""
    trimmed: int
    """Lines of which white space was removed."""
    dropped: int
    """Empty lines removed."""

    def __str__(self) -> str:
        return (
            f"{self.glosses} glosses removed, {self.converted} characters converted to simplified, "
            f"{self.trimmed} lines trimmed, {self.dropped} empty lines dropped"
        )


def clean(raw: str) -> Cleaned:
    """Removes pinyin glosses, converts traditional characters (OpenCC t2s) and trims lines.

    Raises ModuleNotFoundError if OpenCC is not installed (the `clean` extra).
    """
    from opencc import OpenCC  # its tables take a while to load

    text, glosses = GLOSS.subn("", raw)
    simplified = OpenCC("t2s").convert(text)
    converted = sum(a != b for a, b in zip(text, simplified, strict=False))
    lines = simplified.split("\n")
    stripped = [line.strip(SPACE) for line in lines]
    kept = [line for line in stripped if line]
    return Cleaned(
        text="\n".join(kept),
        glosses=glosses,
        converted=converted + abs(len(text) - len(simplified)),
        trimmed=sum(a != b for a, b in zip(lines, stripped, strict=True) if b),
        dropped=len(lines) - len(kept),
    )


def emend(text: str, emendations: Iterable[Mapping[str, Any]]) -> str:
    """Applies emendations in their order; one without `original` describes what `clean` did.

    Each `original` stands exactly once in the text as it is by then and is replaced by `corrected`,
    or deleted. Lines that become empty are dropped. Raises ValueError naming the emendation that
    does not fit.
    """
    for emendation in sorted(emendations, key=lambda e: int(e["order"])):
        original = emendation.get("original")
        if original is None:
            continue
        count = text.count(original)
        if count != 1:
            name = emendation["id"]
            raise ValueError(
                f"{name}: expected {original!r} once in the text, found it {count} times"
            )
        text = text.replace(original, emendation.get("corrected", ""))
    stripped = (line.strip(SPACE) for line in text.split("\n"))
    return "\n".join(line for line in stripped if line)
