"""Targets side by side: what policies ask of the same indicator, and by when."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Content, Due, Tree
from stdpolicy.site.overview.corpus import Corpus, Statement
from stdpolicy.site.overview.downloads import written

SIGNS = {
    "at-least": "≥",
    "at-most": "≤",
    "more-than": ">",
    "less-than": "<",
    "about": "≈",
}
"""The comparators that stand before a value as a sign; equal and between need none."""

TIMES = ("day", "week", "month", "year", "minute", "hour")
"""The units whose English names have a plural."""


class Target(Struct, frozen=True):
    """A target with what the table says of it."""

    statement: Statement
    indicator: str
    """The IRI of its indicator."""
    due: Due | None

    @property
    def year(self) -> str:
        """The year in which it is due; nothing if no day is given."""
        return self.due.date[:4] if self.due else ""


class Line(Struct, frozen=True):
    """An indicator with the targets that are set for it, in the order of their days."""

    indicator: str
    name: Text
    targets: tuple[Target, ...]

    @property
    def policies(self) -> int:
        """How many policies set them."""
        return len({one.statement.policy.base for one in self.targets})


def lines(corpus: Corpus) -> list[Line]:
    """The indicators, those first for which most policies set targets, then those due first."""
    found: dict[str, list[Target]] = {}
    for policy in corpus.policies:
        for one in corpus.statements(policy, "Target"):
            indicator = absolute(str(one.node["indicator"]), policy.base)
            found.setdefault(indicator, []).append(Target(one, indicator, corpus.due(one)))
    rows = [
        Line(iri, name(iri, corpus.content), tuple(sorted(targets, key=_day)))
        for iri, targets in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.policies, _day(row.targets[0]), row.indicator))


def _day(target: Target) -> str:
    """The day by which a target is due; one without a day comes last."""
    return target.due.date if target.due else "9999-12-31~"


def name(iri: str, content: Content) -> Text:
    """What is called by an IRI; the IRI if no document says."""
    return content.name(iri) or {"zh-Hans": iri, "en": iri}


def short(target: Target, content: Content) -> Text:
    """What a target asks for in few signs: ≥ 20, 30–50%, ≤ 18 个月."""
    node = target.statement.node
    sign = SIGNS.get(node.get("comparator", ""), "")
    return {tag: f"{sign} {words}".strip() for tag, words in asked(node, content).items()}


def asked(node: Tree, content: Content) -> Text:
    """The value of a target with its unit; of one without a value, how it is to change, or that it is vague."""
    if "value" in node:
        value = f"{node['value']}–{node['upperValue']}" if "upperValue" in node else node["value"]
        return amount(str(value), str(node.get("unit", "")), content)
    if "trend" in node:
        return content.model.schemes["trend"].codes[node["trend"]].label
    return {"zh-Hans": "若干", "en": "some"}


def amount(value: str, unit: str, content: Content) -> Text:
    """A value with its unit in words: 60%, 15 个月, 15 months; of what is counted, the value alone."""
    if unit in ("", "count", "percent"):
        words = f"{value}%" if unit == "percent" else value
        return {"zh-Hans": words, "en": words}
    label = content.model.schemes["unit"].codes[unit].label
    chinese = "个月" if unit == "month" else label["zh-Hans"]  # 15 月 is a date
    english = label["en"].lower() + ("s" if unit in TIMES and value != "1" else "")
    return {"zh-Hans": f"{value} {chinese}", "en": f"{value} {english}"}


HEADER = (
    "indicator", "indicator_zh", "indicator_en", "policy", "policy_zh", "policy_en", "level",
    "comparator", "value", "upper_value", "unit", "mode", "periodicity", "trend", "vague",
    "deadline", "precision", "deadline_from", "clause", "target", "quote",
)  # fmt: skip
"""The columns of the download: codes as they are in the data, IRIs, and words in both languages."""


def download(rows: Iterable[Line], corpus: Corpus) -> bytes:
    """The targets in CSV, in the order of the table."""
    return written(HEADER, (_fields(row, one, corpus) for row in rows for one in row.targets))


def _fields(row: Line, target: Target, corpus: Corpus) -> Sequence[str]:
    one = target.statement
    node, policy, due = one.node, one.policy, target.due
    coded = ("comparator", "value", "upperValue", "unit", "mode", "periodicity", "trend")
    return (
        row.indicator, row.name.get("zh-Hans", ""), row.name.get("en", ""),
        policy.base, policy["title"].get("zh-Hans", ""), policy["title"].get("en", ""),
        str(policy.get("level", "")),
        *(str(node.get(field, "")) for field in coded),
        "true" if node.get("vague") is True else "",
        due.date if due else "", due.precision if due else "", due.origin if due else "",
        corpus.clause(one).iri, one.iri, str(node["quote"]),
    )  # fmt: skip
