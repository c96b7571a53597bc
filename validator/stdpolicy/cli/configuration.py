"""The command that says how a project is configured."""

import sys
from typing import Annotated

import typer

from stdpolicy.cli.common import chinese, configured
from stdpolicy.cli.options import ConfigFile
from stdpolicy.language import either


@chinese("""列出文件所用配置的各个值及其出处；不给出文件时，依工作文件夹。

    \b
    示例：
      stdpolicy config
      stdpolicy config drafts/policy.jsonld
""")
def config(
    file: Annotated[
        str,
        typer.Argument(
            metavar=either("FILE", "文件"),
            help=either("A document, there or to be.", "文档，不必已经存在。"),
        ),
    ] = "-",
    config: ConfigFile = None,
) -> None:
    """Say each value of the configuration of a file and where it came from; without FILE, of the working
    folder.

    \b
    Examples:
      stdpolicy config
      stdpolicy config drafts/policy.jsonld
    """
    from stdpolicy.cli.telling import origins

    found = configured([file], config, False)
    for one in found:
        for line in origins(one):
            print(line)
    if not found:
        print(either("no configuration", "没有配置文件"), file=sys.stderr)
