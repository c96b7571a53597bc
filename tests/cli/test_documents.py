"""The commands that work on documents, run as a user runs them."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

import stdpolicy
from command import IRI, Run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_validate_clean(run: Run, policy: Path) -> None:
    done = run("validate", policy)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"1 file checked, no findings\n"


def test_validate_shows_place_hint_and_caret(run: Run, broken: Path) -> None:
    done = run("validate", broken.name)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert lines == [
        "broken.jsonld:14:12: error SP304: expected a code of genre or an absolute IRI for genre, "
        'found "opinionz"',
        '  14 |   "genre": "opinionz",',
        "     |            ^^^^^^^^^^",
        '  hint: did you mean "opinions"? [likely]',
    ]
    assert done.stderr == b"1 file checked, 1 error, 0 warnings\n"


def test_validate_reads_standard_input(run: Run, broken: Path) -> None:
    done = run("validate", "-", input=broken.read_bytes())
    assert done.returncode == 1
    assert done.stdout.startswith(b"<stdin>:14:12: error SP304")


def test_validate_folder_glob_and_repeated_paths(run: Run, policy: Path, broken: Path) -> None:
    (policy.parent / "notes.json").write_text("{}")
    (policy.parent / ".hidden.ttl").write_text("not Turtle")
    done = run("validate", ".", "*.jsonld", "./policy.jsonld")
    assert done.stderr == (
        b"1 .json file of other tools passed over\n2 files checked, 1 error, 0 warnings\n"
    )


@pytest.mark.parametrize("args", [["nofile.ttl"], ["no/*.ttl"], ["empty"], []])
def test_validate_without_input_is_usage(run: Run, tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    done = run("validate", *args)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_unreadable_file_is_exit_2(run: Run, policy: Path) -> None:
    (policy.parent / "loop.ttl").symlink_to("loop.ttl")
    done = run("validate", ".")
    assert done.returncode == 2
    assert b"loop.ttl" in done.stderr


def test_strict_fails_on_warnings(run: Run, policy: Path) -> None:
    policy.write_bytes(policy.read_bytes().replace("某省".encode(), "绍兴\u200b".encode()))
    relaxed, strict = run("validate", policy), run("validate", "--strict", policy)
    assert (relaxed.returncode, strict.returncode) == (0, 1)
    assert b"warning SP352" in relaxed.stdout


@pytest.mark.parametrize("to", ["jsonld", "turtle", "xml", "ntriples"])
def test_convert_to_standard_output_and_back(run: Run, policy: Path, to: str) -> None:
    there = run("convert", policy, "--to", to, "--verify")
    assert (there.returncode, there.stderr) == (0, b"")
    back = run("convert", "-", "--to", "jsonld", input=there.stdout)
    assert back.stdout == policy.read_bytes()


def test_convert_tells_the_notation_by_the_output(run: Run, policy: Path) -> None:
    assert run("convert", policy, "-o", "out.ttl").returncode == 0
    assert (policy.parent / "out.ttl").read_bytes().startswith(b"@prefix : <" + IRI.encode())


def test_convert_does_not_overwrite_unasked(run: Run, policy: Path) -> None:
    out = policy.with_name("out.xml")
    out.write_text("mine")
    refused = run("convert", policy, "-o", out)
    assert (refused.returncode, out.read_text()) == (2, "mine")
    assert b"--force" in refused.stderr
    assert run("convert", policy, "-o", out, "--force").returncode == 0
    assert out.read_bytes().startswith(b"<?xml")


def test_convert_writes_nothing_on_findings(run: Run, broken: Path) -> None:
    done = run("convert", broken, "-o", "out.ttl")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"SP304" in done.stderr
    assert not (broken.parent / "out.ttl").exists()


def test_convert_folder_mirrors_names(run: Run, policy: Path) -> None:
    (policy.parent / "in" / "deep").mkdir(parents=True)
    (policy.parent / "in" / "deep" / "a.jsonld").write_bytes(policy.read_bytes())
    run("convert", policy, "-o", "in/deep/a.ttl")
    done = run("convert", "in", "-o", "out", "--to", "xml", "--verify")
    assert (done.returncode, done.stderr) == (0, b"1 written to out\n")
    written = [p for p in (policy.parent / "out").rglob("*") if p.is_file()]
    assert written == [policy.parent / "out" / "deep" / "a.xml"]
    assert stdpolicy.load(written[0]) == stdpolicy.load(policy)


def test_one_bad_file_of_a_folder_stops_no_other(run: Run, policy: Path, broken: Path) -> None:
    done = run("convert", ".", "-o", "out", "--to", "turtle")
    assert done.returncode == 1
    assert done.stderr.startswith(b"1 written to out, 1 not: see below\n")
    assert broken.name.encode() in done.stderr
    assert [one.name for one in (policy.parent / "out").iterdir()] == ["policy.ttl"]


def test_convert_of_a_folder_takes_the_texts_along(run: Run, tmp_path: Path) -> None:
    whole = tmp_path / "in" / "jiaxing"
    shutil.copytree(EXAMPLES / "jiaxing-2022", whole)
    done = run("convert", "in", "-o", "out", "--to", "turtle")
    assert (done.returncode, done.stderr) == (0, b"1 written to out, with 2 texts\n")
    for name in ("source.txt", "raw.txt"):
        assert (tmp_path / "out" / "jiaxing" / name).read_bytes() == (whole / name).read_bytes()
    assert run("validate", "--select", "SP60", "--strict", "out").returncode == 0
    text = tmp_path / "out" / "jiaxing" / "source.txt"
    text.write_text("another")
    (tmp_path / "out" / "jiaxing" / "policy.ttl").unlink()
    refused = run("convert", "in", "-o", "out", "--to", "turtle")
    assert (refused.returncode, text.read_text()) == (2, "another")
    assert b"source.txt: exists; --force overwrites it" in refused.stderr


@pytest.mark.parametrize("folder", ["out", "."])
def test_convert_of_a_file_takes_the_texts_along(run: Run, tmp_path: Path, folder: str) -> None:
    policy = EXAMPLES / "jiaxing-2022" / "policy.jsonld"
    (tmp_path / "out").mkdir()
    done = run("convert", policy, "-o", f"{folder}/policy.ttl")
    names = [os.path.normpath(f"{folder}/{name}") for name in ("source.txt", "raw.txt")]
    assert (
        done.stderr.decode() == f"the texts that it quotes, written beside it: {', '.join(names)}\n"
    )
    for name in names:
        assert Path(name).read_bytes() == (policy.parent / Path(name).name).read_bytes()
    assert run("validate", "--select", "SP60", "--strict", folder).returncode == 0
    there = run("convert", f"{folder}/policy.ttl", "-o", f"{folder}/policy.xml")
    assert (there.returncode, there.stderr) == (0, b"")  # they are beside it
    Path(names[0]).write_text("mine", encoding="utf-8")
    again = run("convert", policy, "-o", f"{folder}/policy.ttl", "--force")
    assert (again.returncode, Path(names[0]).read_text(encoding="utf-8")) == (0, "mine")
    assert again.stderr.decode() == (
        f"stdpolicy: {names[0]} is there already and differs: left as it is\n"
    )
    streamed = run("convert", "-", "-o", "p.xml", input=policy.read_bytes())
    assert (streamed.returncode, streamed.stderr) == (0, b"")


def test_texts_do_not_come_along_to_a_device(run: Run, tmp_path: Path) -> None:
    policy = EXAMPLES / "jiaxing-2022" / "policy.jsonld"
    done = run("convert", policy, "--to", "xml", "-o", "/dev/null")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_convert_folder_refuses_two_documents_for_one_file(run: Run, policy: Path) -> None:
    turtle = run("convert", policy, "--to", "turtle").stdout
    (policy.parent / "policy.ttl").write_bytes(turtle.replace("绍兴市".encode(), "越州".encode()))
    done = run("convert", ".", "-o", "out", "--to", "xml")
    assert done.returncode == 2
    assert (
        b"policy.jsonld: differs from policy.ttl, and all would become out/policy.xml"
        in done.stderr
    )
    assert not (policy.parent / "out").exists()


def test_what_is_there_stops_no_other_conversion(run: Run, policy: Path) -> None:
    folder = policy.parent / "in"
    folder.mkdir()
    data = policy.read_bytes()
    for name in ("a", "b", "c"):
        (folder / f"{name}.jsonld").write_bytes(data.replace(b"shaoxing-2024", name.encode()))
    (folder / "c.ttl").write_bytes(run("convert", policy, "--to", "turtle").stdout)  # not that of c
    out = policy.parent / "out"
    out.mkdir()
    (out / "a.xml").write_text("mine", encoding="utf-8")
    done = run("convert", "in", "-o", "out", "--to", "xml")
    assert (done.returncode, (out / "a.xml").read_text(encoding="utf-8")) == (2, "mine")
    assert done.stderr.decode().splitlines() == [
        "1 written to out, 2 not: see below",
        "stdpolicy: out/a.xml: exists; --force overwrites it",
        "stdpolicy: in/c.jsonld: differs from in/c.ttl, and all would become out/c.xml",
    ]
    assert sorted(one.name for one in out.iterdir()) == ["a.xml", "b.xml"]
    (folder / "c.ttl").unlink()
    again = run("convert", "in", "-o", "out", "--to", "xml", "--force", "--lang", "zh")
    assert (again.returncode, again.stderr.decode()) == (
        0,
        "已写入 out，共 2 个文件，1 个已在其中\n",
    )


def test_convert_needs_a_notation(run: Run, policy: Path) -> None:
    assert run("convert", policy).returncode == 2
    assert run("convert", policy, "--to", "trig").returncode == 2
    assert run("convert", ".", "--to", "xml").returncode == 2


def test_fmt_rewrites_in_place_and_checks(run: Run, policy: Path) -> None:
    canonical = policy.read_bytes()
    policy.write_text(json.dumps(json.loads(canonical), sort_keys=True))
    check = run("fmt", "--check", policy)
    assert (check.returncode, check.stdout) == (1, f"{policy}\n".encode())
    assert policy.read_bytes() != canonical
    assert run("fmt", policy).returncode == 0
    assert policy.read_bytes() == canonical
    assert run("fmt", "--check", policy).returncode == 0
    assert run("fmt", "-", input=canonical).stdout == canonical


def test_fmt_leaves_invalid_files_alone(run: Run, broken: Path) -> None:
    before = broken.read_bytes()
    done = run("fmt", broken)
    assert done.returncode == 1
    assert broken.read_bytes() == before


def test_hash_is_that_of_every_notation(run: Run, policy: Path) -> None:
    for suffix in ("ttl", "xml", "nt"):
        run("convert", policy, "-o", f"policy.{suffix}")
    done = run("hash", "policy.jsonld", "policy.ttl", "policy.xml", "policy.nt")
    lines = done.stdout.decode().splitlines()
    assert len({line.split("  ")[0] for line in lines}) == 1
    triples = run("convert", "policy.xml", "--to", "ntriples").stdout
    assert lines[0] == f"{hashlib.sha256(triples).hexdigest()}  policy.jsonld"


def test_new_is_valid_in_every_notation(run: Run) -> None:
    for suffix in ("jsonld", "ttl", "xml"):
        done = run("new", IRI, "--title", "题", "-o", f"new.{suffix}")
        assert (done.returncode, done.stderr) == (0, b"")
    assert run("validate", ".").returncode == 0
    strict = run("validate", "--strict", ".")
    assert strict.returncode == 1
    assert {b"SP514", b"SP515"} == set(re.findall(rb"SP\d+", strict.stdout))
    assert run("new", "no-iri").returncode == 2
    assert run("new", IRI, "-o", "new.ttl").returncode == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no FIFOs")
def test_a_fifo_does_not_hang(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    assert run("validate", "pipe.ttl").returncode == 2


def test_findings_are_shown_although_another_path_is_missing(run: Run, broken: Path) -> None:
    done = run("validate", "nofile.ttl", broken.name, "--format", "json")
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert (report["errors"], report["unreadable"]) == (
        1,
        ["nofile.ttl: No such file or directory"],
    )


def test_a_file_that_cannot_be_read_is_not_ok(tmp_path: Path) -> None:
    assert not stdpolicy.validate([tmp_path / "nofile.ttl"]).ok()


def test_write_errors_name_the_file_asked_for(run: Run, policy: Path) -> None:
    done = run("convert", policy, "-o", "policy.jsonld/out.ttl")
    assert done.returncode == 2
    assert done.stderr == b"stdpolicy: policy.jsonld/out.ttl: Not a directory\n"


def test_a_folder_that_is_missing_is_made_wherever_something_is_written(
    run: Run, policy: Path
) -> None:
    for arguments, name in (
        (("convert", policy, "-o"), "a/b/out.ttl"),
        (("new", "https://example.org/p", "-o"), "c/d/p.jsonld"),
        (("schema", "context", "-o"), "e/context.jsonld"),
        (
            ("validate", policy, "--baseline", "f/known.json", "--write-baseline", "--output"),
            "json=g/h/r.json",
        ),
    ):
        assert run(*arguments, name).returncode == 0
        assert Path(name.removeprefix("json=")).is_file()
    assert Path("f/known.json").is_file()


def test_fmt_counts_what_it_could_not_check(run: Run, policy: Path, broken: Path) -> None:
    done = run("fmt", "--check", ".")
    assert done.returncode == 1
    assert done.stderr.startswith(b"2 checked, 0 would change, 1 not: see below\n")


# -- nothing asked for is left undone in silence ---------------------------------------------


@pytest.fixture
def mixed(policy: Path, broken: Path) -> Path:
    """A folder with two good documents, a bad one, and one that cannot be opened."""
    folder = policy.parent / "mixed"
    folder.mkdir()
    (folder / "a.jsonld").write_bytes(policy.read_bytes() + b"\n")
    (folder / "b.jsonld").write_bytes(broken.read_bytes())
    (folder / "c.jsonld").symlink_to("nowhere")
    (folder / "d.jsonld").write_bytes(
        policy.read_bytes().replace(b"shaoxing-2024", b"other") + b" "
    )
    return folder


@pytest.mark.parametrize("command", ["hash", "stats", "validate", "fmt", "fmt --check"])
def test_a_bad_file_does_not_hide_the_others(run: Run, mixed: Path, command: str) -> None:
    done = run(*command.split(), "mixed")
    assert done.returncode == 2
    assert (done.stdout + done.stderr).count(b"SP304") == 1
    assert b"stdpolicy: mixed/c.jsonld: No such file or directory\n" in done.stderr
    (mixed / "c.jsonld").unlink()
    done = run(*command.split(), "mixed")
    assert done.returncode == 1
    if command != "validate":
        expected = [b"shaoxing", b"other"] if command == "stats" else [b"a.jsonld", b"d.jsonld"]
        if command != "fmt":  # which has written them the first time
            assert all(name in done.stdout for name in expected)
    (mixed / "b.jsonld").unlink()
    assert run(*command.split(), "mixed").returncode == (command == "fmt --check")


def test_convert_tells_of_every_bad_file_and_writes_the_others(run: Run, mixed: Path) -> None:
    done = run("convert", "mixed", "-o", "out", "--to", "xml")
    assert done.returncode == 2
    assert b"SP304" in done.stderr
    assert b"c.jsonld" in done.stderr
    names = sorted(one.name for one in (mixed.parent / "out").iterdir())
    assert names == ["a.xml", "d.xml"]


def test_fmt_goes_on_after_what_it_cannot_write(run: Run, mixed: Path) -> None:
    os.link(mixed / "a.jsonld", mixed / "hard.jsonld")
    (mixed / "e.trig").write_bytes(run("convert", "policy.jsonld", "--to", "turtle").stdout)
    done = run("fmt", "mixed")
    assert done.returncode == 2
    assert done.stdout == b"mixed/d.jsonld\n"
    assert done.stderr.count(b"hard links") == 2
    assert b"stdpolicy: mixed/e.trig: trig is read, not written" in done.stderr


def test_fmt_does_not_overwrite_what_someone_wrote_meanwhile(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy.write_bytes(policy.read_bytes() + b"\n")
    real = os.fsync

    def edit(handle: int) -> None:
        real(handle)
        policy.write_text("mine")

    monkeypatch.setattr("os.fsync", edit)
    done = run("fmt", policy)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"changed by someone else" in done.stderr
    assert policy.read_text() == "mine"


def test_fmt_writes_the_target_of_a_link(run: Run, policy: Path) -> None:
    canonical = policy.read_bytes()
    policy.write_bytes(canonical + b"\n")
    link = policy.with_name("link.jsonld")
    link.symlink_to(policy.name)
    assert run("fmt", link).returncode == 0
    assert link.is_symlink()
    assert policy.read_bytes() == canonical
    assert run("convert", policy, "-o", link).returncode == 2
    assert run("convert", policy, "-o", link, "--force").returncode == 0
    assert link.is_symlink()


def test_fmt_checks_standard_input(run: Run, policy: Path) -> None:
    canonical = policy.read_bytes()
    done = run("fmt", "--check", "-", input=canonical)
    assert (done.returncode, done.stdout) == (0, b"")
    done = run("fmt", "--check", "-", input=canonical + b"\n")
    assert (done.returncode, done.stdout) == (1, b"-\n")
    assert done.stderr == b"1 checked, 1 would change\n"
    assert run("fmt", "--check", "-", policy, input=canonical).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        "fmt - policy.jsonld",
        "convert policy.jsonld --to xml --force",
        "convert policy.jsonld --to xml -o - --force",
        "convert . --to xml -o -",
        "new https://example.org/p --force",
        "schema xsd --force",
        "schema -o out",
        "schema --force",
    ],
)
def test_an_option_without_effect_is_refused(run: Run, policy: Path, command: str) -> None:
    done = run(*command.split(), input=policy.read_bytes())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"stdpolicy: ")
    assert done.stderr.count(b"\n") == 1


def test_the_notation_named_holds_for_a_folder(run: Run, policy: Path) -> None:
    folder = policy.parent / "in"
    folder.mkdir()
    (folder / "a.xml").write_bytes(policy.read_bytes())
    done = run("convert", "in", "-o", "out", "--to", "turtle", "--from", "xml")
    assert done.returncode == 1
    done = run("convert", "in", "-o", "out", "--to", "turtle", "--from", "jsonld")
    assert done.returncode == 0


def test_a_folder_is_not_converted_with_what_was_written_into_it(run: Run, policy: Path) -> None:
    for option, said in {
        "--verify": b"1 written to out\n",
        "--force": b"0 written to out, 1 there already\n",
    }.items():
        done = run("convert", ".", "-o", "./out", "--to", "jsonld", option)
        assert (done.returncode, done.stderr) == (0, said)
    assert sorted(p.name for p in policy.parent.rglob("*")) == [
        *("out", "policy.jsonld", "policy.jsonld")
    ]


OURS = (
    b'{"@context": "https://w3id.org/stdpolicy/context/0.2.jsonld", "id": ',
    b'{"@context": ["https://schema.org/", "https:\\/\\/w3id.org\\/stdpolicy\\/context\\/0.2.jsonld"]}',
    b'[{"@type": ["https://w3id.org/stdpolicy/ns#Policy"]}]',
    "{“@context”: “https://w3id.org/stdpolicy/context/0.2.jsonld”}".encode(),
    b'```json\n{"@context": "https://w3id.org/stdpolicy/context/0.2.jsonld"}\n```',
)
ALIEN = (b"{}", b"", b"\xff", b'{"@context": "https://schema.org/"}', b"[]")


@pytest.mark.parametrize("data", OURS)
def test_json_in_a_folder_is_ours_by_its_content(run: Run, policy: Path, data: bytes) -> None:
    (policy.parent / "a.json").write_bytes(data)
    done = run("validate", ".")
    assert done.returncode == 1
    assert b"a.json:" in done.stdout
    assert b"passed over" not in done.stderr


@pytest.mark.parametrize("command", ["validate", "hash", "stats", "fmt", "convert -o o --to xml"])
def test_json_of_other_tools_is_counted(run: Run, policy: Path, command: str) -> None:
    (policy.parent / "in").mkdir()
    policy.rename(policy.parent / "in" / "policy.json")
    for number, data in enumerate(ALIEN):
        (policy.parent / "in" / f"{number}.json").write_bytes(data)
    run("schema", "json-schema", "-o", "in/schema.JSON")
    done = run(*command.split(), "in")
    assert done.returncode == 0
    assert done.stderr.startswith(b"6 .json files of other tools passed over\n")


@pytest.mark.parametrize(
    ("data", "ours"),
    [
        (b"<project xmlns='http://maven.apache.org/POM/4.0.0'/>", False),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><a/>", False),
        (b"", False),
        (b"<Policy/>", True),
        (b"<p:Registry xmlns:p='https://w3id.org/stdpolicy/ns#'/>", True),
        (b"<rdf:RDF xmlns:x='https://w3id.org/stdpolicy/ns#'", True),
        (b"```xml\n<Policy xmlns='https://w3id.org/stdpolicy/ns#'/>\n```", True),
        (b"&lt;Policy xmlns='https://w3id.org/stdpolicy/ns#'/&gt;", True),
        ("＜Policy xmlns='https://w3id.org/stdpolicy/ns#'/＞".encode(), True),
        (b"Policies: https://w3id.org/stdpolicy/ns#", False),
    ],
)
def test_xml_in_a_folder_is_ours_by_its_content(
    run: Run, policy: Path, data: bytes, ours: bool
) -> None:
    (policy.parent / "a.xml").write_bytes(data)
    done = run("validate", ".")
    assert done.returncode == int(ours)
    assert (b"1 .xml file of other tools passed over" in done.stderr) is not ours
    assert run("validate", "a.xml").returncode == 1


def test_json_that_is_too_large_to_be_looked_into_is_told_of(run: Run, policy: Path) -> None:
    with (policy.parent / "a.json").open("wb") as file:
        file.truncate(10**12)  # a terabyte that takes no space
    done = run("validate", ".")
    assert done.returncode == 1
    assert done.stdout.startswith(b"a.json:1:1: error SP109")


def test_json_that_cannot_be_looked_into_is_told_of(run: Run, policy: Path) -> None:
    (policy.parent / "a.json").symlink_to("nowhere")
    done = run("validate", ".")
    assert done.returncode == 2
    assert b"a.json: No such file or directory" in done.stderr


def test_no_document_at_all_is_exit_2(run: Run, policy: Path) -> None:
    (policy.parent / "in").mkdir()
    (policy.parent / "in" / "a.json").write_bytes(b"{}")
    for command in ("validate", "hash", "stats", "fmt", "fmt --check", "convert -o o --to xml"):
        done = run(*command.split(), "in")
        assert done.returncode == 2
        assert done.stderr.endswith((b"no documents here\n", b"0 errors, 0 warnings\n"))
