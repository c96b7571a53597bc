"""What documents are to one another: found by DuckDB in the parts of a run.

It says of which documents others tell something, in the order of the run. What that is the rules say, when
these are read once more (`among`): here is decided only what may matter to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from stdpolicy.checks.consistency.words import Said, Saying
from stdpolicy.checks.entities import shipped
from stdpolicy.checks.references.across import Twin
from stdpolicy.checks.run import REGISTRY, nodes_of
from stdpolicy.corpus.alone import Done
from stdpolicy.corpus.among import Group, Others
from stdpolicy.corpus.crosswalks import aligned
from stdpolicy.corpus.database import Database
from stdpolicy.corpus.holdings import full
from stdpolicy.corpus.units import Unit

Tree = Mapping[str, Any]
UNKNOWN = 1000
"""How many unknown documents are named; all are counted."""

SETUP = """
create table f as
select row_number() over (order by task, position) as n, task, files.* exclude (filename)
from files join parts on parse_filename(filename, true) = key;

create table firsts as
select document, min(n) filter (readable) as readable, min(n) filter (digest is not null) as valid
from f where document is not null group by document;

create table known as
select document, arg_min(file, n) as file from f where whole and document is not null group by document;
delete from registered where document in (select document from f where checked);
delete from known where document in (select document from registered);
create view known_nodes as
select known.document, iri, class from nodes join known using (file)
union all select document, iri, class from registered;
create view known_documents as
select document from known union select document from registered;

create table broken as
select distinct task, position, r.target_document as document
from "references" r
join f using (file)
join known_documents k on k.document = r.target_document
left join known_nodes n on n.iri = r.target and n.document = r.target_document
where (n.iri is null and r.target <> r.target_document and r.target <> r.target_document || '#')
or (n.class is not null and len(r.classes) > 0 and not list_contains(r.classes, n.class));

create view first_said as
select n, task, position, f.document, s.label is not null as is_label,
    s.key, s.iri, s.label, s.quote, s.coded, s.coding, s.repeated
from said s join f using (file) join firsts on firsts.document = f.document and n = firsts.readable;
create table shared as
select key, is_label, min(n) as n from first_said group by key, is_label having count(*) > 1;
create table earlier as
select key, is_label, n, iri, label, quote, coded, coding from first_said join shared using (key, is_label, n);
create table otherwise as
select distinct s.task, s.position
from first_said s join earlier e using (key, is_label)
where s.n > e.n
and (s.repeated or s.coding <> e.coding);

create table twins as
select f.task, f.position, first.file as other
from f join firsts using (document) join f first on first.n = firsts.valid
where f.digest <> first.digest;

create table others as
select task, position from f join firsts using (document) where among > 0 and n <> firsts.readable;
"""
TOLD = """
create table told as
select task, position from broken union select task, position from otherwise
union select task, position from twins union select task, position from others
union select task, position from misaligned
"""
DOCUMENTS = """
select f.task, f.position, f.file, f.uri, f.start, f.size, f.stamp, f.suffix, f.sequential, f.document,
    f.n = firsts.readable, other,
    (select list(document order by document) from broken b where b.task = f.task and b.position = f.position)
from told join f using (task, position) left join firsts using (document)
left join twins using (task, position) order by f.task, f.position
"""
SAID = """
select s.task, s.position, s.key, s.is_label, e.iri, e.label, e.quote, e.coded,
    o.file, o.uri, o.start, o.size, o.stamp, o.suffix, o.sequential, o.document
from otherwise join first_said s using (task, position) join earlier e using (key, is_label)
join f o on o.n = e.n
where s.n > e.n order by s.task, s.position, s.key, s.is_label
"""
KNOWN = """
select task, n.document, n.iri, n.class
from (select distinct task, document from broken) join known_nodes n using (document)
order by task, n.document, n.iri
"""


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
            ("document", "iri", "class"),
            [
                (base, full(base, iri), cls)
                for base, t in trees.items()
                for iri, cls in nodes_of(t).items()
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
        self, row: tuple[Any, ...], said: Said, files: dict[str, Unit]
    ) -> tuple[Unit, Others]:
        at, position, *where, document, is_first, other, broken = row
        twin = Twin(document, other) if other else None
        aligned = self.aligned.get((at, position))
        others = Others(bool(is_first), said, twin, files, tuple(broken or ()), aligned)
        return _unit(where), others

    def unknown(self) -> tuple[int, list[str]]:
        """How many documents are referred to of which nothing is known, and the first of them."""
        query = """
        select distinct target_document as document from "references"
        where len(classes) > 0 and target_document not in (select document from known_documents)
        and target_document not in (select document from f where document is not null)
        """
        count = self.db.value(f"select count(*) from ({query})")
        return count, [iri for (iri,) in self.db.rows(f"{query} order by document limit {UNKNOWN}")]


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


def _none() -> tuple[Said, dict[str, Unit]]:
    return Said(), {}


def _said(rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Said, dict[str, Unit]]]:
    """What was said before, by position in a group, and the files of the documents that said it."""
    found: dict[int, tuple[Said, dict[str, Unit]]] = {}
    for _, position, key, is_label, iri, label, quote, coded, *where, document in rows:
        said, files = found.setdefault(position, _none())
        if is_label:
            said.labels[bytes(key)] = iri, label
        else:
            codes = {one["field"]: tuple(one["values"]) for one in coded}
            said.sayings[bytes(key)] = Saying(iri, quote, codes)
        files[document] = _unit(where)
    return found


def _unit(where: Sequence[Any]) -> Unit:
    file, uri, start, size, stamp, suffix, sequential = where
    return Unit(file, uri, "", start, size, stamp, True, suffix, sequential)
