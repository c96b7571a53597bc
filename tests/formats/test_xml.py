"""XML: only elements of our namespace are ours, and what carries no meaning is found where it is."""

import re
from typing import Any

import pytest

import stdpolicy
from small_policy import IRI, filled
from stdpolicy.diagnostics import KEY, Fix
from stdpolicy.formats.xmldoc import XML, parse
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Source

DOCUMENT = (
    f'<Registry xmlns="{NAMESPACE}" xmlns:s="{NAMESPACE}" xmlns:x="urn:x:y"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xml:base="https://example.org/r"{attributes}>'
    '<title xml:lang="zh">登记册</title>{inside}'
    '<describesBody id="#b1"{node}>{before}<name xml:lang="zh"{text}>市政府</name>'
    "<kind{leaf}>{kind}</kind>{parent}</describesBody></Registry>"
)
PARTS = ("attributes", "inside", "node", "before", "text", "leaf", "kind", "parent")


def made(**parts: str) -> Source:
    return Source(
        DOCUMENT.format_map(dict.fromkeys(PARTS, "") | {"kind": "government"} | parts).encode()
    )


def found(source: Source) -> list[tuple[str, str]]:
    """Code and place of each finding of the reader."""
    reading = XML.read(source)
    places = reading.places([f.path for f in reading.findings])
    spans = [(f.rule.code, f.span or places[f.path]) for f in reading.findings]
    return [(code, source.text[start:end]) for code, (start, end) in spans]


FOREIGN = {
    "no namespace": ('<kind xmlns="">x</kind>', "{}kind"),
    "another namespace": ("<x:kind>x</x:kind>", "{urn:x:y}kind"),
    "a text": ('<name xmlns="" xml:lang="zh">x</name>', "{}name"),
    "a text without language": ('<name xmlns="">x</name>', "{}name"),
    "with elements": ('<name xmlns=""><name>x</name></name>', "{}name"),
    "a node": ('<x:describesPlace id="#p"><kind/></x:describesPlace>', "{urn:x:y}describesPlace"),
    "unknown of ours": ("<knid>x</knid>", "knid"),
    "a space in its name": ("<x:\u1680n>x</x:\u1680n>", "{urn:x:y}\u1680n"),
    "our id": ("<s:id>#b2</s:id>", NAMESPACE + "id"),
}


@pytest.mark.parametrize("foreign", FOREIGN)
def test_an_element_that_is_not_ours_is_an_unknown_property(foreign: str) -> None:
    element, key = FOREIGN[foreign]
    source = made(before=element)
    reading = XML.read(source)
    assert reading.tree is not None
    node: dict[str, Any] = reading.tree["describesBody"][0]
    assert (node["name"], node["kind"]) == ({"zh": "市政府"}, "government")
    assert list(node) == ["id", "type", key, "name", "kind"]
    start, end = reading.places([("describesBody", 0, key, KEY)])["describesBody", 0, key, KEY]
    assert source.text[start:end] == element[: element.index(">") + 1]
    report = list(stdpolicy.validate(source.data, format="xml"))
    assert [d.rule.code for d in report] == ["SP201"]
    assert report[0].span == (start, end)


def test_a_prefix_is_only_a_prefix() -> None:
    text = made().text.replace("<kind", "<s:kind").replace("</kind", "</s:kind")
    assert XML.read(Source(text.encode())).tree == XML.read(made()).tree


