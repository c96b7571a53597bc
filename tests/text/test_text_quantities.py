"""Quantities as policies print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.quantities import quantities
from strategies import examples

CASES = {
    "制定20项,": [("20", 20)],
    "制定２０项,": [("２０", 20)],
    "制定二十项,": [("二十项", 20)],
    "制定廿项,": [("廿项", 20)],
    "制定一百零五项、一百〇六项、一○七项。": [
        ("一百零五项", 105),
        ("一百〇六项", 106),
        ("一○七项", 107),
    ],
    "制定一百二十余项": [("一百二十余项", None)],
    "制定120余项": [("120余", None)],
    "制定十多个、十几家": [("十多个", None), ("十几家", None)],
    "培育数十家、几百个": [("数十家", None), ("几百个", None)],
    "若干三五个": [("若干", None), ("三五个", None)],
    "一批": [("一批", None)],
    "两批": [("两批", 2)],
    "63％以上,６３%以上": [("63", 63), ("６３", 63)],
    "百分之五,百分之三点五,三分之二": [
        ("百分之五", "0.05"),
        ("百分之三点五", "0.035"),
        ("三分之二", None),
    ],
    "3-5个,3—5个": [("3", 3), ("5", 5), ("3", 3), ("5", 5)],
    "1，000项、12，345，678.5吨": [("1，000", 1000), ("12，345，678.5", "12345678.5")],
    "12\u2009000项、1\u202f000项": [("12\u2009000", 12_000), ("1\u202f000", 1000)],
    "到2021，2025项": [("2021", 2021), ("2025", 2025)],
    # white space before a measure word, as with Arabic digits
    "二十\u3000项,二十 余项,一百万\u00a0元": [
        ("二十\u3000项", 20),
        ("二十 余项", None),
        ("一百万\u00a0元", 1_000_000),
    ],
    "三点五 倍,数十 家,二十余 人": [("三点五 倍", "3.5"), ("数十 家", None), ("二十余 人", None)],
    # financial numerals
    "壹佰万元,贰拾伍项,叁仟 元": [("壹佰万元", 1_000_000), ("贰拾伍项", 25), ("叁仟 元", 3000)],
    "伍万圆,壹亿零伍佰万元": [("伍万圆", 50_000), ("壹亿零伍佰万元", 105_000_000)],
    "奖励拾万余元,壹點伍倍,陆个": [("拾万余元", None), ("壹點伍倍", "1.5"), ("陆个", 6)],
    "一◯七项": [("一◯七项", 107)],
    "4,000项,1,234.5吨": [("4,000", 4000), ("1,234.5", "1234.5")],
    "100万元,3.5万亿元,２ 万家,20余万人": [
        ("100万", 1_000_000),
        ("3.5万亿", 3_500_000_000_000),
        ("２ 万", 20_000),
        ("20余万", None),
    ],
    "一百万元,二十人,一点五倍": [("一百万元", 1_000_000), ("二十人", 20), ("一点五倍", "1.5")],
    "缩短至18个月": [("18", 18)],
    "10km、50dB、1.5kW": [("10", 10), ("50", 50), ("1.5", "1.5")],
    "“1+4+N”": [("1", 1), ("4", 4)],
    "(2)标准": [("2", 2)],
    "1.加强": [("1", 1)],
    "App 20个,GDP 5%,ISO 20项": [("20", 20), ("5", 5), ("20", 20)],
    "到2025年": [("2025", 2025)],
    "十九大和十九届": [("十九大", 19)],
    "百项标准": [("百项", 100)],
}
NONE = (
    *(
        "GB/T 19001—2016",
        "GB/T19001",
        "GB 50016-2014",
        "DB33/T 2345—2021",
        "DB 33/T 2345",
        "T/ZZB 001",
    ),
    *("ISO 9001", "ISO/IEC 27001:2013", "ISO/TC\u00a0268", "ISO37101", "SAC/TC563", "RFC 3986"),
    *(
        "CO2",
        "PM2.5",
        "COVID-19",
        "H7N9",
        "B2B",
        "5G",
        "1.5G",
        "4K",
        "3D",
        "5A级",
        "Web3.0",
        "10kmx",
    ),
    *(
        "第二十项",
        "第十",
        "第12条",
        "第 3 项",
        "第１２号",
        "第三方",
        "第一百零五条",
        "1.2.3",
        "２.０.１",
    ),
    *("队伍", "大陆", "人才队伍个人", "队伍万人", "大陆家", "二十\n项"),
    *("零件", "零部件", "“十四五”期间", "三年", "一次", "统一", "标准", "", "分之五"),
)


@pytest.mark.parametrize("text", CASES)
def test_quantities_are_found_with_span_and_value(text: str) -> None:
    found = [(text[q.start : q.end], q.value) for q in quantities(text)]
    expected = [(span, None if v is None else Decimal(v)) for span, v in CASES[text]]
    assert found == expected


@pytest.mark.parametrize("text", NONE)
def test_names_ordinals_and_manners_of_speech_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []
    assert list(quantities(f"按{text},实施")) == []


def test_the_search_begins_behind_the_number_of_a_provision() -> None:
    assert [q.start for q in quantities("1.制定20项", 2)] == [4]
    assert [q.start for q in quantities("第1条20项", 3)] == [3]


@examples(100)
@given(st.text(alphabet="0123０５.,万亿余多几数个项第 \u00a0\nGBT/-一十百零分之点若干壹佰，"))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    found = list(quantities(text))
    ends = [0, *(q.end for q in found)]
    assert all(end <= q.start < q.end for end, q in zip(ends, found, strict=False))


@examples(100)
@given(
    st.integers(0, 99_999_999), st.sampled_from(("新增{}项", "新增 {} 项", "达{}%", "({})", "{}个"))
)
def test_a_number_is_found_in_any_digits(number: int, frame: str) -> None:
    for digits in ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "0123456789"):
        text = frame.format(str(number).translate(str.maketrans("0123456789", digits)))
        assert [q.value for q in quantities(text)] == [number]
