"""What findings advise, in the cases that encoders meet most."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import stdpolicy
from small_policy import IRI, Tree, policy, said_of
from stdpolicy.checks.values.codes import MAX_CHOICES
from stdpolicy.checks.values.literals import matches
from stdpolicy.document import Document
from stdpolicy.language import speaking
from stdpolicy.model import CodeType, StringType
from stdpolicy.model.edition import model
from stdpolicy.wording import MAX_SENTENCE, coded

LAST_DAY = 'write the last day of the period, "{}", and the precision'
TURTLE = Document(policy(), IRI).to_bytes("turtle").decode()


def hints(data: bytes) -> list[tuple[str, str]]:
    return [(d.rule.code, d.hint) for d in stdpolicy.validate(data)]


def changed(change: Callable[[Tree], object]) -> bytes:
    tree = policy()
    change(tree)
    return Document(tree, IRI).to_bytes("jsonld")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda t: t["describesBody"][0].update(kind="政府部门"),
            ("SP304", 'write the code, "department"'),
        ),
        (
            lambda t: t["describesBody"][0].update(kind="Department"),
            ("SP304", 'write the code, "department"'),
        ),
        (
            lambda t: t["goal"][0].pop("deadlinePrecision"),
            ("SP211", "add deadlinePrecision"),
        ),
        (
            lambda t: t["goal"][0]["target"][0].update(value=100),
            ("SP313", 'write "100"; stdpolicy fmt writes it so'),
        ),
        (
            lambda t: t["goal"][0]["target"][0].update(单位=t["goal"][0]["target"][0].pop("unit")),
            ("SP201", 'did you mean "unit"?'),
        ),
        (
            lambda t: t["source"].update(digest="A" * 64),
            ("SP305", f'write "{"a" * 64}"'),
        ),
        (lambda t: t["goal"][0]["target"][0].update(vague="是"), ("SP301", "write true")),
        (lambda t: t["goal"][0].update(type="目标"), ("SP203", "write Goal")),
        (
            lambda t: t["goal"][0]["target"][0].update(comparator="at-least", upperValue="500"),
            ("SP211", "write between for comparator, or remove upperValue"),
        ),
        (  # the measure word that the text prints
            lambda t: t["goal"][0]["target"][0].update(unit="项"),
            ("SP304", 'write the code, "count"'),
        ),
        (  # of what has the name, in the registry that ships or in the document
            lambda t: t.update(jurisdiction="山东省"),
            ("SP306", "write https://w3id.org/stdpolicy/id/registry#place-shandong"),
        ),
        (lambda t: t["goal"][0]["target"][0].update(indicator="标准"), ("SP306", "write #i1")),
        (  # two codes in one string, of which neither alone is meant
            lambda t: t["measure"][0].update(domain=["talent、results-into-standards"]),
            ("SP304", "write each code by itself: talent and results-into-standards"),
        ),
        (  # a body that nothing describes, and a provision in words
            lambda t: t["measure"][1]["assignment"][0].update(body="某办公室"),
            (
                "SP306",
                "write the id of the Body, which begins with # in this document, or its IRI in a registry",
            ),
        ),
        (
            lambda t: t["goal"][0].update(statedIn="第一部分"),
            ("SP306", "write the id of the Provision, which begins with # in this document"),
        ),
        (lambda t: t["measure"][1].update(kind=None), ("SP208", "fill it: it is required")),
        (
            lambda t: t["measure"][1].update(quote={"b": "培育人才。"}),
            ("SP301", "write the text alone, without elements or objects in it"),
        ),
        (  # by its value, not its name
            lambda t: t["measure"][1].update(类型=t["measure"][1].pop("kind")),
            ("SP201", 'did you mean "kind"?'),
        ),
        (lambda t: t.update(issuer=["#b11"]), ("SP402", 'did you mean "#b1"?')),
        (  # the provision that says the quote, not that of the most similar name
            lambda t: t["goal"][0].update(statedIn="#part2-sec3"),
            ("SP402", 'did you mean "#part1-sec1"?'),
        ),
        (
            lambda t: t["goal"][0].update(statedIn="https://example.org/id/other#part1"),
            ("SP606", "it stands in #part1-sec1"),
        ),
        (lambda t: t["goal"][0].update(statedIn="#b1"), ("SP403", 'did you mean "#part1-sec1"?')),
    ],
)
def test_in_json(change: Callable[[Tree], object], expected: tuple[str, str]) -> None:
    assert hints(changed(change)) == [expected]


def test_the_iri_of_a_document_with_a_fragment() -> None:
    data = changed(lambda t: None).replace(
        f'"@base": "{IRI}"'.encode(), f'"@base": "{IRI}#"'.encode()
    )
    assert hints(data) == [("SP113", f'write "{IRI}"')]


def test_a_name_under_which_several_provisions_are_meant() -> None:
    """Each statement is sent to the provision that says its quote, in one finding for each of these."""

    def change(tree: Tree) -> None:
        for node in (tree["goal"][0], tree["goal"][0]["target"][0], tree["measure"][1]):
            node["statedIn"] = "#part1-sec9"

    report = stdpolicy.validate(changed(change))
    assert [(d.rule.code, d.hint, len(d.related)) for d in report] == [
        ("SP402", 'did you mean "#part1-sec1"?', 1),
        ("SP402", 'did you mean "#part2-sec2"?', 0),
    ]
    assert list(stdpolicy.fix(changed(change), likely=True)[1]) == []


def test_what_a_string_is_to_be_written_like_has_its_form() -> None:
    fields = [field for cls in model().classes.values() for field in cls.fields]
    forms = [
        (f.type.pattern, f.example[0])
        for f in fields
        if isinstance(f.type, StringType) and f.type.pattern
    ]
    assert forms
    assert all(matches(pattern, example) for pattern, example in forms)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2022-4-5", 'write "2022-04-05"'),
        ("2022/04/15", 'write "2022-04-15"'),
        ("2022年4月15日", 'write "2022-04-15"'),
        ("２０２２年４月１５日", 'write "2022-04-15"'),
        ("2022-12-31T00:00:00", 'write "2022-12-31"'),
        ("2022-12-31Z", 'write "2022-12-31"'),
        ("2022-12-31+08:00", 'write "2022-12-31"'),
        ("2022", LAST_DAY.format("2022-12-31")),
        ("2022年", LAST_DAY.format("2022-12-31")),
        ("2022年底前", LAST_DAY.format("2022-12-31")),
        ("2024-02", LAST_DAY.format("2024-02-29")),
        ("2022年6月", LAST_DAY.format("2022-06-30")),
        ("2022-13", "the calendar has no such month"),
        ("2022-02-30", "the calendar has no such day"),
        ("2022-2-30", "the calendar has no such day"),
        ("soon", ""),
    ],
)
def test_how_a_date_is_written(written: str, hint: str) -> None:
    assert hints(changed(lambda t: t.update(dateAdopted=written))) == [("SP303", hint)]


def test_a_literal_without_datatype_in_turtle() -> None:
    data = TURTLE.replace('"100"^^xsd:decimal', '"100"').encode()
    assert hints(data) == [
        ("SP301", 'write digits in quotes in JSON, "..."^^xsd:decimal in Turtle')
    ]


def test_a_code_by_the_word_that_calls_for_it_or_from_those_in_use() -> None:
    data = TURTLE.replace("comparator:at-least", '"不少于"')
    assert ("SP301", "write the code in quotes in JSON, comparator: before it in Turtle") in hints(
        data.encode()
    )

    def coded(**fields: str) -> bytes:
        return changed(lambda t: t["goal"][0]["target"][0].update(fields))

    assert hints(coded(comparator="不少于")) == [("SP304", 'write the code, "at-least"')]
    ((code, hint),) = hints(coded(mode="产出物"))
    assert (code, "output" in hint, "ratio" in hint) == ("SP304", True, False)


def test_a_name_whose_iri_is_of_another_vocabulary() -> None:
    data = TURTLE.replace("skos:prefLabel", "stdpol:name", 1).encode()
    iri = "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert ("SP201", f"its IRI is <{iri}>") in hints(data)


def test_our_form_without_context_is_one_mistake() -> None:
    tree = policy()
    data = Document(tree, IRI).to_bytes("jsonld")
    start = data.index(b'"@context"')
    ((code, hint),) = hints(data[:start] + data[data.index(b'"id"') :])
    assert code == "SP115"
    assert hint.startswith('write "@context": [')


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("“x”", 'write straight quotation marks: "'),
        ("'x'", 'write straight quotation marks: "'),
        ("// x\n1", "remove the comment: JSON has none"),
        ("# x\n1", "remove the comment: JSON has none"),
        ("/* x */ 1", "remove the comment: JSON has none"),
        ("True", "write true"),
        ("x", 'write "x"'),
    ],
)
def test_what_json_does_not_have(written: str, hint: str) -> None:
    assert ("SP102", hint) in hints(f'{{"id": {written}}}'.encode())


CROSSWALK = Path(__file__).parents[1] / "rules" / "cases" / "SP705" / "good" / "crosswalk.jsonld"


@pytest.mark.parametrize(
    ("relation", "hint"),
    [
        ("stricter", "use alignment-strength/stricter"),
        ("none", "No code stands instead: of two statements that have nothing in common"),
    ],
)
def test_what_to_do_instead_of_a_deprecated_code(relation: str, hint: str) -> None:
    text = CROSSWALK.read_text(encoding="utf-8")
    data = re.sub(r'"relation": "[a-z]+"', f'"relation": "{relation}"', text).encode()
    ((_, said),) = [found for found in hints(data) if found[0] == "SP511"]
    assert said.startswith(hint)


def test_a_list_of_codes_has_their_labels_in_chinese() -> None:
    tree = policy()
    tree["measure"][0]["assignment"][0]["role"] = "xxxxxxx"
    (found,) = (d for d in said_of(tree) if d.rule.code == "SP304")
    assert found.hint.startswith("choose from lead, cooperate, ")
    with speaking("zh"):
        (found,) = (d for d in said_of(tree) if d.rule.code == "SP304")
    assert found.hint.startswith("从 lead（牵头）、cooperate（配合）、")
    assert found.hint.endswith("中选用")


def test_a_list_of_codes_is_never_cut() -> None:
    fields = [field for cls in model().classes.values() for field in cls.fields]
    for field in fields:
        if isinstance(field.type, CodeType) and len(field.type.scheme.codes) <= MAX_CHOICES:
            said = coded(field, *field.type.scheme.codes)
            assert len(said.zh) < MAX_SENTENCE - 20
