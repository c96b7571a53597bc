"""The command that brings documents up to this version of the vocabulary: upgrade."""

import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from stdpolicy import api
from stdpolicy.batch import canonical
from stdpolicy.cli.common import (
    alone,
    batch,
    chinese,
    configured,
    deliver,
    fail,
    not_done,
    summed_up,
)
from stdpolicy.cli.options import ConfigFile, MaxSize, NoConfig, Paths
from stdpolicy.files import write_atomically
from stdpolicy.language import either
from stdpolicy.report import counted, printable
from stdpolicy.source import Source
from stdpolicy.upgrade import Left, Upgraded, upgraded
from stdpolicy.verdict import MAX_SIZE


@chinese("""将上一版本的文档改写为本版本的文档，文件格式不变。

    能机械完成的自动改写；须由编码者决定的逐条列出，每行一条：文件、id、字段，以及所填的内容。
    本版本的文档保持不变。注释不予保留。

    \b
    示例：
      stdpolicy upgrade policy.jsonld
      stdpolicy upgrade --check drafts/
      stdpolicy upgrade - < policy.ttl > new.ttl
""")
def upgrade(
    paths: Paths,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=either("Write nothing; say what would change.", "不写入，只列出将有的改动。"),
        ),
    ] = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Rewrite documents of the version before this one, each in its own notation.

    What is mechanical is done. What is left to the encoder is printed, a line each: file, id, field,
    and what was put there. Documents of this version stay as they are. Comments are not kept.

    \b
    Examples:
      stdpolicy upgrade policy.jsonld
      stdpolicy upgrade --check drafts/
      stdpolicy upgrade - < policy.ttl > new.ttl
    """
    if "-" in paths and not check:
        if len(paths) > 1:
            fail(alone())
        configured(paths, config, no_config)
        done = upgraded(Source.named("-", api.limit(max_size)), max_size=max_size)
        deliver(canonical(done.document), None)
        _tell("<stdin>", done.left, sys.stderr)
        return
    found, _ = batch(paths, max_size, config, no_config)
    changed = left = 0

    def work(source: Source) -> Upgraded:
        done = upgraded(source, max_size=max_size)
        data = canonical(done.document)
        if done.is_new and not check:
            write_atomically(Path(source.name), data, instead_of=source.data)
        return done

    verb = either("would be upgraded", "需升级") if check else either("upgraded", "升级")

    def summary() -> str:
        rest = f", {counted(left, 'value')} left to look at" if left else ""
        rest_zh = f"，{left} 个值有待查看" if left else ""
        and_not = not_done(found, "not", "未能处理")
        return either(
            f"{found.files} checked, {changed} {verb}{rest}{and_not}",
            f"已检查 {found.files} 个文件，{verb} {changed} 个{rest_zh}{and_not}",
        )

    with summed_up(found, summary):
        for name, done in found.sources(work):
            _tell(name, done.left, sys.stdout)
            changed += done.is_new
            left += len(done.left)
    if check and changed:
        raise typer.Exit(1)


def _tell(name: str, left: list[Left], stream: TextIO) -> None:
    for one in left:
        print(printable(f"{name}: {one.node} {one.field}: {one.why}"), file=stream)
