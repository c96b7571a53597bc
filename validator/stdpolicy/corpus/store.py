"""The folder that a run writes to, on this machine or in a store of objects.

findings/KEY.parquet ...   the tables, a part for each group of documents
_index/KIND/KEY.parquet    what is kept to compare documents
_index/tasks/KEY.json      what came of a group: written last of it
_index/registries/KEY.jsonld   what is known beside the documents
manifest.json              which parts make up the tables: written last of all
"""

import errno
import io
import json
import os
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fsspec.core import url_to_fs

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.schemas import INDEX, schema, tables
from stdpolicy.corpus.units import local
from stdpolicy.files import write_atomically
from stdpolicy.language import either

MANIFEST = "manifest.json"
VERSION = 1
"""Of the tables and the manifest."""
EMPTY = "empty"
"""The key of a part that has no rows."""
PART = re.compile(rf"(?:[0-9a-f]{{32}}|{EMPTY})\.(?:parquet|json|jsonld)")
"""How the parts of a run are called."""
HALF = re.compile(rf"\.{PART.pattern}\.[0-9a-f]{{16}}")
"""How they are called while they are written."""
HOUR = 3600
"""How old is what nobody is writing any more, in seconds."""
Rows = Sequence[Mapping[str, Any]]


class Store:
    """What is written there and read again. Whatever goes wrong is an OSError that names it."""

    def __init__(self, uri: str) -> None:
        self.uri = uri.rstrip("/")
        self.folder = local(uri)
        with about(uri):
            self.fs, self.root = url_to_fs(self.uri)

    def path(self, name: str) -> str:
        """A name in the folder as its file system has it."""
        return f"{self.root}/{name}"

    def put(self, name: str, data: bytes) -> None:
        """Writes a file, as a whole or not at all."""
        with about(f"{self.uri}/{name}"):
            if self.folder is not None:
                write_atomically(Path(self.folder, name), data)
            else:
                self.fs.pipe_file(self.path(name), data)

    def get(self, name: str) -> bytes | None:
        """What a file has; None where there is none."""
        with about(f"{self.uri}/{name}"):
            try:
                data: bytes = self.fs.cat_file(self.path(name))
            except FileNotFoundError:
                return None
        return data

    def put_part(self, table: str, key: str, rows: Rows) -> None:
        """Writes a part of a table."""
        try:
            made = pa.Table.from_pylist(list(rows), schema=schema_of(table))
        except UnicodeEncodeError:
            made = pa.Table.from_pylist(_encodable(rows), schema=schema_of(table))
        data = io.BytesIO()
        pq.write_table(made, data, compression="zstd")
        self.put(part(table, key), data.getvalue())

    def get_part(self, table: str, key: str) -> list[dict[str, Any]]:
        """The rows of a part. Raises OSError, which says how it is made anew."""
        rows: list[dict[str, Any]] = self.whole_part(table, key).to_pylist()
        return rows

    def whole_part(self, table: str, key: str) -> pa.Table:
        """A part as it was written. Raises OSError if it is damaged or gone; the next run makes it anew."""
        name = part(table, key)
        data = self.get(name)
        try:
            made = None if data is None else pq.read_table(io.BytesIO(data))
        except (pa.ArrowException, OSError, ValueError):
            made = None
        if made is None or not made.schema.equals(schema_of(table)):
            for one in (name, part("tasks", key)):  # by which it would be taken for done
                with suppress(OSError):
                    self.fs.rm_file(self.path(one))
            again = either("the same command makes it anew", "再次运行同一命令即可重新生成")
            is_gone = either(f"is gone: {again}", f"已不存在；{again}")
            why = either(f"is damaged: {again}", f"已损坏；{again}")
            raise OSError(errno.EIO, is_gone if data is None else why, f"{self.uri}/{name}")
        return made

    def require(self, table: str, keys: Iterable[str]) -> None:
        """Raises OSError if a part is gone, which the next run makes anew."""
        there = {path.rpartition("/")[2] for path in self.listed(table)}
        for key in keys:
            if Path(part(table, key)).name not in there:
                self.whole_part(table, key)

    def has(self, name: str) -> bool:
        """Whether there is a file."""
        with about(f"{self.uri}/{name}"):
            return bool(self.fs.exists(self.path(name)))

    def put_empty(self, table: str) -> str:
        """Writes a part without rows, for a table that has none, and gives its key."""
        self.put_part(table, EMPTY, [])
        return EMPTY

    def listed(self, table: str) -> list[str]:
        """The paths of the parts that there are of a table. What a store says of them is known from then on, and is
        not asked of each whenever it is opened.
        """
        folder = str(Path(part(table, "")).parent)
        with about(f"{self.uri}/{folder}"):
            there = self.path(folder)
            self.fs.invalidate_cache(there)
            try:
                return list(map(str, self.fs.ls(there, detail=False)))
            except FileNotFoundError:
                return []

    def keep(self, parts: Mapping[str, Iterable[str]]) -> None:
        """Removes the parts of other runs: those of each table but these, by their keys. What was not written by any
        stays.
        """
        for table, keys in parts.items():
            kept = {Path(part(table, key)).name for key in keys}
            for path in self.listed(table):
                name = path.rpartition("/")[2]
                is_part = PART.fullmatch(name) and name not in kept
                with about(path), suppress(FileNotFoundError):  # another run has done it
                    if is_part or (HALF.fullmatch(name) and self._is_old(path)):
                        self.fs.rm_file(path)

    def _is_old(self, path: str) -> bool:
        """Whether a file of this machine was last written long ago."""
        return self.folder is not None and os.stat(path).st_mtime < time.time() - HOUR

    def manifest(self, content: Mapping[str, Any]) -> None:
        """Writes the manifest."""
        self.put(MANIFEST, as_json(content, indent=2) + b"\n")


def as_json(value: Any, indent: int | None = None) -> bytes:
    r"""JSON in UTF-8; what that has not, as in names that are in another encoding, is escaped: `\udcff`."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode(errors="backslashreplace")


def part(table: str, key: str) -> str:
    """The name of a part of a table, of what is kept to compare documents, of what came of a group, or of a registry."""
    if table == "tasks":
        return f"_index/tasks/{key}.json"
    if table == "registries":
        return f"_index/registries/{key}.jsonld"
    return f"{'_index/' if table in INDEX else ''}{table}/{key}.parquet"


def schema_of(table: str) -> pa.Schema:
    """The columns of a table, or of what is kept to compare documents."""
    return _schemas()[table]


@cache
def _schemas() -> dict[str, pa.Schema]:
    return {name: schema(columns) for name, columns in {**tables(), **INDEX}.items()}


def _encodable(value: Any) -> Any:
    r"""Rows without what UTF-8 has not, lone surrogates: `\ud800` is written instead."""
    if isinstance(value, str):
        return value.encode(errors="backslashreplace").decode()
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_encodable, value))
    return value
