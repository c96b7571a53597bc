"""The queries of docs/queries: every one has an answer, and the page shows it."""

import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "queries"
FILES = sorted(FOLDER.glob("*.rq"))
POLICIES = sorted(ROOT.glob("examples/*/policy.jsonld"))
UNSAID = {
    "40-state-and-changes": {"expires", "consolidated", "supersededBy"},
    "42-results-against-targets": {"result", "reached"},
}
"""What no example says: the last tests ask it of data that do."""
SIMPLE = ("06-measures-without-owner", "11-lead-issuers", "22-what-the-figures-count")


def imported() -> ModuleType:
    spec = importlib.util.spec_from_file_location("queries_page", FOLDER / "page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks there
    spec.loader.exec_module(module)
    return module


maker = imported()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    loaded: ox.Store = maker.load()
    return loaded


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in maker.DATA:
        graph.parse(path, format="turtle")
    return graph


def test_there_are_enough_and_in_order() -> None:
    assert len(FILES) >= 18
    assert [int(path.name[:2]) for path in FILES] == list(range(1, len(FILES) + 1))


def test_the_page_is_what_the_queries_answer() -> None:
    assert maker.PAGE.read_bytes() == maker.page().encode()


def test_the_whole_answers_are_filed(store: ox.Store) -> None:
    filed = {path.name: path.read_bytes() for path in maker.ANSWERS.iterdir()}
    assert filed == maker.whole(store)


def test_the_introduction_names_a_query() -> None:
    names = re.findall(r"docs/queries/(\S+\.rq)", maker.INTRODUCTION)
    assert names
    assert set(names) <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_is_written_as_the_others(path: Path) -> None:
    text = path.read_bytes().decode()
    assert re.fullmatch(r"\d\d(-[a-z]+)+", path.stem)
    assert "\r" not in text
    assert text.endswith("\n")
    english, chinese = text.splitlines()[:2]
    assert re.fullmatch(r"# [A-Z][^？]+\?", english)
    assert re.fullmatch(r"# .*[\u4e00-\u9fff].*？", chinese)
    assert re.search(r"^ORDER BY", text, re.MULTILINE)
    assert not re.search(r"\blang\([^)]*\)\s*!?=", text, re.IGNORECASE)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_has_an_answer(path: Path, store: ox.Store) -> None:
    columns, rows = maker.answer(store, maker.read(path))
    assert rows
    assert all(len(row) == len(columns) for row in rows)
    empty = {name for at, name in enumerate(columns) if not any(row[at] for row in rows)}
    assert empty == UNSAID.get(path.stem, set())


def below(node: dict[str, Any]) -> Iterator[str]:
    for provision in node.get("provision", []):
        yield provision["id"]
        yield from below(provision)


@pytest.mark.parametrize("path", POLICIES, ids=lambda p: p.parent.name)
def test_document_order_is_that_of_the_file(path: Path, store: ox.Store) -> None:
    (text,) = (maker.read(file).sparql for file in FILES if "document-order" in file.name)
    policy = path.parent.name
    rows = store.query(text.replace("id/jiaxing-2022>", f"id/{policy}>"))
    assert isinstance(rows, ox.QuerySolutions)
    found = [(int(row["position"].value), row["provision"].value) for row in rows]
    walked = [
        f"https://w3id.org/stdpolicy/id/{policy}{name}"
        for name in below(json.loads(path.read_text(encoding="utf-8")))
    ]
    assert found == list(enumerate(walked, start=1))


def due(node: dict[str, Any], inherited: str = "") -> Iterator[tuple[str, str]]:
    inherited = node.get("deadline", node.get("end", inherited))  # of a phase its end
    for target in node.get("target", []):
        if date := target.get("deadline", inherited):
            yield target["id"], date
    for part in ("goal", "measure", "implementationPhase", "action"):
        for child in node.get(part, []):
            yield from due(child, inherited)


def of_class(node: Any, name: str) -> Iterator[dict[str, Any]]:
    """The nodes of a class, wherever they stand."""
    if isinstance(node, dict):
        if node.get("type") == name:
            yield node
        node = list(node.values())
    for part in node if isinstance(node, list) else ():
        yield from of_class(part, name)


WHOLE = [
    ("02-targets-by-year-due", "targets", "Target", None),
    ("22-what-the-figures-count", "targets", "Target", None),
    ("28-modality", "actions", "Action", "modality"),
]


@pytest.mark.parametrize(("name", "column", "cls", "field"), WHOLE)
def test_nothing_is_left_out_of_a_count(
    name: str, column: str, cls: str, field: str | None, store: ox.Store
) -> None:
    """Wherever a target or an action stands: in a goal, a measure, an action or a phase."""
    rows = store.query(maker.read(FOLDER / f"{name}.rq").sparql)
    assert isinstance(rows, ox.QuerySolutions)
    counted = sum(int(row[column].value) for row in rows)
    nodes = [one for path in POLICIES for one in of_class(json.loads(path.read_bytes()), cls)]
    assert counted == sum(len(one[field]) if field else 1 for one in nodes)


@pytest.mark.parametrize("path", POLICIES, ids=lambda p: p.parent.name)
def test_effective_deadlines_are_those_of_the_nesting(path: Path, store: ox.Store) -> None:
    (text,) = (maker.read(file).sparql for file in FILES if "effective" in file.name)
    policy = json.loads(path.read_text(encoding="utf-8"))
    start = f"https://w3id.org/stdpolicy/id/{path.parent.name}"
    rows = store.query(text)
    assert isinstance(rows, ox.QuerySolutions)
    found = {row["target"].value: row["due"].value for row in rows}
    expected = {start + name: date for name, date in due(policy, policy.get("periodEnd", ""))}
    assert {name: date for name, date in found.items() if name.startswith(start)} == expected


@pytest.mark.parametrize("name", SIMPLE)
def test_another_processor_gives_as_many_rows(
    name: str, store: ox.Store, graph: rdflib.Graph
) -> None:
    query = maker.read(FOLDER / f"{name}.rq")
    assert len(list(graph.query(query.sparql))) == len(maker.answer(store, query)[1])


def test_what_has_altered_a_policy() -> None:
    """The examples have none that was: a consolidated text, and a later policy in the place of both."""
    data = """
    @prefix : <https://example.org/> .
    @prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
    @prefix relation: <https://w3id.org/stdpolicy/code/reference-relation/> .
    @prefix status: <https://w3id.org/stdpolicy/code/status/> .
    :old a stdpol:Policy ; stdpol:status status:amended .
    :amending a stdpol:Policy ; stdpol:status status:in-force .
    :text a stdpol:Policy ; stdpol:status status:superseded ; stdpol:consolidates :old , :amending .
    :new a stdpol:Policy ; stdpol:status status:in-force ; stdpol:reference :one , :other .
    :one stdpol:relation relation:supersedes ; stdpol:refersTo :text .
    :other stdpol:relation relation:implements ; stdpol:refersTo :old .
    """
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    query = (FOLDER / "40-state-and-changes.rq").read_text(encoding="utf-8")
    rows: Any = store.query(query)
    named = ("policy", "consolidated", "supersededBy")
    short = [[row[n].value.rpartition("/")[2] if row[n] else "" for n in named] for row in rows]
    assert short == [
        ["amending", "", ""],
        ["new", "", ""],
        ["old", "", ""],
        ["text", "amending", "new"],
        ["text", "old", "new"],
    ]


RESULTS = [
    ("at-least", "", 10, "true"),
    ("more-than", "", 10, "false"),
    ("at-most", "", 11, "false"),
    ("less-than", "", 9, "true"),
    ("between", "", 13, "false"),
    ("between", "", 12, "true"),
    ("equal", "increase", 11, "true"),
    ("equal", "decrease", 11, "false"),
    ("equal", "neutral", 11, "false"),
    ("equal", "", 10, ""),
    ("about", "increase", 10, ""),
]


@pytest.mark.parametrize(("comparator", "direction", "result", "reached"), RESULTS)
def test_a_result_is_held_against_a_target(
    comparator: str, direction: str, result: int, reached: str
) -> None:
    """A target of 10, or of 10 to 12, and a result that is made up."""
    data = f"""
    @prefix : <https://example.org/> .
    @prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
    :p a stdpol:Policy ; stdpol:periodEnd "2025-12-31" ; stdpol:goal :g .
    :g stdpol:target :t .
    :t stdpol:label "数"@zh-Hans ; stdpol:value 10.0 ; stdpol:indicator :i ;
      stdpol:comparator <https://w3id.org/stdpolicy/code/comparator/{comparator}> .
    """
    if comparator == "between":
        data += ":t stdpol:upperValue 12.0 ."
    if direction:
        data += f":i stdpol:direction <https://w3id.org/stdpolicy/code/direction/{direction}> ."
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    query = (FOLDER / "42-results-against-targets.rq").read_text(encoding="utf-8")
    rows: Any = store.query(query.replace("(UNDEF UNDEF)", f"(<https://example.org/t> {result})"))
    (row,) = rows
    assert (row["reached"].value if row["reached"] else "") == reached
    assert row["due"].value == "2025-12-31"


def test_baselines_are_counted() -> None:
    data = """
    @prefix : <https://example.org/> .
    @prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
    :p a stdpol:Policy ; stdpol:provision :one . :one stdpol:provision :two .
    :a a stdpol:Target ; stdpol:statedIn :one ; stdpol:value 2.0 .
    :b a stdpol:Target ; stdpol:statedIn :two ; stdpol:value 2.0 ; stdpol:baselineValue 1.0 .
    """
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    rows: Any = store.query((FOLDER / "41-baselines.rq").read_text(encoding="utf-8"))
    assert [(row["withFigure"].value, row["baselines"].value) for row in rows] == [("2", "1")]
