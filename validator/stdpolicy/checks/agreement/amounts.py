"""SP623 and SP631: whether what incentives promise is what their quotes say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stdpolicy.checks.agreement.matching import Said, exact, groups, matched, number, repeated
from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    LIKELY,
    WARNING,
    as_listed,
    as_told,
    is_read,
    listed_at,
    made,
    meant,
    printed,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message, Name, Phrase, Quote
from stdpolicy.model.edition import by_edition, model
from stdpolicy.source import Span
from stdpolicy.text.figures import Amount, amounts
from stdpolicy.text.incentives import Incentive, Incentives
from stdpolicy.text.standard_types import StandardTypes
from stdpolicy.wording import coded


@rule(
    "SP623",
    "other-amount",
    "An incentive is not what its quote says",
    "激励的金额等与引文不符",
    WARNING,
    on=CLAUSES,
    fixes=LIKELY,
    zh="""激励的金额、币种、是否为最高限额或者发放方式，与引文用词不符。

    理由：金额会用来比较和汇总；把最高限额当作定额，就多记了所许的激励。重读该句；
    字面与本意确有不同的，用判读说明写明字段。
    """,
)
def other_amount(provision: Provision) -> Iterator[Finding]:
    """The amount of an incentive in its currency, whether it is a ceiling, or how it is paid, is not
    what the words of its quote say.

    Why: Amounts are compared and added up, and a ceiling that is taken for a sum promises too
    much. Read the sentence again; where letter and meaning really differ, an interpretation names
    the field.
    """
    if not is_read(provision.survey):
        return
    nodes = list(made(provision, "Incentive"))
    for group, found in groups(nodes, provision.text, amounts(provision.text)):
        unsure = repeated(group, _promised)
        for node, amount in matched(group, found, _promised, _printed):
            if amount is None:
                continue
            words = Quote(provision.text[amount.start : amount.end])
            if "amount" not in node:
                if "amount" not in meant(node):
                    at = node["quote"].find(words.value)
                    within = Span(at, at + len(words.value)) if at >= 0 else None
                    path = (*node.path, "quote")
                    yield NO_AMOUNT(path, node=node.named, right=words, within=within)
                continue
            for name, mine, right in zip(NAMES, _promised(node), _printed(amount), strict=True):
                if mine != right and name not in meant(node):
                    sure = name != "amount" or mine not in unsure
                    told = exact(amount.yuan) if name == "amount" else right
                    yield OTHER_AMOUNT(
                        (*node.path, name if name in node else "amount"),
                        related=printed(provision, amount.start, amount.end),
                        node=node.named,
                        name=Name(name),
                        found=_said(node, name, node.get(name)),
                        words=words,
                        right=_said(node, name, right),
                        fix=as_told(node, name, told) if sure else None,
                    )
                    break


OTHER_AMOUNT = Message(
    "SP623",
    "other-amount",
    "{name} of {node} is {found}, which is not what its quote says",
    "{node} 的 {name} 为 {found}，与引文不符",
    Advice("reads", "{words} reads {right}", "按{words}应为：{right}"),
)
NO_AMOUNT = Message(
    "SP623",
    "no-amount",
    "{node} has no amount, which its quote promises",
    "引文写明了金额，{node} 却没有 amount",
    HAS,
)


def _said(node: Node, name: str, right: object) -> Code | Phrase:
    """What a field has, or should have, as it is written."""
    if isinstance(right, bool):
        return Code("true" if right else "false")
    known = right not in (None, "")
    return coded(node.cls.by_name[name], right) if known else Phrase("nothing", "无")


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
    fixes=LIKELY,
    zh="""激励所涉的标准类别不是激励条件所写的：几个金额并列的，各与激励条件中并列的一项相对应。

    理由：金额并列时，标准类别容易错配，一错就是几项激励。重读该句；字面与本意确有不同的，
    用判读说明写明字段。
    """,
)
def other_condition(provision: Provision) -> Iterator[Finding]:
    """The types of standard that an incentive is for are not those that its condition names: of a
    list of sums each goes with one member of the list in the condition.

    Why: In a list of sums each is easily given the type of another, and then several incentives
    are wrong. Read the sentence again; where letter and meaning really differ, an interpretation
    names the field.
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
                start = provision.text.find(promise.condition)
                yield OTHER_CONDITION(
                    listed_at(node, "standardType", right),
                    related=printed(provision, start, start + len(promise.condition)),
                    node=node.named,
                    found=_listed(mine),
                    words=Quote(promise.condition),
                    right=_listed(right),
                    fix=as_listed(node, "standardType", right),
                )


def _listed(codes: Iterable[str]) -> Listed | Phrase:
    """Codes as they are shown."""
    found = tuple(map(Code, sorted(codes)))
    return Listed(found, "and") if found else Phrase("none", "无")


def _sure(
    group: Sequence[Node], found: Mapping[str, Sequence[Incentive]], types: StandardTypes
) -> list[tuple[Node, Incentive]]:
    """Incentives with their promises; none where a sum is another, of which SP623 speaks."""
    pairs = matched(
        group,
        found,
        lambda node: (number(node["amount"]), frozenset(node.get("standardType", ()))),
        lambda one: (one.amount, frozenset(types.codes(one.condition))),
    )
    sure = [(n, p) for n, p in pairs if p is not None and p.amount == number(n["amount"])]
    sums = {id(one) for read in found.values() for one in read}
    return sure if len(sure) == len(group) == len(sums) else []


OTHER_CONDITION = Message(
    "SP631",
    "other-condition",
    "standardType of {node} is {found}, which is not what its condition says",
    "{node} 的 standardType 为 {found}，与原文所写的激励条件不符",
    Advice("reads", "{words} reads {right}", "按{words}应为：{right}"),
)
