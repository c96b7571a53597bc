"""How each notation spells a change: in the text as it is, however that is written."""

import json
from typing import Any

import pytest

import stdpolicy
from small_policy import IRI, Tree, policy
from stdpolicy.diagnostics import (
    Bracket,
    Change,
    Fix,
    Remove,
    Rename,
    Safety,
    Sort,
    State,
    Write,
    place_of,
)
from stdpolicy.diagnostics.fixes import Path
from stdpolicy.fixes.editing import edited
from stdpolicy.formats import named
from stdpolicy.formats.jsonld.places import places as in_json
from stdpolicy.formats.turtle.tokens import tokens
from stdpolicy.formats.xmldoc.places import places as in_xml
from stdpolicy.source import Source, Span

PLACES = {"jsonld": in_json, "xml": in_xml}


def changed(name: str, text: str, change: Change, old: Any = None) -> str:
    place: Path = place_of(change)
    edits = named(name).spell(text, change, PLACES[name](text, [place])[place], old)
    return edited(Source(text.encode()), [Fix(edits, Safety.SAFE)]).text if edits else ""


@pytest.mark.parametrize(
    ("text", "change", "old", "right"),
    [
        ('{"a": "\\u0078"}', Write(("a",), "é\n"), "x", '{"a": "é\\n"}'),
        ('{"a": 1.50}', Write(("a",), "1.5"), 1.5, '{"a": "1.5"}'),
        ('{"a": "1"}', Write(("a",), True), "1", '{"a": true}'),
        ('{"a": {"b": 1}}', Write(("a",), "x"), {"b": 1}, ""),
        ('{"a": 1}', Write(("a",), "x"), 2, ""),
        ('{ "a" : [1, 2] }', Rename(("a",), "b"), "a", '{ "b" : [1, 2] }'),
        ('{"a": [ "x" , "y"]}', Remove(("a", 0)), None, '{"a": [ "y"]}'),
        ('{"a": ["x",\n "y"]}', Remove(("a", 1)), None, '{"a": ["x"]}'),
        ('{"a": ["x"]}', Remove(("a", 0)), None, '{"a": []}'),
        ('{"a": {"c": "}"}, "b": 1}', Remove(("a",)), None, '{"b": 1}'),
        ('{"b": 1,\r\n"a": null\r\n}', Remove(("a",)), None, '{"b": 1\r\n}'),
        ('{"a": {"b": ["]"]}}', Bracket(("a",), True), None, '{"a": [{"b": ["]"]}]}'),
        ('{"a": [\n {"b": 1}\n]}', Bracket(("a",), False), None, '{"a": {"b": 1}}'),
        ('{"a": {\r\n "b": 1}}', State(("a",), "T"), None, '{"a": {\r\n "type": "T",\r\n "b": 1}}'),
    ],
)  # fmt: skip
def test_json(text: str, change: Change, old: Any, right: str) -> None:
    assert changed("jsonld", text, change, old) == right


@pytest.mark.parametrize(
    ("text", "change", "old", "right"),
    [
        ("<p><a> 60.0\n</a></p>", Write(("a",), "60"), "60.0", "<p><a> 60\n</a></p>"),
        ("<p><a>x&amp;y</a></p>", Write(("a",), "<&"), "x&y", "<p><a>&lt;&amp;</a></p>"),
        ("<p><a><![CDATA[x]]></a></p>", Write(("a",), "y"), "x", ""),
        ("<p><a ref='#x' /></p>", Write(("a",), "#y"), "#x", "<p><a ref='#y' /></p>"),
        ('<p><a ref="#x"></a></p>', Write(("a",), "'\""), "#x", '<p><a ref="&apos;&quot;"></a></p>'),
        ("<p><a id='x'><a/></a ></p>", Rename(("a",), "b"), "a", "<p><b id='x'><a/></b ></p>"),
        ("<q:p xmlns:q='u'><q:a/></q:p>", Rename(("{u}a",), "b"), "a", "<q:p xmlns:q='u'><q:b/></q:p>"),
        ('<p><a xml:lang="zh_Hans">x</a></p>', Rename(("a", "zh_Hans"), "zh-Hans"), "zh_Hans", '<p><a xml:lang="zh-Hans">x</a></p>'),
        ("<p>\n<a ref='x'/>\n<a ref='x'/>\n</p>", Remove(("a", 1)), None, "<p>\n<a ref='x'/>\n</p>"),
        ("<p>\n<!--b--><b><b/></b>\n<!--a--><a/>\n</p>", Sort((), ("a", "b")), None, "<p>\n<!--a--><a/>\n<!--b--><b><b/></b>\n</p>"),
        ("<p><b/><x/><a/></p>", Sort((), ("a", "b")), None, ""),
    ],
)  # fmt: skip
def test_xml(text: str, change: Change, old: Any, right: str) -> None:
    text = text.replace("<p>", '<p xmlns="https://w3id.org/stdpolicy/ns#">')
    right = right.replace("<p>", '<p xmlns="https://w3id.org/stdpolicy/ns#">')
    assert changed("xml", text, change, old) == right


