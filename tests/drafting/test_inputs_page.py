"""Web pages: what of them is the document."""

import pytest

from stdpolicy.drafting.inputs import Unreadable, read

DOCUMENT = """
<p style="text-align:center"><b>某市人民政府</b><br><b>关于做好标准化工作的实施意见</b></p>
<p align=center>某政发〔2021〕1号</p><p>&nbsp;</p>
<p>各区、县（市）人民政府，市政府各部门、各直属单位：</p>
<p>　　为做好标准化
工作，制定本意见。</p>
<div>　　<span>一、</span><span>总体要求</span></div>
<div>&nbsp;&nbsp;（一）指导思想。以标准引领高质量<font color=red>发展</font>，支撑现代化，对接 ISO 标准。</div>
<div>（二）主要目标。到2025年，制定国家标准50项<sup>以上</sup>。<br>　　二、保障措施<br>　　加强领导，落实责任。</div>
<p style="text-align:right">某市人民政府</p><p style="text-align:right">2021年3月5日</p><p>（此件公开发布）</p>
"""
LINES = [
    "某市人民政府",
    "关于做好标准化工作的实施意见",
    "某政发〔2021〕1号",
    "各区、县（市）人民政府，市政府各部门、各直属单位：",
    "为做好标准化工作，制定本意见。",
    "一、总体要求",
    "（一）指导思想。以标准引领高质量发展，支撑现代化，对接 ISO 标准。",
    "（二）主要目标。到2025年，制定国家标准50项以上。",
    "二、保障措施",
    "加强领导，落实责任。",
    "某市人民政府",
    "2021年3月5日",
    "（此件公开发布）",
]
BEFORE = """
<ul class=nav><li><a href="/">首页</a></li><li><a>通知公告</a></li><li><a>规划计划</a></li></ul>
<div>当前位置：<a>首页</a> &gt; <a>政策文件</a></div>
<table><tr><td>索 引 号：</td><td>A-1</td><td>发文字号：</td><td>某政发〔2021〕1号</td></tr>
<tr><td>发文机关：</td><td>某市人民政府</td><td>成文日期：</td><td>2021年3月5日</td></tr></table>
<h1>某市人民政府关于做好标准化工作的实施意见</h1>
<div>发布时间：2021-03-10 09:30 来源：市政府 浏览次数：<span>123</span> 字号：[ 大 中 小 ]</div>
<div><a>分享到微信</a></div>
"""
AFTER = """
<h3>相关链接</h3><ul><li><a>某市标准化条例解读：落实，提升</a></li><li><a>关于开展试点的通知</a></li></ul>
<div>上一篇：<a>某通知</a></div><div>主办：某市人民政府办公室 备案号：某ICP备12345678号</div>
<script>var a="一、坏的，内容。";</script><div style="display: none">隐藏的，内容。</div><textarea>输入，内容。</textarea>
"""
FRAMED = "<table><tbody><tr><td><table><tbody><tr><td>%s</td><td>侧栏</td></tr></tbody></table></td></tr></tbody></table>"


def texts(page: str, name: str = "page.html", encoding: str = "utf-8") -> list[str]:
    return [line.text for line in read(page.encode(encoding), name).lines]


PAGES = {
    "the document alone": DOCUMENT,
    "a site round it, in one element": f"<html><body>{BEFORE}{DOCUMENT}{AFTER}</body></html>",
    "in an element of its own": f"<html><body><div>{BEFORE}</div><div id=zoom>{DOCUMENT}</div><div>{AFTER}</div></body></html>",
    "in a table that frames the page": f"<body>{BEFORE}{FRAMED % DOCUMENT}{AFTER}</body>",
    "deep": f"{'<div>' * 100}{DOCUMENT}{'</div>' * 100}",
    "an XHTML page": f'<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{DOCUMENT}</body></html>',
    "a comment at its head": f"<!-- 二维码 -->{DOCUMENT}<!-- 一、注释，内容。 -->",
    "Word's HTML": f"<html xmlns:o='urn:x'><body><div class=WordSection1>{DOCUMENT}<o:p>&nbsp;</o:p></div></body></html>",
}


