"""Links, names, regions and searches, in three notations of one policy."""

from itertools import pairwise
from pathlib import Path

import pytest
from editor_texts import SUFFIXES, Project

from small_policy import IRI
from stdpolicy import api
from stdpolicy.editor import hover, links, navigate, outline, regions, rename
from stdpolicy.editor.documents import Buffer, Encoding
from stdpolicy.editor.protocol import structure
from stdpolicy.editor.protocol.places import Ranges
from stdpolicy.editor.workspace import Held
from stdpolicy.source import LineMap

M1 = {"jsonld": '"id": "#m1a1', "ttl": "\n:m1a1", "xml": 'id="#m1a1'}
STATED = {
    "jsonld": '"statedIn": "#part2-sec1',
    "ttl": "statedIn :part2-sec1",
    "xml": 'statedIn ref="#part2-sec1',
}
ROLE = {"jsonld": '"role": "lead', "ttl": "role role:lead", "xml": "<role>lead"}


def at(buffer: Buffer, marks: dict[str, str]) -> int:
    """The offset before the last character of a mark."""
    assert buffer.path is not None
    mark = marks[buffer.path.suffix[1:]]
    return buffer.text.index(mark) + len(mark) - 1


@pytest.fixture(params=SUFFIXES)
def buffer(request: pytest.FixtureRequest, project: Project) -> Buffer:
    return project.opened(f"policy.{request.param}")


def texts(project: Project) -> dict[str, str]:
    return {s: (project.folder / f"policy.{s}").read_text(encoding="utf-8") for s in SUFFIXES}


def renamed(project: Project, buffer: Buffer, offset: int, new: str) -> dict[str, str]:
    """What stands in each document after a name was changed, by suffix."""
    workspace, documents = project.workspace, project.documents(buffer)

    def may_change(uri: str) -> bool:
        return workspace.may_change(uri, buffer)

    old = rename.prepared(project.index(buffer), offset, documents, may_change)
    assert buffer.text[old.span.start : old.span.end] == old.name
    found = texts(project)
    for held, edits in rename.renamed(old, new, documents, may_change):
        text = held.lines.text
        for (start, end), instead in reversed(edits):
            text = text[:start] + instead + text[end:]
        found[held.uri.rpartition(".")[2]] = text
    return found


@pytest.mark.parametrize("marks", [M1, STATED], ids=["id", "reference"])
def test_a_name_is_changed_in_all_notations(
    project: Project, buffer: Buffer, marks: dict[str, str]
) -> None:
    """Every document says afterwards what one would that was written with the new name."""
    before = {s: api.load(text.encode()).tree for s, text in texts(project).items()}
    old = "m1a1" if marks is M1 else "part2-sec1"
    for suffix, text in renamed(project, buffer, at(buffer, marks), "neu-1").items():
        expected = repr(before[suffix]).replace(f"'#{old}'", "'#neu-1'")
        assert repr(api.load(text.encode()).tree) == expected


@pytest.mark.parametrize(
    ("new", "why"),
    [("1a", "expected a letter"), ("#m2", "is taken in"), ("a b", "expected a letter")],
)
def test_a_name_that_cannot_be_is_refused(project: Project, new: str, why: str) -> None:
    buffer = project.opened("policy.jsonld")
    with pytest.raises(rename.Refused, match=why):
        renamed(project, buffer, at(buffer, M1), new)


def test_a_name_that_a_notation_cannot_write_is_refused(project: Project) -> None:
    """After a prefix a name with a dot is read by some as its end."""
    buffer = project.opened("policy.jsonld")
    with pytest.raises(rename.Refused, match=r"policy\.ttl, line [0-9]+, names #m1a1"):
        renamed(project, buffer, at(buffer, M1), "a.b")


def test_what_is_no_name_is_refused(project: Project, buffer: Buffer) -> None:
    with pytest.raises(rename.Refused, match="no id of a node"):
        renamed(project, buffer, at(buffer, ROLE), "a")


def test_a_name_of_a_document_outside_is_refused(project: Project) -> None:
    body = "https://w3id.org/stdpolicy/id/registry#body-shandong-finance"
    buffer = project.opened("policy.jsonld", ('"body": "#b1"', f'"body": "{body}"'))
    with pytest.raises(rename.Refused, match="not in the folder"):
        renamed(project, buffer, buffer.text.index(body) + 3, "a")
    buffer = project.opened("policy.jsonld", ('"body": "#b1"', '"body": "#nobody"'))
    with pytest.raises(rename.Refused, match="in no document"):
        renamed(project, buffer, buffer.text.index("#nobody") + 3, "a")


def test_links_lead_to_files_and_to_other_documents(project: Project, buffer: Buffer) -> None:
    (project.folder / "source.txt").rename(project.folder / "gone.txt")
    assert list(links.links(project.index(buffer), project.folder, [])) == []
    (project.folder / "gone.txt").rename(project.folder / "source.txt")
    (link,) = links.links(project.index(buffer), project.folder, project.documents(buffer))
    assert link.uri == (project.folder / "source.txt").as_uri()
    assert buffer.text[link.span.start : link.span.end].strip('"') == "source.txt"


