"""Against every IRI that a document may have, every processor resolves #t1 alike."""

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from processors import from_oxigraph, from_rdflib, offline
from pyld import jsonld

from stdpolicy.model.iri import DOCUMENT
from strategies import examples

HOSTS = ["e.org", "E.org:81", "a.b.c-d", "127.0.0.1", "localhost:8080"]
CHARACTERS = "aZ0._~:@!$&'()*+,;=-é标\u00a1\u200b\uffef"
QUERY = st.text(CHARACTERS + "/?", max_size=4) | st.sampled_from(["//", "/../", "x=../y", "a?b"])
SEGMENT = st.text(CHARACTERS, min_size=1, max_size=3) | st.sampled_from(
    ["%41", "%2F", "%2E", "a.."]
)


def iri(scheme: str, host: str, segments: list[str], end: str, query: str | None) -> str:
    path = "".join("/" + segment for segment in segments) + end
    return f"{scheme}://{host}{path}" + ("" if query is None else f"?{query}")


BASES = st.builds(
    iri,
    st.sampled_from(["http", "https"]),
    st.sampled_from(HOSTS),
    st.lists(SEGMENT, max_size=3),
    st.sampled_from(["", "/"]),
    st.none() | QUERY,
).filter(lambda base: DOCUMENT.fullmatch(base) is not None)


def documents(base: str) -> tuple[str, str, str, dict[str, object]]:
    """One triple about #t1, by @base, by prefix, by SPARQL's base, and in JSON-LD."""
    said = "<#t1> <urn:x:p> <#t2> ."
    tree: dict[str, object] = {
        "@context": {"@base": base}, "@id": "#t1", "urn:x:p": {"@id": "#t2"}
    }  # fmt: skip
    named = f"@prefix : <{base}#> .\n:t1 <urn:x:p> :t2 ."
    return f"@base <{base}> .\n{said}", named, f"BASE <{base}>\n{said}", tree


def test_every_short_path_and_query() -> None:
    """Python's urljoin, with which rdflib and PyLD resolve, forgets what it takes for nothing."""
    pieces = ["a", ".", ":", "@", ";", "=", "/", "?", "%41"]
    for length in range(5):
        for end in product(pieces, repeat=length):
            base = "https://e.org/" + "".join(end)
            if DOCUMENT.fullmatch(base):
                assert urljoin(base, "#t1") == base + "#t1"


# The JSON-LD reader of rdflib uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@examples(150)
@given(BASES)
def test_processors_of_python(base: str) -> None:
    expected = {(f"{base}#t1", "urn:x:p", f"{base}#t2")}
    *texts, tree = documents(base)
    for text in texts:
        assert from_oxigraph(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)) == expected
        assert from_rdflib(rdflib.Graph().parse(data=text, format="turtle")) == expected
    data = json.dumps(tree)
    assert from_oxigraph(ox.parse(data.encode(), format=ox.RdfFormat.JSON_LD)) == expected
    assert from_rdflib(rdflib.Graph().parse(data=data, format="json-ld")) == expected
    ((quad,),) = [jsonld.to_rdf(tree, {"documentLoader": offline})["@default"]]
    found = {(quad["subject"]["value"], quad["predicate"]["value"], quad["object"]["value"])}
    assert found == expected


@pytest.mark.node
@examples(1)
@given(st.lists(BASES, min_size=60, max_size=60))
def test_processors_of_node(bases: list[str]) -> None:
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    script = Path(__file__).parents[1] / "node" / "bases.mjs"
    cases = [documents(base) for base in bases]
    command = [node, str(script)]
    done = subprocess.run(
        command, input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    for base, found in zip(bases, json.loads(done.stdout), strict=True):
        assert found == [[f"{base}#t1", "urn:x:p", f"{base}#t2"]] * 4, base
