# Building the compiled files: the same every time, written all or nothing, stale ones told.

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.artefacts import DIFF_LINES, TARGETS, build, stale
from stdpolicy.artefacts.examples import CASES, MAX_LINE, MAX_LINES, example
from stdpolicy.artefacts.markdown import escaped, row, slug
from stdpolicy.artefacts.rules import rules
from stdpolicy.artefacts.vocabulary import vocabulary
from stdpolicy.checks import RULES
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE

EXAMPLES = Path(__file__).parents[2] / CASES
PRINT_ALL = """
import sys
from stdpolicy.artefacts import TARGETS
from stdpolicy.model.edition import model
for compiled in TARGETS.values():
    sys.stdout.buffer.write(compiled(model()).encode())
"""


@pytest.mark.parametrize("name", TARGETS)
def test_ends_with_one_line_feed(name):
    text = TARGETS[name](model())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


@pytest.mark.slow
def test_deterministic():
    outputs = {"".join(compiled(model()) for compiled in TARGETS.values()).encode()}
    path = str(Path(stdpolicy.__file__).parents[1])
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
        command = [sys.executable, "-c", PRINT_ALL]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.slow
def test_build_writes_what_differs(tmp_path):
    everything = [tmp_path / name for name in TARGETS]
    assert [found.path for found in stale(tmp_path)] == everything
    assert build(tmp_path) == everything
    assert stale(tmp_path) == []
    assert build(tmp_path) == []
    everything[2].unlink()
    everything[4].write_bytes(everything[4].read_bytes() + b"\n")
    assert build(tmp_path) == [everything[2], everything[4]]
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(everything)


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder with two of the compiled files, as if there were no others."""
    few = {name: TARGETS[name] for name in ("schema/xml.xsd", "docs/rules.md")}
    monkeypatch.setattr("stdpolicy.artefacts.TARGETS", few)
    build(tmp_path)
    return tmp_path


def test_stale_shows_the_difference(built):
    path = built / "schema/xml.xsd"
    path.write_text(path.read_text(encoding="utf-8").replace("[A-Za-z]{2,3}", "[a-z]{2}"), "utf-8")
    (found,) = stale(built)
    assert found.path == path
    assert found.diff.startswith("--- schema/xml.xsd (found)\n+++ schema/xml.xsd (expected)\n@@ ")
    assert re.search(r"^-.*\[a-z\]\{2\}", found.diff, re.MULTILINE)
    assert re.search(r"^\+.*\[A-Za-z\]\{2,3\}", found.diff, re.MULTILINE)


def test_stale_is_short(built):
    (built / "docs/rules.md").write_bytes(b"")
    (found,) = stale(built)
    lines = found.diff.split("\n")
    assert len(lines) == DIFF_LINES + 1
    assert re.fullmatch(r"\.\.\. and \d+ more lines", lines[-1])


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (
            lambda data: data.replace(b"\n", b"\r\n", 1),
            '-<?xml version="1.0" encoding="UTF-8"?>\\r',
        ),
        (lambda data: data.rstrip(b"\n"), "-</xs:schema>\\ no newline at the end"),
        (lambda data: data.replace(b"lang", b"\xff", 1), "\ufffd"),
    ],
    ids=["CRLF", "final newline", "not UTF-8"],
)
def test_stale_shows_what_cannot_be_seen(built, change, shown):
    path = built / "schema/xml.xsd"
    path.write_bytes(change(path.read_bytes()))
    (found,) = stale(built)
    assert shown in found.diff


# -- the references ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        lambda: vocabulary(model()),
        lambda: rules(RULES, EXAMPLES),
        lambda: rules(RULES, EXAMPLES, "zh"),
    ],
    ids=["vocabulary", "rules", "rules in Chinese"],
)
def test_markdown(page):
    text = page()
    headings = [slug(found) for found in re.findall("^#{1,3} (.*)$", text, re.MULTILINE)]
    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]*)\)", text)) <= set(headings)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        columns = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(columns) == 1, table
    fenced = re.sub(r"^```\w+\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert re.sub(r"\\<|<br>|<!--|`[^`\n]*`", "", fenced).count("<") == 0


def test_vocabulary_has_everything():
    text = vocabulary(model())
    for cls in model().classes.values():
        section = text.partition(f"\n### {cls.name}\n")[2].partition("\n### ")[0]
        assert escaped(cls.definition["zh-Hans"]) in section
        assert escaped(cls.definition["en"]) in section
        for field in cls.fields:
            name = f"`{field.name}`"
            start = name if field.iri.startswith(NAMESPACE) else f"[{name}]({field.iri})"
            assert section.count(f"\n| {start} | ") == 1
        assert all(escaped(condition.message["en"]) in section for condition in cls.conditions)
    for scheme in model().schemes.values():
        section = text.partition(f"\n### {scheme.name}\n")[2].partition("\n### ")[0]
        assert all(f"\n| `{code}` | " in section for code in scheme.codes)


@pytest.mark.parametrize(("language", "why"), [("en", "Why: "), ("zh", "理由：")])
def test_rules_has_everything_sorted(language, why):
    text = rules(dict(reversed(RULES.items())), EXAMPLES, language)
    assert re.findall("^### (SP[0-9]+) ", text, re.MULTILINE) == sorted(RULES)
    for rule in RULES.values():
        for paragraph in (rule.doc if language == "en" else rule.doc_zh).split("\n\n"):
            assert escaped(paragraph.removeprefix(why)[1:]) in text
    assert why not in text


@pytest.mark.parametrize("code", sorted(path.name for path in EXAMPLES.iterdir()))
def test_example(code):
    lines = list(example(EXAMPLES, code))
    assert lines[:3] == ["#### Example", "", "```text"]
    printed, _, change = "\n".join(lines).partition("\n```diff\n")
    assert f" {code}: " in printed or code.startswith("SP9")
    assert str(EXAMPLES) not in printed
    assert re.search("^[-+]", change, re.MULTILINE)
    assert len(change.splitlines()) <= MAX_LINES + 3
    assert all(len(line) <= MAX_LINE for line in change.splitlines())
    assert all(line.isprintable() for line in lines)


def test_a_rule_without_a_case_has_no_example():
    assert list(example(EXAMPLES, "SP109")) == []


def test_rules_have_the_examples_of_their_cases():
    sections = re.split("^### ", rules(RULES, EXAMPLES), flags=re.MULTILINE)[1:]
    shown = {section[:5] for section in sections if "#### Example" in section}
    assert shown == {path.name for path in EXAMPLES.iterdir() if path.name < "SP9"}


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a|b <x> [y] *z* _w_ \\", r"a\|b \<x\> \[y\] \*z\* \_w\_ \\"),
        ("`a <b> *c*` <d>", r"`a <b> *c*` \<d\>"),
        ("# a\n- b\n1. c\n#t1 2023-01", "\\# a\n\\- b\n1\\. c\n#t1 2023-01"),
        ("R&D &amp; &#60;", r"R&D \&amp; \&#60;"),
        ("（三）推动标准化", "（三）推动标准化"),
    ],
)
def test_escaped(text, markdown):
    assert escaped(text) == markdown


def test_row_keeps_its_cells():
    assert row("a", "b\nc", "`d|e`", escaped("f|g")) == r"| a | b<br>c | `d\|e` | f\|g |"
