# The compiled XSD: loads in two processors, and both accept and refuse the same documents.

import re

import pytest
import xmlschema
from lxml import etree

from artefacts.samples import BASE, document
from sampled import some
from stdpolicy.artefacts.xsd import CANNOT_STATE, xml_xsd, xsd
from stdpolicy.formats.canonical import canonical
from stdpolicy.formats.xmldoc.write import write
from stdpolicy.model import NodeType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE

MODEL = model()
XML = "{http://www.w3.org/XML/1998/namespace}"
SP = "{" + NAMESPACE + "}"
XS = "{http://www.w3.org/2001/XMLSchema}"

MINIMAL = {
    "id": BASE,
    "type": "Policy",
    "title": {"zh-Hans": "关于标准化工作的意见"},
    "genre": "opinions",
    "level": "national",
    "jurisdiction": "https://example.org/registry#place",
    "issuer": ["https://example.org/registry#body"],
    "language": "zh-Hans",
    "source": {"id": "#s", "type": "Source", "digest": "0" * 64},
    "provision": [{"id": "#p1", "type": "Provision", "order": 1, "kind": "title", "text": "意见"}],
}


@pytest.fixture(scope="module")
def judges(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schema")
    (folder / "xml.xsd").write_text(xml_xsd(MODEL), encoding="utf-8")
    (folder / "stdpolicy.xsd").write_text(xsd(MODEL), encoding="utf-8")
    path = str(folder / "stdpolicy.xsd")
    by_lxml = etree.XMLSchema(etree.parse(path))
    by_xmlschema = xmlschema.XMLSchema10(path, allow="local")

    def verdict(root):
        verdicts = {by_lxml.validate(root), by_xmlschema.is_valid(etree.ElementTree(root))}
        assert len(verdicts) == 1, by_lxml.error_log
        return verdicts.pop()

    return verdict


def parsed(tree):
    return etree.fromstring(write(canonical(tree, BASE), BASE))


def full(root="Policy"):
    return parsed(document(MODEL, root, siblings=1))


def find(root, path):
    return root.find("/".join(SP + name for name in path.split("/"))) if path else root


def test_accepts_a_minimal_policy(judges):
    assert judges(parsed(MINIMAL))


@pytest.mark.parametrize("root", MODEL.roots)
def test_accepts_documents_with_everything(judges, root):
    assert judges(full(root))


def text(path, value):
    def change(root):
        find(root, path).text = value

    return change


def attribute(path, name, value):
    def change(root):
        element = find(root, path)
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)

    return change


def remove(path):
    def change(root):
        element = find(root, path)
        element.getparent().remove(element)

    return change


def repeat(path, **attributes):
    def change(root):
        element = find(root, path)
        twin = etree.fromstring(etree.tostring(element, with_tail=False))
        twin.attrib.update(attributes)
        element.addnext(twin)

    return change


def add(path, name):
    def change(root):
        etree.SubElement(find(root, path), name)

    return change


def swap(path):
    def change(root):
        element = find(root, path)
        element.addprevious(element.getnext())

    return change


REFUSED = {
    "required element missing": remove("jurisdiction"),
    "required node missing": remove("source"),
    "single value twice": repeat("language"),
    "single node twice": repeat("source", id="#other"),
    "unknown element": add("", SP + "nickname"),
    "element of another namespace": add("", "{urn:x}note"),
    "elements out of order": swap("genre"),
    "base missing": attribute("", XML + "base", None),
    "base relative": attribute("", XML + "base", "policy"),
    "base with fragment": attribute("", XML + "base", BASE + "#x"),
    "unknown attribute": attribute("", "version", "1"),
    "id missing": attribute("source", "id", None),
    "id not a fragment": attribute("source", "id", "s"),
    "id absolute": attribute("source", "id", BASE + "#s"),
    "id twice": attribute("source", "id", "#n3"),
    "reference missing": attribute("jurisdiction", "ref", None),
    "reference not an IRI": attribute("jurisdiction", "ref", "n 2"),
    "reference with content": text("jurisdiction", "#n2"),
    "reference twice": repeat("issuer"),
    "language missing": attribute("title", XML + "lang", None),
    "language malformed": attribute("title", XML + "lang", "zh_CN"),
    "language twice": repeat("title"),
    "text empty": text("title", ""),
    "text with CR": text("title", "题\r目"),
    "string empty": text("documentNumber", ""),
    "string twice": repeat("describesBody/shortName"),
    "pattern": text("source/digest", "abc"),
    "pattern with white space": text("source/digest", " " + "0" * 64),
    "decimal not canonical": text("incentive/amount", "60.0"),
    "decimal with exponent": text("incentive/amount", "6e1"),
    "date that is none": text("dateAdopted", "2023-02-29"),
    "date with time zone": text("dateAdopted", "2024-02-29Z"),
    "boolean as number": text("incentive/ceiling", "1"),
    "integer too small": text("provision/order", "0"),
    "integer too large": text("provision/order", "1000000"),
    "integer with zeros": text("provision/order", "01"),
    "integer with sign": text("provision/order", "+1"),
    "closed code unknown": text("level", "galactic"),
    "closed code as IRI": text("level", "https://w3id.org/stdpolicy/code/level/national"),
    "open code unknown": text("genre", "novel"),
    "open code of ours by IRI": text("genre", "https://w3id.org/stdpolicy/code/genre/opinions"),
    "open code of ours that is none": text("genre", "https://w3id.org/stdpolicy/code/genre/novel"),
    "code of another list": text("genre", "https://w3id.org/stdpolicy/code/unit/percent"),
    "code of a list that is none": text("genre", "https://w3id.org/stdpolicy/code/genres/novel"),
    "class for a code": text("genre", "https://w3id.org/stdpolicy/ns#Goal"),
    "element in a reference": add("jurisdiction", SP + "note"),
    "code twice": repeat("measure/domain"),
    "text between elements": text("", "stray"),
}


