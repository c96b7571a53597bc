"""Long strings that nearly match are read in time proportional to their length.

Nothing is timed: at this length a pattern that tries its blanks in two ways takes minutes, and the
watchdog says where it was.
"""

import faulthandler
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sampled import some
from stdpolicy.model.edition import model
from stdpolicy.text.bodies import Gazetteer, listed
from stdpolicy.text.bodies.mentions import mentions, places
from stdpolicy.text.characters import half_width, invisible, look_alike
from stdpolicy.text.citations import document_numbers, titles
from stdpolicy.text.dates import dates
from stdpolicy.text.deadlines import Reach, of_title
from stdpolicy.text.duties import duties, rules
from stdpolicy.text.figures import amounts, figures
from stdpolicy.text.incentives import Incentives
from stdpolicy.text.instruments import Instruments
from stdpolicy.text.layout import layout
from stdpolicy.text.modality import Modality
from stdpolicy.text.numerals import ordinal, value
from stdpolicy.text.openness import open_lists
from stdpolicy.text.programmes import Programmes
from stdpolicy.text.quantities import quantities
from stdpolicy.text.references import attachment, references
from stdpolicy.text.sentences import clauses
from stdpolicy.text.standard_types import StandardTypes
from stdpolicy.text.statements import Place, Statements, actions

