"""What a rule finds and has a fix for is mended, in each notation, and nothing else is touched."""

import json
from pathlib import Path

import pytest
from fixable import FIXABLE, Fixable, written

import stdpolicy
from small_policy import IRI, policy
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Diagnostic, Report, Safety
from stdpolicy.document import Document
from stdpolicy.formats import detect
from stdpolicy.source import Source
from stdpolicy.verdict import judge

CASES = Path(__file__).parents[1] / "rules" / "cases"
BAD = sorted(path for path in CASES.glob("*/bad*.*") if path.suffix != ".txt")
BAD.append(CASES / "SP630" / "bad" / "policy.jsonld")


def fixable(report: Report) -> list[Diagnostic]:
    return [found for found in report if found.fix]


@pytest.mark.parametrize("fault", FIXABLE, ids=lambda fault: fault.kind)
def test_a_fault_is_mended(fault: Fixable) -> None:
    for name, data in written(fault):
        found = [f for f in stdpolicy.validate(data, format=name) if f.rule.code == fault.code]
        assert [f.fix and f.fix.safety for f in found] == [fault.safety], (name, found)
        assert all(f.hint for f in found), "the advice says what the fix does"
        likely = fault.safety is Safety.LIKELY
        mended, report = stdpolicy.fix(data, format=name, likely=likely)
        assert fault.code not in {f.rule.code for f in report}, (name, mended.decode())
        assert not report.errors, (name, list(map(str, report)))
        assert stdpolicy.fix(mended, format=name, likely=likely)[0] == mended, name
        lines = mended.decode().split("\n")
        faulty = [line for line in data.decode().split("\n") if line not in lines]
        assert len(faulty) <= 2, "all others stay"
        if likely:
            assert stdpolicy.fix(data, format=name)[0] == data, "not without being asked"


@pytest.mark.parametrize(
    "fault", [f for f in FIXABLE if f.safety is Safety.SAFE], ids=lambda f: f.kind
)
def test_a_safe_fix_keeps_the_content(fault: Fixable) -> None:
    """Of a document; what is none has no content that could be kept."""
    for name, data in written(fault):
        try:
            before = stdpolicy.load(data, format=name)
        except stdpolicy.InvalidDocument:
            continue
        mended, _ = stdpolicy.fix(data, format=name)
        assert stdpolicy.load(mended, format=name).digest() == before.digest()


MENDED = [path for path in BAD if RULES[path.relative_to(CASES).parts[0]].fixes]


@pytest.mark.parametrize("case", MENDED, ids=lambda path: path.relative_to(CASES).as_posix())
def test_the_cases_of_rules(case: Path) -> None:
    source = Source(case.read_bytes(), case.name, case)
    for likely in (False, True):
        mended, report = stdpolicy.fix(source, likely=likely)
        left = {f.rule.code for f in fixable(report) if likely or f.fix.safety is Safety.SAFE}
        assert not left
        again, _ = stdpolicy.fix(Source(mended, case.name, case), likely=likely)
        assert again == mended
        before, after = judge(source), judge(Source(mended, case.name, case))
        if not likely and before.document:
            assert after.document
            assert after.document.digest() == before.document.digest()


PLAIN = {
    '"100"^^xsd:decimal': '"100"',
    '"2025-12-31"^^xsd:date': '"2025-12-31"',
    "measure-kind:task": '"task"',
}


@pytest.mark.parametrize("typed", PLAIN)
def test_a_plain_string_of_turtle_gets_its_datatype(typed: str) -> None:
    text = Document(policy(), IRI).to_bytes("turtle").decode()
    wrong = text.replace(typed, PLAIN[typed], 1).encode()
    (found,) = (one for one in stdpolicy.validate(wrong, format="turtle") if one.fix)
    assert (found.rule.code, found.fix.safety) == ("SP301", Safety.LIKELY)
    mended, report = stdpolicy.fix(wrong, format="turtle", likely=True)
    assert list(report) == []
    assert stdpolicy.load(mended).digest() == stdpolicy.load(text.encode()).digest()


