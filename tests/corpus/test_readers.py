"""What reads Parquet reads the tables: the same rows in the documented columns, with pandas, DuckDB, Polars and Spark."""

import datetime
import gc
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from corpus_runs import rows, run
from stdpolicy.corpus.schemas import tables

pytestmark = pytest.mark.corpus
Read = Callable[[Path], tuple[list[str], list[tuple[Any, ...]]]]


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All tables of the folder of every kind, and of the examples, which have everything."""
    made = tmp_path_factory.mktemp("readers") / "out"
    run(made, folder, Path(__file__).parents[2] / "examples" / "jiaxing-2022")
    return made


def pandas(folder: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    import pandas

    frame = pandas.read_parquet(folder)
    return list(frame.columns), list(frame.itertuples(index=False, name=None))


def duckdb(folder: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    import duckdb

    with duckdb.connect() as db:
        found = db.execute(f"select * from read_parquet('{folder}/*.parquet')")
        assert found.description
        return [column[0] for column in found.description], found.fetchall()


def polars(folder: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    import polars

    frame = polars.read_parquet(f"{folder}/*.parquet")
    return frame.columns, frame.rows()


@pytest.fixture(scope="module")
def spark() -> Iterable[Read]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.codegen.wholeStage", "false")
        .getOrCreate()
    )

    def read(folder: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
        frame = session.read.parquet(str(folder))
        return frame.columns, [tuple(row) for row in frame.collect()]

    yield read
    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gc.collect()  # it leaves its sockets to that


def plain(value: Any, kind: pa.DataType) -> Any:
    """A value as Arrow has it for Python, whatever a library makes of it."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if pa.types.is_list(kind):
        return tuple(plain(one, kind.value_type) for one in value)
    if pa.types.is_struct(kind):
        fields = value if isinstance(value, Mapping) else value.asDict()
        return tuple(plain(fields[one.name], one.type) for one in kind)
    if pa.types.is_map(kind):
        if isinstance(value, Mapping):
            pairs = list(value.items())
        else:
            pairs = [
                tuple(one.values()) if isinstance(one, Mapping) else tuple(one) for one in value
            ]
        return tuple(sorted(pairs))
    if pa.types.is_date(kind):
        return value.date() if isinstance(value, datetime.datetime) else value
    if pa.types.is_integer(kind):
        return int(value)  # pandas has no integers where some are missing
    return bytes(value) if pa.types.is_binary(kind) else value


@pytest.mark.parametrize(
    "library",
    [
        "pandas",
        "duckdb",
        "polars",
        pytest.param("spark", marks=pytest.mark.filterwarnings("ignore::ResourceWarning")),
    ],
)
def test_every_table(library: str, out: Path, request: pytest.FixtureRequest) -> None:
    libraries = {"pandas": pandas, "duckdb": duckdb, "polars": polars}
    read: Read = libraries.get(library) or request.getfixturevalue("spark")
    for table, columns in tables().items():
        names, found = read(out / table)
        assert names == [column.name for column in columns]
        kinds = [column.type for column in columns]
        got = [tuple(map(plain, row, kinds)) for row in found]
        expected = [tuple(map(plain, row.values(), kinds)) for row in rows(out, table)]
        assert len(expected) > 0
        assert sorted(map(repr, got)) == sorted(map(repr, expected))
