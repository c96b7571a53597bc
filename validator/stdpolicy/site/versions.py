"""The archive of versions: a folder for each, what changed from one to the next, and the artefacts."""

import hashlib
import itertools
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from stdpolicy.model import Model, Text
from stdpolicy.model.compiled import read_model
from stdpolicy.model.edition import EARLIER
from stdpolicy.model.lexical import HOME
from stdpolicy.resources import read, resource
from stdpolicy.site.changes import ASPECTS, KINDS, Changes, changes, notes
from stdpolicy.site.graphs import graph_files, parsed
from stdpolicy.site.metadata import vocabulary_termbase
from stdpolicy.site.ontology import Shape, shape_rows
from stdpolicy.site.pages import File, Page
from stdpolicy.site.routes import CONTEXT, SCHEMA, TURTLE, VERSIONS, XSD, Format, Kind, Routes

TITLE = {"zh-Hans": "版本", "en": "Versions"}
SCHEMAS = {"zh-Hans": "模式", "en": "Schemas"}
SUMS = "SHA256SUMS"
TERMBASE = "stdpolicy.tbx"
NOTES = "CHANGES.md"
SHACL = Format("SHACL", ".ttl", "text/turtle")
FRAME = Format("JSON-LD frame", ".jsonld", "application/ld+json")


class Artefact(Struct, frozen=True):
    """A file that programs use."""

    name: str
    """Its name in the folder of a version."""
    path: str
    """Where the package has it."""
    form: Format
    purpose: Text = field(default_factory=dict)
    iri: str = ""


class Version(Struct, frozen=True):
    """A version of the vocabulary."""

    model: Model
    artefacts: tuple[Artefact, ...]
    prior: str = ""

    @property
    def name(self) -> str:
        """Its number."""
        return self.model.version


def versions(model: Model) -> tuple[Version, ...]:
    """The versions, the latest first."""
    earlier = read_model(read(f"schema/editions/{EARLIER}/model.json"))
    return (
        Version(model, tuple(_current(model.version)), EARLIER),
        Version(earlier, tuple(_earlier())),
    )


def _current(edition: str) -> Iterator[Artefact]:
    schema = f"{HOME}schema/{edition}"
    yield Artefact(
        "context.jsonld", "schema/context.jsonld", CONTEXT,
        {"zh-Hans": "JSON-LD 上下文，JSON 由此成为 RDF", "en": "JSON-LD context, by which JSON is RDF"},
        f"{HOME}context/{edition}.jsonld",
    )  # fmt: skip
    for name, zh, en in (
        ("stdpolicy", "三种文档的 JSON Schema", "JSON Schema of the three kinds of documents"),
        ("policy", "政策文件的 JSON Schema", "JSON Schema of policies"),
        ("registry", "名录的 JSON Schema", "JSON Schema of registries"),
        ("crosswalk", "对照表的 JSON Schema", "JSON Schema of crosswalks"),
    ):
        iri = f"{schema}.json" if name == "stdpolicy" else f"{schema}/{name}.json"
        file = f"{name}.schema.json"
        yield Artefact(file, f"schema/{file}", SCHEMA, {"zh-Hans": zh, "en": en}, iri)
    for file, form, zh, en, iri in (
        ("stdpolicy.xsd", XSD, "XML 文档的模式", "Schema of documents in XML", f"{schema}.xsd"),
        ("xml.xsd", XSD, "XML 命名空间的模式，由前者引入", "Schema of the XML namespace, which the former imports", f"{HOME}schema/xml.xsd"),
        ("stdpolicy.shacl.ttl", SHACL, "SHACL 形状，用于未经推理的数据", "SHACL shapes for data without inference", ""),
        ("stdpolicy.inference.shacl.ttl", SHACL, "SHACL 形状，用于经 RDFS 推理的数据", "SHACL shapes for data with RDFS inference", ""),
        ("frame.jsonld", FRAME, "JSON-LD 框架，由图得到文档的树", "JSON-LD frame, from a graph to the tree of a document", ""),
        ("model.json", Format("JSON", ".json", "application/json"), "编译后的模型，供程序读取", "The compiled model, for programs", ""),
    ):  # fmt: skip
        yield Artefact(file, f"schema/{file}", form, {"zh-Hans": zh, "en": en}, iri)
    for file, iri, zh, en in (
        ("config.schema.json", f"{HOME}schema/config.schema.json", "配置文件 stdpolicy.toml 的 JSON Schema", "JSON Schema of the configuration, stdpolicy.toml"),
        ("report.schema.json", f"{HOME}schema/report-1.schema.json", "检查报告的 JSON Schema", "JSON Schema of reports"),
    ):  # fmt: skip
        yield Artefact(file, f"schema/{file}", SCHEMA, {"zh-Hans": zh, "en": en}, iri)