def test_a_reference_to_a_registry_links_to_its_line(project: Project) -> None:
    body = "https://w3id.org/stdpolicy/id/registry#body-shandong-finance"
    buffer = project.opened("policy.ttl", ("stdpol:body :b1", f"stdpol:body <{body}>"))
    found = list(links.links(project.index(buffer), None, project.documents(buffer)))
    (link,) = [one for one in found if "registry" in one.uri]
    file, _, line = link.uri.partition("#L")
    text = Path(file.removeprefix("file://")).read_text(encoding="utf-8")
    assert "body-shandong-finance" in text.split("\n")[int(line) - 1]


def test_from_the_text_to_the_provision(project: Project, buffer: Buffer) -> None:
    text = project.opened("source.txt")
    beside = list(project.workspace.describing(text))
    assert len(beside) == 3
    found = list(navigate.stated(text.text, text.text.index("培育人才"), beside))
    assert len({one.uri for one in found}) == 3
    for one in found:
        shown = one.lines.text[one.span.start : one.span.end]
        assert "(二)培育人才" in shown


def test_highlights_of_a_node_and_of_a_code(project: Project, buffer: Buffer) -> None:
    index = project.index(buffer)
    named = list(navigate.highlights(index, at(buffer, STATED)))
    assert [one.defines for one in named].count(True) == 1
    assert len(named) == 8
    assert all("part2-sec1" in buffer.text[one.span.start : one.span.end] for one in named)
    codes = list(navigate.highlights(index, at(buffer, ROLE)))
    assert len(codes) == 3
    assert all("lead" in buffer.text[one.span.start : one.span.end] for one in codes)


def test_nodes_are_found_in_all_documents(project: Project, buffer: Buffer) -> None:
    found = list(outline.search("培育", project.documents(buffer)))
    assert {one.name.split()[0] for one in found} == {"#part2-sec2", "#m2", "#m2a1"}
    assert len({one.target.uri for one in found}) == 3
    for one in found:
        assert one.name.split()[0].strip("#") in one.target.lines.text[slice(*one.target.span)]
    found = list(outline.search("省教育厅 b2", project.documents(buffer)))
    assert {(one.name.split()[0], one.detail) for one in found} == {("#b2", "Body")}
    assert list(outline.search("nothing such", project.documents(buffer))) == []


def test_foldings_are_from_line_to_line(project: Project, buffer: Buffer) -> None:
    ranges = Ranges(LineMap(buffer.text), Encoding.UTF16)
    lines = buffer.text.split("\n")
    found = structure.foldings(regions.foldings(project.index(buffer)), ranges)
    starts = [one.start_line for one in found]
    assert starts == sorted(set(starts))
    assert all(one.end_line > one.start_line for one in found)
    mark = {".jsonld": '"id": "#m1"', ".ttl": ":m1", ".xml": '<measure id="#m1">'}
    assert buffer.path is not None
    head = mark[buffer.path.suffix]
    start = next(n for n, line in enumerate(lines) if line.strip().startswith(head))
    start -= buffer.path.suffix == ".jsonld"  # the brace is on the line before
    (measure,) = [one for one in found if one.start_line == start]
    folded = "\n".join(lines[measure.start_line : measure.end_line + 1])
    assert "m1s3" in folded
    assert "m2" not in folded


def test_a_selection_grows_to_the_text(project: Project, buffer: Buffer) -> None:
    spans = regions.selections(project.index(buffer), at(buffer, ROLE))
    shown = [buffer.text[span.start : span.end] for span in spans]
    assert all(inner in outer and inner != outer for inner, outer in pairwise(shown))
    assert "lead" in shown[0]
    assert shown[-1] == buffer.text
    assert buffer.path is not None
    node = next(one for one in shown if "m1s1" in one)
    assert node.startswith(
        {".jsonld": "{", ".ttl": ":m1s1", ".xml": "<assignment"}[buffer.path.suffix]
    )
    assert node.endswith({".jsonld": "}", ".ttl": ".", ".xml": "</assignment>"}[buffer.path.suffix])
    assert "m1s2" not in node
    found = structure.selection(spans, Ranges(LineMap(buffer.text), Encoding.UTF16))
    assert found.parent is not None


def test_names_of_the_document_itself_stay(project: Project) -> None:
    buffer = project.opened("policy.jsonld")
    with pytest.raises(rename.Refused):
        renamed(project, buffer, buffer.text.index(f'"{IRI}"') + 5, "a")


@pytest.mark.parametrize(
    "mark", ["stdpol:measure :m2", "stdpol:source :source", "provision :part2-sec2"]
)
def test_turtle_names_a_node_where_it_is_held(project: Project, mark: str) -> None:
    """There it is written apart: the name leads to it, is told of, and can be changed."""
    buffer = project.opened("policy.ttl")
    offset, name = buffer.text.index(mark) + len(mark) - 1, mark.partition(" :")[2]
    index = project.index(buffer)
    named = navigate.named(index, offset)
    assert named is not None
    target = navigate.definition(named.iri, [Held(buffer.uri, buffer.lines, index)])
    assert target is not None
    assert buffer.text[target.span.start - 1 :].startswith(f"\n:{name}\n")
    told = hover.hover(index, offset, index.node)
    assert told is not None
    assert f"`#{name}`" in told.markdown
    assert f":{name}" not in renamed(project, buffer, offset, "neu")["ttl"].split()
