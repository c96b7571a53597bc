"""Sums of money that are promised, as policies print them."""

from decimal import Decimal

import pytest

from stdpolicy.model.edition import model
from stdpolicy.text.figures import amounts

CASES = {
    "对牵头制定国家标准的企业,给予30万元奖励": [("30万元", 300_000, False, "")],
    "对国家级、省级中心分别给予100万元、50万元奖励": [
        ("100万元", 1_000_000, False, ""),
        ("50万元", 500_000, False, ""),
    ],
    "分别一次性给予80万元、40万元的专项补助": [
        ("80万元", 800_000, False, "once"),
        ("40万元", 400_000, False, "once"),
    ],
    "给予最高20万元、10万元资助": [
        ("最高20万元", 200_000, True, ""),
        ("10万元", 100_000, True, ""),
    ],
    "每项标准奖励不超过15万元": [("不超过15万元", 150_000, True, "per-item")],
    "按投资额的20%给予补助,最高不超过300万元": [("不超过300万元", 3_000_000, True, "")],
    "每年给予5万元津贴": [("5万元", 50_000, False, "per-year")],
    "给予20万元至50万元奖励": [("20万元至50万元", 200_000, False, "")],
    "按每人1000元给予一次性补贴": [("1000元", 1000, False, "once")],
    "给予壹佰万元奖励": [("壹佰万元", 1_000_000, False, "")],
    "对产值超过1亿元的企业奖励100万元": [("100万元", 1_000_000, False, "")],
    "对产值突破10亿元、5亿元的企业,分别奖励50万元、20万元": [
        ("50万元", 500_000, False, ""),
        ("20万元", 200_000, False, ""),
    ],
    # a fine, a fund, a loan, a threshold, a price and a target are none
    "处5万元以下罚款": [],
    "安排专项资金2亿元": [],
    "贷款额度最高30万元": [],
    "投资额500万元以上的项目": [],
    "补助标准为每人每年300元": [],
    "产业规模达到500亿元": [],
    "奖励3名个人": [],
}


@pytest.mark.parametrize("text", CASES)
def test_sums_are_read_with_ceiling_and_payment(text: str) -> None:
    found = [(text[a.start : a.end], a.yuan, a.ceiling, a.payment) for a in amounts(text)]
    assert found == [(printed, Decimal(yuan), *how) for printed, yuan, *how in CASES[text]]


def test_a_sum_is_given_in_the_unit_that_is_printed() -> None:
    (amount,) = amounts("给予1.5亿元至2亿元补助")
    assert (amount.value, amount.upper, amount.unit) == (Decimal("1.5"), 2, "hundred-million-yuan")
    assert amount.yuan == 150_000_000
    assert amount.unit in model().schemes["unit"].codes


@pytest.mark.parametrize(
    ("text", "quotes"),
    {
        "加强激励。对通过验收的单位,给予20万元奖励。": ["对通过验收的单位,给予20万元奖励"],
        "对获得一等奖的,奖励10万元;获得二等奖的,奖励5万元": [
            "对获得一等奖的,奖励10万元",
            "获得二等奖的,奖励5万元",
        ],
        "对新办企业,按投资额给予补助,最高100万元": ["对新办企业,按投资额给予补助,最高100万元"],
        "省级中心奖励30万元": ["省级中心奖励30万元"],
    }.items(),
)
def test_the_words_that_promise_begin_with_those_that_say_to_whom(
    text: str, quotes: list[str]
) -> None:
    assert [text[a.clause_start : a.clause_end] for a in amounts(text)] == quotes