@pytest.mark.parametrize("name", some(REFUSED, 2))
def test_refuses(judges, name):
    root = full()
    REFUSED[name](root)
    assert not judges(root)


ACCEPTED = {
    "white space in a reference": text("jurisdiction", "\n  \t"),
    "code between white space": text("level", "\n  national "),
    "open code as IRI": text("genre", "https://example.org/genre/白皮书"),
    "decimal between white space": text("incentive/amount", " 60 "),
    "string of spaces": text("documentNumber", "  "),
    "string of several lines": text("provision/text", "一\n\t二"),
    "schemaLocation": attribute(
        "", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", f"{NAMESPACE} x.xsd"
    ),
}


@pytest.mark.parametrize("change", ACCEPTED.values(), ids=ACCEPTED)
def test_accepts(judges, change):
    root = full()
    change(root)
    assert judges(root)


def only_english(root):
    for title in root.findall(SP + "title"):
        if title.get(XML + "lang") != "en":
            root.remove(title)


UNSTATED = {
    "condition": remove("incentive/currency"),
    "required-language": only_english,
    "language-case": repeat("title", **{XML + "lang": "EN"}),
    "reference-target": attribute("jurisdiction", "ref", "#nowhere"),
    "reference-spelling": repeat("issuer", ref=BASE + "#n2"),
}


@pytest.mark.parametrize("limit", CANNOT_STATE, ids=lambda limit: limit.name)
def test_what_it_cannot_state_it_accepts(judges, limit):
    root = full()
    UNSTATED[limit.name](root)
    assert judges(root)
    assert f"{limit.name} ({limit.reason})" in xsd(MODEL)


def test_only_documents_are_documents(judges):
    place = full().find(SP + "describesPlace")
    root = etree.fromstring(etree.tostring(place))
    assert not judges(root)


def test_documents_every_term_in_both_languages():
    schema = xsd(MODEL)
    assert re.findall('<xs:element name="([A-Z][A-Za-z]*)"', schema) == list(MODEL.roots)
    things = [*MODEL.classes.values(), *(field for _, field in MODEL.fields())]
    codes = [code for scheme in MODEL.schemes.values() for code in scheme.codes.values()]
    documentation = etree.fromstring(schema.encode()).iter(
        "{http://www.w3.org/2001/XMLSchema}documentation"
    )
    found = {(note.get(XML + "lang"), note.text) for note in documentation}
    for thing in [*things, *codes, *MODEL.schemes.values()]:
        assert ("en", f"{thing.label['en']}: {thing.definition['en']}") in found
        assert ("zh-Hans", f"{thing.label['zh-Hans']}：{thing.definition['zh-Hans']}") in found


def test_every_set_has_an_identity_constraint():
    names = re.findall('<xs:unique name="([^"]*)"', xsd(MODEL))
    assert len(names) == len(set(names))
    places = [(root, MODEL.classes[root]) for root in MODEL.roots]
    for owner, field in MODEL.fields():
        if isinstance(field.type, NodeType):
            places.append((f"{owner.name}.{field.name}", MODEL.classes[field.type.target]))
    for place, cls in places:
        sets = [
            field for field in cls.fields if field.many and not isinstance(field.type, NodeType)
        ]
        assert {f"{place}.{field.name}" for field in sets} <= set(names)


def test_documents_and_complex_types_are_explained_in_both_languages():
    root = etree.fromstring(xsd(MODEL).encode())
    explained = [one for one in root if one.tag in (XS + "element", XS + "complexType")]
    explained = [one for one in explained if one.get("name") != "blank"]
    assert {"Policy", "Target", "text", "link"} <= {one.get("name") for one in explained}
    for one in explained:
        said = one.findall(f"{XS}annotation/{XS}documentation")
        assert [text.get(XML + "lang") for text in said] == ["zh-Hans", "en"], one.get("name")
