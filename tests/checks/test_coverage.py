"""What a text says in numbers and the document does not is one finding for each thing said."""

import pytest

from small_policy import IRI, codes_of, policy, said_of, stated
from stdpolicy.analysis import stats
from stdpolicy.checks.survey import MAX_MISQUOTED
from stdpolicy.diagnostics import Quote
from stdpolicy.document import Document

SAID = {
    # the document says 2022-04-15 and 2025-12-31
    "到2025年。": [],
    "到二〇二五年。": [],
    "到二零二六年。": ["二零二六年"],
    "到2026年。": ["2026年"],
    "2026年5月1日起。": ["2026年5月1日"],
    "2022年4月15日起。": [],
    "2022\n年4月15日起。": [],
    "2022-04-15起。": [],
    "2022-04-16起。": ["2022-04-16"],
    "2022.4.16起。": ["2022.4.16"],
    "2022—25年。": [],
    "2022—26年。": ["26年"],
    "2022或2025年。": [],
    "2022，2025年。": [],
    "(2022-2025)。": [],
    "2022-2025项。": ["2022", "2025"],
    "每年12月31日前,每月15日前。": [],
    "新增1，000项。": ["1，000"],
    "新增二十\u3000项。": ["二十\u3000项"],
    "奖励壹佰万元。": ["壹佰万元"],
    "15日内。": ["15"],
}


@pytest.mark.parametrize("text", SAID)
def test_each_quantity_or_date_that_the_document_does_not_say_is_one_finding(text: str) -> None:
    tree = policy()
    tree["provision"][2]["provision"][1]["text"] += text
    found = [d.values["quantity"] for d in said_of(tree) if d.rule.code == "SP612"]
    assert found == [Quote(words) for words in SAID[text]]


def test_a_date_that_a_quantity_quotes_needs_no_more() -> None:
    tree = policy()
    last = tree["provision"][2]["provision"][1]
    last["text"] += "2026年。"
    where = {"statedIn": last["id"], "quote": "2026"}
    tree["quantity"] = [{"id": "#q", "type": "Quantity", "reason": "existing"} | where]
    assert "SP612" not in {d.rule.code for d in said_of(tree)}


@pytest.mark.parametrize("wrong", [MAX_MISQUOTED, MAX_MISQUOTED + 1])
def test_where_most_quotes_are_wrong_nothing_is_said_of_what_is_left_out(wrong: int) -> None:
    tree = policy()
    del tree["measure"][1]
    principles = (f"不见于原文的话{at}。" for at in range(wrong))
    tree["principle"] = [
        stated(f"#x{at}", "Principle", "#part1-sec1", words) | {"label": {"zh": "话"}}
        for at, words in enumerate(principles)
    ]
    assert ("SP611" in codes_of(tree)) == (wrong <= MAX_MISQUOTED)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("执行GB/T 19001—2016。", "GB/T 19001—2016"),
        ("落实标准化法实施意见。", "标准化法实施意见"),
        ("对接区域全面经济伙伴关系协定(RCEP)。", "区域全面经济伙伴关系协定(RCEP)"),
    ],
)
def test_a_document_cited_in_any_form_is_a_reference(text: str, cited: str) -> None:
    tree = policy()
    first, last = tree["provision"][2]["provision"]
    first["text"] = first["text"].replace("《标准化法》", "《标准化法》《标准化法实施意见》")
    last["text"] += text
    found = [d.values["words"] for d in said_of(tree) if d.rule.code == "SP614"]
    assert Quote(cited) in found


def test_what_is_stated_nowhere_covers_nothing_and_all_else_is_counted() -> None:
    """A document is one although a statement names a provision that is not there, which validate tells."""
    tree = policy()
    measure = tree["measure"][0]
    for node in (measure, *measure["action"], *measure["assignment"]):
        node["statedIn"] = "#nowhere"
    assert "SP402" in codes_of(tree)
    before, after = (stats(Document(one, IRI)) for one in (policy(), tree))
    assert after.coverage < before.coverage
    assert after.measures == before.measures
