"""What other tools write from our Turtle is read as the same document, byte for byte."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from processors import lexical_forms_kept

import stdpolicy
from examples_in_turn import every, in_turn

ROOT = Path(__file__).parents[2]
EXAMPLES = in_turn("ttl", fast=("registry",))


WAIVED = {"SP701", "SP704", "SP705"}
"""What examples/stdpolicy.toml waives, with its reasons."""


def again(data: bytes, notation: str) -> bytes:
    """The canonical Turtle of what a tool wrote, perhaps with some values in another spelling."""
    said = {d.rule.code for d in stdpolicy.validate(data, format=notation)}
    assert said <= {"SP313"} | WAIVED
    return stdpolicy.load(data, format=notation).to_bytes("turtle")


def run(*command: str, program: str) -> bytes:
    found = shutil.which(program)
    assert found is not None, f"{program} is not installed"
    return subprocess.run([found, *command], capture_output=True, check=True).stdout


RDFLIB = [
    *(("turtle", "turtle"), ("longturtle", "turtle"), ("nt", "ntriples"), ("nt11", "ntriples")),
    *(("trig", "trig"), ("nquads", "nquads")),
]


# rdflib's dataset serializers use what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:.* is deprecated")
@pytest.mark.parametrize(("form", "notation"), RDFLIB)
@pytest.mark.parametrize("path", EXAMPLES)
def test_rdflib(path: Path, form: str, notation: str) -> None:
    with lexical_forms_kept():
        dataset = rdflib.Dataset() if form in ("trig", "nquads") else None
        graph = dataset.default_graph if dataset is not None else rdflib.Graph()
        graph.parse(path, format="turtle")
        data = (graph if dataset is None else dataset).serialize(format=form, encoding="utf-8")
    assert again(data, notation) == path.read_bytes()


@pytest.mark.parametrize("form", ["turtle", "longturtle"])
@pytest.mark.parametrize("path", EXAMPLES)
def test_rdflib_as_it_comes(path: Path, form: str) -> None:
    """It normalizes literals, which makes "60"^^xsd:decimal 60.0."""
    data = rdflib.Graph().parse(path, format="turtle").serialize(format=form, encoding="utf-8")
    assert again(data, "turtle") == path.read_bytes()


OXIGRAPH = [
    (ox.RdfFormat.TURTLE, "turtle"), (ox.RdfFormat.TRIG, "trig"),
    (ox.RdfFormat.N_TRIPLES, "ntriples"), (ox.RdfFormat.N_QUADS, "nquads"),
]  # fmt: skip


@pytest.mark.parametrize(("syntax", "notation"), OXIGRAPH, ids=[name for _, name in OXIGRAPH])
@pytest.mark.parametrize("path", EXAMPLES)
def test_pyoxigraph(path: Path, syntax: ox.RdfFormat, notation: str) -> None:
    triples = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    data = ox.serialize(triples, format=syntax)
    assert isinstance(data, bytes)
    # Its parser, not its writer, puts language tags in lower case; ours are compared without case.
    assert again(data, notation) == path.read_bytes()


RAPTOR = [("turtle", "turtle"), ("ntriples", "ntriples"), ("nquads", "nquads")]


@pytest.mark.debian
@pytest.mark.parametrize(("form", "notation"), RAPTOR)
@every("ttl")
def test_raptor(path: Path, form: str, notation: str) -> None:
    data = run("-q", "-i", "turtle", "-o", form, str(path), program="rapper")
    assert again(data, notation) == path.read_bytes()


@pytest.mark.debian
@pytest.mark.parametrize(("form", "notation"), [("TURTLE", "turtle"), ("N-TRIPLE", "ntriples")])
@every("ttl")
def test_jena(path: Path, form: str, notation: str) -> None:
    """The Jena that comes with owlready2; that of Debian 12 does not start."""
    package = find_spec("owlready2")
    assert package is not None, "owlready2 is not installed"
    assert package.origin is not None
    jars = str(Path(package.origin).parent / "pellet" / "*")
    data = run("-cp", jars, "jena.rdfcopy", path.as_uri(), "TURTLE", form, program="java")
    assert again(data, notation) == path.read_bytes()


N3 = [("Turtle", "turtle"), ("TriG", "trig"), ("N-Triples", "ntriples"), ("N-Quads", "nquads")]


@pytest.mark.node
@pytest.mark.parametrize(("form", "notation"), N3)
@every("ttl")
def test_n3(path: Path, form: str, notation: str) -> None:
    data = run(str(ROOT / "tests" / "node" / "rewrite.mjs"), str(path), form, program="node")
    assert again(data, notation) == path.read_bytes()
