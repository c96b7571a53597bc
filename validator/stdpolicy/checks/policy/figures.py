"""SP501 to SP504: dates, bounds and shares that cannot be, whatever else a policy says."""

from collections.abc import Iterator
from decimal import Decimal

from stdpolicy.checks.due import due
from stdpolicy.checks.rule import Unknown, rule
from stdpolicy.checks.survey import POLICY, STATEMENT, Statement, Survey
from stdpolicy.checks.walk import ANY_NODE, Links, Node
from stdpolicy.diagnostics import (
    Advice,
    Date,
    Finding,
    Listed,
    Message,
    Name,
    Number,
    Quote,
    Related,
    Severity,
)
from stdpolicy.text.dates import dates
from stdpolicy.text.deadlines import Reach
from stdpolicy.text.figures import figures

IN_ORDER = (
    ("dateAdopted", "datePrinted"),
    ("dateAdopted", "datePublished"),
    ("dateInForce", "dateExpires"),
    ("periodStart", "periodEnd"),
    ("start", "end"),
    ("validFrom", "validUntil"),
    ("baselineDate", "deadline"),
)
"""Dates of one node of which the first cannot be later than the second."""


@rule(
    "SP501",
    "date-order",
    "Two dates are in the wrong order",
    "日期先后有误",
    on=ANY_NODE,
    zh="""
    两个日期先后颠倒。

    政策文件不会在成文之前印发或者发布，时段不会在起始之前截止。

    理由：两个日期至少有一个有误。对照原文核对两者。
    """,
)
def date_order(node: Node) -> Iterator[Finding]:
    """Two dates are in the wrong order.

    A policy is not printed or published before it is adopted; no period ends before it starts.

    Why: At least one of the two is wrong. Read both in the text again.
    """
    for first, second in IN_ORDER:
        if second not in node.tree:
            continue
        earlier, later = node.known(first), node.known(second)
        if earlier is not None and later is not None and earlier > later:
            words = _days(node)
            yield DATE_ORDER(
                (*node.path, second),
                advice=TEXT_HAS if words else READ_BOTH,
                right=Listed(tuple(map(Quote, words)), "and"),
                first=Name(first),
                earlier=Date(earlier),
                second=Name(second),
                later=Date(later),
                related=[Related(OTHER_DATE, (*node.path, first))],
            )


def _days(node: Node) -> list[str]:
    """The dates that a statement quotes, or that a policy prints about itself."""
    quote = node.known("quote")
    if isinstance(quote, str):
        return [quote[date.start : date.end] for date in dates(quote)]
    layout = Survey(Links(node.walk)).layout if node is node.walk.root else None
    if layout is None:
        return []
    about = layout.metadata
    days = about.adopted, about.printed, about.published, about.in_force
    return list(dict.fromkeys(day.words for day in days if day))


TEXT_HAS = Advice("text-has", "the text has {right}", "原文为{right}")
READ_BOTH = Advice("read-both", "read both in the text again", "对照原文核对两者")
DATE_ORDER = Message(
    "SP501",
    "date-order",
    "{first} {earlier} is later than {second} {later}",
    "{first} {earlier} 晚于 {second} {later}",
)
OTHER_DATE = Advice("other-date", "the other date", "另一个日期")


@rule(
    "SP502",
    "deadline-past",
    "A deadline lies before the adoption of the policy",
    "期限早于成文日期",
    on=POLICY,
    zh="""
    期限早于政策文件的成文日期。有几个这样的期限的，合为一个问题。

    理由：政策所定内容在成文之后才须实现，更早的期限是误录。有几个期限都早于成文日期的，
    先核对成文日期。
    """,
)
def deadline_past(survey: Survey) -> Iterator[Finding]:
    """A deadline lies before the adoption of the policy. Several such deadlines are one finding.

    Why: What a policy sets is to be reached after it is adopted; a deadline before that is a
    slip. Where several are, the day of adoption is what to look at first.
    """
    adopted = survey.root.get("dateAdopted")
    past = []
    for node in survey.statements:
        deadline = node.known("deadline")
        if deadline is not None and adopted is not None and deadline < adopted:
            past.append((node, deadline))
    if len(past) > 1:
        yield DEADLINES_PAST(
            ("dateAdopted",),
            count=Number(len(past)),
            adopted=Date(adopted),
            related=[Related(DEADLINE, (*node.path, "deadline")) for node, _ in past],
            advice=TEXT_HAS if (day := _adopted(survey)) else WHICH_ADOPTION,
            right=Quote(day),
        )
        return
    for node, deadline in past:
        yield DEADLINE_PAST(
            (*node.path, "deadline"),
            deadline=Date(deadline),
            node=node.named,
            adopted=Date(adopted),
            advice=TEXT_HAS if (words := _due(node, survey)) else WHICH_YEAR,
            right=Quote(words),
        )


def _adopted(survey: Survey) -> str:
    """The day of adoption as the text prints it; empty if it does not."""
    day = survey.layout.metadata.adopted if survey.layout else None
    return day.words if day else ""


def _due(node: Node, survey: Survey) -> str:
    """The words by which a statement is due; empty where none are printed."""
    try:
        provision = survey.provision(node) if survey.is_chinese else None
        found = due(node, provision, Reach(provision.text)) if provision else []
    except Unknown:
        return ""
    return found[0].words if found else ""


