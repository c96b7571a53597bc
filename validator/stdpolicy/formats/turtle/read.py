"""Turtle, N-Triples, N-Quads and TriG, read by a native parser (Turtle 1.1, RDF 1.1)."""

from itertools import islice

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.described import TRIPLE_TERM
from stdpolicy.formats.languages import unusual
from stdpolicy.formats.rdf import ILL_FORMED, NOT_ABSOLUTE, STOPPED, read_rdf
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    MAX_FINDINGS,
    IllFormed,
    Reading,
    base_finding,
    is_document_iri,
    too_deep,
)
from stdpolicy.formats.turtle.languages import unusual_tags
from stdpolicy.formats.turtle.own_layout import read_own_layout
from stdpolicy.formats.turtle.places import TurtleTriples
from stdpolicy.formats.turtle.prefixes import may_state_base, mended, misspelt
from stdpolicy.model.iri import FRAGMENT, is_bare_name
from stdpolicy.patterns import regex
from stdpolicy.source import START, Source, Span

NO_FRAGMENT = Message(
    rules.BASE.code,
    "relative-iri",
    "expected a #fragment or an absolute IRI, found the relative IRI {found}",
    "应为 #片段 或者绝对 IRI，实为相对 IRI {found}",
    Advice(
        "write-fragment",
        "write <#{iri}> if it is a node of the document, else the whole IRI",
        "文档的节点写作 <#{iri}>，其他的写出完整的 IRI",
    ),
)
NAME = Advice(
    "write-iri-of", "write the IRI of what it is the name of", "改写为该名称所指的节点的 IRI"
)
# Linear; a candidate only, since it may stand within a string or comment.
RELATIVE = regex(r"""<(?![A-Za-z][A-Za-z0-9+.\-]*+:|\#)[^\x00-\x20<>"{}|^`]++>""")


def read_triples(source: Source, syntax: ox.RdfFormat) -> Reading:
    """Reads a notation of the Turtle family by its triples; Turtle that is not well-formed as it was meant,
    which is perhaps in our own layout.
    """

    def meant(text: Source) -> Reading:
        own = read_own_layout(text) if syntax == ox.RdfFormat.TURTLE else None
        return own or well_formed(text)

    def well_formed(text: Source) -> Reading:
        reading = _read(text, syntax)
        for finding in reading.findings:
            if finding.message in (ILL_FORMED, NOT_ABSOLUTE):
                raise IllFormed(finding)
        return reading

    try:
        return well_formed(source)
    except IllFormed as stopped:
        from stdpolicy.formats.mending import explained
        from stdpolicy.formats.turtle.explain import FORM, explain, explain_quads

        why = explain_quads if syntax == ox.RdfFormat.N_QUADS else explain
        return explained(source, stopped, why, meant, FORM)


def _read(source: Source, syntax: ox.RdfFormat) -> Reading:
    """Reads triples, or says where the parser stopped."""
    text = source.text
    triples = TurtleTriples(source)
    # The parser would overflow the stack on triple terms nested in each other a thousandfold.
    if text.count("<<") > MAX_DEPTH and (span := triples.triple_term()) != START:
        return Reading(None, findings=[TRIPLE_TERM(span)])
    small = source.data.lower()
    reading = _read_mended(source, small, syntax) or read_rdf(source, syntax, triples)
    # Nodes without IRIs may be nested in each other, those with IRIs are counted in the tree.
    blank = any(finding.message.code == rules.BLANK.code for finding in reading.findings)
    if blank and (bracket := triples.beyond(MAX_DEPTH)):
        return Reading(None, findings=[too_deep(bracket)])
    perhaps = not _stopped(reading) and may_state_base(small) and RELATIVE.search(text)
    if perhaps and (found := triples.relative()):
        findings = [_bare(iri, span) for iri, span in found.items() if is_bare_name(iri)]
        bases = ((base, span) for base, span in triples.bases() if not is_document_iri(base))
        findings = findings or [base_finding(base, span) for base, span in islice(bases, 1)]
        if findings:
            return Reading(None, findings=findings[: MAX_FINDINGS + 1])
    if reading.tree is not None:
        reading.findings += unusual(unusual_tags(text))
    return reading


def _read_mended(source: Source, small: bytes, syntax: ox.RdfFormat) -> Reading | None:
    """Reads what misspelt namespaces are meant for, if there are any."""
    found = misspelt(source, small)
    triples = TurtleTriples(source, {one.wrong: one.right for one in found})
    reading = read_rdf(mended(source, found), syntax, triples) if found else None
    if reading is None or _stopped(reading):  # where, only the file itself can say
        return None
    reading.findings += [one.finding for one in found]
    return reading


def _stopped(reading: Reading) -> bool:
    return any(finding.message in STOPPED for finding in reading.findings)


def _bare(name: str, span: Span) -> Finding:
    found = Code(f"<{name}>")
    if not FRAGMENT.fullmatch(f"#{name}"):
        return NO_FRAGMENT(span, found=found, advice=NAME)
    fix = Fix((Edit(span, f"<#{name}>"),), Safety.LIKELY)
    return NO_FRAGMENT(span, found=found, iri=Code(name), fix=fix)
