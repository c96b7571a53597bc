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
PAGE = 1_000_000
"""How many bytes any page may have."""
QUESTIONS = ("标准化", "数字贸易", "嘉兴市人民政府", "量子力学", "standards", "Tsinghua Flexible")
"""What is searched for: words that most texts have, few, and none, in Chinese and English."""
LISTED, ABREAST = 200, 4
"""How many places the page of the search lists, and how many files it reads at a time."""
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
    index: dict[str, bytes] = {}
    page = ""
    idle = status("VmRSS")
    begin = time.process_time()
    for file in made(model(), documents):
        sizes[file.path] = len(file.data)
        if file.path.startswith("search/") and file.path.endswith(".js"):
            index[file.path] = file.data
        if file.path == "index.html":
            page = file.data.decode()
    seconds = time.process_time() - begin
    needed = re.findall(
        r'<(?:script|link rel="(?:icon|stylesheet)")[^>]* (?:src|href)="([^"]+)"', page
    )
    return {
        "seconds": seconds,
        "memory": status("VmHWM") - idle,
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "first": len(page.encode()) + sum(sizes[path] for path in needed),
        "index": sum(map(len, index.values())),
        **{f"question {one}": _needed(index, one) for one in QUESTIONS},
        "page": max(size for path, size in sizes.items() if path.endswith(".html")),
    }


def _needed(index: dict[str, bytes], question: str) -> int:
    """How many bytes of the index of a search a question loads, as assets/search/search.js does."""
    from stdpolicy.site.grams import folded, grams

    def told(name: str) -> Any:
        return json.loads(index[f"search/{name}.js"].decode().partition("(")[2].rpartition(")")[0])

    _, names, texts, firsts = told("index")
    mask, loaded = (1 << names + texts) - 1, {"index"}
    for gram in grams(question):
        part = f"grams{max((n for n, first in enumerate(firsts) if first <= gram), default=0)}"
        loaded.add(part)
        mask &= int(told(part)[1].get(gram, "0"), 16)
    loaded |= {f"names{n}" for n in range(names) if mask >> n & 1}
    places, read = 0, [n for n in range(texts) if mask >> names + n & 1]
    while read and places <= LISTED:
        loaded |= {f"texts{n}" for n in read[:ABREAST]}
        places += sum(
            folded(question) in folded(text)
            for n in read[:ABREAST]
            for _, _, provisions in told(f"texts{n}")[1]
            for _, _, text in provisions
        )
        del read[:ABREAST]
    return sum(len(index[f"search/{name}.js"]) for name in loaded)


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
        f"{ours['page'] / 1e3:.0f} KB" + judged(ours["page"], PAGE),
        f"{ours['index'] / 1e3:,.0f} KB",
        *(f"{ours[f'question {one}'] / 1e3:.0f} KB" for one in QUESTIONS),
    ]


ROWS = (
    "time, under 60 s",
    "time / convert to all notations",
    "rdflib, four forms of the same / time",
    "peak memory beyond that of the documents",
    "files",
    "first page with all it needs, under 1 MB",
    "largest page, under 1 MB",
    "index of the search",
    *(f"of which a question loads: {one}" for one in QUESTIONS),
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
