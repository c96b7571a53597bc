"""A place is right if an edit there changes just the value that the path leads to.

Each file is edited at the place that was found for a path, read again, and compared with the tree
before: so no test has to know how a notation is laid out.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
from edits import changes, edited
from layouts import LAYOUTS, document

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats import Notation, read
from stdpolicy.formats.reading import Reading
from stdpolicy.model import NodeType, TextType
from stdpolicy.model.edition import model
from stdpolicy.source import START, Source, Span

MODEL = model()


@cache
def layout(name: str) -> tuple[Source, Notation, Reading]:
    notation, make = LAYOUTS[name]
    source = Source(make().encode(), f"policy{notation.suffix}")
    found, reading = read(source)
    assert found is notation
    assert reading.tree is not None, reading.findings
    return source, notation, reading


def sorts(tree: Any, cls_name: str, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Each path of a tree with what it leads to, named by class, field and kind."""
    yield cls_name, path
    for field in MODEL.classes[cls_name].fields:
        value = tree.get(field.name)
        if value is None:
            continue
        at, what = (*path, field.name), f"{cls_name}.{field.name}"
        yield f"{what} key", (*at, KEY)
        if isinstance(field.type, TextType):
            for tag in value:
                yield f"{what} text {tag}", (*at, tag)
                yield f"{what} language {tag}", (*at, tag, KEY)
            continue
        items = [((*at, i), item) for i, item in enumerate(value)] if field.many else [(at, value)]
        for place, item in items:
            if isinstance(field.type, NodeType):
                yield from sorts(item, field.type.target, place)
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


OTHER_JSON = {"jsonld expanded", "jsonld flattened", "jsonld inline context"}
"""Here a key that is edited has no meaning any more, so that there is nothing to compare."""


@pytest.mark.parametrize(
    ("name", "one_in"),
    [
        *((notation.name, 3) for notation in dict.fromkeys(n for n, _ in LAYOUTS.values())),
        *(pytest.param(name, 1, marks=pytest.mark.slow) for name in LAYOUTS),
    ],
)
def test_an_edit_at_the_place_changes_the_value(name: str, one_in: int) -> None:
    source, notation, reading = layout(name)
    paths = sample(reading)[::one_in]
    if name in OTHER_JSON:
        paths = [path for path in paths if path[-1:] != (KEY,)]
    places = reading.places(paths)
    wrong = {}
    for path in paths:
        at = places[path].start
        node = leads_to_node(reading.tree, path)
        text = edited(source.text, at, notation, path, node=node)
        _, after = read(Source(text.encode(), source.name), notation)
        found = changes(reading.tree, after.tree)
        if not found or not all(concerns(change, path) for change in found):
            wrong[path] = (source.text[max(at - 20, 0) : at + 30], found[:3], after.findings)
    assert not wrong


@pytest.mark.parametrize("name", sorted(OTHER_JSON))
def test_keys_in_other_json_ld(name: str) -> None:
    source, _, reading = layout(name)
    paths = [path for path in sample(reading) if path[-1:] == (KEY,)]
    places = reading.places(paths)
    for path in paths:
        key, _ = json.JSONDecoder().raw_decode(source.text[places[path].start :])
        steps = {step for step in path[-3:-1] if isinstance(step, str)}
        names = {f.iri for _, f in MODEL.fields() if f.name in steps}
        assert key in steps | names | {step.lower() for step in steps}, path


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_not_there_has_the_place_of_what_holds_it(name: str) -> None:
    _, _, reading = layout(name)
    node: Path = ("goal", 0)
    missing: list[Path] = [(*node, "titel"), (*node, "titel", KEY), (*node, "target", 99, "x")]
    places = reading.places([node, (*node, "target"), *missing])
    assert places[missing[0]] == places[missing[1]] == places[node] != START
    assert places[missing[2]] >= places[node]


RDF = [name for name, (notation, _) in LAYOUTS.items() if notation.name not in ("jsonld", "xml")]


def said(source: Source, span: Span) -> str:
    return source.text[span.start : span.end]


@pytest.mark.parametrize("name", RDF)
def test_a_place_is_a_whole_token(name: str) -> None:
    """Each span alone is a term of Turtle: a literal with its quotes, an IRI with its brackets."""
    source, _, reading = layout(name)
    heads = directives(source.text)
    for path, span in reading.places(sample(reading)).items():
        token = said(source, span)
        if path[-1:] == (KEY,) and token.startswith("@"):
            token = f'"x"{token}'
        term = "<u:o>" if path[-1:] == (KEY,) and token[0] != '"' else token
        predicate = token if term != token else "<u:p>"
        assert list(ox.parse(f"{heads}\n<u:s> {predicate} {term} .", format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("name", RDF)
def test_a_string_stands_where_its_path_is_said_to_stand(name: str) -> None:
    source, _, reading = layout(name)
    strings = {
        path: value
        for path, value in leaves(reading.tree)
        if isinstance(value, str) and path[-1] not in ("id", "type")
    }
    for path, span in reading.places(strings).items():
        (quad,) = ox.parse(
            directives(source.text) + f"\n<u:s> <u:p> {said(source, span)} .",
            format=ox.RdfFormat.TURTLE,
        )
        assert quad.object.value.endswith(strings[path]), path


def directives(text: str) -> str:
    found = re.findall(r"(?im)(?<![^\s])@?(?:prefix \S* |base )<[^>]*>(?: \.)?", text)
    return "\n".join(found)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from leaves(item, (*path, at))
    else:
        yield path, value


def test_the_first_of_equal_strings_is_not_taken_for_the_second() -> None:
    text = document().to_bytes("turtle").decode()
    quote = document()["goal"][0]["quote"]
    twice = f'stdpol:heading "{quote}" ; stdpol:quote'
    source = Source(text.replace("stdpol:quote", twice).encode(), "p.ttl")
    _, reading = read(source)
    path: Path = ("goal", 0, "quote")
    span = reading.places([path])[path]
    assert source.text[: span.start].endswith("stdpol:quote ")
    assert said(source, span) == f'"{quote}"'


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_place_alone_is_the_same_as_among_others(name: str) -> None:
    """What is not looked for is passed over, and nothing of what is."""
    source, notation, reading = layout(name)
    paths = sample(reading)
    places = reading.places(paths)
    offsets = {span.start for span in places.values()}
    locations = notation.locations(source.text, offsets)
    for path in paths[::9]:
        assert reading.places([path]) == {path: places[path]}
        start = places[path].start
        alone = notation.locations(source.text, {start})
        assert alone == {at: said for at, said in locations.items() if at == start}
