"""What is offered to mend a finding, and that it does, in three notations."""

import re
from pathlib import Path

import pytest
from editor_texts import SUFFIXES, Project

from stdpolicy.diagnostics import Diagnostic, Edit
from stdpolicy.editor import actions, additions
from stdpolicy.editor.documents import Buffer
from stdpolicy.source import Span

SAFE = {"jsonld": ('"100"', '"100.0"'), "ttl": ('"100"', '"100.0"'), "xml": (">100<", ">100.0<")}
LIKELY = {
    "jsonld": ('"role": "lead"', '"role": "leed"'),
    "ttl": ("role:lead", "role:leed"),
    "xml": (">lead<", ">leed<"),
}
CODE = {
    "jsonld": ('"role": "lead"', '"role": "boss"'),
    "ttl": ("role:lead", "role:boss"),
    "xml": (">lead<", ">boss<"),
}
REFERENCE = {
    "jsonld": ('"body": "#b1"', '"body": "#zz1"'),
    "ttl": ("body :b1", "body :zz1"),
    "xml": ('body ref="#b1"', 'body ref="#zz1"'),
}
FIGURE = {
    "jsonld": ('"100"', '"90"'),
    "ttl": ('"100"', '"90"'),
    "xml": (">100<", ">90<"),
}
QUOTE = {
    "jsonld": ('"quote": "培育人才。"', '"quote": "别的。"'),
    "ttl": ('quote "培育人才。"', 'quote "别的。"'),
    "xml": ("<quote>培育人才。", "<quote>别的。"),
}


def offered(project: Project, buffer: Buffer, found: Diagnostic) -> list[actions.Mending]:
    index = project.index(buffer)
    sure = list(actions.mendings([found], found.span))
    return sure + list(actions.choices([found], found.span, index))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("changes", "preferred"),
    [(SAFE, True), (LIKELY, False), (CODE, False), (REFERENCE, False), (FIGURE, False)],
)
def test_a_fix_mends_its_finding(
    project: Project, suffix: str, changes: dict[str, tuple[str, str]], preferred: bool
) -> None:
    """A safe one is preferred; one that was probably meant is not, nor one of several that are near."""
    buffer = project.opened(f"policy.{suffix}", changes[suffix])
    (found,) = project.findings(buffer)
    (mending, *_) = offered(project, buffer, found)
    assert mending.preferred is preferred
    assert mending.found is found
    project.write(buffer, mending.edits)
    left = project.findings(buffer)
    assert found.rule not in [one.rule for one in left]
    assert not left or changes is CODE  # the code that is nearest is another duty


