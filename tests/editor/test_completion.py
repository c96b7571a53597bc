"""What is offered at a mark, and what stands there when it is chosen, in three notations."""

import pytest
from editor_texts import SUFFIXES, Opened, opened

from small_policy import IRI
from stdpolicy import api
from stdpolicy.diagnostics import Edit
from stdpolicy.editor import complete
from stdpolicy.editor.complete import Item, Kind
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held
from stdpolicy.model.lexical import CONTEXT
from stdpolicy.source import Source

KIND = {
    "jsonld": '"kind": "task",',
    "ttl": "stdpol:kind measure-kind:task ;",
    "xml": "<kind>task</kind>",
}
"""A statement of the first measure."""
ROLE = {"jsonld": '"role": "lead"', "ttl": "role:lead ;", "xml": "<role>lead</role>"}
BODY = {"jsonld": '"body": "#b1"', "ttl": "stdpol:body :b1 .", "xml": '<body ref="#b1"/>'}
LABEL = {
    "jsonld": '"en": "#m1"',
    "ttl": '"#m1"@en',
    "xml": '<label xml:lang="en">#m1',
}


def offered(at: Opened) -> list[Item]:
    return complete.complete(at.text, at.offset, at.notation, at.index, [at.held])


def chosen(at: Opened, item: Item) -> str:
    return at.edited(Edit(item.span, item.text), *item.also)


def named(items: list[Item], label: str) -> Item:
    return next(item for item in items if item.label == label)


def loads(text: str, suffix: str) -> bool:
    api.load(text.encode(), format={"ttl": "turtle"}.get(suffix, suffix))
    return True


KEYS = {
    "jsonld": [
        ('"kind": "task",\n          |', '"deadline": '),
        ('"kind": "task",\n          "dead|"', '"deadline": '),
        ('"kind": "task",\n          "dea|": ""', '"deadline"'),
        ('"kind": "task"\n          |', '"kind": "task",\n          "deadline": '),
    ],
    "ttl": [
        ("stdpol:kind measure-kind:task ;\n    |", "stdpol:deadline "),
        ("stdpol:kind measure-kind:task ;\n    dea|", "stdpol:deadline "),
        (
            "stdpol:kind measure-kind:task\n    |",
            "stdpol:kind measure-kind:task ;\n    stdpol:deadline ",
        ),
    ],
    "xml": [
        ("<kind>task</kind>\n      |", "<deadline></deadline>"),
        ("<kind>task</kind>\n      <dea|", "<deadline></deadline>"),
        ("<kind>task</kind>\n      <dea| >", "<deadline >"),
    ],
}


@pytest.mark.parametrize(
    ("suffix", "new", "written"), [(s, *case) for s, cases in KEYS.items() for case in cases]
)
def test_a_key_is_written_with_what_parts_it_from_its_neighbours(
    suffix: str, new: str, written: str
) -> None:
    at = opened(suffix, KIND[suffix], new)
    items = offered(at)
    assert written in chosen(at, named(items, "deadline"))
    assert {item.kind for item in items} <= {Kind.KEY, Kind.NODE}
    assert "body" not in [item.label for item in items]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_keys_required_and_missing_come_first_and_nodes_last(suffix: str) -> None:
    """The kind is taken away: it is required. What follows what is before the cursor comes before the rest."""
    new = {"jsonld": "|", "ttl": "|\n", "xml": "|"}[suffix]
    items = offered(opened(suffix, KIND[suffix], new))
    labels = [item.label for item in items]
    assert labels[0] == "kind"
    assert labels.index("deadline") < labels.index("openList")
    kinds = [item.kind for item in items]
    assert kinds == sorted(kinds, key=lambda kind: kind is Kind.NODE)
    assert "interpretation {…}" in labels


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_key_that_is_there_is_offered_again_only_where_it_may_be_repeated(suffix: str) -> None:
    new = KIND[suffix] + ("\n    |\n" if suffix == "ttl" else "|")
    labels = [item.label for item in offered(opened(suffix, KIND[suffix], new))]
    assert "quote" not in labels
    assert ("domain" in labels) is (suffix != "jsonld")


def test_a_key_after_a_node_is_of_the_node_around_it() -> None:
    at = opened("jsonld", '  "goal": [', '  |"goal": [')
    assert "approver" in [item.label for item in offered(at)]
    at = opened("xml", "  <goal ", "  <|\n  <goal ")
    assert "approver" in [item.label for item in offered(at)]


NODES = {
    "jsonld": ['"kind": "task",\n          |', '"kind": "task",\n "targ|": 1,'],
    "ttl": [
        "stdpol:kind measure-kind:task ;\n    |\n",
        "stdpol:kind measure-kind:task ;\n    stdpol:ta|\n",
    ],
    "xml": ["<kind>task</kind>\n      <|", "<kind>task</kind>\n      |"],
}


