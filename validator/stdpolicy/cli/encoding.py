"""The commands for those who encode policies: new, clean, stats."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.cli.common import (
    batch,
    chinese,
    configured,
    deliver,
    fail,
    not_done,
    oversize,
    summed_up,
)
from stdpolicy.cli.jobs import Jobs
from stdpolicy.cli.options import ConfigFile, Force, MaxSize, NoConfig, Out, Paths, To, wanted
from stdpolicy.document import Document
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.language import either
from stdpolicy.report import printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

if TYPE_CHECKING:
    from stdpolicy import analysis

LISTED = 20
"""How many changes of a kind `clean` lists; the rest is counted."""


@chinese("""生成可通过检查的政策文件骨架，供填写。

    \b
    示例：
      stdpolicy new https://example.org/id/p --title 关于标准化工作的意见 -o policy.jsonld
""")
def new(
    iri: Annotated[
        str,
        typer.Argument(metavar="IRI", help=either("The IRI of the policy.", "政策文件的 IRI。")),
    ],
    title: Annotated[
        str,
        typer.Option(
            metavar=either("TEXT", "文字"),
            help=either("Its title, verbatim.", "标题，逐字照录。"),
        ),
    ] = "待填：政策标题",
    out: Out = None,
    to: To = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Write a valid skeleton of a policy to fill in.

    \b
    Example:
      stdpolicy new https://example.org/id/p --title 关于标准化工作的意见 -o policy.jsonld
    """
    from stdpolicy.drafting.skeleton import skeleton

    configured([str(out or "-")], config, no_config)
    for name, value in (("IRI", iri), ("--title", title)):
        if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
            fail(
                either(
                    f"{name}: expected UTF-8, found {value}", f"{name}: 应为 UTF-8，实为 {value}"
                )
            )
    data = skeleton(iri, title).to_bytes(wanted(to, out, JSONLD))
    try:
        api.load(data)
    except InvalidDocument as error:
        fail(next(iter(error.report)).message)
    deliver(data, out, force=force)


@chinese("""对文本作机械的清理，并报告改动及其位置。

    删去括注的拼音和不可见字符，将繁体文本转换为简体，去除行首行尾的空白，删去空行。
    其余改动由政策文件来源的校勘记录；用 --emend 一并应用，即得 source.txt。

    \b
    示例：
      stdpolicy clean raw.txt -o source.txt
      stdpolicy clean raw.txt --emend policy.jsonld | diff - source.txt
""")
def clean(
    raw: Annotated[
        str,
        typer.Argument(
            metavar=either("RAW", "原始文本"),
            help=either("A text as it was found, or -.", "未经处理的文本，- 表示标准输入。"),
        ),
    ],
    emend: Annotated[
        Path | None,
        typer.Option(
            metavar=either("POLICY", "政策文件"),
            help=either(
                "Apply the emendations of this policy's source too.",
                "同时应用此政策文件来源的校勘。",
            ),
        ),
    ] = None,
    out: Out = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Do the mechanical part of cleaning a text, and say what was done, and where.

    Removes brackets that hold the pinyin reading of the characters before them and characters that
    are not seen, converts a text in traditional characters to simplified ones, trims lines and drops
    empty ones. What is left to do
    is an emendation of the policy's source; with --emend those are applied too, which gives
    source.txt.

    \b
    Examples:
      stdpolicy clean raw.txt -o source.txt
      stdpolicy clean raw.txt --emend policy.jsonld | diff - source.txt
    """
    from stdpolicy.drafting.clean import Kind
    from stdpolicy.drafting.clean import clean as cleaned
    from stdpolicy.drafting.clean import emend as emended

    configured([raw], config, no_config)
    source = Source.named(raw, api.limit(max_size))
    if source.oversize:
        fail(oversize(source, max_size))
    try:
        result = cleaned(source.text)
    except UnicodeDecodeError:
        fail(f"{source.name}: {either('expected UTF-8 text', '应为 UTF-8 文本')}")
    text = result.text
    if emend is not None:
        document = api.load(emend, max_size=max_size)
        if document["type"] != "Policy":
            fail(f"{emend}: {either('only a Policy has emendations', '只有 Policy 才有校勘')}")
        try:
            text = emended(text, document["source"].get("emendation", ()))
        except ValueError as error:
            fail(error)
    print(result, file=sys.stderr)
    for kind in Kind:
        changes = result.of(kind)
        for change in changes[:LISTED]:
            print(printable(f"{source.name}:{change}"), file=sys.stderr)
        if len(changes) > LISTED:
            more = len(changes) - LISTED
            print(
                either(f"... and {more} more of these ({kind})", f"……另有 {more} 处同类改动"),
                file=sys.stderr,
            )
    deliver(text.encode(), out, force=force)


class _Counting:
    """Counts what policies hold: each once in a process, in however many notations it is."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, document: Document) -> "tuple[str, analysis.Stats] | None":
        """The IRI of a policy, and its counts."""
        from stdpolicy import analysis

        if document["type"] != "Policy" or document.base in self._seen:
            return None
        self._seen.add(document.base)
        return document.base, analysis.stats(document)


class StatsFormat(StrEnum):
    """How `stats` prints its table."""

    TEXT = "text"
    JSON = "json"


@chinese("""统计政策文件的编码：各类内容的数量，以及编码对文本的覆盖率。

    其他文档略过；同一政策文件有多种文件格式的，只计一次。覆盖率是实质性条文的文字和数字中，
    有陈述引用的所占的比例。

    \b
    示例：
      stdpolicy stats examples/
      stdpolicy stats policy.jsonld --format json
""")
def stats(
    paths: Paths,
    output: Annotated[
        StatsFormat,
        typer.Option(
            "--format", "-f", help=either("How to print the table.", "以何种格式输出统计表。")
        ),
    ] = StatsFormat.TEXT,
    jobs: Jobs = 1,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Count what each policy's encoding holds, and how much of its text it covers.

    Other documents are passed over, and a policy in several notations is counted once. Coverage is
    the share of letters and digits, in the provisions of substance, that some statement quotes.

    \b
    Examples:
      stdpolicy stats examples/
      stdpolicy stats policy.jsonld --format json
    """
    from stdpolicy import analysis

    rows: dict[str, analysis.Stats] = {}
    found, _ = batch(paths, max_size, config, no_config)
    done = 0

    def summary() -> str:
        and_not = not_done(found, "not", "未能统计")
        return either(f"{done} looked at{and_not}", f"已查看 {done} 个{and_not}")

    with summed_up(found, summary, where_left=True):
        for _, counted in found.each(_Counting(), jobs):
            done += 1
            if counted is not None:
                rows.setdefault(*counted)
        if output is StatsFormat.JSON:
            listed = [row.as_dict() for row in rows.values()]
            deliver((json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode(), None)
        elif rows or found.report.ok():
            print(analysis.table(list(rows.values())), end="")
