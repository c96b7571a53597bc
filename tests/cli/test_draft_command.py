"""stdpolicy draft: what it writes, and what it refuses."""

import json
import sys
from pathlib import Path

import pytest

from command import Run

IRI = "https://example.org/id/p"
TEXT = """某省人民政府关于加强标准化工作的意见
一、重点任务
（一）加强标准研制。鼓励企业参与制定国家标准。（省市场监管局牵头）
某省人民政府
2024年3月1日
"""


def test_the_command_writes_policy_and_texts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    done = run("draft", "in.txt", "-o", "p.ttl", "--iri", IRI)
    assert done.returncode == 0
    assert {p.name for p in tmp_path.iterdir()} == {"in.txt", "p.ttl", "raw.txt", "source.txt"}
    assert run("validate", "p.ttl").returncode == 0
    again = run("draft", "in.txt", "-o", "q.ttl")
    assert (again.returncode, b"raw.txt: exists" in again.stderr) == (2, True)
    assert not (tmp_path / "q.ttl").exists()
    shown = run("draft", "in.txt")
    assert json.loads(shown.stdout)["id"] == "https://example.org/id/in"


def test_each_kind_is_counted_wherever_it_stands(run: Run, tmp_path: Path) -> None:
    goals = "一、主要目标\n到2025年,标准体系更加完善。\n——标准供给。制定标准10项以上。\n"
    (tmp_path / "in.txt").write_text(TEXT.replace("一、", goals + "二、"), encoding="utf-8")
    done = run("draft", "in.txt", "-o", "p.jsonld")
    tree = json.loads((tmp_path / "p.jsonld").read_bytes())
    (wide,) = tree["goal"]
    said = f"drafted {1 + len(wide['goal'])} goals, 1 target, 1 measure, 1 action, 0 incentives, "
    assert wide["goal"]
    assert done.stderr.decode().startswith(said)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe\x80" * 50, b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0" * 9]
)
def test_what_is_no_text_is_refused_in_one_sentence(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.bin").write_bytes(data)
    done = run("draft", "in.bin", "-o", "p.jsonld")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"stdpolicy: in.bin: ")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "p.jsonld").exists()


def test_a_program_may_propose(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    says = """import sys, json
line = {"id": "#measure1", "field": "domain", "value": ["talent"]}
print(json.dumps(line)); print("x")
"""
    (tmp_path / "say.py").write_text(says)
    done = run("draft", "in.txt", "-o", "p.jsonld", "--suggest", f"'{sys.executable}' say.py")
    assert done.returncode == 0
    assert b"1 proposal taken" in done.stderr
    assert b"refused, line 2 of" in done.stderr
    assert json.loads((tmp_path / "p.jsonld").read_bytes())["measure"][0]["domain"] == ["talent"]


@pytest.mark.parametrize("command", ["", "'", "/no/such/program"])
def test_a_program_that_cannot_be_run_leaves_nothing(
    run: Run, tmp_path: Path, command: str
) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    done = run("draft", "in.txt", "-o", "p.jsonld", "--suggest", command)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


@pytest.mark.parametrize("name", ["policy.jsonld", "policy.ttl", "policy.xml"])
def test_an_encoding_is_no_text(run: Run, name: str) -> None:
    example = Path(__file__).parents[2] / "examples" / "outline-2021" / name
    done = run("draft", example, "-o", "p.jsonld")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"expected a text, found a document in" in done.stderr


@pytest.mark.parametrize("iri", ["not an iri", "relative/x", "https://example.org/id/a#b", ""])
def test_an_iri_that_is_none_is_refused(run: Run, tmp_path: Path, iri: str) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    done = run("draft", "in.txt", "-o", "p.jsonld", "--iri", iri)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert not (tmp_path / "p.jsonld").exists()


def test_the_folder_is_made_and_the_input_is_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_bytes(TEXT.encode("gb18030"))
    assert run("draft", "raw.txt", "-o", "new/folder/p.jsonld").returncode == 0
    assert (tmp_path / "new/folder/source.txt").exists()
    done = run("draft", "raw.txt", "-o", "p.jsonld", "--force")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert (tmp_path / "raw.txt").read_bytes() == TEXT.encode("gb18030")


def test_a_text_in_another_language_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("Opinions on standards\n1. Strengthen them.\n" * 9)
    done = run("draft", "en.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"expected a text in Chinese" in done.stderr


def test_the_name_of_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    for folder in ("new/", "./"):
        done = run("draft", "in.txt", "-o", folder)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"expected the name of a file" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


def test_a_program_may_take_only_so_long(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "say.py").write_text("import time; time.sleep(60)")
    command = f"'{sys.executable}' say.py"
    done = run("draft", "in.txt", "-o", "p.jsonld", "--suggest", command, "--suggest-seconds", "1")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert not (tmp_path / "p.jsonld").exists()


def test_a_suffix_of_no_notation_is_refused_before_anything_is_written(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "in.txt").write_text("关于标准化工作的意见", encoding="utf-8")
    for command in (("draft", "in.txt"), ("new", "https://example.org/id/p")):
        done = run(*command, "-o", "p.docx")
        assert done.returncode == 2
        assert b"no notation that is written has the suffix .docx" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]
