"""Several processes find what one finds, in its order; they end when the run does, and one that is killed
is told of.
"""

import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import stdpolicy
from command import heeding
from small_policy import filled
from stdpolicy.checks.alone import Checker, Opener
from stdpolicy.checks.run import Run
from stdpolicy.cli import app
from stdpolicy.cli.jobs import processes
from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.language import speaking
from stdpolicy.source import Source
from stdpolicy.workers import Ended
from strategies import examples

CASES = Path(__file__).parents[1] / "rules" / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = ("SP101", "SP411", "SP412", "SP413", "SP701", "SP702", "SP703", "SP704", "SP705", "SP706")
MIXED = {
    f"{rule}/{path.relative_to(CASES / rule)}": path.read_bytes().replace(
        b"example.org/", f"example.org/{rule}/".encode()
    )
    for rule in RULES
    for path in sorted((CASES / rule).rglob("*"))
    if path.is_file()
}
"""Files of which many tell of others; of each rule several have one IRI."""
OPENERS: list[Opener] = [partial(Source, data, name) for name, data in MIXED.items()]
TOLD_OF_OTHERS = {"SP411", "SP413", "SP701", "SP702", "SP705", "SP706"}


def told(openers: Iterable[Opener]) -> tuple[Report, list[list[Diagnostic]]]:
    run = Run()
    found = [list(run.check(opener)) for opener in openers]
    return run.report(), found


def told_apart(openers: Iterable[Opener]) -> tuple[Report, list[list[Diagnostic]]]:
    """The same with each file begun and finished apart from the run, two by turns: what goes between is
    pickled, as between processes, and files are begun long before they are finished.
    """
    run = Run()
    files = list(openers)
    checkers = [Checker(run._settings, []) for _ in range(2)]
    begun = [checkers[at % 2].begin(opener()) for at, opener in enumerate(files)]
    found = []
    for at, (one, opener) in enumerate(zip(begun, files, strict=True)):
        facts, again = pickle.loads(pickle.dumps((one.facts, opener)))
        kept, before = run._entered(facts, again)
        diagnostics = checkers[at % 2].finish(one, pickle.loads(pickle.dumps(before)))
        kept.diagnostics += pickle.loads(pickle.dumps(diagnostics))
        found.append(list(kept.diagnostics))
    return run.report(), found


@examples(5)
@given(st.permutations(OPENERS))
def test_what_is_found_apart_is_what_is_found_in_one_process(openers: list[Opener]) -> None:
    is_same = told_apart(openers) == told(openers)
    assert is_same  # what differs would take pytest minutes to say


