"""The command that shows a site on this machine, and validates in it: serve."""

import errno
import sys
from typing import Annotated

import typer

from stdpolicy.cli.common import chinese, fail
from stdpolicy.cli.options import ConfigFile, MaxSize, NoConfig, Registries
from stdpolicy.cli.site import address, taken
from stdpolicy.language import either
from stdpolicy.model.edition import model
from stdpolicy.verdict import MAX_SIZE

PORT = 8000


@chinese("""在本机打开网站：内容协商，并可验证和转换文档。

    只能从本机访问，按 Ctrl-C 停止。网站在内存中生成，文档改动后需重新启动。
    需要扩展 serve。详见 docs/site.md。

    \b
    示例：
      stdpolicy serve
      stdpolicy serve examples/ --port 8080
""")
def serve(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=either("POLICIES...", "政策文件..."),
            help=either(
                "Documents to show: files, folders, globs.",
                "要显示的文档：文件、文件夹或通配符。",
            ),
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            min=0,
            max=65535,
            metavar=either("NUMBER", "端口"),
            help=either("The port; 0 takes one that is free.", "端口；0 为任一空闲端口。"),
        ),
    ] = PORT,
    base: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help=either(
                "Where it stands on the web, if a server before it passes requests on.",
                "经前置服务器转发时对外的网址。",
            ),
        ),
    ] = "",
    registry: Registries = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Show the site on this machine, with content negotiation, and validate and convert in it.

    It is reached from this machine alone; Ctrl-C ends it. The site is made in memory: start it anew after changes
    of documents. Needs the extra serve. See docs/site.md.

    \b
    Examples:
      stdpolicy serve
      stdpolicy serve examples/ --port 8080
    """
    from stdpolicy.serving import open_site, serve

    documents = taken(paths or [], registry or (), max_size, config, no_config)

    def ready(at: str) -> None:
        print(
            either(f"serving {at} (Ctrl-C ends it)", f"已启动：{at}（按 Ctrl-C 停止）"),
            file=sys.stderr,
        )

    try:
        serve(open_site(model(), documents, address(base)), port, address(base), ready=ready)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        fail(
            either(
                f"port {port} is taken; --port 0 takes one that is free",
                f"端口 {port} 已被占用；--port 0 任选一个空闲端口",
            )
        )
