"""Every rule has a case in which it fires, alone, and one in which it keeps quiet, in each notation.

A case is a file `<code>/bad.*` or `<code>/good.*`, or a folder of that name with the files of one run.
What is wrong with a tree is written in JSON-LD and tried in the other notations too.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import notations
import stdpolicy
from stdpolicy.checks import pipeline
from stdpolicy.checks.conformance import JUDGES, Verdict
from stdpolicy.diagnostics import MESSAGES, RULES, Layer
from stdpolicy.document import Document
from stdpolicy.model import model
from stdpolicy.source import Source

CASES = Path(__file__).parent / "cases"
TREE = {"jsonld", "turtle", "xml"}
"""Where a mistake of the tree can be made."""
NOT_IN = {
    "SP203": {"xml": "the element says which type a node is"},
    "SP206": {},
    "SP207": {"turtle": "has no arrays", "xml": "has no arrays"},
    "SP209": {"turtle": "a graph is a set of triples"},
    "SP308": {},
    "SP401": {"turtle": "two nodes of one IRI are one"},
    "SP312": {"xml": "cannot carry the character at all"},
}
"""The notations in which a mistake cannot be made, and why."""
GENERATED = {
    "SP109": "a file that is larger than the bound",
    "SP121": "a file with more than a thousand findings",
}
"""Rules whose cases are too large to be kept."""
IN_TREE = (
    Layer.STRUCTURE,
    Layer.VALUES,
    Layer.REFERENCES,
    Layer.POLICY,
    Layer.GROUNDING,
)

Files = dict[str, bytes]


def files(code: str, which: str) -> Iterator[tuple[str, list[Path]]]:
    """The runs of a case, by the notation that they are kept in."""
    folder = CASES / code / which
    if folder.is_dir():
        yield "folder", sorted(folder.iterdir())
    for path in sorted((CASES / code).glob(f"{which}.*")):
        yield path.suffix, [path]


def found(sources: list[Source]) -> list[str]:
    return [d.rule.code for d in stdpolicy.validate(sources)]


def documents(paths: list[Path]) -> list[Source]:
    return [Source.from_path(p) for p in paths if p.suffix not in (".txt",) or len(paths) == 1]


def other_notations(path: Path) -> dict[str, bytes]:
    """A tree that is kept in JSON-LD as the other notations have it."""
    tree: dict[str, Any] = json.loads(path.read_bytes())
    base = tree.pop("@context")[1]["@base"]
    written = {}
    for name, write in (("turtle", notations.turtle), ("xml", notations.xml)):
        try:
            written[name] = write(tree, base, model())
        except notations.Inexpressible:
            continue
    return written


CODES = sorted(set(RULES) - GENERATED.keys())
OURS = sorted(code for code in CODES if RULES[code].layer is Layer.CONFORMANCE)
JUDGED = sorted(set(CODES) - set(OURS))
TREES = sorted(
    code
    for code in JUDGED
    if RULES[code].layer in IN_TREE and (CASES / code / "bad.jsonld").exists()
)


def test_every_rule_has_its_cases() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == CODES


@pytest.mark.parametrize("code", JUDGED)
def test_the_bad_case_has_this_finding_alone(code: str) -> None:
    runs = list(files(code, "bad"))
    assert runs
    for kept, paths in runs:
        assert found(documents(paths)) == [code], kept


@pytest.mark.parametrize("code", JUDGED)
def test_the_good_case_has_none(code: str) -> None:
    runs = list(files(code, "good"))
    assert runs
    for kept, paths in runs:
        assert found(documents(paths)) == [], kept


@pytest.mark.parametrize("code", TREES)
def test_the_same_in_each_notation(code: str) -> None:
    bad = other_notations(CASES / code / "bad.jsonld")
    assert {"jsonld", *bad} == TREE - NOT_IN.get(code, {}).keys()
    said = {d.message for d in stdpolicy.validate(CASES / code / "bad.jsonld")}
    for name, data in bad.items():
        report = stdpolicy.validate(data, format=name)
        assert [d.rule.code for d in report] == [code], name
        assert {d.message for d in report} == said, name
        assert all(d.span.end > d.span.start for d in report), name
    for name, data in other_notations(CASES / code / "good.jsonld").items():
        assert [d.rule.code for d in stdpolicy.validate(data, format=name)] == [], name


# -- rules about ourselves: a judge is told that we accepted the bad case ---------------------


def verdict(path: Path) -> Verdict:
    tree: dict[str, Any] = json.loads(path.read_bytes())
    base = tree.pop("@context")[1]["@base"]
    return Verdict(tree, base, True, Document(tree, base), True)


@pytest.mark.parametrize("code", [code for code in OURS if code != "SP901"])
def test_a_judge_that_refuses_what_we_accept(code: str) -> None:
    bad, good = (verdict(CASES / code / f"{which}.jsonld") for which in ("bad", "good"))
    assert code in {finding.rule.code for finding in JUDGES.run(bad)}
    assert [finding.rule.code for finding in JUDGES.run(good)] == []


def test_a_schema_that_refuses_what_no_check_explains() -> None:
    bad, good = (verdict(CASES / "SP901" / f"{which}.jsonld") for which in ("bad", "good"))
    (finding,) = pipeline.UNEXPLAINED.run((bad.tree, bad.base))
    assert finding.rule.code == "SP901"
    assert pipeline.accepts(good.tree, good.base)


# -- rules whose cases are made here ------------------------------------------------------------


def test_a_file_that_is_too_large() -> None:
    data = (CASES / "SP104" / "good.jsonld").read_bytes()
    bound = len(data) / 1_000_000
    assert [d.rule.code for d in stdpolicy.validate(data + b" ", max_size=bound)] == ["SP109"]
    assert [d.rule.code for d in stdpolicy.validate(data, max_size=bound)] == []


def test_a_file_with_more_findings_than_are_shown() -> None:
    text = (CASES / "SP104" / "good.jsonld").read_text(encoding="utf-8")
    for many, expected in ((1000, 0), (1001, 1)):
        unknown = "".join(f'"x{n}": 1, ' for n in range(many))
        report = stdpolicy.validate(text.replace('"kind"', unknown + '"kind"').encode())
        assert sum(d.rule.code == "SP121" for d in report) == expected
        assert sum(d.rule.code == "SP201" for d in report) == 1000


# -- messages -----------------------------------------------------------------------------------


def test_every_message_belongs_to_a_rule() -> None:
    assert {code for code, _ in MESSAGES} == set(RULES)
