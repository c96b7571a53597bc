"""A site of many policies: how long it takes to make, how much memory, and what a reader has to load.

    python benchmarks/publishing.py [--documents 200] [--rounds 3] [--markdown]

Policies of 20 to 160 KB with their registry, by themselves and with a crosswalk. Every run is a process of its own; as
`publishing.py --measure site|convert|rdflib FOLDER` this file is that process and prints what it found. Times are those of
the processor, so that what else the machine does counts less.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import generate
import rdflib
import tables
from conversions import foreign
from memory import status

import stdpolicy

SECONDS = 60
"""What the site of 200 policies may take of one processor."""
FIRST = 1_000_000
"""How many bytes the first page may need."""
NAMES = 1_000_000
"""How many bytes the names of the search may have, which are loaded with its first letter."""
WRITTEN = ("turtle", "jsonld", "ntriples", "xml")
"""The forms that are written by rdflib; of ours, notations."""
HOW = ("site", "convert", "rdflib")


def measure(how: str, folder: Path) -> dict[str, float]:
    """What a run over a folder takes, start-up and reading of what is converted left out."""
    if how == "site":
        return _site(folder)
    texts = [path.read_bytes() for path in sorted(folder.iterdir())]
    read = texts if how == "convert" else [foreign(text, "jsonld") for text in texts]
    begin = time.process_time()
    for text in read:
        if how == "convert":
            for form in WRITTEN:
                stdpolicy.convert(text, form)
        else:
            graph = rdflib.Graph().parse(data=text, format="json-ld")
            for form in WRITTEN:
                graph.serialize(format={"jsonld": "json-ld", "ntriples": "nt"}.get(form, form))
    return {"seconds": time.process_time() - begin}


def _site(folder: Path) -> dict[str, float]:
    from stdpolicy.model.edition import model
    from stdpolicy.site.build import made

    documents = [stdpolicy.load(path) for path in sorted(folder.iterdir())]
    sizes: dict[str, int] = {}
    page = ""
    idle = status("VmRSS")
    begin = time.process_time()
    for file in made(model(), documents):
        sizes[file.path] = len(file.data)
        if file.path == "index.html":
            page = file.data.decode()
    seconds = time.process_time() - begin
    needed = re.findall(
        r'<(?:script|link rel="(?:icon|stylesheet)")[^>]* (?:src|href)="([^"]+)"', page
    )
    shards = [size for path, size in sizes.items() if path.startswith("search/text")]
    return {
        "seconds": seconds,
        "memory": status("VmHWM") - idle,
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "first": len(page.encode()) + sum(sizes[path] for path in needed),
        "names": sizes["search/names.js"],
        "shard": max(shards),
        "page": max(size for path, size in sizes.items() if path.endswith(".html")),
    }


def measured(how: str, folder: Path, rounds: int) -> dict[str, float]:
    """The medians of some runs, each in a process of its own."""
    found = []
    for _ in range(rounds):
        process = [sys.executable, __file__, "--measure", how, str(folder)]
        done = subprocess.run(process, capture_output=True, check=True, text=True)
        found.append(json.loads(done.stdout))
        print(how, found[-1], file=sys.stderr, flush=True)  # all of them take minutes
    return {name: statistics.median(each[name] for each in found) for name in found[0]}


def column(folder: Path, rounds: int, whole: bool) -> list[str]:
    """The figures of a folder; the targets are those of a `whole` one."""
    ours, convert, peer = (measured(how, folder, rounds) for how in HOW)

    def judged(figure: float, most: float) -> str:
        return f": {'reached' if figure < most else 'MISSED'}" if whole else ""

    return [
        f"{ours['seconds']:.1f} s" + judged(ours["seconds"], SECONDS),
        f"{ours['seconds'] / convert['seconds']:.1f}",
        f"{peer['seconds'] / ours['seconds']:.2f}",
        f"{ours['memory'] / 1e6:.0f} MB",
        f"{ours['files']:,.0f}, {ours['bytes'] / 1e6:.0f} MB",
        f"{ours['first'] / 1e3:.0f} KB" + judged(ours["first"], FIRST),
        f"{ours['names'] / 1e3:.0f} KB" + judged(ours["names"], NAMES),
        f"{ours['shard'] / 1e3:.0f} KB",
        f"{ours['page'] / 1e6:.1f} MB",
    ]


ROWS = (
    "time, under 60 s",
    "time / convert to all notations",
    "rdflib, four forms of the same / time",
    "peak memory beyond that of the documents",
    "files",
    "first page with all it needs, under 1 MB",
    "names of the search, under 1 MB",
    "largest part of its texts",
    "largest page",
)


def table(documents: int, rounds: int) -> Any:
    """The table, a row for each figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = generate.write_folder(folder, documents)
        plain = column(folder, rounds, documents >= 200)
        generate.write_crosswalk(folder, files)
        count = len(json.loads((folder / "crosswalk.jsonld").read_bytes())["alignment"])
        aligned = column(folder, rounds, documents >= 200)
    yield ["", f"{documents} policies", f"with {count:,} alignments"]
    yield from map(list, zip(ROWS, plain, aligned, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the making of a site.")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--measure", nargs=2, metavar=("HOW", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        how, folder = arguments.measure
        print(json.dumps(measure(how, Path(folder))))
        return
    render = tables.markdown if arguments.markdown else tables.plain
    print(render("A site", list(table(arguments.documents, arguments.rounds))))


if __name__ == "__main__":
    main()
