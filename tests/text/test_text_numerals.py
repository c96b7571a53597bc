"""The values of numbers, in every writing of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.numerals import MAX_LENGTH, ordinal, value
from strategies import examples

DIGITS = "零一二三四五六七八九"
VALUES = {
    "0": "0",
    "105": "105",
    "１０５": "105",
    "٣٥": "35",
    "1,234": "1234",
    "12,345,678.5": "12345678.5",
    "1，000": "1000",
    "3.5": "3.5",
    "３．５": "3.5",
    "16.4亿": "1640000000",
    "3.5万亿": "3500000000000",
    "1亿2000万": "120000000",
    "3千": "3000",
    "5百万": "5000000",
    "零": "0",
    "〇": "0",
    "五": "5",
    "十": "10",
    "十二": "12",
    "一十二": "12",
    "二十": "20",
    "廿五": "25",
    "卅": "30",
    "卌二": "42",
    "百": "100",
    "两百": "200",
    "兩千": "2000",
    "一百〇五": "105",
    "一百○五": "105",
    "一百◯五": "105",
    "一百零五": "105",
    "一百一十": "110",
    "一百十五": "115",
    "一百五": "150",
    "一千五": "1500",
    "一万二": "12000",
    "一亿三": "130000000",
    "一千零五": "1005",
    "一千零五十": "1050",
    "一千二百": "1200",
    "十万零一": "100001",
    "三万零五百": "30500",
    "一万二千亿": "1200000000000",
    "三点五": "3.5",
    "零点零五": "0.05",
    "三点五万亿": "3500000000000",
    "壹佰贰拾叁": "123",
    "壹萬伍仟": "15000",
    "二〇二五": "2025",
    "二○二五": "2025",
    "二零二五": "2025",
    "二0二五": "2025",
    "二〇": "20",
    "一九九八": "1998",
    "百分之五": "0.05",
    "百分之三点五": "0.035",
    "百分之一百二十": "1.2",
    "千分之五": "0.005",
    "四分之三": "0.75",
    "万分之5": "0.0005",
    "半": "0.5",
}
NO_VALUE = (
    *("", "标准", "第五", "三五", "七八百", "三四十", "十几", "数十", "若干", "一二"),
    *("三分之一", "分之五", "百分之", "零分之一", "半百"),
    *("一百零", "零五百", "一百零零五", "十百", "百千", "一千零百", "一十一百", "万万", "一万万"),
    *("一亿万", "三万20000", "3.5万5千", "1,23", "1,2345", "1.", ".5", "1.2.3", "3,", "+5", "1e3"),
    *(
        "点五",
        "三点",
        "三点五点",
        "1 000",
        "５%",
        "一" * 65,
        "1" * 65,
        "亿" * 100_000,
        "9" * 100_000,
    ),
)


@pytest.mark.parametrize("printed", VALUES)
def test_a_numeral_has_its_exact_value(printed: str) -> None:
    assert value(printed) == Decimal(VALUES[printed])


@pytest.mark.parametrize("printed", NO_VALUE, ids=lambda s: s[:8])
def test_what_is_no_numeral_or_not_exact_has_no_value(printed: str) -> None:
    assert value(printed) is None


def section(number: int) -> str:
    """A number below 10000 as it is written, 一十 in full."""
    out, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return out


def written(number: int) -> str:
    """Standard written Chinese, below 10**12."""
    out, gap = "", False
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // size % 10**4
        if part:
            out += ("零" if out and (gap or part < 1000) else "") + section(part) + unit
            gap = False
        else:
            gap = True
    return out or "零"


FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９,．")
FORMS = (
    written,
    lambda n: written(n).replace("零", "〇"),
    lambda n: written(n).replace("零", "○"),
    lambda n: written(n).replace("二百", "两百").replace("二千", "两千").replace("二万", "两万"),
    lambda n: written(n).removeprefix("一") if written(n).startswith("一十") else written(n),
    lambda n: written(n).translate(FINANCIAL),
    lambda n: written(n).replace("万", "萬"),
    str,
    lambda n: str(n).translate(FULL_WIDTH),
    lambda n: f"{n:,}",
    lambda n: f"{n:,}".translate(FULL_WIDTH),
    lambda n: f"{Decimal(n) / 10**4}万",
    lambda n: f"{n // 10**4}万{n % 10**4}" if n >= 10**4 and n % 10**4 else str(n),
    lambda n: "".join(DIGITS[int(d)] for d in str(n)) if n > 99 else str(n),
    lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)) if n > 99 else str(n),
)


@examples(100)
@given(st.integers(0, 99_999_999), st.sampled_from(FORMS))
def test_a_number_written_out_is_read_back(number, form) -> None:
    assert value(form(number)) == number


def test_every_number_below_twenty_thousand_is_read_back() -> None:
    assert all(value(written(n)) == n for n in range(20_000))


@examples(100)
@given(st.integers(10**8, 10**12 - 1))
def test_large_numbers_are_read_back(number: int) -> None:
    assert value(written(number)) == number


@examples(100)
@given(st.text(alphabet="零〇一二三十百千万亿点半分之两廿.,0123456789 第", max_size=MAX_LENGTH + 2))
def test_any_string_has_a_value_or_none(text: str) -> None:
    value(text)
    ordinal(text)


ORDINALS = {
    "一、": 1,
    "十、": 10,
    "十一、": 11,
    "二十五、": 25,
    "(三)": 3,
    "（三）": 3,
    "（十）": 10,
    "(十)": 10,
    "1.": 1,
    "12.": 12,
    "１２．": 12,
    "１２、": 12,
    "(2)": 2,
    "（２）": 2,
    "3）": 3,
    "4)": 4,
    "〔5〕": 5,
    "第一条": 1,
    "第九十九条": 99,
    "第一百条": 100,
    "第一百零一条": 101,
    "第一百〇一条": 101,
    "第一百零五条": 105,
    "第一百一十条": 110,
    "第一百一十二条": 112,
    "第二百三十条": 230,
    "第1234条": 1234,
    "第 105 条": 105,
    "第一千二百六十条": 1260,
    "第一〇五条": 105,
    "第三章": 3,
    "第一部分": 1,
    "第十二节": 12,
    "第二编": 2,
    "附件2": 2,
    "附件２：": 2,
    "附件 3": 3,
    "附件一": 1,
    "附1": 1,
    "①": 1,
    "⑳": 20,
    "㉑": 21,
    "㊿": 50,
    "❸": 3,
    "⑵": 2,
    "⒊": 3,
    "㈣": 4,
    "㊄": 5,
    "Ⅳ": 4,
    "ⅻ": 12,
    "贰、": 2,
    "廿一、": 21,
    "１\u3000．": 1,
    "\u00a02.\u00a0": 2,
    "٣.": 3,
}
NO_ORDINAL = (
    *(
        "",
        "——",
        "-",
        "附件",
        "附件：",
        "首先",
        "1.2",
        "1.2.3",
        "附件1-1",
        "第十条之一",
        "a)",
        "½",
        "第条",
    ),
    *("三五、", "2021年", "一是", "标准1", "1" * 65),
)


@pytest.mark.parametrize("printed", ORDINALS)
def test_a_printed_number_gives_its_place(printed: str) -> None:
    assert ordinal(printed) == ORDINALS[printed]


@pytest.mark.parametrize("printed", NO_ORDINAL, ids=lambda s: s[:8])
def test_what_numbers_in_no_one_row_gives_none(printed: str) -> None:
    assert ordinal(printed) is None


@examples(100)
@given(
    st.integers(1, 9999),
    st.sampled_from(("第{}条", "（{}）", "({})", "{}、", "附件{}", "第 {} 条")),
)
def test_ordinals_have_no_upper_limit(number: int, frame: str) -> None:
    assert ordinal(frame.format(written(number))) == number
    assert ordinal(frame.format(number)) == number
