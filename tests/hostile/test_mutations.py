"""Sound and hostile files with small changes: the fuzzer's work in little."""

import json
import random
from collections.abc import Iterable
from typing import Any

import pytest
from campaign import PART, run, text
from examine import examine, mutated, seeds
from generate import EXAMPLES
from shortened import properties
from shortened import seeds as examples

import stdpolicy
from stdpolicy.formats import NOTATIONS, Notation
from strategies import SCALE, SEED

COUNT = (250 if SEED else 80) * SCALE


@pytest.mark.slow
@pytest.mark.parametrize("notation", NOTATIONS, ids=str)
def test_mutations(notation: Notation) -> None:
    choice = random.Random(notation.name + SEED)
    files = list(seeds(notation))
    for _ in range(COUNT):
        data = mutated(choice.choice(files), choice)
        try:
            examine(data, notation)
        except Exception as error:
            raise AssertionError(f"{data!r}") from error


def classes(trees: Iterable[Any]) -> set[str]:
    return {name for tree in trees for name, _ in properties(tree)}


@pytest.mark.slow
def test_every_kind_of_statement_is_in_the_examples_that_are_changed() -> None:
    whole = [json.loads(path.read_bytes()) for path in EXAMPLES.glob("*/*.jsonld")]
    assert classes(whole) - classes(examples()) == {"Phase"}  # only near the end of one
    policies = [tree for tree in examples() if tree["type"] == "Policy"]
    for tree in policies:
        assert {"Goal", "Target", "Measure", "Action"} <= classes([tree])
    assert all(not list(stdpolicy.validate(text(tree, "jsonld"))) for tree in examples())


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_mutants_of_the_examples(part: int) -> None:
    """A part of the campaign over the examples: all kinds, in all notations."""
    outcomes = run(PART * SCALE, f"{SEED}{part}")
    assert outcomes.faults == []
    assert {counts.total() > 0 for counts in outcomes.counts.values()} == {True}
    assert all(sum(codes.values()) for codes in outcomes.codes.values())
