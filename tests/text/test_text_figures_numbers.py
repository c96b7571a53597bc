"""Numbers with their units as policies print them."""

from decimal import Decimal

import pytest

from stdpolicy.model.edition import model
from stdpolicy.text.figures.numbers import numbers

CASES: dict[str, list[tuple[object, str]]] = {
    "十分重要、零部件、零售、零散": [],
    "20项、２０项、二十项、廿项": [(20, "count")] * 4,
    "1,200家、12 家、3.5万户、5亿人次": [
        (1200, "count"),
        (12, "count"),
        (35_000, "count"),
        (500_000_000, "count"),
    ],
    "1 200家、10\u00a0000人、1\u2009234项、1，234项": [
        (1200, "count"),
        (10_000, "count"),
        (1234, "count"),
        (1234, "count"),
    ],
    "2025 100家、附件1 100家、1 2000家": [(100, "count"), (100, "count"), (2000, "count")],
    "3-5个、3~5个、8至10家、3个到5个、三到五名": [
        ((3, 5), "count"),
        ((3, 5), "count"),
        ((8, 10), "count"),
        ((3, 5), "count"),
        ((3, 5), "count"),
    ],
    "3-5万家、8000-1万家": [((30_000, 50_000), "count"), ((8000, 10_000), "count")],
    "5个-3个": [(5, "count"), (3, "count")],
    "50%、50％、百分之五十、百分之三点五": [
        (50, "percent"),
        (50, "percent"),
        (50, "percent"),
        ("3.5", "percent"),
    ],
    "五分之一、一半、半数、三成,四成以上": [
        (20, "percent"),
        (50, "percent"),
        (50, "percent"),
        (30, "percent"),
        (40, "percent"),
    ],
    "翻番、翻一番、翻两番": [(100, "percent"), (100, "percent"), (300, "percent")],
    "50%—60%、5个百分点": [((50, 60), "percent"), (5, "percent")],
    # money in the largest scale that is printed
    "12000元、100万元、3.5亿元、2万亿元、1亿2000万元、五千元": [
        (12_000, "yuan"),
        (100, "ten-thousand-yuan"),
        ("3.5", "hundred-million-yuan"),
        (20_000, "hundred-million-yuan"),
        (12_000, "ten-thousand-yuan"),
        (5000, "yuan"),
    ],
    "千亿级、百亿元级、万亿级": [
        (1000, "hundred-million-yuan"),
        (100, "hundred-million-yuan"),
        (10_000, "hundred-million-yuan"),
    ],
    "3年、18个月、两周、15日、10个工作日、半年、一年半、3个半月": [
        (3, "year"),
        (18, "month"),
        (2, "week"),
        (15, "day"),
        (10, "day"),
        ("0.5", "year"),
        ("1.5", "year"),
        ("3.5", "month"),
    ],
    # what is named takes the place of a measure word
    "山区26县,指数达到120": [(26, "count"), (120, "count")],
}
MEASURED = {
    "1.5倍": "times",
    "48小时": "hour",
    "2个小时": "hour",
    "30分钟": "minute",
    "30min": "minute",
    "500公里": "kilometre",
    "500千米": "kilometre",
    "500km": "kilometre",
    "8米": "metre",
    "3万平方米": "square-metre",
    "100万亩": "mu",
    "20公顷": "hectare",
    "6平方公里": "square-kilometre",
    "6平方千米": "square-kilometre",
    "1000万立方米": "cubic-metre",
    "1000万吨": "tonne",
    "30公斤": "kilogram",
    "10亿千瓦": "kilowatt",
    "10亿千瓦时": "kilowatt-hour",
}
OTHERS = {
    "300吨/日": (300, "吨/日"),
    "5小时/人": (5, "小时/人"),
    "8万吨标准煤": (80_000, "吨标准煤"),
    "35微克/立方米": (35, "微克/立方米"),
    "18/10万": (18, "/10万"),
    "5.6‰": (Decimal("5.6"), "‰"),
    "50MB": (50, "MB"),
    "9吨/月·平方公里": (9, "吨/月·平方公里"),
}
VAGUE = (
    "一批",
    "一大批",
    "若干",
    "若干家",
    "一系列",
    "几家",
    "数十个",
    "十几家",
    "三五个",
    "多个",
    "数以万计",
)
NONE = (
    *(
        "统一",
        "同一个",
        "每一项",
        "二元结构",
        "由父母其中一方扣除",
        "一次性",
        "三年级",
        "第3项",
        "5G",
        "4A级",
        "三成立",
        "队伍",
        "上半年",
    ),
    *("3级", "12号", "2.0版", "1/2", "2025", "12345", "一体", "专家", "总数个", "百分比"),
)


@pytest.mark.parametrize("text", CASES)
def test_numbers_have_value_and_unit(text: str) -> None:
    found = [(n.value, n.upper, n.unit.code) for n in numbers(text)]
    expected = []
    for value, unit in CASES[text]:
        low, high = value if isinstance(value, tuple) else (value, None)
        expected.append((Decimal(low), None if high is None else Decimal(high), unit))
    assert found == expected


@pytest.mark.parametrize("text", MEASURED)
def test_what_is_measured_has_the_code_of_its_unit(text: str) -> None:
    (number,) = numbers(f"达到{text}。")
    assert number.unit.code == MEASURED[text]


def test_every_unit_of_the_list_is_read() -> None:
    codes = {code for cases in CASES.values() for _, code in cases} | set(MEASURED.values())
    assert codes - {""} == set(model().schemes["unit"].codes) - {"other"}


@pytest.mark.parametrize("text", OTHERS)
def test_units_that_have_no_code_are_given_in_words(text: str) -> None:
    (number,) = numbers(f"达到{text}。")
    assert (number.value, number.unit.words) == OTHERS[text]
    assert not number.unit.code


@pytest.mark.parametrize("word", VAGUE)
def test_vague_words_are_numbers_without_value(word: str) -> None:
    (number,) = numbers(f"培育{word}企业")
    assert (number.vague, number.value) == (True, None)


@pytest.mark.parametrize("text", NONE)
def test_names_grades_and_manners_of_speech_are_no_numbers(text: str) -> None:
    assert list(numbers(text)) == []


def test_what_is_somewhat_more_says_so() -> None:
    assert [(n.value, n.more) for n in numbers("20余项、30多家、二十余万人、过半、5个")] == [
        (20, True),
        (30, True),
        (200_000, True),
        (50, True),
        (5, False),
    ]


def test_units_are_codes_of_the_code_list() -> None:
    codes = {n.unit.code for text in (*CASES, *OTHERS) for n in numbers(text)}
    assert codes <= {"", *model().schemes["unit"].codes}
