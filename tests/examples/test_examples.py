"""The examples: complete, grounded, the same in every notation and to every reader."""

import json
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

import stdpolicy
from examples_in_turn import in_turn
from property.processors import by_oxigraph, by_pyld, by_rdflib, from_rdflib, inlined
from stdpolicy.analysis import stats
from stdpolicy.config import read_config
from stdpolicy.drafting.clean import clean, emend

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
DOCUMENTS = sorted(EXAMPLES.glob("*/*.jsonld"))
POLICIES = sorted(EXAMPLES.glob("*/policy.jsonld"))
NOTATIONS = {"jsonld": ".jsonld", "turtle": ".ttl", "xml": ".xml"}


def name(path: Path) -> str:
    return path.parent.name


def test_the_five_are_there() -> None:
    found = {name(path) for path in POLICIES}
    years = {"outline-2021", "zhejiang-2023", "shandong-2022", "jiaxing-2022", "hangzhou-2016"}
    assert found == years
    assert {name(path) for path in DOCUMENTS} - found == {"crosswalk", "registry"}


@pytest.mark.slow
def test_all_together_are_clean() -> None:
    config = read_config(EXAMPLES / "stdpolicy.toml")
    assert config is not None
    files = sorted(p for p in EXAMPLES.rglob("*.*") if p.suffix in NOTATIONS.values())
    report = stdpolicy.validate(files, config=[config])
    assert [str(d) for d in report] == []
    assert report.files == 3 * len(DOCUMENTS)
    assert {d.rule.code for d in report.waived} == {"SP701", "SP704", "SP705"}


@pytest.mark.parametrize("path", POLICIES, ids=name)
def test_every_word_is_quoted(path: Path) -> None:
    assert stats(stdpolicy.load(path)).coverage == 100


@pytest.mark.parametrize("path", POLICIES, ids=name)
def test_raw_text_and_emendations_give_the_source(path: Path) -> None:
    policy = stdpolicy.load(path)
    raw = (path.parent / policy["source"]["rawFile"]).read_text(encoding="utf-8")
    source = (path.parent / policy["source"]["file"]).read_text(encoding="utf-8")
    assert emend(clean(raw).text, policy["source"]["emendation"]) == source


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
@pytest.mark.parametrize(("one", "other"), list(permutations(NOTATIONS, 2)))
def test_conversion_is_byte_identical(path: Path, one: str, other: str) -> None:
    start = path.with_suffix(NOTATIONS[one])
    there = stdpolicy.convert(start, other)
    assert there == path.with_suffix(NOTATIONS[other]).read_bytes()
    assert stdpolicy.convert(there, one) == start.read_bytes()


@pytest.mark.parametrize("path", in_turn())
def test_every_reader_finds_the_same_triples(path: Path) -> None:
    turtle = path.with_suffix(".ttl").read_bytes()
    expected = by_oxigraph(turtle, ox.RdfFormat.TURTLE)
    assert by_rdflib(turtle, "turtle") == expected
    assert by_pyld(inlined(path.read_bytes())) == expected
    assert from_rdflib(stdpolicy.load(path.with_suffix(".xml")).to_rdflib()) == expected


@pytest.mark.node
@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_readers_of_node_find_the_same_triples(path: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    document = tmp_path / "document.jsonld"
    document.write_text(json.dumps(inlined(path.read_bytes())), encoding="utf-8")
    turtle = path.with_suffix(".ttl")
    command = [node, str(ROOT / "tests" / "node" / "triples.mjs"), str(turtle), str(document)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = by_oxigraph(turtle.read_bytes(), ox.RdfFormat.TURTLE)
    found = [set(map(tuple, json.loads(line))) for line in done.stdout.splitlines()]
    assert found == [expected, expected]


@pytest.mark.parametrize("path", POLICIES, ids=name)
def test_every_label_is_in_both_languages(path: Path) -> None:
    def check(value: object, where: str) -> None:
        if isinstance(value, dict):
            if (
                value
                and all(isinstance(text, str) for text in value.values())
                and "type" not in value
            ):
                assert set(value) == {"en", "zh-Hans"}, where
            for key, item in value.items():
                check(item, f"{where}/{key}")
        elif isinstance(value, list):
            for at, item in enumerate(value):
                check(item, f"{where}/{at}")

    check(dict(stdpolicy.load(path)), "")


def test_terms_are_printed_where_they_are_cited_from() -> None:
    """Each policy that prints a term is cited for it; of one that none prints another text that was read."""
    texts = {
        document["title"]["zh-Hans"]: "".join(
            (path.parent / "source.txt").read_text("utf-8").split()
        )
        for path in POLICIES
        for document in (json.loads(path.read_text("utf-8")),)
    }
    registry = json.loads((EXAMPLES / "registry" / "registry.jsonld").read_text("utf-8"))
    without = set()
    for term in registry["describesTerm"]:
        name, cited = term["name"]["zh-Hans"], term.get("citation", [])
        printing = {title for title, text in texts.items() if name in text}
        assert printing == {t for t in texts for one in cited if one.split("（")[0] == t}, name
        if not cited:
            without.add(name)
    assert without == {"合格评定"}
