"""Documents of 0.1 become documents of 0.2; elsewhere they have one finding."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import stdpolicy
from stdpolicy.api import InvalidDocument
from stdpolicy.formats.jsonld import framed
from stdpolicy.model.edition import EARLIER, is_current, model, using
from stdpolicy.source import Source
from stdpolicy.upgrade import Left, Upgraded, upgraded

OLD = Path(__file__).parents[1] / "data" / EARLIER
FILES = sorted(path for path in OLD.rglob("policy.*"))
IRI = "https://example.org/id/p"


def old(tree: dict[str, Any]) -> bytes:
    document = framed(tree, IRI) | {
        "@context": ["https://w3id.org/stdpolicy/context/v1.jsonld", {"@base": IRI}]
    }
    return json.dumps(document).encode()


def policy(**fields: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((OLD / "jiaxing-2022" / "policy.jsonld").read_bytes())
    del read["@context"]
    return {**read, "id": IRI, **fields}


def renewed(tree: dict[str, Any]) -> Upgraded:
    return upgraded(Source(old(tree)))


def nodes(tree: Any, cls: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for value in (
        tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    ):
        found += nodes(value, cls)
    if isinstance(tree, dict) and tree.get("type") == cls:
        found.append(tree)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_elsewhere_it_has_one_finding(path: Path) -> None:
    (found,) = stdpolicy.validate(path)
    assert (found.rule.code, *found.place) == ("SP123", 1, 1)
    assert "stdpolicy upgrade" in found.hint
    with pytest.raises(InvalidDocument) as refused:
        stdpolicy.load(path)
    assert [one.rule.code for one in refused.value.report] == ["SP123"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_the_same_in_each_notation(path: Path) -> None:
    done = upgraded(Source.from_path(path))
    assert done.is_new
    assert stdpolicy.load(done.document.to_bytes("turtle")) == done.document
    assert done.left == upgraded(Source.from_path(FILES[0])).left


def test_an_invalid_one_that_names_the_old_context_has_the_finding_too() -> None:
    data = old(policy(genre="no such code"))
    assert [found.rule.code for found in stdpolicy.validate(data)] == ["SP123"]
    with pytest.raises(InvalidDocument) as refused:
        upgraded(Source(data))
    assert "SP304" in [found.rule.code for found in refused.value.report]


def _broken(tree: Any, seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Gives each property of each class in turn a value that it cannot have."""
    for at in tree if isinstance(tree, list) else ():
        yield from _broken(at, seen)
    for name in list(tree) if isinstance(tree, dict) else ():
        where = tree.get("type", ""), name
        yield from _broken(tree[name], seen)
        if where not in seen:
            seen.add(where)
            kept, tree[name] = tree[name], "no such"
            yield where
            tree[name] = kept


@pytest.mark.slow
def test_whatever_is_broken_is_refused() -> None:
    """The rules read what it prints, and none of them asks for what only this edition has."""
    tree = policy()
    tried = 0
    for where in _broken(tree, set()):
        tried += 1
        with suppress(InvalidDocument):
            assert upgraded(Source(old(tree))).is_new, where
    assert tried > 60


def test_a_new_one_stays_as_it_is() -> None:
    document = renewed(policy()).document
    again = upgraded(Source(document.to_bytes("jsonld")))
    assert (again.document, again.left, again.is_new) == (document, [], False)


def test_what_contains_is_renamed_and_what_refers_is_not() -> None:
    tree = policy(body=[{"id": "#b", "type": "Body", "name": {"en": "x"}, "kind": "enterprise"}])
    document = renewed(tree).document
    assert [body["id"] for body in document["describesBody"]] == ["#b"]
    assert "body" not in document
    assert nodes(document.tree, "Target")[0]["indicator"]


