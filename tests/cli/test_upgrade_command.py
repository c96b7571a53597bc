"""The command upgrade."""

import json
from pathlib import Path

import stdpolicy
from command import Run

OLD = Path(__file__).parents[1] / "data" / "0.1.0"


def test_the_command_rewrites_files_and_says_what_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "policy.ttl"
    data = (OLD / "jiaxing-2022" / "policy.ttl").read_bytes()
    path.write_bytes(data)
    checked = run("upgrade", "--check", str(path))
    assert (checked.returncode, path.read_bytes()) == (1, data)
    done = run("upgrade", str(path))
    assert done.returncode == 0
    assert done.stdout == checked.stdout
    lines = done.stdout.decode().splitlines()
    assert f"{path}: #measure1-action1 modality: obligation: no word says otherwise" in lines
    assert f"1 upgraded, {len(lines)} values left to look at" in done.stderr.decode()
    assert run("validate", str(path)).returncode == 0
    again = run("upgrade", str(path))
    assert (again.returncode, again.stdout) == (0, b"")
    assert "0 upgraded" in again.stderr.decode()


def test_standard_input_is_written_to_standard_output(run: Run) -> None:
    data = (OLD / "registry" / "registry.xml").read_bytes()
    done = run("upgrade", "-", input=data)
    assert done.returncode == 0
    assert stdpolicy.load(done.stdout)["type"] == "Registry"


def test_what_is_broken_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "policy.jsonld"
    tree = json.loads((OLD / "jiaxing-2022" / "policy.jsonld").read_bytes())
    path.write_text(json.dumps(tree | {"genre": "no such code"}), encoding="utf-8")
    before = path.read_bytes()
    done = run("upgrade", str(path))
    assert (done.returncode, path.read_bytes()) == (1, before)
    assert b"SP304" in done.stderr


def test_standard_input_stands_alone(run: Run, tmp_path: Path) -> None:
    done = run("upgrade", "-", str(tmp_path), input=b"x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"together with files" in done.stderr
    assert list(tmp_path.iterdir()) == []
