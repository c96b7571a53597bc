"""A place is right if an edit there changes just the value that the path leads to.

Each file is edited at the place that was found for a path, read again, and compared with the tree
before: so no test has to know how a notation is laid out.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from edits import changes, edited
from layouts import LAYOUTS, document

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats import Format, read
from stdpolicy.formats.locate import find, locate
from stdpolicy.formats.reading import Reading
from stdpolicy.model import Kind, model
from stdpolicy.source import START, Place, Source

MODEL = model()


@cache
def layout(name: str) -> tuple[Source, Format, Reading]:
    format, make = LAYOUTS[name]
    source = Source(make().encode(), f"policy{format.suffix}")
    found, reading = read(source)
    assert found is format
    assert reading.tree is not None, reading.problems
    return source, format, reading


def sorts(tree: Any, cls_name: str, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Each path of a tree with what it leads to, named by class, field and kind."""
    yield cls_name, path
    for field in MODEL.classes[cls_name].fields:
        value = tree.get(field.name)
        if value is None:
            continue
        at, what = (*path, field.name), f"{cls_name}.{field.name}"
        yield f"{what} key", (*at, KEY)
        if field.kind is Kind.TEXT:
            for tag in value:
                yield f"{what} text {tag}", (*at, tag)
                yield f"{what} language {tag}", (*at, tag, KEY)
            continue
        items = [((*at, i), item) for i, item in enumerate(value)] if field.many else [(at, value)]
        for place, item in items:
            if field.kind is Kind.NODE:
                yield from sorts(item, field.targets[0], place)
            else:
                yield f"{what} {place[-1]}", place


def sample(reading: Reading) -> list[Path]:
    """The last path of each sort: the first could be right by accident."""
    assert reading.tree is not None
    return list(dict(sorts(reading.tree, "Policy")).values())


def leads_to_node(tree: Any, path: Path) -> bool:
    for step in path:
        tree = tree[step] if step != KEY else None
    return isinstance(tree, dict) and "type" in tree


def concerns(change: Path, path: Path) -> bool:
    """Whether a change is of the value, of its key, or of a property put into the node."""
    if path[-1:] != (KEY,):
        return change == path or change[:-1] == path
    return change[: len(path) - 1] == path[:-1] or change[:-1] == path[:-2]


def offset(source: Source, place: Place) -> int:
    at = 0
    for _ in range(place.line - 1):
        at = source.text.index("\n", at) + 1
    return at + place.column - 1


OTHER_JSON = {"jsonld expanded", "jsonld flattened", "jsonld inline context"}
"""Here a key that is edited has no meaning any more, so that there is nothing to compare."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_edit_at_the_place_changes_the_value(name: str) -> None:
    source, format, reading = layout(name)
    paths = sample(reading)
    if name in OTHER_JSON:
        paths = [path for path in paths if path[-1:] != (KEY,)]
    places = locate(source, format.value, reading, paths, MODEL)
    wrong = {}
    for path in paths:
        at = offset(source, places[path])
        node = leads_to_node(reading.tree, path)
        text = edited(source.text, at, format, path, node=node)
        _, after = read(Source(text.encode(), source.name), format)
        found = changes(reading.tree, after.tree)
        if not found or not all(concerns(change, path) for change in found):
            wrong[path] = (source.text[max(at - 20, 0) : at + 30], found[:3], after.problems)
    assert not wrong


@pytest.mark.parametrize("name", sorted(OTHER_JSON))
def test_keys_in_other_json_ld(name: str) -> None:
    source, format, reading = layout(name)
    paths = [path for path in sample(reading) if path[-1:] == (KEY,)]
    places = locate(source, format.value, reading, paths, MODEL)
    for path in paths:
        key, _ = json.JSONDecoder().raw_decode(source.text[offset(source, places[path]) :])
        steps = {step for step in path[-3:-1] if isinstance(step, str)}
        names = {f.iri for _, f in MODEL.fields() if f.name in steps}
        assert key in steps | names, path


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_not_there_has_the_place_of_what_holds_it(name: str) -> None:
    source, format, reading = layout(name)
    node: Path = ("goal", 0)
    missing: list[Path] = [(*node, "titel"), (*node, "titel", KEY), (*node, "target", 99, "x")]
    places = locate(source, format.value, reading, [node, (*node, "target"), *missing], MODEL)
    assert places[missing[0]] == places[missing[1]] == places[node] != START
    assert places[missing[2]] >= places[node]


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_iri_that_is_sought_is_found(name: str) -> None:
    source, format, reading = layout(name)
    iri = f"{reading.base}#goal1"
    if reading.direct:
        return  # readers of the tree itself have paths
    found = find(source, format.value, [iri, "urn:not:there"])
    assert found["urn:not:there"] == START
    assert "goal1" in source.text[offset(source, found[iri]) :][: len(iri) + 2]


def test_the_first_of_equal_strings_is_not_taken_for_the_second() -> None:
    text = document().to_bytes("turtle").decode()
    quote = document()["goal"][0]["quote"]
    source = Source(text.replace("sp:quote", f'sp:heading "{quote}" ; sp:quote').encode(), "p.ttl")
    _, reading = read(source)
    place = locate(source, "turtle", reading, [("goal", 0, "quote")], MODEL)["goal", 0, "quote"]
    assert source.line(place.line)[: place.column - 1].endswith("sp:quote ")
