"""The commands about the format itself, and the frame of the command line."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from command import Run
from stdpolicy.checks import RULES
from stdpolicy.cli import COMMANDS
from stdpolicy.cli.reference import SCHEMAS
from stdpolicy.drafting import clean as cleaning

ROOT = Path(__file__).parents[2]


def test_version_names_tool_and_ontology(run: Run) -> None:
    assert run("--version").stdout.decode().split() == ["stdpolicy", "0.2.0", "(ontology", "0.2)"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_summary_and_options(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert b"Usage:" in done.stdout
    assert b"--help" in done.stdout


def test_help_lists_every_command(run: Run) -> None:
    listed = run("--help").stdout.decode()
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_unknown_command_and_option(run: Run) -> None:
    assert run("validat").returncode == 2
    assert run("validate", "--nope").returncode == 2


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_prints_the_shipped_file(run: Run, name: str) -> None:
    assert run("schema", name).stdout == (ROOT / SCHEMAS[name]).read_bytes()


def test_schema_lists_and_writes(run: Run, tmp_path: Path) -> None:
    assert all(name.encode() in run("schema").stdout for name in SCHEMAS)
    assert run("schema", "xsd", "-o", "a.xsd").returncode == 0
    assert (tmp_path / "a.xsd").read_bytes() == (ROOT / SCHEMAS["xsd"]).read_bytes()
    assert run("schema", "xsd", "-o", "a.xsd").returncode == 2


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_both_languages_and_a_manual(code: str) -> None:
    rule = RULES[code]
    assert rule.summary.isascii()
    assert any("\u4e00" <= c <= "\u9fff" for c in rule.summary_zh)
    assert len(rule.doc) > 60, "say what, why and what to do"


def test_explain_by_code_name_and_with_help(run: Run) -> None:
    assert run("explain", "sp304").stdout == run("explain", "code").stdout
    said = run("explain", "SP304").stdout.decode()
    assert said.startswith("SP304 code (error)\nA code is not in its code list\n\nWhat it does\n")
    for heading in ("Why is this bad?", "Example", "Use instead"):
        assert f"\n\n{heading}\n\n" in said
    assert '    +      "kind": "department"\n' in said
    unknown = run("explain", "unknwon-property")
    assert unknown.returncode == 2
    assert b"did you mean unknown-property?" in unknown.stderr
    assert b"no rule SP0; codes begin with SP1 (syntax), SP2 " in run("explain", "SP0").stderr


def test_rules_as_table_and_json(run: Run) -> None:
    listed = json.loads(run("rules", "--json").stdout)
    assert [rule["code"] for rule in listed] == sorted(RULES)
    for rule in listed:
        assert (rule["doc"], rule["doc_zh"]) == (
            RULES[rule["code"]].doc,
            RULES[rule["code"]].doc_zh,
        )
    assert len(run("rules").stdout.splitlines()) == len(RULES)


@pytest.mark.slow
def test_build_check_is_clean(run: Run) -> None:
    done = run("build", "--check")
    assert (done.returncode, done.stdout) == (0, b"")


def broken_inside(
    code: str, *arguments: str, cwd: Path, **env: str
) -> "subprocess.CompletedProcess[bytes]":
    """A run of the command line of which some code has replaced a part."""
    code += "\nimport sys; sys.argv[0] = 'stdpolicy'; from stdpolicy.__main__ import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, cwd=cwd, env={**os.environ, **env})


BOOM = "import stdpolicy.cli\ndef boom(): raise RuntimeError('boom')\nstdpolicy.cli.app = boom"


def test_internal_error_is_exit_3(tmp_path: Path) -> None:
    done = broken_inside(BOOM, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith(b"stdpolicy: internal error: RuntimeError: boom\n")
    assert b"Traceback" not in done.stderr
    done = broken_inside(BOOM, "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("stdpolicy: 内部错误：RuntimeError: boom\n此为程序缺陷")


def test_an_internal_error_is_shown_whole_on_request(tmp_path: Path) -> None:
    done = broken_inside(BOOM, cwd=tmp_path, STDPOLICY_DEBUG="1")
    assert done.stderr.startswith(b"Traceback")
    assert done.stderr.endswith(b"RuntimeError: boom\n")


LOSSY = """
from stdpolicy.formats.turtle import write
whole = write.write_turtle
write.write_turtle = lambda tree, base: whole(tree, base).replace("绍兴".encode(), "越".encode())
"""


@pytest.mark.parametrize("arguments", ["policy.jsonld -o out", ". -o out"])
def test_what_reads_back_otherwise_is_exit_3(policy: Path, arguments: str) -> None:
    command = ["convert", *arguments.split(), "--to", "turtle"]
    done = broken_inside(LOSSY, *command, "--verify", cwd=policy.parent)
    assert done.returncode == 3
    what = b"stdpolicy: internal error: NotLossless: "
    assert (
        done.stderr.startswith(what) or b"stdpolicy failed on this file: NotLossless" in done.stderr
    )
    assert not (policy.parent / "out").exists()
    done = broken_inside(LOSSY, *command, cwd=policy.parent)
    assert done.returncode == 0, "whoever does not ask is not told"


@pytest.mark.parametrize(
    ("command", "package", "extra"),
    [("validate --conformance", "pyshacl", "conformance"), ("clean", "opencc", "clean")],
)
def test_the_extra_that_is_missing_is_named(
    run: Run, policy: Path, command: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaning._converter.cache_clear()  # what has been loaded is not missed
    monkeypatch.setitem(sys.modules, package, None)
    done = run(*command.split(), policy)
    assert (done.returncode, done.stdout) == (2, b"")
    said = f"stdpolicy: {package} is not installed: pip install 'stdpolicy[{extra}]'\n"
    assert done.stderr == said.encode()


def terminal_output(cwd: Path, *args: str, **env: str) -> bytes:
    """What the command prints to a terminal."""
    main, side = pty.openpty()
    command = [sys.executable, "-m", "stdpolicy", *args]
    subprocess.run(command, stdout=side, stderr=side, cwd=cwd, env={**os.environ, **env})
    os.close(side)
    output = b""
    try:
        while part := os.read(main, 65536):
            output += part
    except OSError:
        pass
    os.close(main)
    return output


def test_colour_on_terminals_only_and_not_under_no_color(run: Run, broken: Path) -> None:
    assert b"\x1b[" not in run("validate", broken).stdout
    assert b"\x1b[1;31m" in terminal_output(broken.parent, "validate", broken.name, NO_COLOR="")
    assert b"\x1b[" not in terminal_output(broken.parent, "validate", broken.name, NO_COLOR="1")


def test_closed_pipe_is_quiet(policy: Path) -> None:
    command = f"{sys.executable} -m stdpolicy convert {policy} --to ntriples | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert done.stderr == b""
