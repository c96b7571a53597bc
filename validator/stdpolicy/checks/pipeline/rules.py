"""What all rules find in a file, by itself and among the other documents of a run."""

from collections.abc import Iterator, Sequence

from stdpolicy.checks import characters, coverage, policy, references
from stdpolicy.checks.conformance import JUDGES, Verdict
from stdpolicy.checks.grounding import FILES, Beside, Files
from stdpolicy.checks.pipeline.bounds import found_in
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.checks.references.across import ACROSS, External, Known
from stdpolicy.checks.survey import POLICY, PROVISION, STATEMENT, Statement, Survey
from stdpolicy.checks.walk import ANY_NODE, DOCUMENT, Link, Walk
from stdpolicy.diagnostics import Finding, Layer, Severity
from stdpolicy.formats.reading import MAX_FINDINGS

REGISTERED = (characters, coverage, policy, references)
"""Modules that are imported for the rules that they register."""


def within(opened: Opened, *, conformance: bool = False) -> list[Finding]:
    """What all rules but those across documents find, whatever else is wrong with the file.

    Files that the document's source names are read beside it. Under `conformance` the published
    schemas judge too. Raises ModuleNotFoundError if pySHACL is not installed.
    """
    laid_out = opened.walk
    if laid_out is None:
        return []
    beside = opened.source.beside if opened.source.path else None
    found = found_in(laid_out, _rules(laid_out, beside))
    found += found_in(laid_out, _strings(laid_out))
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


def links(opened: Opened) -> list[Link]:
    """The references of a file that lead to other documents."""
    return opened.walk.links.external if opened.walk else []


def across(opened: Opened, known: Known) -> list[Finding]:
    """What is wrong with references to the other documents of a run."""
    if opened.walk is None:
        return []
    return found_in(opened.walk, ACROSS.run(External(links(opened), known, opened.walk.guesses)))
