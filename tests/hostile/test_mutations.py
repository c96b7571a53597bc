"""Sound and hostile files with small changes: the fuzzer's work in little, always the same."""

import random

import pytest
from examine import examine, mutated, seeds

from stdpolicy.formats import Format

COUNT = 1000


@pytest.mark.parametrize("format", list(Format))
def test_mutations(format: Format) -> None:
    choice = random.Random(format.value)
    files = list(seeds(format))
    for _ in range(COUNT):
        data = mutated(choice.choice(files), choice)
        try:
            examine(data, format)
        except Exception as error:
            raise AssertionError(f"{data!r}") from error
