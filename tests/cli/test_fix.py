"""`validate --fix` and `--diff`, `fmt --diff` and `--drop-comments`: what is written, and when."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from command import Run
from stdpolicy import api
from stdpolicy.cli import fixing
from stdpolicy.cli.streams import Interrupted
from stdpolicy.diagnostics import Report
from stdpolicy.files import write_atomically


@pytest.fixture
def odd(policy: Path) -> Path:
    """A policy with a safe and a likely fault."""
    path = policy.with_name("odd.jsonld")
    data = policy.read_bytes()
    path.write_bytes(
        data.replace(b'"order": 1', b'"order": "1"').replace(b'"opinions"', b'"opinionz"')
    )
    assert path.read_bytes() != data
    policy.unlink()
    return path


def test_safe_fixes_only(run: Run, odd: Path) -> None:
    before = odd.read_bytes()
    done = run("validate", "--fix", odd)
    assert odd.read_bytes() == before.replace(b'"order": "1"', b'"order": 1')
    assert done.returncode == 1
    assert b"SP304" in done.stdout
    assert b"[likely]" in done.stdout
    assert b"SP313" not in done.stdout
    assert b"mended, 1 more with --likely" in done.stderr
    assert run("validate", "--fix", odd).stderr.count(b"0 findings mended") == 1


def test_likely_fixes(run: Run, odd: Path) -> None:
    done = run("validate", "--fix", "--likely", odd)
    assert b'"opinions"' in odd.read_bytes()
    assert b"SP304" not in done.stdout
    assert b"more with" not in done.stderr


def test_a_difference_writes_nothing(run: Run, odd: Path) -> None:
    before = odd.read_bytes()
    done = run("validate", "--diff", odd)
    assert done.returncode == 1
    assert odd.read_bytes() == before
    text = done.stdout.decode()
    assert text.startswith(f"--- a/{odd}\n+++ b/{odd}\n@@ ")
    assert '-      "order": "1",' in text
    assert '+      "order": 1,' in text
    assert "opinionz" not in "".join(x for x in text.splitlines() if x[:1] in "+-")
    assert b"would be mended" in done.stderr
    run("validate", "--fix", odd)
    done = run("validate", "--diff", odd)
    assert (done.returncode, done.stdout) == (0, b"")


def test_standard_input_goes_to_standard_output(run: Run, odd: Path) -> None:
    before = odd.read_bytes()
    done = run("validate", "--fix", "-", input=before)
    assert done.stdout == before.replace(b'"order": "1"', b'"order": 1')
    assert b"SP304" in done.stderr
    again = run("validate", "--fix", "-", input=done.stdout)
    assert again.stdout == done.stdout
    assert run("validate", "--fix", "-", odd, input=before).returncode == 2


def test_permissions_and_links_stay(run: Run, odd: Path) -> None:
    odd.chmod(0o640)
    link = odd.with_name("link.jsonld")
    link.symlink_to(odd.name)
    run("validate", "--fix", link)
    assert link.is_symlink()
    assert b'"order": 1' in odd.read_bytes()
    assert stat.S_IMODE(odd.stat().st_mode) == 0o640
    assert sorted(os.listdir(odd.parent)) == ["link.jsonld", "odd.jsonld"]


def test_a_file_with_hard_links_is_left_alone(run: Run, odd: Path) -> None:
    before = odd.read_bytes()
    os.link(odd, odd.with_name("other.jsonld"))
    done = run("validate", "--fix", odd)
    assert done.returncode == 2
    assert odd.read_bytes() == before


def test_a_file_changed_meanwhile(run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(path: Path, data: bytes, *, instead_of: bytes | None = None) -> None:
        path.write_bytes(b"{}")
        write_atomically(path, data, instead_of=instead_of)

    monkeypatch.setattr(fixing, "write_atomically", late)
    done = run("validate", "--fix", odd)
    assert done.returncode == 2
    assert b"meanwhile" in done.stderr
    assert odd.read_bytes() == b"{}"
    assert os.listdir(odd.parent) == [odd.name]


def test_interrupted_while_files_are_written(
    run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = odd.read_bytes()
    other = odd.with_name("other.jsonld")
    other.write_bytes(before.replace(b"shaoxing-2024", b"shaoxing-2025"))

    def stopped(path: Path, data: bytes, *, instead_of: bytes | None = None) -> None:
        if path.name == other.name:
            raise Interrupted(130)
        write_atomically(path, data, instead_of=instead_of)

    monkeypatch.setattr(fixing, "write_atomically", stopped)
    done = run("validate", "--fix", odd, other)
    assert done.returncode == 130
    assert done.stderr.decode().splitlines() == [
        "1 of 2 mended files written",
        "stdpolicy: interrupted",
    ]
    assert odd.read_bytes() != before


def test_interrupted_before_files_are_written(
    run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_inputs: object, **_settings: object) -> Report:
        raise Interrupted(130)

    monkeypatch.setattr(api, "validate", stopped)
    done = run("validate", "--fix", odd, "--lang", "zh")
    assert done.stderr.decode().splitlines() == ["没有改动任何文件", "stdpolicy: 已中断"]


def test_a_file_changed_after_it_was_checked(
    run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The places of the findings are those of another text: it is checked again."""
    longer = odd.read_bytes().replace(b'"@context"', b'     "@context"', 1)
    validate = api.validate

    def changing(*inputs: object, **settings: object) -> Report:
        report = validate(*inputs, **settings)
        odd.write_bytes(longer)
        monkeypatch.setattr(api, "validate", validate)
        return report

    monkeypatch.setattr(api, "validate", changing)
    run("validate", "--fix", odd)
    assert odd.read_bytes() == longer.replace(b'"order": "1"', b'"order": 1')


