"""JSON-LD written in our own form, which is that of the JSON Schema (docs/formats.md)."""

import json

import orjson

from stdpolicy.formats.reading import Tree
from stdpolicy.model.edition import model
from stdpolicy.source import Source

LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
SCHEMA = "$schema"
"""The key by which editors find a schema. It is no content: only `fmt` keeps it."""


def framed(tree: Tree, base: str) -> Tree:
    """A tree as its file has it, `@context` included."""
    return {"@context": [model().context, {"@base": base}], **tree}


def write(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    return orjson.dumps(framed(tree, base), option=LAYOUT)


def keep_schema(source: Source, data: bytes) -> bytes:
    """The canonical bytes of a file with the schema that it names, first of all its keys."""
    named = json.loads(source.text) if b"schema" in source.data else None
    schema = named.get(SCHEMA) if isinstance(named, dict) else None
    if not isinstance(schema, str):
        return data
    return b'{\n  "$schema": ' + orjson.dumps(schema) + b"," + data.removeprefix(b"{")