@pytest.mark.parametrize(("suffix", "new"), [(s, NODES[s][0]) for s in SUFFIXES])
def test_a_whole_node_has_what_is_required(suffix: str, new: str) -> None:
    at = opened(suffix, KIND[suffix], new)
    item = named(offered(at), "interpretation {…}")
    text = chosen(at, item)
    for blank, value in (
        ('"field": ""', '"field": "kind"'),
        ('stdpol:field ""', 'stdpol:field "kind"'),
        ("<field></field>", "<field>kind</field>"),
        ('"en": ""', '"en": "so"'),
        ('"zh-Hans": ""', '"zh-Hans": "so"'),
        ('"zh-Hans"></', '"zh-Hans">so</'),
        ('"en"></', '"en">so</'),
        ('""@', '"so"@'),
    ):
        text = text.replace(blank, value)
    assert loads(text, suffix)
    assert "interpretation1" in text


@pytest.mark.parametrize("suffix", ["jsonld", "ttl"])
def test_a_whole_node_stands_where_a_value_is_to_be(suffix: str) -> None:
    old = {"jsonld": '"action": [', "ttl": "stdpol:assignment :m1s1 ;"}[suffix]
    new = {"jsonld": '"action": [|', "ttl": "stdpol:action | ;"}[suffix]
    at = opened(suffix, old, new)
    (item,) = offered(at)
    assert (item.kind, item.label) == (Kind.NODE, "Action {…}")
    assert item.text.startswith({"jsonld": '{\n        "id": "#m1a2"', "ttl": ":m1a2"}[suffix])
    assert "#part2-sec1" in item.text + str(item.also).replace(":part", "#part")


def test_a_prefix_is_declared_where_it_is_needed() -> None:
    line = "@prefix role: <https://w3id.org/stdpolicy/code/role/> .\n"
    at = opened("ttl", "stdpol:role role:lead ;", "stdpol:role |")
    at.buffer.text = at.text.replace(line, "")
    at.offset -= len(line)
    item = named(offered(at), "lead")
    assert item.also[0].text == line
    assert loads(chosen(at, item), "ttl")


def test_a_prefix_of_the_text_is_used() -> None:
    at = opened("ttl", "stdpol:role role:lead ;", "stdpol:role |")
    at.buffer.text = at.text.replace("@prefix role:", "@prefix r:   ").replace(" role:", " r:   ")
    item = named(offered(at), "cooperate")
    assert (item.text, item.also) == ("r:cooperate ;", ())


@pytest.mark.parametrize(
    ("new", "mark"),
    [
        ("stdpol:body |", " ."),
        ("stdpol:body |\n    stdpol:inherited true .", " ;"),
        ("stdpol:body | ;", ""),
        ("stdpol:body |\n    .", ""),
        ("stdpol:body |, :b2 .", ""),
    ],
)
def test_turtle_ends_a_statement_as_what_follows_asks(new: str, mark: str) -> None:
    at = opened("ttl", "stdpol:body :b1 .", new)
    assert named(offered(at), "#b3").text == ":b3" + mark


def test_a_statement_after_the_last_takes_its_full_stop() -> None:
    at = opened("ttl", "stdpol:body :b1 .", "stdpol:body :b1 .\n    |\n")
    text = chosen(at, named(offered(at), "inherited"))
    assert "stdpol:body :b1 ;\n    stdpol:inherited " in text


