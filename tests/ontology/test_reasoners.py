"""HermiT, Openllet and Pellet find the ontology consistent with the examples, and mistakes inconsistent."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, Graph, Namespace

import stdpolicy

pytestmark = pytest.mark.debian
ROOT = Path(__file__).parents[2]
ONTOLOGY = [ROOT / "ontology" / f"{name}.ttl" for name in ("stdpolicy", "codes", "alignment")]
EXAMPLES = sorted(ROOT.glob("examples/*/*.ttl"))
HEAD = "@base <https://example.org/p> .\n@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .\n"
SSSOM = Namespace("https://w3id.org/sssom/")
DATATYPES = ["UseOfDefinedDatatypeInLiteral"]
"""xsd:date and qudt:UCUMcs are outside the datatype map of OWL 2 (2012)."""


def reasoned(*files: Path) -> list[dict[str, Any]]:
    command = [sys.executable, Path(__file__).with_name("reasoners.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [one["reasoner"] for one in found] == ["HermiT", "Openllet"]
    return found


@pytest.mark.parametrize("documents", [[], EXAMPLES], ids=["ontology", "examples"])
def test_consistent_and_nothing_unsatisfiable(documents: list[Path]) -> None:
    assert not documents or len(documents) == 7
    for found in reasoned(*ONTOLOGY, *documents):
        assert found["consistent"], found
        assert found["unsatisfiable"] == []
        assert found["violations"] == DATATYPES


def by_pellet(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, Path(__file__).with_name("pellet.py"), *files]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("documents", [[], EXAMPLES], ids=["ontology", "examples"])
def test_pellet_agrees(documents: list[Path]) -> None:
    done = by_pellet(*ONTOLOGY, *documents)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_pellet_finds_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(HEAD + WRONG["two classes"], encoding="utf-8")
    done = by_pellet(*ONTOLOGY, tmp_path / "wrong.ttl")
    assert "OwlReadyInconsistentOntologyError" in done.stderr


def test_what_the_owl_api_writes_is_the_same_document(tmp_path: Path) -> None:
    script = Path(__file__).with_name("owlapi_rewrite.py")
    command = [sys.executable, script, tmp_path, *EXAMPLES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for number, path in enumerate(EXAMPLES):
        again = stdpolicy.load(tmp_path / f"{number}.ttl")
        assert again.to_bytes("turtle") == path.read_bytes(), path


def test_the_owl_api_reads_each_ontology_under_its_own_name(tmp_path: Path) -> None:
    """From its file as it ships; in others only what is imported would be missing."""
    script = Path(__file__).with_name("owlapi_rewrite.py")
    subprocess.run([sys.executable, script, tmp_path, *ONTOLOGY], capture_output=True, check=True)
    for number, path in enumerate(ONTOLOGY):
        ours, theirs = (Graph().parse(one) for one in (path, tmp_path / f"{number}.ttl"))
        named = [set(one.subjects(RDF.type, OWL.Ontology)) for one in (ours, theirs)]
        assert named[0] == named[1], path
        records = [set(one.subjects(RDF.type, SSSOM.Mapping)) for one in (ours, theirs)]
        assert records[0] == records[1], path


WRONG = {
    "two classes": "<#x> a stdpol:Goal , stdpol:Body .",
    "two values": "<#x> a stdpol:Target ; stdpol:value 1.0 , 2.0 .",
    "a statement made in a goal": "<#x> stdpol:statedIn <#y> . <#y> a stdpol:Goal .",
    "an issuer that is a place": "<#x> stdpol:issuer <#y> . <#y> a stdpol:Place .",
    "a body as comparator": "<#x> stdpol:comparator <#y> . <#y> a stdpol:Body .",
    "a number as label of a body": "<#x> stdpol:shortName 5 .",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_mistakes_are_found(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(HEAD + WRONG[wrong], encoding="utf-8")
    for found in reasoned(*ONTOLOGY, tmp_path / "wrong.ttl"):
        assert not found["consistent"], found
