"""SP601 to SP604: whether the provisions are the text that the source names."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import FILES, POLICY, Survey
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Number, Path, Quote, Severity


@rule(
    "SP601",
    "digest",
    "The provisions do not make up the text that the digest names",
    "条文与文本摘要值不符",
    on=POLICY,
)
def digest(survey: Survey) -> Iterator[Finding]:
    """The texts of the provisions in document order, joined with LF, are byte for byte the clean
    source text, and `digest` is its SHA-256 in hex.

    If a provision was changed on purpose, change source.txt and the digest too; if not, undo it.
    """
    if survey.published is not None:
        return  # then SP602 says more
    computed = hashlib.sha256(survey.text.encode()).hexdigest()
    for source in survey.walk.of("Source"):
        if computed != source["digest"]:
            yield DIGEST((*source.path, "digest"), digest=Code(computed))


IT_IS = Advice("it-is", "it is {digest}", "")
DIGEST = Message(
    "SP601", "digest", "the joined texts of the provisions have another digest", "", IT_IS
)


@rule(
    "SP602",
    "source-file",
    "The source file differs from the provisions",
    "文本文件与条文不一致",
    on=FILES,
)
def source_file(survey: Survey) -> Iterator[Finding]:
    """`file` names the clean text beside the document; it holds what the provisions hold."""
    name, data = survey.file("file")
    text = survey.text
    clean = text.encode()
    if data is None or data == clean:
        return
    path: Path = ("source", "file")
    plain = data.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
    if plain.removesuffix(b"\n") == clean:
        lines = CR_LF if b"\r\n" in data else ENDS_WITH_LF
        message = MARK if data.startswith(BOM_UTF8) else lines
        yield message(path, file=Code(name))
    elif not _is_utf_8(data):
        yield NOT_UTF_8(path, file=Code(name))
    else:
        # Only the policy's own words are shown: what the file holds may be anything.
        there = data.decode(errors="replace")
        at = next((i for i, (a, b) in enumerate(zip(text, there, strict=False)) if a != b), None)
        at = min(len(text), len(there)) if at is None else at
        provision = survey.provision_at(at) if survey.published is not None else None
        where = path if provision is None else (*provision.node.path, "text")
        differs = DIFFERS if provision is None else PROVISION_DIFFERS
        yield differs(
            where,
            file=Code(name),
            line=Number(str(there.count("\n", 0, at) + 1)),
            column=Number(str(at - there.rfind("\n", 0, at))),
            node=survey.root.named if provision is None else provision.node.named,
            words=Quote(text[at : at + 20]),
            advice=PROVISIONS_HAVE if at < len(text) else PROVISIONS_END,
        )


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


MARK = Message(
    "SP602",
    "mark",
    "{file} begins with a byte order mark",
    "",
    Advice("save-without-mark", "save it as UTF-8 without a byte order mark", ""),
)
NOT_UTF_8 = Message(
    "SP602",
    "not-utf-8",
    "{file} is not UTF-8 text",
    "",
    Advice("save-utf-8", "save it as UTF-8 without a byte order mark", ""),
)
ENDS_WITH_LF = Message(
    "SP602",
    "ends-with-lf",
    "{file} ends with a line feed",
    "",
    Advice("remove-lf", "remove the line feed at its end", ""),
)
CR_LF = Message(
    "SP602",
    "cr-lf",
    "the lines of {file} end with CR LF",
    "",
    Advice("save-lf", "save it with LF line ends and none at its end", ""),
)
DIFFERS = Message(
    "SP602",
    "differs",
    "{file} differs from the provisions from its line {line}, column {column}",
    "",
)
PROVISION_DIFFERS = Message(
    "SP602",
    "provision",
    "{node} differs from line {line} of {file}, from its column {column} on",
    "",
)
PROVISIONS_HAVE = Advice("provisions-have", "the provisions go on with {words}", "")
PROVISIONS_END = Advice("provisions-end", "the provisions end there", "")


@rule(
    "SP603",
    "file-missing",
    "A file that the source names is not there",
    "来源所指文件不存在",
    Severity.WARNING,
    on=FILES,
)
def file_missing(survey: Survey) -> Iterator[Finding]:
    """`file` and `rawFile` name the clean and the raw text, relative to the document.

    Add the file, or leave the property out. A file is looked for in the document's folder or below
    it; links are not followed. Documents read from standard input are not checked.
    """
    for name in ("file", "rawFile"):
        file, data = survey.file(name)
        if file and data is None:
            yield FILE_MISSING(("source", name), file=Code(file))


FILE_MISSING = Message(
    "SP603",
    "file-missing",
    "{file} is not there",
    "",
    Advice("add-beside", "add it beside the document", ""),
)


@rule("SP604", "raw-digest", "The raw file has another digest", "原始文件与摘要值不符", on=FILES)
def raw_digest(survey: Survey) -> Iterator[Finding]:
    """`rawDigest` is the SHA-256, in hex, of the bytes of `rawFile`, which is kept as it was found."""
    name, data = survey.file("rawFile")
    for source in survey.walk.of("Source"):
        if "rawDigest" in source and data is not None:
            computed = hashlib.sha256(data).hexdigest()
            if computed != source["rawDigest"]:
                yield RAW_DIGEST(
                    (*source.path, "rawDigest"), file=Code(name), digest=Code(computed)
                )


RAW_DIGEST = Message("SP604", "raw-digest", "{file} has another digest", "", IT_IS)
