"""Readers and places take memory in proportion to a file, and no more steps than it has tokens.

Steps are those of our own code, counted by the interpreter; no time is measured.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from work import peak, steps

from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.formats.notation import Notation
from stdpolicy.formats.xmldoc import XML
from stdpolicy.model.edition import model
from stdpolicy.source import Source

OURS = (
    '{"@context":["https://w3id.org/stdpolicy/context/0.2.jsonld",{"@base":"https://e.org/r"}%s],'
    '"id":"https://e.org/r","type":"Registry","title":{"zh":"x"},'
)
MORE = (
    ',{"n":"@nest","m":{"@id":"https://w3id.org/stdpolicy/ns#describesBody","@container":"@type"}}'
)
ELEMENT = (
    '<Registry xmlns="https://w3id.org/stdpolicy/ns#" xml:base="https://e.org/r">%s</Registry>'
)


def bodies(count: int, *, id: str = '"id":"#b%d",', type: str = '"type":"Body",') -> str:
    node = "{" + id + type + '"kind":"zzz","name":{"zh":"x"}}'
    return "[" + ",".join(node % at if "%" in node else node for at in range(count)) + "]"


def keys(count: int) -> str:
    return ",".join(f'"k{at}":1' for at in range(count))


JSON: dict[str, Callable[[int], str]] = {
    "our form": lambda n: OURS % "" + f'"describesBody":{bodies(n)}}}',
    "nested by @nest": lambda n: (
        OURS % MORE + '"n":{' * 180 + f'"describesBody":{bodies(n)}' + "}" * 181
    ),
    "without ids": lambda n: OURS % MORE + f'"describesBody":{bodies(n, id="")}}}',
    "in a list": lambda n: OURS % MORE + f'"describesBody":{{"@list":{bodies(n)}}}}}',
    "in a type map": lambda n: OURS % MORE + f'"m":{{"Body":{bodies(n, type="")}}}}}',
    "orphans": lambda n: OURS % MORE + f'"@included":{bodies(n)}}}',
    "undefined keys": lambda n: '{"@context":{},"@id":"https://e.org/r",' + keys(n) + "}",
    "keys 900 deep": lambda n: '{"a":' * 900 + "{" + keys(n) + "}" * 901,
    "keys 900 deep, cut": lambda n: '{"a":' * 900 + "{" + keys(n),
    "a key twice, 200 deep": lambda n: '{"a":' * 200 + "{" + keys(n) + ',"k0":1' + "}" * 201,
    "brackets": lambda n: "[" * n,
    "brackets in strings": lambda n: '["' + "[{" * n + '"]',
}
ELEMENTS: dict[str, Callable[[int], str]] = {
    "attributes": lambda n: ELEMENT % ('<describesBody z="1"><kind>z</kind></describesBody>' * n),
    "text": lambda n: ELEMENT % ("x<describesBody><kind>z</kind></describesBody>" * n),
    "unknown": lambda n: ELEMENT % "".join(f"<u{at}/>y" for at in range(n)),
    "900 deep": lambda n: ELEMENT % ("<u>" * 900 + "<kind/>" * n + "</u>" * 900),
    "prefixes": lambda n: ELEMENT % "".join(f'<p:u xmlns:p="urn:x:{at}"/>' for at in range(n)),
}
CASES: list[Any] = [
    pytest.param(notation, make, id=f"{notation} {name}")
    for notation, cases in ((JSONLD, JSON), (XML, ELEMENTS))
    for name, make in cases.items()
]


def look(notation: Notation, source: Source) -> None:
    """Reads a file and places what was found, and many values of the tree."""
    reading = notation.read(source)
    paths = [finding.path for finding in reading.findings if finding.span is None]
    reading.places([*paths, *(("describesBody", at, "kind") for at in range(300))])


@pytest.mark.slow
@pytest.mark.parametrize(("notation", "make"), CASES)
def test_steps_grow_with_the_file(notation: Notation, make: Callable[[int], str]) -> None:
    model()  # compiled once, which is no step of a file
    look(notation, Source(make(2).encode()))
    few, many = (
        steps(partial(look, notation, Source(make(count).encode()))) for count in (400, 1600)
    )
    assert many < 5 * few


@pytest.mark.slow
@pytest.mark.parametrize(("notation", "make"), CASES)
def test_memory_grows_with_the_file(notation: Notation, make: Callable[[int], str]) -> None:
    look(notation, Source(make(2).encode()))
    few, many = (
        peak(partial(look, notation, Source(make(count).encode()))) for count in (400, 1600)
    )
    assert many < 5 * few + 100_000  # what a dictionary sets aside as it grows


def test_levels_are_counted_before_anything_is_built() -> None:
    data = JSON["keys 900 deep"](300_000).encode()
    source = Source(data)
    assert peak(partial(JSONLD.read, source)) < 10 * len(data)
    (finding,) = JSONLD.read(source).findings
    assert finding.rule.code == "SP108"
    assert finding.span is not None
    assert source.text[: finding.span.start].count("{") == 240
