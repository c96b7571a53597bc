"""What validate looks at, which findings it tells, and how."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command import Done, Run


def codes(done: Done) -> list[str]:
    return [found["rule"] for found in json.loads(done.stdout)["findings"]]


def test_rules_are_selected_and_ignored(run: Run, broken: Path) -> None:
    everything = codes(run("validate", broken, "-f", "json"))
    assert "SP304" in everything
    assert set(codes(run("validate", broken, "-f", "json", "--select", "SP304"))) == {"SP304"}
    rest = codes(run("validate", broken, "-f", "json", "--ignore", "SP3,SP5", "--ignore", "SP6"))
    assert not {code[:3] for code in rest} & {"SP3", "SP5", "SP6"}
    done = run("validate", broken, "--select", "SP3O4")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"no rule SP3O4" in done.stderr


def test_the_exit_code_goes_by_what_is_told(run: Run, broken: Path) -> None:
    assert run("validate", broken).returncode == 1
    assert run("validate", broken, "--ignore", "SP").returncode == 0
    assert run("validate", broken, "--exit-zero").returncode == 0
    assert run("validate", "nothere", "--exit-zero").returncode == 2


def test_statistics_and_quiet(run: Run, broken: Path) -> None:
    done = run("validate", broken, "--statistics", "--select", "SP304", "-q")
    assert done.stdout.decode() == "1  SP304  A code is not in its code list\n"
    assert done.stderr == b""


def test_so_many_findings_and_no_more(run: Run, broken: Path) -> None:
    data = broken.read_bytes()
    broken.write_bytes(
        data.replace(b'"national"', b'"nationl"').replace(b'"zh-Hans"', b'"zh-hans"')
    )
    number = len(codes(run("validate", broken, "-f", "json")))
    done = run("validate", broken, "-f", "json", "--max-findings", "1")
    assert number > 1
    assert codes(done)[0] < "SP35"  # an error
    assert f"{number - 1} finding" in done.stderr.decode()
    assert done.returncode == 1


def test_several_outputs_each_whole(run: Run, broken: Path, tmp_path: Path) -> None:
    done = run(
        "validate", broken, "--output", "sarif=a.sarif", "--output", "junit=a.xml", "-f", "gitlab"
    )
    found = json.loads(done.stdout)
    results = json.loads((tmp_path / "a.sarif").read_bytes())["runs"][0]["results"]
    assert len(results) == len(found)
    prints = [result["partialFingerprints"]["stdpolicyFinding/v1"] for result in results]
    assert prints == [one["fingerprint"] for one in found]
    (case,) = ElementTree.parse(tmp_path / "a.xml").iter("testcase")
    assert case.get("file") == str(broken)


@pytest.mark.parametrize("said", ["sarif", "html=a", "sarif=", "sarif=broken.jsonld/folder/a"])
def test_an_output_that_cannot_be_written_is_told(run: Run, broken: Path, said: str) -> None:
    done = run("validate", broken, "--output", said)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_baseline_is_written_read_and_pruned(run: Run, policy: Path, broken: Path) -> None:
    known = ("--baseline", "known.jsonl")
    first = run("validate", broken, *known, "--write-baseline", "--strict")
    assert first.returncode == 0
    assert b"in the baseline" in first.stderr
    assert run("validate", broken, *known, "--strict").returncode == 0
    broken.write_bytes(policy.read_bytes())
    mended = run("validate", broken, *known)
    assert b"--prune-baseline takes them out" in mended.stderr
    pruned = run("validate", broken, *known, "--prune-baseline")
    assert b"mended taken out" in pruned.stderr
    assert b"--prune-baseline" not in run("validate", broken, *known).stderr
    none = run("validate", broken, "--baseline", "none")
    assert (none.returncode, none.stderr) == (
        2,
        b"stdpolicy: none: there is no such baseline; --write-baseline makes it\n",
    )
    refused = run("validate", broken, "--write-baseline")
    assert (refused.returncode, refused.stdout) == (2, b"")


def test_paths_come_from_a_list(run: Run, policy: Path, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(f"{policy}\n\n{broken}\n", encoding="utf-8")
    assert b"2 files checked" in run("validate", "--files-from", "list").stderr
    listed = run("validate", "--files-from", "-", input=f"{policy}\n".encode())
    assert b"1 file checked" in listed.stderr
    assert run("validate").returncode == 2


def test_files_of_folders_are_left_out(run: Run, policy: Path, tmp_path: Path) -> None:
    below = tmp_path / "drafts" / "old"
    below.mkdir(parents=True)
    (below / "p.jsonld").write_bytes(policy.read_bytes())
    assert b"2 files checked" in run("validate", ".").stderr
    for glob in ("drafts/", "old", "drafts/*/p.jsonld", "drafts"):
        assert b"1 file checked" in run("validate", ".", "--exclude", glob).stderr
    assert b"1 file checked" in run("validate", below / "p.jsonld", "--exclude", "old").stderr


OTHERS = {
    "pom.xml": '<project xmlns="http://maven.apache.org/POM/4.0.0"/>',
    "package.json": '{"name": "x", "type": "module"}',
    "people.ttl": "@prefix foaf: <http://xmlns.com/foaf/0.1/> . <urn:x> a foaf:Person .",
    "page.jsonld": '{"@context": "https://schema.org", "@type": "WebPage"}',
    "data.nt": "<urn:a> <urn:b> <urn:c> .",
}
OURS = {
    "cut.jsonld": '{"@context": ["https://w3id.org/stdpolicy/context/0.2.jsonld"',
    "bare.jsonld": '{"id": "https://example.org/p", "type": "Policy"}',
    "empty.ttl": "",
    "v9.ttl": "@prefix s: <https://w3id.org/stdpolicy/v9#> . <urn:x> a s:Policy .",
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_tool_is_passed_over_and_counted(
    run: Run, policy: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(OTHERS[name], encoding="utf-8")
    done = run("validate", ".")
    assert (done.returncode, done.stdout) == (0, b"")
    assert f"1 {Path(name).suffix} file of other tools passed over" in done.stderr.decode()
    assert run("validate", name).returncode == 1  # whoever names it is told


@pytest.mark.parametrize("name", OURS)
def test_a_file_that_may_be_ours_is_told_of(
    run: Run, policy: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(OURS[name], encoding="utf-8")
    assert run("validate", ".").returncode == 1
    (tmp_path / name).write_bytes(OURS[name].encode("utf-16"))
    assert run("validate", ".").returncode == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--category", "drafts"), b"--category is for SARIF"),
        (("--category", "drafts", "-f", "json"), b"--category is for SARIF"),
        (("--stdin-filename", "a.ttl"), b"--stdin-filename names standard input"),
        (("--today", "20260101"), b"--today: expected a date such as 2027-03-31, found 20260101"),
        (("--today", "2026-W01-1"), b"--today: expected a date"),
        (("--today", "2026-02-30"), b"--today: expected a date"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    run: Run, policy: Path, options: tuple[str, ...], told: bytes
) -> None:
    done = run("validate", policy, *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"stdpolicy: " + told)


def test_the_category_of_a_file_in_sarif(run: Run, policy: Path) -> None:
    assert run("validate", policy, "--output", "sarif=a", "--category", "x").returncode == 0
    assert json.loads(Path("a").read_bytes())["runs"][0]["automationDetails"] == {"id": "x/"}


def test_standard_input_is_called_as_it_is_asked_for(run: Run, broken: Path) -> None:
    done = run(
        *("validate", "-", "--stdin-filename", "政策/a b.jsonld"),
        *("--format", "sarif", "--category", "drafts"),
        input=broken.read_bytes(),
    )
    (log,) = json.loads(done.stdout)["runs"]
    place = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "%E6%94%BF%E7%AD%96/a%20b.jsonld", "uriBaseId": "%SRCROOT%"}
    assert log["automationDetails"] == {"id": "drafts/"}
