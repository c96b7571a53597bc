"""The command terms."""

from pathlib import Path

import pytest

import stdpolicy
from command import Run
from stdpolicy.resources import resource

DATA = Path(__file__).parents[1] / "data" / "tbx"
REGISTRY = DATA / "registry.jsonld"
OURS = DATA / "registry.tbx"
THEIRS = DATA / "theirs.dct.tbx"
IRI = "https://example.org/id/theirs"


def test_a_registry_becomes_tbx_and_tbx_a_registry(run: Run, tmp_path: Path) -> None:
    assert run("terms", REGISTRY).stdout == OURS.read_bytes()
    assert run("terms", "-", input=REGISTRY.read_bytes()).stdout == OURS.read_bytes()
    out = tmp_path / "registry.ttl"
    done = run("terms", OURS, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    before, after = stdpolicy.load(REGISTRY), stdpolicy.load(out)
    assert str(after.notation) == "turtle"
    assert (after.base, after["describesTerm"]) == (before.base, before["describesTerm"])
    assert run("terms", OURS, "-o", out).returncode == 2
    assert run("terms", OURS, "-o", out, "--force").returncode == 0
    assert run("validate", "--strict", out).returncode == 0


def test_without_a_file_the_registry_that_ships(run: Run) -> None:
    path = resource("examples/registry/registry.jsonld")
    assert run("terms").stdout == run("terms", path).stdout


def test_what_is_not_taken_over_is_told(run: Run) -> None:
    done = run("terms", THEIRS, "--to", "jsonld", "--iri", IRI)
    assert done.returncode == 0
    assert stdpolicy.load(done.stdout).base == IRI
    lines = done.stderr.decode().splitlines()
    assert lines[0] == f"stdpolicy: {THEIRS}: not taken over: partOfSpeech (3)"
    assert len(lines) == 12


def test_a_flood_of_kinds_is_cut_short(run: Run) -> None:
    notes = "".join(f'<descrip type="x{n}">x</descrip>' for n in range(99))
    data = OURS.read_bytes().replace(b"<langSec", notes.encode() + b"<langSec", 1)
    lines = run("terms", "-", "--to", "xml", input=data).stderr.decode().splitlines()
    assert len(lines) == 21
    assert lines[-1] == "stdpolicy: <stdin>: not taken over: 79 kinds more"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((REGISTRY, "--iri", IRI), "--iri, --to and suffixes of notations are for TBX"),
        ((REGISTRY, "--to", "xml"), "--iri, --to and suffixes of notations are for TBX"),
        ((REGISTRY, "-o", "x.ttl"), "--iri, --to and suffixes of notations are for TBX"),
        ((OURS,), "--to is needed"),
        ((OURS, "-o", "x.tbx"), "no notation that is written has the suffix .tbx"),
        (("nothing.tbx",), "nothing.tbx: No such file"),
        ((resource("examples/jiaxing-2022/policy.jsonld"),), "describes no terms"),
    ],
)
def test_what_cannot_be_asked_for(
    run: Run, tmp_path: Path, arguments: tuple[object, ...], said: str
) -> None:
    done = run("terms", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert said in line
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_has_a_finding(run: Run) -> None:
    for data, code in ((OURS.read_bytes()[:999], "SP102"), (b"<martif/>", "SP112")):
        done = run("terms", "-", "--to", "xml", input=data)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode().count("error") == done.stderr.decode().count(code) == 1


def test_a_file_that_is_named_tbx_is_judged_as_such(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.TBX"
    for data, code in (
        ("标准", "SP102"),
        ("<a/>", "SP112"),
        (REGISTRY.read_text("utf-8"), "SP102"),
    ):
        bad.write_text(data, encoding="utf-8")
        done = run("terms", bad, "--to", "xml")
        assert (done.returncode, done.stdout) == (1, b"")
        assert f"error {code}" in done.stderr.decode()
        assert b"--from" not in done.stderr
    done = run("terms", bad, "--from", "jsonld")  # whoever says so knows better
    assert (done.returncode, done.stdout) == (0, OURS.read_bytes())


def test_what_names_no_registry_needs_an_iri(run: Run) -> None:
    done = run("terms", THEIRS, "--to", "xml")
    assert done.returncode == 1
    assert b"SP113" in done.stderr
    assert b"--iri" in done.stderr
