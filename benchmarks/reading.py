"""Our readers, and the verdict, beside what a native library does with the same bytes.

The libraries only parse, or judge by the same JSON Schema; our readers give the tree of a document and
what is odd about its text, and the verdict the canonical tree.
"""

import json
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jsonschema_rs
import orjson
import pyoxigraph as ox
from lxml import etree
from timing import Job

import stdpolicy
from stdpolicy.formats import read
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Source
from stdpolicy.verdict import judge

SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "stdpolicy.schema.json"


def jobs(document: bytes) -> dict[str, dict[str, Job]]:
    """Each task on a JSON-LD document, by us and by a library.

    Raises RuntimeError if it is not read as a document in each form.
    """
    xml, turtle = (stdpolicy.convert(document, name) for name in ("xml", "turtle"))
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    other = ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes={"": NAMESPACE}) or b""
    for data in (document, xml, turtle, other):
        if judge(Source(data)).document is None:
            raise RuntimeError("a valid document was refused")
    schema = jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    return {
        "read XML": _beside(_read, xml, "lxml", etree.fromstring),
        "read Turtle in our layout": _beside(_read, turtle, "pyoxigraph", _parse),
        "read any other Turtle": _beside(_read, other, "pyoxigraph", _parse),
        "take the verdict": _beside(
            _judge,
            document,
            "jsonschema-rs with orjson",
            lambda data: schema.is_valid(orjson.loads(data)),
        ),
    }


def _beside(
    ours: Callable[[bytes], object], data: bytes, peer: str, theirs: Callable[[bytes], object]
) -> dict[str, Job]:
    return {"stdpolicy": partial(ours, data), peer: partial(theirs, data)}


def _read(data: bytes) -> object:
    return read(Source(data))


def _judge(data: bytes) -> object:
    return judge(Source(data))


def _parse(data: bytes) -> None:
    deque(ox.parse(data, format=ox.RdfFormat.TURTLE), maxlen=0)
