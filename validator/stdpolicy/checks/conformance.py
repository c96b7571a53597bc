"""SP9xx: the published JSON Schema, XSD and SHACL shapes as a second opinion on the verdict.

Each is judged by an engine that shares no code with ours: jsonschema, libxml2 and pySHACL. Nothing
is fetched and nothing but core constraints runs: no remote reference, no owl:imports, no SPARQL.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from stdpolicy.checks.rule import Finding, rule
from stdpolicy.diagnostics import Layer, Path, Problem, Severity
from stdpolicy.document import Document
from stdpolicy.formats import Format
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import MAX_PROBLEMS, Reading
from stdpolicy.resources import read

if TYPE_CHECKING:
    import rdflib
    from jsonschema.protocols import Validator
    from lxml import etree

REPORT = "please report this, with the document"


def disagreements(
    reading: Reading, accepted: bool, document: Document | None, problems: Sequence[Problem]
) -> Iterator[Problem]:
    """Where a judge says otherwise than we do.

    Ours are `accepted`, the verdict on structure and values, and all `problems` with the document.
    A judge is asked for what it can state: JSON Schema about structure and values; XSD and SHACL,
    which need the document written in another notation, only once those are in order.
    Raises ModuleNotFoundError if pySHACL is not installed.
    """
    errors = {p.rule for p in problems if p.rule.severity is Severity.ERROR}
    if reading.tree is None or any(error.layer is Layer.SYNTAX for error in errors):
        return
    yield from by_json_schema(framed(reading.tree, reading.base), accepted)
    if document is not None and len(problems) <= MAX_PROBLEMS:  # SP403 may be among the rest
        yield from by_xsd(document)
        yield from by_shacl(document, "SP403" not in {error.code for error in errors})


def _said(ours: bool, judge: str, reason: str) -> str:
    """The sentence about a disagreement; `reason` is the judge's first objection, if it has one."""
    if ours:
        return f"{judge} refuses what we accept: {' '.join(reason.split())[:200]}"
    return f"{judge} accepts what we refuse"


# -- JSON Schema ---------------------------------------------------------------------------


@rule(
    "SP902",
    "json-schema-disagrees",
    "The JSON Schema, run by jsonschema, gives another verdict",
    "由 jsonschema 执行的 JSON Schema 结论不同",
)
def by_json_schema(document: dict[str, Any], ours: bool) -> Iterator[Finding]:
    """The published JSON Schema gives another verdict when another engine runs it: our fault.

    Asked of every document that could be read. The schema cannot state that ids are unique, that
    references lead to nodes of the right class, or that language tags differ in more than case.
    Please report it with the document.
    """
    error = next(json_schema().iter_errors(document), None)
    if (error is None) is not ours:
        path: Path = tuple(error.absolute_path) if error else ()
        yield Finding(_said(ours, "jsonschema", error.message if error else ""), path, REPORT)


@cache
def json_schema() -> "Validator":
    """The published JSON Schema, ready to judge; `$ref` finds nothing outside of it."""
    import jsonschema
    import referencing

    def pattern(
        _validator: "Validator", pattern: str, instance: object, _schema: object
    ) -> Iterator[jsonschema.ValidationError]:
        # As ECMA-262 has it, $ is the very end; Python's also matches before a final LF.
        strict = re.sub(r"\$(\)*)$", r"\\Z\1", pattern)
        if isinstance(instance, str) and not re.search(strict, instance):
            yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")

    extend: Any = jsonschema.validators.extend
    engine = extend(jsonschema.Draft202012Validator, {"pattern": pattern})
    schema = json.loads(read("schema/stdpolicy.schema.json"))
    validator: Validator = engine(schema, registry=referencing.Registry())
    return validator


# -- XSD -----------------------------------------------------------------------------------


@rule(
    "SP903",
    "xsd-disagrees",
    "The XSD, run by libxml2, gives another verdict",
    "由 libxml2 执行的 XSD 结论不同",
)
def by_xsd(document: Document) -> Iterator[Finding]:
    """The published XSD refuses the XML of a valid document: a fault of stdpolicy.

    Whatever notation the document came in, it is written as XML for this. What XSD 1.0 cannot state
    is listed in the documentation of the schema itself. Please report it with the document.
    """
    from lxml import etree

    root = etree.fromstring(document.to_bytes(Format.XML), etree.XMLParser(huge_tree=True))
    try:
        xsd().assertValid(root)
    except etree.DocumentInvalid as error:
        yield Finding(_said(True, "the XSD", str(error)), (), REPORT)


@cache
def xsd() -> "etree.XMLSchema":
    """The published XSD, ready to judge; the schema it imports is taken from the package too."""
    from lxml import etree

    class Bundled(etree.Resolver):
        def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:
            name = system_url.rpartition("/")[2]
            return self.resolve_string(read(f"schema/{name}"), context, base_url=system_url)

    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(Bundled())
    return etree.XMLSchema(etree.fromstring(read("schema/stdpolicy.xsd"), parser))


# -- SHACL ---------------------------------------------------------------------------------


@rule(
    "SP904",
    "shacl-disagrees",
    "The SHACL shapes, run by pySHACL, give another verdict",
    "由 pySHACL 执行的 SHACL 形状结论不同",
)
def by_shacl(document: Document, ours: bool) -> Iterator[Finding]:
    """The SHACL shapes give another verdict on the graph of a valid document: a fault of stdpolicy.

    The shapes also state of which class the nodes are that references lead to, so that a document
    with SP403 is one that they have to refuse. Please report it with the document.
    """
    objections = list(shacl_objections(document.to_rdflib()))
    if (not objections) is not ours:
        node, reason = objections[0] if objections else ("", "")
        node = node.removeprefix(document.base) or node
        yield Finding(_said(ours, "SHACL", f"{node}: {reason}"), (), REPORT)


def shacl_objections(data: "rdflib.Graph") -> Iterator[tuple[str, str]]:
    """What pySHACL finds in a graph: the node, and why. Raises ModuleNotFoundError."""
    import pyshacl
    from rdflib.namespace import SH

    # Codes are told by skos:inScheme, which pySHACL would not take from an ontology graph.
    _, report, _ = pyshacl.validate(
        _graph("stdpolicy", "codes") + data,
        shacl_graph=_graph("shapes"),
        inplace=True,
        advanced=False,
        js=False,
        sparql_mode=False,
        do_owl_imports=False,
    )
    for result in report.objects(None, SH.result):
        message = report.value(result, SH.resultMessage, any=True)
        yield str(report.value(result, SH.focusNode)), str(message)


@cache
def _graph(*names: str) -> "rdflib.Graph":
    """Parts of the ontology; which triples they hold is not changed by anyone."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for name in names:
        graph.parse(data=read(f"ontology/{name}.ttl"), format="turtle")
    return graph
