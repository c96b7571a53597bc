"""What became of the terms from version to version, by the models that were published."""

from collections.abc import Mapping

from msgspec import Struct

from stdpolicy.model import Class, Code, Field, Model, Scheme, Text
from stdpolicy.model.compiled import read_model
from stdpolicy.model.edition import EARLIER
from stdpolicy.resources import read


class Said(Struct, frozen=True):
    """What a version says of a term."""

    kind: str
    """`class`, `property`, `list` or `code`."""
    name: str
    iri: str
    label: Text
    definition: Text
    parts: Mapping[str, bool]
    """Of a class its fields, and whether one must be there; of a list its codes."""
    deprecated: bool = False

    def same(self, other: "Said") -> bool:
        """Whether two versions say the same of a term; the order of parts means nothing."""
        return (self.label, self.definition, self.parts, self.deprecated) == (
            other.label, other.definition, other.parts, other.deprecated,
        )  # fmt: skip


class History(Struct, frozen=True):
    """Since when a term is there, and when what is said of it changed last."""

    since: str
    changed: str = ""


def histories(model: Model) -> Mapping[str, History]:
    """The history of each term of the vocabulary, by its IRI."""
    before = said(read_model(read(f"schema/editions/{EARLIER}/model.json")))
    found = {}
    for iri, now in said(model).items():
        if iri not in before:
            found[iri] = History(model.version)
        else:
            found[iri] = History(EARLIER, "" if now.same(before[iri]) else model.version)
    return found


def removed(model: Model) -> list[Said]:
    """What the version before says of the terms that a version has no more: their IRIs are still asked for."""
    before = said(read_model(read(f"schema/editions/{EARLIER}/model.json")))
    now = said(model)
    return [one for iri, one in before.items() if iri not in now]


def said(model: Model) -> dict[str, Said]:
    """What a version says of each of its terms, by IRI."""
    found: dict[str, Said] = {}

    def say(
        kind: str, term: Class | Field | Scheme | Code, parts: Mapping[str, bool], within: str = ""
    ) -> None:
        deprecated = isinstance(term, Code) and term.deprecated
        name, label, definition = within + term.name, dict(term.label), dict(term.definition)
        one = Said(kind, name, term.iri, label, definition, parts, deprecated)
        found.setdefault(term.iri, one)

    for cls in model.classes.values():
        say("class", cls, {field.name: field.required for field in cls.fields})
        for field in cls.fields:
            say("property", field, {})
    for scheme in model.schemes.values():
        say("list", scheme, dict.fromkeys(scheme.codes, False))
        for code in scheme.codes.values():
            say("code", code, {}, f"{scheme.name}/")
    return found
