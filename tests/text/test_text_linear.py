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
from stdpolicy.text.figures import amounts, figures
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
)
READERS: tuple[Callable[[str], Any], ...] = (
    *(half_width, invisible, value, ordinal),
    lambda text: list(quantities(text)),
    lambda text: list(dates(text)),
    lambda text: list(titles(text)),
    lambda text: list(document_numbers(text)),
    lambda text: look_alike(text, text + "标"),
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
