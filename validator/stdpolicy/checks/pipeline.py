"""The pipeline, step by step: open, within, across, place. Each can be called alone.

A verdict by the published schema comes first. Only if it refuses a document our own checks say why;
then all rules run on whatever is known, so that all faults of a file are found in one run.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from stdpolicy import wording
from stdpolicy.checks import characters, coverage, policy, references
from stdpolicy.checks.conformance import JUDGES, Verdict
from stdpolicy.checks.grounding import FILES, Beside, Files
from stdpolicy.checks.references.across import ACROSS, External, Known
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.spelling import SPELLING
from stdpolicy.checks.structure import explain
from stdpolicy.checks.survey import POLICY, PROVISION, STATEMENT, Statement, Survey
from stdpolicy.checks.walk import ANY_NODE, DOCUMENT, Link, Node, Walk, copied, walk
from stdpolicy.diagnostics import (
    KEY,
    Advice,
    Diagnostic,
    Finding,
    Layer,
    Message,
    Number,
    Path,
    Said,
    Severity,
    has_errors,
)
from stdpolicy.formats import Notation
from stdpolicy.formats import rules as syntax
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import MAX_FINDINGS, Tree
from stdpolicy.model import model
from stdpolicy.source import START, Source
from stdpolicy.verdict import MAX_SIZE, Judged, accepts, document, judge, schema

REGISTERED = (characters, coverage, policy, references)
"""Modules that are imported for the rules that they register."""


class Opened(Judged):
    """A file, the verdict on it, and what is wrong with it."""

    @cached_property
    def walk(self) -> Walk | None:
        """What the checks see, laid out when one asks; None where nothing could be read."""
        tree = self.reading.tree
        return None if tree is None else walk(tree, self.reading.base, model())


ONLY_SO_MANY = Message(syntax.MORE.code, "more", "only {most} findings are shown")


# -- open ------------------------------------------------------------------------------------


def open(source: Source, notation: Notation | None = None, max_size: float = MAX_SIZE) -> Opened:
    """Reads a file, takes the verdict on it, and explains that if it is no; `max_size` is in MB."""
    return explained(judge(source, notation, max_size))


def explained(judged: Judged) -> Opened:
    """Lays out what was read, and says what is wrong with it if it is no document.

    What is only spelt otherwise makes it one after all.
    """
    opened = Opened(**vars(judged))
    reading = opened.reading
    if reading.tree is None:
        return opened
    faulty = has_errors(reading.findings)
    if opened.document is None and not (opened.accepted and faulty):
        tree = _mended(opened)
        opened.accepted |= tree is not None
        if tree is not None and not faulty:
            opened.document = document(tree, opened)  # or a rule says which nodes are one
    hiding = has_errors([f for f in reading.findings if f.rule is not syntax.STRAY])
    if hiding and opened.walk is not None:
        opened.walk.hide_all()
    return opened


def _mended(opened: Opened) -> Tree | None:
    """Puts other spellings right and says what else is wrong; the tree, if that is nothing."""
    reading = opened.reading
    assert reading.tree is not None
    respelt: list[Finding] = []

    def respell(node: Node) -> None:
        keep(respelt, SPELLING.run(node))

    # The tree of the reading stays as it is: places are looked up in it.
    tree = copied(reading.tree)
    opened.walk = laid_out = walk(tree, reading.base, model(), respell)
    faults = _found(laid_out, keep([], explain(laid_out)))
    wrong = {fault.path for fault in faults}
    # In its usual spelling a wrong value would be wrong all the same.
    respelt = [found for found in respelt if found.path not in wrong]
    opened.findings += _found(laid_out, respelt) + faults
    if faults:
        return None
    tree = laid_out.mended()
    if accepts(tree, reading.base):
        return tree
    if not has_errors(reading.findings):
        opened.findings += UNEXPLAINED.run((tree, reading.base))
    return None


UNEXPLAINED = Stage[tuple[Tree, str]]("unexplained")
"""Run where the schema refuses what our checks find nothing wrong with."""


@rule(
    "SP901",
    "unexplained",
    "The schema refuses what our checks accept",
    "校验结果不一致",
    on=UNEXPLAINED,
)
def unexplained(refused: tuple[Tree, str]) -> Iterator[Finding]:
    """The published JSON Schema and the tool's own checks disagree: a fault of stdpolicy.

    Please report it with the document.
    """
    error = next(iter(schema().iter_errors(framed(*refused))), None)
    reason = error.message.splitlines()[0] if error else "no reason given"
    yield REFUSES(tuple(error.instance_path) if error else (), reason=Said(reason))


REFUSES = Message(
    "SP901",
    "refuses",
    "the JSON Schema refuses the document: {reason}",
    Advice("report", "please report this"),
)


# -- within ----------------------------------------------------------------------------------


def within(opened: Opened, *, conformance: bool = False) -> list[Finding]:
    """What all rules but those across documents find, whatever else is wrong with the file.

    Files that the document's source names are read beside it. Under `conformance` the published
    schemas judge too. Raises ModuleNotFoundError if pySHACL is not installed.
    """
    laid_out = opened.walk
    if laid_out is None:
        return []
    beside = opened.source.beside if opened.source.path else None
    found = _found(laid_out, _rules(laid_out, beside))
    found += _found(laid_out, _strings(laid_out))
    if conformance:
        found += _judged(opened, found)
    return found


def _rules(laid_out: Walk, beside: Beside | None) -> Iterator[Finding]:
    yield from DOCUMENT.run(laid_out)
    for node in laid_out.nodes:
        yield from ANY_NODE.run(node)
    if laid_out.root.cls.name != "Policy":
        return
    survey = Survey(laid_out)
    for statement in survey.statements:
        yield from STATEMENT.run(Statement(statement, survey))
    for provision in survey.provisions.values():
        yield from PROVISION.run(provision)
    yield from POLICY.run(survey)
    if beside is not None:
        yield from FILES.run(Files(survey, beside))


def _strings(laid_out: Walk) -> Iterator[Finding]:
    for string in characters.strings(laid_out):
        if not characters.is_plain(string.value):
            yield from characters.STRING.run(string)


def _judged(opened: Opened, found: Sequence[Finding]) -> list[Finding]:
    errors = {f.rule for f in (*opened.findings, *found) if f.rule.severity is Severity.ERROR}
    assert opened.reading.tree is not None
    assert opened.walk is not None
    if any(error.layer is Layer.SYNTAX for error in errors) or len(found) > MAX_FINDINGS:
        return []
    linked = all(error.code != "SP403" for error in errors)
    verdict = Verdict(
        opened.walk.mended(), opened.walk.base, opened.accepted, opened.document, linked
    )
    return list(JUDGES.run(verdict))


def _found(laid_out: Walk, findings: Iterable[Finding]) -> list[Finding]:
    """As many errors as anybody reads, as many warnings, and one more, which shows that there are
    others: no error is left out for a warning that was found before it.

    Their paths lead through the file as it is written.
    """
    found: list[Finding] = []
    room = dict.fromkeys(Severity, MAX_FINDINGS + 1)
    for finding in findings:
        severity = finding.rule.severity
        if room[severity]:
            room[severity] -= 1
            found.append(finding)
        if not room[Severity.ERROR]:
            break
    return [f.moved(laid_out.written) for f in found] if laid_out.brackets else found


def keep(kept: list[Finding], findings: Iterable[Finding]) -> list[Finding]:
    """Adds findings of one severity to what is kept, as many as anybody reads and one more, but
    carries the checks through to the end: what each finds it also mends, or hides from the rules.
    """
    for finding in findings:
        if len(kept) <= MAX_FINDINGS:
            kept.append(finding)
    return kept


# -- across ----------------------------------------------------------------------------------


def links(opened: Opened) -> list[Link]:
    """The references of a file that lead to other documents."""
    return opened.walk.links.external if opened.walk else []


def across(opened: Opened, known: Known) -> list[Finding]:
    """What is wrong with references to the other documents of a run."""
    if opened.walk is None:
        return []
    return _found(opened.walk, ACROSS.run(External(links(opened), known, opened.walk.guesses)))


# -- place -----------------------------------------------------------------------------------


def place(
    opened: Opened, findings: Iterable[Finding], before: Iterable[Diagnostic] = ()
) -> list[Diagnostic]:
    """Findings with their places and in words, among those of the file that were placed before, in
    file order. The bound is on both together.
    """
    chosen = _not_too_many([*before, *findings])
    shown = [found for found in chosen if isinstance(found, Finding)]
    placed = [found for found in chosen if isinstance(found, Diagnostic)]
    if not shown:
        return placed
    paths = {f.path for f in shown if f.span is None}
    paths |= {related.path for f in shown for related in f.related}
    places = opened.reading.places(paths)
    lines = opened.source.lines
    excerpts: dict[int, str] = {}  # one string for all findings on a line, which may be long
    for finding in shown:
        span = finding.span or places[finding.path]
        start = lines.place(span.start)
        if start.line not in excerpts:
            excerpts[start.line] = lines.line(start.line)
        placed.append(
            Diagnostic(
                rule=finding.rule,
                key=finding.message.key,
                values=finding.values,
                message=wording.message(finding),
                file=opened.source.name,
                span=span,
                place=start,
                end=lines.place(span.end),
                pointer=pointer(finding.path),
                hint=wording.hint(finding),
                related=tuple(
                    (
                        wording.filled(related.advice, finding.values),
                        lines.place(places[related.path].start),
                    )
                    for related in finding.related
                ),
                excerpt=excerpts[start.line],
            )
        )
    placed.sort(key=lambda d: (d.place, d.rule.code))  # of one rule at one place as it says them
    return placed


def _not_too_many(found: list[Finding | Diagnostic]) -> list[Finding | Diagnostic]:
    counted = [one for one in found if one.rule is not syntax.MORE]
    if len(counted) <= MAX_FINDINGS:
        return found
    errors_first = sorted(counted, key=lambda one: one.rule.severity is not Severity.ERROR)
    return [*errors_first[:MAX_FINDINGS], ONLY_SO_MANY(START, most=Number(MAX_FINDINGS))]


def pointer(path: Path) -> str:
    """The path as a JSON Pointer (RFC 6901)."""
    steps = [str(step) for step in path if step != KEY]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