LOST = {
    "quote": {
        "jsonld": (r' *"quote": "培育人才。",\n', ""),
        "ttl": (r'    stdpol:quote "培育人才。" ;\n', ""),
        "xml": (r" *<quote>培育人才。</quote>\n", ""),
    },
    "body": {  # the last
        "jsonld": (r',\s*"body": "#b1"(\s*\})', r"\1"),
        "ttl": (r" ;\n    stdpol:body :b1 \.", " ."),
        "xml": (r' *<body ref="#b1"/>\n', ""),
    },
    "name": {  # the only one
        "jsonld": (r'("type": "Place"),\s*"name": \{[^}]*\}', r"\1"),
        "ttl": (r"(a stdpol:Place) ;[^.]*", r"\1 "),
        "xml": (r'(<describesPlace id="#p1">)(?:\s*<name.*?</name>)+', r"\1"),
    },
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("field", LOST)
def test_a_field_that_is_missing_is_added_to_be_filled_in(
    project: Project, suffix: str, field: str
) -> None:
    """In its place among the others; what is in it is nothing that could be meant."""
    buffer = project.opened(f"policy.{suffix}")
    pattern, left = LOST[field][suffix]
    lost = re.sub(pattern, left, buffer.text, count=1)
    project.write(buffer, [Edit(Span(0, len(buffer.text)), lost)])
    (found,) = (one for one in project.findings(buffer) if one.key == additions.MISSING)
    assert (found.values["name"].value, found.fix) == (field, None)
    (added,) = additions.additions([found], found.span, project.index(buffer))
    assert not added.preferred
    project.write(buffer, added.edits)
    after = [one for one in project.findings(buffer) if one.node == found.node]
    assert after  # it is to be filled in
    assert not {found.rule.code, "SP102", "SP116"} & {one.rule.code for one in after}


def test_what_is_not_missing_is_not_added(project: Project) -> None:
    buffer = project.opened("policy.jsonld", CODE["jsonld"])
    (found,) = project.findings(buffer)
    assert list(additions.additions([found], found.span, project.index(buffer))) == []


def test_a_name_to_be_chosen_is_offered_only_where_nothing_is_probable(project: Project) -> None:
    buffer = project.opened("policy.jsonld", LIKELY["jsonld"])
    (found,) = project.findings(buffer)
    assert list(actions.choices([found], found.span, project.index(buffer))) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_all_safe_fixes_at_once_are_those_of_the_command(project: Project, suffix: str) -> None:
    buffer = project.opened(f"policy.{suffix}", SAFE[suffix], LIKELY[suffix])
    found = project.findings(buffer)
    assert actions.has_safe(found)
    project.write(buffer, actions.all_safe(project.workspace, buffer))
    (left,) = project.findings(buffer)
    assert (left.rule.code, actions.has_safe([left])) == ("SP304", False)


@pytest.mark.parametrize("old", ["", "a\n", "a\nb\nc", "a\u2028b\r\nc\n", "a\nx\nc\nd\n"])
@pytest.mark.parametrize("new", ["", "b\n", "a\nb", "a\u2028b\nc\n", "a\ny\nc\nz\n"])
def test_changes_make_one_text_of_another(old: str, new: str) -> None:
    edits = actions.changes(old, new)
    text = old
    for (start, end), instead in reversed(edits):
        text = text[:start] + instead + text[end:]
    assert text == new
    assert old != new or edits == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_waiver_with_its_reason_takes_the_finding_away(project: Project, suffix: str) -> None:
    buffer = project.opened(f"policy.{suffix}", QUOTE[suffix])
    (found,) = project.findings(buffer)
    (one,) = actions.waivings([found], found.span, buffer, project.workspace)
    assert one.file == project.folder / "stdpolicy.toml"
    line, column = one.reason
    lines = (one.lines.text + one.text).split("\n")
    assert lines[line - 1][: column - 1] == 'reason = "'
    lines[line - 1] = lines[line - 1].replace('""', '"The words are of an annex."')
    one.file.write_text("\n".join(lines), encoding="utf-8")
    assert project.findings(buffer) == []


def test_a_waiver_goes_to_the_end_of_the_configuration_as_it_is_open(project: Project) -> None:
    file = project.folder / "stdpolicy.toml"
    file.write_text('lang = "en"\n', encoding="utf-8")
    buffer = project.opened("policy.jsonld", QUOTE["jsonld"])
    config = project.opened("stdpolicy.toml", ('lang = "en"\n', 'lang = "en" # so'))
    (found,) = project.findings(buffer)
    (one,) = actions.waivings([found], found.span, buffer, project.workspace)
    assert one.lines.text == config.text
    assert one.text.startswith("\n\n[[waiver]]\n")


def test_an_error_is_not_waived(project: Project) -> None:
    buffer = project.opened("policy.jsonld", REFERENCE["jsonld"])
    found = project.findings(buffer)
    assert list(actions.waivings(found, Span(0, len(buffer.text)), buffer, project.workspace)) == []


def test_actions_are_of_what_is_selected(project: Project) -> None:
    buffer = project.opened("policy.jsonld", SAFE["jsonld"], LIKELY["jsonld"])
    found = project.findings(buffer)
    places = [one.span for one in found]
    assert [len(list(actions.mendings(found, place))) for place in places] == [1, 1]
    assert len(list(actions.mendings(found, Span(0, len(buffer.text))))) == 2
    assert list(actions.mendings(found, Span(0, 1))) == []


def test_what_is_open_of_no_file_is_not_waived(project: Project) -> None:
    buffer = project.opened("policy.jsonld", QUOTE["jsonld"])
    found = project.findings(buffer)
    loose = Buffer("untitled:1", None, buffer.text)
    assert list(actions.waivings(found, found[0].span, loose, project.workspace)) == []


def test_edits_are_of_the_places_they_name() -> None:
    assert actions.changes("一\n二\n三\n", "一\n四\n三\n") == [Edit(Span(2, 4), "四\n")]


def test_a_configuration_with_a_fault_has_no_waivers(project: Project) -> None:
    buffer = project.opened("policy.jsonld", QUOTE["jsonld"])
    found = project.findings(buffer)
    Path(project.folder, "stdpolicy.toml").write_text("=", encoding="utf-8")
    assert list(actions.waivings(found, found[0].span, buffer, project.workspace)) == []
