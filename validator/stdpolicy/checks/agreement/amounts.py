"""SP623 and SP631: whether what incentives promise is what their quotes say."""

from collections.abc import Iterator

from stdpolicy.checks.agreement.matching import Said, groups, matched, number
from stdpolicy.checks.agreement.told import CLAUSES, HAS, WARNING, is_read, made, meant
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Quote
from stdpolicy.model.edition import by_edition, model
from stdpolicy.text.figures import Amount, amounts
from stdpolicy.text.incentives import Incentive, Incentives
from stdpolicy.text.standard_types import StandardTypes


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
    if not is_read(provision.survey):
        return
    nodes = list(made(provision, "Incentive"))
    for group, found in groups(nodes, provision.text, amounts(provision.text)):
        for node, amount in matched(group, found, _promised, _printed):
            if amount is None:
                continue
            words = Quote(provision.text[amount.start : amount.end])
            if "amount" not in node:
                if "amount" not in meant(node):
                    yield NO_AMOUNT((*node.path, "quote"), node=node.named, right=words)
                continue
            for name, mine, right in zip(NAMES, _promised(node), _printed(amount), strict=True):
                if mine != right and name not in meant(node):
                    at = name if name in node else "amount"
                    yield OTHER_AMOUNT(
                        (*node.path, at),
                        node=node.named,
                        name=Name(name),
                        words=words,
                        right=Code(_said(right)),
                    )
                    break


OTHER_AMOUNT = Message(
    "SP623",
    "other-amount",
    "{name} of {node} is not what its quote says",
    "",
    Advice("reads", "{words} reads {right}", ""),
)
NO_AMOUNT = Message("SP623", "no-amount", "{node} has no amount, which its quote promises", "", HAS)


def _said(right: object) -> str:
    """What was read, in a word."""
    if isinstance(right, bool):
        return "a ceiling" if right else "no ceiling"
    return str(right) or "nothing"


NAMES = ("amount", "currency", "ceiling", "payment")


def _promised(node: Node) -> Said:
    ceiling, payment = bool(node.get("ceiling")), node.get("payment", "")
    return number(node.get("amount")), node.get("currency"), ceiling, payment


def _printed(amount: Amount) -> Said:
    return amount.yuan, "CNY", amount.ceiling, amount.payment


def _with_sums(provision: Provision) -> list[Node]:
    """The incentives of a provision that have an amount."""
    if not is_read(provision.survey):
        return []
    return [node for node in made(provision, "Incentive") if node.get("amount") is not None]


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
    nodes = _with_sums(provision)
    if not nodes:
        return
    promises, types = _readers()
    sums = (one for one in promises.find(provision.text) if one.amount is not None)
    for group, found in groups(nodes, provision.text, sums):
        for node, promise in _sure(group, found, types):
            mine, right = node.get("standardType", []), types.codes(promise.condition)
            if set(mine) != set(right) and "standardType" not in meant(node):
                yield OTHER_CONDITION(
                    (*node.path, "standardType" if mine else "quote"),
                    node=node.named,
                    words=Quote(promise.condition),
                    right=Code(", ".join(sorted(right)) or "none"),
                )


def _sure(
    group: list[Node], found: list[Incentive], types: StandardTypes
) -> list[tuple[Node, Incentive]]:
    """Incentives with their promises; none where a sum is another, of which SP623 speaks."""
    pairs = matched(
        group,
        found,
        lambda node: (number(node["amount"]), frozenset(node.get("standardType", ()))),
        lambda one: (one.amount, frozenset(types.codes(one.condition))),
    )
    sure = [(n, p) for n, p in pairs if p is not None and p.amount == number(n["amount"])]
    return sure if len(sure) == len(group) == len(found) else []


OTHER_CONDITION = Message(
    "SP631",
    "other-condition",
    "the types of standard of {node} are not those of its condition",
    "",
    Advice("reads", "{words} reads {right}", ""),
)
