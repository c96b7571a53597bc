"""What every reader returns, and the bounds that every reader keeps."""

import json
from dataclasses import dataclass, field
from typing import Any

from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats import rules
from stdpolicy.model import IRI

Tree = dict[str, Any]
"""A document or node: `id`, `type`, then fields by name."""

MAX_DEPTH = 100
MAX_NODES = 1_000_000


@dataclass
class Reading:
    """What a reader made of a file: a tree as found, not yet checked, and what it noticed."""

    tree: Tree | None
    base: str = ""
    problems: list[Problem] = field(default_factory=list)
    direct: bool = True
    """Whether paths of the tree are paths of the file too, as in JSON-LD of our form and XML."""


def bounded(reading: Reading) -> Reading:
    """Refuses a tree that is too deep or too large, before any recursive code walks it."""
    level: list[Any] = [reading.tree] if reading.tree is not None else []
    depth = nodes = 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > MAX_DEPTH:
            return Reading(None, problems=[too_deep()], direct=reading.direct)
        below: list[Any] = []
        for node in level:
            for value in node.values():
                if type(value) is list:
                    below += [item for item in value if type(item) is dict]
                    if any(type(item) is list for item in value):
                        below += [{"": item} for item in value if type(item) is list]
                elif type(value) is dict:
                    below.append(value)
        level = below
    if nodes > 4 * MAX_NODES:
        problem = Problem(rules.SIZE, f"expected at most {MAX_NODES:,} nodes, found more")
        return Reading(None, problems=[problem], direct=reading.direct)
    return reading


def too_deep() -> Problem:
    """The finding for nodes nested beyond the bound."""
    return Problem(rules.DEPTH, f"expected at most {MAX_DEPTH} levels of nodes, found more")


def is_document_iri(base: object) -> bool:
    """Whether a value can be the IRI of a document: absolute and without fragment."""
    return isinstance(base, str) and IRI.fullmatch(base) is not None and "#" not in base


def base_problem(base: object, path: Path) -> Problem:
    """The finding for a document IRI that is missing, relative, or has a fragment."""
    found = json.dumps(base, ensure_ascii=False) if base else "none"
    return Problem(
        rules.BASE,
        f"expected an absolute IRI without fragment for the document, found {found}",
        path=path,
        hint="state it as @base in JSON-LD and Turtle, as xml:base in XML",
    )
