"""The jobs that are counted: of each kind of work that people wait for one.

    python benchmarks/counted.py TASK    counts it here, where nothing else has been done, for count.py

A job is made by a function, which does all that is not to be counted. What is done in time linear in
the size of a document is counted in two sizes, of which one is twice the other. Nothing is imported
before it is needed, since of commands the modules are counted that they import.
"""

import io
import runpy
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple

from counting import Job, executed, prepared

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "validator" / "stdpolicy"
EXAMPLE = ROOT / "examples" / "jiaxing-2022" / "policy.jsonld"

SPOILED = 20
"""In how many statements a policy is spoiled."""
PROVISIONS = (100, 200)
BODIES = (500, 1000)
FILES = 6


class Task(NamedTuple):
    """What makes a job; whether it is done once before it is counted, or begins with its imports."""

    make: Callable[[], Job]
    again: bool = True
    starts: bool = False


def example() -> bytes:
    return EXAMPLE.read_bytes()


def policy(provisions: int) -> bytes:
    from grown import policy

    return policy(provisions)


def registry(bodies: int) -> bytes:
    from grown import registry

    return registry(bodies)


def validation(*documents: bytes, spoiled: bool = False) -> Job:
    """`validate`, to the sentences of the findings. Raises RuntimeError if they are not as expected."""
    from stdpolicy import validate

    def validated() -> None:
        if bool([str(one) for one in validate(documents)]) is not spoiled:
            raise RuntimeError("other findings than were expected")

    return validated


def conversion(document: bytes, source: str, to: str) -> Job:
    """`convert` of what was brought to a notation before."""
    from stdpolicy import convert

    return partial(convert, convert(document, source), to)


def other_turtle(document: bytes) -> Job:
    """`convert` of Turtle as others write it."""
    import pyoxigraph as ox

    from stdpolicy import convert

    triples = ox.parse(convert(document, "turtle"), format=ox.RdfFormat.TURTLE)
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE)
    assert data is not None
    return partial(convert, data, "jsonld")


def digest() -> Job:
    """The digest of a policy, read from Turtle."""
    from stdpolicy import convert, load

    data = convert(EXAMPLE, "turtle")
    return lambda: load(data).digest


def key(suffix: str) -> Job:
    """A character typed in the middle of an open policy and taken back, each to its findings."""
    from stdpolicy.editor.documents import Buffer
    from stdpolicy.editor.workspace import Workspace
    from stdpolicy.source import LineMap

    path = EXAMPLE.with_suffix(suffix)
    text = path.read_text(encoding="utf-8")
    at = text.index("part", text.index("statedIn", len(text) // 2))
    buffer, workspace = Buffer(path.as_uri(), path, text), Workspace()
    workspace.buffers[buffer.uri] = buffer

    def typed() -> None:
        for new in (f"{text[:at]}x{text[at:]}", text):
            buffer.text, buffer.lines = new, LineMap(new)
            workspace.check(buffer)

    return typed


def command(*arguments: str) -> Job:
    """A command, from its first import to its exit."""

    def run() -> None:
        sys.argv = ["stdpolicy", *arguments]
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
            try:
                runpy.run_module("stdpolicy", run_name="__main__")
            except SystemExit as ended:
                if ended.code:
                    raise

    return run


def spoiled() -> bytes:
    """The policy with statements that are stated in no provision."""
    import json

    policy = json.loads(example())
    for measure in policy["measure"][:SPOILED]:
        measure["statedIn"] += "x"
    return json.dumps(policy, ensure_ascii=False, indent=2).encode()


def files() -> Job:
    """`validate` of some files."""
    from generate import policies

    return validation(*policies(FILES))


def starting(*arguments: str) -> Task:
    return Task(partial(command, *arguments), again=False, starts=True)


def sized(
    title: str,
    make: Callable[[int], Job],
    sizes: tuple[int, int] = PROVISIONS,
    *,
    again: bool = True,
) -> dict[str, Task]:
    """A task in both sizes."""
    return {title.format(size): Task(partial(make, size), again) for size in sizes}


def pair(source: str, to: str) -> dict[str, Task]:
    """A conversion in both sizes."""
    title = f"{NAMES[source]} to {NAMES[to]}, {{}} provisions"
    return sized(title, lambda size: conversion(policy(size), source, to))


NAMES = {"jsonld": "JSON-LD", "turtle": "Turtle", "xml": "XML", "ntriples": "N-Triples"}
TASKS = {
    "start --version": starting("--version"),
    "start convert": starting("convert", str(EXAMPLE), "--to", "turtle", "--no-config"),
    "start validate": starting("validate", str(EXAMPLE), "--no-config"),
    "validate again": Task(lambda: validation(example())),
    "validate with findings": Task(lambda: validation(spoiled(), spoiled=True)),
    "validate files": Task(files),
    **sized("validate, {} provisions", lambda size: validation(policy(size)), again=False),
    **sized("validate, {} bodies", lambda size: validation(registry(size)), BODIES, again=False),
    **pair("jsonld", "turtle"),
    **pair("jsonld", "xml"),
    **pair("jsonld", "ntriples"),
    **pair("turtle", "jsonld"),
    **pair("xml", "jsonld"),
    **pair("xml", "turtle"),
    **sized("other Turtle to JSON-LD, {} provisions", lambda size: other_turtle(policy(size))),
    "hash": Task(digest),
    "a key in JSON-LD": Task(partial(key, ".jsonld")),
    "a key in Turtle": Task(partial(key, ".ttl")),
    "a key in XML": Task(partial(key, ".xml")),
}


def counted(task: str) -> dict[str, int]:
    """The counts of a task, in this process."""
    make, again, starts = TASKS[task]
    job = make()
    if again:
        job()
    found: dict[str, int] = {}
    whole = (lambda: found.update(prepared(job, PACKAGE))) if starts else job
    return {**executed(whole, PACKAGE), **found}


def main() -> None:
    counts = counted(sys.argv[1])
    import json

    print(json.dumps(counts))


if __name__ == "__main__":
    main()