@pytest.mark.parametrize("case", PAGES)
def test_the_document_of_a_page(case: str) -> None:
    page = PAGES[case]
    assert [text for text in texts(page) if text != "侧栏"] == LINES


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_that_declares_another_encoding(declared: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{declared}"><title>某</title></head><body>{DOCUMENT}</body></html>'
    assert texts(page, encoding=encoding) == LINES


def test_the_rows_of_a_table_are_lines() -> None:
    table = """<table border=1><caption>任务分工表</caption>
    <tr><th>序号</th><th>任务</th><th>责任单位</th></tr>
    <tr><td rowspan=2>1</td><td><p>制定标准</p><p>实施标准</p></td><td>市市场监管局</td></tr>
    <tr><td>宣传标准</td><td><br></td></tr></table>"""
    assert texts(DOCUMENT + table)[len(LINES) :] == [
        "任务分工表",
        "序号\t任务\t责任单位",
        "1\t制定标准 实施标准\t市市场监管局",
        "宣传标准",
    ]


def test_ragged_rows_keep_their_columns() -> None:
    def cells(*cells: str) -> str:
        return "<tr>" + "".join(f"<td{cell}</td>" for cell in cells) + "</tr>"

    table = "".join(
        [
            cells(">序号", ">任务", ">单位", ">时限"),
            cells(">1", ">制定标准", " rowspan=2>市水务局", ">2025年"),
            cells(">2"),  # shorter than the table, and what covers it stands further right
            cells(">3", ">宣传标准", ">市教育局", ">2026年"),
            cells(">4", " colspan=2 rowspan=2>实施标准", ">2027年"),
            cells(">5", " colspan=9999999>评估标准"),
        ]
    )
    assert texts(f"{DOCUMENT}<table>{table}</table>")[len(LINES) + 1 :] == [
        "1\t制定标准\t市水务局\t2025年",
        "2",
        "3\t宣传标准\t市教育局\t2026年",
        "4\t实施标准\t \t2027年",
        "5\t\t\t评估标准",
    ]


def test_cells_that_span_more_and_more_are_bounded() -> None:
    cell = "<td rowspan=99 colspan=99>标准</td>"
    rows = texts(f"{DOCUMENT}<table>{f'<tr>{cell * 3}</tr>' * 200}</table>")[len(LINES) :]
    assert max(row.count("\t") for row in rows) < 800


def test_the_record_of_a_page_is_kept_apart() -> None:
    found = read(f"<body>{BEFORE}<div>{DOCUMENT}</div>{AFTER}</body>".encode(), "page.html")
    assert [(entry.label, entry.value) for entry in found.record] == [
        ("索引号", "A-1"),
        ("发文字号", "某政发〔2021〕1号"),
        ("发文机关", "某市人民政府"),
        ("成文日期", "2021年3月5日"),
        ("发布时间", "2021-03-10 09:30"),
        ("来源", "市政府"),
    ]


def test_a_page_is_told_from_its_text_whatever_its_name() -> None:
    assert texts(DOCUMENT, "page") == LINES
    assert texts("一、总体<要求>，加强领导。\n二、保障，落实责任。", "page.txt") == [
        "一、总体<要求>，加强领导。",
        "二、保障，落实责任。",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<script>一、内容。</script>",
        "<html><body><iframe src='http://example.org/'></iframe></body></html>",
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>",
    ],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    if "ENTITY" in page:
        assert "root:" not in "".join(texts(page))
        return
    with pytest.raises(Unreadable, match="without any text"):
        read(page.encode(), "page.html")


def test_entities_are_not_multiplied() -> None:
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    page = f"<!DOCTYPE html [<!ENTITY a0 '一'>{bomb}]><p>&a11;标准化</p>"
    assert len(read(page.encode(), "page.html").raw) < 5_000


@pytest.mark.parametrize(
    "markup", ["<div>", "<b>", "<table><tr><td>", "<a href=x>", "<br>", "<p>", "<ul><li>"]
)
def test_markup_without_end_is_read(markup: str) -> None:
    assert any("标准" in text for text in texts(f"<p>做好标准化工作。</p>{markup * 3000}标准"))


REPLY = """
<table><tr><td>标　　题：</td><td>某省人民政府对省政协某次会议第1号提案的答复</td></tr>
<tr><td>发文字号：</td><td>某政函〔2006〕8号</td><td>发布日期：</td><td>2018年12月24日</td></tr>
<tr><td>主 题 词：</td><td>文秘工作　提案　函</td><td></td><td></td></tr></table>
<p>某省人民政府对省政协某次会议</p><p>第1号提案的答复</p><p>某政函〔2006〕8号</p>
<p>您提出的提案收悉。经研究，答复如下：我们将继续做好工作，不断提高水平。</p>
<p>某省人民政府</p><p>二〇〇六年十月十八日</p>
"""


def test_subject_terms_are_no_title_and_a_reply_has_one_on_two_lines() -> None:
    found = read(REPLY.encode(), "a.html")
    assert [line.text for line in found.lines][:3] == [
        "某省人民政府对省政协某次会议",
        "第1号提案的答复",
        "某政函〔2006〕8号",
    ]
    assert ("主题词", "文秘工作\u3000提案\u3000函") in [(e.label, e.value) for e in found.record]
