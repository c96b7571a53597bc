"""Runs over many files: one that fails stops no other, and what is found is told as files are done."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command import Run
from small_policy import IRI, policy
from stdpolicy import verdict
from stdpolicy.checks import pipeline
from stdpolicy.cli import watching
from stdpolicy.cli.streams import Interrupted
from stdpolicy.document import Document
from stdpolicy.fixes import passes
from stdpolicy.formats import canonical, told
from stdpolicy.source import Source

REGISTRY = "https://example.org/id/registry"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three policies: the first refers to a body that the registry, which comes last, has not; the second
    has a body to which nothing refers.
    """
    title = {"en": "Bodies", "zh-Hans": "机构"}
    bodies = policy()["describesBody"]
    registry = {"id": REGISTRY, "type": "Registry", "title": title, "describesBody": bodies}
    idle = [*bodies, bodies[0] | {"id": "#idle"}]
    trees = {
        "a": policy() | {"id": f"{IRI}a", "recipient": [f"{REGISTRY}#nobody"]},
        "b": policy() | {"id": f"{IRI}b", "describesBody": idle},
        "c": policy() | {"id": f"{IRI}c"},
        "registry": registry,
    }
    made = tmp_path / "in"
    made.mkdir()
    for name, tree in trees.items():
        data = Document(canonical(tree, tree["id"]), tree["id"]).to_bytes("jsonld")
        (made / f"{name}.jsonld").write_bytes(data)
    return made


