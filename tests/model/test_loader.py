"""The loader: what the shapes say is in the model, and what it cannot carry out is refused."""

import pytest

from stdpolicy.model import Datatype, Kind, model
from stdpolicy.model import Test as Asks  # pytest collects what is called Test
from stdpolicy.model.lexical import language_tag
from stdpolicy.model.loader import load_model
from stdpolicy.model.triples import OntologyError
from stdpolicy.resources import read

SHAPES = read("ontology/shapes.ttl").decode()


def test_roots_and_statements() -> None:
    found = model()
    assert found.roots == ("Policy", "Registry", "Crosswalk")
    assert "Target" in found.statements
    assert "Provision" not in found.statements
    assert "Statement" not in found.classes


def test_inherited_fields_stand_where_their_order_says() -> None:
    names = [field.name for field in model().classes["Target"].fields]
    assert names[:5] == ["label", "statedIn", "quote", "indicator", "comparator"]
    assert names[-2:] == ["note", "reviewStatus"]


def test_each_kind_of_field() -> None:
    classes = model().classes
    target = classes["Target"].by_name
    assert target["value"].datatype is Datatype.DECIMAL
    assert target["label"].kind is Kind.TEXT
    assert target["unit"].scheme is model().schemes["unit"]
    assert target["unit"].scheme.closed
    assert not classes["Measure"].by_name["domain"].scheme.closed  # type: ignore[union-attr]
    assert classes["Measure"].by_name["contributesTo"].targets == ("Goal", "Target")
    assert set(classes["Alignment"].by_name["subject"].targets) == model().statements
    assert classes["Goal"].by_name["target"].kind is Kind.NODE
    assert classes["Policy"].by_name["title"].languages == ("zh",)


def test_conditions() -> None:
    conditions = {c.name: c for c in model().classes["Target"].conditions}
    between = conditions["between-needs-upperValue"]
    assert (between.when.test, between.when.value) == (Asks.EQUALS, "between")
    assert between.then.test is Asks.PRESENT
    assert between.when.holds({"comparator": "between"})
    assert not between.then.holds({"comparator": "between"})


REFUSED = [
    ("sh:maxCount 1 ; sh:node shape:unit", "sh:lessThan sp:value ; sh:node shape:unit", "lessThan"),
    ("sh:name \"quote\" ;", "", "without sh:path, sh:name or sh:order"),
    ("sh:minCount 1 ; sh:maxCount 1 ; sh:node shape:unit", "sh:minCount 2 ; sh:node shape:unit", "counts"),
    ("^[0-9]{6}$", "[0-9]{6}", "anchored"),
    ("sh:uniqueLang true ; ", "", "uniqueLang"),
    ("sh:closed true ; ", "", "not closed"),
    ("( rdf:type sp:statedIn sp:quote sp:note sp:reviewStatus )", "( rdf:type )", "ignoredProperties"),
    ("sh:node shape:unit", "sh:node shape:unitt", "neither a code list nor a reference shape"),
    ("sh:node shape:unit", "sh:node shape:unit ; sh:datatype xsd:string", "needs one of"),
    ("sh:qualifiedMinCount 1", "sh:qualifiedMinCount 2", "one value in one language"),
    ("[ sh:not [ sh:path sp:comparator ; sh:hasValue", "[ sh:xone [ sh:path sp:comparator ; sh:hasValue", "sh:not"),
    ("sh:path sp:upperValue ; sh:minCount 1 ]", "sh:path sp:upperValue ; sh:minCount 2 ]", "a clause is"),
    ("shape:unit a sh:NodeShape", "shape:units a sh:NodeShape", "code list"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_what_is_not_implemented_is_refused(old: str, new: str, message: str) -> None:
    assert old in SHAPES
    with pytest.raises(OntologyError, match=message):
        load_model(shapes=SHAPES.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("ZH-hans", "zh-Hans"),
        ("zh-hant-TW", "zh-Hant-TW"),
        ("EN-us", "en-US"),
        ("sl-ROZAJ", "sl-rozaj"),
        ("de-1996", "de-1996"),
        ("no tag", "no tag"),
    ],
)
def test_language_tags_in_the_case_of_bcp_47(tag: str, canonical: str) -> None:
    assert language_tag(tag) == canonical
