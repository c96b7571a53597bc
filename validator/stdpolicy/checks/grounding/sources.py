"""SP601 to SP604: whether the provisions are the text that the source names."""

import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterator

from msgspec.structs import replace

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import FILES, POLICY, Survey
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Mend,
    Message,
    Number,
    Path,
    Phrase,
    Quote,
    Related,
    Safety,
    Severity,
    Write,
    likely,
    safe,
)
from stdpolicy.source import Span


@rule(
    "SP601",
    "digest",
    "The provisions do not make up the text that the digest names",
    "条文与文本摘要值不符",
    on=POLICY,
    fixes=(Safety.SAFE, Safety.LIKELY),
    zh="""各条文的原文按文档次序以 LF 连接，与洁净文本并非逐字节相同；`digest` 为洁净文本的 SHA-256 值，
    以十六进制表示。

    理由：摘要值表明文本仍是编码所据的文本。有意改动条文的，将 source.txt 和摘要值一并更改；
    不是有意的，撤销改动。
    """,
)
def digest(survey: Survey) -> Iterator[Finding]:
    """The texts of the provisions in document order, joined with LF, are not byte for byte the clean
    source text, whose SHA-256 in hex is `digest`.

    Why: The digest shows that the text is still the one from which the policy was encoded. If a
    provision was changed on purpose, change source.txt and the digest too; if not, undo it.
    """
    if survey.published is not None:
        return  # then SP602 says more
    computed = hashlib.sha256(survey.text.encode()).hexdigest()
    for source in survey.walk.of("Source"):
        if computed != source["digest"]:
            path = (*source.path, "digest")
            yield DIGEST(path, digest=Code(computed), fix=_fix(survey, path, computed))


def _fix(survey: Survey, path: Path, computed: str) -> Mend | None:
    """The digest of the file beside the policy, if the provisions make up that text. That it was
    changed on purpose is certain only where version control has it so.
    """
    name, data = survey.file("file")
    if data != survey.text.encode():
        return None
    mend = safe if survey.is_committed(name, data) else likely
    return replace(mend(Write(path, computed)), computed=True)


IT_IS = Advice("it-is", "it is {digest}", "实为 {digest}")
DIGEST = Message(
    "SP601",
    "digest",
    "the joined texts of the provisions have another digest",
    "各条文的原文连接后，摘要值与所记不符",
    IT_IS,
)


@rule(
    "SP602",
    "source-file",
    "The source file differs from the provisions",
    "文本文件与条文不一致",
    on=FILES,
    zh="""`file` 所指的、文档旁边的洁净文本，其内容与条文不一致。

    理由：陈述摘引的是条文，人和其他工具读的是文件，两者须为同一文本。
    """,
)
def source_file(survey: Survey) -> Iterator[Finding]:
    """`file` names the clean text beside the document, and this does not hold what the provisions
    hold.

    Why: Statements quote the provisions, while people and other tools read the file; both have to
    be the same text.
    """
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
    elif (fault := _first_fault(data)) is not None:
        line = data.count(b"\n", 0, fault) + 1
        byte = Code(f"0x{data[fault]:02x}")
        yield NOT_UTF_8(path, file=Code(name), line=Number(line), byte=byte)
    else:
        there = data.decode(errors="replace")
        at = next((i for i, (a, b) in enumerate(zip(text, there, strict=False)) if a != b), None)
        at = min(len(text), len(there)) if at is None else at
        end = at + 1
        while at and text[at - 1].isdigit():  # a number is another as a whole
            at -= 1
        found = survey.provision_at(at)
        provision, start = found if found and survey.published is not None else (None, 0)
        where = path if provision is None else (*provision.node.path, "text")
        differs = DIFFERS if provision is None else PROVISION_DIFFERS
        there_too = [
            Related(THERE, (*one.node.path, "text"), within=Span(begin, begin + end - at))
            for one, begin in ([found] if found and provision is None else [])
            if begin < len(one.text)
        ]
        yield differs(
            where,
            related=there_too,
            file=Code(name),
            line=Number(str(there.count("\n", 0, at) + 1)),
            column=Number(str(at - there.rfind("\n", 0, at))),
            node=survey.root.named if provision is None else provision.node.named,
            found=Quote(there[at : at + SHOWN]) if at < len(there) else END,
            words=Quote(text[at : at + SHOWN]),
            within=Span(start, start + end - at) if provision else None,
            advice=PROVISIONS_HAVE if at < len(text) else PROVISIONS_END,
        )


