"""Files that are made to take long are read in time proportional to their length."""

import contextlib
import faulthandler
from collections.abc import Iterator

import pytest

from stdpolicy.drafting.inputs import Unreadable, read
from stdpolicy.drafting.inputs.chrome import is_chrome

N = 20_000
HANG = 60
PIECES = (
    *(
        "大",
        "大 ",
        "分享大",
        "[",
        "【",
        "首页",
        "> ",
        ">",
        "来源：",
        "标 ",
        "索引号",
        "|",
        "打印",
        "扫一扫",
        "上一篇",
        "责任编辑：",
    ),
    *(
        "<!--",
        "<",
        "<b",
        "</",
        "&",
        "&#",
        "[a](",
        "[",
        "](",
        "**",
        "**a",
        "`",
        "_",
        "~~",
        "\\",
        "# ",
        "> ",
        "- ",
        "---",
        "| ",
        "* ",
    ),
    *(
        "(a)",
        "标(",
        "术(shù)",
        "術",
        "著",
        "\u200b",
        "\u00a0",
        " ",
        "\n",
        "\n\n",
        "\t",
        "⼀",
        "⸺",
        "\ufffd",
    ),
    *(
        "<div>",
        "<table>",
        "<td>",
        "<table><tr><td>",
        "</div>",
        "<p>一、甲。",
        "<a href=x>一、甲，",
        "<br>",
        "<tr><td>1</td><td>2</td></tr>",
    ),
    *(
        "一、",
        "。一、",
        "附件：1.",
        "关于",
        "的通知\n",
        "国发〔2021〕1号\n",
        "某市人民政府\n",
        "2021年1月1日\n",
        "来源：\n",
        "关于某事\n",
    ),
)


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANG, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_long_texts_are_read(piece: str, name: str) -> None:
    text = "一、做好标准化工作，推进发展。\n" + piece * (N // len(piece)) + "完"
    with contextlib.suppress(Unreadable):
        read(text.encode(), name)
    is_chrome(piece * (100 // len(piece)) + "完")
