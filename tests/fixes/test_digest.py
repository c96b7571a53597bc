"""A digest is mended for sure only where version control has the text that it is of."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import stdpolicy
from small_policy import IRI, TEXTS, policy
from stdpolicy.diagnostics import Safety
from stdpolicy.formats.jsonld import framed

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *name, *arguments), cwd=folder, check=True, capture_output=True)


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    tree = policy()
    tree["source"] |= {"file": "source.txt", "digest": "0" * 64}
    (tmp_path / "source.txt").write_text("\n".join(TEXTS.values()), encoding="utf-8", newline="")
    path = tmp_path / "policy.jsonld"
    path.write_text(json.dumps(framed(tree, IRI), ensure_ascii=False), encoding="utf-8")
    return path


def safety(path: Path) -> list[Safety | None]:
    found = [one for one in stdpolicy.validate(path) if one.rule.code == "SP601"]
    return [one.fix.safety if one.fix else None for one in found]


def test_the_text_beside_it_decides(policy_file: Path) -> None:
    text = policy_file.with_name("source.txt")
    assert safety(policy_file) == [Safety.LIKELY], "no version control"
    git(policy_file.parent, "init", "-q")
    assert safety(policy_file) == [Safety.LIKELY], "not tracked"
    git(policy_file.parent, "add", "source.txt")
    assert safety(policy_file) == [Safety.LIKELY], "no commit"
    git(policy_file.parent, "commit", "-qm", "x")
    assert safety(policy_file) == [Safety.SAFE]
    mended, report = stdpolicy.fix(policy_file)
    assert list(report) == []
    assert mended != policy_file.read_bytes()
    text.write_bytes(text.read_bytes() + b"x")
    assert safety(policy_file) == [None], "another text"


def test_nothing_of_a_repository_is_run(policy_file: Path) -> None:
    """What a folder from elsewhere is set up to run is not run because a file in it is read."""
    folder = policy_file.parent
    git(folder, "init", "-q")
    git(folder, "add", "source.txt")
    git(folder, "commit", "-qm", "x")
    trap = folder / "trap"
    (folder / ".gitattributes").write_text("*.txt filter=x diff=x\n")
    for key in (
        "filter.x.clean",
        "filter.x.process",
        "diff.x.textconv",
        "core.fsmonitor",
        "diff.external",
    ):
        git(folder, "config", key, f"touch '{trap}'")
    (folder / "source.txt").touch()
    assert safety(policy_file) == [Safety.SAFE]
    assert not trap.exists()


def test_a_changed_text_is_not_the_committed_one(policy_file: Path) -> None:
    text = policy_file.with_name("source.txt")
    right = text.read_bytes()
    text.write_bytes(right + b"\n")
    git(policy_file.parent, "init", "-q")
    git(policy_file.parent, "add", "source.txt")
    git(policy_file.parent, "commit", "-qm", "x")
    text.write_bytes(right)
    assert safety(policy_file) == [Safety.LIKELY]
