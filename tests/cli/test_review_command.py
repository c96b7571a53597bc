"""stdpolicy review: what it shows, what it writes, and what it refuses."""

from pathlib import Path

import pytest

import stdpolicy
from command import Run
from small_policy import IRI, Tree, policy
from stdpolicy.document import Document
from stdpolicy.formats import canonical


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The small policy, as Turtle."""
    path = tmp_path / "p.ttl"
    path.write_bytes(Document(canonical(policy(), IRI), IRI).to_bytes("turtle"))
    return path


def test_it_shows_the_policy(run: Run, draft: Path) -> None:
    shown = run("review", draft)
    assert shown.returncode == 0
    assert "#part1-sec1 (section)" in shown.stdout.decode()
    again = run("review", "-", input=draft.read_bytes())
    assert again.stdout == shown.stdout


def test_it_writes_a_page_and_never_over_one(run: Run, draft: Path) -> None:
    assert run("review", draft, "-o", "r.html").returncode == 0
    page = draft.with_name("r.html").read_bytes()
    assert page.startswith(b"<!DOCTYPE html>")
    assert run("review", draft, "-o", "r.html").returncode == 2
    assert run("review", draft, "-o", "r.html", "--force").returncode == 0
    assert run("review", draft, "-o", "r.txt").returncode == 0


def test_what_is_accepted_is_written_in_its_notation(run: Run, draft: Path) -> None:
    done = run("review", draft, "--accept", "g1，t1", "--accept", "#m1")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == f"3 statements accepted in {draft}\n".encode()
    found = stdpolicy.load(draft, format="turtle")
    assert found.tree["goal"][0]["reviewStatus"] == "reviewed"
    assert "[x] Goal #g1" in run("review", draft).stdout.decode()
    assert run("fmt", "--check", draft).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [("--accept", "#g7"), ("--accept", ","), ("--accept", "#g1", "-o", "r.html")],
)
def test_what_cannot_be_accepted_changes_nothing(
    run: Run, draft: Path, arguments: tuple[str, ...]
) -> None:
    before = draft.read_bytes()
    done = run("review", draft, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert draft.read_bytes() == before
    assert {path.name for path in draft.parent.iterdir()} == {"p.ttl"}


def test_what_is_no_policy_is_refused(run: Run, tmp_path: Path) -> None:
    registry = Path(__file__).parents[2] / "examples/registry/registry.jsonld"
    assert run("review", registry).returncode == 2
    (tmp_path / "x.jsonld").write_text("{}")
    assert run("review", "x.jsonld").returncode == 1
    assert run("review", "y.jsonld").returncode == 2


def test_a_registry_gives_its_names(run: Run, draft: Path) -> None:
    registry: Tree = {
        "id": "https://example.org/id/r",
        "type": "Registry",
        "title": {"zh-Hans": "名录", "en": "Registry"},
        "describesBody": [
            {
                "id": "#b9",
                "type": "Body",
                "name": {"zh-Hans": "省科学技术协会", "en": "Provincial Association"},
                "kind": "peoples-organization",
            }
        ],
    }
    data = Document(canonical(registry, registry["id"]), registry["id"]).to_bytes("jsonld")
    draft.with_name("r.jsonld").write_bytes(data)
    tree = policy()
    tree["measure"][0]["mentions"] = ["https://example.org/id/r#b9"]
    draft.write_bytes(Document(canonical(tree, IRI), IRI).to_bytes("turtle"))
    assert "mentions https://example.org/id/r#b9" in run("review", draft).stdout.decode()
    known = run("review", draft, "--registry", "r.jsonld")
    assert "mentions 省科学技术协会" in known.stdout.decode()
    assert run("review", draft, "--registry", "none.jsonld").returncode == 2
