"""Long strings that nearly match are read in time proportional to their length.

Nothing is timed: at this length a pattern that tries its blanks in two ways takes minutes, and the
watchdog says where it was.
"""

import faulthandler
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from stdpolicy.text.characters import half_width, invisible, look_alike
from stdpolicy.text.citations import document_numbers, titles
from stdpolicy.text.dates import dates
from stdpolicy.text.layout import layout
from stdpolicy.text.numerals import ordinal, value
from stdpolicy.text.quantities import quantities

N = 30_000
HANG = 60
PIECES = (
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
    *("每月", "每月1、", "壹", "壹佰", "壹零", "1，", "一 ", "经同意", "号-"),
    # numbers of provisions, and what stands at the head and tail of documents
    *("一、", "。一、", "（一）", "。（一）", "1.", "。1.", "(1)", "①", "——", "。——", "第一条 ", "第一章 ", "1.1 "),
    *("附件", "附件：1.", "国务院", "国 ", "某市人民政府", "2018年1月1日", "各省：", "的意见", "关于", "抄送：", "新华社"),
)
READERS: tuple[Callable[[str], Any], ...] = (
    *(half_width, invisible, value, ordinal),
    lambda text: list(quantities(text)),
    lambda text: list(dates(text)),
    lambda text: list(titles(text)),
    lambda text: list(document_numbers(text)),
    lambda text: look_alike(text, text + "标"),
    lambda text: layout([text]),
    lambda text: layout(["关于某事的通知", *(text[at : at + 60] for at in range(0, len(text), 60))]),
)


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANG, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "frame",
    ["{}", *(pytest.param(f, marks=pytest.mark.slow) for f in ("国发〔2021{}", "国发〔2021〕{}"))],
)
def test_long_strings_are_read(piece: str, frame: str) -> None:
    text = frame.format(piece * (N // len(piece)))
    for read in READERS:
        read(text)