def test_these_files_tell_of_one_another() -> None:
    report, _ = told(OPENERS)
    assert {found.rule.code for found in report} >= TOLD_OF_OTHERS
    assert any(beside.file != found.file for found in report for beside in found.related)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every kind: valid, broken, of other tools, twins in several notations, and what is not there."""
    made = tmp_path / "in"
    for name, data in MIXED.items():
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (made / "other.json").write_text('{"name": "of another tool"}')
    (made / "empty.ttl").touch()
    (made / "gone.jsonld").symlink_to(made / "nowhere.jsonld")
    document = filled("https://example.org/id/twin", "某省标准化工作意见")
    for name in ("jsonld", "turtle", "xml"):
        (made / f"twin.{name}").write_bytes(document.to_bytes(name))
    return made


def inputs(folder: Path) -> list[Path | bytes]:
    files = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return [*files, files[0].read_bytes()]


def test_two_processes_find_what_one_finds(folder: Path) -> None:
    def told(jobs: int) -> tuple[Report, list[list[Diagnostic]]]:
        found: list[list[Diagnostic]] = []
        with speaking("zh"):
            report = stdpolicy.validate(inputs(folder), jobs=jobs, tell=found.append)
        return report, found

    is_same = told(2) == told(1)
    assert is_same


def invoked(*arguments: str) -> tuple[int, bytes, bytes]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout_bytes, result.stderr_bytes


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "in", "-o", "out", "--to", "xml"],
        ["fmt", "--check", "in"],
        ["fmt", "in"],
        ["hash", "in"],
        ["stats", "in"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_other_commands_do_the_same(folder: Path, arguments: list[str]) -> None:
    done = []
    for jobs in ("1", "2"):
        copy = folder.with_name(f"copy{jobs}")
        shutil.copytree(folder, copy / "in", symlinks=True)
        with contextlib.chdir(copy):
            result = invoked(*arguments, "--jobs", jobs)
        files = {
            path.relative_to(copy): path.read_bytes()
            for path in sorted(copy.rglob("*"))
            if path.is_file()
        }
        done.append((*result, files))
    assert done[0] == done[1]
    assert done[0][0] == 2  # some are no documents


@dataclass(frozen=True)
class Deadly:
    """Opens a file in the process of the run; any other process ends, as if it were killed."""

    path: Path

    def __call__(self) -> Source:
        if multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return Source.from_path(self.path)


@pytest.mark.slow
def test_a_process_that_is_killed_is_a_fault_of_its_file_alone() -> None:
    every = OPENERS[:12]
    alone = Run()
    expected = [list(found) for found in alone.each(every)]
    for at in (0, 5, len(every)):
        path = EXAMPLES / "jiaxing-2022" / "policy.jsonld"
        run = Run(keep_going=True)
        found = [list(one) for one in run.each([*every[:at], Deadly(path), *every[at:]], 2)]
        (fault,) = found.pop(at)
        assert (fault.rule.code, fault.key, fault.file) == ("SP905", "ended", str(path))
        assert "SIGKILL" in fault.message
        assert found == expected
        assert [one for one in run.report() if not one.is_fault] == list(alone.report())
    with pytest.raises(Ended, match="SIGKILL"):
        list(Run().each([*every, Deadly(EXAMPLES)], 2))
    assert multiprocessing.active_children() == []


@dataclass(frozen=True)
class DeadlyAgain:
    """Opens a file; a process that opens it once more, to see where a node in it is, is killed."""

    path: Path
    mark: Path

    def __call__(self) -> Source:
        if self.mark.exists() and multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        self.mark.touch()
        return Source.from_path(self.path)


@pytest.mark.slow
def test_a_process_that_is_killed_when_it_finishes_a_file_is_a_fault_of_that_file(
    tmp_path: Path,
) -> None:
    bad = CASES / "SP701" / "bad"
    first = DeadlyAgain(bad / "policy1.jsonld", tmp_path / "mark")
    second = partial(Source.from_path, bad / "policy2.jsonld")
    every = [*OPENERS[:6], first, second, *OPENERS[6:12]]
    alone = Run()
    expected = [list(found) for found in alone.each(every)]
    first.mark.unlink()
    run = Run(keep_going=True)
    found = [list(one) for one in run.each(every, 2)]
    (fault,) = found.pop(7)
    assert (fault.key, fault.file) == ("ended", str(bad / "policy2.jsonld"))
    told = expected.pop(7)
    assert any(one.file != two.file for one in told for two in one.related)
    assert found == expected
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_fixes_are_those_of_one_process(folder: Path) -> None:
    said = []
    for jobs in ("1", "2"):
        copy = folder.with_name(f"fixed{jobs}") / "in"
        shutil.copytree(folder, copy, symlinks=True)
        with contextlib.chdir(copy.parent):
            result = invoked("validate", "--fix", "--likely", "--jobs", jobs, "in")
        files = {
            path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.is_file()
        }
        said.append((result, files))
    assert said[0] == said[1]
    before = {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*.jsonld")
        if path.is_file()
    }
    assert any(said[0][1][name] != data for name, data in before.items())


def command(*arguments: object, name: str = "validate") -> list[str]:
    return [sys.executable, "-m", "stdpolicy", name, *map(str, arguments)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["text", "json", "sarif"])
def test_the_command_prints_the_same_bytes(folder: Path, kind: str) -> None:
    one, two = (
        subprocess.run(
            command("--format", kind, "--jobs", jobs, "in", "in/gone.jsonld", "nowhere.xml"),
            cwd=folder.parent,
            capture_output=True,
            check=False,
        )
        for jobs in ("1", "2")
    )
    assert one.returncode == 2
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)


def many(folder: Path) -> None:
    """So many policies that their checks take long enough for something to happen meanwhile."""
    folder.mkdir()
    data = (EXAMPLES / "jiaxing-2022" / "policy.jsonld").read_bytes()
    for number in range(200):
        (folder / f"{number}.jsonld").write_bytes(data)


def children(process: int) -> list[int]:
    return [
        int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


def runs(process: int) -> bool:
    """Whether a process is there, and more than an entry that nobody has taken notice of."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], object]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it took too long")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_processes_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    many(tmp_path / "in")
    before = sorted(tmp_path.rglob("*"))
    run = subprocess.Popen(
        command("--jobs", "2", "in"),
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeding,
    )
    until(lambda: len(children(run.pid)) == 2)
    others = children(run.pid)
    if number == signal.SIGINT:
        os.killpg(run.pid, number)  # as a terminal sends it
    else:
        run.send_signal(number)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 128 + number
    assert b"interrupted" in err
    assert b"Traceback" not in out + err
    assert not any(runs(one) for one in others)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.slow
def test_what_is_converted_is_whole_when_a_signal_ends_it(tmp_path: Path) -> None:
    many(tmp_path / "in")
    run = subprocess.Popen(
        command("--jobs", "2", "in", "-o", "out", "--to", "turtle", name="convert"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=heeding,
    )
    until(lambda: list(tmp_path.glob("out/*.ttl")))
    others = children(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert len(others) == 2
    assert not any(runs(one) for one in others)
    assert b"not looked at" in err
    assert b"Traceback" not in out + err
    data = (EXAMPLES / "jiaxing-2022" / "policy.jsonld").read_bytes()
    expected = stdpolicy.convert(data, "turtle")
    written = list(tmp_path.glob("out/**/*"))
    assert 0 < len(written) < 200
    assert {path.suffix for path in written} == {".ttl"}
    assert {path.read_bytes() for path in written} == {expected}


@pytest.mark.slow
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    many(tmp_path / "in")
    run = subprocess.Popen(command("-j", "2", "-q", "in"), cwd=tmp_path)
    until(lambda: len(children(run.pid)) == 2)
    others = children(run.pid)
    run.kill()
    run.wait()
    until(lambda: not any(runs(one) for one in others))


@pytest.mark.parametrize("said", ["0", "-1", "x", "1.5", "", "257", "9" * 5000, "２"])
def test_a_bad_number_of_processes_is_told_of(
    said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, expected in (
        ("en", "--jobs: expected a number"),
        ("zh", "--jobs：应为 1 至 256"),
    ):
        with speaking(language), pytest.raises(SystemExit):
            processes(said)
        (line,) = capsys.readouterr().err.splitlines()
        assert expected in line


def test_as_many_processes_as_processors() -> None:
    assert 1 <= processes("auto") <= 256
    assert processes("3") == 3


@pytest.mark.parametrize("jobs", [0, -1, 1.5, "auto"])
def test_what_is_no_number_of_processes_is_refused(jobs: Any) -> None:
    with pytest.raises(ValueError, match="jobs: expected a whole number from 1, found"):
        stdpolicy.validate(b"", jobs=jobs)
    with speaking("zh"), pytest.raises(ValueError, match="jobs：应为不小于 1 的整数，实为"):
        stdpolicy.validate(b"", jobs=jobs)
