"""What `validate` and `convert` import: a tool that people run on every save starts at once.

Modules are counted, not milliseconds.
"""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import stdpolicy
from sampled import some
from stdpolicy.cli import COMMANDS

FORBIDDEN = frozenset(
    [
        *("asyncio", "http", "importlib.metadata", "importlib.resources"),
        *("pydantic", "rich", "jsonschema", "rdflib", "pyshacl", "opencc", "pypinyin"),
        *("stdpolicy.artefacts", "stdpolicy.drafting", "stdpolicy.model.loader"),
    ]
)
"""What none of the commands below has a use for."""
EXPLANATION = frozenset(
    [
        *("stdpolicy.checks", "stdpolicy.text", "stdpolicy.wording", "stdpolicy.formats.places"),
        *("stdpolicy.formats.graph", "stdpolicy.formats.jsonld.rdf", "pyoxigraph", "hashlib"),
        *(f"stdpolicy.formats.{name}.places" for name in ("jsonld", "turtle", "xmldoc")),
        *(
            f"stdpolicy.report.{name}"
            for name in ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")
        ),
    ]
)
"""What says why a document is not valid, or reads one that is not in our layout."""
ENGINES = frozenset(["jsonschema_rs", "lxml"])
"""What takes long to import; each only where it is used."""


def run(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Runs a program in a process that has imported nothing yet."""
    path = os.pathsep.join([str(Path(stdpolicy.__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def imported(*arguments: object) -> set[str]:
    """The modules that a run of the command line leaves behind."""
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
    return set(run(code, *arguments).stderr.splitlines())


def within(rooms: frozenset[str], modules: set[str]) -> set[str]:
    """The modules that are some packages or modules, or in them."""
    return {m for m in modules if any(m == room or m.startswith(f"{room}.") for room in rooms)}


def test_validate(policy: Path) -> None:
    found = imported("validate", policy)
    assert not within(FORBIDDEN, found)
    assert found & ENGINES == {"jsonschema_rs"}


def test_validate_imports_one_format_of_reports(policy: Path) -> None:
    formats = {
        f"stdpolicy.report.{name}"
        for name in ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")
    }
    assert imported("validate", policy, "--format", "json") & formats == {"stdpolicy.report.json"}


def test_convert_to_turtle_and_back(policy: Path) -> None:
    turtle = policy.with_suffix(".ttl")
    for arguments in ((policy, "-o", turtle), (turtle, "--to", "jsonld")):
        found = imported("convert", *arguments)
        assert not within(FORBIDDEN | EXPLANATION, found)
        assert found & ENGINES == {"jsonschema_rs"}


def test_convert_to_xml_and_back(policy: Path) -> None:
    xml = policy.with_suffix(".xml")
    for arguments, engines in (
        ((policy, "-o", xml), {"jsonschema_rs"}),
        ((xml, "--to", "jsonld"), {"jsonschema_rs", "lxml"}),
    ):
        found = imported("convert", *arguments)
        assert not within(FORBIDDEN | EXPLANATION, found)
        assert found & ENGINES == engines


def test_terms_to_tbx_and_back(tmp_path: Path) -> None:
    tbx = tmp_path / "terms.tbx"
    for arguments, engines in (
        (("-o", tbx), {"jsonschema_rs"}),
        ((tbx, "--to", "jsonld"), {"lxml"}),
    ):
        found = imported("terms", *arguments)
        assert not within(FORBIDDEN | EXPLANATION, found)
        assert found & ENGINES == engines


def test_version_needs_no_engine() -> None:
    assert not within(FORBIDDEN | EXPLANATION | ENGINES, imported("--version"))


@pytest.mark.parametrize("command", some(COMMANDS, 4))
def test_a_command_imports_its_own_module_of_commands(command: str) -> None:
    modules = {f"stdpolicy.cli.{module}" for module, _ in COMMANDS.values()}
    assert imported(command, "--help") & modules == {f"stdpolicy.cli.{COMMANDS[command][0]}"}


def test_public_names_are_imported_when_they_are_asked_for() -> None:
    code = """
import sys, stdpolicy
assert "stdpolicy.api" not in sys.modules
assert {*stdpolicy.__all__} <= {*dir(stdpolicy)}
from stdpolicy import *
print(*(globals()[name].__name__ for name in stdpolicy.__all__))
"""
    assert run(code).stdout.split() == stdpolicy.__all__


def test_the_rules_are_complete_for_whoever_asks_for_them_first() -> None:
    code = "from stdpolicy.checks import RULES; print(*sorted(RULES))"
    every = "import stdpolicy.checks.run, stdpolicy.diagnostics as d; print(*sorted(d.RULES))"
    assert "SP901" in run(code).stdout
    assert run(code).stdout == run(every).stdout


@pytest.mark.parametrize("package", ["stdpolicy", "stdpolicy.checks"])
def test_other_names_are_none(package: str) -> None:
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        _ = import_module(package).nothing
