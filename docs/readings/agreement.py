"""Writes docs/agreement.md: how far two readings of the five policies agree, code by code.

    python docs/readings/agreement.py

needs NLTK (`pip install 'stdpolicy[test]'`).
"""

import json
import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

HERE = Path(__file__).parent
PAGE = HERE.parent / "agreement.md"
EXAMPLES = HERE.parents[1] / "examples"
POLICIES = ("outline-2021", "zhejiang-2023", "shandong-2022", "jiaxing-2022", "hangzhou-2016")
FIELDS = {
    "Provision": ("kind",),
    "Action": (
        *("modality", "instrument", "standardType", "targetGroup", "topic"),
        *("programme", "mentions", "openList"),
    ),
    "Measure": (
        *("kind", "deadline", "deadlinePrecision"),
        *("domain", "contributesTo first", "contributesTo"),
        *("programme", "mentions", "openList"),
    ),
    "Goal": (
        *("kind", "deadline", "deadlinePrecision"),
        *("domain", "programme", "mentions", "openList"),
    ),
    "Target": (
        *("comparator", "value", "upperValue", "unit", "vague", "deadline", "deadlinePrecision"),
        *("mode", "periodicity", "trend", "modality", "topic", "mentions", "openList"),
    ),
    "Incentive": (
        *("kind", "amount", "currency", "ceiling"),
        *("standardType", "targetGroup", "payment", "rank", "lastRank", "serves"),
        *("mentions", "openList"),
    ),
    "Assignment": ("role", "body", "covers", "openList"),
    "Principle": ("mentions", "openList"),
    "Phase": ("start", "end", "mentions"),
    "Reference": ("title", "documentNumber", "relation", "refersTo", "mentions"),
    "Quantity": ("reason", "mentions"),
    "Indicator": ("standardType",),
    "Programme": ("kind", "level"),
    "Alignment": (
        *("relation", "strength first", "strength", "basis first", "basis"),
        *("confidence first", "confidence second", "confidence"),
    ),
}
READ_AGAIN = (
    *("contributesTo first", "strength first", "basis first"),
    *("confidence first", "confidence second"),
)
"""Fields that were read once more, by another criterion: what was read before."""
FREE = (
    *("programme", "mentions", *READ_AGAIN),
    *("contributesTo", "rank", "lastRank", "serves", "covers", "start", "end", "refersTo"),
    *("deadline", "value", "upperValue", "amount", "body", "title", "documentNumber"),
)
"""Fields whose values are no codes, or have been read again."""
ELSEWHERE = {"Alignment": "crosswalk", "Indicator": "registry", "Programme": "registry"}
"""Where what no policy holds is read."""
BY_NAME = ("programme", "mentions", "body")
"""Fields of which the readings have names, with marks and brackets or without, 政府 for 人民政府."""
FEW = 20
"""Of a code that fewer statements have by either reading kappa says little, and the raw agreement is given."""
NONE = frozenset(["none"])

Unit = tuple[frozenset[str], frozenset[str]]

