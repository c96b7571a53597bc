"""SP60x: whether what a policy is said to state stands in its text, character by character."""

import hashlib
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from stdpolicy.checks.rule import Finding, rule, shown
from stdpolicy.checks.survey import Survey
from stdpolicy.diagnostics import Problem, Severity

Beside = Callable[[str], bytes | None]
"""Reads a file named relative to the document; None where it is not there."""


ALIKE = str.maketrans("“”‘’（），：；？！", "\"\"''(),:;?!")
"""Marks that are easily typed for one another."""

MAX_COMPARED = 20_000_000
"""Characters of text times characters of quote: looking for what is alike takes time like it."""


def clean_text(found: Survey) -> str:
    """The provisions' texts in document order, joined with LF."""
    return "\n".join(provision.text for provision in found.provisions.values())


@rule(
    "SP601",
    "digest",
    "The provisions do not make up the text that the digest names",
    "条文与文本摘要值不符",
)
def digest(found: Survey) -> Iterator[Finding]:
    """The texts of the provisions in document order, joined with LF, are byte for byte the clean
    source text, and `digest` is its SHA-256 in hex.

    If a provision was changed on purpose, change source.txt and the digest too; if not, undo it.
    """
    computed = hashlib.sha256(clean_text(found).encode()).hexdigest()
    if computed != found.tree["source"]["digest"]:
        message = "the joined texts of the provisions have another digest"
        yield Finding(message, ("source", "digest"), f"it is {computed}")


@rule("SP602", "source-file", "The source file differs from the provisions", "文本文件与条文不一致")
def source_file(found: Survey, beside: Beside) -> Iterator[Finding]:
    """`file` names the clean text beside the document; it holds what the provisions hold."""
    name = found.tree["source"].get("file")
    data = beside(name) if name else None
    if data is None or not name:
        return
    text = clean_text(found)
    if data != text.encode():
        there = data.decode(errors="replace")
        if data == text.encode() + b"\n":
            message, hint = f"{name} ends with a line feed", "remove the line feed at its end"
            yield Finding(message, ("source", "file"), hint)
            return
        if data.replace(b"\r\n", b"\n") == text.encode():
            message = f"the lines of {name} end with CR LF"
            yield Finding(message, ("source", "file"), "save it with LF line ends")
            return
        at = next((i for i, (a, b) in enumerate(zip(text, there, strict=False)) if a != b), -1)
        at = min(len(text), len(there)) if at < 0 else at
        line = there.count("\n", 0, at) + 1
        message = (
            f"{name} differs from the provisions from line {line}, {shown(there[at : at + 20])}"
        )
        yield Finding(
            message, ("source", "file"), f"the provisions have {shown(text[at : at + 20])}"
        )


@rule(
    "SP603",
    "file-missing",
    "A file that the source names is not there",
    "来源所指文件不存在",
    Severity.WARNING,
)
def file_missing(found: Survey, beside: Beside) -> Iterator[Finding]:
    """`file` and `rawFile` name the clean and the raw text, relative to the document.

    Add the file, or leave the property out. Documents read from standard input are not checked.
    """
    for field in ("file", "rawFile"):
        name = found.tree["source"].get(field)
        if name and beside(name) is None:
            yield Finding(f"{name} is not there", ("source", field), "add it beside the document")


@rule("SP604", "raw-digest", "The raw file has another digest", "原始文件与摘要值不符")
def raw_digest(found: Survey, beside: Beside) -> Iterator[Finding]:
    """`rawDigest` is the SHA-256, in hex, of the bytes of `rawFile`, which is kept as it was found."""
    source = found.tree["source"]
    data = beside(source["rawFile"]) if "rawDigest" in source else None
    if data is not None and (computed := hashlib.sha256(data).hexdigest()) != source["rawDigest"]:
        message = f"{source['rawFile']} has another digest"
        yield Finding(message, ("source", "rawDigest"), f"it is {computed}")


@rule(
    "SP605",
    "prefix",
    "Number or heading is not the beginning of the text",
    "编号或标题与条文开头不符",
)
def prefix(found: Survey) -> Iterator[Finding]:
    """`number` and `heading` are as printed: the text begins with the number, the heading follows.

    The heading leaves out the full stop that ends it in running text.
    """
    for provision in found.provisions.values():
        rest, before = provision.text, ""
        for field in ("number", "heading"):
            part = provision.tree.get(field)
            if part is None:
                continue
            if not rest.startswith(part):
                message = (
                    f"the text of {provision.id} does not go on with its {field} {shown(part)}"
                )
                hint = f"after {shown(before)} it has {shown(rest[:20])}" if before else ""
                yield Finding(
                    message, (*provision.path, field), hint or f"it has {shown(rest[:20])}"
                )
                break
            rest, before = rest[len(part) :], part


@rule("SP606", "quote", "A quote does not stand in its provision", "引文不见于所指条文")
def quote(found: Survey) -> Iterator[Finding]:
    """`quote` is contiguous and verbatim in the text of the provision that `statedIn` names.

    Copy it from the text; nothing may be left out or mended. A statement that two provisions make
    is two statements.
    """
    for statement in found.statements:
        provision = found.provisions.get(found.local(statement.tree["statedIn"]))
        if provision is not None and statement.quote not in provision.text:
            message = (
                f"{statement.id} quotes what {provision.id} does not say: {shown(statement.quote)}"
            )
            yield Finding(message, (*statement.path, "quote"), _where(statement.quote, found))


def _where(quote: str, found: Survey) -> str:
    """Where a quote stands, or what the text has in its stead."""
    elsewhere = [p.id for p in found.provisions.values() if quote in p.text]
    if elsewhere:
        return f"it stands in {elsewhere[0]}"
    texts = [p.text for p in found.provisions.values()]
    if sum(map(len, texts)) * len(quote) > MAX_COMPARED:
        return "copy it from the text"
    for text in texts:
        at = text.translate(ALIKE).find(quote.translate(ALIKE))
        if at >= 0:
            return f"the text has {shown(text[at : at + len(quote)])}"
    for text in texts:
        matcher = SequenceMatcher(None, text, quote, autojunk=False)
        block = matcher.find_longest_match()
        if block.size * 2 >= len(quote):
            start = max(0, block.a - block.b)
            return f"the text has {shown(text[start : start + len(quote)])}"
    return "copy it from the text"


def grounding(found: Survey, beside: Beside | None) -> Iterator[Problem]:
    """All SP60x problems of a policy; without `beside` its files are not looked at."""
    yield from digest(found)
    if beside is not None:
        yield from source_file(found, beside)
        yield from file_missing(found, beside)
        yield from raw_digest(found, beside)
    yield from prefix(found)
    yield from quote(found)
