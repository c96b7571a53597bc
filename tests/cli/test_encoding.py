"""The commands for those who encode: stats and clean."""

import json
from pathlib import Path

from command import Run
from small_policy import IRI, policy
from stdpolicy.document import Document


def small(folder: Path) -> Path:
    path = folder / "small.jsonld"
    path.write_bytes(Document(policy(), IRI).to_bytes("jsonld"))
    return path


def test_stats_as_a_table(run: Run, tmp_path: Path) -> None:
    small(tmp_path)
    done = run("stats", ".")
    assert (done.returncode, done.stderr) == (0, b"")
    head, row = (line.split() for line in done.stdout.decode().splitlines())
    assert dict(zip(head, row, strict=True)) == {
        "policy": "p",
        "provisions": "6",
        "goals": "1",
        "targets": "2",
        "measures": "2",
        "actions": "2",
        "assignments": "4",
        "bodies": "3",
        "references": "1",
        "coverage": "100.0%",
    }


def test_stats_counts_a_policy_once_and_passes_over_others(run: Run, tmp_path: Path) -> None:
    path = small(tmp_path)
    run("convert", path, "-o", "small.ttl")
    (tmp_path / "registry.ttl").write_text(
        "@base <https://example.org/r> .\n"
        "@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .\n"
        "<https://example.org/r> a stdpol:Registry ;\n"
        '  <http://purl.org/dc/terms/title> "名录"@zh .\n'
    )
    (row,) = json.loads(run("stats", ".", "--format", "json").stdout)
    assert row["targets"] == 2
    assert row["coverage"] == 100


def test_stats_coverage_is_rounded_down(run: Run, tmp_path: Path) -> None:
    tree = policy()
    tree["measure"][1]["quote"] = tree["measure"][1]["action"][0]["quote"] = "培育"
    (tmp_path / "p.jsonld").write_bytes(Document(tree, IRI).to_bytes("jsonld"))
    (row,) = json.loads(run("stats", "p.jsonld", "-f", "json").stdout)
    assert 90 < row["coverage"] < 100


def test_clean_reports_and_writes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("\n國(guó)家標準\n", encoding="utf-8")
    done = run("clean", "raw.txt")
    assert done.stdout.decode() == "国家标准"
    assert done.stderr.decode().startswith("1 gloss removed, 3 characters converted")
    assert "raw.txt:2:2: removed the gloss (guó)\n" in done.stderr.decode()
    assert "raw.txt:2:8: converted 標準 to 标准\n" in done.stderr.decode()
    assert run("clean", "raw.txt", "-o", "out.txt").returncode == 0
    assert run("clean", "raw.txt", "-o", "out.txt").returncode == 2
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "国家标准"


def test_clean_lists_some_changes_and_counts_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("术(shù)\n" * 50, encoding="utf-8")
    said = run("clean", "raw.txt").stderr.decode()
    assert said.count("removed the gloss") == 20
    assert "... and 30 more of these (gloss)" in said


def test_clean_says_which_emendation_does_not_fit(run: Run, tmp_path: Path) -> None:
    tree = policy()
    tree["source"]["emendation"] = [
        {"id": "#e1", "type": "Emendation", "order": 1, "kind": "gap", "original": "没有的字"}
    ]
    (tmp_path / "p.jsonld").write_bytes(Document(tree, IRI).to_bytes("jsonld"))
    (tmp_path / "raw.txt").write_text("别的", encoding="utf-8")
    done = run("clean", "raw.txt", "--emend", "p.jsonld")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "#e1" in done.stderr.decode()


def test_clean_on_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gbk.txt").write_bytes("标准".encode("gbk"))
    assert run("clean", "gbk.txt").returncode == 2
    assert run("clean", "none.txt").returncode == 2
