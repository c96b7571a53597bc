"""The commands that draft an encoding from a text."""

import re
import shlex
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import (
    ConfigFile,
    Force,
    MaxSize,
    NoConfig,
    Out,
    To,
    configured,
    deliver,
    fail,
    target,
)
from stdpolicy.files import check_target, write_atomically
from stdpolicy.formats import for_suffix
from stdpolicy.model.edition import model
from stdpolicy.model.iri import iri_fault
from stdpolicy.report import counted, printable
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

MOST_TOLD = 20
"""How many refused proposals are told of one by one."""
TOLD = ("Goal", "Target", "Measure", "Action", "Incentive", "Reference")
"""The kinds of statements whose number is told."""
HOME = "https://example.org/id/"
"""Where a draft is that nobody has given an IRI."""


def draft(
    name: Annotated[
        str, typer.Argument(metavar="FILE", help="A .txt, .md, .html, .docx or .pdf, or -.")
    ],
    out: Out = None,
    to: To = None,
    iri: Annotated[str | None, typer.Option(metavar="IRI", help="The IRI of the policy.")] = None,
    registry: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A registry whose bodies and places may be named."),
    ] = None,
    suggest: Annotated[
        str | None,
        typer.Option(metavar="COMMAND", help="A program that proposes what is open."),
    ] = None,
    suggest_seconds: Annotated[
        float, typer.Option(metavar="N", min=0.1, help="How long that program may take.")
    ] = 3600,
    force: Force = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Draft the encoding of a policy from its text.

    The draft validates without an error, quotes the text for whatever it states, and says what is
    left to decide. With -o the text as found (raw.txt) and the clean text (source.txt) are written
    beside it. See docs/drafting.md.

    \b
    Examples:
      stdpolicy draft page.html -o policy.jsonld
      stdpolicy draft notice.docx --iri https://example.org/id/notice-2025 -o notice/policy.ttl
      stdpolicy draft page.html -o policy.jsonld --suggest "python propose.py"
    """
    from stdpolicy.checks.run import shipped
    from stdpolicy.drafting.draft import draft as drafted
    from stdpolicy.drafting.inputs import Unreadable, read

    configs = configured([name], config, no_config)
    if iri is not None and iri_fault(iri, document=True) is not None:
        fail(f"--iri: expected an absolute IRI without a fragment, found {printable(iri)!r}")
    if (encoded := for_suffix(Path(name).suffix)) is not None:
        fail(f"{name}: expected a text, found a document in {encoded}; review shows it")
    given = [api.load(path, max_size=max_size).tree for path in registry or ()]
    trees = [*api.registries(configs), *given]
    notation = target(to, out) or "jsonld"
    source = Source.named(name, api.limit(max_size))
    if source.oversize:
        fail(f"{source.name}: more than {max_size:g} MB; raise --max-size if the file is honest")
    try:
        found = drafted(read(source.data, source.name), iri or _iri(name), [shipped(), *trees])
    except Unreadable as error:
        fail(f"{source.name}: {error}")
    texts = {"raw.txt": found.raw, "source.txt": found.source}
    beside = {} if out is None or str(out) == "-" else {out.parent / n: t for n, t in texts.items()}
    for path in beside:
        if name != "-" and path.exists() and path.samefile(name):
            fail(
                f"{printable(str(path))}: would be written over, and is what is drafted; rename it"
            )
        check_target(path, force=force)
    document, said = found.document, list[str]()
    if suggest is not None:
        document, said = _suggested(document, suggest, suggest_seconds)
    if beside and out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
    deliver(document.to_bytes(notation), out, force=force)
    for path, text in beside.items():
        write_atomically(path, text.encode())
    for place, doubt in found.doubts:
        line = f"{place}, character {doubt.start + 1}: {doubt.words} {doubt.why}"
        print(printable(line), file=sys.stderr)
    for line in (*said, _summary(document, len(found.doubts))):
        print(printable(line), file=sys.stderr)


def _suggested(
    document: api.Document, suggest: str, seconds: float
) -> tuple[api.Document, list[str]]:
    """The document with what a program proposes, and what is to be told of that."""
    from stdpolicy.drafting.suggesting import Failed, suggested

    try:
        command = shlex.split(suggest)
        if not command:
            raise ValueError("expected a command, found none")
        found = suggested(document, command, seconds)
    except Failed as error:
        fail(error)
    except ValueError as error:
        fail(f"--suggest: {error}")
    refused = [f"refused, {line}" for line in found.refused[:MOST_TOLD]]
    if more := len(found.refused) - MOST_TOLD:
        refused += [f"refused, {more} more"] if more > 0 else []
    return found.document, [*refused, f"{counted(found.taken, 'proposal')} taken"]


def _summary(document: api.Document, doubts: int) -> str:
    """What has been drafted, in numbers: each kind wherever it stands, goals within goals too."""
    from stdpolicy.checks.walk import walk
    from stdpolicy.drafting.draft import untranslated

    drafted = Counter(node.cls.name for node in walk(document.tree, document.base, model()).nodes)
    parts = [counted(drafted[kind], kind.lower()) for kind in TOLD]
    bare = untranslated(document.tree)
    without = f", {counted(bare, 'label')} without English" if bare else ""
    return f"drafted {', '.join(parts)}; {counted(doubts, 'doubt')}{without}"


def _iri(name: str) -> str:
    """An IRI by the name of the file, as far as that has letters and digits of ASCII."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", Path(name).stem).strip("-").lower()
    return HOME + (stem or "draft")
