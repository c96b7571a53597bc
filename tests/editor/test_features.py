"""What is told, offered and found at a mark in a text, alike in three notations. A text beside which the
same document stands in the other notations.
"""

from pathlib import Path

import pytest
from editor_texts import SUFFIXES, Project

from stdpolicy import api
from stdpolicy.config import configs
from stdpolicy.editor import actions, complete, hover, navigate, outline
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.workspace import Workspace
from stdpolicy.formats import detect
from stdpolicy.formats.reading import Tree
from stdpolicy.language import speaking
from stdpolicy.source import Span

STATED = {
    ".jsonld": '"statedIn": "#part1-',
    ".ttl": "stdpol:statedIn :part1-",
    ".xml": '<statedIn ref="#part1-',
}
ROLE = {".jsonld": '"role": "', ".ttl": "stdpol:role role:", ".xml": "<role>"}
ROLE_KEY = {".jsonld": '"ro', ".ttl": "stdpol:ro", ".xml": "<ro"}
BODY = {"jsonld": '"body": "#b1"', "ttl": "body :b1", "xml": 'body ref="#b1"'}
QUOTE = {".jsonld": '"quote": "', ".ttl": 'stdpol:quote "', ".xml": "<quote>"}
ASSIGNMENT = {".jsonld": '"Assignment"', ".ttl": "stdpol:Assignment", ".xml": "<assignment "}


def mark(buffer: Buffer, marks: dict[str, str]) -> int:
    """The offset behind a mark, the first after the first assignment."""
    assert buffer.path is not None
    text = buffer.text
    start = text.index(ASSIGNMENT[buffer.path.suffix]) if marks in (ROLE, ROLE_KEY) else 0
    found = marks[buffer.path.suffix]
    return text.index(found, start) + len(found)


def told(workspace: Workspace, buffer: Buffer, offset: int) -> hover.Hover:
    index = workspace.index(buffer)
    assert index is not None

    def find(iri: str) -> Tree | None:
        nodes = (held.index.node(iri) for held in workspace.documents(buffer))
        return next((node for node in nodes if node is not None), None)

    result = hover.hover(index, offset, find)
    assert result is not None
    return result


def offered(workspace: Workspace, buffer: Buffer, offset: int) -> list[complete.Item]:
    index, notation = workspace.index(buffer), detect(buffer.source)
    assert index is not None
    assert notation is not None
    return complete.complete(buffer.text, offset, notation, index, workspace.documents(buffer))


def replaced(buffer: Buffer, item: complete.Item) -> str:
    return buffer.text[: item.span.start] + item.text + buffer.text[item.span.end :]


def test_hover_tells_a_code_and_a_key_in_both_languages(
    workspace: Workspace, buffer: Buffer
) -> None:
    code = told(workspace, buffer, mark(buffer, ROLE) + 1).markdown
    key = told(workspace, buffer, mark(buffer, ROLE_KEY)).markdown
    assert "`role`" in key
    assert "职责角色" in key
    assert code != key
    assert "·" in code


def test_hover_shows_the_provision_with_the_quote_marked(
    workspace: Workspace, buffer: Buffer
) -> None:
    for marks in (STATED, QUOTE):
        shown = told(workspace, buffer, mark(buffer, marks)).markdown
        assert "条文" in shown
        assert "> " in shown
        bold = shown.rpartition("> ")[2].split("**")
        assert len(bold) == 3
        assert (bold[0][-1], bold[2][0]) == ("\u200a", "\u200a")  # else no bold after a full stop
        assert len(bold[1]) > 5


def test_completion_of_codes_replaces_the_code(workspace: Workspace, buffer: Buffer) -> None:
    items = offered(workspace, buffer, mark(buffer, ROLE) + 1)
    names = [item.label for item in items]
    assert names[:3] == ["lead", "cooperate", "share"]
    assert "牵头" in items[0].filter
    before = api.load(buffer.source).tree
    buffer.text = replaced(buffer, items[1])
    after = api.load(buffer.source).tree
    assert before != after


def test_completion_of_keys(workspace: Workspace, buffer: Buffer) -> None:
    items = offered(workspace, buffer, mark(buffer, ROLE_KEY))
    chosen = next(item for item in items if item.label == "role")
    assert replaced(buffer, chosen).count("role") == buffer.text.count("role")
    assert "body" not in [item.label for item in items]


def test_completion_in_a_text_that_does_not_parse(workspace: Workspace, buffer: Buffer) -> None:
    workspace.index(buffer)
    at = mark(buffer, ROLE)
    end = buffer.text.index("\n", at)
    span = Span(at, end)
    buffer.text = buffer.text[:at] + buffer.text[end:]
    buffer.edits.append((span, 0))
    assert [item.label for item in offered(workspace, buffer, at)][:2] == ["lead", "cooperate"]


