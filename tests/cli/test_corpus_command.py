"""The commands for corpora: what they print, write and end with."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import stdpolicy
from command import Run
from corpus_runs import rows, written
from small_policy import filled
from stdpolicy.corpus import group


def test_validate(run: Run, policy: Path, broken: Path) -> None:
    done = run("corpus", "validate", policy.parent, "-o", "out")
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode() == (
        "1  SP304  A code is not in its code list\n"
        "2 files checked, 1 error, 0 warnings\n"
        f"out: findings 1, nodes {len(rows(Path('out'), 'nodes'))}, references 0\n"
    )
    (finding,) = rows(Path("out"), "findings")
    assert (finding["file"], finding["rule"]) == (str(broken), "SP304")
    done = run("corpus", "validate", policy.parent, "-o", "out[*]", "-q")  # no pattern
    assert rows(Path("out[*]"), "findings") == [finding]
    before = written(Path("out"))
    assert run("corpus", "validate", policy.parent, "--exit-zero", "-q").stdout == b""
    done = run("--lang", "zh", "corpus", "validate", policy, "nowhere")
    assert done.returncode == 2
    assert done.stdout.decode() == "已检查 1 个文件，0 个错误，0 个警告\n"
    assert done.stderr.decode() == "stdpolicy: nowhere: 文件或文件夹不存在\n"
    done = run("corpus", "stats", policy, "-o", "out")
    assert (done.returncode, written(Path("out"))) == (2, before)
    assert b"holds the tables of another command" in done.stderr


def test_the_summary_as_json(run: Run, policy: Path) -> None:
    Path("other.json").write_text("{}")
    other = filled("https://example.org/id/other", "绍兴市标准化工作意见")
    tree = other.tree | {"issuer": ["https://example.org/id/bodies#b1"]}
    data = stdpolicy.Document(tree, other.base).to_bytes("jsonld")
    Path("lines.ndjson").write_bytes(b"".join(data.split(b"\n")) + b"\nno json\n")
    done = run("corpus", "validate", ".", "--format", "json", "--strict")
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert (said["files"], said["errors"], said["unknown"]) == (3, said["errors"], 1)
    assert said["unknownDocuments"] == ["https://example.org/id/bodies"]
    assert said["passedOver"] == {".json": 1}
    assert said["tables"]["findings"] == sum(said["rules"].values()) > 0
    assert done.stderr == b"1 .json file of other tools passed over\n"


def test_texts_in_archives_are_not_compared_and_that_is_said(run: Run) -> None:
    example = Path(__file__).parents[2] / "examples" / "outline-2021"
    with zipfile.ZipFile("a.zip", "w") as archive:
        for name in ("policy.jsonld", "source.txt"):
            archive.write(example / name, name)
    done = run("corpus", "tables", "a.zip", "-o", "out")
    assert b"1 policy in archives or stores not compared with the texts" in done.stdout


def test_a_registry_is_known(run: Run, policy: Path) -> None:
    tree = {"type": "Registry", "id": "https://example.org/id/r", "title": {"zh-Hans": "名录"}}
    Path("r.jsonld").write_bytes(stdpolicy.Document(tree, tree["id"]).to_bytes("jsonld"))
    gone = b'"issuer": [\n    "https://example.org/id/r#gone"'
    policy.write_bytes(policy.read_bytes().replace(b'"issuer": [\n    "#body-1"', gone))
    asked = ("corpus", "validate", policy, "--format", "json")
    assert "SP411" not in json.loads(run(*asked).stdout)["rules"]
    for _ in range(2):
        said = json.loads(run(*asked, "--registry", "r.jsonld", "-o", "out").stdout)
        assert (said["rules"]["SP411"], said["unknown"]) == (1, 0)
        (kept,) = Path("out/_index/registries").iterdir()
        kept.write_bytes(kept.read_bytes()[:99])  # damaged: it is written anew
        policy.write_bytes(policy.read_bytes() + b"\n")
    kept.with_name("mine.jsonld").touch()
    assert run(*asked, "-o", "out").returncode == 0
    assert [path.name for path in kept.parent.iterdir()] == ["mine.jsonld"]  # no run refers to it


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "p.jsonld"),
        ("corpus", "validate", "p.jsonld"),
        ("corpus", "tables", "p.jsonld", "-o", "out"),
        ("draft", "t.txt"),
        ("review", "p.jsonld"),
        ("site", "out", "p.jsonld"),
        ("serve", "p.jsonld"),
    ],
)
def test_a_policy_is_no_registry(run: Run, policy: Path, command: tuple[str, ...]) -> None:
    Path("p.jsonld").write_bytes(policy.read_bytes())
    Path("t.txt").write_text("一、任务", encoding="utf-8")
    done = run("--lang", "zh", *command, "--registry", "p.jsonld")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "stdpolicy: p.jsonld: 应为 Registry，实为 Policy\n"
    assert not Path("out").exists()


def test_tables_and_stats(run: Run, policy: Path, broken: Path) -> None:
    policy.with_suffix(".ttl").write_bytes(stdpolicy.convert(policy, "turtle"))
    done = run("corpus", "tables", ".", "-o", "out")
    assert done.returncode == 0  # whatever was found
    assert len(rows(Path("out"), "documents")) == 2
    done = run("corpus", "stats", ".", "--exclude", "out")
    single = run("stats", policy).stdout.decode().splitlines()
    head, row = done.stdout.decode().splitlines()
    assert head.split() == ["policies", *single[0].split()[1:]]
    assert row.split() == ["1", *single[1].split()[1:]]
    assert b"1 not counted, being no documents" in done.stderr
    as_json = json.loads(run("corpus", "stats", policy, "-f", "json").stdout)
    assert (as_json["policies"], as_json["coverage"]) == (1, 100.0)
    assert json.loads(run("corpus", "stats", broken, "-f", "json").stdout)["policies"] == 0


def test_convert(run: Run, policy: Path, broken: Path) -> None:
    sub = policy.parent / "in" / "sub"
    sub.mkdir(parents=True)
    data = policy.read_bytes()
    (sub / "a.jsonld").write_bytes(data)
    (sub / "a.xml").write_bytes(stdpolicy.convert(policy, "xml"))
    (sub / "b.jsonld").write_bytes(data)
    (sub / "b.ttl").write_bytes(
        stdpolicy.convert(data.replace("绍兴".encode(), "嘉兴".encode()), "turtle")
    )
    (sub / "c.ndjson").write_bytes(b"".join(line.strip() for line in data.split(b"\n")))
    (sub / "d.jsonld").write_bytes(broken.read_bytes())
    done = run("corpus", "convert", "in", "--to", "turtle", "-o", "out")
    turtle = stdpolicy.convert(policy, "turtle")
    assert written(Path("out")) == {"sub/a.ttl": turtle, "sub/c.ndjson/1.ttl": turtle}
    assert done.returncode == 2
    first, *rest = done.stderr.decode().splitlines()
    assert first == "2 written to out, 2 not: see below"
    assert "in/sub/d.jsonld" in rest[0]
    assert "differs from in/sub/b.ttl, and all would become sub/b.ttl" in rest[1]
    (Path("out") / "sub" / "a.ttl").write_bytes(b"other")
    done = run("corpus", "convert", "in/sub/a.xml", "-o", "out/sub", "--to", "turtle")
    assert done.returncode == 2
    assert b"0 written to out/sub, 1 not: see below" in done.stderr
    assert b"exists; --force overwrites it" in done.stderr
    done = run("corpus", "convert", "in/sub/*a.*", "-o", "out/sub", "--to", "turtle", "--force")
    assert (done.returncode, Path("out/sub/a.ttl").read_bytes()) == (0, turtle)


def test_of_different_documents_that_would_become_one_file_none_is_written(
    run: Run, policy: Path
) -> None:
    """Wherever they are found, also in groups that are done at the same time, and with --force."""
    one = policy.read_bytes()
    other = one.replace("绍兴".encode(), "嘉兴".encode())
    for name, data in (("x", one), ("y", other)):
        Path(name, "sub").mkdir(parents=True)
        Path(name, "p.jsonld").write_bytes(data)
        Path(name, "q.jsonld").write_bytes(one)  # the same in both
        for number in range(8):
            Path(name, "sub", f"{name}{number}.jsonld").write_bytes(one)
    for suffix in ("tgz", "tar"):
        with tarfile.open(f"x/a.{suffix}", "w:gz" if suffix == "tgz" else "w") as archive:
            archive.add("x/p.jsonld", "p.jsonld")
            archive.add("x/q.jsonld", "q.jsonld")
            archive.add("x/sub", "sub")
        with tarfile.open(f"y/a.{suffix}", "w:gz" if suffix == "tgz" else "w") as archive:
            archive.add("y/p.jsonld", "p.jsonld")
            archive.add("x/q.jsonld", "q.jsonld")
    turtle = stdpolicy.convert(policy, "turtle")
    for inputs in (("x", "y"), ("y", "x")):
        done = run("corpus", "convert", *inputs, "-o", "out", "--to", "turtle", "--force")
        assert done.returncode == 2
        told = done.stderr.decode()
        assert told.startswith("35 written to out, 3 not" if inputs[0] == "x" else "0 written")
        first, second = (f"{folder}/p.jsonld" for folder in inputs)
        assert f"{first}: differs from {second}, and all would become p.ttl" in told
        assert told.count("differs from") == 3
        left = written(Path("out"))
        assert set(left.values()) == {turtle}
        assert {"q.ttl", "a.tgz/q.ttl", "a.tar/q.ttl", "sub/x0.ttl", "sub/y7.ttl"} <= left.keys()
        assert not {"p.ttl", "a.tgz/p.ttl", "a.tar/p.ttl"} & left.keys()


def test_texts_come_along(run: Run) -> None:
    example = Path(__file__).parents[2] / "examples" / "outline-2021"
    done = run("corpus", "convert", example, "--to", "xml", "--verify", "-o", "out")
    assert done.stderr == b"1 written to out, with 2 texts\n"
    assert Path("out/source.txt").read_bytes() == (example / "source.txt").read_bytes()
    assert Path("out/policy.xml").read_bytes() == (example / "policy.xml").read_bytes()


def test_of_different_texts_of_one_name_none_is_written(run: Run) -> None:
    example = Path(__file__).parents[2] / "examples" / "outline-2021"
    for folder, text in (("x", b"one"), ("y", b"other")):
        Path(folder).mkdir()
        Path(folder, f"{folder}.jsonld").write_bytes((example / "policy.jsonld").read_bytes())
        Path(folder, "source.txt").write_bytes(text)
        Path(folder, "raw.txt").write_bytes(b"both")
    done = run("corpus", "convert", "x", "y", "--to", "turtle", "-o", "out", "--force")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "2 written to out, with 1 text, 1 not: see below",
        "stdpolicy: x/source.txt: differs from y/source.txt, and all would become source.txt",
    ]
    assert {*written(Path("out"))} == {"x.ttl", "y.ttl", "raw.txt"}
    Path("y/source.txt").write_bytes(b"one")
    done = run("corpus", "convert", "x", "y", "--to", "turtle", "-o", "out")
    assert done.stderr == b"0 written to out, with 1 text, 2 there already\n"
    Path("y/source.txt").write_bytes(b"other")  # as one of them is there
    done = run("corpus", "convert", "x", "y", "--to", "turtle", "-o", "out", "--force")
    assert done.stderr.count(b"all would become source.txt") == 1
    Path("out/source.txt").write_bytes(b"mine")
    done = run("corpus", "convert", "x", "y", "--to", "turtle", "-o", "out")
    assert done.stderr.count(b"out/source.txt: exists; --force overwrites it") == 2


def test_a_document_on_which_it_fails_is_told_of(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("at last")

    monkeypatch.setattr(group.holdings, "document", fails)
    done = run("corpus", "tables", policy, "-o", "out")
    assert done.returncode == 3
    assert b"SP905" in done.stdout
    (finding,) = rows(Path("out"), "findings")
    assert "ZeroDivisionError" in finding["message"]
    assert rows(Path("out"), "documents") == []


@pytest.mark.slow
def test_without_the_extra_it_is_named(policy: Path) -> None:
    code = """
