"""Terms in TBX: those of registries, and the vocabulary's own."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.exchange import tbx
from stdpolicy.formats import canonical
from stdpolicy.model import Code, Model, Text
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.site.content import Content
from stdpolicy.site.pages import File
from stdpolicy.site.routes import Format, Routes

TBX = Format("TBX", ".tbx", "application/xml")
"""TermBase eXchange (ISO 30042:2019), which has no media type of its own."""


class Termbase(Struct, frozen=True):
    """A registry whose Terms are offered."""

    about: str
    """The IRI of what has them."""
    registry: Document
    files: Mapping[Format, str]


def termbase_files(content: Content, table: Routes) -> Iterator[File]:
    """The files in TBX."""
    for one in termbases(content, table):
        yield File(one.files[TBX], tbx.write(one.registry))


def termbases(content: Content, table: Routes) -> Iterator[Termbase]:
    """The registries that describe Terms, and the vocabulary as one, beside their other data."""
    registries = [one for one in content.registries if one.get("describesTerm")]
    for registry in (of_vocabulary(content.model), *registries):
        first = next(iter(table.by_iri[registry.base].data.values()))
        files = {TBX: first.rpartition(".")[0] + TBX.suffix}
        yield Termbase(registry.base, registry, files)


def vocabulary_termbase(model: Model) -> bytes:
    """The terms of a version of the vocabulary in TBX."""
    return tbx.write(of_vocabulary(model))


def of_vocabulary(model: Model) -> Document:
    """The classes, properties, lists and codes of the vocabulary as Terms of a registry.

    A class or property has the name that it has in the vocabulary for an id; each cites its IRI.
    """
    base = NAMESPACE.removesuffix("#")
    tree = {"id": base, "type": "Registry", "title": model.title, "describesTerm": [*_terms(model)]}
    return Document(canonical(tree, base), base)


def _terms(model: Model) -> Iterator[dict[str, Any]]:
    names: dict[str, str] = {}
    for cls in model.classes.values():
        yield _term(cls.name, cls.label, cls.definition, cls.iri)
        for field in cls.fields:
            if field.iri not in names:
                # Of two properties of one name the second has its class in it, as its page has.
                again = field.name in names.values()
                names[field.iri] = f"{field.name}-{cls.name}" if again else field.name
                yield _term(names[field.iri], field.label, field.definition, field.iri)
    for scheme in model.schemes.values():
        yield _term(f"code-{scheme.name}", scheme.label, scheme.definition, scheme.iri)
        for code in scheme.codes.values():
            yield _code(f"code-{scheme.name}-{code.name}", code)


def _code(name: str, code: Code) -> dict[str, Any]:
    return _term(name, code.label, code.definition, code.iri)


def _term(name: str, label: Text, definition: Text, iri: str) -> dict[str, Any]:
    term = {"id": f"#{name}", "type": "Term", "name": dict(label), "citation": [iri]}
    return {**term, "definition": dict(definition)} if definition else term
