"""The examples in the pages of rules: what the tool prints for a bad case, and what mends it."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from stdpolicy.checks.run import Run
from stdpolicy.language import either
from stdpolicy.report import printable, text
from stdpolicy.source import Source

CASES = "tests/rules/cases"
"""A folder for each rule, in which `bad.*` and `good.*` are files or, of a run over several, folders."""
MAX_LINES, MAX_LINE = 14, 100
"""How much of a change is shown, in lines and in characters of a line."""


def example(cases: Path, code: str) -> Iterator[str]:
    """The example of a rule in Markdown, from the first of its cases; nothing where it has none."""
    bad = next(iter(sorted((cases / code).glob("bad.*"))), cases / code / "bad")
    if not bad.exists():
        return
    yield from (either("#### Example", "#### 示例"), "", "```text", *_printed(bad), "```", "")
    change = list(_change(bad, bad.with_stem("good")))
    if len(change) > MAX_LINES:
        more = len(change) - MAX_LINES
        change[MAX_LINES:] = [either(f"... and {more} more lines", f"……另有 {more} 行")]
    yield from (either("#### Use instead", "#### 改为"), "", "```diff", *change, "```", "")


def files(case: Path) -> dict[str, Path]:
    """The files of a case by name; a case of one file goes by its suffix."""
    if case.is_dir():
        return {path.name: path for path in sorted(case.iterdir())}
    return {case.suffix: case}


def documents(case: Path) -> list[Source]:
    """What of a case is validated, by its name alone; texts beside documents are not."""
    found = list(files(case).values())
    chosen = [path for path in found if path.suffix != ".txt"] or found
    return [Source(path.read_bytes(), path.name, path) for path in chosen]


def _printed(case: Path) -> list[str]:
    run = Run()
    for source in documents(case):
        run.check(lambda source=source: source)  # type: ignore[misc]
    return text.render(run.report()).splitlines()


def _change(bad: Path, good: Path) -> Iterator[str]:
    """What differs, with a line of context; files are named where there are several."""
    old, new = files(bad), files(good)
    for name in sorted(old.keys() | new.keys()):
        before, after = _lines(old.get(name)), _lines(new.get(name))
        lines = list(difflib.unified_diff(before, after, name, name, n=1, lineterm=""))
        for line in lines if bad.is_dir() else lines[2:]:
            shown = printable(line)
            yield shown if len(shown) <= MAX_LINE else shown[: MAX_LINE - 3] + "..."


def _lines(path: Path | None) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path else []
