"""The pipeline: a verdict by the published schema, then an explanation, then what schemas cannot say."""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from stdpolicy.checks import conformance, references
from stdpolicy.checks.rule import RULES, Finding, rule
from stdpolicy.checks.structure import structure
from stdpolicy.checks.values import string_warnings
from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Model, model
from stdpolicy.resources import read

if TYPE_CHECKING:
    import jsonschema_rs


@cache
def _schema() -> "jsonschema_rs.Draft202012Validator":
    import jsonschema_rs  # 50 ms, spared where nothing is validated

    return jsonschema_rs.Draft202012Validator(json.loads(read("schema/stdpolicy.schema.json")))


def accepts(tree: Tree, base: str) -> bool:
    """The verdict: whether the published JSON Schema accepts the document."""
    try:
        return _schema().is_valid(framed(tree, base))
    except (ValueError, UnicodeEncodeError):  # nesting or characters that no JSON text can have
        return False


def explain(tree: Tree, base: str) -> list[Problem]:
    """Why the schema refuses a document, one problem for each mistake."""
    return list(structure(tree, model())) or list(unexplained(tree, base))


@rule("SP901", "unexplained", "The schema refuses what our checks accept", "校验结果不一致")
def unexplained(tree: Tree, base: str) -> Iterator[Finding]:
    """The published JSON Schema and the tool's own checks disagree: a fault of stdpolicy.

    Please report it with the document.
    """
    error = next(iter(_schema().iter_errors(framed(tree, base))), None)
    found = error.message.splitlines()[0][:200] if error else "no reason given"
    path: Path = tuple(error.instance_path) if error else ()
    yield Finding(f"the JSON Schema refuses the document: {found}", path, "please report this")


def within(tree: Tree, base: str) -> tuple[list[Problem], references.Index]:
    """Reference problems and warnings of one valid document, and the index for `across`."""
    found = references.index(tree, base, model())
    problems = [
        *references.duplicate_id(found),
        *references.dangling(found),
        *references.wrong_class(found),
        *references.duplicate_order(found),
        *references.cycle(found),
    ]
    if tree["type"] == "Policy":
        problems += references.lead_issuer(tree)
    problems += _warnings(tree, ())
    return problems, found


def across(found: references.Index, known: references.Known) -> list[Problem]:
    """Problems with references to the other documents of a run."""
    return [
        *references.dangling_external(found, known),
        *references.wrong_class_external(found, known),
    ]


def _warnings(value: Any, path: Path) -> Iterator[Problem]:
    """Warnings about every string of a tree."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            name = next((s for s in reversed((*path, key)) if isinstance(s, str)), "")
            if not item.isascii():
                named = str(path[-1]) if path and _is_language(path, value) else name
                yield from string_warnings(named, item, (*path, key))
        elif isinstance(item, (dict, list)):
            yield from _warnings(item, (*path, key))


def _is_language(path: Path, value: Any) -> bool:
    return isinstance(value, dict) and "type" not in value and isinstance(path[-1], str)


__all__ = ["RULES", "Model", "accepts", "across", "conformance", "explain", "within"]
