"""A place is right if an edit there changes just the value that the path leads to.

Each file is edited at the place that was found for a path, read again, and compared with the tree
before: so no test has to know how a notation is laid out.
"""

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree
from pyld import jsonld

import stdpolicy
from stdpolicy.diagnostics import KEY
from stdpolicy.diagnostics import Path as DataPath
from stdpolicy.formats import Format, read
from stdpolicy.formats.locate import find, locate
from stdpolicy.formats.reading import Reading
from stdpolicy.model import NAMESPACE, Kind, Model, model
from stdpolicy.resources import read as resource
from stdpolicy.source import START, Source

POLICY = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"
MODEL = model()
CONTEXT = json.loads(resource("schema/context.jsonld"))["@context"]


# -- one document in many layouts ------------------------------------------------------------


def own() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(POLICY.read_bytes())
    return tree


def inlined() -> dict[str, Any]:
    return own() | {"@context": [CONTEXT, own()["@context"][1]]}


def spaced() -> str:
    text = json.dumps(own(), ensure_ascii=True, indent="\t \t", separators=(" \r\n,", "\t: "))
    return "\ufeff \r\n" + text.replace("/", "\\/")


def quads(graph: ox.NamedNode | None = None) -> list[ox.Quad]:
    found = ox.parse(stdpolicy.convert(POLICY, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
    return [ox.Quad(q.subject, q.predicate, q.object, graph) for q in found]  # type: ignore[arg-type]


def by_oxigraph(syntax: ox.RdfFormat, graph: str = "") -> str:
    prefixes = {"政": NAMESPACE, "": "http://purl.org/dc/terms/", "k.d-9": f"{base()}#"}
    named = ox.NamedNode(graph) if graph else None
    lines = bool(graph) and syntax is ox.RdfFormat.N_QUADS
    data = ox.serialize(quads(named), format=syntax, prefixes=None if lines else prefixes)
    assert isinstance(data, bytes)
    return data.decode()


def by_rdflib() -> str:
    graph = stdpolicy.load(POLICY).to_rdflib()
    graph.bind("x", NAMESPACE)
    return graph.serialize(format="turtle")


def long_strings() -> str:
    text = stdpolicy.convert(POLICY, "turtle").decode()
    lines = [
        f'{line[: line.index(chr(34))]}\'\'\'{rest.rpartition(chr(34))[0]}\'\'\'{rest.rpartition(chr(34))[2]}'
        if (rest := line.partition('"')[2]) and "'" not in rest
        else line
        for line in text.split("\n")
    ]
    text = "\n".join(lines).replace(" ;\n", " # <#c> sp:x \"'\n;\t")
    return text.replace("@prefix sp: <", "PREFIX sp: <").replace("ns#> .", "ns#>")


def one_line() -> str:
    text = stdpolicy.convert(POLICY, "turtle").decode()
    return text.replace("\n    ", "").replace(" ;sp:", ";sp:").replace(" .\n", ".")


def with_prefix() -> str:
    root = etree.fromstring(stdpolicy.convert(POLICY, "xml"))
    renamed = etree.Element(root.tag, dict(root.attrib), nsmap={"标": NAMESPACE})
    renamed.extend(root)
    return etree.tostring(renamed, encoding="unicode").replace("\n", "").replace("><", ">\r\n<")


def with_noise() -> str:
    text = stdpolicy.convert(POLICY, "xml").decode()
    return (
        text.replace("<quote>", "<!-- <quote>x</quote> \" ' > --><quote\n  ><![CDATA[")
        .replace("</quote>", "]]></quote\n><?pi <order>?>")
        .replace('<provision id="', "<provision\n\tid = '")
        .replace('">\n    <order>', "'>\n    <order>")
        if "'" not in text
        else text.replace("<quote>", "<!-- <quote>x</quote> \" ' > --><quote\n  ><![CDATA[").replace(
            "</quote>", "]]></quote\n><?pi <order>?>"
        )
    )


LAYOUTS: dict[str, tuple[Format, Callable[[], str]]] = {
    "jsonld": (Format.JSONLD, lambda: POLICY.read_text(encoding="utf-8")),
    "jsonld-minified": (Format.JSONLD, lambda: json.dumps(own(), separators=(",", ":"))),
    "jsonld-spaced": (Format.JSONLD, spaced),
    "jsonld-expanded": (Format.JSONLD, lambda: json.dumps(jsonld.expand(inlined()))),
    "jsonld-flattened": (Format.JSONLD, lambda: json.dumps(jsonld.flatten(inlined(), None))),
    "jsonld-inline-context": (Format.JSONLD, lambda: json.dumps(inlined(), indent=1)),
    "turtle": (Format.TURTLE, lambda: stdpolicy.convert(POLICY, "turtle").decode()),
    "turtle-oxigraph": (Format.TURTLE, lambda: by_oxigraph(ox.RdfFormat.TURTLE)),
    "turtle-rdflib": (Format.TURTLE, by_rdflib),
    "turtle-long-strings": (Format.TURTLE, long_strings),
    "turtle-one-line": (Format.TURTLE, one_line),
    "ntriples": (Format.NTRIPLES, lambda: stdpolicy.convert(POLICY, "ntriples").decode()),
    "nquads": (Format.NQUADS, lambda: by_oxigraph(ox.RdfFormat.N_QUADS, "https://example.org/g")),
    "trig": (Format.TRIG, lambda: by_oxigraph(ox.RdfFormat.TRIG, "https://example.org/g")),
    "xml": (Format.XML, lambda: stdpolicy.convert(POLICY, "xml").decode()),
    "xml-prefixed": (Format.XML, with_prefix),
    "xml-noise": (Format.XML, with_noise),
}


@cache
def base() -> str:
    return stdpolicy.load(POLICY).base


@cache
def layout(name: str) -> tuple[Source, Format, Reading]:
    format, make = LAYOUTS[name]
    source = Source(make().encode(), f"policy{format.suffix}")
    found, reading = read(source)
    assert found is format
    assert reading.tree is not None, reading.problems
    return source, format, reading


# -- paths of every kind ---------------------------------------------------------------------


def paths(tree: Any, cls_name: str, model: Model, path: DataPath = ()) -> Iterator[tuple[str, DataPath]]:
    """Each path with what it leads to, named by class, field and kind."""
    cls = model.classes[cls_name]
    yield f"{cls_name} node", path
    for field in cls.fields:
        value = tree.get(field.name)
        at = (*path, field.name)
        if value is None:
            continue
        what = f"{cls_name} {field.name}"
        yield f"{what} key", (*at, KEY)
        if field.kind is Kind.TEXT:
            for tag in value:
                yield f"{what} text", (*at, tag)
                yield f"{what} language", (*at, tag, KEY)
            continue
        items = [((*at, i), v) for i, v in enumerate(value)] if field.many else [(at, value)]
        for place, item in items:
            if field.kind is Kind.NODE:
                yield from paths(item, field.targets[0], model, place)
            else:
                yield f"{what} {field.kind}", place


def sample(reading: Reading) -> list[DataPath]:
    """One path of each sort, always the same ones."""
    assert reading.tree is not None
    choice = random.Random(7)
    by_sort: dict[str, list[DataPath]] = {}
    for sort, path in paths(reading.tree, "Policy", MODEL):
        by_sort.setdefault(sort, []).append(path)
    return [choice.choice(found) for found in by_sort.values()]


# -- the edit --------------------------------------------------------------------------------

SUBJECT = len("<>")


def edited(text: str, at: int, path: DataPath, format: Format) -> str:
    """The text with a small change of what stands at an offset."""
    rest = text[at:]
    if format is Format.XML and path[-1] == KEY and rest[0] == "<":
        name = rest[1:].split(">")[0].split()[0].rstrip("/")
        end = text.index(f"</{name}", at) if not is_empty(rest) else None
        if end is not None:
            text = f"{text[:end]}</{name}x{text[end + len(name) + 2 :]}"
        return f"{text[:at]}<{name}x{text[at + len(name) + 1 :]}"
    if format is Format.XML and rest[0] == "<" and not rest.startswith("<![CDATA["):
        end = at + end_of_tag(rest)
        return f"{text[:end]} <zzz/>{text[end:]}"
    if rest.startswith("<![CDATA["):
        return text[: at + 9] + "x" + text[at + 9 :]
    if format is Format.JSONLD and rest[0] == "{":
        return f'{text[: at + 1]}"urn:z:z": "1",{text[at + 1 :]}'
    if format is Format.JSONLD and rest[0] in "0123456789tf":
        return f"{text[:at]}null{text[at + len(rest.split(',')[0].split('}')[0].split()[0]) :]}"
    if format not in (Format.JSONLD, Format.XML) and leads_to_node(path):
        end = at + (rest.index(">") + 1 if rest[0] == "<" else len(rest.split()[0]))
        if format in (Format.NTRIPLES, Format.NQUADS):
            graph = " <https://example.org/g>" if format is Format.NQUADS else ""
            return f'{text[:at]}{rest[: end - at]} <urn:z:z> "1"{graph} .\n{text[at:]}'
        return f'{text[:end]} <urn:z:z> "1" ; {text[end:]}'
    for quote in ('"""', "'''", '"', "'", "<"):
        if rest.startswith(quote):
            skip = len(quote)
            if quote == "<" and ":" in rest[: rest.index(">")]:
                skip = rest.index(">")
            return f"{text[: at + skip]}x{text[at + skip :]}"
    if rest[0] == "@":
        return f"{text[: at + 1]}x{text[at + 1 :]}"
    if format is not Format.XML and rest.split()[0] in ("true", "false"):
        return f'{text[:at]}"x"{text[at + len(rest.split()[0].rstrip(";.,")) :]}'
    if format is not Format.XML and rest[0].isdigit():
        return f'{text[:at]}"x{rest[0]}"{text[at + len(str(int(rest.split()[0].rstrip(";.,")))) :]}'
    if format is not Format.XML:
        colon = at + rest.index(":") + 1
        return f"{text[:colon]}x{text[colon:]}"
    return f"{text[:at]}x{text[at:]}"


def is_empty(rest: str) -> bool:
    return rest[: end_of_tag(rest)].endswith("/>")


def end_of_tag(rest: str) -> int:
    quote = ""
    for at, char in enumerate(rest):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == ">":
            return at + 1
    raise AssertionError("no end of tag")


def leads_to_node(path: DataPath) -> bool:
    tree: Any = layout("jsonld")[2].tree
    if path[-1:] == (KEY,):
        return False
    for step in path:
        tree = tree[step]
    return isinstance(tree, dict) and "type" in tree


def changes(before: Any, after: Any, path: DataPath = ()) -> Iterator[DataPath]:
    """The paths at which two trees differ, as deep as can be told."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(k for k in after if k not in before)]:
            if key not in before or key not in after:
                yield (*path, key)
            else:
                yield from changes(before[key], after[key], (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from changes(one, other, (*path, at))
    elif before != after:
        yield path


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_edit_at_the_place_changes_the_value(name: str) -> None:
    source, format, reading = layout(name)
    wanted = sample(reading)
    places = locate(source, format.value, reading, wanted, MODEL)
    wrong = []
    for path in wanted:
        at = source.text.index("\n".join(source.text.split("\n")[places[path].line - 1 :])) if False else (
            offset(source, places[path])
        )
        text = edited(source.text, at, path, format)
        _, after = read(Source(text.encode(), source.name), format)
        found = [
            tuple(step for step in p)
            for p in (changes(reading.tree, after.tree) if after.tree is not None else [])
        ]
        if not found or any(not related(p, path) for p in found):
            wrong.append((path, places[path], text[max(at - 30, 0) : at + 40], found, after.problems))
    assert not wrong


def offset(source: Source, place: tuple[int, int]) -> int:
    line, column = place
    at = 0
    for _ in range(line - 1):
        at = source.text.index("\n", at) + 1
    return at + column - 1


def related(found: DataPath, path: DataPath) -> bool:
    """Whether a change is of the value, of its key, or of a property put into the node."""
    target = path[:-1] if path[-1:] == (KEY,) else path
    return found == target or found[:-1] == target or (path[-1:] == (KEY,) and found[:-1] == target[:-1])
