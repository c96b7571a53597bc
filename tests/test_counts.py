"""Speed is guarded by counting: what fixed jobs execute and call, against benchmarks/budgets.json.

Nothing is timed. Each job is counted in a process of its own, the same on every machine.
"""

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))

import count  # noqa: E402
from counted import BODIES, PROVISIONS, TASKS  # noqa: E402
from counting import executed, prepared  # noqa: E402

LINEAR = 2.1
"""How many times as much twice the document may cost."""
BOUNDED = {"lines in checks/consistency"}
"""SP704 looks in each measure for up to 200 targets: from there on it is linear, and here are fewer."""


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_within_its_budget(task: str) -> None:
    misfits = count.misfits(task, count.measured(task), count.budgets()[task])
    assert not misfits, "\n".join(misfits)


def test_every_task_has_a_budget_and_every_budget_a_task() -> None:
    assert [*count.budgets()] == [*TASKS], f"run {count.ANEW}"


@pytest.mark.parametrize(("small", "large"), [PROVISIONS, BODIES])
def test_no_budget_allows_for_more_than_linear_growth(small: int, large: int) -> None:
    budgets = count.budgets()
    sized = {
        task: task.replace(f" {small} ", f" {large} ") for task in TASKS if f" {small} " in task
    }
    assert sized
    assert large == 2 * small
    for task, twice in sized.items():
        for unit in budgets[task].keys() - BOUNDED:
            allowed = LINEAR * budgets[task][unit]
            assert budgets[twice].get(unit, 0) <= allowed, f"{twice}: {unit}"


def test_what_exceeds_its_budget_is_named_with_the_count_the_budget_and_the_command() -> None:
    budget = {"lines": 1000, "calls": 9}
    assert count.misfits("hash", {"lines": 1050, "calls": 9}, budget) == []
    assert count.misfits("hash", {"lines": 1060, "calls": 9}, budget) == [
        "hash: 1,060 lines where the budget is 1,000 (+6.0%). "
        "If it has to cost that, write the budgets anew: python benchmarks/count.py --write"
    ]


def test_a_budget_that_is_far_too_high_is_named_too() -> None:
    assert count.misfits("hash", {"lines": 900}, {"lines": 1000}) == []
    (found,) = count.misfits("hash", {"lines": 890}, {"lines": 1000})
    assert found.startswith("hash: 890 lines where the budget is 1,000 (-11.0%). Lower the budget")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (20, 40, "40 lines in checks/walk where the budget is 20 (+100.0%)"),
        (100, 104, ""),  # less than a twentieth of the room
        (20, 29, ""),  # less than a hundredth of all
        (None, 19, ""),  # a room that had less than a hundredth
        (None, 30, "30 lines in checks/walk where the budget is 10 (+200.0%)"),
        (20, None, ""),
    ],
)
def test_a_room_has_a_budget_within_that_of_all(
    before: int | None, after: int | None, told: str
) -> None:
    budget, counts = (
        {"lines": 1000} | ({"lines in checks/walk": lines} if lines else {})
        for lines in (before, after)
    )
    found = "".join(count.misfits("hash", counts, budget))
    assert told in found
    assert bool(told) is bool(found)


JOBS = """
def once(values):
    return [
        value + 1
        for value in values
    ]

def doubled(values):
    once(values)
    return once(values)

def squared(values):
    found = 0
    for one in values:
        for other in values:
            found += one == other
    return found

def calling(values):
    for value in values:
        abs(value)
"""


@pytest.fixture
def jobs(tmp_path: Path) -> dict[str, Callable[[range], object]]:
    """Functions of a file in a folder of its own."""
    path = tmp_path / "jobs.py"
    path.write_text(JOBS, encoding="utf-8")
    found: dict[str, Callable[[range], object]] = {}
    exec(compile(JOBS, str(path), "exec"), found)
    return found


def lines(jobs: dict[str, Callable[[range], object]], name: str, size: int, folder: Path) -> int:
    return executed(lambda: jobs[name](range(size)), folder)["lines"]


def test_a_walk_that_is_done_twice_counts_twice(jobs: dict, tmp_path: Path) -> None:
    assert lines(jobs, "doubled", 100, tmp_path) > 1.9 * lines(jobs, "once", 100, tmp_path) > 190


def test_a_loop_in_a_loop_counts_by_the_square(jobs: dict, tmp_path: Path) -> None:
    assert lines(jobs, "squared", 40, tmp_path) > 3.5 * lines(jobs, "squared", 20, tmp_path)


def test_calls_are_counted_and_what_others_execute_is_not(jobs: dict, tmp_path: Path) -> None:
    found = executed(lambda: jobs["calling"](range(100)), tmp_path.parent)
    assert found["calls"] == 100
    assert found[f"lines in {tmp_path.name}"] == found["lines"]
    assert executed(lambda: jobs["calling"](range(100)), tmp_path / "other") == {
        "lines": 0,
        "calls": 0,
    }


def test_modules_and_patterns_are_counted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "made_for_counting"
    source = 'import re\nPATTERN = re.compile("made (for|by) counting")\n'
    (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert prepared(lambda: __import__(name), tmp_path) == {"modules": 1, "patterns": 1}
    assert prepared(lambda: __import__(name), tmp_path) == {"modules": 0, "patterns": 0}
    other = partial(re.compile, "asked for (by|from) elsewhere")
    assert prepared(other, tmp_path) == {"modules": 0, "patterns": 0}
    del sys.modules[name]
