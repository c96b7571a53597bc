"""How long it takes from a keystroke to the findings in an editor.

    python benchmarks/keystrokes.py [POLICY] [--keys 9] [--megabyte]

A client and `stdpolicy lsp` over standard input and output. A key is typed within the first reference to a
provision and taken back, so that each changes the findings, which are otherwise not sent again. Then a mark
in the middle of the text is deleted and typed again: while it is missing the text is ill-formed.
"""

import argparse
import asyncio
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from generate import EXAMPLE, large
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from stdpolicy import convert

NOTATIONS = {".jsonld": "json-ld", ".ttl": "turtle", ".xml": "xml"}
REFERENCE = re.compile(r"statedIn\W+?(?:ref=\")?\W*part")
"""A reference to a provision, in all notations."""
BROKEN = {
    ".jsonld": {
        "an open string": r'": "[^"\n]*(?P<mark>"),\n',
        "a missing comma": r'"(?P<mark>,)\n',
        "a missing bracket": r"\n +(?P<mark>\}),\n",
    },
    ".ttl": {
        "an open string": r' "[^"\n]*(?P<mark>")(?:@[A-Za-z-]+)? ;\n',
        "a missing semicolon": r"(?P<mark>;)\n",
        "a missing full stop": r"(?P<mark>\.)\n\n",
    },
    ".xml": {
        "an open string": r'="[^"\n]*(?P<mark>")',
        "a missing bracket": r"</\w+(?P<mark>>)",
        "an unclosed element": r"\n +(?P<mark></\w+>)\n",
    },
}
"""What makes a text ill-formed when the mark is deleted that an expression names, by notation."""
BURST = 20
MANY = 200


@dataclass
class Editor:
    """A client with one open text; it speaks UTF-16, as most do."""

    path: Path
    client: LanguageClient = field(default_factory=lambda: LanguageClient("benchmark", "1"))
    told: asyncio.Queue[lsp.PublishDiagnosticsParams] = field(default_factory=asyncio.Queue)
    text: str = ""
    version: int = 0

    async def start(self) -> None:
        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

        await self.client.start_io(sys.executable, "-m", "stdpolicy", "lsp")
        await self.client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities()))
        self.client.initialized(lsp.InitializedParams())

    async def open(self, text: str) -> float:
        """Seconds until the findings of a text are there."""
        self.text = text
        item = lsp.TextDocumentItem(self.path.as_uri(), "text", self.version, text)
        begun = perf_counter()
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.findings()
        return perf_counter() - begun

    def close(self) -> None:
        identifier = lsp.TextDocumentIdentifier(self.path.as_uri())
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(identifier))

    def replace(self, start: int, end: int, by: str) -> None:
        """Types, on one line."""
        line = self.text.count("\n", 0, start)
        column = start - (self.text.rfind("\n", 0, start) + 1)
        self.text = self.text[:start] + by + self.text[end:]
        self.version += 1
        span = lsp.Range(lsp.Position(line, column), lsp.Position(line, column + end - start))
        change = lsp.TextDocumentContentChangePartial(span, by)
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.path.as_uri())
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def findings(self) -> int:
        """How many there are, once those of the last version are there."""
        while (found := await self.told.get()).version != self.version:
            pass
        return len(found.diagnostics)

    def processor(self) -> float:
        """The seconds of processor time that the server has taken."""
        server = self.client._server
        assert server is not None
        *_, user, system = Path(f"/proc/{server.pid}/stat").read_text().split()[:15]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


@dataclass
class Taken:
    """How long something took each time, in seconds, and the processor time for each."""

    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0

    def __str__(self) -> str:
        median, most = statistics.median(self.seconds), max(self.seconds)
        return f"{median * 1000:.0f} ms | {most * 1000:.0f} ms | {self.processor * 1000:.0f} ms"


