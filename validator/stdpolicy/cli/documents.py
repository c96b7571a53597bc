"""The commands that work on documents: validate, convert, fmt, hash."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.batch import canonical, converted, uncanonical
from stdpolicy.cli.common import (
    ConfigFile,
    Force,
    From,
    MaxSize,
    NoConfig,
    Paths,
    To,
    batch,
    color,
    configured,
    deliver,
    fail,
    refuse,
    tell,
    wanted,
)
from stdpolicy.files import reason, write_atomically
from stdpolicy.report import ReportFormat, printable, render, summary
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE


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
    config: ConfigFile = None,
    no_config: NoConfig = False,
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
    found = batch(paths, max_size)
    inputs = [Source.named(n, found.limit) if n == "-" else n for n in found.names]
    report = api.validate(
        inputs,
        format=from_,
        conformance=conformance,
        max_size=max_size,
        config=configured(found.names, config, no_config),
    )
    report = replace(report, unreadable=[*found.unreadable, *report.unreadable])
    text = render(report, output, color=color(sys.stdout.isatty()))
    if output is ReportFormat.TEXT:
        print(text, end="")
    else:  # for programs, which expect UTF-8
        deliver(text.encode(errors="replace"), None)
    for problem in report.unreadable:
        tell(problem)
    print(summary(report), file=sys.stderr)
    if report.unreadable:
        raise typer.Exit(2)
    if not report.ok(strict=strict):
        raise typer.Exit(1)


def convert(
    name: Annotated[str, typer.Argument(metavar="IN", help="A file, a folder, or -.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT", help="A file; for a folder, a folder."),
    ] = None,
    to: To = None,
    from_: From = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read the result back and compare.")
    ] = False,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Convert a document, or every document of a folder, to another notation without loss.

    What is no document (errors SP1xx to SP3xx, and SP401) is refused; whether it makes sense is for
    validate to say.

    \b
    Examples:
      stdpolicy convert policy.jsonld --to turtle
      stdpolicy convert policy.ttl -o policy.xml --verify
      stdpolicy convert examples/ -o build/ --to xml
      stdpolicy convert - --to ntriples < policy.jsonld | sort
    """
    notation = wanted(to, out)
    if name == "-" or not Path(name).is_dir():
        configured([name], config, no_config)
        source = Source.named(name, api.limit(max_size))
        data = api.convert(source, notation, format=from_, verify=verify, max_size=max_size)
        deliver(data, out, force=force)
    elif out is None or str(out) == "-":
        fail("a folder needs -o OUT, the folder to write to")
    else:
        found = batch([name], max_size, format=from_, apart=out)
        configured(found.names, config, no_config)
        outputs = converted(found, Path(name), out, notation, verify=verify, force=force)
        refuse(found.report)
        for path, data in outputs.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        print(f"{len(outputs)} written to {printable(str(out))}", file=sys.stderr)


def fmt(
    paths: Paths,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name the files that would change.")
    ] = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Rewrite documents in canonical form, each in its own notation. Comments are not kept.

    \b
    Examples:
      stdpolicy fmt policy.ttl
      stdpolicy fmt --check examples/
      stdpolicy fmt - < policy.jsonld
    """
    if "-" in paths and not check:
        if len(paths) > 1:
            fail("- is written to standard output and cannot be given together with files")
        configured(paths, config, no_config)
        document = api.load(Source.named("-", api.limit(max_size)), max_size=max_size)
        deliver(canonical(document), None)
        return
    found = batch(paths, max_size)
    configured(found.names, config, no_config)
    changed = 0
    for name, old, new in uncanonical(found):
        try:
            if not check:
                write_atomically(Path(name), new, instead_of=old)
        except OSError as error:
            found.unreadable.append(reason(error))
            continue
        changed += 1
        print(printable(name))
    invalid = len({d.file for d in found.diagnostics})
    and_invalid = f", {invalid} invalid" if invalid else ""
    verb = "would change" if check else "changed"
    print(f"{found.files} checked, {changed} {verb}{and_invalid}", file=sys.stderr)
    refuse(found.report)
    if check and changed:
        raise typer.Exit(1)


def digests(
    paths: Paths,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Print the SHA-256 of each document's sorted N-Triples: the same in every notation.

    \b
    Example:
      stdpolicy hash policy.jsonld policy.ttl policy.xml
    """
    found = batch(paths, max_size)
    configured(found.names, config, no_config)
    for name, document in found:
        print(f"{document.digest()}  {printable(name)}")
    refuse(found.report)
