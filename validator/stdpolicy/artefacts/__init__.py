"""The files that are compiled from the ontology: which they are, writing them, telling stale."""

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from stdpolicy.artefacts.citation import citation, codemeta
from stdpolicy.artefacts.compiled import json_model
from stdpolicy.artefacts.configuration import config_schema
from stdpolicy.artefacts.context import json_context
from stdpolicy.artefacts.examples import CASES
from stdpolicy.artefacts.frame import json_frame
from stdpolicy.artefacts.jsonschema import json_schema, json_schema_of
from stdpolicy.artefacts.rules import rules
from stdpolicy.artefacts.shacl import shacl, shacl_inference
from stdpolicy.artefacts.vocabulary import vocabulary
from stdpolicy.artefacts.xsd import xml_xsd, xsd
from stdpolicy.checks import RULES
from stdpolicy.files import write_atomically
from stdpolicy.model import Model
from stdpolicy.model.loader import load_model
from stdpolicy.resources import PACKAGE

TARGETS: dict[str, Callable[[Model], str]] = {
    "schema/model.json": json_model,
    "schema/stdpolicy.schema.json": json_schema,
    "schema/policy.schema.json": json_schema_of("Policy"),
    "schema/registry.schema.json": json_schema_of("Registry"),
    "schema/crosswalk.schema.json": json_schema_of("Crosswalk"),
    "schema/config.schema.json": config_schema,
    "schema/context.jsonld": json_context,
    "schema/frame.jsonld": json_frame,
    "schema/stdpolicy.xsd": xsd,
    "schema/xml.xsd": xml_xsd,
    "schema/stdpolicy.shacl.ttl": shacl,
    "schema/stdpolicy.inference.shacl.ttl": shacl_inference,
    "docs/vocabulary.md": vocabulary,
    "docs/rules.md": lambda _: rules(RULES, PACKAGE.parents[1] / CASES),
    "CITATION.cff": citation,
    "codemeta.json": codemeta,
    "docs/rules.zh.md": lambda _: rules(RULES, PACKAGE.parents[1] / CASES, "zh"),
}
"""Project path to the function that gives the text of the file."""

DIFF_LINES = 20


class Stale(Struct, frozen=True):
    """A compiled file that is missing or differs from what the ontology says now."""

    path: Path
    diff: str
    """A unified diff from the file as it is to what it should be, cut after twenty lines."""


def build(root: Path) -> list[Path]:
    """Writes the compiled files that differ, each all or nothing; returns their paths.

    Raises OSError, and OntologyError if there is nothing to compile.
    """
    written = []
    for path, _, expected in _differing(root):
        write_atomically(path, expected)
        written.append(path)
    return written


def stale(root: Path) -> list[Stale]:
    """The compiled files under `root` that `build` would write. Raises as `build` does."""
    return [
        Stale(path, _diff(path.relative_to(root).as_posix(), found, expected))
        for path, found, expected in _differing(root)
    ]


def _differing(root: Path) -> Iterator[tuple[Path, bytes, bytes]]:
    """Path, bytes found (none where there is no file) and bytes expected."""
    model = load_model()  # from the ontology: the compiled model may be what is stale
    for name, compiled in TARGETS.items():
        path = root / name
        expected = compiled(model).encode()
        try:
            found = path.read_bytes()
        except FileNotFoundError:
            found = b""
        if found != expected:
            yield path, found, expected


def _diff(name: str, found: bytes, expected: bytes) -> str:
    lines = list(
        difflib.unified_diff(
            _lines(found), _lines(expected), f"{name} (found)", f"{name} (expected)", lineterm=""
        )
    )
    more = len(lines) - DIFF_LINES
    if more > 0:
        lines[DIFF_LINES:] = [f"... and {more} more lines"]
    return "\n".join(lines)


def _lines(data: bytes) -> list[str]:
    """Lines as a diff shows them: CR visible, the end of a last line without LF too."""
    if not data:
        return []
    lines = data.decode(errors="replace").replace("\r", "\\r").split("\n")
    return lines[:-1] if lines[-1] == "" else [*lines[:-1], lines[-1] + "\\ no newline at the end"]
