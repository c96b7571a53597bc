"""The package's regular expressions match alike under every version of Python that it takes.

Before CPython 3.11.5 a possessive repeat of a group goes on from wherever its last, failing turn had
come to (gh-106052). So a group is repeated in an atomic group, `(?>(?:…)*)`; where that would keep a
way back for each turn of a hostile file, possessively, but then a turn has to fail where it began: as
single characters do, and a choice whose last branch is `(?!)`.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import stdpolicy
from stdpolicy.model.iri import IriRegex
from stdpolicy.patterns import Regex

SINGLE = {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}
NEVER = str(parser.parse("(?!)"))


def parts(value: Any) -> Iterator[Any]:
    """The operations of a parsed pattern, at any depth."""
    if isinstance(value, tuple) and value and isinstance(value[0], type(op.LITERAL)):
        yield value
    if isinstance(value, list | tuple | parser.SubPattern):
        for each in value:
            yield from parts(each)


def fails_where_it_began(turn: Any) -> bool:
    """Whether a turn that fails has not moved on before: not behind what is tried by itself."""
    *before, (last, argument) = turn
    if before:
        optional = last is op.POSSESSIVE_REPEAT and argument[0] == 0 and simple(argument[2])
        return simple(before) and (optional or last in SINGLE)
    if last is op.SUBPATTERN:
        return fails_where_it_began(argument[-1])
    if last is op.BRANCH:
        branches = argument[1]
        return str(branches[-1]) == NEVER or all(map(fails_where_it_began, branches))
    return last in SINGLE or (last is op.POSSESSIVE_REPEAT and simple(argument[2]))


def simple(items: Any) -> bool:
    return all(operation in SINGLE for operation, _ in items)


def wrong(pattern: str, flags: int = 0) -> list[Any]:
    return [
        part
        for part in parts(parser.parse(pattern, flags & ~re.DEBUG))
        if part[0] is op.POSSESSIVE_REPEAT and not fails_where_it_began(part[1][2])
    ]


@pytest.mark.parametrize(
    "pattern", ["(?:ab?c)++", "(?:a|b(?!c))*+", "(?:a*b)?+", "((?:a(?!b)){2,}+)", "(;*+a)*+"]
)
def test_what_older_versions_match_wrongly_is_seen(pattern: str) -> None:
    assert wrong(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(?>(?:ab?c)+)", "(?:a|b(?!c)|(?!))*+", r"(?:\\.[^a]*+)*+", "a?+[b]*+", "(a|%[0-9])*+"],
)
def test_what_they_match_rightly_is_left_alone(pattern: str) -> None:
    assert not wrong(pattern)


@pytest.fixture(scope="module")
def compiled() -> list[tuple[str, str, int]]:
    """The patterns in the modules of the package: where, what and how."""
    found = []
    for module in pkgutil.walk_packages(stdpolicy.__path__, "stdpolicy."):
        if module.name.endswith("__main__"):
            continue
        if module.name == "stdpolicy.corpus.cluster" and not find_spec("distributed"):
            continue  # which the tests of corpora on a cluster install
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern | IriRegex | Regex):
                flags = getattr(value, "flags", 0)
                found.append((f"{module.name}.{name}", value.pattern, flags))
    return found


def test_no_pattern_has_a_possessive_repeat_that_older_versions_match_wrongly(
    compiled: list[tuple[str, str, int]],
) -> None:
    assert len(compiled) > 100
    assert {where: found for where, *pattern in compiled if (found := wrong(*pattern))} == {}


def begins(items: Any) -> tuple[set[int] | None, bool]:
    """The characters that a match may begin with, None for any, and whether it may be empty."""
    found: set[int] = set()
    for operation, argument in items:
        own, empty = begins_one(operation, argument)
        if own is None:
            return None, empty
        found |= own
        if not empty:
            return found, False
    return found, True


def begins_one(operation: Any, argument: Any) -> tuple[set[int] | None, bool]:
    match operation:
        case op.LITERAL:
            return {argument}, False
        case op.IN:
            return characters(argument), False
        case op.BRANCH:
            each = [begins(branch) for branch in argument[1]]
            if any(own is None for own, _ in each):
                return None, any(empty for _, empty in each)
            return set().union(*(own or () for own, _ in each)), any(empty for _, empty in each)
        case op.SUBPATTERN:
            return begins(argument[-1])
        case op.ATOMIC_GROUP:
            return begins(argument)
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            own, empty = begins(argument[2])
            return own, empty or argument[0] == 0
        case op.AT | op.ASSERT | op.ASSERT_NOT:
            return set(), True
    return None, False


def characters(items: Any) -> set[int] | None:
    """Those of a character class; None of one that says which are not in it."""
    found: set[int] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            found.add(value)
        elif kind is op.RANGE:
            found |= set(range(value[0], value[1] + 1))
        else:
            return None
    return found


def test_what_is_sought_begins_with_one_of_the_characters_that_are_looked_for(
    compiled: list[tuple[str, str, int]],
) -> None:
    guarded = 0
    for where, pattern, flags in compiled:
        (first, argument), *rest = [*parser.parse(pattern, flags & ~re.DEBUG)] or [(None, None)]
        if first is op.ASSERT and argument[0] == 1 and argument[1][0][0] is op.IN and rest:
            guard = argument[1][0]
            found, empty = begins(rest)
            assert found is not None, where
            assert not empty, where
            missing = found - (characters(guard[1]) or set())
            assert not missing, (where, "".join(map(chr, sorted(missing))))
            guarded += 1
    assert guarded > 10


WRITTEN = re.compile(r"(?<![\\(])\)(?:[*+?]|\{+[\d,]*\}+)\+")
LEFT = re.compile(r"\|\(\?!\)\)\*\+|\(\?:\\\\\.\[\^[^\]]*\]\*\+\)\*\+")
"""Those whose turns fail where they began."""


def test_nor_has_one_that_is_put_together_later() -> None:
    (package,) = stdpolicy.__path__
    for file in Path(package).rglob("*.py"):
        assert not WRITTEN.search(LEFT.sub("", file.read_text(encoding="utf-8"))), file
