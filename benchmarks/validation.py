"""Our validation beside jsonschema, jsonschema-rs and check-jsonschema, with the same schema.

The peers test the schema only; ours also checks references within and across documents, and
warns of suspicious characters.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import jsonschema
import jsonschema_rs
from timing import Job

import stdpolicy

SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "stdpolicy.schema.json"


def in_process(documents: Sequence[bytes]) -> dict[str, Job]:
    """From bytes to verdict; raises RuntimeError if one finds a fault."""
    schema = json.loads(SCHEMA.read_bytes())
    pure = jsonschema.Draft202012Validator(schema)
    native = jsonschema_rs.Draft202012Validator(schema)

    def ours() -> None:
        _expect(stdpolicy.validate(documents).ok())

    def peer(
        validator: jsonschema.Draft202012Validator | jsonschema_rs.Draft202012Validator,
    ) -> None:
        for document in documents:
            _expect(validator.is_valid(json.loads(document)))

    return {
        "stdpolicy": ours,
        "jsonschema": partial(peer, pure),
        "jsonschema-rs": partial(peer, native),
    }


def whole_process(files: Sequence[Path]) -> dict[str, Job]:
    """From command to exit; raises RuntimeError if one finds a fault."""
    paths = [str(file) for file in files]
    ours = [sys.executable, "-m", "stdpolicy", "validate", *paths]
    peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *paths]
    return {"stdpolicy": partial(_run, ours), "check-jsonschema": partial(_run, peer)}


def _run(command: Sequence[str]) -> None:
    _expect(subprocess.run(command, capture_output=True, check=False).returncode == 0)


def _expect(passed: bool) -> None:
    if not passed:
        raise RuntimeError("a valid document was refused")