@pytest.mark.parametrize("suffix", ["jsonld", "ttl"])
def test_the_class_of_a_node(suffix: str) -> None:
    old = {"jsonld": '"type": "Assignment"', "ttl": "a stdpol:Assignment ;"}[suffix]
    new = {"jsonld": '"type": "|"', "ttl": "a | ;"}[suffix]
    (item,) = offered(opened(suffix, old, new))
    assert (item.kind, item.label) == (Kind.TYPE, "Assignment")
    root = {"jsonld": ('"Policy"', '"|"'), "ttl": ("stdpol:Policy", "|")}[suffix]
    at = opened(suffix, *root)
    assert [item.label for item in offered(at)] == ["Policy", "Registry", "Crosswalk"]
    assert loads(chosen(at, offered(at)[0]), suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_language_of_a_text(suffix: str) -> None:
    new = {"jsonld": '"|": "#m1"', "ttl": '"#m1"@|', "xml": '<label xml:lang="|">#m1'}[suffix]
    at = opened(suffix, LABEL[suffix], new)
    items = offered(at)
    assert [item.label for item in items] == ["en", "zh-Hans"]
    assert {item.kind for item in items} == {Kind.LANGUAGE}
    assert loads(chosen(at, items[0]), suffix)


def test_the_language_that_must_be_there_comes_first() -> None:
    at = opened("jsonld", '"en": "关于标准化工作的意见"', '"|": "关于标准化工作的意见"')
    assert [item.label for item in offered(at)] == ["zh-Hans", "en"]


BEGUN = {
    "jsonld": ['"role": "牵|"', '"role": 牵|', '"role": "Le|"'],
    "ttl": ["牵|", "lea| ;"],
    "xml": ["<role>牵|</role>", "<role>le|</role>"],
}


@pytest.mark.parametrize(("suffix", "new"), [(s, new) for s, all in BEGUN.items() for new in all])
def test_a_code_is_found_by_its_names_in_both_languages(suffix: str, new: str) -> None:
    """Also by an editor that looks at the beginning only of what an item is found by."""
    at = opened(suffix, ROLE[suffix], new)
    item = named(offered(at), "lead")
    assert {"lead", "Lead", "牵头"} <= set(item.filter.replace('"', " ").split())
    assert item.filter.casefold().startswith(at.text[item.span.start : at.offset].casefold())
    assert loads(chosen(at, item), suffix)


MENTIONS = {
    "jsonld": ('"(省教育厅牵头)",', '"(省教育厅牵头)",\n "mentions": ["|"],'),
    "ttl": ('"(省教育厅牵头)" ;', '"(省教育厅牵头)" ;\n    stdpol:mentions |'),
    "xml": ("(省教育厅牵头)</quote>", '(省教育厅牵头)</quote><mentions ref="|"/>'),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bodies_that_the_provision_names_come_first_then_those_in_use(suffix: str) -> None:
    items = offered(opened(suffix, *MENTIONS[suffix]))
    assert [item.label for item in items] == ["#b2", "#b1", "#b3"]
    assert items[0].detail == "省教育厅"
    assert all(item.kind is Kind.REFERENCE for item in items)


def test_bodies_of_the_same_place_come_before_others() -> None:
    at = opened("jsonld", *MENTIONS["jsonld"])
    fields = '"kind": "department", "name": {"zh-Hans": "x"}'
    other = f"""{{"@context": ["{CONTEXT}", {{"@base": "https://example.org/id/r"}}],
        "id": "https://example.org/id/r", "type": "Registry", "title": {{"zh-Hans": "r"}}, "describesBody": [
        {{"id": "#x", "type": "Body", "place": "#p", {fields}}},
        {{"id": "#y", "type": "Body", "place": "{IRI}#p1", {fields}}}]}}"""
    buffer = Buffer("file:///nowhere/r.jsonld", None, other)
    index = at.workspace.index(buffer)
    assert index is not None
    held = [at.held, Held(buffer.uri, buffer.lines, index)]
    items = complete.complete(at.text, at.offset, at.notation, at.index, held)
    assert [item.label for item in items][3:] == ["r#y", "r#x"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_provision_that_has_the_quote_comes_first(suffix: str) -> None:
    old = {
        "jsonld": '"statedIn": "#part2-sec2"',
        "ttl": "statedIn :part2-sec2 ;",
        "xml": 'ref="#part2-sec2"',
    }
    new = {"jsonld": '"statedIn": "|"', "ttl": "statedIn :part2| ;", "xml": 'ref="|"'}
    at = opened(suffix, old[suffix], new[suffix])
    items = offered(at)
    assert items[0].label == "#part2-sec2"
    other = opened("jsonld")
    index = Index.of(Source(other.text.replace(IRI, f"{IRI}2").encode(), "other.jsonld"))
    assert index is not None
    held = [Held("file:///nowhere/other.jsonld", other.buffer.lines, index), at.held]
    among = complete.complete(at.text, at.offset, at.notation, at.index, held)
    assert [one.label for one in among] == [one.label for one in items], "of its own document alone"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_truth_is_no_string(suffix: str) -> None:
    new = {
        "jsonld": '"body": "#b1", "inherited": |',
        "ttl": "stdpol:body :b1 ;\n    stdpol:inherited |",
        "xml": '<body ref="#b1"/>\n<inherited>|</inherited>',
    }[suffix]
    at = opened(suffix, BODY[suffix], new)
    items = offered(at)
    assert [item.label for item in items] == ["true", "false"]
    assert loads(chosen(at, items[0]), suffix)


def test_beyond_the_bound_what_was_begun_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "MOST", 3)
    at = opened("jsonld", ROLE["jsonld"], '"role": "办|"')
    assert next(item.label for item in offered(at)) == "secretariat"


def test_every_item_has_its_documentation() -> None:
    at = opened("jsonld", KIND["jsonld"], NODES["jsonld"][0])
    items = offered(at) + offered(opened("jsonld", ROLE["jsonld"], '"role": |'))
    items += offered(opened("jsonld", BODY["jsonld"], '"body": |'))[:3]
    for item in items:
        shown = complete.documentation(item.about, at.index.node)
        assert "**" in shown or item.about[0] not in at.index.nodes


@pytest.mark.parametrize(
    "new",
    ['"note": {"en": "so |"}', '"number": |', '"nothing": "|"'],
)
def test_nothing_is_offered_where_words_are_written(new: str) -> None:
    assert offered(opened("jsonld", '"kind": "department"', new)) == []
