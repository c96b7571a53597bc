"""How much an encoding holds: a row of counts for each policy, and its coverage in percent."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from stdpolicy.checks.coverage import coverage
from stdpolicy.checks.survey import Survey
from stdpolicy.checks.walk import Links, walk
from stdpolicy.document import Document
from stdpolicy.model.edition import model

COLUMNS = (
    "provisions",
    "goals",
    "targets",
    "measures",
    "actions",
    "assignments",
    "bodies",
    "references",
)


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts of one policy. `bodies` are those that it refers to, wherever they are described."""

    policy: str
    provisions: int
    goals: int
    targets: int
    measures: int
    actions: int
    assignments: int
    bodies: int
    references: int
    coverage: float
    """Percent of the letters and digits of its substance that some statement quotes."""

    def as_dict(self) -> dict[str, Any]:
        """The counts by name."""
        return asdict(self)


def stats(document: Document) -> Stats:
    """Counts what a Policy holds. Raises ValueError for other documents."""
    if document["type"] != "Policy":
        raise ValueError(f"{document.base} is a {document['type']}, not a Policy")
    found = Survey(Links(walk(document.tree, document.base, model())))
    classes = Counter(statement.cls.name for statement in found.statements)
    quoted, total = coverage(found)
    return Stats(
        policy=document.base.rstrip("/").rpartition("/")[2],
        provisions=len(found.provisions),
        goals=classes["Goal"],
        targets=classes["Target"],
        measures=classes["Measure"],
        actions=classes["Action"],
        assignments=classes["Assignment"],
        bodies=len({link.target for link in found.links if "Body" in link.targets}),
        references=classes["Reference"],
        # Rounded down: 100.0 means that nothing is left.
        coverage=1000 * quoted // total / 10 if total else 100.0,
    )


def table(rows: list[Stats]) -> str:
    """The counts as a table of plain text, one line a policy."""
    head = ["policy", *COLUMNS, "coverage"]
    cells = [head]
    for row in rows:
        counts = [str(getattr(row, column)) for column in COLUMNS]
        cells.append([row.policy, *counts, f"{row.coverage:.1f}%"])
    widths = [max(len(line[at]) for line in cells) for at in range(len(head))]
    lines = []
    for line in cells:
        first = line[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        lines.append("  ".join([first, *rest]) + "\n")
    return "".join(lines)