STRAY = {
    "an attribute": ({"node": ' kind="x"'}, "kind"),
    "of another namespace": ({"leaf": " x:a='y'"}, "x:a"),
    "with a namespace": ({"node": ' s:id="#b2"'}, "s:id"),
    "xml:lang of a node": ({"node": ' xml:lang="zh"'}, "xml:lang"),
    "xml:lang of a string": ({"leaf": ' xml:lang="zh"'}, "xml:lang"),
    "lang of a text": ({"text": ' lang="zh"'}, "lang"),
    "xml:base within": ({"node": ' xml:base="https://example.org/s"'}, "xml:base"),
    "xml:id": ({"node": ' xml:id="b1"'}, "xml:id"),
    "xml:id that is no name": ({"node": ' xml:id="#b1"'}, "xml:id"),
    "xml:space": ({"text": ' xml:space="preserve"'}, "xml:space"),
    "xsi:nil": ({"leaf": ' xsi:nil="false"'}, "xsi:nil"),
    "xsi:type of another class": ({"node": ' xsi:type="s:Place"'}, "xsi:type"),
    "id of the root": ({"attributes": ' id="#r"'}, "id"),
    "id of a text": ({"text": ' id="#t"'}, "id"),
    "text": ({"inside": " 文\n"}, "文"),
    "text before elements": ({"before": "文 字<!-- x -->"}, "文 字"),
    "a reference to a character": ({"inside": "&#x6587;"}, "&#x6587;"),
    "CDATA": ({"inside": "<![CDATA[文]]>"}, "<![CDATA[文]]>"),
    "a space that is not one of XML": ({"inside": "\n\u3000\xa0\n"}, "\u3000\xa0"),
    "a space by reference": ({"before": " &#x3000;"}, "&#x3000;"),
    "a space in CDATA": ({"inside": " <![CDATA[\u2028]]>"}, "<![CDATA[\u2028]]>"),
    "a space in a name": ({"leaf": " x:\u1680='y'"}, "x:\u1680"),
    "text in a reference": ({"parent": '<parent ref="#b1">文</parent>'}, "文"),
    "an element in a reference": ({"parent": '<parent ref="#b1"><name/></parent>'}, "<name/>"),
}


@pytest.mark.parametrize("stray", STRAY)
def test_what_carries_no_meaning_is_found_at_its_place(stray: str) -> None:
    parts, token = STRAY[stray]
    assert found(made(**parts)) == [("SP117", token)]


