"""One table of stdpolicy and its peers, each on the work of its own that is nearest to ours.

    python benchmarks/peers.py [--peers FOLDER] [--rounds 9] [--documents 200] [--readme]

Whole commands, start to exit, and libraries in process. Tools take turns within each round; what a tool
does that we do not, or the other way round, stands in the last column. A tool that is not installed is
named as such. `--readme` writes the tables into README.md, README.zh.md and benchmarks/README.md.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import conversions
import generate
import peer_documents
import peer_tables
import tables
import validation
from peer_jobs import Job, Toolbox
from peer_tables import IN_PROCESS, Row
from peer_tools import CONVERT_MANY, OURS, RDF, RULES, TASKS, TOOLS, VALIDATE_MANY
from startup import taken
from timing import Time, interleaved

import stdpolicy

MANY = (CONVERT_MANY, VALIDATE_MANY)

Samples = list[tuple[Job, list[Time]]]
"""The times of each job, round by round."""


def measured(jobs: Sequence[Job], rounds: int) -> Samples:
    """Runs those for the same task in turn; of many files a third of the rounds is enough.

    Raises RuntimeError if a command fails.
    """
    samples: Samples = [(job, []) for job in jobs]
    for task in sorted(TASKS, key=MANY.__contains__):  # what does not run is told early
        chosen = [(job, times) for job, times in samples if job.task == task]
        many = task in MANY
        for number in range(rounds // 3 or 1 if many else rounds + 1):
            for job, times in chosen:
                found = whole(job)
                if number or many:  # the first of the short ones finds nothing in memory yet
                    times.append(found)
    return samples


def whole(job: Job) -> Time:
    """The time of all commands of a job, as long as it would take for all of its files."""
    times = [taken(command) for command in job.commands]
    return Time(*(sum(one) / job.share for one in zip(*times, strict=True)))


def rows(samples: Samples) -> Iterator[Row]:
    """A row for each job: medians, and the medians of the ratios of neighbours."""
    ours = {(job.task, job.like): times for job, times in samples if job.tool == OURS}
    for job, times in samples:
        pairs = list(zip(times, ours[job.task, job.like], strict=True))
        ratios = Time(*(statistics.median(t[at] / o[at] for t, o in pairs) for at in (0, 1)))
        medians = Time(*(statistics.median(one) for one in zip(*times, strict=True)))
        yield Row(job.tool, job.task, job.does or job.like, medians, ratios)


def in_process(rounds: int, toolbox: Toolbox) -> Iterator[Row]:
    """The libraries on one policy, in one process."""
    data = [generate.EXAMPLE.read_bytes()]
    converting = interleaved(conversions.jobs(data, "jsonld", "turtle"), rounds)
    judging = validation.in_process(data)["validate"].items()
    validating = interleaved({name.partition(",")[0]: job for name, job in judging}, rounds)
    ajv = toolbox.ajv_in_process(generate.EXAMPLE, rounds)
    validating |= {} if ajv is None else {"ajv": ajv}
    for like, times in ((RDF, converting), (RULES, validating)):
        for name, seconds in times.items():
            ratio = seconds / times[OURS]
            yield Row(name, IN_PROCESS, like, Time(seconds, seconds), Time(ratio, ratio))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure stdpolicy beside its peers.")
    parser.add_argument("--peers", type=Path, default=Path(".peers"), help="where they are")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each, 9 unless told")
    parser.add_argument("--documents", type=int, default=200, help="of the folder, 200 unless told")
    parser.add_argument(
        "--readme", action="store_true", help="write the tables where they are shown"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents = peer_documents.write(Path(folder), arguments.documents)
        toolbox = Toolbox(arguments.peers.absolute(), Path(folder), documents)
        versions: dict[str, str | None] = {OURS: stdpolicy.__version__}
        versions |= {tool.name: toolbox.version(tool) for tool in TOOLS}
        found = [
            *rows(measured(toolbox.jobs(), arguments.rounds)),
            *in_process(arguments.rounds, toolbox),
        ]
        run = peer_tables.Run(
            rows=found,
            versions=versions,
            size=generate.EXAMPLE.stat().st_size,
            documents=arguments.documents,
            sizes=sum(path.stat().st_size for path in documents["policies"].many),
            rounds=arguments.rounds,
            busy=os.getloadavg()[-1] > (os.cpu_count() or 1),
        )
    print(tables.plain(run.machine(), run.whole()))
    if arguments.readme:
        run.write()


if __name__ == "__main__":
    main()
