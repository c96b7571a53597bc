"""JSON-LD that is not of our form, read as RDF: expanded, flattened, with another context inline.

No context is fetched: that of stdpolicy is bundled, others are refused by name. A JSON-LD
processor drops what it does not understand without a word; here sentinels, and a look at what
arrived, show it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pyoxigraph as ox

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.graph import read_graph
from stdpolicy.formats.reading import (
    Reading,
    Refused,
    base_problem,
    check_bounds,
    lowered,
    too_deep,
)
from stdpolicy.model import Model
from stdpolicy.model.lexical import CONTEXT
from stdpolicy.resources import read as resource

NO_BASE = "https://no-base.invalid/"
UNMAPPED = "https://unmapped.invalid/"
KEYWORD = re.compile("@[A-Za-z]+")
KEYWORDS = {
    *("@context", "@graph", "@id", "@included", "@language", "@list", "@nest", "@none"),
    *("@reverse", "@set", "@type", "@value"),
}
"""The keywords that carry meaning in RDF (JSON-LD 1.1, section 1.7)."""
LEVELS = 240
"""Of objects and arrays; orjson stops at 254. The nodes are counted when the tree is built."""
MAX_CONTEXTS = 100
"""How often a document may name the bundled context, which is put in each time."""


NO_CONTEXT = Problem(
    rules.UNMAPPED,
    "expected @context at the start of the document, found none: its keys have no meaning",
    hint=f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]',
)


def read_as_rdf(document: Any, model: Model) -> Reading:
    """The document that any JSON-LD describes. Raises Refused."""
    check_bounds(document, LEVELS)
    prepared = _Prepared()
    wrapped = {"@context": [{"@vocab": UNMAPPED}], "@graph": prepared.inline(document)}
    try:
        quads = list(ox.parse(orjson.dumps(wrapped), format=ox.RdfFormat.JSON_LD, base_iri=NO_BASE))
    except (SyntaxError, ValueError) as error:
        said = (str(error).strip().splitlines() or ["not understood"])[0]
        raise Refused(Problem(rules.SYNTAX, f"expected JSON-LD: {lowered(said)}")) from None
    except TypeError:  # orjson's bound, which a context within the deepest objects can reach
        raise Refused(too_deep()) from None
    problems = [*_sentinels(quads)] or [*prepared.lost(quads)]
    if problems and isinstance(document, dict) and "type" in document and len(problems) > 1:
        # Our form, had it the context: one mistake, not as many as there are keys.
        problems = problems if "@context" in document else [NO_CONTEXT]
    if problems:
        return Reading(None, problems=problems, direct=False)
    return read_graph(quads, model)


class _Prepared:
    """A document with its contexts inline, and all that has to arrive in the graph."""

    def __init__(self) -> None:
        self.strings: dict[str, None] = {}  # outside of contexts
        self.keys: dict[str, None] = {}
        self.terms: set[str] = set()  # what contexts define
        self.contexts = 0

    def inline(self, value: Any) -> Any:
        """Replaces the IRI of the bundled context by its content; refuses any other reference."""
        if isinstance(value, str):
            self.strings[value] = None
        if isinstance(value, list):
            return [self.inline(item) for item in value]
        if not isinstance(value, dict):
            return value
        result = {}
        for key, item in value.items():
            if key == "@context":
                result[key] = self.context(item)
                continue
            if KEYWORD.fullmatch(key) and key not in KEYWORDS:
                raise Refused(_unmapped(key))
            if item not in (None, [], {}):
                self.keys[key] = None
            result[key] = self.inline(item)
        return result

    def context(self, context: Any) -> Any:
        """A context without references; where it forgets all terms, the sentinel stays."""
        if context is None:
            return [None, {"@vocab": UNMAPPED}]
        if context == CONTEXT:
            self.contexts += 1
            if self.contexts > MAX_CONTEXTS:
                raise _refused(context, f"named more than {MAX_CONTEXTS} times")
            return self.context(json.loads(resource("schema/context.jsonld"))["@context"])
        if isinstance(context, str):
            raise _refused(context)
        if isinstance(context, list):
            inner = [self.context(item) for item in context]
            return [one for item in inner for one in (item if isinstance(item, list) else [item])]
        return self.definition(context)

    def definition(self, value: Any) -> Any:
        """A context or term definition, with the contexts that are scoped to its terms."""
        if not isinstance(value, dict):
            return value
        if "@import" in value:
            raise _refused(value["@import"])
        self.terms.update(value)
        result = {
            key: self.context(item) if key == "@context" else self.definition(item)
            for key, item in value.items()
        }
        if "@vocab" in result and result["@vocab"] is None:
            result["@vocab"] = UNMAPPED
        return result

    def lost(self, quads: list[ox.Quad]) -> Iterator[Problem]:
        """The first key or string of which nothing is left in the graph."""
        arrived = self.terms | KEYWORDS
        for quad in quads:
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
                if isinstance(term, ox.NamedNode):
                    arrived.add(_tail(term.value))
                elif isinstance(term, ox.Literal):
                    arrived |= {term.value, term.language or "", _tail(term.datatype.value)}
        for word in (*self.strings, *self.keys):
            if word not in arrived and word.lower() not in arrived and _tail(word) not in arrived:
                shown = json.dumps(word, ensure_ascii=False)
                yield Problem(
                    rules.UNMAPPED,
                    f"JSON-LD drops {shown}: it is no valid IRI or language tag, or has no meaning "
                    "in its context",
                    sought=word,
                    hint="mend the spelling, or define it in the context",
                )
                return


def _tail(iri: str) -> str:
    return re.split("[#/:]", iri)[-1]


def _refused(context: object, why: str = "not bundled and not fetched") -> Refused:
    shown = json.dumps(context, ensure_ascii=False)
    return Refused(
        Problem(
            rules.CONTEXT_REFUSED,
            f"the context {shown} is {why}",
            hint=f"write the context inline, or use {CONTEXT}",
            sought=str(context),
        )
    )


def _unmapped(name: str) -> Problem:
    return Problem(
        rules.UNMAPPED,
        f"no context defines {json.dumps(name, ensure_ascii=False)}",
        hint="mend the spelling, or define it in the context",
        sought=name,
    )


def _sentinels(quads: list[ox.Quad]) -> Iterator[Problem]:
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
    yield from map(_unmapped, unmapped)
    if relative:
        first = next(iter(relative))
        yield base_problem(first, sought=first)
