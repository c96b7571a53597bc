"""The commands that work on documents: validate, convert, fmt, hash."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.api import MAX_SIZE, InvalidDocument
from stdpolicy.batch import Refused, changed, check_same, check_target, convert_folder
from stdpolicy.cli.common import (
    From,
    MaxSize,
    Paths,
    Writable,
    color,
    emit,
    fail,
    io_message,
    refuse,
)
from stdpolicy.files import write_atomically
from stdpolicy.formats import SUFFIXES, WRITABLE, Format
from stdpolicy.inputs import NoInput, expand, source
from stdpolicy.report import ReportFormat, render, summary


def validate(
    paths: Paths,
    output: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="How to print the findings.")
    ] = ReportFormat.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    conformance: Annotated[
        bool,
        typer.Option(
            "--conformance", help="Let the published JSON Schema, XSD and SHACL judge too."
        ),
    ] = False,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Check documents in any notation, each by itself and the references among them.

    \b
    Examples:
      stdpolicy validate policy.jsonld
      stdpolicy validate --strict examples/
      stdpolicy validate 'drafts/**/*.ttl' --format sarif > findings.sarif
      curl -s https://example.org/policy.xml | stdpolicy validate -
    """
    try:
        names, missing = _found(paths)
        inputs = [source(name) if name == "-" else name for name in names]
        report = api.validate(inputs, format=from_, conformance=conformance, max_size=max_size)
    except OSError as error:
        fail(io_message(error))
    except ModuleNotFoundError as error:
        fail(f"--conformance needs {error.name}: pip install 'stdpolicy[conformance]'")
    report = replace(report, unreadable=[*missing, *report.unreadable])
    emit(render(report, output, color=color(sys.stdout.isatty())).encode(errors="replace"))
    for reason in report.unreadable:
        typer.echo(f"stdpolicy: {reason}", err=True)
    typer.echo(summary(report, strict=strict), err=True)
    if report.unreadable:
        raise typer.Exit(2)
    if not report.ok(strict=strict):
        raise typer.Exit(1)


def _found(paths: list[str]) -> tuple[list[str], list[str]]:
    """The files that paths name, and why others name none."""
    names: dict[str, None] = {}
    missing = []
    for path in paths:
        try:
            names |= dict.fromkeys(expand([path]))
        except NoInput as error:
            missing.append(str(error))
    return list(expand(names)), missing


def convert(
    input: Annotated[str, typer.Argument(metavar="IN", help="A file, a folder, or -.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT", help="A file; for a folder, a folder."),
    ] = None,
    to: Annotated[
        Writable | None,
        typer.Option(help="The notation to write; told by OUT's suffix if left out."),
    ] = None,
    from_: From = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read the result back and compare.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Convert a document, or every document of a folder, to another notation without loss.

    \b
    Examples:
      stdpolicy convert policy.jsonld --to turtle
      stdpolicy convert policy.ttl -o policy.xml --verify
      stdpolicy convert examples/ -o build/ --to xml
      stdpolicy convert - --to ntriples < policy.jsonld | sort
    """
    target = Format(to.value) if to else SUFFIXES.get(out.suffix.lower()) if out else None
    if target not in WRITABLE:
        fail(f"--to is needed, one of {', '.join(WRITABLE)}")
    try:
        if input != "-" and Path(input).is_dir():
            if out is None:
                fail("a folder needs -o OUT, the folder to write to")
            batch = convert_folder(
                Path(input), out, target, verify=verify, force=force, max_size=max_size
            )
            if batch.diagnostics:
                refuse(batch.report)
            if not batch.files:
                fail(f"{input}: no documents here")
            batch.write()
            typer.echo(f"{len(batch.outputs)} written to {out}", err=True)
            return
        document = api.load(source(input), format=from_, max_size=max_size)
        data = document.to_bytes(target)
        if verify:
            check_same(document, data, target, max_size)
        if out is None or str(out) == "-":
            emit(data)
        else:
            check_target(out, force=force)
            write_atomically(out, data)
    except InvalidDocument as error:
        refuse(error.report)
    except Refused as error:
        fail(error)
    except OSError as error:
        fail(io_message(error))


def fmt(
    paths: Paths,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name the files that would change.")
    ] = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Rewrite documents in canonical form, each in its own notation. Comments are not kept.

    \b
    Examples:
      stdpolicy fmt policy.ttl
      stdpolicy fmt --check examples/
      stdpolicy fmt - < policy.jsonld
    """
    try:
        if paths == ["-"]:
            document = api.load(source("-"), max_size=max_size)
            assert document.format is not None
            emit(document.to_bytes(document.format))
            return
        batch = changed([Path(name) for name in expand(paths)], max_size)
        if not check:
            batch.write()
    except InvalidDocument as error:
        refuse(error.report)
    except (Refused, ValueError) as error:
        fail(error)
    except OSError as error:
        fail(io_message(error))
    for path in batch.outputs:
        typer.echo(str(path))
    verb = "would change" if check else "changed"
    invalid = len({d.file for d in batch.diagnostics})
    and_invalid = f", {invalid} invalid" if invalid else ""
    typer.echo(f"{batch.files} checked, {len(batch.outputs)} {verb}{and_invalid}", err=True)
    if batch.diagnostics:
        refuse(batch.report)
    if check and batch.outputs:
        raise typer.Exit(1)


def hash(paths: Paths, max_size: MaxSize = MAX_SIZE) -> None:
    """Print the SHA-256 of each document's sorted N-Triples: the same in every notation.

    \b
    Example:
      stdpolicy hash policy.jsonld policy.ttl policy.xml
    """
    try:
        for name in expand(paths):
            typer.echo(f"{api.load(source(name), max_size=max_size).digest()}  {name}")
    except InvalidDocument as error:
        refuse(error.report)
    except OSError as error:
        fail(io_message(error))
