"""JSON-LD read: our own form by key, any other as RDF (JSON-LD 1.1).

Our form is that of the JSON Schema (docs/formats.md). Its `@context` names the bundled context and
the document's IRI and there is no other keyword, so that each key means what the model says.
"""

import re
from typing import Any

from stdpolicy.diagnostics import Advice, Code, Message
from stdpolicy.formats import rules
from stdpolicy.formats.jsonld.places import places
from stdpolicy.formats.jsonld.rdf import read_as_rdf
from stdpolicy.formats.jsonld.strict import parse
from stdpolicy.formats.jsonld.tokens import beyond, depth
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    MAX_NODES,
    Reading,
    Refused,
    Tree,
    base_finding,
    check_count,
    is_document_iri,
    root_finding,
    too_deep,
)
from stdpolicy.model import model
from stdpolicy.model.lexical import CONTEXT
from stdpolicy.source import Source

LEVELS = 240
"""Of objects and arrays; orjson stops at 254. The nodes are counted when the tree is built."""
OWN_LEVELS = 2 * MAX_DEPTH
"""In our form a node takes two levels, its own object and the array that it stands in."""
ID = re.compile(r'"(?:@|\\u0040)?+(?:i|\\u0069)(?:d|\\u0064)"\s*+:')

OTHER_ID = Message(
    rules.BASE.code,
    "other-id",
    "the id of the document differs from @base",
    Advice("id", 'write "id": "{base}"'),
)
NO_BASE = Message(
    rules.BASE.code,
    "no-base",
    "expected @context to be the stdpolicy context and an object with @base, found no @base",
    Advice("base", f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]'),
)


def read(source: Source) -> Reading:
    """Reads JSON-LD of any form; the tree is as found."""
    try:
        levels = _bounded(source)
        document = parse(source)
        match document:
            case {"@context": [str(first), {"@base": base, **others}]} if (
                first == CONTEXT and not others and _means_itself(document, base)
            ):
                if levels > OWN_LEVELS:
                    raise Refused(too_deep(beyond(source.text, OWN_LEVELS)))
                del document["@context"]
                return _by_key(document, base, source)
            case {"@context": context} if context in (CONTEXT, [CONTEXT]):
                raise Refused(NO_BASE(("@context",)))
        return read_as_rdf(document, source)
    except Refused as refused:
        return Reading(None, findings=[refused.finding], locate=_locate(source))


def _bounded(source: Source) -> int:
    """The depth of a text. Raises Refused where it has too many levels or nodes."""
    levels = depth(source.data)
    if levels > LEVELS:
        raise Refused(too_deep(beyond(source.text, LEVELS)))
    if source.data.count(b":") > MAX_NODES:
        check_count(sum(1 for _ in ID.finditer(source.text)))
    return levels
