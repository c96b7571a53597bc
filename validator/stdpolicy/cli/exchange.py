"""The commands that exchange documents with tools of other trades: terms."""

from collections import Counter
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import chinese, configured, deliver, fail, tell
from stdpolicy.cli.options import (
    ConfigFile,
    Force,
    From,
    MaxSize,
    NoConfig,
    Out,
    To,
    target,
    wanted,
)
from stdpolicy.language import either
from stdpolicy.resources import read
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

REGISTRY = "examples/registry/registry.jsonld"
LISTED = 20
"""How many kinds of what is not taken over are told; a hostile file might have any number."""


@chinese("""将名录的术语写成 TBX（ISO 30042），或将 TBX 文件写成名录。

    写出的是 TBX-Basic 方言，读取不限方言；名录中没有位置的内容会逐类列出。详见 docs/registry.md。

    \b
    示例：
      stdpolicy terms -o terms.tbx
      stdpolicy terms terms.tbx -o registry.ttl
      stdpolicy terms theirs.tbx --iri https://example.org/id/terms -o registry.jsonld
""")
def terms(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=either("FILE", "文件"),
            help=either(
                "A registry or TBX, or -; the registry that ships if left out.",
                "名录或 TBX 文件，- 表示标准输入；不指定时为随附的名录。",
            ),
        ),
    ] = None,
    out: Out = None,
    to: To = None,
    iri: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help=either(
                "The IRI of a registry made of TBX that names none.",
                "所成名录的 IRI，TBX 文件没有写明时指定。",
            ),
        ),
    ] = None,
    from_: From = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Write the terms of a registry as TBX (ISO 30042), or a registry of the terms of a TBX file.

    TBX is written in the dialect TBX-Basic; any is read, and what a registry has no place for is
    told. See docs/registry.md.

    \b
    Examples:
      stdpolicy terms -o terms.tbx
      stdpolicy terms terms.tbx -o registry.ttl
      stdpolicy terms theirs.tbx --iri https://example.org/id/terms -o registry.jsonld
    """
    from stdpolicy.exchange import tbx

    configured([name or "-"], config, no_config)
    if name is None:
        source = Source(read(REGISTRY), REGISTRY)
    else:
        source = Source.named(name, api.limit(max_size))
    notation = None
    if from_ is None and tbx.recognises(source):
        notation = wanted(to, out)
        registry, passed_over = tbx.read(source, iri)
        _tell(source.name, passed_over)
    else:
        registry = api.load(source, format=from_, max_size=max_size)
        if iri is not None or target(to, out) is not None:
            fail(
                either(
                    "--iri, --to and suffixes of notations are for TBX; convert is for registries",
                    "--iri、--to 和文件格式的扩展名只用于 TBX；转换名录用 convert",
                )
            )
    if "describesTerm" not in registry:
        fail(f"{source.name}: {either('describes no terms', '没有描述术语')}")
    deliver(registry.to_bytes(notation) if notation else tbx.write(registry), out, force=force)


def _tell(name: str, passed_over: Counter[str]) -> None:
    for kind, number in passed_over.most_common(LISTED):
        tell(
            either(
                f"{name}: not taken over: {kind} ({number})",
                f"{name}: 未采用：{kind}（{number} 处）",
            )
        )
    if (more := len(passed_over) - LISTED) > 0:
        tell(
            either(f"{name}: not taken over: {more} kinds more", f"{name}: 未采用的另有 {more} 类")
        )
