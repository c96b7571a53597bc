"""Whether edits did what was said of them, judged by reading the file again."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from stdpolicy.checks import pipeline
from stdpolicy.diagnostics import Fix, Layer, Safety, Severity
from stdpolicy.formats import Notation
from stdpolicy.model.edition import model
from stdpolicy.model.iri import relative
from stdpolicy.model.lexical import CODES, canonical_decimal, language_tag, lexical
from stdpolicy.source import Source

LONGEST = 100
"""The longest string that may be a number, a date or a tag in another spelling, in characters."""
DAY = re.compile(r"([0-9]{4})\D+([0-9]{1,2})\D+([0-9]{1,2})\D*")


def unsureness(fix: Fix) -> int:
    """Fixes that are equally sure are proved together, the surest first: 0 says the same in another spelling,
    1 says what was computed, 2 what was probably meant.
    """
    if fix.safety is not Safety.SAFE:
        return 2
    return 1 if fix.computed else 0


class Judged(Struct, frozen=True):
    """What a file is before or after."""

    digest: str
    """Of the document; nothing if it is none."""
    unread: Counter[str]
    """How often each rule is broken that makes a file unreadable."""
    said: frozenset[str]
    """What it says, in usual spelling."""


def judged(source: Source, notation: Notation | None = None) -> Judged:
    """Reads a file and takes the verdict on it."""
    opened = pipeline.open(source, notation, math.inf)
    errors = [f.rule for f in opened.findings if f.rule.severity is Severity.ERROR]
    unread = Counter(rule.code for rule in errors if rule.layer is Layer.SYNTAX)
    base = opened.reading.base
    said = frozenset(_usual(one, base) for one in _said(opened.reading.tree))
    return Judged(opened.document.digest() if opened.document else "", unread, said)


def holds(before: Judged, after: Judged, unsure: int) -> bool:
    """Whether fixes that are equally sure may stay.

    What was a document is one still and, if it was only spelt otherwise, says the same to the byte of its
    canonical triples. What was none is read as before and, if it was only spelt otherwise, still says all that
    it said and nothing new but the classes of nodes. That other faults come to light behind those that are
    mended is no fault of a fix.
    """
    if before.digest:
        return after.digest == before.digest if unsure == 0 else bool(after.digest)
    if after.unread - before.unread:
        return False
    added = after.said - before.said
    return unsure > 0 or (before.said <= after.said and added <= model().classes.keys())


def _said(value: Any) -> Iterator[str]:
    """Every value of a tree, and the languages of its texts."""
    match value:
        case None:
            return
        case dict():
            if not value.keys() & {"id", "type"}:
                yield from map(str, value)
            for item in value.values():
                yield from _said(item)
        case list():
            for item in value:
                yield from _said(item)
        case str() | bool() | int():
            yield lexical(value)
        case tuple():  # what a notation has and the model does not know
            yield str(value[0])
        case _:
            yield str(value)


def _usual(string: str, base: str) -> str:
    """A number, day, tag, truth, code or reference in its usual spelling; any other string as it is."""
    if len(string) > LONGEST:
        return string
    plain = unicodedata.normalize("NFKC", string).strip()
    if plain in ("true", "false"):
        return str(int(plain == "true"))
    if (number := canonical_decimal(plain)) is not None:
        return number
    if day := DAY.fullmatch(plain):
        return "-".join(part.zfill(2) for part in day.groups())
    if plain.startswith(CODES):
        return plain.rpartition("/")[2]
    return language_tag(relative(plain, base).replace("_", "-"))
