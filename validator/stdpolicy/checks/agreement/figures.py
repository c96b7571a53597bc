"""SP620: whether the figures of targets are those of their quotes."""

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from stdpolicy.checks.agreement.matching import Said, exact, groups, matched, number, repeated
from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    LIKELY,
    WARNING,
    as_told,
    is_read,
    made,
    meant,
    printed,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Finding, Listed, Message, Name, Phrase, Quote
from stdpolicy.text.figures import Figure
from stdpolicy.text.quantities import quantities
from stdpolicy.wording import coded

READ = ("comparator", "unit", "mode", "periodicity", "trend")
"""Fields that a figure and a target both have."""
SPARED = {"unit", "mode", "comparator", "trend"}
"""Fields that are not held against words of which the reader can make nothing."""


@rule(
    "SP620",
    "other-figure",
    "A target is not what its quote says",
    "指标值与引文不符",
    WARNING,
    on=CLAUSES,
    fixes=LIKELY,
    zh="""指标值与引文用词不符：数值、上限、比较关系、计量单位、口径、周期或者变化趋向不同，数量是否未定不同，
    或者指标值有数值而引文中没有数字。一段引文有几个数值的，其每项指标值的数值都应在其中。

    数值按所印识别（3.5万亿、百余项、翻一番、过半），比较关系按其用词识别（以上、不低于、左右），表格按行列识别。
    计量单位、口径、比较关系和趋向，用词能够判明的才作比较。

    理由：指标值所记的，即被视为政策文件的要求。重读该句；字面与本意确有不同的，
    用判读说明写明字段和理由。
    """,
)
def other_figure(provision: Provision) -> Iterator[Finding]:
    """A target is not what the words of its quote say: in its value, upperValue, comparator, unit, mode,
    periodicity or trend, in that it is vague, or in that it has a value and the quote has no
    number. A quote with several figures has to have that of each of its targets.

    Numbers are read as they are printed (3.5万亿, 百余项, 翻一番, 过半), comparators by their words (以上,
    不低于, 左右), and of tables by row and column. Unit, mode, comparator and trend are held against
    the words only where these tell them.

    Why: What a target says is taken for what the policy asks. Read the sentence again; where
    letter and meaning really differ, an interpretation names the field and the reason.
    """
    nodes = list(made(provision, "Target")) if is_read(provision.survey) else []
    if not nodes:
        return
    said = (one for one in provision.figures if one.value is not None or one.vague or one.trend)
    for group, found in groups(nodes, provision.text, said):
        pairs = matched(group, found, _set, _printed)
        unsure = repeated(group, _set)
        sure = {id(one) for node, one in pairs if one and _set(node)[0] == one.value}
        left = {
            quote: [one for one in every if id(one) not in sure] for quote, every in found.items()
        }
        for node, figure in pairs:
            if figure is not None:
                others = left[node["quote"]]
                yield from _compared(node, figure, provision, others, unsure)
            elif "value" in node and "value" not in meant(node) and _has_none(node["quote"]):
                yield NO_FIGURE((*node.path, "value"), node=node.named)


def _set(node: Node) -> Said:
    value, upper = number(node.known("value")), number(node.known("upperValue"))
    return value, upper, *(node.known(name) for name in READ)


def _printed(figure: Figure) -> Said:
    return figure.value, figure.upper, *(getattr(figure, name) or None for name in READ)


def _has_none(quote: str) -> bool:
    """Whether words have no number at all, whatever it may mean."""
    return not quantities(quote)


def _compared(
    node: Node,
    figure: Figure,
    provision: Provision,
    left: Sequence[Figure],
    unsure: Container[Decimal],
) -> Iterator[Finding]:
    """Where a target is not what was read of it; `left` are the figures of its quote that are those of no
    target by their numbers: it may mean any of them. Of a number in `unsure` it is not certain that
    it is this target which should not have it.
    """
    words = Quote(provision.text[figure.start : figure.end])
    there = printed(provision, figure.start, figure.end)
    kind = "trend" if figure.trend else "vague" if figure.vague else "value"
    own = next((name for name in ("value", "vague", "trend") if node.known(name)), None)
    departs = meant(node)
    if own is None or own in departs:
        return
    if own != kind:
        yield OTHER_KIND(
            (*node.path, own), related=there, node=node.named, name=Name(own), right=words
        )
        return
    names = ("value", "upperValue", *READ)
    for name, mine, right in zip(names, _set(node), _printed(figure), strict=True):
        if name in departs or mine is None or (not right and name in SPARED):
            continue
        if mine != right:
            told = exact(right) if isinstance(right, Decimal) else right
            shown = coded(node.cls.by_name[name], right) if right else Phrase("nothing", "无")
            several = name == "value" and len(left) > 1
            sure = not (
                several or _alone(node, name, right) or (name == "value" and mine in unsure)
            )
            spans = [(one.start, one.end) for one in (left[:MOST_SHOWN] if several else [figure])]
            yield OTHER(
                (*node.path, name),
                advice=ONE_OF if several else READS,
                related=[one for span in spans for one in printed(provision, *span)],
                every=Listed(tuple(Quote(provision.text[slice(*span)]) for span in spans), "or"),
                node=node.named,
                name=Name(name),
                found=coded(node.cls.by_name[name], node[name]),
                right=shown,
                words=words,
                fix=as_told(node, name, told) if sure else None,
            )
            return


def _alone(node: Node, name: str, right: object) -> bool:
    """Whether a comparator would not be enough, or too much: between goes with an upper value."""
    return name == "comparator" and ("upperValue" in node) != (right == "between")


OTHER_KIND = Message(
    "SP620",
    "other-kind",
    "{node} has {name}, which its quote does not say",
    "{node} 有 {name}，与引文不符",
    HAS,
)
NO_FIGURE = Message(
    "SP620",
    "no-figure",
    "{node} has a value, but its quote has no number",
    "{node} 有数值，而引文中没有数字",
    Advice("quote-it", "quote the words that have the number", "摘引写有该数字的文字"),
)
OTHER = Message(
    "SP620",
    "other-value",
    "{name} of {node} is {found}, which is not what its quote says",
    "{node} 的 {name} 为 {found}，与引文不符",
)
READS = Advice("reads", "{words} reads {right}", "按{words}应为：{right}")
ONE_OF = Advice("one-of", "it may mean {every}", "所指可能是{every}")
MOST_SHOWN = 5
"""How many figures are named that a target may mean."""
