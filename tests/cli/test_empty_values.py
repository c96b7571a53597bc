"""No option and no argument is empty: as a path that would be the working folder."""

from collections.abc import Iterator

from command import Run
from stdpolicy.cli import COMMANDS, _command


def every() -> Iterator[tuple[list[str], str]]:
    """Each option and argument that takes a value, as it is given without one, and how it is called."""
    for name, where in COMMANDS.items():
        command = _command(*where)
        for other, one in getattr(command, "commands", {"": command}).items():
            words = [name, other] if other else [name]
            for param in one.params:
                if not param.opts[0].startswith("-"):
                    yield [*words, ""], param.metavar
                    words.append("x")  # arguments stand before options
                elif not param.is_flag:
                    yield [*words, param.opts[0], ""], param.opts[0]


def test_each_is_refused(run: Run) -> None:
    tried = set()
    for words, name in every():
        done = run(*words)
        assert (done.returncode, done.stdout) == (2, b"")
        said = f"stdpolicy: {name}: expected a value, found an empty one\n"
        assert done.stderr.decode() == said
        tried.add(name)
    paths = {"--cache", "--out", "--output", "--registry", "--config", "--baseline", "--files-from"}
    assert tried >= {"PATHS...", "URI...", "IN", "OUT", "--emend", "--stdin-filename", *paths}


def test_it_is_refused_among_others_and_in_chinese(run: Run) -> None:
    done = run("--lang", "zh", "validate", "p.jsonld", "--registry", "r.jsonld", "--registry=")
    assert done.stderr.decode() == "stdpolicy: --registry：值不能为空\n"
    assert run("validate", "--category", "x", "nowhere", "").returncode == 2
