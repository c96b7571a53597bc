"""The documents of a group so far, each read, checked by itself and let go: what they hold, as rows of the tables."""

from collections import Counter, defaultdict
from typing import Any

from stdpolicy import api
from stdpolicy.batch import belongs
from stdpolicy.checks.alone import Before, Begun, Facts, content
from stdpolicy.checks.pipeline import failed
from stdpolicy.corpus import holdings, rows
from stdpolicy.corpus.checkers import checker
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.units import Unit, opened
from stdpolicy.diagnostics import Diagnostic, Layer
from stdpolicy.files import reason
from stdpolicy.formats.rules import MORE
from stdpolicy.source import Source

Parts = dict[str, list[dict[str, Any]]]


class Group:
    """The documents of a group so far, as rows."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.problems: list[str] = []
        self.checker = checker(options, self.problems)
        self.limit = api.limit(options.max_size)
        self.files = self.faults = 0
        self.without_texts = 0
        """How many policies name texts that are not looked for, being in an archive or a store."""
        self.passed_over: Counter[str] = Counter()
        self.parts: Parts = defaultdict(list)

    def add(self, unit: Unit) -> None:
        """Reads and checks a document."""
        try:
            source = opened(unit, self.limit)
        except OSError as error:
            self.problems.append(reason(error))
            return
        if not (unit.asked or source.oversize or belongs(unit.suffix, source.data)):
            self.passed_over[unit.suffix] += 1
            return
        self.files += 1
        begun = self.checker.begin(source) if self.options.rules else self._read(source)
        try:
            held = self._held(unit.name, begun)  # before what the checks saw is let go
            found = []
            if self.options.rules or begun.fault is not None:
                found = self.checker.finish(begun, Before(begun.facts.readable, {}, None, {}))
            self._take(unit, begun, found, held)
        except Exception as error:
            if not self.options.keep_going:
                raise
            self._take(unit, Begun(begun.facts), [failed(unit.name, error)], {})

    def _read(self, source: Source) -> Begun:
        """Reads a document that is not checked."""
        begun = Begun(Facts(source.name))
        try:
            begun.opened = opened_ = self.checker.open(source)
            if opened_.document is not None:
                begun.facts.base = opened_.document.base
                begun.facts.digest = content(opened_.document.tree)
        except Exception as error:
            if not self.options.keep_going:
                raise
            begun.fault = error
        return begun

    def fail(self, unit: Unit, error: Exception) -> None:
        """Says of a document that stdpolicy failed on it."""
        self.files += 1
        self._take(unit, Begun(Facts(unit.name)), [failed(unit.name, error)], {})

    def _held(self, name: str, begun: Begun) -> Parts:
        """What a document holds, as rows."""
        facts, opened_ = begun.facts, begun.opened
        held: Parts = {"said": list(rows.said(name, begun.own))}
        if opened_ is None:
            return held
        if self.options.rules:
            held["references"] = list(rows.references(name, opened_))
            if facts.nodes is not None:
                held["nodes"] = list(rows.nodes(name, opened_, facts.nodes.items()))
                held["domains"] = list(rows.domains(name, opened_))
        if opened_.document is not None:
            wanted = set(self.options.tables)
            if "documents" in wanted:
                assert facts.digest is not None
                held["documents"] = [holdings.document(name, opened_.document, facts.digest)]
            if wanted & holdings.OF_CLASS.keys():
                held |= holdings.entities(name, opened_.document)
        return held

    def _take(self, unit: Unit, begun: Begun, found: list[Diagnostic], held: Parts) -> None:
        """What a document gives, as rows: all of it or, if something is raised, nothing."""
        facts, opened_, name = begun.facts, begun.opened, unit.name
        new: Parts = held | {
            "own": list(rows.findings(found)),
            "files": [
                {
                    "position": self.files - 1,
                    "file": name,
                    "uri": unit.uri,
                    "start": unit.start,
                    "size": unit.size,
                    "stamp": unit.stamp,
                    "suffix": unit.suffix,
                    "sequential": unit.sequential,
                    "document": facts.base,
                    "checked": facts.checked,
                    "readable": facts.readable,
                    "whole": facts.nodes is not None,
                    "digest": facts.digest,
                    "among": sum(
                        one.rule.layer is Layer.CONSISTENCY or one.rule is MORE for one in found
                    ),
                }
            ],
            "alignments": [{"file": name, **one._asdict()} for one in facts.alignments],
        }
        for table, added in new.items():
            self.parts[table] += added
        self.faults += any(one.is_fault for one in found)
        if opened_ is not None and opened_.document is not None and opened_.source.path is None:
            self.without_texts += "file" in opened_.document.tree.get("source", {})