DEADLINE_PAST = Message(
    "SP502",
    "deadline-past",
    "the deadline {deadline} of {node} lies before the adoption, {adopted}",
    "{node} 的期限 {deadline} 早于成文日期 {adopted}",
)
WHICH_YEAR = Advice("which-year", "see which year the text has", "核对原文所写的年份")
DEADLINES_PAST = Message(
    "SP502",
    "deadlines-past",
    "{count} deadlines lie before the adoption, {adopted}",
    "{count} 个期限早于成文日期 {adopted}",
)
WHICH_ADOPTION = Advice(
    "which-adoption",
    "see which year the text has for the adoption, and which for them",
    "核对原文所写的成文年份和各期限的年份",
)
DEADLINE = Advice("deadline", "a deadline", "期限")


@rule(
    "SP503",
    "bounds",
    "The bounds of a range are in the wrong order",
    "区间上下限颠倒",
    on=STATEMENT,
    zh="""
    区间的上下限颠倒，或者应当不同而相同。

    比较关系为介于（`between`）的指标值，`value` 是下限，须小于上限 `upperValue`；只有一个数值的，比较关系为等于
    （equal）。激励的 `rank` 是可以获得激励的最高名次（第一名为 1），`lastRank` 是最低名次，数字不小于 `rank`。

    理由：上下限颠倒的区间是空的：没有结果能达到该指标值，没有名次能获得该激励。重读引文中的两个数。
    """,
)
def bounds(statement: Statement) -> Iterator[Finding]:
    """The bounds of a range are in the wrong order, or are equal where they have to differ.

    Of a target `between`, `value` is the lower bound and has to be below `upperValue`; a target
    with one value has the comparator equal. Of an incentive, `rank` is the highest rank that
    earns it, 1 being the first, and `lastRank` is no smaller number.

    Why: A range with its bounds exchanged holds nothing: no result reaches the target, no rank
    earns the incentive. Read both numbers in the quote again.
    """
    node = statement.node
    low, high = node.get("value"), node.get("upperValue")
    if low is not None and high is not None and Decimal(low) >= Decimal(high):
        yield NOT_BELOW(
            (*node.path, "upperValue"), low=Number(low), node=node.named, high=Number(high)
        )
    first, last = node.get("rank"), node.get("lastRank")
    if first is not None and last is not None and last < first:
        yield RANKS(
            (*node.path, "lastRank"), first=Number(first), node=node.named, last=Number(last)
        )


NOT_BELOW = Message(
    "SP503",
    "not-below",
    "value {low} of {node} is not below upperValue {high}",
    "{node} 的 value {low} 不小于 upperValue {high}",
    Advice("lower-is-value", "the lower bound is value", "下限写入 value，上限写入 upperValue"),
)
RANKS = Message(
    "SP503",
    "ranks",
    "lastRank {last} of {node} is above rank {first}",
    "{node} 的 lastRank {last} 名次高于 rank {first}",
)


@rule(
    "SP504",
    "percent",
    "A percentage is not between 0 and 100",
    "百分比不在 0 至 100 之间",
    Severity.WARNING,
    on=STATEMENT,
    zh="""
    不表示增长的百分比不在 0 至 100 之间：计量单位为百分比（percent）、口径不是净变化（net-change）的指标值，
    其 `value`、`upperValue` 或者 `baselineValue` 超出此范围。

    理由：份额必在 0 至 100% 之间，超出此范围的，不是数读错，就是单位不同。增长可以超过 100%，也可以为负，
    其口径为净变化（net-change）。
    """,
)
def percent(statement: Statement) -> Iterator[Finding]:
    """A percentage that is no growth is not between 0 and 100: the `value`, `upperValue` or
    `baselineValue` of a target in the unit percent whose mode is not net-change.

    Why: A share lies between 0 and 100 percent, and a number beyond that was misread or has another
    unit. Growth may exceed 100 percent, and be negative: then the mode is net-change.
    """
    node = statement.node
    if node.get("unit") == "percent" and node.get("mode") not in ("net-change", "increment"):
        for name in ("value", "upperValue", "baselineValue"):
            value = node.known(name)
            if value is None or 0 <= Decimal(value) <= 100:
                continue
            if name == "baselineValue" or not _is_read_otherwise(Decimal(value), statement):
                yield PERCENT(
                    (*node.path, name), name=Name(name), node=node.named, value=Number(value)
                )


def _is_read_otherwise(value: Decimal, statement: Statement) -> bool:
    """Whether SP620 says that the number or the unit is not that of the quote, which is then the fault."""
    node = statement.node
    if not statement.survey.is_chinese or "interpretation" in node.tree:
        return False
    found = list(figures(str(node.known("quote") or "")))
    return bool(found) and not any(
        value in (one.value, one.upper) and one.unit in ("", "percent") for one in found
    )


PERCENT = Message(
    "SP504",
    "percent",
    "{name} of {node} is {value} percent",
    "{node} 的 {name} 为 {value}%",
    Advice("growth", "if it is growth, the mode is net-change", "若为增长，口径改为 net-change"),
)