@pytest.mark.parametrize(
    "inside", ["", *(one[0] for one in FOREIGN.values()), "&a;", "<x", "<y:z/>"]
)
def test_a_text_is_read_as_a_whole_as_it_is_read_by_and_by(
    inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = made(inside=inside, parent="<order>1</order>")
    whole = XML.read(source)
    monkeypatch.setattr(parse, "SMALL", 0)
    by_and_by = XML.read(source)
    assert (whole.tree, whole.findings) == (by_and_by.tree, by_and_by.findings)


def test_each_stray_text_and_attribute_is_a_finding() -> None:
    source = made(inside="一<describesPlace/>二<describesPlace a='1' b='2'/>三", before="四")
    texts = [token for code, token in found(source) if code == "SP117"]
    assert texts == ["a", "b", "四", "一", "二", "三"]


QUIET = {
    "white space": {"inside": " \n\t", "before": "\r\n"},
    "white space by reference": {"inside": "&#32;"},
    "white space in CDATA": {"inside": "<![CDATA[ \n]]>"},
    "comments and instructions": {
        "inside": "<!-- 文 --><?x 文?>",
        "kind": "gov<!-- x -->ern<?y?>ment",
    },
    "CDATA as text": {"kind": "<![CDATA[govern]]>ment"},
    "characters by reference": {"kind": "&#x67;overnment"},
    "white space around a code": {"kind": "\n  government\t"},
    "a place to find a schema": {"attributes": ' xsi:schemaLocation="urn:x:y a.xsd"'},
    "xsi:type of the class": {"node": ' xsi:type="s:Body"'},
}


@pytest.mark.parametrize("quiet", QUIET)
def test_what_is_no_content_changes_nothing(quiet: str) -> None:
    reading = XML.read(made(**QUIET[quiet]))
    assert (reading.findings, reading.tree) == ([], XML.read(made()).tree)


@pytest.mark.parametrize("inside", ["", " ", "\n  ", "<!-- x -->", "&#9;"])
def test_white_space_in_a_reference(inside: str) -> None:
    reading = XML.read(made(parent=f'<parent ref="#b1">{inside}</parent>'))
    assert reading.findings == []
    assert reading.tree is not None
    assert reading.tree["describesBody"][0]["parent"] == "#b1"


NAME = '<name xml:lang="zh">市政府</name>'
MEANT = {
    "lang": (NAME, "<name lang='zh'>市</name>", "did you mean xml:lang?"),
    "href": ("</kind>", "</kind><parent href='urn:x:y'/>", "did you mean ref?"),
    "another case": ("</kind>", "</kind><parent Ref='urn:x:y'/>", "did you mean ref?"),
    "a value": ("</kind>", "</kind><parent value='urn:x:y'/>", "did you mean ref?"),
    "its own name": ("</kind>", "</kind><parent parent='urn:x:y'/>", "did you mean ref?"),
    "of RDF": ("</kind>", "</kind><parent x:resource='urn:x:y'/>", "did you mean ref?"),
    "a text": (NAME, "<name xml:lang='zh' name='市'/>", "write the value between the tags"),
    "a code": (">government<", " value='government'><", "write the value between the tags"),
}


@pytest.mark.parametrize("meant", MEANT)
def test_an_attribute_that_is_meant_for_another_is_one_mistake(meant: str) -> None:
    old, new, hint = MEANT[meant]
    (finding,) = stdpolicy.validate(made().text.replace(old, new).encode(), format="xml")
    assert (finding.rule.code, finding.hint) == ("SP117", hint)


def test_tags_in_full_width_brackets() -> None:
    text = made().text.replace("<kind>government</kind>", "＜kind＞government＜/kind＞")
    found = stdpolicy.validate(text.encode(), format="xml")
    assert ("SP117", "write < and > as ASCII has them") in [(d.rule.code, d.hint) for d in found]


def test_attributes_for_elements_are_one_mistake_each() -> None:
    text = made().text.replace("<kind>government</kind>", "")
    text = text.replace(
        '<describesBody id="#b1"', '<describesBody xml:id="b1" kind="government" parent="#b1"'
    )
    found = stdpolicy.validate(text.encode(), format="xml")
    assert [(d.rule.code, d.hint) for d in found if d.rule.code != "SP406"] == [
        ("SP117", "did you mean id?"),
        ("SP117", "write an element kind"),
        ("SP117", "write an element parent"),
    ]


def test_elements_of_no_namespace_are_one_mistake() -> None:
    text = made().text.replace(f'xmlns="{NAMESPACE}" ', "").replace("Registry", "s:Registry")
    (finding,) = stdpolicy.validate(text.encode(), format="xml")
    assert finding.rule.code == "SP201"
    assert finding.message == "the element title of Registry is in another namespace, none"


WRONG = {
    "no mark at the end": f'"{NAMESPACE[:-1]}"',
    "another protocol": f'"{NAMESPACE.replace("https", "http")}"',
    "another character": f'"{NAMESPACE.replace("stdp", "stdq")}"',
    "empty": '""',
    "none": "",
}


@pytest.mark.parametrize("how", WRONG)
def test_beside_a_wrong_namespace_other_mistakes_are_found_where_they_stand(how: str) -> None:
    text = made(kind="goverment", before="标准 & ").text.replace(f' xmlns:s="{NAMESPACE}"', "")
    wrong = f" xmlns={WRONG[how]}" if WRONG[how] else ""
    changed = text.replace(f' xmlns="{NAMESPACE}"', wrong)
    report = stdpolicy.validate(changed.encode(), format="xml")
    found = [(d.rule.code, changed[slice(*d.span)]) for d in report]
    namespace = ("SP122", WRONG[how] or "Registry")
    assert sorted(found) == [("SP102", "&"), ("SP117", "标准 &"), namespace, ("SP304", "goverment")]


def test_a_wrong_namespace_is_one_mistake_however_often_it_is_declared() -> None:
    text = made().text.replace(f' xmlns:s="{NAMESPACE}"', "")
    text = text.replace("<name", f'<name xmlns="{NAMESPACE}"').replace(NAMESPACE, NAMESPACE[:-1])
    (finding,) = stdpolicy.validate(text.encode(), format="xml")
    assert isinstance(finding.fix, Fix)
    assert (finding.rule.code, len(finding.fix.edits)) == ("SP122", 2)


def test_a_namespace_that_is_not_like_ours_is_another_format() -> None:
    text = made().text.replace(NAMESPACE, "http://schemas.xmlsoap.org/ws/2004/09/policy")
    (finding,) = stdpolicy.validate(text.encode(), format="xml")
    assert finding.rule.code == "SP112"


@pytest.mark.parametrize("before", [0, 20_000])
@pytest.mark.parametrize("element", ["<name>&x;</name>", "<name a='&x;'/>"])
def test_an_entity_in_a_large_file(element: str, before: int) -> None:
    many = "<describesPlace/>" * before
    text = made(inside=many + element + "<describesPlace/>" * 20_000).text
    finding = XML.read(Source(text.encode())).findings[0]
    assert finding.span is not None
    assert text[slice(*finding.span)] == "&x;"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_place_where_the_parser_stops(end: str) -> None:
    text = made(inside=f"{end}标准{end} &x;").text
    finding = XML.read(Source(text.encode())).findings[0]
    assert finding.span is not None
    assert text[slice(*finding.span)] == "&x;"


@pytest.mark.parametrize(
    ("declaration", "words", "codes"),
    [
        ("<!DOCTYPE Policy>", "意见&nbsp;", ["SP102", "SP106", "SP304"]),
        ('<!DOCTYPE Policy SYSTEM "policy.dtd">', "意见", ["SP106", "SP304"]),
        ('<!doctype Policy [ <!ENTITY a "]>"> <!-- \' --> ]>', "意见", ["SP106", "SP304"]),
        ('<!DOCTYPE Policy [ <!ENTITY a "b"> ]>', "意见&a;", ["SP106"]),
        ('<!DOCTYPE Policy SYSTEM "policy.dtd">', "意见&a;", ["SP106"]),
        ("<!DOCTYPE Policy><!DOCTYPE Policy>", "意见", ["SP106"]),
        ("<!DOCTYPE Policy [ ", "意见", ["SP106"]),
    ],
)
def test_beside_a_document_type_is_found_what_does_not_depend_on_it(
    declaration: str, words: str, codes: list[str]
) -> None:
    text = filled(IRI, "意见").to_bytes("xml").decode()
    text = text.replace("?>\n", f"?>\n{declaration}\n", 1).replace(">意见<", f">{words}<", 1)
    found = stdpolicy.validate(text.replace(">opinions<", ">opinionz<").encode(), format="xml")
    assert sorted(d.rule.code for d in found) == codes
    (declared,) = (d for d in found if d.rule.code == "SP106")
    assert bool(declared.fix) == (len(codes) > 1)


@pytest.mark.parametrize("notation", ["xml", "jsonld", "turtle"])
def test_beside_a_misspelt_root_other_mistakes_are_found(notation: str) -> None:
    text = filled(IRI, "意见").to_bytes(notation).decode()
    text = text.replace("Policy", "Polcy").replace("opinions", "opinionz")
    found = stdpolicy.validate(text.encode(), format=notation).diagnostics
    assert sorted(d.rule.code for d in found) == ["SP112", "SP304"]
    (root,) = (d for d in found if d.rule.code == "SP112")
    assert root.hint == 'did you mean "Policy"?'
    assert root.excerpt[slice(root.place[1] - 1, root.end[1] - 1)].strip('"').endswith("Polcy")
    if notation != "turtle":
        mended, _ = stdpolicy.fix(text.encode(), likely=True, format=notation)
        assert b"Polcy" not in mended


def test_of_a_misspelt_root_with_a_prefix_the_name_is_mended() -> None:
    text = filled(IRI, "意见").to_bytes("xml").decode()
    text = re.sub(r"(</?)(?=\w)", r"\1p:", text).replace(" xmlns=", " xmlns:p=")
    assert not stdpolicy.validate(text.encode(), format="xml").diagnostics
    (root,) = stdpolicy.validate(text.replace("p:Policy", "p:Polcy").encode(), format="xml")
    assert isinstance(root.fix, Fix)
    assert [edit.text for edit in root.fix.edits] == ["Policy", "Policy"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Pol\x07icy", "SP102"), ("政策", "SP112"), ("Pol·icy", "SP112"), ("a:b:c", "SP112")],
)
def test_the_root_may_have_any_name(name: str, code: str) -> None:
    text = f'<{name} xmlns="{NAMESPACE}"><title>标题</title><title>标题</title></{name}>'
    assert code in [one.rule.code for one in XML.read(Source(text.encode())).findings]
