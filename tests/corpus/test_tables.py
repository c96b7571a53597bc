"""The tables: what documents hold, as data; described as they are."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

import stdpolicy
from corpus_runs import rows, run
from stdpolicy.analysis import COLUMNS, stats
from stdpolicy.corpus.columns import snake
from stdpolicy.corpus.schemas import tables
from stdpolicy.corpus.store import schema_of
from stdpolicy.model import NodeType, TextType
from stdpolicy.model.edition import model

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "jiaxing-2022"
BASE = "https://w3id.org/stdpolicy/id/jiaxing-2022"
REGISTRY = "https://w3id.org/stdpolicy/id/registry"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of one policy in three notations."""
    made = tmp_path_factory.mktemp("tables")
    run(made, EXAMPLE)
    return made


def one(out: Path, table: str, iri: str) -> dict[str, Any]:
    found = [row for row in rows(out, table) if row["iri"] == iri]
    assert len(found) == 3  # in each notation
    assert all({**row, "file": ""} == {**found[0], "file": ""} for row in found)
    return found[0]


def test_values_are_data(out: Path) -> None:
    target = one(out, "targets", f"{BASE}#target1")
    assert target["label_en"] == "International standards newly led or taken part in"
    assert target["label_zh"] == "新增主导或参与制修订国际标准"
    assert (target["comparator"], target["value"], target["unit"]) == ("at-least", 5.0, "count")
    assert target["part_of"].startswith(f"{BASE}#goal")
    assert target["indicator"].startswith(f"{REGISTRY}#indicator-")
    measure = one(out, "measures", f"{BASE}#measure1")
    assert measure["domain"] == ["innovation-raises-standards", "results-into-standards"]
    assert measure["contributes_to"] == [f"{BASE}#goal2"]
    duty = one(out, "assignments", f"{BASE}#measure26-assignment2")
    assert (duty["part_of"], duty["role"]) == (f"{BASE}#measure26", "chair")
    assert (duty["order"], duty["body"]) == (2, f"{REGISTRY}#body-jiaxing-government")
    (document, *_) = rows(out, "documents")
    assert document["date_published"] == date(2022, 9, 16)
    assert document["title_zh"] == "中共嘉兴市委嘉兴市人民政府关于加快推进标准强市建设的实施意见"
    counted = stats(stdpolicy.load(EXAMPLE / "policy.jsonld")).as_dict()
    assert {name: document[f"{name}_count"] for name in COLUMNS} == {
        name: counted[name] for name in COLUMNS
    }


def test_tables_are_joined_by_iri(out: Path) -> None:
    with duckdb.connect() as con:
        for table in tables():
            con.read_parquet(str(out / table / "*.parquet")).create_view(table)

        def value(query: str) -> Any:
            ((found,),) = con.sql(query).fetchall()
            return found

        assert value("select count(*) from assignments") > 0
        assert not value(
            "select count(*) from assignments a anti join measures m on m.iri = a.part_of"
        )
        assert not value("select count(*) from measures m anti join nodes n using (iri)")
        assert not value("select count(*) from targets t anti join documents d using (document)")
        assert value("select count(distinct digest) from documents") == 1


def test_parts_have_the_columns_of_their_table(out: Path) -> None:
    for table in tables():
        for path in (out / table).iterdir():
            assert pq.read_schema(path).equals(schema_of(table), check_metadata=False)


DEFINED = {
    "documents": "Policy",
    "bodies": "Body",
    "targets": "Target",
    "measures": "Measure",
    "assignments": "Assignment",
}
"""The class whose properties a table has."""


def shown(page: str, table: str) -> list[tuple[str, str, str]]:
    """The columns of a table as a page describes them."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    part = text.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
    return re.findall(r"^\| `(\w+)` \| `([^`]+)` \| (.*) \|$", part, re.MULTILINE)


@pytest.mark.parametrize("table", tables())
def test_every_column_is_described(table: str) -> None:
    columns = [(name, str(kind), said) for name, kind, said in tables()[table]]
    chinese = shown("corpora.zh.md", table)
    assert shown("corpora.md", table) == columns
    assert [column[:2] for column in chinese] == [column[:2] for column in columns]
    assert all(re.search("[一-鿿]", said) for _, _, said in chinese)


@pytest.mark.parametrize("table", DEFINED)
def test_properties_are_described_in_chinese_as_in_the_vocabulary(table: str) -> None:
    said = {name: words for name, _, words in shown("corpora.zh.md", table)}
    for item in model().classes[DEFINED[table]].fields:
        definition, name = item.definition["zh-Hans"], snake(item.name)
        if isinstance(item.type, TextType):
            assert said[f"{name}_zh"] == f"中文：{definition}"
            assert said[f"{name}_en"] == f"英文：{definition}"
        elif not isinstance(item.type, NodeType):
            assert said[name] == definition
