"""Long strings that nearly match take time and memory in proportion to their length.

Nothing is timed: at these lengths a pattern that backtracks would not come to an end at all, and the
watchdog of conftest.py would say where it was.
"""

import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from sealed import CORPUS

import stdpolicy
from sampled import some
from stdpolicy.checks.values import literals
from stdpolicy.formats import NOTATIONS, Notation, detect
from stdpolicy.formats.jsonld import lexer as json_lexer
from stdpolicy.formats.jsonld import strict
from stdpolicy.formats.jsonld import tokens as json_tokens
from stdpolicy.formats.turtle import lines
from stdpolicy.formats.turtle import tokens as turtle_tokens
from stdpolicy.formats.xmldoc import parse
from stdpolicy.formats.xmldoc import places as xml_places
from stdpolicy.model import DecimalType, StringType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import FRAGMENT, IRI
from stdpolicy.source import Source

N = 30_000
PIECES = [
    *("a", "1", " ", "\n", "\t", "-", ".", "/", ":", "#", "@", "^", "%", "\\", "=", "&", "_", "+"),
    *('"', "'", "<", ">", "[", "]", "{", "}", "(", ")", ",", ";", "!", "?", "*", "标", "\u0301"),
    *('\\"', '""', '"a" ', "'''", '"""', '"\\"', '\\"""', '"a":', '{"', '["', '{"a":', "[{", "{}"),
    *(
        "<a ",
        "<a>",
        "<a",
        "</a>",
        "<a b=",
        '<a b="',
        "<!--",
        "-->",
        "<!",
        "<?",
        "?>",
        "<?a?>",
        "]]>",
    ),
    *(
        "<![CDATA[",
        "&a;",
        "&#1",
        "<a:b>",
        "<a:b> ",
        "_:",
        "_:a ",
        "<<",
        "<<(",
        "@a",
        "@a-",
        "^^<",
        "a:",
    ),
    *(
        "#\n",
        "# a\n",
        "a.",
        ".a",
        "1.",
        "1e",
        "-1",
        "+",
        "0.",
        "%4",
        "%41",
        "\\u",
        "\\u0041",
        "\\ud800",
    ),
    *("GRAPH ", "@prefix ", "prefix a:", "base ", "a-", "-a", "a/", "/a", "2025-", "zh-", "-Hans"),
]
"""What hostile files repeat."""


SOME = PIECES[::15]
OWN = [notation for notation in NOTATIONS if notation.name in ("jsonld", "turtle", "xml")]
OTHERS = [notation for notation in NOTATIONS if notation not in OWN]  # which are read as Turtle is
READ = [
    *(pytest.param(notation, SOME, id=f"{notation} some") for notation in OWN),
    *(pytest.param(one, PIECES, id=f"{one} all", marks=pytest.mark.slow) for one in OWN),
    *(pytest.param(one, SOME, id=f"{one} some", marks=pytest.mark.slow) for one in OTHERS),
]