N = 10_000
HANG = 60
PIECES = (
    # ways of giving and of founding that are made of parts which repeat
    "给予每每每",
    "奖励每个每人 ",
    "按每人每年",
    "成立由市长任组长的",
    "成立由省教育厅组成的",
    "，会同省财政厅",
    "对各部门负总责",
    "索引号：来源： ",
    *(
        "0",
        "２",
        "1,",
        "1,000",
        "1.",
        "1.2",
        "1 ",
        "1/",
        "2021",
        "2021—",
        "2021 ",
        "2021、",
        "2021年",
        "a1",
    ),
    *(
        "一",
        "十",
        "百",
        "万",
        "亿",
        "零",
        "一百",
        "一万",
        "点",
        "半",
        "分之",
        "一分之",
        "几",
        "数十",
        "第",
        "第1",
    ),
    *("A", "a", "A ", "A1", "A/", "A 1", "A-", "GB/T ", " ", "\u00a0", "—", "余", "万 "),
    *(
        "《",
        "》",
        "《》",
        "《《》",
        "〔",
        "(",
        "(2021)",
        "〔2021〕",
        "〔2021〕第",
        "国发",
        "国发〔2021〕",
        "令第",
        "令 ",
    ),
    *("根据", "和", "委国", "\u0301", "\u200b", "标", "２０２１年 ", "二〇二一", "〇"),
    *(
        "2021年,",
        "2021—25年",
        "2021\n",
        "二〇二一、",
        "1、",
        "1月",
        "1月至",
        "1日、",
        "2021-01-",
        "A2021-",
    ),
    *(
        "（",
        "）",
        "（省",
        "（省教育厅负责）",
        "(责任单位：",
        "责任单位：",
        "〔",
        "】",
        "（]",
        "；",
        "\n",
        "的",
        "其",
    ),
    *(
        "省教育厅、",
        "省教育厅",
        "各",
        "各地区",
        "各市、",
        "市、县",
        "（市、",
        "济南、",
        "教育",
        "国务院",
        "有关",
        "部门",
    ),
    *(
        "会同",
        "由",
        "要",
        "财政部要",
        "牵头",
        "配合，",
        "负责",
        "按职责",
        "分工",
        "职责",
        "发挥",
        "作用",
        "由组成",
    ),
    *(
        "列第一位",
        "为牵头单位",
        "均需",
        "不再列出",
        "成立领导小组",
        "组长",
        "为成员",
        "办公室设在",
        "牵头单位",
    ),
    *("每月", "每月1、", "壹", "壹佰", "壹零", "1，", "一 ", "经同意", "号-"),
    *(
        "到2025年，",
        "6月底前，",
        "用3年",
        "三至",
        "“十四五”、",
        "本意见",
        "（",
        "“",
        "。",
        "2025年；",
    ),
    # numbers of provisions, and what stands at the head and tail of documents
    *(
        "一、",
        "。一、",
        "（一）",
        "。（一）",
        "1.",
        "。1.",
        "(1)",
        "①",
        "——",
        "。——",
        "第一条 ",
        "第一章 ",
        "1.1 ",
    ),
    *(
        "附件",
        "附件：1.",
        "国务院",
        "国 ",
        "某市人民政府",
        "2018年1月1日",
        "各省：",
        "的意见",
        "关于",
        "抄送：",
        "新华社",
    ),
)
KNOWN = Gazetteer([("gov", ("省政府", "各地区")), ("place", ("济南市", "济南"))])
STATEMENTS = Statements(model().schemes["goal-kind"], model().schemes["measure-kind"])
READERS: tuple[Callable[[str], Any], ...] = (
    *(half_width, invisible, value, ordinal),
    lambda text: list(quantities(text)),
    lambda text: list(dates(text)),
    lambda text: list(titles(text)),
    lambda text: list(document_numbers(text)),
    *(of_title, Reach, attachment),
    lambda text: list(references(text, ("国家标准化发展纲要",))),
    lambda text: list(clauses(text)),
    lambda text: list(open_lists(text)),
    lambda text: list(actions(text)),
    lambda text: STATEMENTS.stated(Place("section", text, text)),
    lambda text: list(Incentives(model().schemes["payment"]).find(text)),
    Modality(model().schemes["modality"]).codes,
    Instruments(model().schemes["instrument"]).codes,
    StandardTypes(model().schemes["standard-type"]).codes,
    lambda text: list(Programmes(model().schemes["programme-kind"]).find(text)),
    lambda text: look_alike(text, text + "标"),
    lambda text: listed(text, 0, len(text), KNOWN),
    lambda text: list(duties(text, KNOWN)),
    lambda text: list(rules(text)),
    lambda text: [*mentions(text, KNOWN), *places(text, KNOWN)],
    lambda text: layout([text]),
    lambda text: layout(
        ["关于某事的通知", *(text[at : at + 60] for at in range(0, len(text), 60))]
    ),
)


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANG, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("piece", some(PIECES, 6))
@pytest.mark.parametrize("frame", some(("{}", "国发〔2021{}", "国发〔2021〕{}"), 3))
def test_long_strings_are_read(piece: str, frame: str) -> None:
    text = frame.format(piece * (N // len(piece)))
    for read in READERS:
        read(text)


COUNTED = (
    "培育5个、",
    "不低于的",
    "率提升",
    "(其中5家)",
    "对5个的",
    "给予5元、",
    "“一批、",
    "千亿级",
)
COUNTED_TOO = (
    *(
        "培育",
        "至少",
        "一批、",
        "若干",
        "5%，",
        "5年内",
        "从5个",
        "3至",
        "翻番",
        "一半",
        "5元以上5元以下",
        "&lt;",
    ),
    *(
        "A率、",
        "A率和B率均达到5%",
        "分别达到5个",
        "累计",
        "到2025年",
        "，",
        "。",
        "；",
        "（",
        "“",
        "和",
        "的",
        "每",
        "了",
    ),
)


@pytest.mark.parametrize(
    "piece",
    [*COUNTED, *(pytest.param(p, marks=pytest.mark.slow) for p in (*COUNTED_TOO, *PIECES))],
)
def test_long_strings_of_figures_are_read(piece: str) -> None:
    text = piece * (N // len(piece))
    for _ in figures(text):
        pass
    for _ in amounts(text):
        pass


@pytest.mark.parametrize("piece", some(("123 ", "123,", "123\u2009"), 3))
def test_numbers_in_thousands_that_do_not_end(piece: str) -> None:
    """Each of them is looked at for so long only as it could be a number."""
    found = list(quantities(piece * 70_000))
    assert all(each.value is None for each in found if each.end - each.start > 64)
    assert len(found) > 3000
