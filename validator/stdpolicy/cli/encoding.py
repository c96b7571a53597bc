"""The commands for those who encode policies: new, clean, stats."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.api import MAX_SIZE, InvalidDocument
from stdpolicy.batch import Refused, check_target
from stdpolicy.cli.common import MaxSize, Paths, Writable, emit, fail, io_message, refuse
from stdpolicy.files import write_atomically
from stdpolicy.formats import SUFFIXES, Format
from stdpolicy.inputs import expand, source

LISTED = 20
"""How many changes of a kind `clean` lists; the rest is counted."""


def new(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="The IRI of the policy.")],
    title: Annotated[str, typer.Option(help="Its title, verbatim.")] = "待填：政策标题",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="The file to write.")
    ] = None,
    to: Annotated[
        Writable | None, typer.Option(help="The notation; told by OUT's suffix, else jsonld.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a valid skeleton of a policy to fill in.

    \b
    Example:
      stdpolicy new https://example.org/id/p --title 关于标准化工作的意见 -o policy.jsonld
    """
    from stdpolicy.drafting.skeleton import skeleton

    suffix = SUFFIXES.get(out.suffix.lower(), Format.JSONLD) if out else Format.JSONLD
    try:
        data = skeleton(iri, title).to_bytes(Format(to.value) if to else suffix)
        api.load(data)
        if out is None:
            emit(data)
        else:
            check_target(out, force=force)
            write_atomically(out, data)
    except InvalidDocument as error:
        fail(next(iter(error.report)).message)
    except (Refused, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(io_message(error))


def clean(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="A text as it was found, or -.")],
    emend: Annotated[
        Path | None,
        typer.Option(metavar="POLICY", help="Apply the emendations of this policy's source too."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="The file to write.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Do the mechanical part of cleaning a text, and say what was done, and where.

    Removes brackets that hold the pinyin reading of the characters before them, converts a text in
    traditional characters to simplified ones, trims lines and drops empty ones. What is left to do is an emendation of the policy's source;
    with --emend those are applied too, which gives source.txt.

    \b
    Examples:
      stdpolicy clean raw.txt -o source.txt
      stdpolicy clean raw.txt --emend policy.jsonld | diff - source.txt
    """
    from stdpolicy.drafting.clean import Kind
    from stdpolicy.drafting.clean import clean as cleaned
    from stdpolicy.drafting.clean import emend as emended

    try:
        result = cleaned(source(raw).text)
        text = result.text
        if emend is not None:
            document = api.load(emend)
            text = emended(text, document["source"].get("emendation", ()))
        typer.echo(result, err=True)
        for kind in Kind:
            changes = result.of(kind)
            for change in changes[:LISTED]:
                typer.echo(f"{raw}:{change}", err=True)
            if len(changes) > LISTED:
                typer.echo(f"... and {len(changes) - LISTED} more of these ({kind})", err=True)
        if out is None:
            emit(text.encode())
        else:
            check_target(out, force=force)
            write_atomically(out, text.encode())
    except InvalidDocument as error:
        refuse(error.report)
    except UnicodeDecodeError:
        fail(f"{raw}: expected UTF-8 text")
    except KeyError:
        fail(f"{emend}: only a Policy has emendations")
    except ModuleNotFoundError:
        fail("clean needs OpenCC and pypinyin: pip install 'stdpolicy[clean]'")
    except (Refused, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(io_message(error))


class StatsFormat(StrEnum):
    """How `stats` prints its table."""

    TEXT = "text"
    JSON = "json"


def stats(
    paths: Paths,
    output: Annotated[
        StatsFormat, typer.Option("--format", "-f", help="How to print the table.")
    ] = StatsFormat.TEXT,
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

    rows = {}
    try:
        for name in expand(paths):
            document = api.load(source(name), max_size=max_size)
            if document["type"] == "Policy" and document.base not in rows:
                rows[document.base] = analysis.stats(document)
    except InvalidDocument as error:
        refuse(error.report)
    except OSError as error:
        fail(io_message(error))
    if output is StatsFormat.JSON:
        listed = [row.as_dict() for row in rows.values()]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    typer.echo(analysis.table(list(rows.values())), nl=False)
