"""Words of a string have the place of those words, through escapes and markup; each place has a path in
the terms of its notation.
"""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from layouts import JSONLD, LAYOUTS, TURTLE, XML
from lxml import etree

from examples_in_turn import in_turn
from stdpolicy.diagnostics import Path
from stdpolicy.formats import Notation
from stdpolicy.formats.notation import Piece
from stdpolicy.formats.reading import Reading
from stdpolicy.formats.words import span_of_words
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import START, Source, Span


def strings(tree: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every string of a tree that is content."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key not in ("id", "type"):
                yield from strings(value, (*path, key))
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield from strings(value, (*path, at))


def said(notation: Notation, text: str, token: Span) -> str:
    return "".join(piece.said for piece in notation.pieces(text, token))


def _cut(pieces: Iterator[Piece], span: Span) -> str:
    """What the part of a token says that is in a span."""
    found = ""
    for (start, end), string in pieces:
        if len(string) == end - start:
            found += string[max(span.start - start, 0) : max(span.end - start, 0)]
        elif span.start <= start and end <= span.end:
            found += string
    return found


def check_words(notation: Notation, text: str, reading: Reading, seed: str) -> None:
    """Of each string the token says it; of some part of it the span says that part."""
    draw = random.Random(seed)
    expected = dict(strings(reading.tree))
    places = reading.places(expected)
    checked = 0
    for path, string in expected.items():
        token = places[path]
        if said(notation, text, token) != string:
            continue  # a code or reference, which is written in another way
        checked += 1
        start = draw.randrange(len(string))
        words = Span(start, draw.randrange(start, len(string)) + 1)
        span = span_of_words(notation, text, token, string, words)
        assert span is not None, path
        assert token.start <= span.start < span.end <= token.end, path
        inside = (p for p in notation.pieces(text, token) if p.span.end > span.start)
        assert _cut(inside, span) == string[words.start : words.end], path
    assert checked > len(expected) / 5  # names of codes and references are no strings in Turtle


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_in_every_layout(layout: str) -> None:
    notation, make = LAYOUTS[layout]
    source = Source(make().encode())
    check_words(notation, source.text, notation.read(source), layout)


@pytest.mark.parametrize("path", in_turn())
@pytest.mark.parametrize("notation", [JSONLD, TURTLE, XML], ids=str)
def test_words_of_examples(path: Any, notation: Notation) -> None:
    source = Source.from_path(path.with_suffix(notation.suffix))
    check_words(notation, source.text, notation.read(source), path.parent.name)


ESCAPED = [
    (
        JSONLD,
        r'"a\u4e2d\"b\ud83d\ude00\nc"',
        'a中"b😀\nc',
        [r"\u4e2d", r"\"", r"\ud83d\ude00", r"\n"],
    ),
    (TURTLE, r'"a\u4E2D\"b\U0001F600\nc"', 'a中"b😀\nc', [r"\u4E2D", r"\"", r"\U0001F600", r"\n"]),
    (TURTLE, '"""a中"b😀\nc"""', 'a中"b😀\nc', ["中", '"', "😀", "\n"]),
    (TURTLE, "'''a中\\'b😀\nc'''", "a中'b😀\nc", ["中", "\\'", "😀", "\n"]),
    (
        XML,
        ">a&#20013;&quot;b&#x1F600;\r\nc",
        'a中"b😀\nc',
        ["&#20013;", "&quot;", "&#x1F600;", "\r\n"],
    ),
    (
        XML,
        '>a<!-- b -->中<![CDATA["]]>b<?x?>😀<![CDATA[\r\nc]]>',
        'a中"b😀\nc',
        ["中", '"', "😀", "\r\n"],
    ),
    (XML, "='a中&#34;b&#128512;&#10;c'", 'a中"b😀\nc', ["中", "&#34;", "&#128512;", "&#10;"]),
]


@pytest.mark.parametrize(("notation", "text", "string", "written"), ESCAPED)
def test_a_character_has_the_place_of_its_escape(
    notation: Notation, text: str, string: str, written: list[str]
) -> None:
    token = Span(1 if notation is XML else 0, len(text))
    assert said(notation, text, token) == string
    found = []
    for at in (1, 2, 4, 5):
        span = span_of_words(notation, text, token, string, Span(at, at + 1))
        assert span is not None
        found.append(text[span.start : span.end])
    assert found == written
    whole = span_of_words(notation, text, token, string, Span(0, len(string)))
    assert whole is not None
    assert (text[whole.start], text[whole.end - 1]) == ("a", "c") or "c]]>" in text


@pytest.mark.parametrize("string", ["b", "aa", "", None, 3])
def test_a_token_that_is_not_the_string_has_no_words(string: object) -> None:
    assert span_of_words(JSONLD, '"a"', Span(0, 3), string, Span(0, 1)) is None


def located(notation: Notation, text: str, reading: Reading) -> list[tuple[Path, Span, str]]:
    paths = [path for path, _ in strings(reading.tree)]
    places = reading.places(paths)
    found = notation.locations(text, {span.start for span in places.values()})
    return [(path, span, found[span.start]) for path, span in places.items() if span != START]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name.startswith("jsonld")])
