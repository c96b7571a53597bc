"""What is put right in the tree has its place in the file, and is wrong once."""

import json
from typing import Any

import pytest

import stdpolicy
from small_policy import IRI, codes_of, policy, said_of
from stdpolicy.formats.jsonld import framed


def test_places_are_those_of_the_file_whatever_is_respelt() -> None:
    tree = policy()
    tree["describesPlace"] = tree["describesPlace"][0] | {"code": "x"}
    tree["source"] = [tree["source"] | {"digest": "0"}]
    tree["measure"][0]["domain"] = [None, "talent", "talent", "zzz"]
    found = said_of(tree)
    assert [(d.rule.code, d.pointer) for d in found] == [
        ("SP313", "/source"),
        ("SP305", "/source/0/digest"),
        ("SP313", "/measure/0/domain/0"),
        ("SP209", "/measure/0/domain/2"),
        ("SP304", "/measure/0/domain/3"),
        ("SP207", "/describesPlace"),
        ("SP305", "/describesPlace/code"),
    ]
    assert '"x"' in said_of(tree)[-1].excerpt[found[-1].place.column - 1 :][:3]


def test_what_stands_twice_is_wrong_once() -> None:
    tree = policy()
    tree["measure"][0]["domain"] = ["zzz", "zzz"]
    assert codes_of(tree) == ["SP209", "SP304"]
    tree["measure"][0]["domain"] = ["talent", "https://w3id.org/stdpolicy/code/domain/talent"]
    assert codes_of(tree) == ["SP209", "SP313"]


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("inherited", "1", True),
        ("inherited", "0", False),
        ("inherited", "true", True),
        ("inherited", "false", False),
        ("inherited", 1, True),
        ("inherited", 0, False),
        ("order", "1", 1),
        ("order", "+01", 1),
        ("role", "https://w3id.org/stdpolicy/code/role/lead", "lead"),
    ],
)
def test_what_another_spelling_means(name: str, written: Any, read: Any) -> None:
    tree = policy()
    tree["measure"][0]["assignment"][0][name] = written
    assert codes_of(tree) == ["SP313"]
    document = stdpolicy.load(json.dumps(framed(tree, IRI)).encode())
    found = document["measure"][0]["assignment"][0][name]
    assert (type(found), found) == (type(read), read)


def test_an_id_that_is_null_is_missing() -> None:
    tree = policy()
    tree["goal"][0]["id"] = None
    assert codes_of(tree) == ["SP202"]


def test_null_where_another_property_asks_for_a_value_is_one_mistake() -> None:
    tree = policy()
    tree["goal"][0]["target"][0]["value"] = None
    assert codes_of(tree) == ["SP208"]
    tree["goal"][0]["target"][0]["note"] = None
    assert sorted(codes_of(tree)) == ["SP208", "SP313"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"{IRI}#b1", "#b1"),
        ("p#b1", "#b1"),
        ("registry#b1", "https://example.org/id/registry#b1"),
        ("../x", "https://example.org/x"),
        ("/x/y", "https://example.org/x/y"),
        ("?x", f"{IRI}?x"),
        ("?#b1", f"{IRI}?#b1"),
        ("p;#b1", f"{IRI};#b1"),
    ],
)
def test_what_a_relative_reference_means(written: str, read: str) -> None:
    tree = policy()
    tree["recipient"] = [written, "#b2"]
    assert set(codes_of(tree)) <= {"SP313"}
    document = stdpolicy.load(json.dumps(framed(tree, IRI)).encode())
    assert sorted(document["recipient"]) == sorted([read, "#b2"])


@pytest.mark.parametrize("document", [IRI, "p", "./p", "/id/p", "//example.org/id/p"])
def test_ids_in_full_are_the_same_ids(document: str) -> None:
    tree = policy()
    for body in tree["describesBody"]:
        body["id"] = document + body["id"]
    assert codes_of(tree) == ["SP313"] * len(tree["describesBody"])
    read = stdpolicy.load(json.dumps(framed(tree, IRI)).encode())
    assert read == stdpolicy.load(json.dumps(framed(policy(), IRI)).encode())


@pytest.mark.parametrize("iri", ["b3", ":b3", "_:b3", "q#b3", "p#", "p?#b3", "p#3"])
def test_what_is_no_id(iri: str) -> None:
    tree = policy()
    tree["describesBody"][2]["id"] = iri
    assert codes_of(tree) == ["SP205"]


@pytest.mark.parametrize("written", ["b1", ":b1", "_:b1", "#b1 ", " #b1", "##b1", "#:b1"])
def test_a_name_is_rather_a_fragment(written: str) -> None:
    """No relative reference, or one that is probably not meant as such."""
    tree = policy()
    tree["issuer"] = [written]
    assert [(d.rule.code, d.hint) for d in said_of(tree)] == [("SP306", "write #b1")]
