"""JSON-LD: our own form read and written by key, any other read as RDF.

The form is that of docs/decisions and the JSON Schema: `@context` names the bundled context and
the document's IRI, so that the keys mean what the model says (JSON-LD 1.1, RFC 8259).
"""

import json
import math
import re
from typing import Any, NoReturn

import orjson
import pyoxigraph as ox

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.graph import read_graph
from stdpolicy.formats.locate import json_key_places
from stdpolicy.formats.reading import Reading, Tree, base_problem, is_document_iri, too_deep
from stdpolicy.model import CONTEXT, Model
from stdpolicy.resources import read as resource
from stdpolicy.source import START, Source

NO_BASE = "https://no-base.invalid/"
UNMAPPED = "https://unmapped.invalid/"
SAFE_INTEGER = 2**53 - 1


class Refused(Exception):
    """Carries the finding that stops a reader."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def write_jsonld(tree: Tree, base: str) -> bytes:
    """The canonical bytes: two spaces, LF, one final newline."""
    document = {"@context": [CONTEXT, {"@base": base}], **tree}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_jsonld(source: Source, model: Model) -> Reading:
    """Reads JSON-LD of our form directly and of any other form through RDF."""
    try:
        document = parse_json(source)
    except Refused as refused:
        return Reading(None, problems=[refused.problem])
    context = document.get("@context") if isinstance(document, dict) else None
    if isinstance(document, dict) and (
        context == CONTEXT or (isinstance(context, list) and context[:1] == [CONTEXT])
    ):
        return _read_direct(document, context)
    return _read_rdf(source, document, model)


# -- JSON ----------------------------------------------------------------------------------


def parse_json(source: Source) -> Any:
    """Strict JSON: no repeated keys, no number that tools would read differently."""
    repeated = False

    def pairs(items: list[tuple[str, Any]]) -> Tree:
        nonlocal repeated
        result = dict(items)
        if len(result) != len(items):
            repeated = True
        return result

    text = source.text
    try:
        document = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise Refused(
            Problem(
                rules.SYNTAX,
                f"expected well-formed JSON: {error.msg[0].lower()}{error.msg[1:]}",
                place=source.place(error.pos),
            )
        ) from None
    except RecursionError:
        raise Refused(too_deep()) from None
    except _Number as error:
        found = str(error)
        shown = found if len(found) <= 20 else f"a number of {len(found)} characters"
        raise Refused(
            Problem(
                rules.NUMBER,
                f"expected a finite number of at most 15 digits, found {shown}",
                place=source.place(_number_offset(text, found)),
                hint="write decimals as strings in quotes",
            )
        ) from None
    if repeated:
        key, places = json_key_places(source)
        raise Refused(
            Problem(
                rules.DUPLICATE_KEY,
                f"the key {json.dumps(key, ensure_ascii=False)} stands twice in this object, "
                f"first at line {places[0].line}, column {places[0].column}",
                place=places[1],
                hint="remove one of the two",
            )
        )
    return document


class _Number(Exception):
    """A number that is refused, as written."""


def _integer(digits: str) -> int:
    if len(digits) > 16 or abs(value := int(digits)) > SAFE_INTEGER:
        raise _Number(digits)
    return value


def _float(digits: str) -> float | int:
    if len(digits) > 400 or not math.isfinite(value := float(digits)):
        raise _Number(digits)
    # JSON-LD takes 1.0 for the integer 1 (JSON-LD 1.1 API, section 8.2.2).
    return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value


def _constant(name: str) -> NoReturn:
    raise _Number(name)


def _number_offset(text: str, number: str) -> int:
    found = re.search(r"(?<=[\s:\[,])" + re.escape(number) + r"(?=[\s,\]}]|$)", text)
    return found.start() if found else 0


# -- our form ------------------------------------------------------------------------------


def _read_direct(document: Tree, context: Any) -> Reading:
    base = None
    if isinstance(context, list) and len(context) == 2 and isinstance(context[1], dict):
        if list(context[1]) == ["@base"]:
            base = context[1]["@base"]
    tree = {key: value for key, value in document.items() if key != "@context"}
    if base is None:
        problem = Problem(
            rules.BASE,
            "expected @context to be the stdpolicy context and an object with @base only",
            path=("@context",),
            hint=f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]',
        )
        return Reading(None, problems=[problem])
    problems = []
    if not is_document_iri(base):
        problems.append(base_problem(base, ("@context", 1, "@base")))
    elif "id" in tree and tree["id"] != base:
        problems.append(
            Problem(
                rules.BASE,
                "the id of the document differs from @base",
                path=("id",),
                hint=f'write "id": "{base}"',
            )
        )
    return Reading(None if problems else tree, base, problems)


# -- any other form ------------------------------------------------------------------------


def _read_rdf(source: Source, document: Any, model: Model) -> Reading:
    """Expands with the bundled context in place of its IRI; sentinels show what would be lost."""
    try:
        document = _inline(document)
    except Refused as refused:
        return Reading(None, problems=[refused.problem], direct=False)
    except RecursionError:
        return Reading(None, problems=[too_deep()], direct=False)
    wrapped = {"@context": [{"@vocab": UNMAPPED}], "@graph": document}
    try:
        quads = list(
            ox.parse(orjson.dumps(wrapped), format=ox.RdfFormat.JSON_LD, base_iri=NO_BASE)
        )
    except (SyntaxError, ValueError, TypeError) as error:
        problem = Problem(rules.SYNTAX, f"expected JSON-LD: {_sentence(error)}", place=START)
        return Reading(None, problems=[problem], direct=False)
    problems = list(_sentinels(quads))
    if problems:
        return Reading(None, problems=problems, direct=False)
    return read_graph(quads, model)


def _sentence(error: Exception) -> str:
    message = str(error).strip().splitlines()[0] if str(error).strip() else "not understood"
    return message[0].lower() + message[1:]


def _inline(value: Any) -> Any:
    """Replaces the IRI of the bundled context by its content and refuses any other reference."""
    if isinstance(value, list):
        return [_inline(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, item in value.items():
        if key == "@import":
            raise _refused(item)
        result[key] = _inline_context(item) if key == "@context" else _inline(item)
    return result


def _inline_context(context: Any) -> Any:
    if isinstance(context, str):
        if context != CONTEXT:
            raise _refused(context)
        return json.loads(resource("schema/context.jsonld"))["@context"]
    if isinstance(context, list):
        return [_inline_context(item) for item in context]
    return _inline(context)


def _refused(context: object) -> Refused:
    return Refused(
        Problem(
            rules.CONTEXT_REFUSED,
            f"the context {json.dumps(context, ensure_ascii=False)} is not bundled and not fetched",
            hint=f"write the context inline, or use {CONTEXT}",
            path=("@text", str(context)),
        )
    )


def _sentinels(quads: list[ox.Quad]) -> list[Problem]:
    """Keys and codes that no context defines, and ids that are relative to nothing."""
    unmapped: dict[str, None] = {}
    relative: dict[str, None] = {}
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode):
                if term.value.startswith(UNMAPPED):
                    unmapped[term.value.removeprefix(UNMAPPED)] = None
                elif term.value.startswith(NO_BASE):
                    relative[term.value.removeprefix(NO_BASE)] = None
    problems = [
        Problem(
            rules.UNMAPPED,
            f"no context defines {json.dumps(name, ensure_ascii=False)}",
            path=("@text", name),
            hint="mend the spelling, or define it in the context",
        )
        for name in unmapped
    ]
    if relative:
        problems.append(base_problem(next(iter(relative)), ("@text", next(iter(relative)))))
    return problems
