"""Peak memory of one job on one file, in a process of its own.

    python benchmarks/memory.py JOB FILE SMALL_FILE

Prints the bytes of resident memory after imports and a run on the small file, the peak during a
run on the file, and the file's size.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import stdpolicy

JOBS: dict[str, Callable[[bytes], object]] = {
    "JSON-LD to Turtle": lambda data: stdpolicy.convert(data, "turtle"),
    "Turtle to JSON-LD": lambda data: stdpolicy.convert(data, "jsonld"),
    "JSON-LD to XML": lambda data: stdpolicy.convert(data, "xml"),
    "XML to JSON-LD": lambda data: stdpolicy.convert(data, "jsonld"),
    "validate": lambda data: stdpolicy.validate(data),
}


def multiple(job: str, file: Path, small: Path) -> float:
    """The memory that a job takes beyond that of an idle process, as a multiple of its input."""
    command = [sys.executable, __file__, job, str(file), str(small)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    idle, peak, size = map(int, done.stdout.split())
    return (peak - idle) / size


def _memory(line: str) -> int:
    """A line of /proc/self/status in bytes; getrusage's peak would begin with the parent's."""
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"^{line}:\s+(\d+) kB", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


def main() -> None:
    name, file, small = sys.argv[1:]
    job = JOBS[name]
    job(Path(small).read_bytes())
    idle = _memory("VmRSS")
    data = Path(file).read_bytes()
    result = job(data)
    print(idle, _memory("VmHWM"), len(data))
    if isinstance(result, stdpolicy.Report):
        assert result.ok()


if __name__ == "__main__":
    main()
