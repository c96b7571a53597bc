"""The code of docs/tools.md runs as printed, and what it loads is the graph of the Turtle file."""

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from test_frame import shaped

import stdpolicy
from property.processors import (
    Triples,
    by_oxigraph,
    by_rdflib,
    from_oxigraph,
    from_rdflib,
    lexical_forms_kept,
)
from stdpolicy.cli.reference import SCHEMAS
from stdpolicy.resources import read

ROOT = Path(__file__).parents[2]
NODE = ROOT / "tests" / "node"
PAGE = (ROOT / "docs" / "tools.md").read_text(encoding="utf-8")
EXAMPLES = {path.parent.name: path for path in sorted(ROOT.glob("examples/*/*.ttl"))}
FAST = ("jiaxing-2022",)
N_QUADS = ox.RdfFormat.N_QUADS


def code(heading: str, language: str) -> str:
    """The one block of code in a language below a heading of the page."""
    _, _, below = PAGE.partition(f"# {heading}\n")
    (block,) = re.findall(
        rf"^```{language}\n(.*?)^```", re.split(r"^#+ ", below, flags=re.M)[0], re.M | re.S
    )
    return str(block)


def workplace(folder: Path, example: Path) -> Path:
    """A folder with what the commands under "Before you start" write."""
    prepared = code("Before you start", "console")
    for name, file in re.findall(r"^stdpolicy schema (\S+) -o (\S+)$", prepared, re.M):
        (folder / file).write_bytes(read(SCHEMAS[name]))
    shutil.copyfile(example, folder / "policy.ttl")
    document = stdpolicy.load(example)
    for file in re.findall(r"^stdpolicy convert policy.jsonld -o (policy.\w+)$", prepared, re.M):
        notation = {"nt": "ntriples", "ttl": "turtle", "xml": "xml"}[file.partition(".")[2]]
        (folder / file).write_bytes(document.to_bytes(notation))
    (folder / "policy.jsonld").write_bytes(document.to_bytes("jsonld"))
    return folder


@pytest.fixture(
    params=[pytest.param(name, marks=() if name in FAST else pytest.mark.slow) for name in EXAMPLES]
)
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = workplace(tmp_path, EXAMPLES[request.param])
    monkeypatch.chdir(folder)
    return folder


def turtle(place: Path) -> Triples:
    return by_rdflib((place / "policy.ttl").read_bytes(), "turtle")


def ran(*headings: str) -> dict[str, Any]:
    """The names that Python blocks define, one after another."""
    names: dict[str, Any] = {}
    with lexical_forms_kept():
        for heading in ("RDF in Python", *headings):
            exec(compile(code(heading, "python"), f"tools.md, {heading}", "exec"), names)
    return names


def measures(place: Path) -> int:
    nodes: list[Any] = [stdpolicy.load(place / "policy.ttl").tree]
    for node in nodes:
        below = [one for value in node.values() if isinstance(value, list) for one in value]
        nodes += [one for one in (*below, *node.values()) if isinstance(one, dict)]
    return sum(node.get("type") == "Measure" and "label" in node for node in nodes)


# The JSON-LD reader of rdflib uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:.* is deprecated")
def test_rdflib(place: Path) -> None:
    names = ran("rdflib")
    assert from_rdflib(names["graph"]) == from_rdflib(names["same"]) == turtle(place)
    assert len(names["found"]) == measures(place)


def test_pyoxigraph(place: Path) -> None:
    names = ran("pyoxigraph")
    assert from_oxigraph(names["graph"]) == from_oxigraph(names["same"]) == turtle(place)
    assert len(names["found"]) == measures(place)


def test_pyld(place: Path) -> None:
    names = ran("PyLD")
    assert by_oxigraph(names["nquads"].encode(), N_QUADS) == turtle(place)
    with pytest.raises(ValueError, match="was asked for"):
        names["loader"]("https://example.org/other", {})


def again(tree: Any) -> stdpolicy.Document:
    return stdpolicy.load(json.dumps(tree, ensure_ascii=False).encode(), format="jsonld")


@pytest.mark.slow
def test_frame(place: Path) -> None:
    names = ran("PyLD", "A tree of any RDF")
    assert again(names["tree"]) == stdpolicy.load(place / "policy.ttl")


@pytest.mark.slow
def test_the_tree_that_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(tmp_path, EXAMPLES["jiaxing-2022"]))
    tree = ran("PyLD", "A tree of any RDF")["tree"]
    shown = json.loads(code("A tree of any RDF", "json"))
    (goal,) = shown.pop("goal")
    assert shown.items() <= tree.items()
    assert any(goal.items() <= one.items() for one in tree["goal"])


@pytest.mark.node
@pytest.mark.parametrize("name", EXAMPLES)
def test_jsonld_js(name: str, tmp_path: Path) -> None:
    place = workplace(tmp_path, EXAMPLES[name])
    (place / "node_modules").symlink_to(NODE / "node_modules")
    program = code("RDF in JavaScript", "js") + "console.log(JSON.stringify({ nquads, tree }));\n"
    (place / "load.mjs").write_text(program, encoding="utf-8")
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    done = subprocess.run([node, "load.mjs"], cwd=place, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert by_oxigraph(found["nquads"].encode(), N_QUADS) == turtle(place)
    assert again(found["tree"]) == stdpolicy.load(place / "policy.ttl")
    assert shaped(found["tree"]) == stdpolicy.load(place / "policy.ttl").tree


COMMANDS = {"riot": "riotcmd.riot", "sparql": "arq.sparql"}
"""What Jena's scripts start."""


@pytest.mark.debian
@pytest.mark.parametrize("name", EXAMPLES)
def test_jena(name: str, tmp_path: Path) -> None:
    """The Jena that comes with owlready2, as in tests/property/test_other_tools.py."""
    place = workplace(tmp_path, EXAMPLES[name])
    query = re.search(r'MEASURES = """\n(.*?)"""', code("RDF in Python", "python"), re.S)
    assert query is not None
    (place / "measures.rq").write_text(query[1], encoding="utf-8")
    package = find_spec("owlready2")
    assert package is not None, "owlready2 is not installed"
    assert package.origin is not None
    java = ["java", "-cp", str(Path(package.origin).parent / "pellet" / "*")]
    printed = []
    for line in code("RDF in Java", "console").splitlines():
        command, *arguments = line.split()
        call = [*java, COMMANDS[command], *arguments]
        printed.append(subprocess.run(call, cwd=place, capture_output=True, check=True).stdout)
    triples, rows = printed
    assert by_oxigraph(triples, N_QUADS) == turtle(place)
    assert rows.decode().count("\n| ") - 1 == measures(place)


def test_versions_of_node_packages_are_those_that_are_pinned() -> None:
    pinned = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    table = PAGE.partition("## Tried with")[2]
    names = {"jsonld": "jsonld.js", "n3": "N3.js"}
    for name in ("jsonld", "n3", "quicktype", "json-schema-to-typescript"):
        assert names.get(name, name) in table
        assert pinned[name] in table


@pytest.mark.debian
def test_jena_as_far_as_debian_has_it(tmp_path: Path) -> None:
    (tmp_path / "Policy.java").write_text(code("RDF in Java", "java"), encoding="utf-8")
    javac = shutil.which("javac")
    assert javac is not None, "javac is not installed"
    command = [javac, "-cp", "/usr/share/java/*", "-Werror", "Policy.java"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert (tmp_path / "Policy.class").exists()
