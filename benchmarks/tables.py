"""Tables of medians, ratios and targets, as plain text or Markdown."""

from collections.abc import Mapping, Sequence

OURS = "stdpolicy"
TARGETS = {
    "JSON-LD to Turtle": {"rdflib": 60, "pyoxigraph": 4},
    "Turtle to JSON-LD": {"rdflib": 10},
    "validate, no rule that reads the text": {"jsonschema": 12},
    "validate": {"jsonschema": 6},
    "validate FILE": {"check-jsonschema": 1},
}
"""How many times a peer's speed has to be exceeded, by job and peer."""
WITHIN = {
    "read XML": 5,
    "read Turtle in our layout": 2.5,
    "read any other Turtle": 4,
    "take the verdict": 1.5,
}
"""How many times the time of a library we may take at most, by job."""
MEMORY_TARGET = 12
"""The memory that a job may take, as a multiple of its input."""

Cells = Sequence[Sequence[str]]


def speeds(results: Mapping[str, Mapping[str, float]]) -> Cells:
    """Median seconds of each engine by job, as a table with the ratios to ours."""
    engines = list(next(iter(results.values())))
    peers = [name for name in engines if name != OURS]
    table = [["", *engines, *(f"{name} / ours" for name in peers), "target"]]
    for job, times in results.items():
        ratios = {name: times[name] / times[OURS] for name in peers}
        targets = [
            f"{factor:.2g} x {name}: {verdict(ratios[name] > factor)}"
            for name, factor in TARGETS.get(job, {}).items()
        ]
        shown = [*map(_duration, times.values()), *(f"{ratio:.1f}" for ratio in ratios.values())]
        table.append([job, *shown, ", ".join(targets)])
    return table


def beside(results: Mapping[str, Mapping[str, float]]) -> Cells:
    """Median seconds by job, ours and those of the one library that each has beside it."""
    table = [["", "stdpolicy", "beside", "", "stdpolicy / beside", "target"]]
    for job, times in results.items():
        (peer,) = (name for name in times if name != OURS)
        ratio, most = times[OURS] / times[peer], WITHIN[job]
        target = f"at most {most:g}: {verdict(ratio <= most)}"
        table.append(
            [job, _duration(times[OURS]), peer, _duration(times[peer]), f"{ratio:.1f}", target]
        )
    return table


def memory(multiples: Mapping[str, float]) -> Cells:
    """Peak memory by job, as a table."""
    table = [["", "peak / input", "target"]]
    for job, multiple in multiples.items():
        reached = verdict(multiple < MEMORY_TARGET)
        table.append([job, f"{multiple:.1f}", f"under {MEMORY_TARGET}: {reached}"])
    return table


def plain(title: str, table: Cells) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [title, "-" * len(title)]
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines) + "\n"


def markdown(title: str, table: Cells) -> str:
    rule = ["---", *["---:"] * (len(table[0]) - 2), "---"]
    rows = [f"| {' | '.join(row)} |" for row in (table[0], rule, *table[1:])]
    return "\n".join([f"### {title}", "", *rows]) + "\n"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def verdict(reached: bool) -> str:
    return "reached" if reached else "MISSED"
