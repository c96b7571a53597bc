"""Tables of how many statements there are of each policy in each row, with the lists that are counted."""

from collections.abc import Mapping

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import Text
from stdpolicy.site.overview.corpus import Statement
from stdpolicy.site.overview.downloads import written
from stdpolicy.site.parts import chunks

COLUMNS = 12
"""How many policies stand side by side in one table."""
LONGEST = 600
"""How many statements a page of a list has, but for a part that cannot be divided."""

HEADER = ("row", "row_zh", "row_en", "policy", "policy_zh", "policy_en", "part", "count")
"""The columns of a download: what the row stands for, and the role or class of the statements."""


class Part(Struct, frozen=True):
    """Some of the statements of a cell: those of one role or class."""

    label: Text
    statements: tuple[Statement, ...]


class Cell(Struct, frozen=True):
    """The statements of one policy in one row."""

    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return sum(len(one.statements) for one in self.parts)

    def share(self, total: int) -> int:
        """What part of so many they are, in whole percent, halves upwards."""
        return (200 * self.count + total) // (2 * total)

    @property
    def step(self) -> int:
        """The step of its tint, 0 to 5, each of twice as many as the one before: 1, 2, 4, 8, 16."""
        return min(self.count.bit_length(), 5)


class Row(Struct, frozen=True):
    """A body or code, with what each policy says of it."""

    key: str
    """An ASCII name that no other row has."""
    label: Text
    cells: Mapping[str, Cell]
    """By the IRI of the policy; none is empty."""
    iris: tuple[str, ...] = ()
    """What it stands for."""
    depth: int = 0
    """How many rows above it contain it."""

    @property
    def count(self) -> int:
        """How many statements there are in all policies."""
        return sum(one.count for one in self.cells.values())


class Table(Struct, frozen=True):
    """Rows by policies, of which a page shows as many as can be read side by side."""

    policies: tuple[Document, ...]
    rows: tuple[Row, ...]
    totals: Mapping[str, int]
    """Of each policy, by IRI, how many statements there are to be counted; one in several rows is one."""

    def download(self) -> bytes:
        """It in CSV: a line for each part of a cell."""
        rows = (
            (
                " ".join(row.iris), row.label.get("zh-Hans", ""), row.label.get("en", ""), policy.base,
                policy["title"].get("zh-Hans", ""), policy["title"].get("en", ""),
                part.label.get("en", ""), f"{len(part.statements)}",
            )
            for row in self.rows
            for policy in self.policies
            if policy.base in row.cells
            for part in row.cells[policy.base].parts
        )  # fmt: skip
        return written(HEADER, rows)

    def pages(self, *, whole: bool) -> list["Table"]:
        """It in parts; `whole` if a row without any statement is shown all the same."""
        found = []
        for some in chunks(self.policies, COLUMNS, lambda _: 1):
            bases = {one.base for one in some}
            rows = [one for one in self.rows if whole or bases & one.cells.keys()]
            found.append(Table(tuple(some), tuple(rows), self.totals))
        return found
