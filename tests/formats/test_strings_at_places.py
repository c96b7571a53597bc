"""The place of each string of a tree, in JSON of any form and in XML, holds that string."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path as File
from typing import Any

import pytest
from layouts import noisy
from other_json import HANDS, PROCESSORS

from examples_in_turn import EXAMPLES, SMALLEST, in_turn
from sampled import some
from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.formats.reading import Reading
from stdpolicy.formats.xmldoc import XML
from stdpolicy.model import Class, CodeType, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.source import START, Source


def strings(tree: Any, cls: Class, base: str, path: Path = ()) -> Iterator[tuple[Path, set[str]]]:
    """Each path to a value that is written as a string or number, and how it may be written."""
    for field in cls.fields:
        value = tree.get(field.name)
        if value is None:
            continue
        at = (*path, field.name)
        if isinstance(field.type, TextType):
            yield from (((*at, tag), {string}) for tag, string in value.items())
            continue
        items = [((*at, i), item) for i, item in enumerate(value)] if field.many else [(at, value)]
        for place, item in items:
            match field.type:
                case NodeType(target):
                    yield from strings(item, model().classes[target], base, place)
                case CodeType(scheme):
                    yield place, {item, scheme.namespace + item}
                case ReferenceType():
                    full = base + item if item[0] == "#" else item
                    yield place, {item, full, full.rpartition("/")[2]}
                case _:
                    yield place, {str(item).lower() if isinstance(item, bool) else str(item)}


def keys(tree: Any, cls: Class, path: Path = ()) -> Iterator[tuple[Path, set[str]]]:
    """The path of each key, and what it may be called."""
    for field in cls.fields:
        value = tree.get(field.name)
        if value is None:
            continue
        at = (*path, field.name)
        yield (*at, KEY), {field.name, field.iri}
        if isinstance(field.type, NodeType):
            below = model().classes[field.type.target]
            places = enumerate(value) if field.many else [(None, value)]
            for index, item in places:
                yield from keys(item, below, at if index is None else (*at, index))


def root(reading: Reading) -> Class:
    assert reading.findings == []
    assert reading.tree is not None
    return model().classes[reading.tree["type"]]


def words(text: str) -> str:
    """What a token of JSON stands for."""
    return str(json.loads(text)) if text[0] == '"' else text.lower()


def of_json(form: Any) -> tuple[Source, Reading]:
    source = Source(json.dumps(form, ensure_ascii=False, indent=1).encode())
    return source, JSONLD.read(source)


Said = list[tuple[Path, set[str], str]]
"""Paths, what each leads to as it may be written, and what stands at its place."""


def at_places(source: Source, reading: Reading) -> tuple[Said, Said]:
    """Of the strings of a tree and of its keys what stands at their places."""
    found: list[Said] = []
    for expected in (
        dict(strings(reading.tree, root(reading), reading.base)),
        dict(keys(reading.tree, root(reading))),
    ):
        assert expected
        places = reading.places(expected)
        found.append(
            [
                (path, expected[path], source.text[span.start : span.end])
                for path, span in places.items()
            ]
        )
    return found[0], found[1]


def check_json(source: Source, reading: Reading) -> None:
    values, called = at_places(source, reading)
    for path, expected, token in values:
        assert words(token) in expected, path
    for path, expected, token in called:
        assert {words(token), words(token).rpartition(":")[2]} & expected, path


@pytest.mark.parametrize("path", in_turn())
def test_json(path: File) -> None:
    source = Source.from_path(path)
    check_json(source, JSONLD.read(source))


OTHERS = (
    "PyLD expanded",
    "PyLD compacted",
    "PyLD flattened",
    "PyLD flattened, compacted",
    "pyoxigraph",
)
BY_HAND = sorted(HANDS.keys() - {"type maps", "id maps", "reversed", "our own"})


@pytest.mark.parametrize("form", some(OTHERS, 3))
def test_json_of_processors(form: str) -> None:
    own = json.loads((EXAMPLES / SMALLEST / "policy.jsonld").read_bytes())
    check_json(*of_json(PROCESSORS[form](own)))


@pytest.mark.parametrize("form", some(BY_HAND, 2))
def test_json_by_hand(form: str) -> None:
    own = json.loads((EXAMPLES / SMALLEST / "policy.jsonld").read_bytes())
    check_json(*of_json(HANDS[form](own)))


MARKUP = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|([^<]+)", re.DOTALL)


def content(text: str) -> str:
    """What the content of an element or an attribute stands for."""
    if text[0] in "\"'":
        return unescape(text[1:-1])
    return "".join(m[1] or unescape(m[2] or "") for m in MARKUP.finditer(text))


def prefixed(text: str) -> str:
    return re.sub(r"<(/?)([A-Za-z])", r"<\1标:\2", text).replace("xmlns=", "xmlns:标=")


@pytest.mark.parametrize("path", in_turn())
@pytest.mark.parametrize("form", [str, noisy, prefixed])
def test_xml(path: File, form: Any) -> None:
    source = Source(form(path.with_suffix(".xml").read_text(encoding="utf-8")).encode())
    values, called = at_places(source, XML.read(source))
    for at, expected, token in values:
        assert content(token) in expected, at
    for at, _, token in called:
        assert re.fullmatch(rf"<(?:标:)?{at[-2]}\b[^>]*>", token), at


@pytest.mark.parametrize("notation", [JSONLD, XML], ids=str)
def test_what_is_not_there_has_the_place_of_what_holds_it(notation: Any) -> None:
    source = Source.from_path(EXAMPLES / SMALLEST / f"policy{notation.suffix}")
    reading = notation.read(source)
    node: Path = ("goal", 0)
    paths: list[Path] = [(*node, "titel"), (*node, "titel", KEY), (*node, "label", "fr")]
    places = reading.places([node, (*node, "label"), *paths])
    assert places[node] == places[paths[0]] == places[paths[1]] != START
    assert places[paths[2]] == places[*node, "label"]
    assert source.text[places[node].start] in "{<"
