"""The command that brings documents up to this version of the vocabulary: upgrade."""

import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.batch import canonical
from stdpolicy.cli.common import (
    ConfigFile,
    MaxSize,
    NoConfig,
    Paths,
    batch,
    configured,
    deliver,
    fail,
    refuse,
)
from stdpolicy.files import reason, write_atomically
from stdpolicy.report import counted, printable
from stdpolicy.source import Source
from stdpolicy.upgrade import Left, upgraded
from stdpolicy.verdict import MAX_SIZE


def upgrade(
    paths: Paths,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say what would change.")
    ] = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Rewrite documents of the version before this one, each in its own notation.

    What is mechanical is done. What is left to the encoder is printed, a line each: file, id, field,
    and what was put there. Documents of this version stay as they are. Comments are not kept.

    \b
    Examples:
      stdpolicy upgrade policy.jsonld
      stdpolicy upgrade --check drafts/
      stdpolicy upgrade - < policy.ttl > new.ttl
    """
    if "-" in paths and not check:
        if len(paths) > 1:
            fail("- is written to standard output and cannot be given together with files")
        configured(paths, config, no_config)
        done = upgraded(Source.named("-", api.limit(max_size)), max_size=max_size)
        deliver(canonical(done.document), None)
        _tell("<stdin>", done.left, sys.stderr)
        return
    found = batch(paths, max_size)
    configured(found.names, config, no_config)
    changed = left = 0
    for name in found.names:
        try:
            source = Source.named(name, found.limit)
            found.files += 1
            done = upgraded(source, max_size=max_size)
            data = canonical(done.document)
            if done.is_new and not check:
                write_atomically(Path(name), data, instead_of=source.data)
        except InvalidDocument as error:
            found.diagnostics += error.report
        except OSError as error:
            found.unreadable.append(reason(error))
        else:
            _tell(name, done.left, sys.stdout)
            changed += done.is_new
            left += len(done.left)
    verb = "would be upgraded" if check else "upgraded"
    rest = f", {counted(left, 'value')} left to look at" if left else ""
    print(f"{found.files} checked, {changed} {verb}{rest}", file=sys.stderr)
    refuse(found.report)
    if check and changed:
        raise typer.Exit(1)


def _tell(name: str, left: list[Left], stream: TextIO) -> None:
    for one in left:
        print(printable(f"{name}: {one.node} {one.field}: {one.why}"), file=stream)
