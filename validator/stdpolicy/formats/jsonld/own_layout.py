"""JSON-LD in our own layout, read by a native parser that does not say what is odd about a text.

What this one writes again as it stood has no key twice, no escape and no number that another tool would
read differently; that each key means what the model says is left to the schema.
"""

from collections.abc import Collection, Mapping

import orjson

from stdpolicy.diagnostics import Path
from stdpolicy.formats.jsonld.read import OWN_LEVELS, has_our_context
from stdpolicy.formats.jsonld.write import LAYOUT
from stdpolicy.formats.reading import Reading, is_document_iri
from stdpolicy.source import Source, Span

MOST = 1_000_000
"""How large a file is read so, in bytes: while it does so the parser takes a dozen times that. In our layout it has
fewer nodes, objects and arrays than a document may have.
"""
TOO_DEEP = b" " * 2 * OWN_LEVELS


def read_own_layout(source: Source) -> Reading | None:
    """What a JSON text says if it is a canonical document, or None if it is not in our layout."""
    data = source.data
    if len(data) > MOST or TOO_DEEP in data:
        return None
    try:
        tree = orjson.loads(data)
        if orjson.dumps(tree, option=LAYOUT | orjson.OPT_STRICT_INTEGER) != data:
            return None
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    if not isinstance(tree, dict) or not has_our_context(tree):
        return None
    context = tree.pop("@context")
    base = context[1]["@base"]
    if not is_document_iri(base) or tree.get("id") != base:
        return None

    def locate(paths: Collection[Path]) -> Mapping[Path, Span]:
        from stdpolicy.formats.jsonld.places import places

        return places(source.text, paths)

    return Reading(tree, base, locate=locate)