import sys
sys.modules["pyarrow"] = None
from stdpolicy.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code, "corpus", "validate", policy], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pyarrow is not installed: pip install 'stdpolicy[corpus]'" in done.stderr


def test_without_dask_its_extra_is_named(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "stdpolicy.corpus.cluster", raising=False)
    done = run("corpus", "validate", policy, "--engine", "dask")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"distributed is not installed: pip install 'stdpolicy[dask]'" in done.stderr


def test_options_that_do_not_go_together(run: Run, policy: Path) -> None:
    done = run("corpus", "validate", policy, "--strict", "--fail-level", "error")
    assert (done.returncode, b"--strict is --fail-level warning" in done.stderr) == (2, True)
    done = run("corpus", "validate", policy, "--scheduler", "tcp://x:1")
    assert (done.returncode, b"--scheduler needs --engine dask" in done.stderr) == (2, True)
    done = run("corpus", "convert", policy, "--to", "xml", "-o", "out", "--scheduler", "tcp://x:1")
    assert (done.returncode, b"--scheduler needs --engine dask" in done.stderr) == (2, True)
    done = run("corpus", "stats", policy, "--engine", "dask", "--scheduler", "tcp://x:1")
    assert (done.returncode, b"--scheduler needs -o" in done.stderr) == (2, True)
    done = run("--lang", "zh", "corpus", "validate", policy, "--memory", "1MB")
    assert (done.returncode, "1MB 内存不足以相互比较" in done.stderr.decode()) == (2, True)
    done = run("corpus", "validate", policy, "--memory", "much")
    assert done.returncode == 2
    assert b"--memory: expected a size such as 4GB, found much" in done.stderr
    done = run("--lang", "zh", "corpus", "convert", policy, "-o", "out")
    assert (done.returncode, "需要用 --to 指定文件格式" in done.stderr.decode()) == (2, True)
