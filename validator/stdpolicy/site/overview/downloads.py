"""Tables as CSV, for spreadsheets and programs."""

import csv
import io
from collections.abc import Iterable, Sequence


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table in CSV (RFC 4180, but for the ends of lines), with a byte order mark, by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for no formula: before = + - @ and controls stands an apostrophe, but not
    before a number.
    """
    number = cell.lstrip("-").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not number else cell
