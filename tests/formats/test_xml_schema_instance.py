"""The attributes of XML Schema in a document: the reader takes those that our schema allows."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from artefacts.samples import BASE, document
from sampled import some
from stdpolicy.formats.canonical import canonical
from stdpolicy.formats.xmldoc import XML
from stdpolicy.formats.xmldoc.write import write
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Source

PATH = Path(__file__).parents[2] / "schema" / "stdpolicy.xsd"
TYPES = {
    "Policy": "Policy",
    "source": "Source",
    "title": "text",
    "jurisdiction": "link",
    "documentNumber": "string",
    "language": "",
    "documentType": "document-type",
    "genre": "genre",
    "dateAdopted": "date",
    "inherited": "boolean",
    "order": "",
    "value": "",
}
"""Of each kind of element one, with the name of its type; none where the type is its own."""
NAMED = re.findall('<xs:(?:simple|complex)Type name="([^"]+)"', PATH.read_text(encoding="utf-8"))
DECLARED = f'xmlns:s="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@cache
def text() -> str:
    """A document with everything."""
    tree = canonical(document(model(), "Policy", siblings=1), BASE)
    return write(tree, BASE).decode().replace("<Policy ", f"<Policy {DECLARED} ")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(PATH))


def allowed(element: str, attribute: str) -> bool:
    """Whether an attribute may stand at an element, by schema and reader."""
    found = re.sub(rf"<{element}\b", rf"\g<0> {attribute}", text(), count=1).encode()
    assert found.count(attribute.encode()) == 1
    by_schema = schema().validate(etree.fromstring(found))
    assert (XML.read(Source(found)).findings == []) == by_schema, (element, attribute)
    return by_schema


def test_there_is_an_element_of_each_kind() -> None:
    fields = [field for _, field in model().fields()]
    tried = {type(field.type) for field in fields if field.name in TYPES}
    assert tried == {type(field.type) for field in fields}


@pytest.mark.parametrize("element", some(TYPES, 4))
def test_the_type_of_an_element_is_its_own(element: str) -> None:
    own = {TYPES[element]} - {""}
    assert own <= set(NAMED)
    assert {name for name in NAMED if allowed(element, f'xsi:type="{name}"')} == own


WRITTEN = {
    "{}": True,
    "s:{}": True,
    " s:{}\n": False,  # but for libxml2
    ":{}": False,
    "s:{}:{}": False,
    "s: {}": False,
    "s:{} s:{}": False,
    "xsi:{}": False,
    "t:{}": False,
    "": False,
}


@pytest.mark.parametrize("element", [name for name, own in TYPES.items() if own])
@pytest.mark.parametrize("written", WRITTEN)
def test_how_a_type_is_written(element: str, written: str) -> None:
    value = written.replace("{}", TYPES[element])
    assert allowed(element, f'xsi:type="{value}"') == WRITTEN[written]


OTHERS = {
    'xsi:schemaLocation="urn:x:y x.xsd"': True,
    'xsi:schemaLocation=""': True,
    'xsi:noNamespaceSchemaLocation="x.xsd"': True,
    'xsi:nil="true"': False,
    'xsi:nil="false"': False,
    'xsi:other="x"': False,
    'type="Policy"': False,
    'nil="true"': False,
}


@pytest.mark.parametrize("element", some(TYPES, 2))
@pytest.mark.parametrize("attribute", OTHERS)
def test_places_of_schemas_alone_may_stand_anywhere(element: str, attribute: str) -> None:
    assert allowed(element, attribute) == OTHERS[attribute]


def test_no_type_lets_an_element_have_what_it_may_not_have() -> None:
    """A text extends a string by its language; nothing of ours would be a string with one."""
    assert not allowed("documentNumber", 'xsi:type="text" xml:lang="zh"')
