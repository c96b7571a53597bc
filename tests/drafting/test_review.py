"""A review shows every word of the text, every statement and finding, each at its provision."""

import faulthandler
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import stdpolicy
from small_policy import IRI, Tree, policy
from stdpolicy.document import Document
from stdpolicy.drafting.review import Review, Unknown, accepted, page, review, text
from stdpolicy.drafting.review.gathered import Section
from stdpolicy.drafting.review.readings import Reading
from stdpolicy.formats import canonical
from stdpolicy.marked import Marked, Piece, marked
from strategies import examples

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/policy.jsonld"))


def document(tree: Tree) -> Document:
    return Document(canonical(tree, IRI), IRI)


def reviewed(tree: Tree) -> Review:
    found = document(tree)
    return review(found, stdpolicy.validate(found.to_bytes("jsonld")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_word_and_every_statement_is_there_once(path: Path) -> None:
    found = stdpolicy.load(path)
    sections = list(marked(found.tree))
    for section in sections:
        assert "".join(piece.text for piece in section.pieces) == section.provision["text"]
        for held in section.statements:
            quoted = "".join(p.text for p in section.pieces if held.tree["id"] in p.statements)
            assert quoted.startswith(held.tree["quote"])
    statements = [held.tree["id"] for section in sections for held in section.statements]
    assert len(statements) == len(set(statements))
    assert sum(section.left for section in sections) == 0


def test_what_is_left_is_marked_and_counted() -> None:
    tree = policy()
    last = tree["provision"][2]["provision"][1]
    last["text"] = last["text"].replace("培育人才。(", "培育人才。引进人才。(")
    found = reviewed(tree)
    left = [(p.text, p.left) for s in found.sections for p in s.marked.pieces if p.left]
    assert (left, found.left) == ([("引进人才。", True)], 4)
    assert "⟦引进人才。⟧" in text.render(found)
    [marks] = lxml.html.fromstring(page.render(found)).find_class("left")
    assert marks.text == "引进人才。"


@pytest.mark.slow
def test_a_provision_of_many_readings_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reading is looked at where it stands: comparing every word with all of them would hang."""
    found = reviewed(policy())
    number = 30_000
    text = "标" * (2 * number)
    piece = Piece(text, (), expected=True)
    marks = Marked(found.sections[-1].marked.provision | {"text": text}, 0, (), (piece,))
    readings = tuple(Reading(2 * n, 2 * n + 1, "标", "x") for n in range(number))
    faulthandler.dump_traceback_later(60, exit=True)
    [shown] = lxml.html.fromstring(
        page.render(replace(found, sections=(Section(marks, readings, (), ()),)))
    ).find_class("text")
    faulthandler.cancel_dump_traceback_later()
    assert shown.text_content() == text
    assert len(shown.find_class("read")) == number


def test_findings_stand_at_their_provision_and_others_with_the_record() -> None:
    tree = policy()
    tree["measure"][0]["target"][0]["value"] = "11"
    tree["title"]["en"] += "\u200b"
    found = reviewed(tree)
    placed = {s.marked.provision["id"]: [d.rule.code for d in s.findings] for s in found.sections}
    assert placed["#part2-sec1"] == ["SP620"]
    assert [d.rule.code for d in found.findings] == ["SP352"]
    shown = text.render(found)
    assert shown.index("SP352") < shown.index("#title (title)") < shown.index("SP620")


def test_what_is_in_doubt_is_said() -> None:
    tree = policy()
    last = tree["provision"][2]["provision"][1]
    last["text"] = last["text"].replace("培育人才。(", "到2030年前培育人才。(")
    found = reviewed(tree)
    [doubt] = [doubt for section in found.sections for doubt in section.doubts]
    assert (doubt.words, found.doubtful) == ("到2030年前", 1)
    assert "? 到2030年前 can be read in two ways" in text.render(found)


def test_policies_in_other_languages_are_shown_and_not_read() -> None:
    tree = policy()
    tree["language"] = "en"
    assert reviewed(tree).doubtful == 0


@pytest.mark.parametrize("path", EXAMPLES[:2], ids=lambda path: path.parent.name)
def test_the_page_has_text_statements_and_findings(path: Path) -> None:
    found = review(stdpolicy.load(path), stdpolicy.validate(path))
    shown = lxml.html.fromstring(page.render(found))
    texts = ["".join(one.itertext()) for one in shown.find_class("text")]
    assert texts == [s.marked.provision["text"] for s in found.sections]
    assert len(shown.xpath("//li[@style]")) == found.statuses.total()
    assert len(shown.find_class("finding")) == found.found
    targets = {one.get("href") for one in shown.xpath("//nav/a")}
    assert targets <= {f"#{one.get('id')}" for one in shown.xpath("//section[@id]")}
    assert not shown.xpath("//script | //link | //img")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
@examples(20)
def test_a_page_holds_whatever_the_text_says(words: str) -> None:
    tree = policy()
    tree["title"] = {"zh-Hans": f"<script>{words}"}
    found = review(Document(tree, IRI))
    assert not lxml.html.fromstring(page.render(found)).xpath("//script")
    assert "\x1b" not in text.render(found)


def statuses(found: Document) -> dict[str, str]:
    held = (one for section in marked(found.tree) for one in section.statements)
    return {str(one.tree["id"]): str(one.tree.get("reviewStatus", "")) for one in held}


@pytest.mark.parametrize(
    ("ids", "done"),
    [
        (["#g1"], {"#g1"}),
        (["g1", f"{IRI}#t1"], {"#g1", "#t1"}),
        (["#part1-sec1"], {"#g1", "#t1"}),
    ],
)
def test_what_is_accepted_is_reviewed_and_nothing_else(ids: list[str], done: set[str]) -> None:
    before = document(policy())
    after, count = accepted(before, ids)
    assert count == len(done)
    assert {iri for iri, status in statuses(after).items() if status == "reviewed"} == done
    assert "reviewed" not in statuses(before).values()
    assert stdpolicy.validate(after.to_bytes("jsonld")).ok(strict=True)


def test_an_id_of_nothing_is_refused() -> None:
    with pytest.raises(Unknown, match="#g7, #part1"):
        accepted(document(policy()), ["#g1", "#g7", "#part1"])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_readings_stand_in_the_text_and_on_the_page(path: Path) -> None:
    found = review(stdpolicy.load(path))
    assert sum(len(section.readings) for section in found.sections) >= 100
    for section in found.sections:
        words = str(section.marked.provision["text"])
        assert all(words[one.start : one.end] == one.words for one in section.readings)
    shown = lxml.html.fromstring(page.render(found))
    texts = [p.text_content() for p in shown.find_class("text")]
    assert texts == [str(s.marked.provision["text"]) for s in found.sections]


def test_what_is_read_is_said() -> None:
    tree = policy()
    last = tree["provision"][2]["provision"][1]
    last["text"] = last["text"].replace("培育人才。(", "到2030年,力争培育人才30名以上。(")
    found = reviewed(tree)
    said = {one.words: one.says for section in found.sections for one in section.readings}
    assert said["到2030年"] == "deadline 2030-12-31, year"
    assert said["30名以上"] == "target at-least 30 count output"
    assert said["力争"] == "modality aspirational"
    assert "read: 到2030年 = deadline 2030-12-31, year; 力争 = " in text.render(found)
    shown = lxml.html.fromstring(page.render(found))
    titles = {span.text: span.get("title") for span in shown.find_class("read")}
    assert titles["30名以上"].startswith("target at-least 30 count output")


def test_a_statement_of_a_provision_that_is_not_there_is_shown_at_the_end() -> None:
    tree = policy()
    tree["measure"][0]["statedIn"] = "#part9"
    found = reviewed(tree)
    assert [held.tree["id"] for held in found.astray] == [tree["measure"][0]["id"]]
    everything = sum(found.statuses.values())
    assert everything == sum(reviewed(policy()).statuses.values())
    for shown in (text.render(found), page.render(found).decode()):
        assert "in no provision of the text" in shown
        assert tree["measure"][0]["id"] in shown.partition("in no provision of the text")[2]
