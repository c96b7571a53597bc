"""The commands that draft an encoding from a text."""

import re
import shlex
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import chinese, configured, deliver, fail, oversize
from stdpolicy.cli.options import ConfigFile, Force, MaxSize, NoConfig, Out, Registries, To, wanted
from stdpolicy.files import check_target, write_atomically
from stdpolicy.formats import for_suffix
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.language import either, language
from stdpolicy.model.edition import model
from stdpolicy.model.iri import iri_fault
from stdpolicy.report import counted, printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

MOST_TOLD = 20
"""How many refused proposals are told of one by one."""
TOLD = {
    "Goal": "个目标",
    "Target": "个指标值",
    "Measure": "项举措",
    "Action": "项行动",
    "Incentive": "项激励",
    "Reference": "处引用",
}
"""The kinds of statements whose number is told, with what stands behind the number in Chinese."""
HOME = "https://example.org/id/"
"""Where a draft is that nobody has given an IRI."""


@chinese("""根据政策文件的文本草拟其编码。

    草稿可以通过检查，没有错误；每条陈述都有引文，并列出有待决定之处。给出 -o 时，
    同一文件夹中还会写入原始文本（raw.txt）和洁净文本（source.txt）。详见 docs/drafting.md。

    \b
    示例：
      stdpolicy draft page.html -o policy.jsonld
      stdpolicy draft notice.docx --iri https://example.org/id/notice-2025 -o notice/policy.ttl
      stdpolicy draft page.html -o policy.jsonld --suggest "python propose.py"
""")
def draft(
    name: Annotated[
        str,
        typer.Argument(
            metavar=either("FILE", "文件"),
            help=either(
                "A .txt, .md, .html, .docx or .pdf, or -.",
                ".txt、.md、.html、.docx 或 .pdf 文件，- 表示标准输入。",
            ),
        ),
    ],
    out: Out = None,
    to: To = None,
    iri: Annotated[
        str | None,
        typer.Option(metavar="IRI", help=either("The IRI of the policy.", "政策文件的 IRI。")),
    ] = None,
    registry: Registries = None,
    suggest: Annotated[
        str | None,
        typer.Option(
            metavar=either("COMMAND", "命令"),
            help=either("A program that proposes what is open.", "对空缺之处提出建议的程序。"),
        ),
    ] = None,
    suggest_seconds: Annotated[
        float,
        typer.Option(
            metavar=either("N", "秒数"),
            min=0.1,
            help=either("How long that program may take.", "该程序最多可运行多久。"),
        ),
    ] = 3600,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Draft the encoding of a policy from its text.

    The draft validates without an error, quotes the text for whatever it states, and says what is
    left to decide. With -o the text as found (raw.txt) and the clean text (source.txt) are written
    beside it. See docs/drafting.md.

    \b
    Examples:
      stdpolicy draft page.html -o policy.jsonld
      stdpolicy draft notice.docx --iri https://example.org/id/notice-2025 -o notice/policy.ttl
      stdpolicy draft page.html -o policy.jsonld --suggest "python propose.py"
    """
    from stdpolicy.checks.entities import shipped
    from stdpolicy.drafting.draft import draft as drafted
    from stdpolicy.drafting.inputs import Unreadable, read

    configs = configured([name], config, no_config)
    if iri is not None and iri_fault(iri, document=True) is not None:
        shown = repr(printable(iri))
        fail(
            either(
                f"--iri: expected an absolute IRI without a fragment, found {shown}",
                f"--iri: 应为不带片段的绝对 IRI，实为 {shown}",
            )
        )
    if (encoded := for_suffix(Path(name).suffix)) is not None:
        fail(
            either(
                f"{name}: expected a text, found a document in {encoded}; review shows it",
                f"{name}: 应为文本，实为 {encoded} 格式的文档；可用 review 查看",
            )
        )
    given = [api.registry(path, max_size=max_size).tree for path in registry or ()]
    trees = [*api.registries(configs), *given]
    notation = wanted(to, out, JSONLD)
    source = Source.named(name, api.limit(max_size))
    if source.oversize:
        fail(oversize(source, max_size))
    try:
        found = drafted(read(source.data, source.name), iri or _iri(name), [shipped(), *trees])
    except Unreadable as error:
        fail(f"{source.name}: {error}")
    texts = {"raw.txt": found.raw, "source.txt": found.source}
    beside = {} if out is None or str(out) == "-" else {out.parent / n: t for n, t in texts.items()}
    for path in beside:
        if name != "-" and path.exists() and path.samefile(name):
            fail(
                either(
                    f"{path}: would be written over, and is what is drafted; rename it",
                    f"{path}: 正是草拟所据的文件，会被覆盖；先将其改名",
                )
            )
        check_target(path, force=force)
    document, said = found.document, list[str]()
    if suggest is not None:
        document, said = _suggested(document, suggest, suggest_seconds)
    deliver(document.to_bytes(notation), out, force=force)
    for path, text in beside.items():
        write_atomically(path, text.encode())
    for place, doubt in found.doubts:
        line = either(
            f"{place}, character {doubt.start + 1}: {doubt.words} {doubt.why}",
            f"{place} 第 {doubt.start + 1} 字：“{doubt.words}”{doubt.why}",
        )
        print(printable(line), file=sys.stderr)
    for line in (*said, _summary(document, len(found.doubts))):
        print(printable(line), file=sys.stderr)


def _suggested(
    document: api.Document, suggest: str, seconds: float
) -> tuple[api.Document, list[str]]:
    """The document with what a program proposes, and what is to be told of that."""
    from stdpolicy.drafting.suggesting import Failed, suggested

    try:
        command = shlex.split(suggest)
        if not command:
            raise ValueError(either("expected a command, found none", "应为命令，实为空"))
        found = suggested(document, command, seconds)
    except Failed as error:
        fail(error)
    except ValueError as error:
        fail(f"--suggest: {_unclosed(error)}")
    refused = [either(f"refused, {line}", f"未采纳 {line}") for line in found.refused[:MOST_TOLD]]
    if (more := len(found.refused) - MOST_TOLD) > 0:
        refused += [either(f"refused, {more} more", f"未采纳的另有 {more} 条")]
    taken = either(f"{counted(found.taken, 'proposal')} taken", f"已采纳 {found.taken} 条建议")
    return found.document, [*refused, taken]


def _unclosed(error: ValueError) -> str:
    """What is wrong with a line of commands, of which `shlex` speaks English."""
    said = {
        "No closing quotation": "引号没有成对",
        "No escaped character": "转义符之后没有字符",
    }
    return either(str(error), said.get(str(error), str(error)))


def _summary(document: api.Document, doubts: int) -> str:
    """What has been drafted, in numbers: each kind wherever it stands, goals within goals too."""
    from stdpolicy.checks.walk import walk
    from stdpolicy.drafting.draft import untranslated

    drafted = Counter(node.cls.name for node in walk(document.tree, document.base, model()).nodes)
    bare = untranslated(document.tree)
    if language() == "zh":
        parts = [f"{drafted[kind]} {said}" for kind, said in TOLD.items()]
        without = f"，{bare} 个标签没有英文" if bare else ""
        return f"已草拟 {'、'.join(parts)}；{doubts} 处存疑{without}"
    parts = [counted(drafted[kind], kind.lower()) for kind in TOLD]
    without = f", {counted(bare, 'label')} without English" if bare else ""
    return f"drafted {', '.join(parts)}; {counted(doubts, 'doubt')}{without}"


def _iri(name: str) -> str:
    """An IRI by the name of the file, as far as that has letters and digits of ASCII."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem).strip("-").lower()
    return HOME + (stem or "draft")
