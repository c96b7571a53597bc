"""The command line: arguments in, exit code out."""

from collections.abc import Callable
from typing import Annotated

import typer

import stdpolicy
from stdpolicy.cli import documents, encoding, reference
from stdpolicy.cli.common import failures

app = typer.Typer(
    name="stdpolicy",
    help="Validate and convert machine-readable standardization policies.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        from stdpolicy.model import model

        print(f"stdpolicy {stdpolicy.__version__} (ontology {model().version})")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Tool and ontology version."
        ),
    ] = False,
) -> None:
    """Validate and convert machine-readable standardization policies.

    Data goes to standard output, messages to standard error. Exit codes: 0 clean, 1 findings,
    2 usage or I/O, 3 internal error.
    """


COMMANDS: dict[str, Callable[..., None]] = {
    "validate": documents.validate,
    "convert": documents.convert,
    "fmt": documents.fmt,
    "hash": documents.digests,
    "stats": encoding.stats,
    "new": encoding.new,
    "clean": encoding.clean,
    "schema": reference.schema,
    "explain": reference.explain,
    "rules": reference.rules,
    "build": reference.build,
}
for name, command in COMMANDS.items():
    app.command(name)(failures()(command))
