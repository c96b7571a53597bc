"""What the lines of our Turtle say is what its triples say; other Turtle is not read by lines."""

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdpolicy.formats.layout import layout_reader

from stdpolicy.document import Document
from stdpolicy.formats import Format, canonical
from stdpolicy.formats.turtle import read_rdf
from stdpolicy.model import model
from stdpolicy.source import Source
from strategies import Tree, documents, examples

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/*.ttl"))
MODEL = model()
by_lines = layout_reader(MODEL)
PIECES = [
    *' \n\t\r"\\<>#@^.;,:_-/aA01é一\u00a0',
    *(" ;\n    ", " .\n\n", " , ", "# x\n", "a stdpol:Policy", "stdpol:", "@prefix stdpol: <urn:x:> .\n"),
    *('"@en', '"""', '"01"', "^^xsd:integer", "true", "\\n", "\\u0041"),
    *("<#t1>", "[]", "/../", "%41"),
]


def turtle(drawn: tuple[Tree, str]) -> str:
    tree, base = drawn
    return Document(canonical()(tree, base), base).to_bytes(Format.TURTLE).decode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_our_turtle_is_read_by_lines(path: Path) -> None:
    assert by_lines(path.read_text(encoding="utf-8")) is not None


@examples(150)
@given(documents(MODEL), st.integers(0, 2**32))
def test_what_is_read_by_lines_is_what_the_triples_say(drawn: tuple[Tree, str], seed: int) -> None:
    draw = random.Random(seed)
    original = turtle(drawn)
    for text in (original, *(changed(original, draw) for _ in range(20))):
        found = by_lines(text)
        if found is not None:
            assert found == read_rdf(Source(text.encode()), ox.RdfFormat.TURTLE, MODEL), text


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


@pytest.mark.parametrize("base", ["https://x.org/a/../b", "https://x.org/."])
def test_iris_that_a_parser_would_resolve_are_left_to_it(base: str) -> None:
    text = turtle(({"id": base, "type": "Registry", "title": {"zh-Hans": "名录"}}, base))
    assert by_lines(text) is None
