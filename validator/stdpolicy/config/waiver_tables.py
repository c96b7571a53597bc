"""The waivers of a configuration, as its tables say them."""

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from stdpolicy.config.lines import Lines
from stdpolicy.source import Place

WAIVER_KEYS = {
    "rule": str, "policy": str, "node": str, "words": str, "reason": str, "until": date,
}  # fmt: skip
REQUIRED = ("rule", "policy", "reason")


class Waiver(Struct, frozen=True):
    """A decision that a finding is known and stays."""

    rule: str
    policy: str
    """The IRI of the document."""
    reason: str
    node: str
    """The id of the node that the finding is in or about; nothing for any."""
    words: str
    """A value of the finding, or what its English sentence has to contain; nothing for anything."""
    until: date | None
    """The last day on which nobody is reminded of it."""
    file: Path
    place: Place
    lapses: bool = False
    """Whether the finding comes back after that day."""

    def holds(self, today: date) -> bool:
        """Whether it takes a finding out on a day."""
        return not (self.lapses and self.until is not None and self.until < today)


def read_waivers(path: Path, tables: Any, lines: Lines, *, lapse: bool) -> list[Waiver]:
    """The waivers of a file; lapse says whether their findings come back when they end."""
    found = []
    for at, table in lines.tables("waiver", tables, WAIVER_KEYS, REQUIRED):
        found.append(
            Waiver(
                rule=table["rule"],
                policy=table["policy"],
                reason=table["reason"].strip(),
                node=table.get("node", ""),
                words=table.get("words", ""),
                until=table.get("until"),
                file=path,
                place=lines.place(None, at),
                lapses=lapse,
            )
        )
    return found
