"""Plain text in the encodings in which Chinese texts come, and Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.drafting.inputs import Read, Unreadable, read, recorded
from stdpolicy.text.layout import layout
from strategies import examples

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/raw.txt"))
POLICY = [
    "关于加强标准化工作的意见",
    "某政发〔2020〕3号",
    "为加强标准化工作，提出以下意见。",
    "一、总体要求",
    "（一）指导思想。以标准引领高质量发展。",
    "（二）主要目标。到2025年，制定国家标准50项以上（含修订）。",
]
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "gb18030",
    "gbk",
    "gb2312",
)


def texts(data: bytes, name: str = "policy.txt") -> list[str]:
    return [line.text for line in read(data, name).lines]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_encodings_of_simplified_texts(encoding: str, end: str) -> None:
    if end == "\u2028" and encoding in ("gbk", "gb2312"):
        end = "\n"
    assert texts(end.join(POLICY).encode(encoding)) == POLICY


TRADITIONAL = [
    "關於加強標準化工作的意見",
    "為加強標準化工作,提出以下意見。",
    "一、總體要求",
    "堅持標準引領發展,著力構建標準體系。",
]


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16-le"])
def test_a_traditional_text_is_converted_with_what_a_converter_leaves(encoding: str) -> None:
    found = read("\n".join(TRADITIONAL).encode(encoding), "policy.txt")
    assert found.raw == "\n".join(TRADITIONAL)
    assert [line.text for line in found.lines] == [
        "关于加强标准化工作的意见",
        "为加强标准化工作,提出以下意见。",
        "一、总体要求",
        "坚持标准引领发展,着力构建标准体系。",
    ]


def test_words_with_zhu_stay_in_a_converted_text() -> None:
    (line,) = read("標準化著作顯著增加,著名專家圍繞著發展著力推進。".encode(), "t.txt").lines
    assert line.text == "标准化著作显著增加,著名专家围绕着发展着力推进。"


def test_bytes_that_are_broken_here_and_there_are_read() -> None:
    data = "\n".join([*POLICY, "标准化" * 100 + "。"]).encode()
    broken = data.replace("高质量".encode(), "高质".encode() + b"\xff")
    assert len(texts(broken)) == 7


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)) * 20, b"\xff\xfe\xfd" * 50, b"\x81\x30\x81" * 40]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data, "policy.txt")


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", "\ufeff".encode(), b"\xef\xbb\xbf\r\n", "\u200b\n".encode()]
)
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="without any text"):
        read(data, "policy.txt")


def test_each_line_has_its_place_in_the_raw_text() -> None:
    raw = "  一、總體(tǐ)要求\u00a0\n\n\u3000標準化\u200b工作,發展。\n"
    found = read(raw.encode(), "t.txt")
    assert found.raw == raw
    assert [(line.text, raw[line.start : line.end]) for line in found.lines] == [
        ("一、总体要求", "一、總體(tǐ)要求"),
        ("标准化工作,发展。", "標準化\u200b工作,發展。"),
    ]
    assert found.cleaned == "一、总体要求\n标准化工作,发展。"


def test_radicals_of_pdfs_are_ideographs() -> None:
    (line,) = read("⼀、⺠⽣保障，⻓江流域。⸺推进改⾰。".encode(), "t.txt").lines
    assert line.text == "一、民生保障，长江流域。——推进改革。"


PORTALS = {
    "labels above the title": (
        [
            "首页",
            "> 政务公开 > 政策文件",
            "索引号: A-1 文号: 某政发〔2020〕3号",
            "发布机构:",
            "某市人民政府",
            *POLICY,
        ],
        POLICY,
    ),
    "a table of labels and values, and when the page was put up": (
        [
            POLICY[0],
            "2020-03-06 10:00 某市政府办公室",
            "索 引 号\tA-1\t发文日期\t2020-03-05",
            "发布机构\t某市人民政府\t文 号\t某政发〔2020〕3号",
            "某种类：\t通知\t成文日期：\t2020年3月5日",
            *POLICY[1:],
        ],
        POLICY,
    ),
    "a label below the title": (
        [POLICY[0], "发布日期:2020-03-06 来源:市政府 浏览次数:12", *POLICY[1:]],
        POLICY,
    ),
    "the title of the page": (["某政发〔2020〕3号《关于加强标准化工作的意见》", *POLICY], POLICY),
    "the title of the page, and that of the document on two lines": (
        [
            "关于加强标准化工作的意见",
            "时间:2020-03-06",
            "关于加强标准化工作",
            "的意见",
            *POLICY[1:],
        ],
        ["关于加强标准化工作", "的意见", *POLICY[1:]],
    ),
    "links and credits below": (
        [
            *POLICY,
            "【打印】【关闭】",
            "责任编辑：张三",
            "上一篇：关于某事的通知",
            "下一篇：没有了",
            "版权所有 某市人民政府",
        ],
        POLICY,
    ),
    "buttons of a list": (["• 索引号:", "A-1", "• 来源:", "• 内容概述:", *POLICY], POLICY),
    "nothing of a site": (
        ["某讲话摘要", "（2020年3月）", *POLICY[2:]],
        ["某讲话摘要", "（2020年3月）", *POLICY[2:]],
    ),
    "an unknown kind of title above the number": (
        ["来源：某网站", "关于标准化的若干问题", *POLICY[1:]],
        ["关于标准化的若干问题", *POLICY[1:]],
    ),
    "lines of the text that look like those of a site": (
        [
            *POLICY,
            "主办单位：某市标准化协会。",
            "时间：2020年3月。",
            "（三）保障。各单位要落实，加强领导。",
        ],
        [
            *POLICY,
            "主办单位：某市标准化协会。",
            "时间：2020年3月。",
            "（三）保障。各单位要落实，加强领导。",
        ],
    ),
    "signature and notes below": (
        [
            *POLICY,
            "某市人民政府",
            "2020年3月5日",
            "（此件公开发布）",
            "主题词：标准化 意见",
            "扫一扫在手机打开当前页",
        ],
        [*POLICY, "某市人民政府", "2020年3月5日", "（此件公开发布）", "主题词：标准化 意见"],
    ),
}


@pytest.mark.parametrize("case", PORTALS)
def test_what_a_site_puts_round_a_text_is_left_out(case: str) -> None:
    found, expected = PORTALS[case]
    assert texts("\n".join(found).encode()) == expected


def test_the_columns_of_a_table_are_no_record() -> None:
    table = ["名称\t时间\t来源", "某展\t3月\t某局", "标题\t关于加强的意见"]
    own = [*POLICY[:3], *table, *POLICY[3:], *table]
    assert texts("\n".join(own).encode()) == own


WRAPPED = """\
关于加强标准化工作的意见