def test_a_file_that_cannot_be_replaced(
    run: Run, odd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = odd.read_bytes()

    def refused(*_paths: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(odd))

    monkeypatch.setattr(os, "replace", refused)
    done = run("validate", "--fix", odd)
    monkeypatch.undo()
    assert done.returncode == 2
    assert odd.read_bytes() == before
    assert list(odd.parent.glob(".*")) == []


def test_what_is_known_is_left_alone(run: Run, odd: Path) -> None:
    base = odd.with_name("base.jsonl")
    run("validate", odd, "--baseline", base, "--write-baseline")
    before = odd.read_bytes()
    assert run("validate", "--fix", odd, "--baseline", base).returncode == 0
    assert odd.read_bytes() == before
    run("validate", "--fix", "--fix-known", odd, "--baseline", base)
    assert odd.read_bytes() != before


def test_rules_that_are_not_asked_for(run: Run, odd: Path) -> None:
    before = odd.read_bytes()
    run("validate", "--fix", "--ignore", "SP313", odd)
    assert odd.read_bytes() == before


@pytest.mark.parametrize("options", [("--likely",), ("--fix-known",), ("--fix", "--diff")])
def test_options_that_do_not_go_together(run: Run, odd: Path, options: tuple[str, ...]) -> None:
    assert run("validate", odd, *options).returncode == 2


def test_edits_in_json(run: Run, odd: Path) -> None:
    text = odd.read_text(encoding="utf-8")
    found = json.loads(run("validate", "--format", "json", odd).stdout)["findings"]
    (fix,) = [one["fix"] for one in found if one["rule"] == "SP304"]
    (edit,) = fix["edits"]
    assert fix["safety"] == "likely"
    assert text[edit["start"] : edit["end"]] == '"opinionz"'
    assert edit["text"] == '"opinions"'


# -- fmt ------------------------------------------------------------------------------------------


def test_fmt_shows_a_difference(run: Run, odd: Path) -> None:
    odd.write_bytes(odd.read_bytes().replace(b"opinionz", b"opinions"))
    before = odd.read_bytes()
    done = run("fmt", "--diff", odd)
    assert done.returncode == 1
    assert b'+      "order": 1,' in done.stdout
    assert odd.read_bytes() == before
    run("fmt", odd)
    done = run("fmt", "--diff", odd)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("suffix", "comment"), [("ttl", b"# one\n"), ("xml", b"<!-- one -->\n"), ("nt", b"# one\n")]
)
def test_fmt_keeps_files_with_comments(run: Run, policy: Path, suffix: str, comment: bytes) -> None:
    path = policy.with_suffix(f".{suffix}")
    run("convert", policy, "-o", path)
    plain = path.read_bytes()
    head, line, rest = plain.partition(b"\n")
    path.write_bytes(head + line + comment + rest)
    done = run("fmt", path)
    assert done.returncode == 2
    assert b"1 comment would be lost" in done.stderr
    assert comment in path.read_bytes()
    assert run("fmt", "-", input=path.read_bytes()).returncode == 2
    assert run("fmt", "--check", path).returncode == 1
    assert run("fmt", "--drop-comments", path).returncode == 0
    assert path.read_bytes() == plain
    assert run("fmt", path).returncode == 0
