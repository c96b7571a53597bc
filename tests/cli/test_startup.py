"""What `validate` and `convert` import: a tool that people run on every save starts at once.

Modules are counted, not milliseconds.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import stdpolicy

FORBIDDEN = frozenset(
    [
        *("asyncio", "http", "importlib.metadata", "importlib.resources"),
        *("pydantic", "rich", "jsonschema", "rdflib", "pyshacl", "opencc", "pypinyin"),
        *("stdpolicy.artefacts", "stdpolicy.drafting", "stdpolicy.model.loader"),
    ]
)
"""What none of the commands below has a use for."""
ENGINES = frozenset(["jsonschema_rs", "lxml"])
"""What takes long to import; each only where it is used."""


@pytest.fixture
def imported(policy: Path) -> Callable[..., set[str]]:
    """The modules that a run of the command line on a valid policy leaves behind."""
    code = """
import runpy, sys
sys.argv = ["stdpolicy", *sys.argv[1:]]
try:
    runpy.run_module("stdpolicy", run_name="__main__")
except SystemExit as ended:
    code = ended.code or 0
print("", *sys.modules, sep="\\n", file=sys.stderr)
sys.exit(code)
"""
    path = os.pathsep.join([str(Path(stdpolicy.__file__).parents[1]), *sys.path])

    def run(*arguments: object) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return set(done.stderr.splitlines())

    return run


def test_validate(imported: Callable[..., set[str]], policy: Path) -> None:
    found = imported("validate", policy)
    assert found & FORBIDDEN == set()
    assert found & ENGINES == {"jsonschema_rs"}


def test_convert_to_turtle(imported: Callable[..., set[str]], policy: Path) -> None:
    found = imported("convert", policy, "--to", "turtle")
    assert found & FORBIDDEN == set()
    assert found & ENGINES == {"jsonschema_rs"}


def test_convert_to_xml_and_back(imported: Callable[..., set[str]], policy: Path) -> None:
    xml = policy.with_suffix(".xml")
    assert imported("convert", policy, "-o", xml) & ENGINES == {"jsonschema_rs"}
    found = imported("convert", xml, "--to", "jsonld")
    assert found & FORBIDDEN == set()
    assert found & ENGINES == {"jsonschema_rs", "lxml"}


def test_version_needs_no_engine(imported: Callable[..., set[str]]) -> None:
    found = imported("--version")
    assert found & FORBIDDEN == set()
    assert found & ENGINES == set()
