"""The context that a document was meant to have, where that is clear: one mistake, after which the document
is read as meant.
"""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from stdpolicy.diagnostics import KEY, Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats.causes import WRITE
from stdpolicy.formats.jsonld.context import NOT_BUNDLED
from stdpolicy.formats.jsonld.places import At, span_of
from stdpolicy.formats.jsonld.rdf import LIKE_CONTEXT, NO_BASE, NO_CONTEXT
from stdpolicy.formats.namespaces import meant
from stdpolicy.formats.reading import DID_YOU_MEAN, Tree, is_document_iri
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import HOME
from stdpolicy.patterns import regex
from stdpolicy.source import Span

BASES = {
    "@bse",
    "@bas",
    "@bsae",
    "@baes",
    "base",
    "@basis",
    "@baseIRI",
    "@baseURI",
    "xml:base",
    "@id",
}
NUMBER = regex("(?<!w)[0-9]+")
"""Of an edition; that of w3id.org is none."""
RELATIVE = regex(r'[:\[,]\s*+"#')
"""A value that perhaps is an IRI which needs a base; where all are absolute, none is missing."""
WRITE_BASE = Advice("write-base", "write {right}", "写作 {right}")


def mended(document: Tree, text: str) -> Iterator[Finding]:
    """Says what is wrong with the context of a document that was clearly meant to have ours, each with its
    fix, and puts it right in the tree.
    """
    if "@context" not in document:
        yield from _other_key(document, text)
    context = document.get("@context")
    at: At = ((), "@context")
    listed = context if isinstance(context, list) else [context]
    ours = model().context
    for index, one in enumerate(listed):
        here: At = (at, index) if listed is context else at
        if isinstance(one, str) and one != ours and _is_meant(one, ours):
            yield _misspelt(text, here, one, ours)
            listed[index] = ours
    if isinstance(context, str):
        document["@context"] = listed[0]
    if listed[:1] == [ours]:
        yield from _base(document, text, at, listed)


def _is_meant(context: str, ours: str) -> bool:
    """Whether ours was meant by an IRI: it is almost that, or of our place, and of no other edition."""
    found = unicodedata.normalize("NFKC", context).strip().lower()
    numbers, right = NUMBER.findall(found), NUMBER.findall(ours)
    if not numbers or numbers[: len(right)] == right:
        same_place = found.startswith(HOME) or (found and ours.endswith("/" + found))
        return bool(same_place or meant(found, (ours,)))
    return False


def _misspelt(text: str, at: At, context: str, ours: str) -> Finding:
    """The finding for a context that is almost ours."""
    span, right = span_of(text, at), f'"{ours}"'
    return NOT_BUNDLED(
        span,
        context=Code(json.dumps(context, ensure_ascii=False)),
        right=Code(right),
        advice=WRITE,
        fix=Fix((Edit(span, right),), Safety.LIKELY),
    )


def _other_key(document: Tree, text: str) -> Iterator[Finding]:
    """The finding for a key that is almost @context."""
    key = next((key for key in document if LIKE_CONTEXT.fullmatch(key)), None)
    if key is not None:
        document["@context"] = document.pop(key)
        yield _key(text, ((), key), NO_CONTEXT, "@context")


def _key(text: str, at: At, message: Message, right: str) -> Finding:
    """What is wrong with a key that is almost another."""
    span = span_of(text, (at, KEY))
    fix = Fix((Edit(span, f'"{right}"'),), Safety.LIKELY)
    return message(span, guess=Code(right), advice=DID_YOU_MEAN, fix=fix)


def _base(document: Tree, text: str, at: At, listed: list[Any]) -> Iterator[Finding]:
    """The finding for a document that has our context and does not say @base where it belongs, although it
    says which IRI that is: by a key that is almost @base, or as its own id.
    """
    match listed[1:]:
        case [{**said}] if len(said) == 1 and (key := next(iter(said))) in BASES:
            if is_document_iri(said[key]):
                listed[1] = {"@base": said[key]}
                yield _key(text, ((at, 1), key), NO_BASE, "@base")
        case [] if RELATIVE.search(text) and is_document_iri(iri := document.get("id")):
            inside = isinstance(document["@context"], list)
            first = span_of(text, (at, 0) if inside else at)
            added = f'{{"@base": {json.dumps(iri, ensure_ascii=False)}}}'
            edits = [Edit(Span(first.end, first.end), f", {added}" + ("" if inside else "]"))]
            if not inside:
                edits.insert(0, Edit(Span(first.start, first.start), "["))
            document["@context"] = [listed[0], {"@base": iri}]
            right = Code(f'"@context": ["{listed[0]}", {added}]')
            fix = Fix(tuple(edits), Safety.LIKELY)
            yield NO_BASE(first, right=right, advice=WRITE_BASE, fix=fix)
