"""What is read from the five policies: exactly what patterns made for them found, and no more."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from stdpolicy.text.citations import document_numbers, titles
from stdpolicy.text.dates import dates
from stdpolicy.text.quantities import quantities

EXAMPLES = Path(__file__).parents[2] / "examples"
CHINESE = "一二两三四五六七八九十百千万亿"
NUMBER = re.compile(
    rf"(?<![A-Za-z0-9/.])[0-9]+(?:[.][0-9]+)?万?(?![0-9A-Za-z])"
    rf"|(?<![第十{CHINESE}])[{CHINESE}]+[个项家名条件种批支所座倍大]|若干"
)
"""A number is read with its 万: 100万元 is no 100."""
DATE = re.compile(
    "[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|2001(?=—2020年)|(?<![0-9年])[0-9]{1,2}月[0-9]{1,2}日"
)

COUNTS = {
    "hangzhou-2016": 104,
    "jiaxing-2022": 65,
    "outline-2021": 16,
    "shandong-2022": 39,
    "zhejiang-2023": 59,
}
DATES = {
    "hangzhou-2016": "2016-12-23 2017 2020 2030 2001 2020 2017 2020 2017",
    "jiaxing-2022": "2025 2035 2022-08-01",
    "outline-2021": "--10-10 2025 2035",
    "shandong-2022": "2025 2035 2022-04-15 2022-04-18",
    "zhejiang-2023": "2023-03-27 2025 2023 2024 2025",
}
TITLES = {
    "hangzhou-2016": [
        "《关于实施“标准化+”行动计划,提升城市国际化水平的实施方案》",
        "《浙江省人民政府关于印发浙江省“标准化+”行动计划的通知》",
        "《杭州市城市总体规划(2001—2020年)》",
        "《杭州市绩效管理条例》",
        "《杭州市人民政府办公厅关于印发杭州市鼓励研制与采用先进技术标准实施办法的通知》",
    ],
    "jiaxing-2022": [
        "《国家标准化发展纲要》",
        "《中共浙江省委浙江省人民政府关于贯彻落实<国家标准化发展纲要>的实施意见》",
        "《浙江省标准化条例》",
        "《国家标准化发展纲要》",
    ],
    "outline-2021": ["《国家标准化发展纲要》"] * 3,
    "shandong-2022": ["《国家标准化发展纲要》"],
    "zhejiang-2023": ["《浙江省国家标准化创新发展试点工作方案》", "《国家标准化发展纲要》"],
}
DOCUMENT_NUMBERS = {
    "hangzhou-2016": ["杭政函〔2016〕190号", "浙政发〔2016〕22号", "杭政办〔2015〕4号"],
    "jiaxing-2022": [],
    "outline-2021": [],
    "shandong-2022": ["鲁政发〔2022〕6号"],
    "zhejiang-2023": ["浙政办发〔2023〕24号"],
}


@pytest.fixture(params=sorted(COUNTS))
def example(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    return request.param, (EXAMPLES / request.param / "source.txt").read_text(encoding="utf-8")


def test_quantities(example: tuple[str, str]) -> None:
    slug, text = example
    found = [(q.start, q.end) for q in quantities(text)]
    assert len(found) == COUNTS[slug]
    assert found == [match.span() for match in NUMBER.finditer(text)]


def test_dates(example: tuple[str, str]) -> None:
    slug, text = example
    found = list(dates(text))
    assert " ".join(map(str, found)) == DATES[slug]
    assert [(d.start, d.end) for d in found] == [match.span() for match in DATE.finditer(text)]


def test_titles(example: tuple[str, str]) -> None:
    slug, text = example
    assert [text[t.start : t.end] for t in titles(text)] == TITLES[slug]


def test_document_numbers(example: tuple[str, str]) -> None:
    slug, text = example
    found = list(document_numbers(text))
    assert [n.number for n in found] == DOCUMENT_NUMBERS[slug]
    assert [text[n.start : n.end] for n in found] == DOCUMENT_NUMBERS[slug]
