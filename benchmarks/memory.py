"""Peak memory of conversion and validation, each in a process of its own.

Run as a script, this file is that process: it prints the bytes of resident memory after a run on
the small document, the peak after a run on the large one, and the size of the large one.
"""

import re
import subprocess
import sys
from pathlib import Path

from generate import large

import stdpolicy

JOBS = {
    "JSON-LD to Turtle": ("jsonld", "turtle"),
    "Turtle to JSON-LD": ("turtle", "jsonld"),
    "JSON-LD to XML": ("jsonld", "xml"),
    "XML to JSON-LD": ("xml", "jsonld"),
    "validate JSON-LD": ("jsonld", ""),
    "validate Turtle": ("turtle", ""),
    "validate XML": ("xml", ""),
}
"""The notation of the input and that of the output, none where the input is validated."""


def multiples(folder: Path, megabytes: float) -> dict[str, float]:
    """The memory that each job takes beyond that of an idle process, as a multiple of its input.

    Writes the documents to the folder, the large one about as large as is said.
    """
    for name, document in ("large", large(megabytes)), ("small", large(0.05)):
        for notation in ("jsonld", "turtle", "xml"):
            (folder / f"{name}.{notation}").write_bytes(stdpolicy.convert(document, notation))
    found = {}
    for job, (source, to) in JOBS.items():
        command = [sys.executable, __file__, str(folder), source, to]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        idle, peak, size = map(int, done.stdout.split())
        found[job] = (peak - idle) / size
    return found


def status(line: str) -> int:
    """A line of /proc/self/status in bytes; getrusage's peak would begin with the parent's."""
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"^{line}:\s+(\d+) kB", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


def main() -> None:
    folder, source, to = sys.argv[1:]
    _run(Path(folder, f"small.{source}").read_bytes(), to)
    idle = status("VmRSS")
    data = Path(folder, f"large.{source}").read_bytes()
    _run(data, to)
    print(idle, status("VmHWM"), len(data))


def _run(data: bytes, to: str) -> None:
    if to:
        stdpolicy.convert(data, to)
    elif not stdpolicy.validate(data).ok():
        raise RuntimeError("a valid document was refused")


if __name__ == "__main__":
    main()
