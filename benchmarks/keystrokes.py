"""How long it takes from a keystroke to the findings in an editor.

    python benchmarks/keystrokes.py [POLICY] [--keys 9]

A client and `stdpolicy lsp` over standard input and output; a key is typed within the first reference to a provision.
"""

import argparse
import asyncio
import statistics
import sys
from pathlib import Path
from time import perf_counter

from generate import EXAMPLE
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient


async def measured(path: Path, keys: int) -> list[float]:
    """Seconds from each change to the list of findings with its version."""
    client = LanguageClient("benchmark", "1")
    told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        told.put_nowait(params)

    await client.start_io(sys.executable, "-m", "stdpolicy", "lsp")
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities()))
    client.initialized(lsp.InitializedParams())
    text, uri = path.read_text(encoding="utf-8"), path.as_uri()
    item = lsp.TextDocumentItem(uri, "text", 0, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await told.get()
    before = text[: text.index("part", text.index("statedIn")) + 2]
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    taken = []
    for version in range(1, keys + 1):
        await asyncio.sleep(1)
        # Alternately spoils and mends a reference, so that each key changes the findings.
        start = lsp.Position(line, column)
        end = start if version % 2 else lsp.Position(line, column + 1)
        change = lsp.TextDocumentContentChangePartial(lsp.Range(start, end), "x" * (version % 2))
        document = lsp.VersionedTextDocumentIdentifier(version, uri)
        begun = perf_counter()
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        while (await told.get()).version != version:
            pass
        taken.append(perf_counter() - begun)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure keystrokes in an editor.")
    parser.add_argument("policy", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--keys", type=int, default=9)
    arguments = parser.parse_args()
    for suffix in (".jsonld", ".ttl", ".xml"):
        path = arguments.policy.with_suffix(suffix).resolve()
        taken = asyncio.run(measured(path, arguments.keys))
        size = path.stat().st_size // 1000
        print(
            f"{path.name}, {size} KB: median {statistics.median(taken) * 1000:.0f} ms, most {max(taken) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
