"""What the lines of our Turtle say is what its triples say; other Turtle is not read by lines."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.formats import canonical, named
from stdpolicy.formats.turtle.own_layout import read_own_layout
from stdpolicy.formats.turtle.read import read_triples
from stdpolicy.model.edition import model
from stdpolicy.source import Source
from strategies import Tree, documents, examples

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/*.ttl"))
WRITE = named("turtle").write
PIECES = [
    *' \n\t\r"\\<>#@^.;,:_-/aA01é一\u00a0',
    *(
        " ;\n    ",
        " .\n\n",
        " , ",
        "# x\n",
        "a stdpol:Policy",
        "stdpol:",
        "@prefix stdpol: <urn:x:> .\n",
    ),
    *('"@en', '"""', '"01"', "^^xsd:integer", "true", "\\n", "\\u0041"),
    *(
        "<#t1>",
        "[]",
        "/../",
        "%41",
        ":t1",
        ":",
        "\\.",
        "<https://b.example/p/1#t1>",
        "@base <u:x> .\n",
    ),
]


def turtle(drawn: tuple[Tree, str]) -> str:
    tree, base = drawn
    assert WRITE
    return WRITE(canonical(tree, base), base).decode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_our_turtle_is_read_by_lines(path: Path) -> None:
    assert read_own_layout(Source(path.read_bytes())) is not None


@pytest.mark.slow
@examples(150)
@given(documents(model()), st.integers(0, 2**32))
def test_what_is_read_by_lines_is_what_the_triples_say(drawn: tuple[Tree, str], seed: int) -> None:
    draw = random.Random(seed)
    original = turtle(drawn)
    dotted = ".>" in original  # an id that ends with a dot, written in full
    assert dotted or read_own_layout(Source(original.encode())) is not None
    for text in (original, *(changed(original, draw) for _ in range(20))):
        source = Source(text.encode())
        found = read_own_layout(source)
        if found is not None:
            other = read_triples(source, ox.RdfFormat.TURTLE)
            assert (found.tree, found.base) == (other.tree, other.base), text
            assert not other.findings, text


def changed(text: str, draw: random.Random) -> str:
    """The text with a piece taken out, put in or put elsewhere; characters or whole lines."""
    lines = text.splitlines(keepends=True)
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    match draw.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[other])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            ours, theirs = lines[at].split(" "), lines[other].split(" ")
            ours[draw.randrange(len(ours))] = draw.choice(theirs)
            lines[at] = " ".join(ours)
        case _:
            start = draw.randrange(len(text))
            end = start + draw.choice((0, 0, 1, 2))
            return text[:start] + draw.choice(["", *PIECES]) + text[end:]
    return "".join(lines)


BASE = "https://example.org/p"
TEXT = turtle(
    (
        {
            "id": BASE,
            "type": "Registry",
            "title": {"zh-Hans": "名录"},
            "describesPlace": [
                {"id": "#a", "type": "Place", "name": {"zh-Hans": "甲"}, "parent": "#b.c"},
                {"id": "#b.c", "type": "Place", "name": {"zh-Hans": "乙"}},
            ],
        },
        BASE,
    )
)


def test_the_layout() -> None:
    assert (
        TEXT
        == """\
@prefix : <https://example.org/p#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .

<https://example.org/p>
    a stdpol:Registry ;
    dcterms:title "名录"@zh-Hans ;
    stdpol:describesPlace :a ;
    stdpol:describesPlace :b.c .

:a
    a stdpol:Place ;
    skos:prefLabel "甲"@zh-Hans ;
    stdpol:parent :b.c .

:b.c
    a stdpol:Place ;
    skos:prefLabel "乙"@zh-Hans .
"""
    )


def test_an_id_that_ends_with_a_dot_is_written_in_full() -> None:
    """rdflib does not read the escape that a prefixed name would need."""
    text = turtle(
        ({"id": BASE, "type": "Registry", "describesPlace": [{"id": "#a.", "type": "Place"}]}, BASE)
    )
    assert f"stdpol:describesPlace <{BASE}#a.> .\n\n<{BASE}#a.>\n    a stdpol:Place .\n" in text
    reading = named("turtle").read(Source(text.encode()))
    assert reading.tree is not None
    assert reading.tree["describesPlace"] == [{"id": "#a.", "type": "Place"}]


def test_a_reference_that_stands_twice_is_left_to_the_other_reader() -> None:
    """Of a set that has many values a line may follow its like; the triple is one."""
    same = "    skos:prefLabel"
    line = "    owl:sameAs <urn:a:b> ;\n"
    head = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    once = TEXT.replace("@prefix skos", head + "@prefix skos").replace(same, line + same, 1)
    twice = once.replace(line, line * 2)
    assert read_own_layout(Source(once.encode())) is not None
    assert read_own_layout(Source(twice.encode())) is None
    trees = [named("turtle").read(Source(text.encode())).tree for text in (once, twice)]
    assert trees[0] is not None
    assert trees[0] == trees[1]


def test_a_code_in_full_is_left_to_the_other_reader() -> None:
    place = {"id": "#a", "type": "Place", "name": {"zh": "甲"}, "level": "national"}
    ours = turtle(({"id": BASE, "type": "Registry", "describesPlace": [place]}, BASE))
    code = "<https://w3id.org/stdpolicy/code/administrative-level/national>"
    theirs = ours.replace("administrative-level:national", code)
    assert theirs != ours
    assert read_own_layout(Source(theirs.encode())) is None
    reading = named("turtle").read(Source(theirs.encode()))
    assert reading.tree == named("turtle").read(Source(ours.encode())).tree


def test_a_name_that_ends_with_a_dot_is_no_turtle() -> None:
    source = Source(TEXT.replace(":b.c", ":b.").encode())
    assert read_own_layout(source) is None
    assert [finding.rule.code for finding in named("turtle").read(source).findings] == ["SP102"]


def nested(levels: int) -> Source:
    """A policy and provisions in each other, in our layout."""
    tree: Tree = {"id": f"#p{levels}", "type": "Provision", "order": 1}
    for level in range(levels - 1, 1, -1):
        tree = {"id": f"#p{level}", "type": "Provision", "order": 1, "provision": [tree]}
    return Source(turtle(({"id": BASE, "type": "Policy", "provision": [tree]}, BASE)).encode())


def test_what_is_nested_too_deeply_is_left_to_the_other_reader() -> None:
    assert read_own_layout(nested(100)) is not None
    assert read_own_layout(nested(101)) is None
    codes = [finding.rule.code for finding in named("turtle").read(nested(101)).findings]
    assert codes == ["SP108"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("stdpol:parent :b.c .", f"stdpol:parent <{BASE}#b.c> ."),
        ("stdpol:parent :b.c .", f"stdpol:parent :b.c ;\n    stdpol:parent <{BASE}#b.c> ."),
        ("stdpol:parent :b.c .", "stdpol:parent :b.c ;\n    stdpol:parent :b.c ."),
        ("stdpol:parent :b.c .", "stdpol:parent :b\\.c ."),
        ("@prefix : <https://example.org/p#> .\n", "# c\n@prefix : <https://example.org/p#> .\n"),
    ],
)
def test_other_spellings_are_left_to_the_other_reader(ours: str, theirs: str) -> None:
    """One verdict, however the same triples are spelt."""
    text = TEXT.replace(ours, theirs)
    assert text != TEXT
    assert read_own_layout(Source(text.encode())) is None
    reading = named("turtle").read(Source(text.encode()))
    assert reading.tree == named("turtle").read(Source(TEXT.encode())).tree
