"""A run over a corpus: groups of documents are read by an engine, compared, and told of."""

import errno
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import stdpolicy
from stdpolicy.analysis import COLUMNS
from stdpolicy.corpus.alone import Done, Reading
from stdpolicy.corpus.among import Group, Settled, Settling
from stdpolicy.corpus.comparing import Comparison
from stdpolicy.corpus.database import MEMORY, Database
from stdpolicy.corpus.engines import Ended, Engine
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.schemas import INDEX
from stdpolicy.corpus.store import VERSION, Store, part
from stdpolicy.corpus.tasks import Task, tasks
from stdpolicy.document import Document
from stdpolicy.language import either
from stdpolicy.model.edition import model

SUMMED = (*(f"{name}_count" for name in COLUMNS), "quoted", "substance")
"""The columns of the documents that are summed."""
TRIES = 2
"""How often a group is tried that ends its worker, before it is taken in halves."""


@dataclass
class Summary:
    """What a run came to."""

    files: int = 0
    severities: Mapping[str, int] = field(default_factory=dict)
    """How many findings there are, by severity."""
    rules: Sequence[tuple[str, int]] = ()
    """How often each rule was broken, the most often first."""
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """How many files are of other tools, by suffix."""
    unreadable: Sequence[str] = ()
    """What could not be read, each with the reason."""
    unknown: int = 0
    """How many documents are referred to of which nothing is known."""
    unknown_first: Sequence[str] = ()
    """The first of these."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows each table has."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What all policies hold, by the columns of the documents."""


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
        names = []
        for document in registries:
            data = document.to_bytes("jsonld")
            names.append(f"_index/registries/{hashlib.sha256(data).hexdigest()[:32]}.jsonld")
            if not self.store.has(names[-1]):
                self.store.put(names[-1], data)
        self.options = options._replace(registries=tuple(names))
        self._ended: Counter[tuple[int, ...]] = Counter()
        """How often what has a place ended its worker."""

    def __call__(self) -> Summary:
        """Reads, compares, and writes the tables, the manifest last. Raises OSError if that cannot be done."""
        done = self._read()
        summary = Summary(
            files=sum(one.files for one in done),
            passed_over=_summed(one.passed_over for one in done),
            unreadable=[*self.inputs.problems, *(line for one in done for line in one.unreadable)],
        )
        keys = {table: [one.key for one in done] for table in self.options.tables}
        rows = _summed(one.rows for one in done)
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

    def _read(self) -> list[Done]:
        """What came of each group of documents, in their order; of what is given twice, once."""
        found: dict[str, Done] = {}
        work = Reading(self.options)
        todo: Iterable[Task] = tasks(self.inputs)
        while todo:
            again: list[Task] = []
            results: Iterator[tuple[Task, Done | Ended]] = self.engine.run(work, todo)
            for task, done in results:
                if not isinstance(done, Ended):
                    found[done.key] = done
                elif self._tried(task.place):
                    again.append(task)
                elif len(task.units) > 1:
                    again += task.halves
                else:
                    lost = work.lost(task, done.reason)
                    found[lost.key] = lost
            todo = again
        return sorted(found.values(), key=lambda one: one.place)

    def _tried(self, place: tuple[int, ...]) -> bool:
        """Whether what ended its worker is tried once more."""
        self._ended[place] += 1
        return self._ended[place] < TRIES

    def _settled(self, db: Database, done: Sequence[Done], summary: Summary) -> list[str]:
        """The keys of the parts of the findings, in order, with what documents tell of others in them."""
        comparison = Comparison(db, done, self.trees)
        work = Settling(self.options)
        found: dict[tuple[int, ...], Settled] = {}
        todo: Iterable[Group] = self._with_data(comparison)
        self._ended.clear()
        while todo:
            again: list[Group] = []
            results: Iterator[tuple[Group, Settled | Ended]] = self.engine.run(work, todo)
            for group, settled in results:
                if not isinstance(settled, Ended):
                    found[group.place] = settled
                elif self._tried(group.place):
                    again.append(group)
                else:
                    raise OSError(errno.EIO, ended(settled.reason), self.store.uri)
            todo = again
        settled_keys = [found[one.place].key for one in done]
        summary.unreadable = list(
            dict.fromkeys(
                [*summary.unreadable, *(line for one in found.values() for line in one.unreadable)]
            )
        )
        summary.unknown, summary.unknown_first = comparison.unknown()
        db.read("findings", settled_keys)
        severities = "select severity, count(*) from findings group by severity"
        summary.severities = dict(db.rows(severities))
        rules = "select rule, count(*) as n from findings group by rule order by n desc, rule"
        summary.rules = list(db.rows(rules))
        return settled_keys

    def _with_data(self, groups: Iterable[Group]) -> Iterator[Group]:
        """Groups with the bytes of those of their documents that are read again, and cannot be by themselves."""
        every = tasks(self.inputs)
        task = None
        for group in groups:
            if not any(unit.sequential for unit, _ in group.told.values()):
                yield group
                continue
            while task is None or task.place[0] < group.place[0]:
                task = next(every)
            data = {unit.name: unit.data for unit in task.units}
            told = {
                at: (unit._replace(data=data.get(unit.name)), others)
                for at, (unit, others) in group.told.items()
            }
            yield group._replace(told=told)

    def _end(self, summary: Summary, keys: Mapping[str, list[str]], groups: list[str]) -> None:
        """Writes the manifest, and removes what is not of this run."""
        self.store.manifest(
            {
                "version": VERSION,
                "tool": stdpolicy.__version__,
                "ontology": model().version,
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
        index = dict.fromkeys((*INDEX, "tasks"), groups)
        self.store.keep({**keys, **index})


def counted(db: Database) -> dict[str, int]:
    """What the policies of a corpus hold, each counted once."""
    sums = ", ".join(f"sum({name})" for name in SUMMED)
    query = f"""
    select count(*), {sums} from (
        select distinct on (document) * from documents join parts on parse_filename(filename, true) = key
        where class = 'Policy' order by document, task)
    """
    ((policies, *found),) = db.rows(query)
    return {"policies": policies, **{n: int(v or 0) for n, v in zip(SUMMED, found, strict=True)}}


def ended(reason: str) -> str:
    """What is said where workers end again and again."""
    return either(f"a worker was ended: {reason}", f"工作进程已被终止：{reason}")


def _summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