def just_json() -> list[bytes]:
    return [data for name, data in written(FIXABLE[0]) if name == "jsonld"]


def test_each_rule_says_which_fixes_it_has() -> None:
    seen: dict[str, set[Safety]] = {}
    files = [Source(path.read_bytes(), path.name, path) for path in MENDED]
    files += [Source(data) for fault in FIXABLE for _, data in written(fault)]
    files.append(Source(STRAY_ATTRIBUTE))
    files += [Source(data.replace(b"@context", b"@Context")) for data in just_json()]
    for source in files:
        for found in fixable(stdpolicy.validate(source)):
            seen.setdefault(found.rule.code, set()).add(found.fix.safety)
    seen["SP601"] = {Safety.SAFE, Safety.LIKELY}  # in tests/fixes/test_digest.py
    assert seen == {code: set(rule.fixes) for code, rule in RULES.items() if rule.fixes}


STRAY_ATTRIBUTE = """<?xml version="1.0" encoding="UTF-8"?>
<Registry xmlns="https://w3id.org/stdpolicy/ns#" xml:base="https://example.org/id/r">
  <title lang="zh-Hans">名录</title>
</Registry>
""".encode()


def test_an_attribute_that_was_meant() -> None:
    mended, report = stdpolicy.fix(STRAY_ATTRIBUTE, likely=True)
    assert mended == STRAY_ATTRIBUTE.replace(b" lang=", b" xml:lang=")
    assert list(report) == []


def test_the_order_of_rules_does_not_matter() -> None:
    """Several faults in one file: what is mended first makes no difference."""
    tree = json.loads(next(data for _, data in written(FIXABLE[0])))
    tree["issuer"] = "#b1"
    tree["dateAdopted"] = "2022-4-15"
    tree["genre"] = ["opinion"]
    data = json.dumps(tree, ensure_ascii=False).encode()
    at_once, report = stdpolicy.fix(data, likely=True)
    assert not fixable(report)
    in_turn, _ = stdpolicy.fix(stdpolicy.fix(data)[0], likely=True)
    assert in_turn == at_once


def test_comments_stay() -> None:
    fault = FIXABLE[0]
    for name, data in written(fault):
        comment = {"turtle": b"# said\n", "xml": b"<!-- said -->\n"}.get(name)
        if comment is None:
            continue
        head, line, rest = data.partition(b"\n")
        mended, _ = stdpolicy.fix(head + line + comment + rest, format=name)
        assert comment in mended
        assert b"0100.0" not in mended


def test_a_byte_order_mark_and_line_ends_stay() -> None:
    for name, data in written(FIXABLE[0]):
        windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        mended, _ = stdpolicy.fix(windows, format=name)
        assert mended.startswith(b"\xef\xbb\xbf")
        assert mended.count(b"\r\n") == mended.count(b"\n") == windows.count(b"\n")
        assert detect(Source(mended)) is detect(Source(data))


REPAIRED = {
    "jsonld": ('"unit": "count"', '“unit”: "count"'),
    "turtle": (" .\n", " 。\n"),
    "xml": ("<kind>", "＜kind>"),
}


@pytest.mark.parametrize("notation", REPAIRED)
def test_what_is_wrong_in_a_text_that_was_repaired_has_its_fix(notation: str) -> None:
    """So all is shown in the first round, and mended in one run."""
    (fault,) = (one for one in FIXABLE if one.kind == "misspelt code")
    right = dict(written(fault))[notation].decode()
    (expected,) = fixable(stdpolicy.validate(right.encode()))
    wrong = right.replace(*REPAIRED[notation], 1).encode()
    found = {one.rule.code: one.fix for one in fixable(stdpolicy.validate(wrong))}
    assert found.keys() == {"SP102", expected.rule.code}
    assert [edit.text for edit in found["SP304"].edits] == [e.text for e in expected.fix.edits]
    _, report = stdpolicy.fix(wrong, likely=True)
    assert list(report) == []