async def typed(editor: Editor, at: int, keys: int) -> dict[int, Taken]:
    """Types a key and takes it back, by how many findings there are then."""
    taken: dict[int, Taken] = {}
    for key in range(2 * keys):
        await asyncio.sleep(0.3)
        before, begun = editor.processor(), perf_counter()
        editor.replace(at, at + key % 2, "" if key % 2 else "x")
        found = taken.setdefault(await editor.findings(), Taken())
        found.seconds.append(perf_counter() - begun)
        found.processor += (editor.processor() - before) / keys
    return taken


async def broken(editor: Editor, at: tuple[int, int], keys: int) -> Taken:
    """Deletes a mark, from that to the findings of the text without it, and types it again."""
    taken, mark = Taken(), editor.text[slice(*at)]
    for _ in range(keys):
        await asyncio.sleep(0.3)
        before, begun = editor.processor(), perf_counter()
        editor.replace(*at, "")
        await editor.findings()
        taken.seconds.append(perf_counter() - begun)
        taken.processor += (editor.processor() - before) / keys
        await asyncio.sleep(0.3)
        editor.replace(at[0], at[0], mark)
        await editor.findings()
    return taken


async def bursts(editor: Editor, at: int, keys: int) -> Taken:
    """Types many keys in a row and takes them back at once, from the last key to its findings."""
    taken = Taken()
    for _ in range(keys):
        await asyncio.sleep(0.5)
        before = editor.processor()
        for _ in range(BURST):
            editor.replace(at, at, "x")
        begun = perf_counter()
        await editor.findings()
        taken.seconds.append(perf_counter() - begun)
        taken.processor += (editor.processor() - before) / keys
        await asyncio.sleep(0.5)
        editor.replace(at, at + BURST, "")
        await editor.findings()
    return taken


def spoiled(text: str, count: int) -> str:
    """A text with so many references astray behind the first, each to another node that is not there."""
    places = [found.end() - 2 for found in REFERENCE.finditer(text)][1 : count + 1]
    for number, at in reversed(list(enumerate(places))):
        text = f"{text[:at]}y{number}{text[at:]}"
    return text


async def measured(path: Path, text: str, keys: int) -> list[tuple[str, Taken]]:
    """What was measured of one text."""
    first = REFERENCE.search(text)
    assert first is not None
    at = first.end() - 2
    editor = Editor(path)
    await editor.start()
    rows = [("opened", Taken([await editor.open(text)], editor.processor()))]
    few = await typed(editor, at, keys)
    rows += [(f"{n} findings", taken) for n, taken in few.items()]
    rows.append((f"burst of {BURST}", await bursts(editor, at, max(3, keys // 3))))
    for state, form in BROKEN[path.suffix].items():
        places = [found.span("mark") for found in re.finditer(form, text)]
        rows.append((state, await broken(editor, places[len(places) // 2], keys)))
    editor.close()
    await editor.open(spoiled(text, MANY))
    many = await typed(editor, at, keys)
    rows += [(f"{n} findings", taken) for n, taken in many.items()]
    await editor.stop()
    return rows


def texts(policy: Path, *, megabyte: bool) -> Iterator[tuple[Path, str]]:
    """A policy in three notations, and one of a megabyte."""
    for suffix in NOTATIONS:
        path = policy.with_suffix(suffix).resolve()
        yield path, path.read_text(encoding="utf-8")
    if megabyte:
        whole = large(1.0)
        with tempfile.TemporaryDirectory() as folder:
            for suffix, name in NOTATIONS.items():
                text = whole if suffix == ".jsonld" else convert(whole, name)
                yield Path(folder, f"large{suffix}").resolve(), text.decode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure keystrokes in an editor.")
    parser.add_argument("policy", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--keys", type=int, default=9)
    parser.add_argument("--megabyte", action="store_true", help="measure one of 1 MB, too")
    arguments = parser.parse_args()
    print(
        "| text | after the key | median | most | processor |\n| --- | --- | ---: | ---: | ---: |"
    )
    for path, text in texts(arguments.policy, megabyte=arguments.megabyte):
        size = len(text.encode()) // 1000
        for name, taken in asyncio.run(measured(path, text, arguments.keys)):
            print(f"| {path.suffix[1:]}, {size} KB | {name} | {taken} |", flush=True)


if __name__ == "__main__":
    main()
