"""Opens a file: reads it, and takes the verdict of the published schema on what it says.

This is all that a valid document asks for, so that nothing here needs the rules: they say what is
wrong with the others (`stdpolicy.checks.pipeline`).
"""

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct, field

from stdpolicy.diagnostics import Advice, Code, Finding, Message, has_errors
from stdpolicy.document import Document
from stdpolicy.formats import Notation, canonical, rules, told
from stdpolicy.formats.canonical import Merged
from stdpolicy.formats.in_order import in_order
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.model.edition import EARLIER, by_edition, edition_file, is_current, model, using
from stdpolicy.source import START, Source

if TYPE_CHECKING:
    import jsonschema_rs

MAX_SIZE = 64
"""The default limit of a file's size, in MB (10^6 bytes)."""


class Judged(Struct):
    """A file, what its reader made of it, and the verdict."""

    source: Source
    notation: Notation | None
    reading: Reading
    findings: list[Finding] = field(default_factory=list)
    document: Document | None = None
    """None if it is not valid."""
    accepted: bool = False
    """Whether the schema accepts it; it is no document if the reader found errors in it."""


TOO_LARGE = Message(
    rules.SIZE.code,
    "megabytes",
    "expected at most {limit}, found more",
    "文件应不超过 {limit}，实际超出",
    Advice("raise", "raise --max-size if the file is honest", "如确认文件可信，调高 --max-size"),
)


EARLIER_VERSION = Message(
    rules.EARLIER.code,
    "earlier",
    "the document is written in version {found} of the vocabulary, expected {right}",
    "文档按词汇表 {found} 版编写，应为 {right} 版",
    Advice(
        "upgrade",
        "stdpolicy upgrade rewrites it, and lists what is left to you",
        "用 stdpolicy upgrade 改写，需自行处理的会逐一列出",
    ),
)


def judge(source: Source, notation: Notation | None = None, max_size: float = MAX_SIZE) -> Judged:
    """Reads a file and takes the verdict on it; `max_size` is in MB."""
    judged = _judged(source, notation, max_size)
    if judged.document is None and is_current() and _is_earlier(judged, max_size):
        said = EARLIER_VERSION(START, found=Code(EARLIER), right=Code(model().version))
        return Judged(source, judged.notation, Reading(None), [said])
    return judged


# What a document of this edition has and one before it has not.
NOT_EARLIER = re.compile(rb"\b(?:modality|describes(?:Body|Place|Indicator))\b|context/0[.]2")
PERHAPS_EARLIER = re.compile(rb"w3id[.]org/stdpolicy/ns#|w3id[.]org/stdpolicy/context/v1")


def _is_earlier(judged: Judged, max_size: float) -> bool:
    """Whether a file that is no document now is one, or is meant to be one, of the edition before."""
    data = judged.source.data
    if judged.source.oversize or NOT_EARLIER.search(data) or not PERHAPS_EARLIER.search(data):
        return False
    with using(EARLIER):
        before = _judged(judged.source, judged.notation, max_size)
        named = before.reading.tree is not None and model().context.encode() in data
    return named or (before.document is not None and _looks_earlier(before.document.tree))


def _looks_earlier(tree: Tree) -> bool:
    """Whether a document of the edition before shows it: by what it contains, or by what two of its
    nodes lack. Of one the finding that it lacks something says more.
    """
    if any(name in tree for name in ("body", "place", "indicator", "phase")):
        return True
    alignments = len(tree.get("alignment", ()))
    return alignments + sum(len(one.get("action", ())) for one in tree.get("measure", ())) > 1


def _judged(source: Source, notation: Notation | None, max_size: float) -> Judged:
    if source.oversize or len(source.data) > max_size * 1_000_000:
        too_large = TOO_LARGE(START, limit=Code(f"{max_size:g} MB"))
        return Judged(source, notation, Reading(None), [too_large])
    known = told(source, notation)
    if isinstance(known, Finding):
        return Judged(source, None, Reading(None, findings=[known]), [known])
    own = known.read_own_layout(source)
    if own is not None and own.tree is not None:
        tree, base = own.tree, own.base
        if accepts(tree, base) and in_order(tree, base):
            source.forget_text()
            written = Document(tree, base, known, source)
            return Judged(source, known, own, document=written, accepted=True)
    reading = known.read(source)
    judged = Judged(source, known, reading, list(reading.findings))
    if reading.tree is not None:
        source.forget_text()
        judged.accepted = accepts(reading.tree, reading.base)
        if judged.accepted and not has_errors(reading.findings):
            judged.document = document(reading.tree, judged)
    return judged


def document(tree: Tree, judged: Judged) -> Document | None:
    """The document that a tree is which the schema accepts; None if it says something twice."""
    base = judged.reading.base
    with suppress(Merged):
        return Document(canonical(tree, base), base, judged.notation, judged.source)
    return None


@by_edition
def schema() -> "jsonschema_rs.Draft202012Validator":
    """The published JSON Schema, ready to judge."""
    import jsonschema_rs  # spared where nothing is validated

    return jsonschema_rs.Draft202012Validator(json.loads(edition_file("stdpolicy.schema.json")))


def accepts(tree: Tree, base: str) -> bool:
    """The verdict: whether the published JSON Schema accepts the document."""
    try:
        return schema().is_valid(framed(tree, base))
    except (ValueError, UnicodeEncodeError):  # nesting or characters that no JSON text can have
        return False
