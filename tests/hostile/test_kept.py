"""What is kept of readings changes no finding: none is lost, made up, or another document's."""

import random
from copy import deepcopy
from typing import Any

import pytest
from campaign import KINDS, NAMES, of_tree, text
from shortened import seeds

import notations
import small_policy
import stdpolicy
from stdpolicy import memo
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.formats import named
from stdpolicy.language import speaking
from stdpolicy.model.edition import EARLIER, using
from stdpolicy.text.dates import dates
from stdpolicy.text.figures import amounts, figures
from strategies import SCALE, SEED

Tree = dict[str, Any]


def found(tree: Tree, notation: str) -> list[Diagnostic]:
    return list(stdpolicy.validate(text(tree, notation), format=named(notation)))


def mutants(trees: list[Tree], count: int, choice: random.Random) -> list[tuple[Tree, str]]:
    """So many trees with a change or two, each with a notation that has a form for it."""
    made: list[tuple[Tree, str]] = []
    while len(made) < count:
        tree = choice.choice(trees)
        for _ in range(choice.randint(1, 2)):
            tree = of_tree(tree, choice.choice(KINDS), choice)
        notation = choice.choice(NAMES)
        try:
            text(tree, notation)
        except (notations.Inexpressible, ValueError):
            continue
        made.append((tree, notation))
    return made


def check_alike(trees: list[Tree], count: int, choice: random.Random) -> None:
    """The findings of mutants with what is kept of all before them, and without anything kept."""
    every = mutants(trees, count, choice)
    kept = [found(*one) for one in every]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memo, "KEPT", memo.Kept(0))
        for one, expected in zip(every, kept, strict=True):
            assert found(*one) == expected, one
            assert not memo.KEPT.new


def small() -> Tree:
    return {"id": small_policy.IRI, **small_policy.policy()}


def test_mutants_of_a_policy_are_found_alike() -> None:
    check_alike([small()], 30 * SCALE, random.Random(f"memo{SEED}"))


@pytest.mark.slow
def test_mutants_of_the_examples_are_found_alike() -> None:
    check_alike(seeds(), 1000 * SCALE, random.Random(f"memo{SEED}"))


def test_nothing_is_kept_that_could_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "KEPT", memo.Kept(memo.LIMIT))
    assert small_policy.codes_of(small_policy.policy()) == []
    assert len(memo.KEPT.new) > 100
    for value in memo.KEPT.new.values():
        hash(value)


def test_a_document_is_read_by_its_own_bodies() -> None:
    """Two policies print the same, and describe other bodies by it."""
    other = deepcopy(small_policy.policy())
    other["describesBody"][1]["name"] = small_policy.text("省财政局")
    alone, again = small_policy.said_of(other), small_policy.said_of(small_policy.policy())
    assert alone != again == []
    assert small_policy.said_of(other) == alone


def test_findings_are_told_in_the_language_that_is_spoken() -> None:
    tree = small_policy.policy()
    tree["measure"][0]["quote"] += "等"
    told = {}
    for language in ("en", "zh", "en"):
        with speaking(language):
            messages = [one.message for one in small_policy.said_of(tree)]
        assert messages == told.setdefault(language, messages)
    assert told["en"] != told["zh"]


@pytest.mark.parametrize("read", [dates, figures, amounts])
def test_texts_are_read_alike_whatever_the_edition(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "到2025年，制定标准50项以上，给予最高100万元奖励。"
    with using(EARLIER):
        before = read(words)
    monkeypatch.setattr(memo, "KEPT", memo.Kept(0))
    assert read(words) == before
