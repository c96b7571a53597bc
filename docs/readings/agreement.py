"""Writes docs/agreement.md: how far two readings of the five policies agree, code by code.

    python docs/readings/agreement.py

needs NLTK (`pip install 'stdpolicy[test]'`).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

HERE = Path(__file__).parent
PAGE = HERE.parent / "agreement.md"
POLICIES = ("outline-2021", "zhejiang-2023", "shandong-2022", "jiaxing-2022", "hangzhou-2016")
FIELDS = {
    "Action": (
        *("modality", "instrument", "standardType", "targetGroup", "topic"),
        *("programme", "mentions", "openList"),
    ),
    "Measure": ("domain", "contributesTo first", "contributesTo"),
    "Goal": ("domain",),
    "Target": ("mode", "periodicity", "modality", "topic"),
    "Incentive": ("standardType", "targetGroup", "payment", "rank", "serves"),
}
FREE = ("programme", "mentions", "contributesTo first", "contributesTo", "rank", "serves")
"""Fields whose values are no codes."""
FEW = 20
"""Of a code with fewer positive readings kappa says little, and the raw agreement is given."""
NONE = frozenset(["none"])

Unit = tuple[frozenset[str], frozenset[str]]

INTRODUCTION = """# Agreement of two readings

Each field of edition 0.2 of the [guide](encoding-guide.md) was coded twice in all five policies. Both readings were made by the same
language model, in separate runs that had the guide, the code lists and the text, and neither the encodings nor the other
reading; one read forwards, the other backwards. They are in [readings/](readings/). So the figures say how clear the criteria
are, and not that a person would read alike. Where both agree on every field of a statement, it is `cross-read`; where they
differ, a third reading decided, and the statement is not. Five measures were mended against both readings (a domain, and
targets that another measure states), after SP704 and SP705 had asked, and are not `cross-read` either.

Agreement of sets is Krippendorff's alpha with the MASI distance (Passonneau 2006), and beside it the share of equal sets; that
of a single code Cohen's kappa, or, of a code with fewer than 20 positive readings, the raw agreement (in brackets). A, B: how often a
reading has the code.

No field is below 0.8. `contributesTo` was the weakest; its criterion was reworded, and two new readings were made of it.

`python docs/readings/agreement.py` writes this page.
"""


def kind(iri: str) -> str:
    """The class of a statement, by its id."""
    if "action" in iri:
        return "Action"
    found = re.match(r"#(measure|goal|target|incentive)", iri)
    return found[1].capitalize() if found else ""


def units(cls: str, field: str) -> Iterator[Unit]:
    """What the two readings say of each statement of a class."""
    for policy in POLICIES:
        first, second = (
            json.loads((HERE / f"{policy}.{reader}.json").read_text("utf-8")) for reader in "AB"
        )
        for iri in first:
            if kind(iri) == cls:
                yield said(first[iri], field), said(second[iri], field)


def said(node: dict[str, object], field: str) -> frozenset[str]:
    """The values of a field as a set."""
    value = node.get(field, [])
    return frozenset(map(str, value if isinstance(value, list) else [value]))


def alpha(found: list[Unit]) -> float:
    """Krippendorff's alpha over sets; 1 where there is nothing to tell apart."""
    data = [
        (reader, str(at), one or NONE)
        for at, unit in enumerate(found)
        for reader, one in zip("AB", unit, strict=True)
    ]
    if len({values for *_, values in data}) == 1:
        return 1.0
    return float(AnnotationTask(data, distance=masi_distance).alpha())


def kappa(first: list[bool], second: list[bool]) -> float:
    """Cohen's kappa of two binary readings."""
    data = [("A", str(at), one) for at, one in enumerate(first)]
    data += [("B", str(at), one) for at, one in enumerate(second)]
    return float(AnnotationTask(data).kappa())


def rows(found: list[Unit]) -> Iterator[str]:
    """A line for each code."""
    codes = sorted({code for unit in found for one in unit for code in one})
    for code in codes:
        first, second = ([code in unit[at] for unit in found] for at in (0, 1))
        both = sum(a and b for a, b in zip(first, second, strict=True))
        if min(sum(first), sum(second)) >= FEW:
            shown = f"{kappa(first, second):.2f}"
        else:
            shown = f"({sum(a == b for a, b in zip(first, second, strict=True)) / len(found):.2f})"
        yield f"| `{code}` | {sum(first)} | {sum(second)} | {both} | {shown} |"


def page() -> str:
    """The text of docs/agreement.md."""
    summary = ["| class | field | statements | equal | alpha |", "|---|---|---|---|---|"]
    tables: list[str] = []
    for cls, fields in FIELDS.items():
        for field in fields:
            found = list(units(cls, field))
            equal = sum(a == b for a, b in found) / len(found)
            shown = field.replace("contributesTo first", "contributesTo, at first")
            summary.append(f"| {cls} | {shown} | {len(found)} | {equal:.2f} | {alpha(found):.2f} |")
            if field not in FREE:
                tables += ["", f"## {cls}: {field}", "", "| code | A | B | both | kappa |"]
                tables += ["|---|---|---|---|---|", *rows(found)]
    return "\n".join([INTRODUCTION, *summary, *tables, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
