"""What documents are to one another: found by DuckDB in the parts of a run.

It says of which documents others tell something, in the order of the run. What that is the rules say, when
these are read once more (`among`): here is decided only what may matter to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from stdpolicy.checks.consistency.said import Saying
from stdpolicy.checks.entities import shipped
from stdpolicy.checks.references.across import Twin
from stdpolicy.checks.run import REGISTRY, nodes_of
from stdpolicy.corpus.alone import Done
from stdpolicy.corpus.among import Group, Others
from stdpolicy.corpus.crosswalks import aligned
from stdpolicy.corpus.database import Database
from stdpolicy.corpus.holdings import full
from stdpolicy.corpus.queries import DOCUMENTS, KNOWN, SAID, SETUP, TOLD, UNKNOWN
from stdpolicy.corpus.units import Unit

Tree = Mapping[str, Any]
MOST_UNKNOWN = 1000
"""How many unknown documents are named; all are counted."""


class Comparison:
    """What the documents of a run are to one another; the groups are all that were read, in their order."""

    def __init__(self, db: Database, groups: Sequence[Done], registries: Iterable[Tree]) -> None:
        self.db = db
        self.groups = groups
        for table in ("files", "nodes", "references", "said", "alignments", "domains"):
            db.read(table, [one.key for one in groups if one.rows[table]])
        trees = {REGISTRY: shipped(), **{tree["id"]: tree for tree in registries}}
        db.fill(
            "registered",
            ("document", "iri", "class", "ordinal"),
            [
                (base, full(base, iri), cls, ordinal)
                for base, tree in trees.items()
                for ordinal, (iri, cls) in enumerate(nodes_of(tree).items())
            ],
        )
        db.run(SETUP)
        self.aligned = aligned(db)
        db.run("create table misaligned (task bigint, position bigint)")
        if self.aligned:
            db.con.executemany("insert into misaligned values (?, ?)", list(self.aligned))
        db.run(TOLD)

    def __iter__(self) -> Iterator[Group]:
        """The groups, each with what others tell of its documents."""
        documents = _Grouped(self.db.rows(DOCUMENTS))
        said = _Grouped(self.db.rows(SAID))
        known = _Grouped(self.db.rows(KNOWN))
        for at, done in enumerate(self.groups):
            before = _said(said.of(at))
            told = {
                row[1]: self._others(row, *before.get(row[1], _none())) for row in documents.of(at)
            }
            nodes: dict[str, dict[str, str]] = {}
            for _, document, iri, cls in known.of(at):
                nodes.setdefault(document, {})[iri.removeprefix(document) or document] = cls
            if told or done.rows["own"]:
                yield Group(done.place, done.key, done.rows["own"], told, nodes)

    def _others(
        self, row: tuple[Any, ...], said: Mapping[bytes, Saying], files: dict[str, Unit]
    ) -> tuple[Unit, Others]:
        at, position, *where, document, is_first, other, broken = row
        twin = Twin(document, other) if other else None
        aligned = self.aligned.get((at, position))
        others = Others(bool(is_first), said, twin, files, tuple(broken or ()), aligned)
        return _unit(where), others

    def unknown(self) -> tuple[int, list[str]]:
        """How many documents are referred to of which nothing is known, and the first of them."""
        count = self.db.value(f"select count(*) from ({UNKNOWN})")
        first = self.db.rows(f"{UNKNOWN} order by document limit {MOST_UNKNOWN}")
        return count, [iri for (iri,) in first]


class _Grouped:
    """Rows that are sorted by their first value, given out by it; it is asked for in order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, at: int) -> list[tuple[Any, ...]]:
        """The rows that have a first value."""
        if self._next is None or self._next[0] != at:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _none() -> tuple[dict[bytes, Saying], dict[str, Unit]]:
    return {}, {}


def _said(
    rows: Iterable[tuple[Any, ...]],
) -> dict[int, tuple[dict[bytes, Saying], dict[str, Unit]]]:
    """What was said before, by position in a group, and the files of the documents that said it."""
    found: dict[int, tuple[dict[bytes, Saying], dict[str, Unit]]] = {}
    for _, position, key, iri, words, coded, *where, document in rows:
        said, files = found.setdefault(position, _none())
        codes = {one["field"]: tuple(one["values"]) for one in coded}
        said[bytes(key)] = Saying(iri, words, codes)
        files[document] = _unit(where)
    return found


def _unit(where: Sequence[Any]) -> Unit:
    file, uri, start, size, stamp, suffix, sequential = where
    return Unit(file, uri, "", start, size, stamp, True, suffix, sequential)
