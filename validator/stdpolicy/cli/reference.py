"""The commands about the format itself: schema, explain, rules, build."""

import json
import re
import sys
from typing import Annotated

import typer

from stdpolicy.cli.common import chinese, configured, deliver, fail
from stdpolicy.cli.options import Force, Out
from stdpolicy.language import either

SCHEMAS = {
    "json-schema": "schema/stdpolicy.schema.json",
    "policy-schema": "schema/policy.schema.json",
    "registry-schema": "schema/registry.schema.json",
    "crosswalk-schema": "schema/crosswalk.schema.json",
    "report-schema": "schema/report.schema.json",
    "config-schema": "schema/config.schema.json",
    "context": "schema/context.jsonld",
    "frame": "schema/frame.jsonld",
    "xsd": "schema/stdpolicy.xsd",
    "xml-xsd": "schema/xml.xsd",
    "shacl": "schema/stdpolicy.shacl.ttl",
    "shacl-inference": "schema/stdpolicy.inference.shacl.ttl",
    "ontology": "ontology/stdpolicy.ttl",
    "codes": "ontology/codes.ttl",
    "shapes": "ontology/shapes.ttl",
    "alignment": "ontology/alignment.ttl",
}


@chinese("""输出一份模式或者本体的一部分；不给出名称时，列出全部名称。

    \b
    示例：
      stdpolicy schema
      stdpolicy schema json-schema -o stdpolicy.schema.json
""")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=either("NAME", "名称"),
            help=either(f"One of {', '.join(SCHEMAS)}.", f"可选 {'、'.join(SCHEMAS)}。"),
        ),
    ] = None,
    out: Out = None,
    force: Force = False,
) -> None:
    """Print or write a schema or a part of the ontology; without NAME, list them.

    \b
    Examples:
      stdpolicy schema
      stdpolicy schema json-schema -o stdpolicy.schema.json
    """
    from stdpolicy.resources import read

    configured((), None, False)
    if name is None:
        if out or force:
            fail(either("-o and --force need NAME", "-o 和 --force 须与名称同用"))
        for key, path in SCHEMAS.items():
            print(f"{key:12} {path}")
        return
    if name not in SCHEMAS:
        fail(
            either(
                f"no schema {name}; choose from {', '.join(SCHEMAS)}",
                f"没有名为 {name} 的模式；可选 {'、'.join(SCHEMAS)}",
            )
        )
    deliver(read(SCHEMAS[name]), out, force=force)


@chinese("""解释一条规则：检查什么，为何重要，如何处理。

    \b
    示例：
      stdpolicy explain SP304
""")
def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar=either("CODE", "规则"),
            help=either("A rule, such as SP304.", "规则的代码，如 SP304。"),
        ),
    ],
) -> None:
    """Explain a rule: what it finds, why it matters, what to do.

    \b
    Example:
      stdpolicy explain SP304
    """
    from stdpolicy.checks import RULES
    from stdpolicy.report.text import CHINESE
    from stdpolicy.rule_names import meant
    from stdpolicy.wording import shown

    configured((), None, False)
    rule = RULES.get(code.upper()) or next((r for r in RULES.values() if r.name == code), None)
    if rule is None:
        hint = shown(meant(code, RULES, {r.name: r.code for r in RULES.values()}))
        fail(either(f"no rule {code}; {hint}", f"没有规则 {code}；{hint}"))
    from stdpolicy.resources import read

    page = read(either("docs/rules.md", "docs/rules.zh.md")).decode()
    severity = either(rule.severity.value, CHINESE[rule.severity])
    print(f"{rule.code} {rule.name} ({severity})")
    print(_plain(page.partition(f"\n### {rule.code} {rule.name}\n")[2]))


def _plain(markdown: str) -> str:
    """The first section of a page as plain text: code indented, and without marks."""
    lines = []
    within = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            within = not within
        elif within:
            lines.append(f"    {line}".rstrip())
        elif line.startswith(("## ", "### ")):
            break
        else:
            bare = line.removeprefix("#### ").removeprefix("**").removesuffix("**")
            lines.append(re.sub(r"\\([^\w\s])", r"\1", bare))
    return "\n".join(lines).strip("\n")


@chinese("""列出全部规则：代码、严重程度和概要。""")
def rules(
    as_json: Annotated[
        bool, typer.Option("--json", help=either("Print JSON.", "输出 JSON。"))
    ] = False,
) -> None:
    """List every rule with its code, severity and summary."""
    from stdpolicy.checks import RULES
    from stdpolicy.report.text import CHINESE

    configured((), None, False)
    listed = [RULES[code] for code in sorted(RULES)]
    if as_json:
        content = [
            {"code": r.code, "name": r.name, "severity": r.severity.value, "summary": r.summary,
             "summary_zh": r.summary_zh, "doc": r.doc, "doc_zh": r.doc_zh}
            for r in listed
        ]  # fmt: skip
        deliver((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(), None)
        return
    for r in listed:
        severity = either(f"{r.severity.value:7}", CHINESE[r.severity])
        print(f"{r.code}  {severity}  {r.name:22}  {either(r.summary, r.summary_zh)}")


@chinese("""在源码目录中，由本体生成各种模式和参考页面。

    \b
    示例：
      stdpolicy build
      stdpolicy build --check
""")
def build(
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=either(
                "Write nothing; show what is stale and exit 1.",
                "不写入；如有过时，列出差异，退出码为 1。",
            ),
        ),
    ] = False,
) -> None:
    """Compile the schemas and reference pages from the ontology, in a source checkout.

    \b
    Examples:
      stdpolicy build
      stdpolicy build --check
    """
    from stdpolicy import artefacts
    from stdpolicy.model.triples import OntologyError
    from stdpolicy.resources import checkout

    configured((), None, False)
    root = checkout()
    if root is None:
        fail(
            either(
                "build needs a source checkout; an installed package carries its schemas compiled",
                "build 只能在源码目录中使用；安装的软件包已带有生成好的模式",
            )
        )
    try:
        if check:
            stale = artefacts.stale(root)
            for item in stale:
                print(item.diff, end="")
            checked = len(artefacts.TARGETS)
            print(
                either(
                    f"{checked} checked, {len(stale)} stale",
                    f"已检查 {checked} 个文件，{len(stale)} 个已过时",
                ),
                file=sys.stderr,
            )
            if stale:
                raise typer.Exit(1)
            return
        for path in artefacts.build(root):
            print(str(path))
    except (OntologyError, SyntaxError) as error:
        fail(f"{either('ontology', '本体')}: {error}")
