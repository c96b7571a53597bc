"""SP9xx: the published JSON Schema, XSD and SHACL shapes as a second opinion on the verdict.

Each is judged by an engine that shares no code with ours: jsonschema, libxml2 and pySHACL. Nothing
is fetched and nothing but core constraints runs: no remote reference, no owl:imports, no SPARQL.
They judge the canonical form: what is spelt otherwise is put right before.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.diagnostics import Advice, Finding, Message, Path, Said
from stdpolicy.document import Document
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import Tree
from stdpolicy.resources import read

if TYPE_CHECKING:
    import rdflib
    from jsonschema.protocols import Validator
    from lxml import etree

REPORT = Advice(
    "report", "please report this, with the document", "向 stdpolicy 报告此问题，并附上文档"
)
MAX_REASON = 200


class Verdict(Struct, frozen=True):
    """A document that could be read, and what we say of it.

    `accepted` is the verdict on structure and values, `linked` that references lead to nodes of
    the right class. A judge is asked for what it can state: JSON Schema about structure and values;
    XSD and SHACL, which need the document written in another notation, only once those are in order.
    """

    tree: Tree
    base: str
    accepted: bool
    document: Document | None
    linked: bool


JUDGES = Stage[Verdict]("judges")
"""Run under --conformance. Raises ModuleNotFoundError if pySHACL is not installed."""


def _reason(said: str) -> Said:
    return Said(" ".join(said.split())[:MAX_REASON])


@rule(
    "SP902",
    "json-schema-disagrees",
    "The JSON Schema, run by jsonschema, gives another verdict",
    "由 jsonschema 执行的 JSON Schema 结论不同",
    on=JUDGES,
    zh="""
    公布的 JSON Schema 由另一引擎执行时，结论与 stdpolicy 不同。

    凡能读取的文档都作此项检查。该模式无法规定标识唯一、引用指向正确类别的节点，
    以及语言标记不得仅有大小写之别。

    理由：用公布的模式校验，结论必须与 stdpolicy 相同；不同的，是 stdpolicy 的缺陷。
    附上文档报告此问题。
    """,
)
def by_json_schema(verdict: Verdict) -> Iterator[Finding]:
    """The published JSON Schema gives another verdict than stdpolicy when another engine runs it.

    Asked of every document that could be read. The schema cannot state that ids are unique,
    that references lead to nodes of the right class, or that language tags differ in more than
    case.

    Why: Whoever checks with the schema has to come to the same verdict; a difference is our
    fault. Please report it with the document.
    """
    error = next(json_schema().iter_errors(framed(verdict.tree, verdict.base)), None)
    if error is not None and verdict.accepted:
        path: Path = tuple(error.absolute_path)
        yield JSON_SCHEMA_REFUSES(path, reason=_reason(error.message))
    elif error is None and not verdict.accepted:
        yield JSON_SCHEMA_ACCEPTS()


JSON_SCHEMA_REFUSES = Message(
    "SP902",
    "refuses",
    "jsonschema refuses what we accept: {reason}",
    "jsonschema 拒绝了 stdpolicy 接受的文档：{reason}",
    REPORT,
)
JSON_SCHEMA_ACCEPTS = Message(
    "SP902",
    "accepts",
    "jsonschema accepts what we refuse",
    "jsonschema 接受了 stdpolicy 拒绝的文档",
    REPORT,
)


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


@rule(
    "SP903",
    "xsd-disagrees",
    "The XSD, run by libxml2, gives another verdict",
    "由 libxml2 执行的 XSD 结论不同",
    on=JUDGES,
    zh="""
    公布的 XSD 拒绝了有效文档的 XML。

    不论文档原为何种文件格式，都写成 XML 再作此项检查。XSD 1.0 无法规定的内容，
    列在该模式自身的说明中。

    理由：有效的文档按 XSD 也必须有效；否则是 stdpolicy 的缺陷。附上文档报告此问题。
    """,
)
def by_xsd(verdict: Verdict) -> Iterator[Finding]:
    """The published XSD refuses the XML of a valid document.

    Whatever notation the document came in, it is written as XML for this. What XSD 1.0 cannot
    state is listed in the documentation of the schema itself.

    Why: What is valid has to be valid by the XSD too; otherwise it is a fault of stdpolicy.
    Please report it with the document.
    """
    from lxml import etree

    if verdict.document is None:
        return
    root = etree.fromstring(verdict.document.to_bytes("xml"), etree.XMLParser(huge_tree=True))
    try:
        xsd().assertValid(root)
    except etree.DocumentInvalid as error:
        yield XSD_REFUSES((), reason=_reason(str(error)))


XSD_REFUSES = Message(
    "SP903",
    "refuses",
    "the XSD refuses what we accept: {reason}",
    "XSD 拒绝了 stdpolicy 接受的文档：{reason}",
    REPORT,
)


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


@rule(
    "SP904",
    "shacl-disagrees",
    "The SHACL shapes, run by pySHACL, give another verdict",
    "由 pySHACL 执行的 SHACL 形状结论不同",
    on=JUDGES,
    zh="""
    对结构和取值无误的文档，SHACL 形状就其图所作的结论与 stdpolicy 不同。

    形状还规定引用所指节点的类别，因此有 SP403 问题的文档，形状必须拒绝。

    理由：有效的文档按形状也必须有效；否则是 stdpolicy 的缺陷。附上文档报告此问题。
    """,
)
def by_shacl(verdict: Verdict) -> Iterator[Finding]:
    """The SHACL shapes give another verdict than stdpolicy on the graph of a document of which
    structure and values are in order.

    The shapes also state of which class the nodes are that references lead to, so that a
    document with SP403 is one that they have to refuse.

    Why: A valid document has to be valid by the shapes too; otherwise it is a fault of
    stdpolicy. Please report it with the document.
    """
    if verdict.document is None:
        return
    objection = next(shacl_objections(verdict.document.to_rdflib()), None)
    if objection is not None and verdict.linked:
        node, reason = objection
        node = node.removeprefix(verdict.document.base) or node
        yield SHACL_REFUSES((), reason=_reason(f"{node}: {reason}"))
    elif objection is None and not verdict.linked:
        yield SHACL_ACCEPTS()


SHACL_REFUSES = Message(
    "SP904",
    "refuses",
    "SHACL refuses what we accept: {reason}",
    "SHACL 拒绝了 stdpolicy 接受的文档：{reason}",
    REPORT,
)
SHACL_ACCEPTS = Message(
    "SP904", "accepts", "SHACL accepts what we refuse", "SHACL 接受了 stdpolicy 拒绝的文档", REPORT
)


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