@pytest.mark.parametrize(("notation", "pieces"), READ)
def test_readers(notation: Notation, pieces: list[str]) -> None:
    for piece in pieces:
        text = piece * (N // len(piece))
        for start in ("", '{"a": "', "<u:s> <u:p> ", '<u:s> <u:p> "', "<a b='c'>"):
            (finding, *_) = stdpolicy.validate((start + text).encode(), format=notation)
            assert finding.message


def test_detection() -> None:
    for piece in PIECES:
        text = piece * (10 * N // len(piece))
        for start in ("", "<u:s> <u:p> ", '<u:s> <u:p> "', "<u:s> <u:p> <u:o> "):
            detect(Source((start + text).encode()))


@pytest.mark.slow
def test_an_element_that_holds_very_many() -> None:
    """Its end comes in a chunk of the parser that holds some thousands of them."""
    many = "<t/>" * (70 * parse.CHUNK // 4 + 5000)
    text = f'<P xmlns="urn:x"><a><b>{many}</b></a></P>'
    assert sum(1 for _ in parse.elements(Source(text.encode()))) == 2


POLICY: dict[str, Any] = json.loads((CORPUS / "policy.jsonld").read_bytes())
NEAR: dict[str, list[Any]] = {
    "dateInForce": ["2025-12-31" * N, "1" * N, "2025-" * N, "１" * N],
    "leadIssuer": [
        "https://a.b/" + "c" * N + "<",
        "urn:a:" + "%41" * N + "%",
        "#" + "a." * N + "/",
    ],
    "language": ["zh" + "-aaaaa" * N + "-", "zh-" + "a" * N],
    "genre": ["https://a.b/" + "标" * N + " ", "a-" * N],
    "documentNumber": [
        "e\u0301" * N,
        "a" + "\u0301\u0323" * N,
        "á" + "\u0323" * N,
        "가" * N,
        "ﷺ" * N,
    ],
    "title": [{"zh-" + "a" * N: "x"}, {"a-" * N: "x"}, {"zh": "\u0323\u0301" * N}],
}
SOURCE: dict[str, list[Any]] = {
    "digest": ["0" * N, "0" * 63 + "x" * N],
    "file": ["a/" * N, "a." * N + "/", "/" * N],
    "origin": ["http://" + "a." * N + ":1"],
}
TARGET: dict[str, list[Any]] = {
    "value": ["1" * N, "0." + "0" * N, "-" * N, "1," * N, "１" * N, "a" + "\u0301\u0323" * N]
}


def with_source(**fields: Any) -> dict[str, Any]:
    return POLICY | {"source": POLICY["source"] | fields}


def with_target(**fields: Any) -> dict[str, Any]:
    target = {
        "id": "#t1",
        "type": "Target",
        "label": {"zh": "目标"},
        "statedIn": "#p1",
        "quote": "建设",
    }
    goal = target | {"id": "#g1", "type": "Goal", "kind": "general", "target": [target | fields]}
    return POLICY | {"goal": [goal]}


def in_policy(**fields: Any) -> dict[str, Any]:
    return POLICY | fields


VALUES = [
    (put, name, value)
    for put, table in ((in_policy, NEAR), (with_source, SOURCE), (with_target, TARGET))
    for name, near in table.items()
    for value in near
]


@pytest.mark.parametrize(
    ("put", "name", "value"), VALUES, ids=[f"{name}-{i}" for i, (_, name, _) in enumerate(VALUES)]
)
def test_values(put: Callable[..., dict[str, Any]], name: str, value: Any) -> None:
    assert stdpolicy.validate(json.dumps(put(**{name: value})).encode()).files == 1


PATTERNS = {
    "json": json_tokens.TOKEN,
    "turtle": turtle_tokens.TOKEN,
    "rest of turtle": turtle_tokens.REST,
    "xml": xml_places.TOKEN,
    "attribute": xml_places.ATTRIBUTE,
    "escape": turtle_tokens.ESCAPE,
    "surrogate": strict.ESCAPED_SURROGATE,
    "number": json_lexer.NUMBER,
    "prolog": parse.PROLOG,
    "encoding": parse.ENCODING,
    "iri": IRI,
    "fragment": FRAGMENT,
    "date": literals.DATE,
    "quoted": lines.STRING,
    "text": lines.TEXT,
    "code": lines.CODE,
}
STARTS = [
    "",
    '"',
    '"""',
    "'",
    "<",
    "<a ",
    "<!--",
    "<?xml ",
    "https://a.b/",
    "urn:a:",
    "#a",
    "a:",
    "zh-",
]


@pytest.mark.parametrize("name", some(PATTERNS, 3))
def test_patterns_keep_no_way_back(name: str) -> None:
    """Python's engine can take 150 bytes for each character of a repeated group."""
    pattern = PATTERNS[name]
    length = 30_000
    tracemalloc.start()
    for start in STARTS:
        for piece in PIECES:
            text = start + piece * (length // len(piece))
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            pattern.match(text)
            pattern.fullmatch(text)
            _, peak = tracemalloc.get_traced_memory()
            assert peak - before < 10 * length, (start, piece)
    tracemalloc.stop()


def test_patterns_of_the_model_are_not_given_long_strings() -> None:
    types = [field.type for _, field in model().fields()]
    patterns = {t.pattern for t in types if isinstance(t, StringType | DecimalType) and t.pattern}
    assert patterns
    tracemalloc.start()
    for pattern in sorted(patterns):
        for piece in PIECES:
            long = piece * 20_000
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            literals.matches(pattern, long)
            _, peak = tracemalloc.get_traced_memory()
            assert peak - before < 10 * len(long), (pattern, piece)
    tracemalloc.stop()
