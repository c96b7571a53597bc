"""Sound and hostile files with small changes: the fuzzer's work in little."""

import random

import pytest
from campaign import PART, run
from examine import examine, mutated, seeds

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


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_mutants_of_the_examples(part: int) -> None:
    """A part of the campaign over the examples: all kinds, in all notations."""
    outcomes = run(PART * SCALE, f"{SEED}{part}")
    assert outcomes.faults == []
    assert {counts.total() > 0 for counts in outcomes.counts.values()} == {True}
    assert all(sum(codes.values()) for codes in outcomes.codes.values())
