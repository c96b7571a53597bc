"""The loader: what the shapes say is in the model, and what it cannot carry out is refused."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import pytest

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model import Test as Asks  # pytest collects what is called Test
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import DECIMAL_PATTERN, language_tag
from stdpolicy.model.loader import load_model
from stdpolicy.model.triples import OntologyError
from stdpolicy.resources import read
from strategies import SCALE

SHAPES = read("ontology/shapes.ttl").decode()
TERMS = read("ontology/stdpolicy.ttl").decode()
CODES = read("ontology/codes.ttl").decode()


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """Of the three files of the ontology most tests change one: what stays is parsed once."""
    parse = ox.parse

    @lru_cache(maxsize=8)
    def quads(data: bytes, **options: Any) -> list[ox.Quad]:
        return list(parse(data, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ox, "parse", quads)
        yield


@pytest.fixture(scope="module")
def loaded() -> Model:
    return load_model()


def test_roots_and_statements(loaded: Model) -> None:
    assert loaded.roots == ("Policy", "Registry", "Crosswalk")
    assert "Target" in loaded.statements
    assert "Provision" not in loaded.statements
    assert "Statement" not in loaded.classes


def test_inherited_fields_stand_where_their_order_says(loaded: Model) -> None:
    names = [field.name for field in loaded.classes["Target"].fields]
    assert names[:5] == ["label", "statedIn", "quote", "indicator", "comparator"]
    assert names[-2:] == ["note", "reviewStatus"]


def test_each_type_of_field(loaded: Model) -> None:
    def type_of(cls: str, field: str) -> object:
        return loaded.classes[cls].by_name[field].type

    schemes = loaded.schemes
    assert type_of("Target", "value") == DecimalType(f"^({DECIMAL_PATTERN})$")
    assert type_of("Target", "label") == TextType(min_length=1)
    assert type_of("Target", "vague") == BooleanType()
    assert type_of("Target", "deadline") == DateType()
    assert type_of("Target", "unit") == CodeType(schemes["unit"])
    assert type_of("Place", "code") == StringType("^[0-9]{6}$")
    assert type_of("Provision", "text") == StringType(min_length=1)
    assert type_of("Provision", "order") == IntegerType(1, 999999)
    assert type_of("Measure", "contributesTo") == ReferenceType(("Goal", "Target"))
    assert type_of("Place", "sameAs") == ReferenceType()
    assert type_of("Goal", "target") == NodeType("Target")
    assert type_of("Policy", "title") == TextType(("zh",), 1)
    assert type_of("Alignment", "subject") == ReferenceType(("Goal", "Target", "Measure", "Action"))
    open_lists = {name for name, scheme in schemes.items() if not scheme.closed}
    assert open_lists == {"domain", "genre", "instrument", "target-group", "topic"}


def test_conditions(loaded: Model) -> None:
    conditions = {c.name: c for c in loaded.classes["Target"].conditions}
    between = conditions["between-needs-upperValue"]
    assert (between.when.test, between.when.value) == (Asks.EQUALS, "between")
    assert [then.test for then in between.then] == [Asks.PRESENT]
    assert between.when.holds({"comparator": "between"})
    assert not between.holds({"comparator": "between"})
    assert between.holds({"comparator": "between", "upperValue": "5"})
    either = conditions["value-or-vague-or-trend"]
    assert [(then.field, then.value) for then in either.then] == [("vague", True), ("trend", None)]
    assert either.holds({"trend": "increase"})
    assert not either.holds({"vague": False})
    (several,) = loaded.classes["Policy"].conditions
    assert several.when.test is Asks.SEVERAL
    assert several.holds({"issuer": ["#a"]})
    assert not several.holds({"issuer": ["#a", "#b"]})


def test_a_condition_names_the_field_not_the_term() -> None:
    condition = (
        'shape:x a sh:NodeShape ; sh:message "x"@en , "x"@zh-Hans ; sh:or'
        " ( [ sh:not [ sh:path org:subOrganizationOf ; sh:minCount 1 ] ]"
        " [ sh:path stdpol:identifier ; sh:maxCount 0 ] ) ."
    )
    body = "sh:targetClass stdpol:Body ; sh:nodeKind sh:IRI ;"
    text = with_one_prefix(SHAPES).replace(body, f"{body} sh:node shape:x ;") + condition
    conditions = load_model(shapes=text.encode()).classes["Body"].conditions
    (found,) = (one for one in conditions if one.name == "x")
    assert (found.when.field, found.then[0].field) == ("parent", "identifier")


def with_one_prefix(text: str) -> str:
    """The namespace of the terms as `stdpol:`, whatever the file calls it."""
    (prefix,) = re.findall(r"@prefix (\w+): <https://w3id.org/stdpolicy/ns#>", text)
    return re.sub(rf"\b{prefix}:", "stdpol:", text)


UNIT = "sh:maxCount 1 ; sh:node shape:unit"
AMOUNT = "sh:path stdpol:amount ; sh:minCount 1 ]"
REFUSED = {
    # parameters that nobody reads for the type
    "another constraint": (UNIT, UNIT + " ; sh:lessThan stdpol:value", "Target, unit: sh:lessThan"),
    "SHACL of another version": (UNIT, UNIT + " ; sh:reifierShape shape:Line", "reifierShape"),
    "a predicate of another vocabulary": (UNIT, UNIT + ' ; stdpol:note "x"', "ns#note is not"),
    "a type of a field": (UNIT, UNIT + " ; a sh:PropertyShape", "unit: a is not"),
    "severity": (UNIT, UNIT + " ; sh:severity sh:Warning", "severity"),
    "deactivated": (UNIT, UNIT + " ; sh:deactivated true", "deactivated"),
    "length of a string": ("sh:node shape:String ]", "sh:node shape:String ; sh:minLength 5 ]", "minLength"),
    "pattern of a string of any form": ("sh:node shape:String ]", 'sh:node shape:String ; sh:pattern "^a$" ]', "pattern"),
    "pattern of a date": ("sh:node shape:Date ]", 'sh:node shape:Date ; sh:pattern "^2" ]', "pattern"),
    "pattern of a boolean": ("sh:node shape:Boolean ]", 'sh:node shape:Boolean ; sh:pattern "^true$" ]', "pattern"),
    "bounds of a string": ("sh:node shape:String ]", "sh:node shape:String ; sh:minInclusive 1 ]", "minInclusive"),
    "bounds of a decimal": ("sh:node shape:Decimal ]", "sh:node shape:Decimal ; sh:maxInclusive 1 ]", "maxInclusive"),
    "exclusive bounds": ("sh:minInclusive 1", "sh:minExclusive 0", "minExclusive"),
    "count of a text": ("sh:uniqueLang true ]", "sh:uniqueLang true ; sh:maxCount 1 ]", "maxCount"),
    "language of a string": ("sh:node shape:String ]", "sh:node shape:String ; sh:uniqueLang true ]", "uniqueLang"),
    "kind of a contained node": ("sh:class stdpol:Source", "sh:class stdpol:Source ; sh:nodeKind sh:IRI", "nodeKind"),
    # parameters with values that are not carried out
    "counts": ("sh:maxCount 1 ; sh:node shape:unit", "sh:minCount 2 ; sh:node shape:unit", "counts"),
    "count that is no number": ("sh:minCount 1 ;", 'sh:minCount "one" ;', "minCount has to be an integer"),
    "order that is a fraction": ("sh:order 190 ;", "sh:order 190.5 ;", "dateExpires: sh:order has to be an integer"),
    "order that is negative": ("sh:order 190 ;", "sh:order -190 ;", "positive sh:order"),
    "order of zero": ("sh:order 190 ;", "sh:order 0 ;", "positive sh:order"),
    "order spelt otherwise": ("sh:order 190 ;", 'sh:order "0190"^^xsd:integer ;', "order has to be an integer"),
    "uniqueLang false": ("sh:uniqueLang true", "sh:uniqueLang false", "uniqueLang"),
    "no uniqueLang": (" ; sh:uniqueLang true", "", "uniqueLang"),
    "bounds swapped": ("sh:minInclusive 1 ;", "sh:minInclusive 1000000 ;", "both of its bounds"),
    "bound missing": ("sh:minInclusive 1 ;", "", "both of its bounds"),
    "bound beyond JSON": ("sh:maxInclusive 999999", "sh:maxInclusive 9999999999999999", "15 digits"),
    "two values of a parameter": ("sh:maxCount 1 ;", "sh:maxCount 1 , 2 ;", "maxCount has to be one"),
    "two languages": ('sh:languageIn ( "zh" )', 'sh:languageIn ( "zh" "en" )', "one value in one language"),
    "a region": ('sh:languageIn ( "zh" )', 'sh:languageIn ( "zh-CN" )', "one value in one language"),
    "two values in a language": ("sh:qualifiedMinCount 1", "sh:qualifiedMinCount 2", "one value in one language"),
    "no count of a language": (" ; sh:qualifiedMinCount 1", "", "one value in one language"),
    # patterns
    "pattern without anchors": ("^[0-9]{6}$", "[0-9]{6}", "anchored"),
    "pattern anchored in parts": ("^[0-9]{6}$", "^[0-9]{6}|x$", "dialects"),
    "pattern with an escape": ("^[0-9]{6}$", r"^\\d{6}$", "dialects"),
    "pattern with a dot": ("^[0-9]{6}$", "^.{6}$", "dialects"),
    "pattern with a group of Python": ("^[0-9]{6}$", "^(?i)[a-z]{6}$", "dialects"),
    "pattern that is none": ("^[0-9]{6}$", "^([0-9]{6}$", "not a pattern"),
    "no pattern": (' ; sh:pattern "^[0-9]{6}$"', "", "code: sh:pattern has to be a string"),
    # types
    "unknown datatype": ("sh:datatype xsd:date ", "sh:datatype xsd:dateTime ", "dateTime with shape:Date is not"),
    "datatype that does not exist": ("sh:datatype xsd:date ", "sh:datatype xsd:dat ", "dat with shape:Date is not"),
    "datatype without form": ("sh:datatype xsd:date ; sh:node shape:Date", "sh:datatype xsd:date", "needs sh:datatype with"),
    "datatype of another form": ("sh:datatype xsd:date ; sh:node shape:Date", "sh:datatype xsd:date ; sh:node shape:Line", "is not implemented"),
    "form without datatype": ("sh:datatype xsd:date ; sh:node shape:Date", "sh:node shape:Date", "no code list and no reference shape"),
    "a string for an IRI": ("sh:datatype xsd:date ", 'sh:datatype "date" ', "datatype has to be one NamedNode"),
    "kind of node": ("sh:node shape:Iri ]", "sh:nodeKind sh:IRI ]", "origin: needs sh:datatype"),
    "datatype of a code": ("sh:node shape:unit", "sh:node shape:unit ; sh:datatype xsd:string", "shape:unit is not implemented"),
    "unknown shape": ("sh:node shape:unit", "sh:node shape:unitt", "unit: shape:unitt is no code list"),
    "shape of another namespace": ("sh:node shape:unit", "sh:node stdpol:unit", "unit: needs"),
    "unknown class": ("sh:class stdpol:Source", "sh:class stdpol:Sauce", "source: no shape for the class"),
    "abstract class": ("sh:class stdpol:Source", "sh:class stdpol:Statement", "source: no shape for the class"),
    # names
    "no name": ('sh:name "quote" ;', "", "sh:name has to be a string"),
    "no path": ("sh:path stdpol:quote ;", "", "needs sh:path"),
    "no order": ("sh:order 110 ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype", "sh:minCount 1 ; sh:maxCount 1 ; sh:datatype", "sh:order"),
    "a path that is a list": ("sh:path stdpol:genre", "sh:path ( stdpol:genre stdpol:level )", "path has to be one NamedNode"),
    "an inverse path": ("sh:path stdpol:genre", "sh:path [ sh:inversePath stdpol:genre ]", "path has to be one NamedNode"),
    "duplicate name": ('sh:name "genre"', 'sh:name "level"', "Policy, level: 2 fields with one name"),
    "duplicate name, inherited": ('sh:name "deadline" ;', 'sh:name "quote" ;', "quote: 2 fields with one name"),
    "duplicate order": ("sh:order 190 ;", "sh:order 180 ;", "Policy, 180: 2 fields with one order"),
    "duplicate order, inherited": ("sh:order 200 ; sh:minCount 1 ; sh:maxCount 1 ; sh:node shape:goal-kind", "sh:order 110 ; sh:minCount 1 ; sh:maxCount 1 ; sh:node shape:goal-kind", "110: 2 fields with one order"),
    "duplicate path": ("sh:path stdpol:genre", "sh:path stdpol:level", "level: 2 fields with one iri"),
    "duplicate path, inherited": ("[ sh:path stdpol:label ; sh:name \"label\" ; sh:order 20 ; sh:minCount 1 ", "[ sh:path stdpol:quote ; sh:name \"label\" ; sh:order 20 ; sh:minCount 1 ", "shape:Principle"),
    "id": ('sh:name "genre"', 'sh:name "id"', "Policy, id: not a name"),
    "type": ('sh:name "genre"', 'sh:name "type"', "Policy, type: not a name"),
    "keyword": ('sh:name "genre"', 'sh:name "@id"', "@id: not a name"),
    "prefixed": ('sh:name "genre"', 'sh:name "stdpol:genre"', "stdpol:genre: not a name"),
    "like a class": ('sh:name "genre"', 'sh:name "Policy"', "not a name"),
    "label beside the term's": ('sh:name "genre"', 'sh:name "genre" , "文体"@zh-Hans', "labels of its own"),
    "foreign term without label": ('sh:name "title" , "标题"@zh-Hans , "title"@en', 'sh:name "title"', "sh:name: a text is needed"),
    "foreign term with one label": ('sh:name "title" , "标题"@zh-Hans', 'sh:name "title"', "sh:name: a text is needed"),
    "name in a language": ('sh:name "genre"', 'sh:name "genre"@en', "name has to be a string"),
    "order that is no integer": ('sh:name "genre"', 'sh:name "order"', "order: has to be one integer"),
    "undefined term": ("sh:path stdpol:genre", "sh:path stdpol:jenre", "ns#jenre: a text is needed"),
    "foreign term without note": ("sh:path dcterms:title", "sh:path dcterms:subject", "subject: a text is needed"),
    # class shapes
    "open class": ("sh:closed true ; ", "", "Policy: not closed"),
    "closed false": ("sh:closed true ; ", "sh:closed false ; ", "Policy: not closed"),
    "inherited fields not ignored": ("( rdf:type stdpol:statedIn stdpol:quote stdpol:mentions stdpol:openList stdpol:interpretation stdpol:note stdpol:reviewStatus )", "( rdf:type )", "ignoredProperties"),
    "more ignored": ("( rdf:type )", "( rdf:type stdpol:note )", "Policy: sh:ignoredProperties"),
    "ignored twice": ("( rdf:type )", "( rdf:type rdf:type )", "Policy: sh:ignoredProperties"),
    "kind of its nodes": ("sh:nodeKind sh:IRI ; sh:closed", "sh:nodeKind sh:BlankNodeOrIRI ; sh:closed", "nodeKind"),
    "no kind of its nodes": ("sh:nodeKind sh:IRI ; sh:closed", "sh:closed", "nodeKind"),
    "ids of a document": ("sh:node shape:Document", "sh:node shape:Fragment", "Policy: its ids need sh:node shape:Document"),
    "no form of ids": ("    sh:node shape:Fragment ;\n", "", "its ids need sh:node shape:Fragment"),
    "two classes": ("sh:targetClass stdpol:Policy", "sh:targetClass stdpol:Policy , stdpol:Act", "one sh:targetClass"),
    "other targets": ("sh:targetClass stdpol:Policy", "sh:targetSubjectsOf stdpol:genre", "no shape for the class|no class uses"),
    "constraint of a class": ("sh:closed true", "sh:closed true ; sh:xone ( shape:Line )", "Policy: sh:xone is not"),
    "severity of a class": ("sh:closed true", "sh:closed true ; sh:severity sh:Info", "severity"),
    "class of another namespace": ("sh:targetClass stdpol:Policy", "sh:targetClass org:Policy", "no shape for the class"),
    "undefined class": ("sh:targetClass stdpol:Policy", "sh:targetClass stdpol:Polity", "no shape for the class"),
    "constraint of an abstract shape": ("shape:Statement a sh:NodeShape ;", "shape:Statement a sh:NodeShape ; sh:nodeKind sh:IRI ;", "shape:Statement: sh:nodeKind"),
    "shapes in a circle": ("shape:Statement a sh:NodeShape ;", "shape:Statement a sh:NodeShape ; sh:node shape:Statement ;", "circle"),
    "a shape that nobody uses": ("shape:Statement a", "shape:Other a sh:NodeShape ; sh:targetNode stdpol:x . shape:Statement a", "shape:Other: a shape that no class uses"),
    "a field that nobody uses": ("shape:Statement a", "[] sh:path stdpol:note . shape:Statement a", "a shape that no class uses"),
    # the shapes beside
    "a value shape": ("shape:String a sh:NodeShape ; sh:minLength 1", "shape:String a sh:NodeShape ; sh:minLength 2", "shape:String: has to be"),
    "a value shape with more": ("shape:Boolean a sh:NodeShape", "shape:Boolean a sh:NodeShape ; sh:closed true", "shape:Boolean: has to be"),
    "the pattern of dates": ("^([1-9][0-9]{3}-((", "^([0-9]{4}-((", "shape:Date: has to be"),
    "the pattern of IRIs": ("^((https?://", "^((ftp://", "shape:Iri: has to be"),
    "kind of a code": ("shape:unit a sh:NodeShape ; sh:nodeKind sh:IRI", "shape:unit a sh:NodeShape ; sh:nodeKind sh:Literal", "shape:unit: the shape of a code list"),
    "more about a list": ("shape:unit a sh:NodeShape ;", "shape:unit a sh:NodeShape ; sh:maxLength 9 ;", "shape:unit: the shape of a code list"),
    "another list": ("sh:hasValue code:unit", "sh:hasValue code:role", "shape:unit: the shape of a code list"),
    "no shape of a list": ("shape:unit a sh:NodeShape", "shape:units a sh:NodeShape", "shape:unit: the shape of a code list"),
    "open list, anything": ("[ sh:node shape:ForeignIri ]", "[ sh:node shape:Iri ]", "shape:domain: the shape of a code list"),
    "more about a reference": ("shape:BodyReference a sh:NodeShape ;", "shape:BodyReference a sh:NodeShape ; sh:maxLength 9 ;", "shape:BodyReference: has to be"),
    "reference to what is described": (" [ sh:property [ sh:path rdf:type ; sh:maxCount 0 ] ]", "", "Reference: has to be"),
    "reference to an unknown class": ("[ sh:class stdpol:Body ]", "[ sh:class stdpol:Bodies ]", "BodyReference: no shape for the class"),
    "reference to a class twice": ("[ sh:class stdpol:Goal ]", "[ sh:class stdpol:Statement ]", "names a class twice"),
    # conditions
    "no message": ('sh:message "a vague', 'sh:name "a vague', "vague-excludes-value: a condition is"),
    "message in one language": ("\"a vague target has no value\"@en , ", "", "vague-excludes-value: a text is needed"),
    "message twice in a language": ("\"a vague target has no value\"@en", '"x"@en , "y"@en', "vague-excludes-value: a text is needed"),
    "message in no language": ("\"a vague target has no value\"@en", '"x"', "vague-excludes-value: a text is needed"),
    "xone": ("[ sh:not [ sh:path stdpol:comparator ; sh:hasValue", "[ sh:xone [ sh:path stdpol:comparator ; sh:hasValue", "sh:not"),
    "no alternative": ("[ " + AMOUNT + " )", ")", "a condition is"),
    "more than a condition": ("shape:amount-needs-currency a sh:NodeShape ;", "shape:amount-needs-currency a sh:NodeShape ; sh:nodeKind sh:IRI ;", "a condition is"),
    "count in a clause": (AMOUNT, "sh:path stdpol:amount ; sh:minCount 2 ]", "a clause is"),
    "more in a clause": (AMOUNT, "sh:path stdpol:amount ; sh:minCount 1 ; sh:maxCount 1 ]", "a clause is"),
    "clause about no field": (AMOUNT, "sh:path stdpol:text ; sh:minCount 1 ]", "of a field of the class"),
    "code of another list": ("sh:hasValue comparator:between", "sh:hasValue emendation-kind:correction", "cannot be compared with the value of comparator"),
    "code that does not exist": ("sh:hasValue comparator:between", "sh:hasValue comparator:amid", "cannot be compared"),
    "number for a boolean": ("sh:path stdpol:vague ; sh:hasValue true", "sh:path stdpol:vague ; sh:hasValue 1", "cannot be compared"),
    "value of a decimal": ("sh:path stdpol:value ; sh:maxCount 0", "sh:path stdpol:value ; sh:hasValue 1.0", "cannot be compared"),
    "value of a set": ("sh:path stdpol:value ; sh:maxCount 0", "sh:path stdpol:place ; sh:hasValue stdpol:x", "cannot be compared"),
    # the file
    "no Turtle": ("sh:closed true", "sh:closed", "shapes: "),
}  # fmt: skip


def refuses(message: str, old: str, new: str, **files: str) -> None:
    """That a file is refused with a change in it."""
    ((stem, text),) = files.items()
    assert old in text
    with pytest.raises(OntologyError, match=message):
        load_model(**{stem: text.replace(old, new, 1).encode()})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(*case, id=name, marks=() if at % 3 == 0 else pytest.mark.slow)
        for at, (name, case) in enumerate(REFUSED.items())
    ],
)
def test_what_is_not_implemented_is_refused(old: str, new: str, message: str) -> None:
    refuses(message, old, new, shapes=with_one_prefix(SHAPES))


BROKEN_TERMS = {
    "label missing": ('"Policy"@en', '"Policy"@fr', "Policy: a text is needed"),
    "version missing": ('owl:versionInfo "0.2" ;', "", "owl:versionInfo"),
    "title missing": ('"标准化政策词汇表"@zh-Hans , ', "", "ns: a text is needed"),
}


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_TERMS.values(), ids=BROKEN_TERMS)
def test_what_is_not_documented_is_refused(old: str, new: str, message: str) -> None:
    refuses(message, old, new, stdpolicy=TERMS)


NATIONAL = (
    "administrative-level:national a skos:Concept ; skos:inScheme code:administrative-level ;"
)
BROKEN_CODES = {
    "notation": ('skos:notation "national"', 'skos:notation "nation"', "skos:notation has to be"),
    "no notation": ('skos:notation "national" ;', "", "skos:notation has to be"),
    "two lists": (NATIONAL, NATIONAL[:-1] + ", code:unit ;", "in one list, not in 2"),
    "no list": (NATIONAL, "administrative-level:national a skos:Concept ;", "in one list, not in 0"),
    "undefined list": (NATIONAL, "administrative-level:national a skos:Concept ; skos:inScheme code:tier ;", "not defined"),
    "IRI of another list": (NATIONAL, NATIONAL.replace("administrative-level:national", "unit:national"), "unit/national: has to be"),
    "name": (NATIONAL, NATIONAL.replace("administrative-level:national", "administrative-level:National"), "a name such as"),
    "label missing": ('"国家级"@zh-Hans , ', "", "national: a text is needed"),
    "label twice": ('"国家级"@zh-Hans , ', '"国家级"@zh-Hans , "国家"@zh-Hans , ', "national: a text is needed"),
    "label empty": ('"国家级"@zh-Hans , ', '" "@zh-Hans , ', "national: a text is needed"),
    "broader of another list": ('skos:notation "national"', 'skos:broader unit:percent ; skos:notation "national"', "has to be"),
    "broader that does not exist": ('skos:notation "national"', 'skos:broader administrative-level:world ; skos:notation "national"', "leads out of"),
    "broader than itself": ('skos:notation "national"', 'skos:broader administrative-level:national ; skos:notation "national"', "or round"),
    "no codes": ("code:administrative-level a skos:ConceptScheme", "code:empty a skos:ConceptScheme . code:administrative-level a skos:ConceptScheme", "without codes"),
    "reserved": ("code:administrative-level a skos:ConceptScheme", "code:text a skos:ConceptScheme . code:administrative-level a skos:ConceptScheme", "reserved"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), BROKEN_CODES.values(), ids=BROKEN_CODES)
def test_a_broken_code_list_is_refused(old: str, new: str, message: str) -> None:
    refuses(message, old, new, codes=CODES)


# -- every triple counts -------------------------------------------------------------------

HEADER = ox.NamedNode("https://w3id.org/stdpolicy/shapes")
TRIPLES = [  # what is said of the file itself is no matter of the model
    quad.triple
    for quad in ox.parse(SHAPES.encode(), format=ox.RdfFormat.TURTLE)
    if quad.subject != HEADER
]
INSTEAD = (
    ox.Literal("x"),
    ox.NamedNode("https://example.org/x"),
    ox.BlankNode("x"),
    ox.NamedNode("http://www.w3.org/ns/shacl#IRI"),
)


def mutants(triple: ox.Triple, at: int) -> Iterator[list[ox.Triple]]:
    """The shapes with a triple left out, and with its subject, predicate or object replaced."""
    s, p, o = triple.subject, triple.predicate, triple.object
    other = TRIPLES[(at * 7 + 3) % len(TRIPLES)]
    rest = TRIPLES[:at] + TRIPLES[at + 1 :]
    yield rest
    yield [*rest, ox.Triple(s, other.predicate, o)]
    yield [*rest, ox.Triple(s, p, INSTEAD[at % len(INSTEAD)])]
    yield [*TRIPLES, ox.Triple(s, p, other.object)]
    yield [*TRIPLES, ox.Triple(other.subject, p, o)]


def none_is_passed_over(chosen: range, loaded: Model) -> None:
    for at in chosen:
        for triples in mutants(TRIPLES[at], at):
            data = ox.serialize(triples, format=ox.RdfFormat.TURTLE)
            assert data is not None
            try:
                changed = load_model(shapes=data)
            except OntologyError:
                continue
            difference = set(triples) ^ set(TRIPLES)
            assert changed != loaded or not difference, difference


@pytest.mark.slow
def test_no_triple_of_the_shapes_is_passed_over(loaded: Model) -> None:
    none_is_passed_over(range(0, len(TRIPLES), 601), loaded)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(8))
def test_no_triple_of_more_is_passed_over(start: int, loaded: Model) -> None:
    """One in five; all of them in a search."""
    step = 8 if SCALE > 1 else 40
    none_is_passed_over(range(start, len(TRIPLES), step), loaded)


def test_a_triple_said_twice_is_said_once(loaded: Model) -> None:
    data = ox.serialize([*TRIPLES, *TRIPLES], format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    assert load_model(shapes=data) == loaded


@pytest.mark.parametrize("data", [b"", b"<x> <y> <z> .", b"@prefix : <urn:x:> . :a :b :c ."])
@pytest.mark.parametrize("stem", ["stdpolicy", "codes", "shapes"])
def test_any_file_is_refused_plainly(stem: str, data: bytes) -> None:
    with pytest.raises(OntologyError):
        load_model(**{stem: data})


# -- names and values ----------------------------------------------------------------------


def test_what_a_list_allows() -> None:
    unit, domain = model().schemes["unit"], model().schemes["domain"]
    foreign = "https://example.org/code/x"
    assert unit.allows("percent")
    assert not unit.allows("galactic")
    assert not unit.allows(foreign)
    assert domain.allows("innovation")
    assert domain.allows(foreign)
    for wrong in (
        "percent",
        domain.iri + "/innovation",
        domain.iri + "/innovations",
        "https://w3id.org/stdpolicy/code/unit/percent",
        "https://w3id.org/stdpolicy/code/domains/innovation",
        "https://w3id.org/stdpolicy/ns#Goal",
        "https://example.org/a b",
        "https://example.org/%",
        foreign + "\n",
    ):
        assert not domain.allows(wrong), wrong


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
