"""The parts of a run in DuckDB, which takes as much memory as it is allowed, and the disk for the rest."""

import errno
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from stdpolicy.corpus.store import Store, part, schema_of
from stdpolicy.language import either

GLOB = re.compile(r"[*?[]")
"""What in the name of a folder would be taken for a pattern."""
MEMORY = "1GB"
"""How much memory it takes, by default."""
FETCHED = 10_000
"""How many rows are fetched at once."""


class Database:
    """Tables that are read where they lie, for as long as a `with` block lasts."""

    def __init__(self, store: Store, memory: str = MEMORY) -> None:
        self.store = store
        self.memory = memory
        self.parts: dict[str, list[str]] = {}
        """The keys of the parts that are read, by table."""

    def __enter__(self) -> "Database":
        self._spilled = tempfile.TemporaryDirectory(prefix="stdpolicy-")
        config: dict[str, Any] = {
            "memory_limit": self.memory,
            "temp_directory": self._spilled.name,
        }
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
        self.parts[table] = [*keys]
        paths = [self._path(part(table, key)) for key in self.parts[table]]
        if paths:
            self.store.listed(table)
            with self._told():
                self.con.read_parquet(paths, filename=True, file_row_number=True).create_view(table)
        else:
            beside = [pa.field("filename", pa.string()), pa.field("file_row_number", pa.int64())]
            self._made(table, pa.schema([*schema_of(table), *beside]).empty_table())

    def _path(self, name: str) -> str:
        path = self.store.path(name)
        if self.store.folder is None:
            path = str(self.store.fs.unstrip_protocol(path))
        return GLOB.sub(r"[\g<0>]", path)

    def fill(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Makes a table of rows of texts and numbers, at least one."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        self._made(table, pa.table(dict(zip(names, columns, strict=True))))

    def _made(self, table: str, rows: pa.Table) -> None:
        with self._told():
            self.con.register("given", rows)
            self.con.execute(f'create table "{table}" as select * from given')
            self.con.unregister("given")

    def run(self, statement: str) -> None:
        """Carries out a statement."""
        with self._told():
            self.con.execute(statement)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a number of them at a time."""
        with self._told():
            found = self.con.cursor().execute(query)
        while True:
            with self._told():
                some = found.fetchmany(FETCHED)
            if not some:
                return
            yield from some

    def value(self, query: str) -> Any:
        """The one value that a query gives."""
        with self._told():
            ((value,),) = self.con.execute(query).fetchall()
        return value

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What DuckDB raises is an OSError, which names the part that cannot be read, if one is to blame."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            why = either(
                f"{self.memory} are not enough to compare documents: raise --memory",
                f"{self.memory} 内存不足以相互比较，调高 --memory",
            )
            raise OSError(errno.ENOMEM, why, self.store.uri) from None
        except duckdb.Error as error:
            for table, keys in self.parts.items():
                for key in keys:
                    self.store.whole_part(table, key)
            why = either(
                f"DuckDB cannot read or write ({type(error).__name__})",
                f"DuckDB 无法读写（{type(error).__name__}）",
            )
            raise OSError(errno.EIO, why, self.store.uri) from error
