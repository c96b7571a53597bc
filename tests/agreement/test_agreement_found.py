"""Statements that do not say what their quotes say are found, each once; right ones are left alone."""

import pytest
from tally import known, outcome
from wrong_values import DROPPED, FIELDS, mutants

FEW, MANY = 3, 100
"""Of each field, in the fast suite and in the slow one."""
CELLS = [*((cls, field) for cls, names in FIELDS.items() for field in names.split()), DROPPED]


def test_the_examples_agree_with_their_texts() -> None:
    assert known() == set()


def test_what_is_wrong_is_found() -> None:
    made = [mutant for cls, field in CELLS for mutant in mutants(cls, field, FEW, 7)]
    found = sum(outcome(mutant) == "found" for mutant in made)
    assert len(made) > 90
    assert found >= 0.95 * len(made)


@pytest.mark.slow
@pytest.mark.parametrize(("cls", "field"), CELLS)
def test_nine_in_ten_of_each_field_are_found(cls: str, field: str) -> None:
    made = list(mutants(cls, field, MANY, 1))
    missed = [(m.policy, m.node, m.right, m.wrong) for m in made if outcome(m) != "found"]
    assert len(missed) <= 0.1 * len(made), missed
