"""The hooks as pre-commit itself runs them, in a repository that holds more than policies.

They are taken from .pre-commit-hooks.yaml, but run the command that is installed here.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
POM = "<project><modelVersion>4.0.0</modelVersion></project>\n"

pytestmark = pytest.mark.slow


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path.parent / f"{tmp_path.name}-hooks"))
    for name in ("jiaxing-2022", "registry"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    (tmp_path / "pom.xml").write_text(POM, encoding="utf-8")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    ours = [hook | {"language": "system"} for hook in hooks]
    # JSON is YAML
    config = json.dumps({"repos": [{"repo": "local", "hooks": ours}]})
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--no-verify", "-m", "all")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def commit(hook: str = "") -> "subprocess.CompletedProcess[str]":
    """Stages what has changed, and runs the hooks on that, as before a commit."""
    git("add", "-u")
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", *hook.split()]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_files_pass_and_those_of_other_tools_are_left_alone(repository: Path) -> None:
    done = commit("--all-files")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 3
    assert (repository / "pom.xml").read_text(encoding="utf-8") == POM


def test_a_file_of_another_tool_is_no_fault(repository: Path) -> None:
    change(repository / "pom.xml", "4.0.0", "4.0.1")
    done = commit()
    assert done.returncode == 0, done.stdout


def test_a_changed_text_alone_makes_its_encoding_wrong(repository: Path) -> None:
    change(repository / "jiaxing-2022" / "source.txt", "标准化", "规范化")
    done = commit("stdpolicy-validate")
    assert done.returncode == 1, done.stdout
    assert "jiaxing-2022/policy.jsonld" in done.stdout


def test_a_reference_into_a_registry_that_dangles_is_found(repository: Path) -> None:
    registry = repository / "registry" / "registry.jsonld"
    tree = json.loads(registry.read_bytes())
    gone = "#body-jiaxing-party-committee"
    left = [body for body in tree["describesBody"] if body["id"] != gone]
    assert len(left) == len(tree["describesBody"]) - 1
    tree["describesBody"] = left
    registry.write_text(json.dumps(tree, ensure_ascii=False, indent=2), encoding="utf-8")
    done = commit("stdpolicy-validate")
    assert done.returncode == 1, done.stdout
    assert f"registry{gone}" in done.stdout
    assert "jiaxing-2022/policy.jsonld" in done.stdout


def test_fmt_rewrites_what_is_not_canonical(repository: Path) -> None:
    policy = repository / "jiaxing-2022" / "policy.jsonld"
    canonical = policy.read_bytes()
    policy.write_text(json.dumps(json.loads(canonical)), encoding="utf-8")
    done = commit("stdpolicy-fmt")
    assert done.returncode == 1, done.stdout
    assert "files were modified by this hook" in done.stdout
    assert policy.read_bytes() == canonical