Failing = Callable[[str], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Has the reader fail on a file of some name."""

    def on(name: str) -> None:
        def fails(source, notation=None):  # type: ignore[no-untyped-def]
            if source.name.endswith(name):
                raise KeyError("boom\nand more")
            return told(source, notation)

        monkeypatch.setattr(verdict, "told", fails)

    return on


# -- one that fails stops no other ---------------------------------------------------------------

COMMANDS = {
    "validate in": "4 files checked, 2 errors, 0 warnings, 1 not to the end (SP905)",
    "hash in": "3 hashed, 1 not: see below",
    "stats in": "3 looked at, 1 not: see below",
    "fmt in": "4 checked, 0 changed, 1 not: see below",
    "upgrade in": "4 checked, 0 upgraded, 1 not: see below",
    "convert in -o out --to xml": "3 written to out, 1 not: see below",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_on_which_we_fail_has_one_finding(
    run: Run, folder: Path, failing: Failing, command: str
) -> None:
    failing("b.jsonld")
    done = run(*command.split())
    told = (done.stdout + done.stderr).decode()
    assert done.returncode == 3
    assert COMMANDS[command] in told
    said = "in/b.jsonld:1:1: error SP905: stdpolicy failed on this file: KeyError: "
    assert told.count(said) == told.count("SP905: ") == 1
    assert "Traceback" not in told
    if command.startswith("convert"):
        assert len(list((folder.parent / "out").iterdir())) == 3


def test_what_was_not_done_is_said_in_chinese(run: Run, folder: Path, failing: Failing) -> None:
    failing("b.jsonld")
    for command, said in {
        "validate": "已检查 4 个文件，2 个错误，0 个警告，1 个文件未能查完（SP905）",
        "hash": "已计算 3 个，1 个未能计算，原因见下",
        "convert -o out --to xml": "已写入 out，共 3 个文件，1 个未写入，原因见下",
    }.items():
        done = run("--lang", "zh", *command.split(), "in")
        told = (done.stdout + done.stderr).decode()
        assert said in told
        assert "stdpolicy 处理该文件时出错：KeyError" in told


def test_who_debugs_is_stopped_there(
    run: Run, folder: Path, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing("b.jsonld")
    monkeypatch.setenv("STDPOLICY_DEBUG", "1")
    for command in ("validate", "hash"):
        with pytest.raises(KeyError):
            run(command, folder)


@pytest.mark.parametrize("options", [["--ignore", "SP"], ["--select", "SP3"], ["--exit-zero"]])
def test_no_option_leaves_it_out(
    run: Run, folder: Path, failing: Failing, options: list[str]
) -> None:
    failing("b.jsonld")
    done = run("validate", folder, *options)
    assert (done.returncode, done.stdout.count(b"SP905")) == (3, 1)
    again = ("--baseline", "known.jsonl", "--write-baseline")
    assert run("validate", folder, *options, *again).stdout.count(b"SP905") == 1


def test_it_is_counted_in_every_format(run: Run, folder: Path, failing: Failing) -> None:
    failing("b.jsonld")

    def printed(kind: str) -> bytes:
        done = run("validate", "in", "--format", kind)
        assert done.returncode == 3
        return done.stdout

    assert json.loads(printed("json"))["faults"] == 1
    (log,) = json.loads(printed("sarif"))["runs"]
    (invocation,) = log["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    place = told["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (told["level"], place["uri"]) == ("error", "in/b.jsonld")
    suite = ElementTree.fromstring(printed("junit")).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("errors"), suite.get("failures")) == ("4", "1", "1")
    assert [one["severity"] for one in json.loads(printed("gitlab"))] == ["major", "blocker"]
    assert b"::error file=in/b.jsonld,line=1" in printed("github")
    assert printed("markdown").count(b"SP905") == 3  # in the verdict and both tables


def test_a_rule_across_files_that_fails_ends_no_run(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> list[object]:
        raise RecursionError("too deep")

    monkeypatch.setattr(pipeline, "across", fails)
    done = run("validate", "in")
    assert done.returncode == 3
    assert [line.split()[2] for line in done.stdout.splitlines() if b" SP" in line] == [
        b"SP508:",
        b"SP905:",
    ]


def test_a_fix_on_which_we_fail_is_taken_back_and_the_others_hold(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = {name: (folder / name).read_bytes() for name in ("b.jsonld", "c.jsonld")}
    for name, data in right.items():
        (folder / name).write_bytes(data.replace(b'"100"', b'"0100"'))
    real = passes.judged

    def judged(source, *rest):  # type: ignore[no-untyped-def]
        if source.name.endswith("b.jsonld"):
            raise KeyError("boom")
        return real(source, *rest)

    monkeypatch.setattr(passes, "judged", judged)
    done = run("validate", "in", "--fix")
    assert (folder / "c.jsonld").read_bytes() == right["c.jsonld"]
    assert (folder / "b.jsonld").read_bytes() != right["b.jsonld"]
    (taken,) = [line for line in done.stderr.splitlines() if b"was taken back" in line]
    assert b"in/b.jsonld:" in taken
    assert done.stderr.endswith(b"1 finding mended\n")
    monkeypatch.setenv("STDPOLICY_DEBUG", "1")
    with pytest.raises(KeyError):
        run("validate", "in", "--fix")


def test_convert_goes_on_after_what_it_cannot_write(run: Run, folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "a.jsonld").rename(folder / "deep" / "a.jsonld")
    out = folder.parent / "out"
    out.mkdir()
    (out / "deep").write_text("no folder")
    done = run("convert", "in", "-o", "out", "--to", "xml")
    assert done.returncode == 2
    assert done.stderr.startswith(b"3 written to out, 1 not: see below\n")
    assert sorted(path.name for path in out.iterdir()) == ["b.xml", "c.xml", "deep", "registry.xml"]


# -- told as files are done ----------------------------------------------------------------------


def test_what_is_told_file_by_file_is_the_same_as_all_at_once(run: Run, folder: Path) -> None:
    """What only a later file can tell comes behind what each file has by itself."""
    done = run("validate", "in", "--output", "text=all.txt", "--output", "json=all.json")
    lines = [line for line in done.stdout.decode().splitlines() if line.startswith("in/")]
    assert [line.split()[2] for line in lines] == ["SP508:", "SP411:"]
    assert [line.split(":")[0] for line in lines] == ["in/b.jsonld", "in/a.jsonld"]
    assert Path("all.txt").read_bytes() == done.stdout
    whole = run("validate", "in", "--max-findings", "10")
    assert whole.stdout == done.stdout
    report = json.loads(Path("all.json").read_bytes())  # programs have them by file
    assert [one["rule"] for one in report["findings"]] == ["SP411", "SP508"]


def test_configuration_and_options_hold_for_what_is_told_at_once(run: Run, folder: Path) -> None:
    waiver = f'[[waiver]]\nrule = "SP508"\npolicy = "{IRI}b"\nreason = "later"\n'
    for text, shown in {
        waiver: [],
        "severity.SP508 = 'error'": [b"error"],
        "[[per-file]]\nfiles = ['in/*']\nignore = ['SP5']": [],
        "ignore = ['SP508']": [],
    }.items():
        Path("stdpolicy.toml").write_text(text, encoding="utf-8")
        done = run("validate", "in", "--output", "text=all.txt")
        own = [line for line in done.stdout.splitlines() if b" SP508" in line]
        assert [line.split()[1] for line in own] == shown
        assert done.stdout == Path("all.txt").read_bytes()


def interrupting(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Has a signal come while a file is checked."""
    real = pipeline.open

    def opened(source, *rest):  # type: ignore[no-untyped-def]
        if source.name.endswith(name):
            raise Interrupted(130)
        return real(source, *rest)

    monkeypatch.setattr(pipeline, "open", opened)


@pytest.mark.parametrize("options", [[], ["--max-findings", "5"]])
def test_an_interrupted_run_tells_what_was_found(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    interrupting(monkeypatch, "c.jsonld")
    done = run("validate", "in", "--output", "json=all.json", *options)
    assert done.returncode == 130
    assert [line.split()[2] for line in done.stdout.splitlines() if b" SP" in line] == [b"SP508:"]
    assert done.stderr.decode().splitlines() == [
        "2 files checked, 0 errors, 1 warning; 2 files not",
        "stdpolicy: interrupted",
    ]
    assert not Path("all.json").exists()


def test_an_interrupted_run_prints_no_half_report(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupting(monkeypatch, "c.jsonld")
    done = run("validate", "in", "--format", "json", "-q", "--lang", "zh")
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr.decode() == "stdpolicy: 已中断\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("hash in", "2 hashed"),
        ("stats in", "2 looked at"),
        ("fmt in", "2 checked, 0 changed"),
        ("upgrade in", "2 checked, 0 upgraded"),
        ("convert in -o out --to xml", "2 written to out"),
    ],
)
def test_whatever_is_interrupted_says_what_was_done(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    real = Source.named

    def named(name: str, limit: int) -> Source:
        if name.endswith("c.jsonld"):
            raise Interrupted(130)
        return real(name, limit)

    monkeypatch.setattr(Source, "named", named)
    done = run(*command.split())
    assert done.returncode == 130
    assert done.stderr.decode().splitlines() == [
        f"{said}; 2 files not looked at",
        "stdpolicy: interrupted",
    ]


# -- broken and unknown --------------------------------------------------------------------------


def test_a_reference_is_broken_where_its_document_is_known_and_else_unknown(
    run: Run, folder: Path
) -> None:
    registry = folder / "registry.jsonld"
    together = run("validate", "in")
    assert b"error SP411: recipient is broken: the document of " in together.stdout
    assert b"unknown" not in together.stderr
    alone = run("validate", "in/a.jsonld", "-v")
    assert (alone.returncode, alone.stdout) == (0, b"")
    assert alone.stderr.decode().splitlines() == [
        f"{REGISTRY}: unknown: neither in the run nor a registry; references to it are not checked",
        "1 file checked, no findings, references to 1 unknown document",
    ]
    (report,) = [json.loads(run("validate", "in/a.jsonld", "-f", "json").stdout)]
    assert report["unknown"] == [REGISTRY]
    known = run("validate", "in/a.jsonld", "--registry", registry)
    assert (known.returncode, b"SP411" in known.stdout) == (1, True)
    registry.write_bytes(registry.read_bytes().replace(b'"describesBody"', b'"describesBoddy"'))
    faulty = run("validate", "in/a.jsonld", registry)  # there, and not whole: neither
    assert (b"SP411" in faulty.stdout, b"unknown" in faulty.stderr) == (False, False)


# -- again and again -----------------------------------------------------------------------------


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has something done at each wait of --watch, and a signal come when nothing is left to do."""

    def doing(*steps: Callable[[], object]) -> None:
        left = [*steps]

        def sleep(_: float) -> None:
            if not left:
                raise Interrupted(130)
            left.pop(0)()

        monkeypatch.setattr(watching.time, "sleep", sleep)

    return doing


def test_what_was_read_is_watched(run: Run, folder: Path, waits: Callable[..., None]) -> None:
    a, text, config = folder / "a.jsonld", folder / "source.txt", Path("stdpolicy.toml")
    tree = json.loads(a.read_bytes())
    tree["source"] = {"id": "#source", "type": "Source", "file": "source.txt"}
    waits(
        lambda: a.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8"),
        lambda: text.write_text("标准", encoding="utf-8"),
        lambda: config.write_text("ignore = ['SP411'", encoding="utf-8"),
        lambda: config.write_text("ignore = ['SP411']", encoding="utf-8"),
        lambda: (folder / "notes.md").write_text("of no interest", encoding="utf-8"),
        lambda: (folder / "d.ttl").write_text("x", encoding="utf-8"),
        lambda: None,
    )
    done = run("validate", "in", "--watch", "--output", f"json={folder / 'report.json'}")
    assert done.returncode == 130
    changes = [line for line in done.stderr.decode().splitlines() if line.endswith(" changed")]
    expected = ["in/a.jsonld", "in/source.txt", "stdpolicy.toml", "stdpolicy.toml", "in", "in"]
    assert [line.removesuffix(" changed") for line in changes] == expected
    assert done.stderr.count(b"stdpolicy.toml:1:") == 1
    assert done.stderr.count(b"watching; Ctrl-C ends\n") == 1 + len(expected)
    assert b"in/d.ttl:1:1: error SP" in done.stdout
    assert done.stderr.endswith(b"stdpolicy: interrupted\n")


@pytest.mark.parametrize(
    "options", [["--fix"], ["--diff"], ["--format", "json"], ["-"], ["--files-from", "-"]]
)
def test_what_cannot_be_watched_is_refused(run: Run, folder: Path, options: list[str]) -> None:
    done = run("validate", "--watch", *(options if "-" in options else ["in", *options]))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_registry_that_is_named_is_watched(
    run: Run, folder: Path, waits: Callable[..., None]
) -> None:
    registry = folder.parent / "registry.jsonld"
    (folder / "registry.jsonld").rename(registry)
    right = registry.read_bytes()
    waits(lambda: registry.write_bytes(right.replace(b"#b3", b"#nobody")))
    done = run("validate", "in/a.jsonld", "--watch", "--registry", registry)
    assert done.stdout.count(b"SP411") == 1
    assert b"registry.jsonld changed\n" in done.stderr


def test_how_much_a_cache_knew_is_told(run: Run, policy: Path, broken: Path) -> None:
    for known, anew in ((0, 2), (2, 0)):
        done = run("validate", "--cache", "kept", "-v", policy, broken)
        assert done.returncode == 1
        assert f"kept: {known} known, {anew} read anew" in done.stderr.decode()
    with_none = run("validate", policy, broken)
    assert run("validate", "--cache", "kept", policy, broken) == with_none
    for known in (0, 1):
        done = run("convert", policy, "--to", "xml", "--cache", "kept", "-v")
        assert done.stdout == run("convert", policy, "--to", "xml").stdout
        assert done.stderr.decode() == f"kept: {known} known, {1 - known} read anew\n"
    done = run("validate", "--cache", policy, policy)
    assert (done.returncode, done.stderr) == (2, f"stdpolicy: {policy}: Not a directory\n".encode())