def test_json_pointers_lead_to_the_value(layout: str) -> None:
    source = Source(LAYOUTS[layout][1]().encode())
    content = json.loads(source.text)
    for path, span, pointer in located(JSONLD, source.text, JSONLD.read(source)):
        value = content
        for step in pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        token = source.text[span.start : span.end]
        assert token in "{[" or json.loads(token) == value, path


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name.startswith("xml")])
def test_xpaths_select_the_node(layout: str) -> None:
    source = Source(LAYOUTS[layout][1]().encode())
    root = etree.fromstring(source.data)
    for path, span, xpath in located(XML, source.text, XML.read(source)):
        found = root.xpath(xpath, namespaces={"stdpol": NAMESPACE})
        assert len(found) == 1, xpath
        token = source.text[span.start : span.end]
        if "/@" in xpath:
            assert token[1:-1] == found[0], path
        elif not token.startswith("<") or "<![CDATA[" in token:
            assert said(XML, source.text, span) == found[0].text, path


def test_xpaths_of_other_namespaces_and_of_attributes() -> None:
    text = (
        f"<p:Policy xmlns:p='{NAMESPACE}' xmlns:o='urn:o' xml:base='b'><o:x/><y/><o:x o:z='1'>t</o:x>"
        "<p:goal id='#g'><!-- c --></p:goal></p:Policy>"
    )
    words = {"xml:base": "/@xml:base", "<o:x/>": "/*[1]", "<y/>": "/y[1]", "t</": "/*[3]"}
    words |= {"o:z": "/*[3]/@*[local-name()='z' and namespace-uri()='urn:o']"}
    words |= {"'#g'": "/stdpol:goal[1]/@id", "<!-- c": "/stdpol:goal[1]", "</p:P": ""}
    found = XML.locations(text, [text.index(word) for word in words])
    assert found == {text.index(word): "/stdpol:Policy[1]" + path for word, path in words.items()}
    root = etree.fromstring(text)
    for path in found.values():
        assert len(root.xpath(path, namespaces={"stdpol": NAMESPACE})) == 1


def test_turtle_names_the_node_and_the_property_as_they_are_written() -> None:
    text = (
        "@base <https://e.org/d> . @prefix s: <urn:s#> .\n"
        "<#t> a s:T ; s:value 3, 'x'@zh ; s:of <#u> .\n"
    )
    words = {"<#t>": "<#t>", "a s": "<#t> a", "s:value": "<#t> s:value", "3": "<#t> s:value"}
    words |= {"@zh": "<#t> s:value", "<#u>": "<#t> s:of"}
    found = TURTLE.locations(text, [0, *(text.index(word) for word in words)])
    assert found == {text.index(word): said for word, said in words.items()}


BROKEN = [
    '{"a": [1, {"b": }',
    "]]}}",
    '{"\\q": 1}',
    '{"a": "b',
    "<a><b>t</c></a></a>",
    "<a",
    "@prefix s: <u> . <#a> s:b [ s:c",
    "}",
]


@pytest.mark.parametrize("notation", [JSONLD, XML, TURTLE], ids=str)
@pytest.mark.parametrize("text", BROKEN)
def test_a_text_that_is_not_well_formed_has_paths_as_far_as_it_is(
    notation: Notation, text: str
) -> None:
    offsets = range(len(text) + 2)
    assert set(notation.locations(text, offsets)) <= set(offsets)


def test_a_json_pointer_up_to_where_the_text_is_wrong() -> None:
    text = BROKEN[0]
    assert JSONLD.locations(text, [text.index("1"), text.index("}")]) == {7: "/a/0", 16: "/a/1"}
