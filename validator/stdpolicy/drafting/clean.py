"""From a text as it was found to the clean text: a mechanical part, then the encoder's emendations.

`clean` does what needs no judgement; every remaining change is an Emendation of the document's
Source. raw text, `clean` and `emend` together give the source text, which the tests prove.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any

from msgspec import Struct

from stdpolicy.drafting.glosses import GLOSS, glosses
from stdpolicy.language import either
from stdpolicy.model.lexical import FORBIDDEN_PATTERN
from stdpolicy.report import counted
from stdpolicy.text.characters import HAN, INVISIBLE, code_point

UNSEEN = re.compile(f"{INVISIBLE.pattern}|{FORBIDDEN_PATTERN}")
"""What shows nothing, and what no document can hold (XML 1.0, 2.2): leftovers of copying."""


class Kind(StrEnum):
    """What `clean` does to a text."""

    GLOSS = "gloss"
    INVISIBLE = "invisible"
    CONVERTED = "converted"
    TRIMMED = "trimmed"
    DROPPED = "dropped"


class Change(Struct, frozen=True):
    """One thing that `clean` did, with its place in the raw text, both counted from 1."""

    kind: Kind
    line: int
    column: int
    """In code points."""
    found: str
    became: str = ""

    def __str__(self) -> str:
        what = self.found
        if self.kind not in (Kind.GLOSS, Kind.CONVERTED):
            what = " ".join(
                code_point(c) if len(run := list(same)) == 1 else f"{len(run)} × {code_point(c)}"
                for c, same in groupby(self.found)
            )
        done = {
            Kind.GLOSS: (f"removed the gloss {what}", f"删去注音 {what}"),
            Kind.INVISIBLE: (f"removed what is not seen, {what}", f"删去不可见字符 {what}"),
            Kind.CONVERTED: (
                f"converted {what} to {self.became}",
                f"将 {what} 转换为 {self.became}",
            ),
            Kind.TRIMMED: (f"removed white space, {what}", f"删去空白 {what}"),
            Kind.DROPPED: (
                f"dropped an empty line{what and f' of {what}'}",
                f"删去空行{what and f'（{what}）'}",
            ),
        }
        return f"{self.line}:{self.column}: {either(*done[self.kind])}"


class Cleaned(Struct, frozen=True):
    """A cleaned text and everything that was done to it."""

    text: str
    changes: tuple[Change, ...]
    numbers: tuple[int, ...] = ()
    """Of each line of the text, that of the raw line it was, counted from 1."""

    def of(self, kind: Kind) -> list[Change]:
        """The changes of a kind, in the order of the text."""
        return [change for change in self.changes if change.kind is kind]

    def __str__(self) -> str:
        converted = sum(len(change.found) for change in self.of(Kind.CONVERTED))
        trimmed = len({change.line for change in self.of(Kind.TRIMMED)})
        glosses, dropped = len(self.of(Kind.GLOSS)), len(self.of(Kind.DROPPED))
        return either(
            f"{counted(glosses, 'gloss', 'glosses')} removed, "
            f"{counted(converted, 'character')} converted to simplified, "
            f"{counted(trimmed, 'line')} trimmed, "
            f"{counted(dropped, 'empty line')} dropped",
            f"删去 {glosses} 处注音，{converted} 字转换为简体，"
            f"{trimmed} 行去除首尾空白，删去 {dropped} 个空行",
        )


def clean(raw: str) -> Cleaned:
    """Removes pinyin glosses and invisible characters, converts a traditional text to simplified
    (OpenCC t2s) and trims lines.

    A gloss is removed if it is a reading (pypinyin) of the characters before it. A text is converted
    if it is traditional as a whole; in a simplified one nothing is, since 乾安县 is right there.

    Raises ModuleNotFoundError if OpenCC or pypinyin is not installed (the `clean` extra).
    """
    simplified = _converter("t2s")
    if not _traditional(raw, simplified, _converter("s2t")):
        simplified = str
    kept: dict[int, str] = {}
    changes: list[Change] = []
    for number, line in enumerate(raw.split("\n"), 1):
        text = line.strip()
        if not text:
            changes.append(Change(Kind.DROPPED, number, 1, line))
            continue
        start = line.index(text)
        for column, space in (
            (1, line[:start]),
            (start + len(text) + 1, line[start + len(text) :]),
        ):
            if space:
                changes.append(Change(Kind.TRIMMED, number, column, space))
        removed: set[int] = set()
        for kind, all_found in (
            (Kind.GLOSS, glosses(text)),
            (Kind.INVISIBLE, UNSEEN.finditer(text)),
        ):
            for found in all_found:
                changes.append(Change(kind, number, start + found.start() + 1, found[0]))
                removed.update(range(*found.span()))
        places = [at for at in range(len(text)) if at not in removed]
        plain = "".join(text[at] for at in places)
        converted = simplified(plain)
        for first, last, became in _differences(plain, converted):
            column = start + places[first] + 1
            changes.append(Change(Kind.CONVERTED, number, column, plain[first:last], became))
        if line := converted.strip():
            kept[number] = line
    return Cleaned("\n".join(kept.values()), tuple(changes), tuple(kept))


@cache
def _converter(name: str) -> Callable[[str], str]:
    """A conversion of OpenCC, whose tables take a while to load."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(name).convert
    return convert


def needs_cleaning(raw: str) -> bool:
    """Whether a text rather has glosses with tones or traditional characters, as far as can be told
    without the `clean` extra.
    """
    if any(not found[1].isascii() for found in GLOSS.finditer(raw)):
        return True
    han = re.findall(f"[{HAN}]", raw)
    traditional = sum(not _in(c, "gb2312") and _in(c, "big5") for c in han)
    return traditional > sum(not _in(c, "big5") and _in(c, "gb2312") for c in han)


def _traditional(
    text: str, simplified: Callable[[str], str], traditional: Callable[[str], str]
) -> bool:
    """Whether more characters of a text exist in traditional writing alone than in simplified alone.

    That is: the conversion changes them, and the character set of the other script (GB 2312, Big5)
    lacks them. 乾, 於 and 著 are in both.
    """
    balance = 0
    seen = {c: text.count(c) for c in set(re.findall(f"[{HAN}]", text))}
    for c, count in seen.items():
        if simplified(c) != c and not _in(c, "gb2312"):
            balance += count
        elif traditional(c) != c and not _in(c, "big5"):
            balance -= count
    return balance > 0


def _in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _differences(plain: str, converted: str) -> Iterator[tuple[int, int, str]]:
    """Where a conversion changed a line: start, end and what stands there now."""
    if len(plain) != len(converted):
        yield 0, len(plain), converted
        return
    pairs = enumerate(zip(plain, converted, strict=True))
    for differs, run in groupby(pairs, key=lambda pair: pair[1][0] != pair[1][1]):
        if differs:
            places = [at for at, _ in run]
            yield places[0], places[-1] + 1, converted[places[0] : places[-1] + 1]


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
                either(
                    f"{name}: expected {original!r} once in the text, found it {count} times",
                    f"{name}: {original!r} 在文本中应出现一次，实为 {count} 次",
                )
            )
        text = text.replace(original, emendation.get("corrected", ""))
    stripped = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in stripped if line)
