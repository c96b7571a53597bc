"""Turtle: a name that is another one is one finding, whatever it names and wherever it stands."""

import json
import re
from functools import cache
from itertools import combinations

import pytest

import stdpolicy
from sampled import some
from small_policy import IRI, policy
from stdpolicy.formats.jsonld import framed
from stdpolicy.model.edition import model

NAME = re.compile(r"(?<![\w:]):([a-z]\w*)")


@cache
def document() -> str:
    source = json.dumps(framed(policy(), IRI)).encode()
    return stdpolicy.convert(source, "turtle", format="jsonld").decode()


def names() -> list[str]:
    return sorted(set(NAME.findall(document())))


def codes_with(span: tuple[int, int], name: str) -> list[str]:
    start, end = span
    changed = document()[:start] + name + document()[end:]
    return [str(d) for d in stdpolicy.validate(changed.encode(), format="turtle")]


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("other", ["{}x", "somethingElse"])
def test_a_name_that_is_none(name: str, other: str) -> None:
    for match in NAME.finditer(document()):
        if match[1] == name:
            found = codes_with(match.span(1), other.format(name))
            assert len(found) == 1, (match, found)


def test_two_names_that_are_none() -> None:
    """Whether one of the nodes refers to the other or not."""
    fields = "|".join(field.name for field, _ in model().classes["Policy"].contained)
    root = document().partition(" .\n\n:")[0] + " ."
    ends = [link.end() for link in re.finditer(rf"stdpol:(?:{fields}) :\w+(?= [;.])", root)]
    assert len(ends) > 5
    for first, second in combinations(ends, 2):
        text = document()
        changed = f"{text[:first]}x{text[first:second]}x{text[second:]}"
        found = [d.rule.code for d in stdpolicy.validate(changed.encode(), format="turtle")]
        assert found == ["SP119", "SP119"], (text[:first], text[:second])


@pytest.mark.parametrize("name", some(names(), 6))
def test_the_name_of_another_node(name: str) -> None:
    """A reference to another node of its class may be meant; whatever else it is, is found once."""
    for match in NAME.finditer(document()):
        for other in names():
            if match[1] == name != other:
                # that another body is meant the words tell too, beside what nothing refers to then
                found = [c for c in codes_with(match.span(1), other) if "SP624" not in c]
                assert len(found) <= 1, (match, other, found)


PREFIX = re.compile(r"@prefix (\S*): <([^>]*)>")
WRONG = {
    "no mark at the end": lambda iri: iri[:-1],
    "the other mark": lambda iri: iri[:-1] + ("/" if iri[-1] == "#" else "#"),
    "twice": lambda iri: iri + iri[-1],
    "another protocol": lambda iri: iri.replace("https:", "http:", 1),
    "one less": lambda iri: iri[:-4] + iri[-3:],
    "one more": lambda iri: iri[:-4] + "z" + iri[-4:],
    "another": lambda iri: iri[:-4] + "z" + iri[-3:],
    "swapped": lambda iri: iri[:-4] + iri[-3] + iri[-4] + iri[-2:],
}


@pytest.mark.parametrize("how", WRONG)
def test_a_namespace(how: str) -> None:
    """However many names are written with the prefix."""
    for match in PREFIX.finditer(document()):
        wrong = WRONG[how](match[2])
        if wrong != match[2]:
            found = codes_with(match.span(2), wrong)
            assert len(found) == 1, (match, wrong, found)


def test_beside_a_namespace_other_mistakes_are_found() -> None:
    changed = document().replace("XMLSchema#", "XMLSchema").replace(":b1 ;", ":b1x ;", 1)
    report = stdpolicy.validate(changed.encode(), format="turtle")
    assert [d.rule.code for d in report] == ["SP122", "SP402"]


def test_a_namespace_that_nothing_is_written_with() -> None:
    unused = "@prefix xs: <http://www.w3.org/2001/XMLSchema> .\n" + document()
    assert not stdpolicy.validate(unused.encode(), format="turtle").diagnostics


def test_a_namespace_within_a_string() -> None:
    title = '"@prefix xsd: <http://www.w3.org/2001/XMLSchema> ."'
    said = document().replace('"意见"', title)
    assert not stdpolicy.validate(said.encode(), format="turtle").diagnostics


def test_a_prefix_that_is_nearly_one_of_those_declared() -> None:
    wrong = document().replace("stdpol:provision ", "stdpo:provision ", 1).encode()
    (found,) = stdpolicy.validate(wrong, format="turtle")
    assert (found.message, found.hint) == (
        "the prefix stdpo: is not declared",
        "did you mean stdpol:?",
    )
    mended, _ = stdpolicy.fix(wrong, likely=True, format="turtle")
    assert mended == document().encode()


@pytest.mark.parametrize("written", ["stdpol:title", "stdpol:titel"])
def test_a_property_of_another_vocabulary_is_written_by_its_own_iri(written: str) -> None:
    text = document().replace("dcterms:title", written)
    assert text != document()
    fixed, report = stdpolicy.fix(text.encode(), likely=True)
    assert not report.errors
    assert stdpolicy.load(fixed) == stdpolicy.load(document().encode())


@pytest.mark.parametrize(
    ("written", "right"), [("kind:task", "measure-kind:"), ("goals-kind:task", "measure-kind:")]
)
def test_a_prefix_that_is_not_declared_is_meant_for_the_list_that_has_the_code(
    written: str, right: str
) -> None:
    text = document().replace("measure-kind:task", written, 1)
    (found,) = stdpolicy.validate(text.encode(), format="turtle")
    assert (found.rule.code, found.hint) == ("SP102", f"did you mean {right}?")
    mended, _ = stdpolicy.fix(text.encode(), format="turtle", likely=True)
    assert mended.decode() == document()
