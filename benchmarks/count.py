"""Counts what fixed jobs do, and holds it against a budget: the guard against regressions of speed.

    python benchmarks/count.py [TASK...]    count, and compare
    python benchmarks/count.py --write      count, and write the budgets anew
    python benchmarks/count.py --list       the tasks

Each task is counted in a process of its own, with the same hashes, so that neither the order of tasks
nor what else runs changes a count. Exits with 1 where a budget does not fit. Budgets are written by the
oldest version of Python that is supported, which counts the most lines.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tables
from counted import TASKS
from counting import LEAST, LINES

ROOT = Path(__file__).resolve().parents[1]
BUDGETS = ROOT / "benchmarks" / "budgets.json"
OVER = 0.05
"""By how much a count may exceed its budget."""
UNDER = 0.10
"""By how much less it may be: beyond that a later regression would go unseen."""
ANEW = "python benchmarks/count.py --write"

Counts = Mapping[str, int]


def measured(task: str, root: Path = ROOT) -> dict[str, int]:
    """The counts of a task in a fresh process, of the source below a folder like this repository.

    Raises RuntimeError if it fails.
    """
    command = [sys.executable, str(root / "benchmarks" / "counted.py"), task]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STDPOLICY_")}
    environment |= {"PYTHONHASHSEED": "0", "PYTHONPATH": str(root / "validator"), "LC_ALL": "C"}
    done = subprocess.run(
        command, env=environment, cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{task}: {done.stderr}")
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


def every(tasks: Iterable[str]) -> Iterator[tuple[str, dict[str, int]]]:
    """The counts of tasks, as many at once as there are cores."""
    chosen = list(tasks)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip(chosen, pool.map(measured, chosen), strict=True)


def budgets() -> dict[str, dict[str, int]]:
    """The budgets by task."""
    found: dict[str, dict[str, int]] = json.loads(BUDGETS.read_text(encoding="utf-8"))
    return found


def misfits(task: str, counts: Counts, budget: Counts) -> list[str]:
    """What does not fit its budget, a sentence for each."""
    found = []
    for unit in sorted(budget.keys() | counts.keys()):
        # A room has to matter; one that was too small for a count of its own had at most the least.
        least = LEAST * budget["lines"] if unit.startswith(LINES) else 0
        count, allowed = counts.get(unit, 0), budget.get(unit, round(least))
        more = count - allowed
        said = f"{task}: {count:,} {unit} where the budget is {allowed:,} ({more / allowed:+.1%})"
        if more > max(OVER * allowed, least):
            found.append(f"{said}. If it has to cost that, write the budgets anew: {ANEW}")
        elif not least and -more > UNDER * allowed:
            found.append(f"{said}. Lower the budget, so that it stays so: {ANEW}")
    return found


def table(counts: Mapping[str, Counts], known: Mapping[str, Counts]) -> Sequence[Sequence[str]]:
    """A row for each task: its counts, and beside them by how much they differ from the budget."""
    units = ("lines", "calls", "modules", "patterns")
    rows = [["", *units, ""]]
    for task, found in counts.items():
        budget = known.get(task, {})
        cells = [
            f"{found[unit]:,} ({found[unit] / budget.get(unit, found[unit]) - 1:+.1%})"
            if unit in found
            else ""
            for unit in units
        ]
        rows.append([task, *cells, ""])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Count what fixed jobs do.")
    parser.add_argument("tasks", nargs="*", metavar="TASK", help="all unless told")
    parser.add_argument("--write", action="store_true", help="write the budgets anew")
    parser.add_argument("--list", action="store_true", help="name the tasks")
    arguments = parser.parse_args()
    unknown = [task for task in arguments.tasks if task not in TASKS]
    if unknown:
        parser.error(f"no such task: {', '.join(unknown)}")
    if arguments.list:
        print(*TASKS, sep="\n")
    else:
        sys.exit(compared(arguments.tasks or TASKS, write=arguments.write))


def compared(tasks: Iterable[str], *, write: bool) -> int:
    """Counts tasks, prints what they count, and gives the exit code."""
    known = budgets() if BUDGETS.exists() else {}
    counts = dict(every(tasks))
    print(tables.plain("Counts, and how they differ from the budgets", table(counts, known)))
    if write:
        kept = {task: counts.get(task) or known[task] for task in TASKS if task in known | counts}
        BUDGETS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        return 0
    faults = [
        fault
        for task, found in counts.items()
        for fault in misfits(task, found, known.get(task) or dict.fromkeys(found, 1))
    ]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    main()