@pytest.mark.parametrize(
    ("token", "change", "old", "right"),
    [
        ('"x\\ty"', Write((), 'a"b'), "x\ty", '"a\\"b"'),
        ("'x'", Write((), "y"), "x", '"y"'),
        ('"x"', Write((), "z"), "y", None),
        ("60.0", Write((), "60"), "60.0", '"60"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("060", Write((), "60"), "060", '"60"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("06", Write((), 6), "06", None),
        ("role:leed", Write((), "lead"), "leed", "role:lead"),
        (":t1", Write((), "#t2"), "#t1", ":t2"),
        ("<#t1>", Write((), "#t2"), "#t1", "<#t2>"),
        ("<https://e.org/p#t1>", Write((), "#t2"), "#t1", "<https://e.org/p#t2>"),
        ("role:mislead", Write((), "leed"), "lead", None),
        ("role:leed", Write((), "a b"), "leed", None),
        ("<https://e.org/x>", Write((), "lead"), "https://e.org/x", None),
        ("stdpol:lable", Rename(("lable",), "label"), "lable", "stdpol:label"),
        ("<https://e.org/x>", Rename(("x",), "label"), "https://e.org/x", "<https://w3id.org/stdpolicy/ns#label>"),
        ("@zh", Rename(("x",), "zh-Hans"), "zh", "@zh-Hans"),
        (":t1", State((), "Target"), None, ":t1 a <https://w3id.org/stdpolicy/ns#Target> ;"),
    ],
)  # fmt: skip
def test_turtle(token: str, change: Change, old: Any, right: str | None) -> None:
    text = f"{token} "
    span = next(tokens(text)).span
    edits = named("turtle").spell(text, change, span, old)
    if right is None:
        assert edits == ()
    else:
        assert edited(Source(text.encode()), [Fix(edits, Safety.SAFE)]).text == f"{right} "


def test_no_type_in_triples_alone() -> None:
    """Where each line is a triple nothing can be said within one."""
    assert named("ntriples").spell("<a> ", State((), "Target"), Span(0, 3), None) == ()
    assert named("trig").spell("<a> ", State((), "Target"), Span(0, 3), None) != ()


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("turtle", '# a\n<x#y> <p> "# no", """\n# no\n""" . # b\n# c', 3),
        ("ntriples", "# a\r\n", 1),
        ("xml", '<?xml version="1.0"?><!-- a --><?b?><p><![CDATA[<!-- no -->]]></p>', 2),
        ("jsonld", "{}", 0),
    ],
)
def test_comments_are_counted(name: str, text: str, count: int) -> None:
    assert named(name).comments(text) == count


# -- what is not offered, for it would break something else --------------------------------------


def fixes(tree: Tree) -> list[tuple[str, bool]]:
    context = ["https://w3id.org/stdpolicy/context/0.2.jsonld", {"@base": IRI}]
    data = json.dumps({"@context": context, **tree}, ensure_ascii=False).encode()
    return [(f.rule.code, f.fix is not None) for f in stdpolicy.validate(data)]


def test_no_key_is_made_twice() -> None:
    tree = policy()
    tree["gaol"] = tree["goal"]
    assert ("SP201", False) in fixes(tree)
    tree = policy()
    tree["genres"], tree["genra"] = tree["genre"], tree.pop("genre")
    assert sorted(fixes(tree))[:2] == [("SP201", False), ("SP201", True)]


def test_no_language_is_made_twice() -> None:
    tree = policy()
    tree["title"] = {"zh_Hans": "a", "zh-hans": "b"}
    assert ("SP309", False) in fixes(tree)


def test_no_id_is_made_twice() -> None:
    tree = policy()
    tree["measure"][0]["id"] = "t1"
    assert ("SP205", False) in fixes(tree)
