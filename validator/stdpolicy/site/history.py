"""What became of the terms from version to version, by the models that were published."""

from collections.abc import Mapping
from dataclasses import dataclass

from stdpolicy.model import Class, Field, Model, Scheme
from stdpolicy.model.compiled import read_model
from stdpolicy.model.edition import EARLIER
from stdpolicy.resources import read


@dataclass(frozen=True, slots=True)
class History:
    """Since when a term is there, and when what is said of it changed last."""

    since: str
    changed: str = ""


def histories(model: Model) -> Mapping[str, History]:
    """The history of each term of the vocabulary, by its IRI."""
    before = _said(read_model(read(f"schema/editions/{EARLIER}/model.json")))
    found = {}
    for iri, now in _said(model).items():
        if iri not in before:
            found[iri] = History(model.version)
        else:
            found[iri] = History(EARLIER, "" if before[iri] == now else model.version)
    return found


def _said(model: Model) -> dict[str, object]:
    """What tells whether a term means the same: its words and, of a class, its fields."""
    found: dict[str, object] = {}
    for cls in model.classes.values():
        found[cls.iri] = (_words(cls), [(field.name, field.required) for field in cls.fields])
        for field in cls.fields:
            found.setdefault(field.iri, _words(field))
    for scheme in model.schemes.values():
        found[scheme.iri] = (_words(scheme), list(scheme.codes))
        found |= {
            code.iri: (dict(code.label), dict(code.definition)) for code in scheme.codes.values()
        }
    return found


def _words(term: Class | Field | Scheme) -> tuple[dict[str, str], dict[str, str]]:
    return dict(term.label), dict(term.definition)
