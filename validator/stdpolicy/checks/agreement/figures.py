"""SP620, SP621 and SP623: whether the figures of targets and incentives are those of their quotes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from stdpolicy.checks.agreement.told import CLAUSES, WARNING, is_read, made, meant, spans, within
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Quote
from stdpolicy.model.edition import by_edition, model
from stdpolicy.text.figures import Amount, Figure, amounts, figures
from stdpolicy.text.incentives import Incentive, Incentives
from stdpolicy.text.standard_types import StandardTypes

HAS = Advice("has", "the text has {right}")


def number(value: Any) -> Decimal | None:
    """A value of the document as a number."""
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None


def groups(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """The statements that share their quotes, in order."""
    by_quote: dict[str, list[Node]] = {}
    for node in nodes:
        by_quote.setdefault(node["quote"], []).append(node)
    yield from by_quote.values()


def matched(nodes: Sequence[Node], read: Sequence[Any], value: Any) -> list[tuple[Node, Any]]:
    """Each statement with what was read of it: by its value, else in the order of both."""
    left = list(read)
    pairs: list[tuple[Node, Any]] = []
    for node in nodes:
        mine = value(node)
        own = next((one for one in left if value_of(one) == mine), None)
        pairs.append((node, own))
        if own is not None:
            left.remove(own)
    rest = iter(left)
    return [(node, own if own is not None else next(rest, None)) for node, own in pairs]


def value_of(read: Figure | Amount | Incentive) -> Decimal | None:
    """The number that was read, of an amount in yuan."""
    match read:
        case Amount():
            return read.yuan
        case Incentive():
            return read.amount
    return read.value


@rule(
    "SP620",
    "other-figure",
    "A target is not what its quote says",
    "指标值与引文不符",
    WARNING,
    on=CLAUSES,
)
def other_figure(provision: Provision) -> Iterator[Finding]:
    """The value of a target, its comparator, unit, mode and periodicity, or that it is vague or has a
    trend, are read from the words of its quote.

    A quote with several figures has to have that of each of its targets. Read the sentence again; where
    letter and meaning really differ, an interpretation names the field and the reason.
    """
    nodes = list(made(provision, "Target")) if is_read(provision.survey) else []
    if not nodes:
        return
    read = list(figures(provision.text))
    for group in groups(nodes):
        found = [
            one
            for span in spans(group[0]["quote"], provision.text)
            for one in within(read, span)
            if one.value is not None or one.vague or one.trend
        ]
        for node, figure in matched(group, found, lambda node: number(node.get("value"))):
            if figure is not None:
                yield from _compared(node, figure, provision.text)


def _compared(node: Node, figure: Figure, text: str) -> Iterator[Finding]:
    words = Quote(text[figure.start : figure.end])
    kind = "trend" if figure.trend else "vague" if figure.vague else "value"
    own = next((name for name in ("value", "vague", "trend") if node.get(name)), None)
    departs = meant(node)
    if own is None or own in departs:
        return
    if own != kind:
        yield OTHER_KIND((*node.path, own), node=node.named, name=Name(own), right=words)
        return
    expected: dict[str, Any] = {
        "value": figure.value,
        "upperValue": figure.upper,
        "comparator": figure.comparator,
        "unit": figure.unit,
        "mode": figure.mode,
        "periodicity": figure.periodicity,
        "trend": figure.trend,
    }
    for name, right in expected.items():
        mine = node.get(name)
        if name in departs or mine is None or (not right and name in SPARED):
            continue
        same = number(mine) == right if name in ("value", "upperValue") else mine == right
        if not same:
            shown = Code(str(right) if right else "nothing")
            yield OTHER(
                (*node.path, name),
                node=node.named,
                name=Name(name),
                found=Code(str(mine)),
                right=shown,
                words=words,
            )
            return


SPARED = {"unit", "mode", "comparator", "trend"}
"""Fields that are not held against words of which the reader can make nothing."""
OTHER_KIND = Message("SP620", "other-kind", "{node} has {name}, which its quote does not say", HAS)
OTHER = Message(
    "SP620",
    "other-value",
    "{name} of {node} is {found}, which is not what its quote says",
    Advice("reads", "{words} reads {right}"),
)


@rule(
    "SP623",
    "other-amount",
    "An incentive is not what its quote says",
    "激励的金额等与引文不符",
    WARNING,
    on=CLAUSES,
)
def other_amount(provision: Provision) -> Iterator[Finding]:
    """The amount of an incentive in its currency, whether it is a ceiling, and how it is paid, are read
    from the words of its quote.
    """
    nodes = list(made(provision, "Incentive")) if is_read(provision.survey) else []
    if not nodes:
        return
    read = list(amounts(provision.text))
    for group in groups([node for node in nodes if node.get("amount") is not None]):
        found = [
            one for span in spans(group[0]["quote"], provision.text) for one in within(read, span)
        ]
        for node, amount in matched(group, found, lambda node: number(node.get("amount"))):
            if amount is None:
                continue
            words = Quote(provision.text[amount.start : amount.end])
            for name, mine, right in (
                ("amount", number(node["amount"]), amount.yuan),
                ("currency", node.get("currency"), "CNY"),
                ("ceiling", bool(node.get("ceiling")), amount.ceiling),
                ("payment", node.get("payment", ""), amount.payment),
            ):
                if mine != right and name not in meant(node):
                    at = name if name in node else "amount"
                    yield OTHER_AMOUNT(
                        (*node.path, at), node=node.named, name=Name(name), right=words
                    )
                    break


@by_edition
def _readers() -> tuple[Incentives, StandardTypes]:
    schemes = model().schemes
    return Incentives(schemes["payment"]), StandardTypes(schemes["standard-type"])


@rule(
    "SP631",
    "other-condition",
    "An incentive is for another type of standard than its quote says",
    "激励所涉标准类型与引文不符",
    WARNING,
    on=CLAUSES,
)
def other_condition(provision: Provision) -> Iterator[Finding]:
    """The types of standard that an incentive is for are those that its condition names: of a list of sums
    each goes with one member of the list in the condition.
    """
    nodes = list(made(provision, "Incentive")) if is_read(provision.survey) else []
    if not nodes:
        return
    promises, types = _readers()
    read = list(promises.find(provision.text))
    for group in groups([node for node in nodes if node.get("amount") is not None]):
        found = [
            one
            for span in spans(group[0]["quote"], provision.text)
            for one in within(read, span)
            if one.amount is not None
        ]
        if len(found) != len(group):
            continue
        for node, promise in matched(group, found, lambda node: number(node.get("amount"))):
            mine, right = node.get("standardType", []), types.codes(promise.condition)
            if set(mine) != set(right) and "standardType" not in meant(node):
                yield OTHER_CONDITION(
                    (*node.path, "standardType" if mine else "quote"),
                    node=node.named,
                    words=Quote(promise.condition),
                    right=Code(", ".join(sorted(right)) or "none"),
                )


OTHER_CONDITION = Message(
    "SP631",
    "other-condition",
    "the types of standard of {node} are not those of its condition",
    Advice("reads", "{words} reads {right}"),
)
OTHER_AMOUNT = Message("SP623", "other-amount", "{name} of {node} is not what its quote says", HAS)
