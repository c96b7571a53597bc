"""What a node costs is the same in a document of twice as many: calls are counted, allocations weighed; no
time is measured.

Bounds by which work on large documents is done piece by piece are lowered, so that small ones are large.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest
from work import peak

import stdpolicy
from stdpolicy import memo, source
from stdpolicy.checks.pipeline import opened
from stdpolicy.formats import output
from stdpolicy.formats.jsonld import own_layout

BODIES = 200
NOTATIONS = ("jsonld", "turtle", "xml")
CONVERSIONS = [pair for pair in product(NOTATIONS, repeat=2) if pair[0] != pair[1]]
Work = Callable[[bytes], object]


def registry(bodies: int, *, faulty: bool = False) -> bytes:
    """A registry in JSON-LD, of which each tenth body may have a parent that is not there."""
    base = "https://example.org/registry"
    described = [
        {
            "id": f"#body{at:04}",
            "type": "Body",
            "name": {"en": f"Department {at}", "zh-Hans": f"安柏县第{at}局"},
            "kind": "department",
            "level": "county",
            "parent": "#nowhere" if faulty and at % 10 == 5 else "#body0000",
        }
        for at in range(bodies)
    ]
    del described[0]["parent"]
    tree = {
        "@context": ["https://w3id.org/stdpolicy/context/0.2.jsonld", {"@base": base}],
        "id": base,
        "type": "Registry",
        "title": {"en": "Bodies", "zh-Hans": "机构名录"},
        "describesBody": described,
    }
    return json.dumps(tree, ensure_ascii=False, indent=2).encode()


def digest(data: bytes) -> str:
    return stdpolicy.load(data).digest()


def converted(to: str) -> Work:
    return partial(stdpolicy.convert, to=to)


def in_notation(notation: str, data: bytes) -> bytes:
    return data if notation == "jsonld" else stdpolicy.convert(data, notation)


WORK: list[Any] = [
    *(pytest.param(a, converted(b), False, id=f"{a} to {b}") for a, b in CONVERSIONS),
    *(pytest.param(one, stdpolicy.validate, False, id=f"validate {one}") for one in NOTATIONS),
    *(pytest.param(one, digest, False, id=f"hash {one}") for one in NOTATIONS),
    pytest.param("jsonld", stdpolicy.validate, True, id="validate jsonld with errors"),
]


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "MANY", 100)
    monkeypatch.setattr(own_layout, "MOST", 0)
    monkeypatch.setattr(source, "BLOCK", 5_000)
    monkeypatch.setattr(opened, "LARGE", 0)
    monkeypatch.setattr(memo, "KEPT", memo.Kept(memo.LIMIT))


@pytest.mark.parametrize(("notation", "work", "faulty"), WORK)
def test_memory_is_less_than_ten_times_the_file(notation: str, work: Work, faulty: bool) -> None:
    data = in_notation(notation, registry(BODIES, faulty=faulty))
    work(data)  # what is made once
    assert peak(partial(work, data)) + len(data) < 10 * len(data)


def calls(work: Work, data: bytes) -> int:
    """How many functions are called, ours and others."""
    memo.KEPT = memo.Kept(memo.LIMIT)
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work(data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(("notation", "work", "faulty"), WORK)
def test_calls_grow_with_the_nodes(notation: str, work: Work, faulty: bool) -> None:
    none, some, twice = (
        in_notation(notation, registry(size, faulty=faulty)) for size in (1, 101, 201)
    )
    work(twice)  # what is made once
    fixed = calls(work, none)
    assert calls(work, twice) - fixed < 2.1 * (calls(work, some) - fixed)


def test_of_a_large_document_more_is_kept() -> None:
    """Rules go through a document one after the other: what one has read the next finds."""
    asked: list[str] = []

    @memo.value
    def reading(text: str) -> str:
        asked.append(text)
        return text

    store = memo.KEPT = memo.Kept(4_000)
    texts = [f"provision {at}" for at in range(60)]
    store.suit(10 * memo.SUITED)
    for _ in range(3):
        assert [*map(reading, texts)] == texts
    assert len(asked) == 60
    store.suit(0)
    assert store.half == 2_000


def test_validation_says_how_large_a_document_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "SUITED", 1_000)
    data = registry(20)
    stdpolicy.validate(data)
    assert memo.KEPT.half == memo.LIMIT // 2 * len(data) // 1_000
