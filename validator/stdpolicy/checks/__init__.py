"""The pipeline: a verdict by the published schema, then an explanation, then what schemas cannot say."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from stdpolicy.checks import conformance, coverage, grounding, policy, references
from stdpolicy.checks.rule import RULES, Finding, rule
from stdpolicy.checks.structure import indistinct, structure
from stdpolicy.checks.survey import survey
from stdpolicy.checks.values import string_warnings
from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import MAX_PROBLEMS, Tree
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


def explain(tree: Tree, base: str, *, known: bool = False) -> list[Problem]:
    """Why the schema refuses a document, one problem for each mistake.

    `known` says that the reader has found the reason, so that there may be no other.
    """
    found = list(islice(structure(tree, model()), MAX_PROBLEMS + 1))
    return found or ([] if known else list(unexplained(tree, base)))


@rule("SP901", "unexplained", "The schema refuses what our checks accept", "校验结果不一致")
def unexplained(tree: Tree, base: str) -> Iterator[Finding]:
    """The published JSON Schema and the tool's own checks disagree: a fault of stdpolicy.

    Please report it with the document.
    """
    error = next(iter(_schema().iter_errors(framed(tree, base))), None)
    found = error.message.splitlines()[0][:200] if error else "no reason given"
    path: Path = tuple(error.instance_path) if error else ()
    yield Finding(f"the JSON Schema refuses the document: {found}", path, "please report this")


def within(
    tree: Tree, base: str, beside: grounding.Beside | None
) -> tuple[list[Problem], references.Index]:
    """What schemas cannot say of one valid document, and the index for `across`.

    `beside` reads the files that its source names.
    """
    found = references.index(tree, base, model())
    problems = chain(
        references.dangling(found),
        references.wrong_class(found),
        references.duplicate_order(found),
        references.cycle(found),
        references.lead_issuer(found),
    )
    broken = list(islice(_first(problems), MAX_PROBLEMS + 1))
    # Where references are wrong, what they seem to leave out is not known to be missing.
    sound = tree["type"] == "Policy" and not broken
    more = _policy(tree, base, beside) if sound else policy.general(tree)
    found_out = chain(broken, more, _warnings(tree, ()))
    return list(islice(found_out, MAX_PROBLEMS + 1)), found


def _first(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem of each path: what leads nowhere cannot be right in any other way."""
    seen: set[Path] = set()
    for problem in problems:
        if problem.path not in seen:
            seen.add(problem.path)
            yield problem


def merged(tree: Tree, base: str) -> list[Problem]:
    """What RDF would run together in a document that the schema accepts: it cannot say these."""
    problems = chain(
        references.duplicate_id(references.index(tree, base, model())),
        indistinct(tree, base, model()),
    )
    return list(islice(problems, MAX_PROBLEMS + 1))


def _policy(tree: Tree, base: str, beside: grounding.Beside | None) -> Iterator[Problem]:
    found = survey(tree, base, model())
    yield from policy.sense(found)
    yield from grounding.grounding(found, beside)
    yield from coverage.uncovered(found)


def across(found: references.Index, known: references.Known) -> list[Problem]:
    """Problems with references to the other documents of a run."""
    problems = chain(
        references.dangling_external(found, known),
        references.wrong_class_external(found, known),
    )
    return list(islice(problems, MAX_PROBLEMS + 1))


def _warnings(value: Any, path: Path) -> Iterator[Problem]:
    """Warnings about every string of a tree."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            name = next((s for s in reversed((*path, key)) if isinstance(s, str)), "")
            if not item.isascii() or "\x7f" in item:
                named = str(path[-1]) if path and _is_language(path, value) else name
                yield from string_warnings(named, item, (*path, key))
        elif isinstance(item, (dict, list)):
            yield from _warnings(item, (*path, key))


def _is_language(path: Path, value: Any) -> bool:
    return isinstance(value, dict) and "type" not in value and isinstance(path[-1], str)


__all__ = ["RULES", "Model", "accepts", "across", "conformance", "explain", "merged", "within"]
