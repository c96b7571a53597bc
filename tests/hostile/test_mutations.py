"""Sound and hostile files with small changes: the fuzzer's work in little."""

import random

import pytest
from examine import examine, mutated, seeds

from stdpolicy.formats import Format
from strategies import SEED

COUNT = 1000


@pytest.mark.parametrize("format", list(Format))
def test_mutations(format: Format) -> None:
    choice = random.Random(format.value + SEED)
    files = list(seeds(format))
    for _ in range(COUNT):
        data = mutated(choice.choice(files), choice)
        try:
            examine(data, format)
        except Exception as error:
            raise AssertionError(f"{data!r}") from error
