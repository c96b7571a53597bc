"""Dates as policies print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.dates import dates
from strategies import examples

DASHES = ("-", "—", "——", "–", "－", "～", "~", "〜", "─", "−", "‐", "‑", "至", "到", " — ", "－－")
CASES = {
    "到2025年,": [("2025年", "2025")],
    "到2025年底": [("2025年", "2025")],
    "2016年12月23日": [("2016年12月23日", "2016-12-23")],
    "2022年4月": [("2022年4月", "2022-04")],
    "到 2024 年,": [("2024 年", "2024")],
    "到2024\u00a0年,": [("2024\u00a0年", "2024")],
    "２０２５年": [("２０２５年", "2025")],
    "２０２５ 年 ８ 月 １ 日起": [("２０２５ 年 ８ 月 １ 日", "2025-08-01")],
    "2022年8月1号": [("2022年8月1号", "2022-08-01")],
    "二〇二二年四月十五日": [("二〇二二年四月十五日", "2022-04-15")],
    "二○二五年十二月三十一日": [("二○二五年十二月三十一日", "2025-12-31")],
    "二OO八年": [("二OO八年", "2008")],
    "一九九八年十月廿五日": [("一九九八年十月廿五日", "1998-10-25")],
    "2021年—2025年": [("2021年", "2021"), ("2025年", "2025")],
    "2021年6月—2022年3月": [("2021年6月", "2021-06"), ("2022年3月", "2022-03")],
    "2023、2024年": [("2023", "2023"), ("2024年", "2024")],
    "2023、2024和2025年": [("2023", "2023"), ("2024", "2024"), ("2025年", "2025")],
    "二〇二一—二〇二五年": [("二〇二一", "2021"), ("二〇二五年", "2025")],
    "规划(2001—2020年)": [("2001", "2001"), ("2020年", "2020")],
    "2024年13月": [("2024年", "2024")],
    "2024年4月41日": [("2024年4月", "2024-04")],
    "2024年度": [("2024年", "2024")],
    "2024年3个": [("2024年", "2024")],
    "12024年": [],
    "GB 2021—2025": [],
    "2021-2025": [],
    "2024\n年": [],
    "标准2024项": [],
    "一年": [],
    "三年内": [],
}


@pytest.mark.parametrize("text", CASES)
def test_dates_are_read_with_their_spans(text: str) -> None:
    found = [(text[date.start : date.end], str(date)) for date in dates(text)]
    assert found == CASES[text]


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("digits", ["2021{}2025年", "２０２１{}２０２５年", "2021{}２０２５ 年"])
def test_a_range_gives_both_years_whatever_its_dash(dash: str, digits: str) -> None:
    assert [date.year for date in dates(f"({digits.format(dash)})")] == [2021, 2025]


FORMS = ("{}年{}月{}日", "{} 年 {} 月 {} 日", "{}年{:02}月{:02}日", "{}\u00a0年{}月\u3000{}日")


@examples(100)
@given(st.dates(), st.sampled_from(FORMS), st.booleans())
def test_a_date_written_out_is_read_back(date, form: str, full: bool) -> None:
    text = form.format(f"{date.year:04}", date.month, date.day)
    if full:
        text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (found,) = dates(f"自{text}起")
    assert str(found) == date.isoformat()
    assert (found.start, found.end) == (1, 1 + len(text))


@examples(100)
@given(st.text(alphabet="12０〇二年月日—- \u00a0\n至O"))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    found = list(dates(text))
    ends = [0, *(date.end for date in found)]
    assert all(end <= date.start < date.end for end, date in zip(ends, found, strict=False))