INTRODUCTION = """# Agreement of two readings

The fields of edition 0.2 of the [guide](encoding-guide.md) that the table names were coded twice in all five policies. Both readings were made
by the same language model, in separate runs that had the guide, the code lists and the text, and neither the encodings nor the other
reading; one read forwards, the other backwards. They are in [readings/](readings/). So the figures say how clear the criteria
are, and not that a person would read alike. Where both agree on every such field of a statement or alignment, it is `cross-read`; where they
differ, a third reading decided, and it is not.

The codes of the alignments of the [crosswalk](../examples/crosswalk) were read so too; which statements are aligned was found by one encoder.

What editions before 0.2 had (kinds, figures, units, deadlines, amounts, roles, bodies, titles and numbers) was read last, by two others, who had what is said above, the words that each statement quotes,
of targets with one quote also the indicator and of incentives the name. Of assignments they had the clauses alone, and read from each which bodies it names and in which roles. Both took
the parties of an agreement to its title, and the guide and the encoding now do; both were told to give a target the time of its own words alone, so that they have none for three of
Zhejiang, whose year is that of the phase. The same values the tool holds against the text (SP620 to SP631). Read by one encoder alone are names, which indicator a target has, scopes, places,
conditions and beneficiaries. `openList` of phases, references and quantities, which hold no list, and `mentions` of assignments, whose quotes are clauses of duties, are not read.

Programmes of goals and measures, phases, references, quantities, and the types and levels of indicators and programmes were read later. The first of their readers had seen how many statements
of a policy have each field, and the scope notes of `relation` and `reason` give examples from these very texts, so that the figures are higher than they would be for another policy. `mentions` of
references and quantities was reworded between the two readings, after the first: the issuer and approver of the policy, parties in the title of an agreement and the number of a committee are none.
The second reader had the new words, and reads all as it is encoded. Both take the types of standard of two indicators (采标率, 国际标准转化率) from the definition; by the guide the name alone gives them.

{against} statements are coded against what both readings have: measures of which SP704 and SP705 had asked (a domain, and targets that another
measure states); places left open by 等 in the lists of an action, and three targets whose scope, which the readers did not see, does not hold the list;
and the others where the same clause had been read differently in two policies, or where by its form a sentence is all within 鼓励 or 支持 and a clause of it
can only be for government to do, or where a look at all statements of a code, for its scope note, found it given in one policy and not for the same words in another. So are {aligned} alignments: a third reading, which saw the codes of both and those of the encoder without knowing
whose they were, or a review after it, found that a verb, a deadline or a figure makes one harder, that one lies within the other, or that act and object are the same in
other words. `basis` was read once more when its criterion was reworded so that it does not contradict the confidence; seventeen that both readers take for interpretation stay paraphrase, since their
confidence is high, which rests on words.
What an alignment's justification gives as the reason of its strength was kept so.

Agreement of sets is Krippendorff's alpha with the MASI distance (Passonneau 2006), and beside it the share of equal sets, of all
statements and of those where either reading has a value; that of a single code Cohen's kappa, or, of a code that fewer than 20
statements have by either reading, the raw agreement (in brackets). Raw agreement counts the statements where neither has the code, so beside it stands the share that both
have of those that either has. A, B: how often a reading has the code.

Of a field that fewer than {few} statements have the share of equal sets is given in the place of alpha (in brackets). `contributesTo`, and of alignments
`confidence` and the code `not-comparable` of `strength`, were the weakest; their criteria were reworded, and two new readings made of each, of `confidence`
twice, since a note on its list still had the first criterion. Those of alignments were tried on
samples first ([trial-confidence.json](readings/trial-confidence.json), 100 pairs: {tried_confidence}; [trial-strength.json](readings/trial-strength.json), 120 pairs:
{tried_strength}). Of the pairs that were read eleven are aligned no more, since in the last reading or a review their objects did not correspond.

Of single codes `low` of `confidence` and `not-comparable` of `strength` stayed below 0.8 (below). Both were reworded once more and tried on a fresh sample of 120 pairs,
a third of them those that had been hard ([trial-last.json](readings/trial-last.json)): `strength` {last_strength}, `not-comparable` {last_not_comparable}; `confidence` {last_confidence}, `low` {last_low},
where what is left is when an attribute makes another kind of thing. A third criterion ([trial-low.md](readings/trial-low.md)) on {low_pairs} pairs, most of those coded `low` among them, gave `confidence` {low_confidence},
`low` {low_low}, `medium` {low_medium}; it is not adopted, since all pairs would have to be read again for it.

`python docs/readings/agreement.py` writes this page.
"""


def kind(iri: str) -> str:
    """The class of a statement of a policy or an entry of the registry, by its id; all else are provisions."""
    found = re.match(r"#(?:(?:measure|phase)\d+-)?([a-z]+)", iri)
    name = found[1].capitalize() if found else ""
    return name if name in FIELDS else "Provision"


def units(cls: str, field: str) -> Iterator[Unit]:
    """What the two readings say of each statement of a class."""
    for document in (ELSEWHERE[cls],) if cls in ELSEWHERE else POLICIES:
        first, second = both(document)
        for iri in first:
            read = said(first[iri], field), said(second[iri], field)
            # What is aligned no more was not read again.
            if any(read) if cls == "Alignment" else kind(iri) == cls:
                yield read


def both(document: str) -> list[dict[str, dict[str, object]]]:
    """The two readings of a policy, of the crosswalk or of the registry."""
    return [json.loads((HERE / f"{document}.{reader}.json").read_text("utf-8")) for reader in "AB"]


def said(node: dict[str, object], field: str) -> frozenset[str]:
    """The values of a field as a set."""
    value = node.get(field, [])
    found = map(str, value if isinstance(value, list) else [value])
    return frozenset(map(plain, found) if field in BY_NAME else found)


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
        either = sum(a or b for a, b in zip(first, second, strict=True))
        if either >= FEW:
            shown = f"{kappa(first, second):.2f}"
        else:
            shown = f"({sum(a == b for a, b in zip(first, second, strict=True)) / len(found):.2f})"
        yield f"| `{code}` | {sum(first)} | {sum(second)} | {both} | {shown} | {both / either:.2f} |"


def nodes(tree: object, classes: Container[object] = FIELDS) -> Iterator[dict[str, object]]:
    """What a document of the examples holds of some classes, wherever it stands."""
    if isinstance(tree, dict):
        if tree.get("type") in classes:
            yield tree
        tree = list(tree.values())
    for part in tree if isinstance(tree, list) else ():
        yield from nodes(part, classes)


def document(name: str) -> dict[str, Any]:
    """An example: a policy, the crosswalk or the registry."""
    file = "policy" if name in POLICIES else name
    tree: dict[str, Any] = json.loads((EXAMPLES / name / f"{file}.jsonld").read_text("utf-8"))
    return tree


