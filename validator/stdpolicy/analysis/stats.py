"""How much an encoding holds: a row of counts for each policy, and its coverage in percent."""

from collections import Counter
from typing import Any
from unicodedata import east_asian_width

from msgspec import Struct
from msgspec.structs import asdict

from stdpolicy.checks.coverage import coverage
from stdpolicy.checks.survey import Survey
from stdpolicy.checks.walk import Links, walk
from stdpolicy.document import Document
from stdpolicy.language import language
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

CHINESE = (
    *("政策文件", "条文", "目标", "指标值", "举措", "行动", "责任分工", "机构", "引用"),
    "覆盖率",
)
"""The head of the table in Chinese."""


class Stats(Struct, frozen=True):
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


def counts(document: Document) -> tuple[dict[str, int], int, int]:
    """What a Policy holds by the names of the columns, how many letters and digits of its substance some
    statement quotes, and how many there are. Raises ValueError for other documents.
    """
    if document["type"] != "Policy":
        raise ValueError(f"{document.base} is a {document['type']}, not a Policy")
    found = Survey(Links(walk(document.tree, document.base, model())))
    classes = Counter(statement.cls.name for statement in found.statements)
    counted = {
        "provisions": len(found.provisions),
        "goals": classes["Goal"],
        "targets": classes["Target"],
        "measures": classes["Measure"],
        "actions": classes["Action"],
        "assignments": classes["Assignment"],
        "bodies": len({link.target for link in found.links if "Body" in link.targets}),
        "references": classes["Reference"],
    }
    return counted, *coverage(found)


def percent(quoted: int, total: int) -> float:
    """Coverage in percent, rounded down: 100.0 means that nothing is left."""
    return 1000 * quoted // total / 10 if total else 100.0


def stats(document: Document) -> Stats:
    """Counts what a Policy holds. Raises ValueError for other documents."""
    counted, quoted, total = counts(document)
    name = document.base.rstrip("/").rpartition("/")[2]
    return Stats(name, **counted, coverage=percent(quoted, total))


def table(rows: list[Stats], *, of: str = "") -> str:
    """The counts as a table of plain text, one line a policy, or whatever a row is `of`."""
    head = [*CHINESE] if language() == "zh" else ["policy", *COLUMNS, "coverage"]
    head[0] = of or head[0]
    cells = [head]
    for row in rows:
        counts = [str(getattr(row, column)) for column in COLUMNS]
        cells.append([row.policy, *counts, f"{row.coverage:.1f}%"])
    widths = [max(_columns(line[at]) for line in cells) for at in range(len(head))]
    lines = []
    for line in cells:
        blanks = [" " * (width - _columns(cell)) for cell, width in zip(line, widths, strict=True)]
        first = line[0] + blanks[0]
        rest = [blank + cell for blank, cell in zip(blanks[1:], line[1:], strict=True)]
        lines.append("  ".join([first, *rest]) + "\n")
    return "".join(lines)


def _columns(cell: str) -> int:
    """How many columns a terminal gives a cell: Chinese characters take two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in cell)
