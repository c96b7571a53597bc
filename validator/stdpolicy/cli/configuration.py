"""The command that says how a project is configured."""

import errno
import os
import re
import sys
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy.cli.common import batch, chinese, configured, fail
from stdpolicy.cli.options import ConfigFile, day
from stdpolicy.files import write_atomically
from stdpolicy.language import either
from stdpolicy.verdict import MAX_SIZE

ID = re.compile("[0-9a-f]{6,}")
"""The id of a finding, or its beginning."""


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
            help=either(
                "A document, there or to be, or a folder.", "文档，不必已经存在；或文件夹。"
            ),
            show_default=False,
        ),
    ] = "-",
    config: ConfigFile = None,
) -> None:
    """Say each value of the configuration of a file, or of the files of a folder, and where it came from;
    without FILE, of the working folder.

    \b
    Examples:
      stdpolicy config
      stdpolicy config drafts/policy.jsonld
    """
    from stdpolicy.cli.telling import origins

    folder = file if os.path.isdir(file) else os.path.dirname(file) or os.curdir
    if not os.path.isdir(folder):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), folder)
    found = configured([os.path.join(folder, os.path.basename(file) or "-")], config, False)
    for one in found:
        for line in origins(one):
            print(line)
    if not found:
        print(either("no configuration", "没有配置文件"), file=sys.stderr)


@chinese("""豁免所指的问题，连同理由写入配置文件。

    先写标识（JSON 报告中的 id，或其开头至少六位），再写路径；写入最近的 stdpolicy.toml。

    \b
    示例：
      stdpolicy waive 3f2a91 --reason "So it is printed." policy.jsonld
""")
def waive(
    said: Annotated[
        list[str],
        typer.Argument(
            metavar=either("FINGERPRINT... PATHS...", "标识... 路径..."),
            help=either("Ids of findings, then documents.", "问题的标识，其后为文档。"),
        ),
    ],
    reason: Annotated[
        str, typer.Option(metavar=either("TEXT", "文字"), help=either("Why they stay.", "理由。"))
    ],
    until: Annotated[
        date | None,
        typer.Option(
            parser=day("--until"),
            metavar=either("DATE", "日期"),
            help=either("The last day before they are looked at again.", "复查之前的最后一日。"),
        ),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Waive findings by their ids: tables with the reason go to the nearest stdpolicy.toml.

    The ids come first, as JSON reports have them, or six or more characters of their beginning; then the
    paths.

    \b
    Examples:
      stdpolicy waive 3f2a91 --reason "So it is printed." policy.jsonld
    """
    from stdpolicy import api
    from stdpolicy.config import waiving
    from stdpolicy.report.fingerprint import fingerprints

    ids = list(takewhile(ID.fullmatch, said))
    paths = said[len(ids) :]
    if not ids or not paths:
        fail(
            either(
                "expected ids of findings, as `stdpolicy validate --format json` prints them, or six or "
                "more characters of their beginning; then paths",
                "应先给出问题的标识，再给出路径；标识是 `stdpolicy validate --format json` 所列的 id，"
                "或其开头至少六位",
            )
        )
    if not reason.strip():
        fail(either("--reason: say why the finding stays", "--reason：请写明保留该问题的理由"))
    batched, found_configs = batch(paths, MAX_SIZE, config, False)
    report = api.validate(batched.names, config=found_configs)
    findings = list(report)
    known = list(zip(fingerprints(findings), findings, strict=True))
    tables: dict[Path, list[str]] = {}
    for one in ids:
        hit = [found for fingerprint, found in known if fingerprint.startswith(one)]
        if len(hit) != 1:
            none = either(f"no finding has the id {one}", f"没有标识为 {one} 的问题")
            many = either(
                f"{len(hit)} findings begin with {one}", f"{len(hit)} 个问题以 {one} 开头"
            )
            fail(many if hit else none)
        found = hit[0]
        if not waiving.may_be_waived(found):
            code = found.rule.code
            fail(either(f"{one}: {code} cannot be waived", f"{one}：{code} 不能豁免"))
        nearest = next(iter(configured([found.file], config, False)), None)
        file = waiving.place(Path(found.file).parent, nearest)
        tables.setdefault(file, []).append(waiving.table(found, file, reason.strip(), until))
    written = {file: waiving.appended(file, each) for file, each in tables.items()}
    for file, data in written.items():
        write_atomically(file, data)
        print(file)
