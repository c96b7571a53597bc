"""The parts of a run in DuckDB, which takes as much memory as it is allowed, and the disk for the rest."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from stdpolicy.corpus.store import Store, part, schema_of

MEMORY = "1GB"
"""How much memory it takes, by default."""
FETCHED = 10_000
"""How many rows are fetched at once."""


class Database:
    """Tables that are read where they lie, for as long as a `with` block lasts."""

    def __init__(self, store: Store, memory: str = MEMORY) -> None:
        self.store = store
        self.memory = memory

    def __enter__(self) -> "Database":
        self._spilled = tempfile.TemporaryDirectory(prefix="stdpolicy-")
        config = {"memory_limit": self.memory, "temp_directory": self._spilled.name}
        self.con = duckdb.connect(f"{self._spilled.name}/run.duckdb", config=config)
        if self.store.folder is None:
            self.con.register_filesystem(self.store.fs)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.con.close()
        self._spilled.cleanup()

    def read(self, table: str, keys: Iterable[str]) -> None:
        """Makes a view of a table of the run, by its name, from its parts, if there are any."""
        paths = [self._path(part(table, key)) for key in keys]
        if paths:
            self.store.listed(table)
            self.con.read_parquet(paths, filename=True).create_view(table)
        else:
            empty = schema_of(table).append(pa.field("filename", pa.string())).empty_table()
            self._made(table, empty)

    def _path(self, name: str) -> str:
        path = self.store.path(name)
        return path if self.store.folder is not None else str(self.store.fs.unstrip_protocol(path))

    def fill(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Makes a table of rows of texts and numbers, at least one."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        self._made(table, pa.table(dict(zip(names, columns, strict=True))))

    def _made(self, table: str, rows: pa.Table) -> None:
        self.con.register("given", rows)
        self.con.execute(f'create table "{table}" as select * from given')
        self.con.unregister("given")

    def run(self, statement: str) -> None:
        """Carries out a statement."""
        self.con.execute(statement)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a number of them at a time."""
        found = self.con.cursor().execute(query)
        while some := found.fetchmany(FETCHED):
            yield from some

    def value(self, query: str) -> Any:
        """The one value that a query gives."""
        ((value,),) = self.con.execute(query).fetchall()
        return value
