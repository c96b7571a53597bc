"""Fuzzes the readers with atheris: python tests/hostile/fuzz.py [SECONDS] [NOTATION...]

Runs for SECONDS (60) on each notation (all, or those named), starting from the corpus. A file on
which something is wrong is kept, and its path printed. Not part of the tests; needs
`pip install atheris`.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / "validator"), str(HERE.parent), str(HERE)]
OPTIONS = (
    "-timeout=30",
    "-rss_limit_mb=3000",
    "-max_len=20000",
    "-mutate_depth=2",
    "-print_final_stats=1",
)


def main(arguments: list[str]) -> int:
    """Runs the readers one after the other, each in a process of its own."""
    seconds = arguments[0] if arguments else "60"
    if not seconds.isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not installed here: pip install atheris", file=sys.stderr)
        return 2
    status = 0
    kept = Path(tempfile.mkdtemp(prefix="stdpolicy-fuzz-"))
    for name in arguments[1:] or all_names():
        folder = kept / name
        folder.mkdir()
        command = [sys.executable, __file__, "--notation", name, str(folder), seconds]
        status |= subprocess.run(command).returncode
    print(f"kept in {kept}", file=sys.stderr)
    return 1 if status else 0


def all_names() -> list[str]:
    """The notations; asked late, so that the fuzzing process instruments what it imports."""
    from stdpolicy.formats import NOTATIONS

    return [notation.name for notation in NOTATIONS]


def fuzz(name: str, folder: Path, seconds: str) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    start = folder / "corpus"
    start.mkdir()
    with atheris.instrument_imports(include=["stdpolicy", "json"]):
        import examine

        from stdpolicy.formats import named

        notation = named(name)
        for number, data in enumerate(examine.seeds(notation)):
            # Much is imported when it is first needed; what is imported later is not instrumented.
            examine.examine(data, notation)
            (start / f"seed{number}").write_bytes(data)

    words = "".join(f'"{"".join(f"{chr(92)}x{b:02x}" for b in word)}"\n' for word in examine.WORDS)
    (folder / "words").write_text(words)
    names = (f"-artifact_prefix={folder}/", f"-dict={folder}/words", f"-max_total_time={seconds}")

    def changed(data: bytes, longest: int, seed: int) -> bytes:
        """What libFuzzer does to bytes, or what leaves words and lines whole."""
        choice = random.Random(seed)
        if choice.random() < 0.5:
            return atheris.Mutate(data, longest)
        return examine.mutated(data, choice)[:longest]

    atheris.Setup(
        [sys.argv[0], *OPTIONS, *names, str(start)],
        lambda data: examine.examine(data, notation),
        custom_mutator=changed,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--notation"]:
        fuzz(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    sys.exit(main(sys.argv[1:]))
