"""A run over a corpus: groups of documents are read by an engine, compared, and told of."""

import errno
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import stdpolicy
from stdpolicy.analysis import COLUMNS
from stdpolicy.corpus.alone import Done, Reading
from stdpolicy.corpus.among import Group, Settled, Settling
from stdpolicy.corpus.comparing import Comparison
from stdpolicy.corpus.database import MEMORY, Database
from stdpolicy.corpus.engines import Engine, outcomes
from stdpolicy.corpus.errors import ended
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.schemas import INDEX, tables
from stdpolicy.corpus.store import MANIFEST, VERSION, Store, part
from stdpolicy.corpus.summary import Summary
from stdpolicy.corpus.tasks import Task, tasks
from stdpolicy.diagnostics import FAULT
from stdpolicy.document import Document
from stdpolicy.language import either
from stdpolicy.model.edition import model

SUMMED = (*(f"{name}_count" for name in COLUMNS), "quoted", "substance")
"""The columns of the documents that are summed."""


class Run:
    """One run. What is written by one that was interrupted is taken up."""

    def __init__(
        self,
        inputs: Inputs,
        options: Options,
        engine: Engine,
        registries: Iterable[Document] = (),
        memory: str = MEMORY,
    ) -> None:
        self.inputs = inputs
        self.engine = engine
        self.memory = memory
        self.store = Store(options.output)
        self.trees = [document.tree for document in registries]
        self.registries = []
        for document in registries:
            data = document.to_bytes("jsonld")
            self.registries.append(hashlib.sha256(data).hexdigest()[:32])
            name = part("registries", self.registries[-1])
            if self.store.get(name) != data:
                self.store.put(name, data)
        names = tuple(part("registries", key) for key in self.registries)
        self.options = options._replace(registries=names)

    def __call__(self) -> Summary:
        """Reads, compares, and writes the tables, the manifest last. Raises OSError if that cannot be done."""
        self._is_ours()
        done = self._read()
        summary = Summary(
            files=sum(one.files for one in done),
            faults=sum(one.faults for one in done),
            without_texts=sum(one.without_texts for one in done),
            passed_over=_summed(one.passed_over for one in done),
            unreadable=[*self.inputs.problems, *(line for one in done for line in one.unreadable)],
        )
        rows = _summed(one.rows for one in done)
        keys = {
            table: [one.key for one in done if one.rows.get(table)] for table in self.options.tables
        }
        if done:
            with Database(self.store, self.memory) as db:
                db.fill("parts", ("key", "task"), [(one.key, at) for at, one in enumerate(done)])
                if "findings" in keys:
                    keys["findings"] = self._settled(db, done, summary)
                    rows["findings"] = sum(summary.severities.values())
                if "documents" in keys:
                    db.read("documents", keys["documents"])
                    summary.counts = counted(db)
        summary.rows = {table: rows.get(table, 0) for table in keys}
        self._end(summary, keys, [one.key for one in done])
        return summary

    def _is_ours(self) -> None:
        """Raises OSError if the output has the tables of another kind of run, or a manifest of somebody else: they would
        be lost.
        """
        before = self.store.get(MANIFEST)
        if before is None:
            return
        try:
            checked = json.loads(before)["checked"]
        except (LookupError, TypeError, ValueError):
            why = either(
                "exists, and is no manifest of stdpolicy: remove it, or write to another folder",
                "已存在，且不是 stdpolicy 的清单；请将其删除，或者写入其他文件夹",
            )
            raise OSError(errno.EEXIST, why, f"{self.store.uri}/{MANIFEST}") from None
        if checked is not self.options.rules:
            why = either("holds the tables of another command", "其中有另一命令写入的表")
            raise OSError(errno.EEXIST, why, self.store.uri)

    def _read(self) -> list[Done]:
        """What came of each group of documents, in their order; of what is given twice, once."""
        work = Reading(self.options)
        found: dict[str, Done] = {}
        for done in outcomes(self.engine, work, tasks(self.inputs), work.lost, Task.halves):
            found.setdefault(done.key, done)
        return sorted(found.values(), key=lambda one: one.place)

    def _settled(self, db: Database, done: Sequence[Done], summary: Summary) -> list[str]:
        """The keys of the parts of the findings, in order, with what documents tell of others in them."""
        comparison = Comparison(db, done, self.trees)
        work = Settling(self.options)
        groups = self._with_data(comparison)
        found = {one.place: one for one in outcomes(self.engine, work, groups, self._lost)}
        in_order = [found[one.place] for one in done if one.place in found]
        keys = [one.key for one in in_order if one.key]
        again = (line for one in in_order for line in one.unreadable)
        summary.unreadable = list(dict.fromkeys([*summary.unreadable, *again]))
        summary.unknown, summary.unknown_first = comparison.unknown()
        db.read("findings", keys)
        severities = "select severity, count(*) from findings group by severity"
        summary.severities = dict(db.rows(severities))
        rules = "select rule, count(*) as n from findings group by rule order by n desc, rule"
        summary.rules = list(db.rows(rules))
        summary.faults = dict(summary.rules).get(FAULT, 0)
        return keys

    def _lost(self, group: Group, why: str) -> Settled:
        """Ends the run, as what others tell of a group cannot be found."""
        raise OSError(errno.EIO, ended(why), self.store.uri)

    def _with_data(self, groups: Iterable[Group]) -> Iterator[Group]:
        """Groups with the bytes of those of their documents that are read again, and cannot be by themselves."""
        every = tasks(self.inputs)
        task = None
        for group in groups:
            if not any(unit.sequential for unit, _ in group.told.values()):
                yield group
                continue
            while task is None or task.place[0] < group.place[0]:
                if (task := next(every, None)) is None:
                    break  # what was there is gone, which is told of when it is read
            data = {unit.name: unit.data for unit in task.units} if task else {}
            told = {
                at: (unit._replace(data=data.get(unit.name)), others)
                for at, (unit, others) in group.told.items()
            }
            yield group._replace(told=told)

    def _end(self, summary: Summary, keys: Mapping[str, list[str]], groups: list[str]) -> None:
        """Writes the manifest, and removes what is not of this run."""
        for table, some in keys.items():
            self.store.require(table, some)
            if not some:
                some.append(self.store.put_empty(table))
        self.store.manifest(
            {
                "version": VERSION,
                "tool": stdpolicy.__version__,
                "ontology": model().version,
                "checked": self.options.rules,
                "inputs": self.inputs.uris,
                "files": summary.files,
                "tables": {
                    table: {
                        "rows": summary.rows[table],
                        "parts": [part(table, key) for key in some],
                    }
                    for table, some in keys.items()
                },
            }
        )
        index = dict.fromkeys((*tables(), *INDEX, "tasks"), groups)
        self.store.keep({**index, **keys, "registries": self.registries})


def counted(db: Database) -> dict[str, int]:
    """What the policies of a corpus hold, each counted once."""
    sums = ", ".join(f"sum({name})" for name in SUMMED)
    query = f"""
    select count(*), {sums} from (
        select distinct on (document) * from documents join parts on parse_filename(filename, true) = key
        where class = 'Policy' order by document, task, file_row_number)
    """
    ((policies, *found),) = db.rows(query)
    return {"policies": policies, **{n: int(v or 0) for n, v in zip(SUMMED, found, strict=True)}}


def _summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