def _earlier() -> Iterator[Artefact]:
    folder = f"schema/releases/{EARLIER}"
    yield Artefact(
        "context.jsonld", f"{folder}/context.jsonld", CONTEXT, iri=f"{HOME}context/v1.jsonld"
    )
    yield Artefact(
        "stdpolicy.schema.json",
        f"{folder}/stdpolicy.schema.json",
        SCHEMA,
        iri=f"{HOME}schema/v1.json",
    )
    yield Artefact("stdpolicy.xsd", f"{folder}/stdpolicy.xsd", XSD)
    yield Artefact("xml.xsd", f"{folder}/xml.xsd", XSD)
    for part, zh, en in (
        ("codes", "代码表", "Code lists"),
        ("shapes", "SHACL 形状", "SHACL shapes"),
    ):
        source = f"ontology/releases/{EARLIER}/{part}.ttl"
        yield Artefact(f"{part}.ttl", source, TURTLE, {"zh-Hans": zh, "en": en})
    yield Artefact(
        "model.json",
        f"schema/editions/{EARLIER}/model.json",
        Format("JSON", ".json", "application/json"),
    )


def version_pages(table: Routes, model: Model) -> Iterator[Page]:
    """The page of versions, one for each, and the page of schemas."""
    found = versions(model)
    changed = _changed(found)
    terms = {"kinds": KINDS, "aspects": ASPECTS}
    yield Page(
        "versions/",
        "versions.html",
        TITLE,
        {
            "versions": found,
            "changes": changed,
            "deprecated": deprecated(model),
            **terms,
        },
    )
    yield Page("schemas/", "schemas.html", SCHEMAS, {"version": found[0]})
    for one in found:
        title = {tag: f"{text} {one.name}" for tag, text in one.model.title.items()}
        row = table.by_iri[f"{HOME}ns/{one.name}"]
        yield Page(
            f"{one.name}/",
            "version.html",
            title,
            {
                "version": one,
                "graphs": list(_graphs(table, one.name).values()),
                "shapes": _shapes(one),
                "changes": changed.get(one.name),
                **terms,
            },
            row.iri,
            row.data,
        )


def _changed(found: tuple[Version, ...]) -> dict[str, Changes]:
    """How each version but the first differs from the one before it, by its name."""
    return {one.name: changes(one.model, old.model) for one, old in itertools.pairwise(found)}


def _shapes(version: Version) -> list[Shape]:
    """The shapes compiled for a version, but for those of the classes."""
    found: dict[str, Shape] = {}
    for name, iri in (
        ("stdpolicy", f"shapes/{version.name}"),
        ("stdpolicy.inference", f"shapes/{version.name}/inference"),
    ):
        if any(one.name == f"{name}.shacl.ttl" for one in version.artefacts):
            graph = parsed(read(f"schema/{name}.shacl.ttl"))
            found |= {one.name: one for one in shape_rows(graph, f"{HOME}{iri}#")}
    return [one for name, one in sorted(found.items()) if name not in version.model.classes]


def deprecated(model: Model) -> list[tuple[str, str, tuple[str, ...], Text]]:
    """The codes that are no longer used: their list, name, what replaces them, and what to do."""
    return [
        (scheme.name, code.name, code.replaced_by, code.scope)
        for scheme in model.schemes.values()
        for code in scheme.codes.values()
        if code.deprecated
    ]


def _graphs(table: Routes, version: str) -> Mapping[str, Mapping[Format, str]]:
    """The files of each part of the ontology in a version, by the name of the part."""
    found = {
        name: row.data
        for part, name in VERSIONS.items()
        if (row := table.by_iri.get(f"{HOME}{part}/{version}"))
    }
    inference = table.by_iri.get(f"{HOME}shapes/{version}/inference")
    return found | ({"inference": inference.data} if inference else {})


def version_files(table: Routes, model: Model) -> Iterator[File]:
    """The files in the folders of versions, with their digests, and what IRIs of artefacts lead to."""
    found = versions(model)
    changed = _changed(found)
    for version in found:
        log = notes(version.name, version.prior, changed.get(version.name))
        mine = [*_folder(table, version), File(f"{version.name}/{NOTES}", log)]
        yield from mine
        lines = sorted(
            f"{hashlib.sha256(one.data).hexdigest()}  {one.path.partition('/')[2]}\n"
            for one in mine
        )
        yield File(f"{version.name}/{SUMS}", "".join(lines).encode())
        for one in version.artefacts:
            row = table.by_iri.get(one.iri)
            if row is not None and row.kind is Kind.ARTEFACT:
                yield from (File(path, read(one.path)) for path in row.data.values())


def _folder(table: Routes, version: Version) -> Iterator[File]:
    """What stands in the folder of a version, but for its page."""
    for row in table.rows:
        if row.kind is Kind.VOCABULARY and row.page == f"{version.name}/":
            name = next(iter(row.data.values())).rpartition("/")[2].rpartition(".")[0]
            text = read(_turtle(version, name))
            yield from graph_files(row, parsed(text, row.iri.rpartition("/")[0]), text)
    for one in version.artefacts:
        yield File(f"{version.name}/{one.name}", read(one.path))
    yield File(f"{version.name}/{TERMBASE}", vocabulary_termbase(version.model))


def _turtle(version: Version, name: str) -> str:
    """Where the package has a part of the ontology in a version."""
    if name == "inference":
        return "schema/stdpolicy.inference.shacl.ttl"
    released = f"ontology/releases/{version.name}/{name}.ttl"
    return released if is_there(released) else f"ontology/{name}.ttl"


def is_there(path: str) -> bool:
    """Whether the package has a file."""
    try:
        resource(path)
    except FileNotFoundError:
        return False
    return True