各市州、县市区人民政府，省政府各厅委、
各直属机构：

    为深入贯彻国家关于标准化工作的决策部
署，加快建设标准强省，现提出如下意见：

    一、总体目标
    到2025年，覆盖率达到98%以上，培育“标
准化”企业10家，牵头制定ISO/IEC标准20项。
    二、重点任务
    1.加强研制。制定行业标准、地方标准与
团体标准。
"""


def test_lines_of_a_fixed_width_are_joined() -> None:
    assert texts(WRAPPED.encode()) == [
        "关于加强标准化工作的意见",
        "各市州、县市区人民政府，省政府各厅委、各直属机构：",
        "为深入贯彻国家关于标准化工作的决策部署，加快建设标准强省，现提出如下意见：",
        "一、总体目标",
        "到2025年，覆盖率达到98%以上，培育“标准化”企业10家，牵头制定ISO/IEC标准20项。",
        "二、重点任务",
        "1.加强研制。制定行业标准、地方标准与团体标准。",
    ]


def test_a_line_is_full_where_what_begins_the_next_does_not_fit() -> None:
    more = "    2.加强应用。到2030年，采用标准的\n1234567.89亩耕地不再减少。\n"
    assert texts((WRAPPED + more).encode())[-1] == (
        "2.加强应用。到2030年，采用标准的1234567.89亩耕地不再减少。"
    )


def test_the_number_of_a_document_does_not_go_on_with_its_title() -> None:
    head = ["关于印发本市标准化工作行动实施方案的通知", "某政发〔2020〕3号"]
    own = [
        "为加强标准化工作并推动高质量发展和全面提",
        *["升标准水平以及增强竞争力和加强标准化建设"] * 4,
        "。",
    ]
    assert texts("\n".join(head + own).encode()) == [*head, "".join(own)]


def test_a_line_that_ends_within_a_list_goes_on() -> None:
    own = [*POLICY, "（省教育厅、省财政厅、", "省水利厅按职责分工负责）"]
    assert texts("\n".join(own).encode()) == [*POLICY, own[-2] + own[-1]]


def test_paragraphs_of_one_width_are_not_joined() -> None:
    lines = ["加强标准化工作推动高质量发展全面提升水平。"] * 4
    assert texts("\n".join(["关于加强标准化工作的意见", *lines]).encode())[1:] == lines


def test_the_record_of_a_site() -> None:
    table = "索引号\tA-1\t发布机构\t某市人民政府"
    found = read("\n".join([table, *POLICY]).encode(), "t.txt")
    assert [(each.label, each.value) for each in found.record] == [
        ("索引号", "A-1"),
        ("发布机构", "某市人民政府"),
    ]
    assert all(each.value in found.raw[each.start : each.end] for each in found.record)


def test_the_record_of_a_site_in_lines() -> None:
    own = [
        "索引号: A-1 文号: 某政发〔2020〕3号",
        "成文日期：",
        "2020-03-05",
        "公开方式：主动公开",
        "公开日期：20200306",
        *POLICY,
    ]
    found = read("\n".join(own).encode(), "t.txt")
    assert [(entry.label, entry.value) for entry in found.record][:3] == [
        ("索引号", "A-1"),
        ("文号", "某政发〔2020〕3号"),
        ("成文日期", "2020-03-05"),
    ]
    assert all(entry.value in found.raw[entry.start : entry.end] for entry in found.record)
    fields = recorded(found.record)
    assert fields.adopted
    assert fields.published
    assert fields.disclosure
    assert (fields.adopted.value, fields.published.value) == ("2020-03-05", "2020-03-06")
    assert (fields.disclosure.value, fields.title) == ("public", None)


MARKDOWN = """\
---
title: x
---
# 关于加强**标准化**工作的意见

