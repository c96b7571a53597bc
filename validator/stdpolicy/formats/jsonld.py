"""JSON-LD: our own form read and written by key, any other read as RDF.

The form is that of docs/decisions and the JSON Schema: `@context` names the bundled context and
the document's IRI, so that the keys mean what the model says (JSON-LD 1.1, RFC 8259).
"""

import json
from typing import Any

import orjson

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.jsonld_rdf import read_as_rdf
from stdpolicy.formats.reading import (
    Reading,
    Refused,
    Tree,
    base_problem,
    check_bounds,
    is_document_iri,
)
from stdpolicy.formats.strict_json import parse_json
from stdpolicy.model import Model
from stdpolicy.model.lexical import CONTEXT
from stdpolicy.source import Source

LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def framed(tree: Tree, base: str) -> Tree:
    """A tree as its file has it, `@context` included."""
    return {"@context": [CONTEXT, {"@base": base}], **tree}


def write_jsonld(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    return orjson.dumps(framed(tree, base), option=LAYOUT)


def read_jsonld(source: Source, model: Model) -> Reading:
    """Reads JSON-LD of our form directly and of any other form through RDF."""
    try:
        document = parse_json(source)
        match document:
            case {"@context": [str(first), {"@base": base, **others}]} if (
                first == CONTEXT and not others
            ):
                check_bounds(document)
                del document["@context"]
                return _read_direct(document, base, model)
            case {"@context": context} if context in (CONTEXT, [CONTEXT]):
                raise Refused(_no_base())
        return read_as_rdf(document, model)
    except Refused as refused:
        return Reading(None, problems=[refused.problem])


def _read_direct(tree: Tree, base: Any, model: Model) -> Reading:
    if not is_document_iri(base):
        raise Refused(base_problem(base, ("@context", 1, "@base")))
    if tree.get("id", base) != base:
        raise Refused(
            Problem(
                rules.BASE,
                "the id of the document differs from @base",
                path=("id",),
                hint=f'write "id": "{base}"',
            )
        )
    if tree.get("type") not in model.roots:
        expected = ", ".join(model.roots[:-1]) + " or " + model.roots[-1]
        found = json.dumps(tree["type"], ensure_ascii=False) if "type" in tree else "none"
        message = f"expected a document of type {expected}, found {found}"
        raise Refused(Problem(rules.ROOT, message, ("type",)))
    return Reading(tree, base)


def _no_base() -> Problem:
    return Problem(
        rules.BASE,
        "expected @context to be the stdpolicy context and an object with @base, found no @base",
        path=("@context",),
        hint=f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]',
    )
