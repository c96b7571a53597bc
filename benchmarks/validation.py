"""Our validation beside jsonschema, jsonschema-rs and check-jsonschema, with the same schema.

The peers test the schema only (our verdict alone stands beside them in `reading.py`). Beyond that we check references
within and across documents, quotes and characters; then what the text says. What functions of the text gave is
kept (`stdpolicy.memo`), so that a text is read once in a process: with nothing kept it is read anew.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import orjson
from timing import Job

import stdpolicy
from stdpolicy import memo
from stdpolicy.checks.agreement.told import CLAUSES, RECORD, WORDS
from stdpolicy.checks.consistency.same import STATEMENTS
from stdpolicy.checks.consistency.words import LABELS, ONCE
from stdpolicy.checks.rule import Stage
from stdpolicy.checks.survey import FILES, POLICY, PROVISION, STATEMENT

SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "stdpolicy.schema.json"


READERS = ("agreement", "consistency", "coverage")
"""The rooms of the rules that read the text."""
STAGES: tuple[Stage[Any], ...] = (
    STATEMENT,
    PROVISION,
    POLICY,
    FILES,
    WORDS,
    CLAUSES,
    RECORD,
    LABELS,
    ONCE,
    STATEMENTS,
)
"""Where those are scheduled."""


def in_process(documents: Sequence[bytes]) -> dict[str, dict[str, Job]]:
    """From bytes to verdict, by what of ours is run; raises RuntimeError if one finds a fault."""
    schema = json.loads(SCHEMA.read_bytes())
    pure = jsonschema.Draft202012Validator(schema)
    native = jsonschema_rs.Draft202012Validator(schema)

    def validated() -> None:
        _expect(stdpolicy.validate(documents).ok())

    def anew() -> None:
        memo.forget()
        validated()

    def without_readers() -> None:
        every = [stage.checks for stage in STAGES]
        for stage in STAGES:
            stage.checks = [one for one in stage.checks if not _reads(one.__module__)]
        try:
            validated()
        finally:
            for stage, checks in zip(STAGES, every, strict=True):
                stage.checks = checks

    def peer(parsed: Callable[[bytes], Any], is_valid: Callable[[Any], bool]) -> None:
        for document in documents:
            _expect(is_valid(parsed(document)))

    peers: dict[str, Job] = {
        "jsonschema": partial(peer, json.loads, pure.is_valid),
        "jsonschema-rs, orjson": partial(peer, orjson.loads, native.is_valid),
    }
    ours: dict[str, Job] = {
        "validate, no rule that reads the text": without_readers,
        "validate": validated,
        "validate, nothing kept": anew,
    }
    return {task: {"stdpolicy": job, **peers} for task, job in ours.items()}


def _reads(module: str) -> bool:
    return module.split(".")[2] in READERS


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