def test_definition_and_references_go_across_files(workspace: Workspace, buffer: Buffer) -> None:
    index = workspace.index(buffer)
    assert index is not None
    named = navigate.named(index, mark(buffer, STATED))
    assert named is not None
    assert named.iri.endswith("#part1-sec1")
    target = navigate.definition(named.iri, workspace.documents(buffer))
    assert target is not None
    assert target.uri == buffer.uri
    assert "part1-sec1" in target.lines.text[target.span.start : target.span.end]
    used = list(navigate.references(named.iri, workspace.documents(buffer), declared=False))
    assert len({one.uri for one in used}) == 3
    with_own = list(navigate.references(named.iri, workspace.documents(buffer), declared=True))
    assert len(with_own) == len(used) + 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_definition_of_a_body_is_in_the_registry(project: Project, suffix: str) -> None:
    body = "https://w3id.org/stdpolicy/id/registry#body-shandong-finance"
    refers = {"jsonld": f'"body": "{body}"', "ttl": f"body <{body}>", "xml": f'body ref="{body}"'}
    buffer = project.opened(f"policy.{suffix}", (BODY[suffix], refers[suffix]))
    named = navigate.named(project.index(buffer), buffer.text.index(body) + 3)
    assert named is not None
    target = navigate.definition(named.iri, project.documents(buffer))
    assert target is not None
    assert target.uri.endswith("registry.jsonld")


def test_the_outline_is_that_of_the_document(workspace: Workspace, buffer: Buffer) -> None:
    index = workspace.index(buffer)
    assert index is not None
    (top,) = outline.outline(index)
    assert top.detail == "Policy"
    kinds = {symbol.detail for symbol in top.below}
    assert {"Provision", "Goal", "Measure"} <= kinds
    for symbol in top.below:
        assert top.whole.start <= symbol.whole.start <= symbol.whole.end <= top.whole.end
        assert symbol.whole.start <= symbol.span.start <= symbol.span.end <= symbol.whole.end


def test_the_outline_is_in_the_language_spoken(project: Project) -> None:
    words = "关于标准化工作的意见"
    buffer = project.opened("policy.jsonld", (f'"en": "{words}"', '"en": "Opinions"'))
    for language, title in (("en", "Opinions"), ("zh", words)):
        with speaking(language):
            (top,) = outline.outline(project.index(buffer))
        assert top.name.endswith(title)


def test_formatting_keeps_canonical_text_and_comments(buffer: Buffer) -> None:
    assert actions.formatted(buffer) == buffer.text
    comments = {".ttl": "# why\n", ".xml": "<!-- why -->\n"}
    assert buffer.path is not None
    if buffer.path.suffix in comments:
        buffer.text += comments[buffer.path.suffix]
        assert actions.formatted(buffer) is None


MUTANTS = [
    ("statedIn", "statedAt"),
    ("part1-sec1", "part1-sec99"),
    ("role", "rôle"),
    ("2022", "２０２２"),
]


@pytest.mark.parametrize(("old", "new"), MUTANTS)
def test_the_editor_finds_what_the_command_finds(
    workspace: Workspace, buffer: Buffer, folder: Path, old: str, new: str
) -> None:
    (folder / "stdpolicy.toml").write_text(
        '[[waiver]]\nrule = "SP403"\npolicy = "https://w3id.org/stdpolicy/id/jiaxing-2022"\n'
        'reason = "so"\n',
        encoding="utf-8",
    )
    buffer.text = buffer.text.replace(old, new, 2)
    assert buffer.path is not None
    buffer.path.write_text(buffer.text, encoding="utf-8")
    name = str(buffer.path)
    assert workspace.check(buffer) == api.validate([name], config=configs([name]), located=False)


def test_what_is_not_ours_is_let_alone(workspace: Workspace, folder: Path) -> None:
    path = folder / "pom.xml"
    buffer = Buffer(path.as_uri(), path, "<project><modelVersion>4.0.0</modelVersion></project>")
    assert workspace.check(buffer) is None


def test_a_waiver_is_a_table_whose_reason_is_to_be_written(
    workspace: Workspace, buffer: Buffer, folder: Path
) -> None:
    at = mark(buffer, QUOTE)
    buffer.text = buffer.text[:at] + "别的" + buffer.text[at:]
    report = workspace.check(buffer)
    assert report is not None
    found = [d for d in report if d.rule.code == "SP601"] or list(report)
    (one, *_) = actions.waivings(found, found[0].span, buffer, workspace)
    assert one.file == folder / "stdpolicy.toml"
    one.file.write_text(one.text.replace('""', '"It is so."'), encoding="utf-8")
    waived = workspace.check(buffer)
    assert waived is not None
    assert found[0].rule.code in {d.rule.code for d in waived.waived}
