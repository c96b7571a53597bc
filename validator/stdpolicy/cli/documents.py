"""The commands that rewrite documents: convert, fmt, hash."""

from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from stdpolicy import api
from stdpolicy.batch import canonical, comments_lost
from stdpolicy.cli.common import (
    alone,
    batch,
    chinese,
    configured,
    deliver,
    fail,
    is_file,
    not_done,
    summed_up,
)
from stdpolicy.cli.converting import Conversion, Converting, bring_texts
from stdpolicy.cli.jobs import CacheFolder, Jobs, tell_reused
from stdpolicy.cli.options import (
    ConfigFile,
    Diff,
    DropComments,
    Force,
    From,
    MaxSize,
    NoConfig,
    Paths,
    To,
    wanted,
)
from stdpolicy.document import Document
from stdpolicy.files import reason, write_atomically
from stdpolicy.language import either
from stdpolicy.report import printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE


@chinese("""将文档或整个文件夹中的文档无损转换为另一种文件格式。

    不成文档的输入（SP1xx 至 SP3xx 的错误，以及 SP401）不予转换；内容是否合理，由 validate 检查。
    政策文件所引的文本（source.txt 等）一并写到输出所在的文件夹。

    \b
    示例：
      stdpolicy convert policy.jsonld --to turtle
      stdpolicy convert policy.ttl -o policy.xml --verify
      stdpolicy convert examples/ -o build/ --to xml
      stdpolicy convert - --to ntriples < policy.jsonld | sort
""")
def convert(
    name: Annotated[
        str,
        typer.Argument(
            metavar=either("IN", "输入"),
            help=either("A file, a folder, or -.", "文件或文件夹，- 表示标准输入。"),
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar=either("OUT", "输出路径"),
            help=either("A file; for a folder, a folder.", "文件；输入为文件夹时，也为文件夹。"),
        ),
    ] = None,
    to: To = None,
    from_: From = None,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify", help=either("Read the result back and compare.", "读回转换结果并核对。")
        ),
    ] = False,
    force: Force = False,
    jobs: Jobs = 1,
    cache: CacheFolder = None,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help=either("Say how much the cache had.", "说明有多少取自缓存。"),
        ),
    ] = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Convert a document, or every document of a folder, to another notation without loss.

    What is no document (errors SP1xx to SP3xx, and SP401) is refused; whether it makes sense is for
    validate to say. The texts that a policy names, such as source.txt, come along to the folder of OUT.

    \b
    Examples:
      stdpolicy convert policy.jsonld --to turtle
      stdpolicy convert policy.ttl -o policy.xml --verify
      stdpolicy convert examples/ -o build/ --to xml
      stdpolicy convert - --to ntriples < policy.jsonld | sort
    """
    notation = wanted(to, out)
    kept = None
    if cache is not None:
        from stdpolicy.cache import prepared

        kept = prepared(cache)
    converting = Converting(notation, from_, max_size, verify, kept)
    if name == "-" or not Path(name).is_dir():
        configured([name], config, no_config)
        made = converting(Source.named(name, api.limit(max_size)))
        deliver(made.data, out, force=force)
        if out is not None and is_file(out):
            bring_texts(made.texts, out)
        if verbose and cache is not None:
            tell_reused(cache, made.is_kept, not made.is_kept)
    elif out is None or str(out) == "-":
        fail(
            either(
                "a folder needs -o OUT, the folder to write to",
                "输入为文件夹，需要用 -o 指定写入的文件夹",
            )
        )
    else:
        found, _ = batch([name], max_size, config, no_config, format=from_, apart=out)
        written = Conversion(found, Path(name), out, converting, force=force, jobs=jobs)
        with summed_up(found, written.summary):
            written.run()
            if verbose and cache is not None:
                tell_reused(cache, written.known, written.anew)


@chinese("""将文档改写为规范形式，文件格式不变。注释不予保留：有注释的文件须加 --drop-comments 才改写。

    \b
    示例：
      stdpolicy fmt policy.ttl
      stdpolicy fmt --check examples/
      stdpolicy fmt --diff policy.xml
      stdpolicy fmt - < policy.jsonld
""")
def fmt(
    paths: Paths,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=either(
                "Write nothing; name the files that would change.", "不写入，只列出需要改写的文件。"
            ),
        ),
    ] = False,
    diff: Diff = False,
    drop_comments: DropComments = False,
    jobs: Jobs = 1,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Rewrite documents in canonical form, each in its own notation.

    Comments are not kept: --drop-comments rewrites files that have some.

    \b
    Examples:
      stdpolicy fmt policy.ttl
      stdpolicy fmt --check examples/
      stdpolicy fmt --diff policy.xml
      stdpolicy fmt - < policy.jsonld
    """
    writes = not (check or diff)
    if "-" in paths and writes:
        if len(paths) > 1:
            fail(alone())
        configured(paths, config, no_config)
        document = api.load(Source.named("-", api.limit(max_size)), max_size=max_size)
        if not drop_comments and (lost := comments_lost(document)):
            fail(lost)
        deliver(canonical(document), None)
        return
    found, _ = batch(paths, max_size, config, no_config)
    verb = either("would change", "需改写") if not writes else either("changed", "改写")
    changed = 0

    def summary() -> str:
        and_not = not_done(found, "not", "未能处理")
        return either(
            f"{found.files} checked, {changed} {verb}{and_not}",
            f"已检查 {found.files} 个文件，{verb} {changed} 个{and_not}",
        )

    with summed_up(found, summary):
        keeps_comments = writes and not drop_comments
        for name, change in found.each(partial(_rewritten, keeps_comments), jobs):
            if change is None:
                continue
            if change.refused:
                found.unreadable.append(change.refused)
                continue
            try:
                if writes:
                    write_atomically(Path(name), change.new, instead_of=change.old)
            except OSError as error:
                found.unreadable.append(reason(error))
                continue
            changed += 1
            if diff:
                from stdpolicy.cli.fixing import show
                from stdpolicy.fixes import difference

                show([difference(name, change.old, change.new)])
            else:
                print(printable(name))
    if changed and not writes:
        raise typer.Exit(1)


class _Change(NamedTuple):
    """A file that is not in canonical form."""

    old: bytes
    new: bytes
    refused: str = ""
    """Why it is left as it is."""


def _rewritten(keeps_comments: bool, document: Document) -> _Change | None:
    """How a document is rewritten in canonical form; None if it has that. Raises Refused."""
    assert document.source is not None
    old, new = document.source.data, canonical(document)
    if new == old:
        return None
    return _Change(old, new, comments_lost(document) if keeps_comments else "")


@chinese("""计算每个文档的 SHA-256 摘要值，与文件格式无关。摘要值取自文档排序后的 N-Triples。

    \b
    示例：
      stdpolicy hash policy.jsonld policy.ttl policy.xml
""")
def digests(
    paths: Paths,
    jobs: Jobs = 1,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Print the SHA-256 of each document's sorted N-Triples: the same in every notation.

    \b
    Example:
      stdpolicy hash policy.jsonld policy.ttl policy.xml
    """
    found, _ = batch(paths, max_size, config, no_config)
    done = 0

    def summary() -> str:
        and_not = not_done(found, "not", "未能计算")
        return either(f"{done} hashed{and_not}", f"已计算 {done} 个{and_not}")

    with summed_up(found, summary, where_left=True):
        for name, digest in found.each(Document.digest, jobs):
            print(f"{digest}  {printable(name)}")
            done += 1
