"""The commands that exchange documents with tools of other trades: terms."""

from collections import Counter
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import (
    ConfigFile,
    Force,
    From,
    MaxSize,
    NoConfig,
    Out,
    To,
    configured,
    deliver,
    fail,
    target,
    tell,
    wanted,
)
from stdpolicy.resources import read
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

REGISTRY = "examples/registry/registry.jsonld"
LISTED = 20
"""How many kinds of what is not taken over are told; a hostile file might have any number."""


def terms(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="A registry or TBX, or -; the registry that ships if left out."
        ),
    ] = None,
    out: Out = None,
    to: To = None,
    iri: Annotated[
        str | None,
        typer.Option(metavar="IRI", help="The IRI of a registry made of TBX that names none."),
    ] = None,
    from_: From = None,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Write the terms of a registry as TBX (ISO 30042), or a registry of the terms of a TBX file.

    TBX is written in the dialect TBX-Basic; any is read, and what a registry has no place for is
    told. See docs/registry.md.

    \b
    Examples:
      stdpolicy terms -o terms.tbx
      stdpolicy terms terms.tbx -o registry.ttl
      stdpolicy terms theirs.tbx --iri https://example.org/id/terms -o registry.jsonld
    """
    from stdpolicy.exchange import tbx

    configured([name or "-"], config, no_config)
    if name is None:
        source = Source(read(REGISTRY), REGISTRY)
    else:
        source = Source.named(name, api.limit(max_size))
    notation = None
    if from_ is None and tbx.recognises(source):
        notation = wanted(to, out)
        registry, passed_over = tbx.read(source, iri)
        _tell(source.name, passed_over)
    else:
        registry = api.load(source, format=from_, max_size=max_size)
        if iri is not None or target(to, out) is not None:
            fail("--iri, --to and suffixes of notations are for TBX; convert is for registries")
    if "describesTerm" not in registry:
        fail(f"{source.name}: describes no terms")
    deliver(registry.to_bytes(notation) if notation else tbx.write(registry), out, force=force)


def _tell(name: str, passed_over: Counter[str]) -> None:
    for kind, number in passed_over.most_common(LISTED):
        tell(f"{name}: not taken over: {kind} ({number})")
    if len(passed_over) > LISTED:
        tell(f"{name}: not taken over: {len(passed_over) - LISTED} kinds more")
