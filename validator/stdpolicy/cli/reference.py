"""The commands about the format itself: schema, explain, rules, build."""

import json
import sys
from typing import Annotated

import typer

from stdpolicy.cli.common import Force, Out, deliver, fail

SCHEMAS = {
    "json-schema": "schema/stdpolicy.schema.json",
    "policy-schema": "schema/policy.schema.json",
    "registry-schema": "schema/registry.schema.json",
    "crosswalk-schema": "schema/crosswalk.schema.json",
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


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=f"One of {', '.join(SCHEMAS)}.")
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

    if name is None:
        if out or force:
            fail("-o and --force need NAME")
        for key, path in SCHEMAS.items():
            print(f"{key:12} {path}")
        return
    if name not in SCHEMAS:
        fail(f"no schema {name}; choose from {', '.join(SCHEMAS)}")
    deliver(read(SCHEMAS[name]), out, force=force)


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A rule, such as SP304.")],
) -> None:
    """Explain a rule: what it finds, why it matters, what to do.

    \b
    Example:
      stdpolicy explain SP304
    """
    from stdpolicy.checks import RULES
    from stdpolicy.wording import Guesses

    rule = RULES.get(code.upper()) or next((r for r in RULES.values() if r.name == code), None)
    if rule is None:
        meant = Guesses().nearest(code, [*RULES, *(r.name for r in RULES.values())])
        hint = f'did you mean "{meant}"?' if meant else "`stdpolicy rules` lists them"
        fail(f"no rule {code}; {hint}")
    print(f"{rule.code} {rule.name} ({rule.severity.value})")
    print(f"{rule.summary}\n{rule.summary_zh}\n\n{rule.doc}")


def rules(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every rule with its code, severity and summary."""
    from stdpolicy.checks import RULES

    listed = [RULES[code] for code in sorted(RULES)]
    if as_json:
        content = [
            {"code": r.code, "name": r.name, "severity": r.severity.value, "summary": r.summary,
             "summary_zh": r.summary_zh, "doc": r.doc}
            for r in listed
        ]  # fmt: skip
        deliver((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(), None)
        return
    for r in listed:
        print(f"{r.code}  {r.severity.value:7}  {r.name:22}  {r.summary}")


def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show what is stale and exit 1.")
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

    root = checkout()
    if root is None:
        fail("build needs a source checkout; an installed package carries its schemas compiled")
    try:
        if check:
            stale = artefacts.stale(root)
            for item in stale:
                print(item.diff, end="")
            print(f"{len(artefacts.TARGETS)} checked, {len(stale)} stale", file=sys.stderr)
            if stale:
                raise typer.Exit(1)
            return
        for path in artefacts.build(root):
            print(str(path))
    except (OntologyError, SyntaxError) as error:
        fail(f"ontology: {error}")
