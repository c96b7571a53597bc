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
EXAMPLES = HERE.parents[1] / "examples"
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
NAMED = ("programme", "mentions", "contributesTo first")
"""Fields that the readings have by name, or that the encodings have not."""
FEW = 20
"""Of a code with fewer positive readings kappa says little, and the raw agreement is given."""
NONE = frozenset(["none"])

Unit = tuple[frozenset[str], frozenset[str]]

INTRODUCTION = """# Agreement of two readings

The fields of edition 0.2 of the [guide](encoding-guide.md) that the table names were coded twice in all five policies. Both readings were made
by the same language model, in separate runs that had the guide, the code lists and the text, and neither the encodings nor the other
reading; one read forwards, the other backwards. They are in [readings/](readings/). So the figures say how clear the criteria
are, and not that a person would read alike. Where both agree on every field of a statement, it is `cross-read`; where they
differ, a third reading decided, and the statement is not. Nor is a statement that has a field which was not read twice.

Not read twice are the `trend` of targets, with the {trends} targets that have one and were encoded later; {goals} goals, the four shifts of the
outline, encoded later too; `mentions` and `openList` except on actions; assignments with their `covers`; and the codes of alignments. Of assignments,
`covers` and open lists of bodies a test compares what is encoded with what the tool reads from the text. The others one encoder decided; trends,
goals, mentions and open lists were gone over once more with the encoding at hand, which is no second reading.

{against} statements are coded against what both readings have: six measures, after SP704 and SP705 had asked (a domain, and targets that another
measure states); three places left open by 等 in the lists of an action; and the others where the same clause had been read differently in two
policies, or where by its form a sentence is all within 鼓励 or 支持 and a clause of it can only be for government to do.

Agreement of sets is Krippendorff's alpha with the MASI distance (Passonneau 2006), and beside it the share of equal sets, of all
statements and of those where either reading has a value; that of a single code Cohen's kappa, or, of a code with fewer than 20 positive
readings, the raw agreement (in brackets). Raw agreement counts the statements where neither has the code, so beside it stands the share that both
have of those that either has. A, B: how often a reading has the code.

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
        either = sum(a or b for a, b in zip(first, second, strict=True))
        yield f"| `{code}` | {sum(first)} | {sum(second)} | {both} | {shown} | {both / either:.2f} |"


def statements(tree: object) -> Iterator[dict[str, object]]:
    """The statements of a policy, wherever they stand."""
    if isinstance(tree, dict):
        if "quote" in tree:
            yield tree
        tree = list(tree.values())
    for part in tree if isinstance(tree, list) else ():
        yield from statements(part)


def encoded() -> Iterator[tuple[dict[str, object], Unit | None, str]]:
    """The statements of the examples, what both readings have of each, and the field."""
    for policy in POLICIES:
        first, second = (
            json.loads((HERE / f"{policy}.{reader}.json").read_text("utf-8")) for reader in "AB"
        )
        text = (EXAMPLES / policy / "policy.jsonld").read_text("utf-8")
        for node in statements(json.loads(text)):
            for field in FIELDS.get(str(node["type"]), ()):
                iri = str(node["id"])
                read = (said(first[iri], field), said(second[iri], field)) if iri in first else None
                yield node, read, field


def counts() -> dict[str, int]:
    """How many statements were not read, and are coded against both readings."""
    unread: dict[str, set[int]] = {"Target": set(), "Goal": set()}
    against = set()
    for node, read, field in encoded():
        if read is None:
            unread[str(node["type"])].add(id(node))
        elif field not in NAMED and read[0] == read[1] != said(node, field):
            against.add(id(node))
    return {
        "trends": len(unread["Target"]),
        "goals": len(unread["Goal"]),
        "against": len(against),
    }


def page() -> str:
    """The text of docs/agreement.md."""
    summary = [
        "| class | field | statements | equal | where said | alpha |",
        "|---|---|---|---|---|---|",
    ]
    tables: list[str] = []
    for cls, fields in FIELDS.items():
        for field in fields:
            found = list(units(cls, field))
            equal = sum(a == b for a, b in found) / len(found)
            some = [a == b for a, b in found if a or b]
            shown = field.replace("contributesTo first", "contributesTo, at first")
            summary.append(
                f"| {cls} | {shown} | {len(found)} | {equal:.2f} | {sum(some) / len(some):.2f} "
                f"| {alpha(found):.2f} |"
            )
            if field not in FREE:
                tables += [
                    "",
                    f"## {cls}: {field}",
                    "",
                    "| code | A | B | both | kappa | of either |",
                ]
                tables += ["|---|---|---|---|---|---|", *rows(found)]
    return "\n".join([INTRODUCTION.format(**counts()), *summary, *tables, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