@pytest.mark.parametrize(
    ("mode", "unit", "quote", "becomes", "left"),
    [
        ("cumulative", "count", "累计制定9项", {"mode": "total"}, False),
        ("ratio", "percent", "达到9%", {"mode": "level"}, False),
        ("increment", "count", "新增9项", {"mode": "output"}, False),
        ("increment", "percent", "提高9个百分点", {"mode": "net-change"}, False),
        ("level", "month", "缩短至9个月", {"mode": "level"}, False),
        ("level", "count", "制定9项", {"mode": "output"}, True),
        ("level", "count", "制定达到9项", {"mode": "unspecified"}, True),
        ("level", "count", "9项", {"mode": "unspecified"}, True),
        (
            "annual-average",
            "count",
            "年均制定9项",
            {"mode": "output", "periodicity": "annual-average"},
            True,
        ),
    ],
)
def test_modes(mode: str, unit: str, quote: str, becomes: dict[str, str], left: bool) -> None:
    tree = policy()
    first = nodes(tree, "Target")[0]
    first.update(mode=mode, unit=unit, quote=quote, id="#this")
    done = renewed(tree)
    (found,) = (one for one in nodes(done.document.tree, "Target") if one["id"] == "#this")
    assert {key: found[key] for key in becomes} == becomes
    assert any(one.node == "#this" and one.field == "mode" for one in done.left) is left


@pytest.mark.parametrize(
    ("quote", "modality"),
    [
        ("建立健全机制。", ["obligation"]),
        ("发挥重要作用,满足主要需要。", ["obligation"]),
        ("鼓励有条件地区探索建立集聚区。", ["conditional", "recommendation", "tentative"]),
        ("不得擅自降低标准。", ["prohibition"]),
    ],
)
def test_modality_is_by_the_words_and_left_to_be_seen(quote: str, modality: list[str]) -> None:
    tree = policy()
    nodes(tree, "Action")[0].update(id="#this", quote=quote, reviewStatus="reviewed")
    done = renewed(tree)
    (found,) = (one for one in nodes(done.document.tree, "Action") if one["id"] == "#this")
    assert (found["modality"], found["reviewStatus"]) == (modality, "draft")
    assert {one.field for one in done.left if one.node == "#this"} == {"modality", "reviewStatus"}


def test_open_lists() -> None:
    tree = policy()
    nodes(tree, "Assignment")[0].update(openEnded=True)
    nodes(tree, "Assignment")[1].update(openEnded=False)
    found = nodes(renewed(tree).document.tree, "Assignment")
    assert [one.get("openList") for one in found][:2] == [["body"], None]


def test_several_issuers_and_dates_of_bodies() -> None:
    body = {"id": "#b", "type": "Body", "name": {"en": "x"}, "kind": "enterprise"}
    tree = policy(issuer=["#b", "#c"], body=[body | {"validFrom": "2019-01-01"}])
    done = renewed(tree)
    assert done.document["leadIssuer"] == "#b"
    assert done.document["describesBody"][0]["validFromPrecision"] == "day"
    assert {(IRI, "leadIssuer"), ("#b", "validFromPrecision")} <= {one[:2] for one in done.left}


@pytest.mark.parametrize(
    ("relation", "becomes"),
    [
        ("equal", ("equal", "same")),
        ("stricter", ("equal", "stricter")),
        ("looser", ("equal", "looser")),
        ("narrower", ("narrower", None)),
        ("none", ("none", None)),
    ],
)
def test_alignments(relation: str, becomes: tuple[str, str | None]) -> None:
    alignment = {
        "id": "#a",
        "type": "Alignment",
        "subject": "https://example.org/a#1",
        "object": "https://example.org/b#1",
        "relation": relation,
        "justification": {"en": "x"},
    }
    title = {"zh-Hans": "对照"}
    tree = {"id": IRI, "type": "Crosswalk", "title": title, "alignment": [alignment]}
    done = renewed(tree)
    (found,) = done.document["alignment"]
    assert (found["relation"], found.get("strength")) == becomes
    assert found["basis"] == "interpretation"
    assert Left("#a", "basis", done.left[0].why) == done.left[0]


def test_the_edition_in_use_is_left_again() -> None:
    with using(EARLIER):
        assert model().version == EARLIER
        assert not is_current()
    assert is_current()
    assert model().version != EARLIER


def test_what_words_say_does_not_turn_on_the_edition_in_use() -> None:
    """In a process that has made nothing of the vocabulary before."""
    program = """if True:
        from stdpolicy.model.edition import EARLIER, current, model, using
        with using(EARLIER):
            from stdpolicy.text.figures import figures
            (figure,) = figures("研制标准的周期进一步缩短")
            print(model().version, current().version, figure.trend)
        """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().split() == [EARLIER, model().version, "decrease"]
