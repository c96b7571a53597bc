"""The commands that publish: site, to a folder, and serve, to a browser on this machine."""

import errno
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import batch, chinese, configured, fail, not_done, summed_up
from stdpolicy.cli.options import ConfigFile, MaxSize, NoConfig, Registries
from stdpolicy.document import Document
from stdpolicy.language import either
from stdpolicy.model.edition import model
from stdpolicy.report import counted
from stdpolicy.verdict import MAX_SIZE

PORT = 8000
"""Where serve is found, unless another is asked for."""


def taken(
    paths: list[str],
    registries: Sequence[Path],
    max_size: float,
    config: Path | None,
    no_config: bool,
) -> list[Document]:
    """The documents that paths name, and the registries, each of another IRI; what keeps some out is told."""
    found, configs = batch(paths, max_size, config, no_config)
    configs = configs or configured(["-"], config, no_config)
    documents: dict[str, Document] = {}

    def take(document: Document) -> None:
        documents.setdefault(document.base, document)

    def summary() -> str:
        and_not = not_done(found, "not taken", "未收录")
        return either(
            f"{counted(len(documents), 'document')} read{and_not}",
            f"已读取 {len(documents)} 个文档{and_not}",
        )

    with summed_up(found, summary, where_left=True):
        for _ in found.each(take):
            pass
    for path in (*registries, *(one.path for each in configs for one in each.registries)):
        take(api.registry(path, max_size=max_size))
    return list(documents.values())


ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/*")
"""Where a site may stand: what has no meaning of its own in the rules of servers, where it is written."""


def address(base: str) -> str:
    """Where a site will stand, with a slash at its end; nothing if that is not said."""
    if base and not ADDRESS.fullmatch(base):
        fail(
            either(
                "--base: expected an http(s) URL of a host and perhaps a path of letters, digits and -._~,"
                f" found {base}",
                f"--base: 应为 http(s) 网址，含主机名，路径如有只用字母、数字和 -._~，实为 {base}",
            )
        )
    return f"{base.rstrip('/')}/" if base else ""


Policies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=either("POLICIES...", "政策文件..."),
        help=either(
            "Documents to show: files, folders, globs.",
            "要显示的文档：文件、文件夹或通配符。",
        ),
    ),
]


@chinese("""生成静态网站：词汇表、代码表、各种模式和政策文件的阅读页面。

    在文件夹中即可浏览，也可放在任何静态服务器上。rules/ 中有 Apache 和 nginx 的跳转规则。
    需要扩展 site。详见 docs/site.md。

    \b
    示例：
      stdpolicy site public examples/
      stdpolicy site public examples/ --base https://example.org/stdpolicy/
""")
def site(
    out: Annotated[
        Path,
        typer.Argument(
            metavar=either("OUT", "输出文件夹"),
            help=either("The folder of the site.", "网站所在的文件夹。"),
        ),
    ],
    paths: Policies = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help=either(
                "Where the site will stand on the web. Without it, the pages of errors take it to be at the root of a host.",
                "网站将来的网址。不指定时，出错页面的链接以主机根目录为准。",
            ),
        ),
    ] = "",
    registry: Registries = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Build a static site: the vocabulary, the code lists, the schemas and policies to read.

    It works from a folder and from any static host; rules/ has redirects for Apache and nginx. Needs the extra
    site. See docs/site.md.

    \b
    Examples:
      stdpolicy site public examples/
      stdpolicy site public examples/ --base https://example.org/stdpolicy/
    """
    from stdpolicy.site import Claimed, Occupied, publish

    documents = taken(paths or [], registry or (), max_size, config, no_config)
    base = address(base)
    try:
        files = publish(out, model(), documents, base)
    except (Claimed, Occupied) as error:
        fail(error)
    print(
        either(f"{counted(files, 'file')} written to {out}", f"已写入 {out}，共 {files} 个文件"),
        file=sys.stderr,
    )


@chinese("""在本机打开网站：内容协商，并可验证和转换文档。

    只能从本机访问，按 Ctrl-C 停止。网站在内存中生成，文档改动后需重新启动。
    需要扩展 serve。详见 docs/site.md。

    \b
    示例：
      stdpolicy serve
      stdpolicy serve examples/ --port 8080
""")
def serve(
    paths: Policies = None,
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
    from stdpolicy.site import Claimed

    documents = taken(paths or [], registry or (), max_size, config, no_config)

    def ready(at: str) -> None:
        print(
            either(f"serving {at} (Ctrl-C ends it)", f"已启动：{at}（按 Ctrl-C 停止）"),
            file=sys.stderr,
        )

    try:
        serve(open_site(model(), documents, address(base)), port, address(base), ready=ready)
    except Claimed as error:
        fail(error)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        fail(
            either(
                f"port {port} is taken; --port 0 takes one that is free",
                f"端口 {port} 已被占用；--port 0 任选一个空闲端口",
            )
        )