def _first_fault(data: bytes) -> int | None:
    """Where the first byte stands that UTF-8 does not have there; None where all is UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return None


SHOWN = 20
"""How much is shown of where two texts differ, in characters."""
END = Phrase("its end there", "文件末尾")
MARK = Message(
    "SP602",
    "mark",
    "{file} begins with a byte order mark",
    "{file} 以字节顺序标记（BOM）开头",
    Advice(
        "save-without-mark",
        "save it as UTF-8 without a byte order mark",
        "另存为不带字节顺序标记的 UTF-8",
    ),
)
NOT_UTF_8 = Message(
    "SP602",
    "not-utf-8",
    "{file} is not UTF-8 text: line {line} has the byte {byte}",
    "{file} 不是 UTF-8 文本，第 {line} 行有字节 {byte}",
    Advice(
        "save-utf-8", "save it as UTF-8 without a byte order mark", "另存为不带字节顺序标记的 UTF-8"
    ),
)
ENDS_WITH_LF = Message(
    "SP602",
    "ends-with-lf",
    "{file} ends with a line feed",
    "{file} 以换行符（LF）结尾",
    Advice("remove-lf", "remove the line feed at its end", "删去文件末尾的换行符"),
)
CR_LF = Message(
    "SP602",
    "cr-lf",
    "the lines of {file} end with CR LF",
    "{file} 的各行以 CR LF 结尾",
    Advice(
        "save-lf",
        "save it with LF line ends and none at its end",
        "另存为以 LF 换行的文件，末尾不带换行符",
    ),
)
THERE = Advice("there", "the provision there", "对应的条文")
DIFFERS = Message(
    "SP602",
    "differs",
    "{file} differs from the provisions from its line {line}, column {column} on: it has {found}",
    "{file} 自第 {line} 行第 {column} 列起与条文不同，文件为{found}",
)
PROVISION_DIFFERS = Message(
    "SP602",
    "provision",
    "{node} differs from line {line} of {file}, from its column {column} on: the file has {found}",
    "{node} 与 {file} 第 {line} 行自第 {column} 列起不同，文件为{found}",
)
PROVISIONS_HAVE = Advice(
    "provisions-have", "the provisions go on with {words}", "条文此处为{words}"
)
PROVISIONS_END = Advice("provisions-end", "the provisions end there", "条文到此为止")


@rule(
    "SP603",
    "file-missing",
    "A file that the source names is not there",
    "来源所指文件不存在",
    Severity.WARNING,
    on=FILES,
    zh="""`file` 或者 `rawFile` 所指的文件不存在。两者分别指洁净文本和原始文本，路径相对于文档。

    文件只在文档所在的文件夹及其下级文件夹中查找，不沿链接查找。由标准输入读取的文档不作检查。

    理由：没有文本，编码就无从对照核实。补上该文件，或者删去该属性。
    """,
)
def file_missing(survey: Survey) -> Iterator[Finding]:
    """`file` or `rawFile` names a file that is not there. They name the clean and the raw text,
    relative to the document.

    A file is looked for in the document's folder or below it; links are not followed. Documents
    read from standard input are not checked.

    Why: Without the text nobody can hold the encoding against it. Add the file, or leave the
    property out.
    """
    for name in ("file", "rawFile"):
        file, data = survey.file(name)
        if file and data is None:
            yield FILE_MISSING(("source", name), file=Code(file))


FILE_MISSING = Message(
    "SP603",
    "file-missing",
    "{file} is not there",
    "{file} 不存在",
    Advice("add-beside", "add it beside the document", "将该文件放到文档旁边"),
)


@rule(
    "SP604",
    "raw-digest",
    "The raw file has another digest",
    "原始文件与摘要值不符",
    on=FILES,
    zh="""`rawDigest` 不是 `rawFile` 各字节的 SHA-256 值（以十六进制表示）；该文件应保持取得时的原样。

    理由：原始文本表明洁净文本由何而来，前提是无人改动过它。将文件恢复为取得时的原样；
    有意更换文件的，更改摘要值。
    """,
)
def raw_digest(survey: Survey) -> Iterator[Finding]:
    """`rawDigest` is not the SHA-256, in hex, of the bytes of `rawFile`, which is kept as it was
    found.

    Why: The raw text shows from what the clean text was made, as long as nobody has changed it.
    Put the file back as it was found; if it was replaced on purpose, change the digest.
    """
    name, data = survey.file("rawFile")
    for source in survey.walk.of("Source"):
        if "rawDigest" in source and data is not None:
            computed = hashlib.sha256(data).hexdigest()
            if computed != source["rawDigest"]:
                yield RAW_DIGEST(
                    (*source.path, "rawDigest"), file=Code(name), digest=Code(computed)
                )


RAW_DIGEST = Message(
    "SP604", "raw-digest", "{file} has another digest", "{file} 的摘要值与所记不符", IT_IS
)
