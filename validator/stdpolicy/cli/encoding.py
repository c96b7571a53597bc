"""The commands for those who encode policies: new, clean, stats."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.cli.common import (
    ConfigFile,
    Force,
    MaxSize,
    NoConfig,
    Out,
    Paths,
    To,
    batch,
    configured,
    deliver,
    fail,
    refuse,
    target,
)
from stdpolicy.report import printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

LISTED = 20
"""How many changes of a kind `clean` lists; the rest is counted."""


def new(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="The IRI of the policy.")],
    title: Annotated[str, typer.Option(help="Its title, verbatim.")] = "待填：政策标题",
    out: Out = None,
    to: To = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Write a valid skeleton of a policy to fill in.

    \b
    Example:
      stdpolicy new https://example.org/id/p --title 关于标准化工作的意见 -o policy.jsonld
    """
    from stdpolicy.drafting.skeleton import skeleton

    configured([str(out or "-")], config, no_config)
    for name, value in (("IRI", iri), ("--title", title)):
        if not value.isprintable() and any("\ud800" <= c <= "\udfff" for c in value):
            fail(f"{name}: expected UTF-8, found {value}")
    data = skeleton(iri, title).to_bytes(target(to, out) or "jsonld")
    try:
        api.load(data)
    except InvalidDocument as error:
        fail(next(iter(error.report)).message)
    deliver(data, out, force=force)


def clean(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="A text as it was found, or -.")],
    emend: Annotated[
        Path | None,
        typer.Option(metavar="POLICY", help="Apply the emendations of this policy's source too."),
    ] = None,
    out: Out = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Do the mechanical part of cleaning a text, and say what was done, and where.

    Removes brackets that hold the pinyin reading of the characters before them and characters that
    are not seen, converts a text in traditional characters to simplified ones, trims lines and drops
    empty ones. What is left to do
    is an emendation of the policy's source; with --emend those are applied too, which gives
    source.txt.

    \b
    Examples:
      stdpolicy clean raw.txt -o source.txt
      stdpolicy clean raw.txt --emend policy.jsonld | diff - source.txt
    """
    from stdpolicy.drafting.clean import Kind
    from stdpolicy.drafting.clean import clean as cleaned
    from stdpolicy.drafting.clean import emend as emended

    configured([raw], config, no_config)
    source = Source.named(raw, api.limit(max_size))
    if source.oversize:
        fail(f"{source.name}: more than {max_size:g} MB; raise --max-size if the file is honest")
    try:
        result = cleaned(source.text)
    except UnicodeDecodeError:
        fail(f"{source.name}: expected UTF-8 text")
    text = result.text
    if emend is not None:
        document = api.load(emend, max_size=max_size)
        if document["type"] != "Policy":
            fail(f"{emend}: only a Policy has emendations")
        try:
            text = emended(text, document["source"].get("emendation", ()))
        except ValueError as error:
            fail(error)
    print(result, file=sys.stderr)
    for kind in Kind:
        changes = result.of(kind)
        for change in changes[:LISTED]:
            print(printable(f"{source.name}:{change}"), file=sys.stderr)
        if len(changes) > LISTED:
            print(f"... and {len(changes) - LISTED} more of these ({kind})", file=sys.stderr)
    deliver(text.encode(), out, force=force)


class StatsFormat(StrEnum):
    """How `stats` prints its table."""

    TEXT = "text"
    JSON = "json"


def stats(
    paths: Paths,
    output: Annotated[
        StatsFormat, typer.Option("--format", "-f", help="How to print the table.")
    ] = StatsFormat.TEXT,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Count what each policy's encoding holds, and how much of its text it covers.

    Other documents are passed over, and a policy in several notations is counted once. Coverage is
    the share of letters and digits, in the provisions of substance, that some statement quotes.

    \b
    Examples:
      stdpolicy stats examples/
      stdpolicy stats policy.jsonld --format json
    """
    from stdpolicy import analysis

    rows: dict[str, analysis.Stats] = {}
    found = batch(paths, max_size)
    configured(found.names, config, no_config)
    for _, document in found:
        if document["type"] == "Policy" and document.base not in rows:
            rows[document.base] = analysis.stats(document)
    if output is StatsFormat.JSON:
        listed = [row.as_dict() for row in rows.values()]
        deliver((json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode(), None)
    elif rows or found.report.ok():
        print(analysis.table(list(rows.values())), end="")
    refuse(found.report)
