"""The command line where input and output end: closed, full, gone, endless, interrupted."""

import os
import resource
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run
from sampled import some

COMMAND = [sys.executable, "-m", "stdpolicy"]
EVERY = ("validate", "convert --to xml", "fmt --check", "hash", "stats")
READING = [f"{command} -" for command in (*EVERY, "fmt", "clean")]
BAD_SIZES = ("inf", "-inf", "nan", "1e300", "-1", "9999999999999", "x")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of bash, in which `stdpolicy` is the command and PIPESTATUS the exit code."""
    line = f'stdpolicy() {{ "{sys.executable}" -m stdpolicy "$@"; }}\n{command}'
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, cwd=cwd, env={**os.environ, **env}, timeout=60
    )


@pytest.fixture
def folder(policy: Path, broken: Path) -> Path:
    (policy.parent / "raw.txt").write_text("标准", encoding="utf-8")
    return policy.parent


# -- output ----------------------------------------------------------------------------------

WRITING = (
    *("convert policy.jsonld --to turtle", "hash policy.jsonld", "stats policy.jsonld"),
    *("stats policy.jsonld -f json", "fmt - < policy.jsonld", "new https://e.example/p"),
    *("clean raw.txt", "schema", "schema context", "explain SP302", "rules", "rules --json"),
    *("validate broken.jsonld", "validate broken.jsonld -f json", "--help", "fmt --help"),
    *("--version", "validate --help", "terms"),
)


@full
@pytest.mark.parametrize("unbuffered", some(("1", ""), 2))
@pytest.mark.parametrize("command", some(WRITING, 8))
def test_what_cannot_be_written_is_exit_2(command: str, unbuffered: str, folder: Path) -> None:
    done = shell(f"stdpolicy {command} > /dev/full", folder, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last == b"stdpolicy: standard output: No space left on device"


@pytest.mark.parametrize("command", some(WRITING, 9))
def test_a_closed_output_is_exit_2(command: str, folder: Path) -> None:
    done = shell(f"stdpolicy {command} >&-", folder)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == b"stdpolicy: standard output: Bad file descriptor"


@pytest.mark.parametrize("command", some(WRITING, 6))
def test_a_reader_that_has_gone_leaves_the_verdict(command: str, folder: Path) -> None:
    line = f"{{ sleep 0.2; stdpolicy {command}; }} | true; exit ${{PIPESTATUS[0]}}"
    done = shell(line, folder)
    assert done.returncode == (1 if "broken" in command else 0)
    assert b"stdpolicy:" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_file_cut_short_is_exit_2(unbuffered: str, folder: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"}
    with (folder / "out").open("wb") as out:
        done = subprocess.run(
            [*COMMAND, "convert", "policy.jsonld", "--to", "turtle"],
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment,
            preexec_fn=small,
        )
    assert (done.returncode, done.stderr) == (2, b"stdpolicy: standard output: File too large\n")


@pytest.mark.slow
def test_a_slow_reader_that_does_not_wait_gets_everything(folder: Path) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with subprocess.Popen([*COMMAND, "rules", "--json"], stdout=theirs, cwd=folder) as process:
        os.close(theirs)
        with open(ours, "rb") as reader:
            select.select([reader], [], [])
            time.sleep(0.2)
            found = reader.read()
    assert process.returncode == 0
    assert found == shell("stdpolicy rules --json", folder).stdout
    assert len(found) > 20_000


@pytest.mark.parametrize("closing", some(("2>&-", "2>/dev/full", "2>&1 >/dev/null | true"), 3))
def test_messages_that_nobody_hears_leave_the_verdict(closing: str, folder: Path) -> None:
    for command, code in (
        ("validate broken.jsonld", 1),
        ("hash missing", 2),
        ("hash p*.jsonld", 0),
    ):
        done = shell(f"stdpolicy {command} {closing}; exit ${{PIPESTATUS[0]}}", folder)
        assert done.returncode == code


@pytest.mark.slow
@pytest.mark.parametrize("encoding", some(("ascii:strict", "cp1252"), 2))
def test_what_an_encoding_cannot_say_is_escaped(encoding: str, folder: Path) -> None:
    (folder / "中.ttl").write_bytes(
        shell("stdpolicy convert policy.jsonld --to turtle", folder).stdout + b"\n"
    )
    for command, code in (
        ("explain SP302", 0),
        ("rules", 0),
        ("rules --json", 0),
        ("new --help", 0),
        ("fmt --check 中.ttl", 1),
        ("fmt 中.ttl", 0),
        ("hash 中.ttl missing-中.ttl", 2),
        ("validate 中.ttl broken.jsonld", 1),
        ("convert 中.ttl --to xml", 0),
        ("new 中", 2),
    ):
        done = shell(f"stdpolicy {command}", folder, PYTHONIOENCODING=encoding)
        assert done.returncode == code, (command, done.stderr)
    done = shell("stdpolicy hash 中.ttl", folder, PYTHONIOENCODING=encoding)
    assert done.stdout.rstrip().endswith(
        "中.ttl".encode(encoding.split(":")[0], "backslashreplace")
    )


@pytest.mark.slow
def test_data_is_the_same_in_every_encoding(folder: Path) -> None:
    for command in ("convert policy.jsonld --to turtle", "rules --json", "clean raw.txt"):
        plain, odd = (
            shell(f"stdpolicy {command}", folder, PYTHONIOENCODING=encoding).stdout
            for encoding in ("utf-8", "cp1252")
        )
        assert plain == odd


# -- input -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", some(READING, 6))
def test_a_closed_input_is_exit_2(command: str, folder: Path) -> None:
    done = shell(f"stdpolicy {command} <&-", folder)
    assert done.returncode == 2
    assert done.stderr.count(b"stdpolicy: standard input: Bad file descriptor\n") == 1


@pytest.mark.parametrize("command", some(READING, 6))
def test_an_input_without_end_is_read_up_to_the_limit(command: str, folder: Path) -> None:
    done = shell(f"stdpolicy {command} --max-size 0.1 < /dev/zero", folder)
    assert done.returncode == (2 if command == "clean -" else 1)
    assert b"SP109" in done.stdout + done.stderr or b"more than 0.1 MB" in done.stderr


@pytest.mark.parametrize("command", some((f"{c} big" for c in (*EVERY, "fmt", "clean")), 6))
def test_a_large_file_is_not_read(command: str, folder: Path) -> None:
    with (folder / "big").open("wb") as file:
        file.truncate(10**12)  # a terabyte that takes no space
    done = shell(f"stdpolicy {command}", folder)
    assert done.returncode == (2 if command == "clean big" else 1)
    assert b"SP109" in done.stdout + done.stderr or b"more than 64 MB" in done.stderr


def test_the_policy_of_emend_has_the_limit_too(run: Run, folder: Path) -> None:
    done = run("clean", "raw.txt", "--emend", "policy.jsonld", "--max-size", "0.0001")
    assert done.returncode == 1
    assert b"SP109" in done.stderr


@pytest.mark.parametrize("command", [*(f"{c} p" for c in EVERY), "clean p"])
@pytest.mark.parametrize("size", BAD_SIZES)
def test_a_limit_that_is_no_size_is_one_line(command: str, size: str, run: Run) -> None:
    done = run(*command.split(), "--max-size", size)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"stdpolicy: --max-size: expected a number of MB")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", ["l\udcff.ttl", "a\nb", "\x1b[31m", "\u202e", "\ud800"])
def test_odd_names_are_one_line(name: str, run: Run, folder: Path) -> None:
    for arguments in (
        *([*c.split(), name] for c in EVERY),
        *(["fmt", name], ["clean", name], ["explain", name], ["schema", name], ["new", name]),
        ["convert", "policy.jsonld", "--to", "xml", "-o", folder / "policy.jsonld" / name],
    ):
        if name == "\ud800" and "-o" in arguments:
            continue  # no argument can hold it; typer refuses it as a path
        done = run(*arguments)
        assert done.returncode == 2, arguments
        lines = [line for line in done.stderr.split(b"\n") if b"checked" not in line]
        assert lines[0].startswith(b"stdpolicy: ")
        assert lines[1:] == [b""]
        assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("name", some(("a\nb", "\x1b[31m", "\u202e"), 3))
def test_odd_names_of_files_that_are_there_are_escaped(name: str, run: Run, folder: Path) -> None:
    (folder / name).mkdir()
    (folder / name / "a.ttl").write_bytes(
        run("convert", "policy.jsonld", "--to", "turtle").stdout + b"\n"
    )
    (folder / name / "raw.txt").write_text(" 术(shù)", encoding="utf-8")
    shown = ascii(name)[1:-1].replace(r"\x", r"\u00").replace(r"\n", r"\u000a").encode()
    commands = (
        ["hash", name],
        ["convert", name, "--to", "jsonld", "-o", f"{name}/out"],
        ["clean", f"{name}/raw.txt"],
        ["fmt", name],
    )
    for arguments in commands:
        done = run(*arguments)
        assert done.returncode == 0
        assert shown in done.stdout + done.stderr, arguments
        assert name.encode() not in done.stdout + done.stderr, arguments


@pytest.mark.parametrize(
    "command", some(("hash", "validate", "fmt --check", "stats", "convert --to xml"), 5)
)
def test_a_file_whose_name_is_not_utf_8(command: str, policy: Path, folder: Path) -> None:
    policy.rename(folder / "l\udcff.jsonld")
    arguments = [*COMMAND, *command.split(), b"l\xff.jsonld"]
    done = subprocess.run(arguments, capture_output=True, cwd=folder)
    assert done.returncode == 0, done.stderr


def test_a_title_that_is_not_utf_8(folder: Path) -> None:
    command = [*COMMAND, "new", "https://e.example/p", "--title", b"\xff"]
    done = subprocess.run(command, capture_output=True, cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        b"stdpolicy: --title: expected UTF-8, found \\udcff\n",
    )


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "loop"])
def test_names_that_no_file_has(name: str, run: Run, folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    for command in (*EVERY, "fmt", "clean"):
        done = run(*command.split(), name)
        assert done.returncode == 2
        assert done.stderr.count(b"stdpolicy: ") == 1
        assert not done.stderr.startswith(b"1 ")
    if "\0" in name:
        return  # no command line can hold it, and the parser of options trips over it
    done = run("convert", "policy.jsonld", "--to", "xml", "-o", name, "--force")
    assert (done.returncode, done.stdout) == (2, b"")


# -- special files ---------------------------------------------------------------------------


def test_a_pipe_is_written_to_with_and_without_force(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    expected = shell("stdpolicy convert policy.jsonld --to xml", folder).stdout
    for force in ("", "--force"):
        command = f"cat pipe & stdpolicy convert policy.jsonld --to xml -o pipe {force}; wait"
        done = shell(command, folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")
        assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


@pytest.mark.parametrize("out", ["/dev/stdout", "-"])
@pytest.mark.parametrize("to", some(("| cat", "> out; cat out", ">> out; cat out"), 3))
def test_standard_output_by_name(out: str, to: str, folder: Path) -> None:
    expected = shell("stdpolicy convert policy.jsonld --to xml", folder).stdout
    done = shell(f"stdpolicy convert policy.jsonld --to xml -o {out} {to}", folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")


@full
@pytest.mark.parametrize(
    "command", ["convert policy.jsonld --to xml", "new https://e.example/p", "schema xsd"]
)
def test_a_full_device_is_exit_2(command: str, folder: Path) -> None:
    done = shell(f"stdpolicy {command} -o /dev/full", folder)
    assert (done.returncode, done.stderr) == (
        2,
        b"stdpolicy: /dev/full: No space left on device\n",
    )
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


# -- interrupted -----------------------------------------------------------------------------

WAITING = """
import os, sys, time
from stdpolicy import __main__

def fsync(handle):
    print("writing", flush=True)
    time.sleep(60)

os.fsync = fsync
sys.argv = ["stdpolicy", "fmt", "big.jsonld"]
__main__.main()
"""


def as_at_a_terminal() -> None:
    """What runs the tests may ignore signals, and whatever it starts would too."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def waiting(
    folder: Path, before: Callable[[], object] = as_at_a_terminal
) -> subprocess.Popen[bytes]:
    """A run that has written its temporary file and not yet put it in place."""
    (folder / "big.jsonld").write_bytes((folder / "policy.jsonld").read_bytes() + b"\n")
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        preexec_fn=before,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    return process


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupted_run_leaves_nothing(number: int, code: int, folder: Path) -> None:
    with waiting(folder) as process:
        before = sorted(p.name for p in folder.iterdir())
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (code, b"stdpolicy: interrupted\n")
    after = sorted(p.name for p in folder.iterdir())
    assert len(set(before) - set(after)) == 1
    assert not any(name.startswith(".") for name in after)


def test_a_signal_that_was_ignored_stays_so(folder: Path) -> None:
    with waiting(folder, lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as process:
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 143
