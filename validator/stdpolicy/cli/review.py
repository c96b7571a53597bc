"""The command that shows an encoding beside its text, and marks what is accepted."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.batch import canonical
from stdpolicy.cli.common import chinese, configured, deliver, fail
from stdpolicy.cli.options import ConfigFile, Force, From, MaxSize, NoConfig, Out, Registries
from stdpolicy.files import write_atomically
from stdpolicy.language import either
from stdpolicy.report import counted, printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE
from stdpolicy.wording import words

PAGES = {".html", ".htm"}


@chinese("""逐条展示政策文件：文本、据此草拟的陈述，以及存疑和未被引用之处。

    用 -o report.html 输出为网页，供浏览器查看。--accept 将 reviewStatus reviewed 写入政策文件，
    不再展示内容；ID 为陈述的 id，也可以是条文的 id，表示该条文中的全部陈述。有多个 ID 时，
    以逗号分隔，或者多次使用 --accept。

    \b
    示例：
      stdpolicy review policy.jsonld
      stdpolicy review policy.jsonld -o report.html
      stdpolicy review policy.jsonld --accept goal1,target1 --accept part2-sec1
""")
def review(
    name: Annotated[
        str,
        typer.Argument(
            metavar=either("POLICY", "政策文件"),
            help=either(
                "A policy in any notation, or -.", "政策文件，不限文件格式，- 表示标准输入。"
            ),
        ),
    ],
    out: Out = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help=either(
                "Mark a statement, or all of a provision, as reviewed.",
                "将陈述或条文的全部陈述标为已核对。",
            ),
        ),
    ] = None,
    registry: Registries = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Show a policy provision by provision: its text, what is drafted of it, what is in doubt or left.

    With -o report.html as a page for the browser. --accept writes reviewStatus reviewed into the policy
    and shows nothing; an ID is that of a statement or, for all that it states, of a provision. Several
    stand behind one --accept with commas, or each behind its own.

    \b
    Examples:
      stdpolicy review policy.jsonld
      stdpolicy review policy.jsonld -o report.html
      stdpolicy review policy.jsonld --accept goal1,target1 --accept part2-sec1
    """
    configs = configured([name], config, no_config)
    source = Source.named(name, api.limit(max_size))
    document = api.load(source, format=from_, max_size=max_size)
    if document.tree["type"] != "Policy":
        kind = document.tree["type"]
        fail(
            either(
                f"{source.name}: expected a Policy, found a {kind}",
                f"{source.name}: 应为 Policy，实为 {kind}",
            )
        )
    if accept is not None:
        if name == "-" or out is not None:
            fail(
                either(
                    "--accept writes into POLICY: it takes a file, and no -o",
                    "--accept 写回政策文件本身：须给出文件，不能用 - 或 -o",
                )
            )
        _accept(document, name, words(accept))
        return
    from stdpolicy.checks.entities import entities_of, shipped_entities
    from stdpolicy.drafting.review import page, text
    from stdpolicy.drafting.review import review as reviewed

    known = dict(shipped_entities())
    given = [api.registry(path, max_size=max_size) for path in registry or ()]
    for tree in (*api.registries(configs), *(one.tree for one in given)):
        known |= entities_of(tree)
    report = api.validate(source, format=from_, max_size=max_size, config=configs, known=given)
    found = reviewed(document, report, known)
    if out is not None and out.suffix.lower() in PAGES:
        deliver(page.render(found), out, force=force)
        print(text.summary(found), file=sys.stderr)
    else:
        deliver(text.render(found).encode(), out, force=force)


def _accept(document: api.Document, name: str, ids: list[str]) -> None:
    from stdpolicy.drafting.review import Unknown, accepted

    if not ids:
        fail(either("--accept: expected an id, found none", "--accept: 应为 id，实为空"))
    assert document.source is not None
    try:
        done, count = accepted(document, ids)
    except Unknown as error:
        fail(f"{name}: {error}")
    write_atomically(Path(name), canonical(done), instead_of=document.source.data)
    where = printable(name)
    print(
        either(
            f"{counted(count, 'statement')} accepted in {where}",
            f"已在 {where} 中将 {count} 条陈述标为已核对",
        ),
        file=sys.stderr,
    )
