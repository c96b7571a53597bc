"""Proposals of a program are checked, signed, and never overwrite what was read."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import stdpolicy
from small_policy import IRI, policy
from stdpolicy.document import Document
from stdpolicy.drafting.suggesting import FIELDS, Failed, Suggested, questions, suggested
from stdpolicy.formats import canonical
from stdpolicy.model.edition import model

PROGRAM = """import sys
for line in open(sys.argv[1], encoding="utf-8"):
    sys.stdout.buffer.write(line.encode())
"""


def open_policy() -> Document:
    """The small policy without English labels of its measures, nor domains."""
    tree = policy()
    for measure in tree["measure"]:
        del measure["domain"], measure["label"]["en"]
    return Document(canonical(tree, IRI), IRI)


def proposed(tmp_path: Path, *lines: Any) -> Suggested:
    (tmp_path / "p.py").write_text(PROGRAM)
    said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (tmp_path / "said").write_text("\n".join(said), encoding="utf-8")
    return suggested(
        open_policy(), [sys.executable, str(tmp_path / "p.py"), str(tmp_path / "said")]
    )


def test_what_is_proposed_is_taken_and_signed(tmp_path: Path) -> None:
    found = proposed(
        tmp_path,
        {"id": "#m1", "field": "domain", "value": ["talent"], "quote": "研制10项标准"},
        {"id": "#m1", "field": "label", "value": " Standards  research "},
        "",
        {"id": "#m1a1", "field": "topic", "value": "agriculture"},
    )
    first = found.document.tree["measure"][0]
    assert (found.taken, found.refused) == (3, ())
    assert first["domain"] == ["talent"]
    assert first["label"] == {"en": "Standards research", "zh-Hans": "#m1"}
    python = Path(sys.executable).name
    assert first["note"]["en"] == f"Proposed by {python} p.py: domain, label."
    assert first["action"][0]["topic"] == ["agriculture"]
    assert stdpolicy.validate(found.document.to_bytes("jsonld")).ok()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "expected a JSON object"),
        ("[1]", "expected a JSON object"),
        ("[" * 100_000, "expected a JSON object"),
        ({"id": "#m7", "field": "domain", "value": ["talent"]}, "no statement has the id '#m7'"),
        ({"id": 7, "field": "domain", "value": ["talent"]}, "no statement has the id 7"),
        ({"id": "#m1", "field": "kind", "value": "task"}, "'kind' of #m1 cannot be proposed"),
        ({"id": "#m1", "field": ["x"], "value": "task"}, "['x'] of #m1 cannot be proposed"),
        ({"id": "#t1", "field": "domain", "value": []}, "'domain' of #t1 cannot be proposed"),
        ({"id": "#t1", "field": "label", "value": "Other"}, "#t1 has its label already"),
        ({"id": "#m1", "field": "domain", "value": ["x"]}, "domain has no code 'x'"),
        ({"id": "#m1", "field": "domain", "value": [{}]}, "domain has no code {}"),
        ({"id": "#m1", "field": "domain", "value": []}, "expected codes of domain, found none"),
        (
            {"id": "#m1", "field": "domain", "value": ["talent"], "quote": "培育人才"},
            "the quote does not stand in the provision of #m1",
        ),
        ({"id": "#m1", "field": "label", "value": "x" * 301}, "expected a label of at most 300"),
        ({"id": "#m1", "field": "label", "value": "\u202e"}, "expected a label of at most 300"),
        ({"id": "#m1", "field": "label"}, "expected a label of at most 300"),
        ({"id": "#m1", "field": "label", "value": "制定标准"}, "expected a label in English"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(tmp_path: Path, line: Any, why: str) -> None:
    found = proposed(tmp_path, line)
    [said] = found.refused
    assert said.startswith(f"line 1 of {sys.executable}: {why}")
    assert found.document == open_policy()


def test_the_first_proposal_stands(tmp_path: Path) -> None:
    one = {"id": "#m1", "field": "domain", "value": ["talent"]}
    found = proposed(tmp_path, one, one | {"value": ["society"]})
    assert found.document.tree["measure"][0]["domain"] == ["talent"]
    assert found.refused[0].endswith("#m1 has its domain already")


def test_the_program_is_told_of_codes_and_of_what_is_open() -> None:
    head, *asked = questions(open_policy().tree)
    assert set(head["codes"]) == set(FIELDS) - {"label"}
    codes = {code["code"] for code in head["codes"]["topic"]}
    assert codes == {c.name for c in model().schemes["topic"].codes.values() if not c.deprecated}
    by_id = {one["id"]: one for one in asked}
    assert by_id["#m1"]["open"] == ["label", "domain", "instrument"]
    assert by_id["#m1"]["quote"] in by_id["#m1"]["text"]
    assert "#m1s1" not in by_id


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("raise SystemExit(3)", "ended with exit code 3"),
        ("while True: print('x' * 1000)", "wrote more than 16 MB"),
    ],
)
def test_a_program_that_fails_is_told_of(source: str, why: str) -> None:
    with pytest.raises(Failed, match=why):
        suggested(open_policy(), [sys.executable, "-c", source])
    with pytest.raises(Failed, match="cannot be run"):
        suggested(open_policy(), ["/no/such/program"])


def test_bytes_that_are_no_text_spoil_their_line_alone(tmp_path: Path) -> None:
    source = """import sys
sys.stdout.buffer.write(b'\\xff\\n{"id": "#m1", "field": "domain", "value": ["talent"]}')"""
    found = suggested(open_policy(), [sys.executable, "-c", source])
    assert (found.taken, len(found.refused)) == (1, 1)


@pytest.mark.parametrize(
    "source",
    [
        "import time; time.sleep(60)",
        "import sys, time; print(1, flush=True); sys.stdout.close(); time.sleep(60)",
    ],
)
def test_a_program_that_takes_too_long_is_ended(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill = subprocess.Popen.kill

    def slowly(program: "subprocess.Popen[bytes]") -> None:
        kill(program)
        time.sleep(0.2)  # the program is gone before whoever ended it goes on

    monkeypatch.setattr(subprocess.Popen, "kill", slowly)
    with pytest.raises(Failed, match="had not ended after"):
        suggested(open_policy(), [sys.executable, "-c", source], 0.5)
