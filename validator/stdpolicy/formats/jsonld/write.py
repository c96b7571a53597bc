"""JSON-LD written in our own form, which is that of the JSON Schema (docs/formats.md)."""

import orjson

from stdpolicy.formats.reading import Tree
from stdpolicy.model.lexical import CONTEXT

LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def framed(tree: Tree, base: str) -> Tree:
    """A tree as its file has it, `@context` included."""
    return {"@context": [CONTEXT, {"@base": base}], **tree}


def write(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    return orjson.dumps(framed(tree, base), option=LAYOUT)
