"""Statements that do not say what their quotes say are found, each once; right ones are left alone."""

import json
from pathlib import Path

import pytest
from tally import findings, found_in, known, told
from wrong_values import DROPPED, EXAMPLES, FIELDS, mutants, nodes, read

from stdpolicy.source import Source

FEW, MANY = 1, 100
"""Of every other field in the fast suite, and of each in the slow one."""
WAIVED = {"SP701", "SP704", "SP705"}
"""What examples/stdpolicy.toml waives, with its reasons."""
CELLS = [*((cls, field) for cls, names in FIELDS.items() for field in names.split()), DROPPED]


def test_the_examples_agree_with_their_texts() -> None:
    assert {line[:5] for line in known()} <= WAIVED


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_what_is_found_does_not_turn_on_the_order_of_statements(path: Path) -> None:
    """RDF keeps no order of statements that have none of their own."""
    tree = read(path)
    for node, _ in nodes(tree):
        for value in node.values():
            if isinstance(value, list) and all(isinstance(one, dict) for one in value):
                value.reverse()
    turned = Source(json.dumps(tree, ensure_ascii=False).encode(), str(path), path)
    assert set(findings(turned)) <= known()


@pytest.mark.slow
def test_what_is_wrong_is_found() -> None:
    made = [mutant for cls, field in CELLS[::2] for mutant in mutants(cls, field, FEW, 7)]
    found = sum(len(found_in(mutant)) == 1 for mutant in made)
    assert len(made) > 15
    assert found >= 0.95 * len(made)


@pytest.mark.slow
def test_what_is_found_is_told_in_words_of_the_text() -> None:
    """By the rules that read it; dates that contradict each other are told before the text is asked."""
    made = [mutant for cls, field in CELLS for mutant in mutants(cls, field, 5, 7)]
    lines = [(mutant, *found) for mutant in made if len(found := found_in(mutant)) == 1]
    read = [(mutant, line) for mutant, line in lines if line.startswith(("SP62", "SP63"))]
    untold = [line for mutant, line in read if not told(mutant, line)]
    assert len(read) > 0.9 * len(lines) > 100
    assert {line[:5] for line in untold} <= {"SP628"}, untold  # a title that is printed nowhere
    assert len(untold) <= 0.02 * len(read), untold


@pytest.mark.slow
@pytest.mark.parametrize(("cls", "field"), CELLS)
def test_nine_in_ten_of_each_field_are_found(cls: str, field: str) -> None:
    made = list(mutants(cls, field, MANY, 1))
    missed = [(m.policy, m.node, m.right, m.wrong) for m in made if len(found_in(m)) != 1]
    assert len(missed) <= 0.1 * len(made), missed