<!-- INFO
END -->
> 某政发〔2020〕3号

## 一、总体要求

（一）指导思想。见[《某纲要》](http://example.org/a_(b))。\\*注<br>1\\. 坚持&nbsp;引领。
* * *
| 序号 | 任务 |
|---|:--:|
| 1 | 制定标准 |

- 推进改革，加强领导。
"""


def test_markdown() -> None:
    assert texts(MARKDOWN.encode(), "policy.md") == [
        "关于加强标准化工作的意见",
        "某政发〔2020〕3号",
        "一、总体要求",
        "（一）指导思想。见《某纲要》。*注",
        "1. 坚持\u00a0引领。",
        "序号\t任务",
        "1\t制定标准",
        "推进改革，加强领导。",
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_raw_texts_of_the_examples_are_the_clean_ones_but_for_what_was_lost(path: Path) -> None:
    found = read(path.read_bytes(), path.name)
    source = path.with_name("source.txt").read_text(encoding="utf-8").split("\n")
    own = [block.text for top in layout(texts(path.read_bytes())).blocks for block in top.walk()]
    lost = {"shandong-2022": 2, "zhejiang-2023": 1}.get(path.parent.name, 0)
    differ = [(a, b) for a, b in zip(own, source, strict=True) if a.split() != b.split()]
    spaced = [(a, b) for a, b in differ if "".join(a.split()) == "".join(b.split())]
    assert len(differ) - len(spaced) == lost
    assert [found.raw[line.start : line.end].strip() for line in found.lines] == [
        found.raw[line.start : line.end] for line in found.lines
    ]


@examples(200)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    st.sampled_from(["", "a.md", "a.html"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    found = attempted(data, name)
    if isinstance(found, str):
        assert found
        assert "\n" not in found
        return
    assert found.lines
    assert all(line.text and "\n" not in line.text for line in found.lines)
    assert all(0 <= line.start < line.end <= len(found.raw) for line in found.lines)


def attempted(data: bytes, name: str) -> Read | str:
    try:
        return read(data, name)
    except Unreadable as error:
        return str(error)


def test_a_table_drawn_in_plain_text_is_one() -> None:
    text = "任务\n| 序号 | 任务 |\n|---|:--|\n| 1 | 制定标准 |\n甲|乙\n| 丙 | 丁 |\n"
    lines = [line.text for line in read(text.encode(), "a.txt").lines]
    assert lines == ["任务", "序号\t任务", "1\t制定标准", "甲|乙", "| 丙 | 丁 |"]
