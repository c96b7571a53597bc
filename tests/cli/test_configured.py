"""The configuration of a project, as the commands read it."""

import json
from pathlib import Path

from command import Run


def waived(policy: Path) -> str:
    """A waiver of the finding that an idle body of a policy gives."""
    tree = json.loads(policy.read_bytes())
    tree["describesBody"].append(tree["describesBody"][0] | {"id": "#idle"})
    policy.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return (
        f'[[waiver]]\nrule = "SP508"\npolicy = "{tree["id"]}"\nnode = "#idle"\nreason = "later"\n'
    )


def test_waivers_are_found_counted_and_can_be_left_out(run: Run, policy: Path) -> None:
    policy.with_name("stdpolicy.toml").write_text(waived(policy), encoding="utf-8")
    done = run("validate", "--strict", policy)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"1 file checked, no findings, 1 waived\n"
    found = json.loads(run("validate", "--format", "json", policy).stdout)
    assert (found["findings"], found["waived"]) == ([], 1)
    without = run("validate", "--strict", "--no-config", policy)
    assert (without.returncode, without.stdout.count(b"SP508")) == (1, 1)


def test_another_configuration_can_be_named(run: Run, policy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(waived(policy), encoding="utf-8")
    assert run("validate", "--strict", "--config", other, policy).returncode == 0
    both = run("validate", "--config", other, "--no-config", policy)
    assert (both.returncode, both.stdout) == (2, b"")
    missing = run("validate", "--config", tmp_path / "nowhere.toml", policy)
    assert missing.returncode == 2
    assert b"nowhere.toml: No such file" in missing.stderr


def test_every_command_tells_of_a_broken_configuration(run: Run, policy: Path) -> None:
    policy.with_name("stdpolicy.toml").write_text("registrys = []", encoding="utf-8")
    before = policy.read_bytes()
    for command in ("validate", "fmt", "hash", "stats", "upgrade"):
        done = run(command, policy)
        assert (done.returncode, done.stdout) == (2, b""), command
        assert b"stdpolicy.toml:1:1: no key registrys; did you mean registries?" in done.stderr
    assert policy.read_bytes() == before
