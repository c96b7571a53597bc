"""stdpolicy waive: waivers by the ids of findings, with a reason, appended to the configuration."""

import json
from pathlib import Path

import pytest

from command import Run


@pytest.fixture
def fingerprint(run: Run, policy: Path) -> str:
    """The id of a finding of SP508: a body that nothing refers to."""
    tree = json.loads(policy.read_bytes())
    tree["describesBody"].append(tree["describesBody"][0] | {"id": "#idle"})
    policy.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    found = json.loads(run("validate", "--format", "json", policy).stdout)["findings"]
    return next(str(one["id"]) for one in found if one["rule"] == "SP508")


@pytest.mark.parametrize(
    ("name", "before", "table"),
    [
        ("stdpolicy.toml", None, "[[waiver]]"),
        ("stdpolicy.toml", "# kept\nregistries = []", "[[waiver]]"),
        ("pyproject.toml", '[tool.stdpolicy]\nlang = "en" # kept\n', "[[tool.stdpolicy.waiver]]"),
    ],
)
def test_it_appends_a_table_that_waives(
    run: Run, policy: Path, fingerprint: str, name: str, before: str | None, table: str
) -> None:
    file = policy.with_name(name)
    if before is not None:
        file.write_text(before, encoding="utf-8")
    reason = ("--reason", 'So "it" is.', "--until", "2999-03-31")
    assert run("waive", fingerprint[:6], *reason, policy).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith(before or table)
    assert text.count(table) == 1
    assert "until = 2999-03-31" in text
    done = run("validate", "--strict", policy)
    assert (done.returncode, done.stderr) == (0, b"1 file checked, no findings, 1 waived\n")


def test_it_refuses_and_writes_nothing(run: Run, policy: Path, fingerprint: str) -> None:
    for arguments, told in {
        ("ffffff000000", "--reason", "so"): b"no finding has the id ffffff000000",
        (fingerprint, "--reason", " "): b"--reason: say why",
        (
            "--reason",
            "so",
        ): b"expected ids of findings, as `stdpolicy validate --format json` prints them",
    }.items():
        done = run("waive", *arguments, policy)
        assert (done.returncode, done.stdout) == (2, b"")
        assert told in done.stderr
    tree = json.loads(policy.read_bytes())
    policy.write_text(json.dumps(tree | {"unknown": 1}), encoding="utf-8")
    found = json.loads(run("validate", "--format", "json", policy).stdout)["findings"]
    error = next(one["id"] for one in found if one["severity"] == "error")
    done = run("waive", error, "--reason", "so", policy)
    assert (done.returncode, b"cannot be waived" in done.stderr) == (2, True)
    assert not policy.with_name("stdpolicy.toml").exists()
