"""Sound and hostile files with small changes: the fuzzer's work in little."""

import random

import pytest
from examine import examine, mutated, seeds

from stdpolicy.formats import NOTATIONS, Notation
from strategies import SCALE, SEED

COUNT = (250 if SEED else 80) * SCALE


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