def encoded() -> Iterator[tuple[str, dict[str, object], Unit, str]]:
    """The statements and alignments of the examples, each with its document, what both readings have of it, and the field."""
    for name in (*POLICIES, *sorted(set(ELSEWHERE.values()))):
        first, second = both(name)
        for node in nodes(document(name)):
            for field in FIELDS[str(node["type"])]:
                iri = str(node["id"])
                yield name, node, (said(first[iri], field), said(second[iri], field)), field


def plain(name: str) -> str:
    """A name without its marks, what stands in brackets in it, and the 人民 of a government."""
    return re.sub(r"[“”]|[(（].*?[)）]|人民(?=政府)", "", name)


@cache
def names() -> dict[str, frozenset[str]]:
    """How the bodies and programmes of the registry are called, by id."""
    found = nodes(document("registry"), ("Body", "Programme"))
    described = {str(node["id"]): cast(dict[str, Any], node) for node in found}
    return {
        iri: frozenset(map(plain, (node["name"]["zh-Hans"], *node.get("shortName", ()))))
        for iri, node in described.items()
    }


def recorded(node: dict[str, object], field: str, read: frozenset[str]) -> frozenset[str]:
    """What is encoded of a field; bodies and programmes by the names that a reading has for them."""
    found = said(node, field)
    if field not in BY_NAME:
        return found
    called = (names()["#" + iri.rpartition("#")[2]] for iri in found)
    return frozenset(next((name for name in read if name in one), min(one)) for one in called)


def counts() -> dict[str, object]:
    """How many statements, and how many alignments, are coded against both readings."""
    against = {
        (name, node["id"], node["type"] == "Alignment")
        for name, node, read, field in encoded()
        if field not in READ_AGAIN and read[0] == read[1] != recorded(node, field, read[0])
    }
    aligned = sum(alignment for *_, alignment in against)
    tried = {f"tried_{name}": f"{trial(name):.2f}" for name in ("confidence", "strength")}
    return {
        "against": len(against) - aligned,
        "aligned": aligned,
        "few": FEW,
        **tried,
        **last(),
        **low(),
    }


def trial(field: str) -> float:
    """The alpha of two readings of a sample on which a new criterion was tried."""
    pairs = json.loads((HERE / f"trial-{field}.json").read_text("utf-8"))
    return alpha([(frozenset([first]), frozenset([second])) for first, second in pairs.values()])


def last() -> dict[str, str]:
    """How far two readings of the last sample agree, in all and on the codes that had been weakest."""
    pairs = json.loads((HERE / "trial-last.json").read_text("utf-8"))
    read = {
        field: [tuple(frozenset([code]) for code in one[field]) for one in pairs.values()]
        for field in ("strength", "confidence")
    }
    weak = {"strength": "not-comparable", "confidence": "low"}
    found = {f"last_{field}": f"{alpha(units):.2f}" for field, units in read.items()}  # type: ignore[arg-type]
    for field, code in weak.items():
        both = [[code in unit[at] for unit in read[field]] for at in (0, 1)]
        found[f"last_{code.replace('-', '_')}"] = f"{kappa(*both):.2f}"
    return found


def low() -> dict[str, object]:
    """How far two readings of `confidence` agree by a criterion that was not adopted."""
    pairs = list(json.loads((HERE / "trial-low.json").read_text("utf-8")).values())

    def of_code(code: str) -> str:
        return f"{kappa(*([read == code for read in one] for one in zip(*pairs, strict=True))):.2f}"

    return {
        "low_pairs": len(pairs),
        "low_confidence": f"{trial('low'):.2f}",
        "low_low": of_code("low"),
        "low_medium": of_code("medium"),
    }


def line(cls: str, field: str, found: list[Unit]) -> str:
    """How far two agree on a field, as a row of a table."""
    equal = sum(a == b for a, b in found) / len(found)
    some = [a == b for a, b in found if a or b]
    shown = field.replace(" first", ", at first").replace(" second", ", then")
    of_some = f"{sum(some) / len(some):.2f}" if some else "–"
    agreed = f"{alpha(found):.2f}" if len(some) >= FEW else f"({equal:.2f})"
    return f"| {cls} | {shown} | {len(found)} | {equal:.2f} | {of_some} | {agreed} |"


def table(cls: str, field: str, found: list[Unit]) -> list[str]:
    """How far two agree on each code of a field."""
    return [
        *("", f"## {cls}: {field}", "", "| code | A | B | both | kappa | of either |"),
        *("|---|---|---|---|---|---|", *rows(found)),
    ]


def page() -> str:
    """The text of docs/agreement.md."""
    head = "| class | field | statements | equal | where said | alpha |"
    summary = [head, "|---|---|---|---|---|---|"]
    tables: list[str] = []
    for cls, fields in FIELDS.items():
        for field in fields:
            found = list(units(cls, field))
            summary.append(line(cls, field, found))
            if field not in FREE and any(a or b for a, b in found):
                tables += table(cls, field, found)
    return "\n".join([INTRODUCTION.format(**counts()), *summary, *tables, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
