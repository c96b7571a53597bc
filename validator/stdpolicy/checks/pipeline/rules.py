"""What all rules find in a file, by itself and among the other documents of a run."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from stdpolicy import memo
from stdpolicy.checks import (
    agreement,
    characters,
    consistency,
    coverage,
    grounding,
    policy,
    references,
)
from stdpolicy.checks.agreement.told import CLAUSES, RECORD, WORDS
from stdpolicy.checks.conformance import JUDGES, Verdict
from stdpolicy.checks.consistency.aligned import ALIGNED, Aligned, Document
from stdpolicy.checks.consistency.said import Compared, Others, Own
from stdpolicy.checks.consistency.same import STATEMENTS, statements
from stdpolicy.checks.consistency.words import LABELS, ONCE, Termed, labels
from stdpolicy.checks.entities import Registered
from stdpolicy.checks.pipeline.bounds import found_in
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.checks.references.across import ACROSS, External, Known
from stdpolicy.checks.survey import (
    FILES,
    POLICY,
    PROVISION,
    STATEMENT,
    Statement,
    Survey,
)
from stdpolicy.checks.walk import ANY_NODE, DOCUMENT, LINKS, Links, Walk
from stdpolicy.config import waivers
from stdpolicy.diagnostics import Finding, Layer, Severity, has_errors
from stdpolicy.formats.reading import MAX_FINDINGS
from stdpolicy.model.edition import is_current
from stdpolicy.text.terms import Termbase

REGISTERED = (agreement, characters, consistency, coverage, grounding, policy, references, waivers)
"""Modules that are imported for the rules that they register."""


def within(
    opened: Opened, *, entities: Callable[[], Registered] = Registered, conformance: bool = False
) -> list[Finding]:
    """What all rules but those across documents find, whatever else is wrong with the file.

    `entities` gives what registries describe, whose names statements are held against. Files that the
    document's source names are read beside it. Under `conformance` the published schemas judge too.
    Raises ModuleNotFoundError if pySHACL is not installed.
    """
    if opened.links is None:
        return []
    memo.KEPT.suit(len(opened.source.data))
    walk = opened.links.walk
    files = (opened.source.beside, opened.source.is_committed) if opened.source.path else ()
    survey = Survey(opened.links, entities, *files) if walk.root.cls.name == "Policy" else None
    found = found_in(walk, _rules(opened.links, survey))
    if (
        survey is not None and is_current()
    ):  # the words of an earlier edition are for upgrade to read
        found += found_in(walk, _new(walk, found, _agreement(survey)))
    # A character for which words are not those of the text is told of with them.
    told = {(one.path, one.within) for one in found if one.within}
    found += [f for f in found_in(walk, _strings(walk)) if (f.path, f.within) not in told]
    if conformance:
        found += _judged(opened, found)
    return found


def _new(walk: Walk, told: Sequence[Finding], found: Iterator[Finding]) -> Iterator[Finding]:
    """What is found but of what contradicts itself: of two dates, bounds or issuers one is known to be wrong."""
    errors = [
        one for one in told if (one.rule.layer is Layer.POLICY or one.related) and has_errors([one])
    ]
    paths = {path for one in errors for path in (one.path, *(r.path for r in one.related))}
    nodes = {node.path for node in walk.nodes if node.path}
    wrong = {
        next((path[:n] for n in range(len(path), 0, -1) if path[:n] in nodes), path)
        for path in paths
    }
    for one in found:
        if not any(one.path[:n] in wrong for n in range(len(one.path) + 1)):
            yield one


def _agreement(survey: Survey) -> Iterator[Finding]:
    for statement in survey.statements:
        yield from WORDS.run(Statement(statement, survey))
    for provision in survey.provisions:
        yield from CLAUSES.run(provision)
    yield from RECORD.run(survey)


def _rules(links: Links, survey: Survey | None) -> Iterator[Finding]:
    walk = links.walk
    yield from DOCUMENT.run(walk)
    yield from LINKS.run(links)
    for node in walk.nodes:
        yield from ANY_NODE.run(node)
    if survey is None:
        return
    for statement in survey.statements:
        yield from STATEMENT.run(Statement(statement, survey))
    for provision in survey.provisions:
        yield from PROVISION.run(provision)
    yield from POLICY.run(survey)
    if survey.read is not None:
        yield from FILES.run(survey)


def _strings(walk: Walk) -> Iterator[Finding]:
    for string in characters.strings(walk):
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


def said(opened: Opened) -> Own:
    """What a document says that is compared with others, as far as it is known."""
    if opened.walk is None or not opened.walk.base:
        return Own([], [])
    return Own(list(labels(opened.walk)), list(statements(opened.walk)))


def among(opened: Opened, own: Own, others: Others, terms: Callable[[], Termbase]) -> list[Finding]:
    """What a document, which says `own`, encodes otherwise than those before it in a run said, and than
    `terms`, those of the registries; and what is told of the first of its files only.
    """
    walk = opened.walk
    if walk is None or not walk.base:
        return []
    compared, termed = Compared(walk.base, own, others), Termed(walk, terms)
    return found_in(walk, chain(LABELS.run(compared), ONCE.run(termed), STATEMENTS.run(compared)))


def differs(base: str, own: Own, others: Others) -> bool:
    """Whether a document says anything otherwise than others or itself: that is told by what it says alone."""
    compared = Compared(base, own, others)
    return any(True for stage in (LABELS, STATEMENTS) for _ in stage.run(compared))


def across(opened: Opened, known: Known) -> list[Finding]:
    """What is wrong with references to the other documents of a run."""
    if opened.links is None:
        return []
    walk = opened.links.walk
    return found_in(walk, ACROSS.run(External(opened.links.external, known, walk.guesses)))


def aligned(opened: Opened, alignments: Aligned) -> list[Finding]:
    """What does not agree with the alignments of a run."""
    if opened.walk is None:
        return []
    return found_in(opened.walk, ALIGNED.run(Document(opened.walk, alignments)))
