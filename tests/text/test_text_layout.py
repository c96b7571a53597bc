"""The structure of policies: provisions, numbers and headings, by documents of many shapes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlines import lines, outline
from stdpolicy.model.edition import model
from stdpolicy.text.layout import layout
from strategies import examples

CASES = sorted((Path(__file__).parent / "layouts").glob("*.txt"))
EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/source.txt"))
KINDS = set(model().schemes["provision-kind"].codes)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_structure_of_a_document(path: Path) -> None:
    written = path.read_text(encoding="utf-8").rstrip("\n")
    assert "\n".join(outline(layout(lines(written)).blocks)) == written


def compact(text: str) -> str:
    return "".join(text.split())


def text_of(found: list[str]) -> str:
    return compact("".join(b.text for top in layout(found).blocks for b in top.walk()))


@pytest.mark.parametrize("path", [*CASES, *EXAMPLES], ids=lambda path: path.parent.name + path.stem)
@pytest.mark.parametrize("between", ["", " ", "\u3000\u3000"])
def test_nothing_is_lost_of_a_text_that_runs_together(path: Path, between: str) -> None:
    written = path.read_text(encoding="utf-8").rstrip("\n")
    own = lines(written) if path in CASES else written.split("\n")
    assert text_of([between.join(own)]) == compact("".join(own))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_white_space_parts_the_examples_as_line_breaks_do(path: Path) -> None:
    own = path.read_text(encoding="utf-8").split("\n")
    assert list(outline(layout([" ".join(own)]).blocks)) == list(outline(layout(own).blocks))


RUN_TOGETHER = {
    "sections with headings in the line of the first, or of the part": (
        [
            "某市关于标准化工作的意见",
            "一、主要任务",
            "（一）完善体系。健全标准。（二）强化实施。对标达标。",
            "二、保障措施（一）加强领导。各部门要加强配合。（二）加大投入。保障经费。",
            "三、有关要求。推进工作：（一）加强宣传；（二）加强考核。",
        ],
        """\
title 某市关于标准化工作的意见
part <一、>{主要任务}
  section <（一）>{完善体系}。健全标准。
  section <（二）>{强化实施}。对标达标。
part <二、>{保障措施}
  section <（一）>{加强领导}。各部门要加强配合。
  section <（二）>{加大投入}。保障经费。
part <三、>{有关要求}。推进工作：（一）加强宣传；（二）加强考核。""",
    ),
    "numbers of two levels, headings without a mark": (
        [
            "某市关于标准化工作的意见",
            "为做好工作，提出以下意见。一、总体要求（一）指导思想。以标准引领发展。（二）目标。到2025年完成。"
            "二、主要任务（一）完善体系。健全标准。（二）强化实施。对标达标。",
        ],
        """\
title 某市关于标准化工作的意见
preamble 为做好工作，提出以下意见。
part <一、>{总体要求}
  section <（一）>{指导思想}。以标准引领发展。
  section <（二）>{目标}。到2025年完成。
part <二、>{主要任务}
  section <（一）>{完善体系}。健全标准。
  section <（二）>{强化实施}。对标达标。""",
    ),
    "a number between two that begin lines": (
        [
            "某意见",
            "一、任务",
            "（一）完善体系。健全标准。（二）强化实施。对标达标。",
            "（三）加强监督。依法检查。（四）培养人才。开展培训。",
        ],
        """\
title 某意见
part <一、>{任务}
  section <（一）>{完善体系}。健全标准。
  section <（二）>{强化实施}。对标达标。
  section <（三）>{加强监督}。依法检查。
  section <（四）>{培养人才}。开展培训。""",
    ),
    "a list within a sentence stays": (
        [
            "某意见",
            "一、任务",
            "（一）完善体系。包括：1.国家标准；2.行业标准；3.地方标准。",
            "（二）给予奖励。对一、二、三等奖分别奖励，具体为：（1）一等奖；（2）二等奖。",
        ],
        """\
title 某意见
part <一、>{任务}
  section <（一）>{完善体系}。包括：1.国家标准；2.行业标准；3.地方标准。
  section <（二）>{给予奖励}。对一、二、三等奖分别奖励，具体为：（1）一等奖；（2）二等奖。""",
    ),
    "an article cited within one": (
        [
            "某条例",
            "第一条 为了做好工作，制定本条例。",
            "第二条 违反本条例第一条规定的，予以警告。第三条规定的除外。",
            "第三条 本条例自公布之日起施行。",
        ],
        """\
title 某条例
article <第一条> 为了做好工作，制定本条例。
article <第二条> 违反本条例第一条规定的，予以警告。第三条规定的除外。
article <第三条> 本条例自公布之日起施行。""",
    ),
    "chapters and articles on one line": (
        [
            "某办法",
            "第一章 总则 第一条 为了做好工作，制定本办法。 第二条 本办法适用于本市。 第二章 附则 第三条 本办法自公布之日起施行。",
        ],
        """\
title 某办法
part <第一章> {总则}
  article <第一条> 为了做好工作，制定本办法。
  article <第二条> 本办法适用于本市。
part <第二章> {附则}
  article <第三条> 本办法自公布之日起施行。""",
    ),
    "head and tail": (
        [
            "某市人民政府关于做好工作的通知 某政发〔2020〕3号 各区人民政府，市政府各部门：",
            "现就有关事项通知如下：",
            "一、加强领导。各区要建立机制，落实责任。",
            "二、抓好落实。各区要制定方案，明确分工。附件：1.任务分工表",
            "2.指标",
            "某市人民政府 2020年3月5日 （此件公开发布）",
        ],
        """\
title 某市人民政府关于做好工作的通知
masthead 某政发〔2020〕3号
masthead 各区人民政府，市政府各部门：
preamble 现就有关事项通知如下：
part <一、>{加强领导}。各区要建立机制，落实责任。
part <二、>{抓好落实}。各区要制定方案，明确分工。
annex <附件：1.>{任务分工表}
annex <2.>{指标}
signature 某市人民政府
signature 2020年3月5日
masthead （此件公开发布）""",
    ),
    "dashes and items in a paragraph of parts that run together": (
        [
            "某意见",
            "一、目标 到2025年：——体系更优。标准更全。——水平更高。指标更好。二、任务1.制定标准。完成计划。2.实施标准。开展评估。",
        ],
        """\
title 某意见
part <一、>{目标} 到2025年：
  dash <——>{体系更优}。标准更全。
  dash <——>{水平更高}。指标更好。
part <二、>{任务}
  item <1.>{制定标准}。完成计划。
  item <2.>{实施标准}。开展评估。""",
    ),
}


@pytest.mark.parametrize("case", RUN_TOGETHER)
def test_paragraphs_that_run_together(case: str) -> None:
    found, expected = RUN_TOGETHER[case]
    assert "\n".join(outline(layout(found).blocks)) == expected


ENDS = {
    "本意见自2022年8月1日起施行，有效期三年。": "closing",
    "各地区、各部门要结合实际，抓紧制定实施方案。": "closing",
    "特此通知。": "closing",
}


@pytest.mark.parametrize("ending", ENDS)
def test_what_closes_a_document(ending: str) -> None:
    own = ["某意见", "一、任务", "（一）甲。做好甲。", "（二）乙。做好乙。", ending]
    *_, last = layout(own).blocks
    assert (last.kind, last.text) == (ENDS[ending], ending)


def test_under_a_heading_of_its_own_the_last_paragraph_is_text() -> None:
    own = [
        "某意见",
        "一、任务",
        "做好甲。",
        "二、保障",
        "各地区要加强领导。",
        "本意见自公布之日起施行。",
    ]
    assert list(outline(layout(own).blocks))[3:] == [
        "part <二、>{保障}",
        "  paragraph 各地区要加强领导。",
        "closing 本意见自公布之日起施行。",
    ]


def test_where_sections_have_several_paragraphs_the_last_one_may() -> None:
    own = [
        "某意见",
        "一、任务",
        "（一）甲。做好甲。",
        "还要做好丙。",
        "（二）乙。做好乙。",
        "各地要落实。",
    ]
    assert list(outline(layout(own).blocks))[-1] == "    paragraph 各地要落实。"


NUMBERS = {
    "1．2020年底前完成编制。": "1．",
    "1.2020年底前完成编制。": "1.",
    "3.5万亩以上的林地。": "",
    "3、5个以上单位参与。": "",
    "2021年，完成编制。": "",
    "㈠加强领导。落实责任。": "㈠",
    "⑴加强领导。": "⑴",
    "（ 一 ）加强领导。": "（ 一 ）",
    "第三条规定的情形。": "",
    "第三条第二款的情形。": "",
    "第一阶段（2023年）。启动试点。": "",
    "十一、保障措施": "十一、",
    "一、二、三产业融合发展。": "",
    "－－推进改革。": "－－",
    "●推进改革。": "●",
    "1.1万元的补助。": "",
    "100%达标。": "",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_that_begin_a_paragraph(text: str) -> None:
    (block,) = layout(["某意见", text]).blocks[1:]
    assert block.number == NUMBERS[text]


HEADINGS = {
    # run in, by 。, ： or a blank
    "（一）指导思想。以标准引领发展。": "指导思想",
    "（一）工作目标：到2025年，完成任务。": "工作目标",
    "（一）指导思想　以标准引领发展，全面推进各项工作。": "指导思想",
    "（一）持续推进“放管服”改革。取消下放。": "持续推进“放管服”改革",
    "（一）第一阶段（2023年）。启动试点。": "第一阶段（2023年）",
    "（一）强化引领，发挥作用。建立体系。（市发展改革委牵头）": "强化引领，发挥作用",
    # on a line of its own
    "（一）指导思想": "指导思想",
    "（一）加强组织领导（市发展改革委牵头）": "加强组织领导",
    # a sentence
    "（一）推进标准化工作，提升发展水平。": "",
    "（一）支持企业制定标准。（市市场监管局负责）": "",
    "（一）到2025年，制定国家标准50项。鼓励企业参与。": "",
    "（一）各区要加强领导，落实责任。建立机制。": "",
    "（一）国家标准；": "",
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text: str) -> None:
    (part,) = layout(["某意见", "一、任务", text]).blocks[1:]
    assert part.children[0].heading == HEADINGS[text]


def test_a_first_sentence_that_sets_figures_is_no_heading() -> None:
    own = "某意见\n一、任务\n（一）普及率不低于22%，再提升。建立机制。\n（二）建设10个中心，培养人才。完善制度。\n（三）加强宣传。开展活动。"
    part = next(top for top in layout(own.split("\n")).blocks if top.children)
    assert [child.heading for child in part.children[:2]] == ["", ""]


def test_where_most_provisions_are_sentences_none_has_a_heading_run_in() -> None:
    own = [f"（{n}）支持企业制定标准，完善服务体系，提升能力。" for n in "一二三四"]
    (part,) = layout(["某意见", "一、任务", *own, "（五）加强服务。建立平台。"]).blocks[1:]
    assert [child.heading for child in part.children] == [""] * 5


def test_a_label_below_a_signature_begins_an_annex_and_above_it_names_one() -> None:
    own = [
        "某通知",
        "请遵照执行。",
        "附件：某办法",
        "某市人民政府",
        "2020年3月5日",
        "附件",
        "某办法",
        "第一条 制定本办法。",
    ]
    assert list(outline(layout(own).blocks))[2:] == [
        "annex <附件：>{某办法}",
        "signature 某市人民政府",
        "signature 2020年3月5日",
        "annex <附件>",
        "  title 某办法",
        "  article <第一条> 制定本办法。",
    ]


@pytest.mark.parametrize(
    "own", [[], [""], ["  "], ["\u3000", "。"], ["附件"], ["目录"], ["第一章"], ["——"], ["1"]]
)
def test_hardly_any_text(own: list[str]) -> None:
    blocks = layout(own).blocks
    assert text_of(own) == compact("".join(own))
    assert all(block.kind in KINDS for top in blocks for block in top.walk())


PHRASES = st.sampled_from(
    [
        *(
            "一、",
            "二、",
            "（一）",
            "（二）",
            "1.",
            "2．",
            "(1)",
            "①",
            "——",
            "第一章 ",
            "第一条 ",
            "1.1 ",
            "附件",
            "附件：",
            "附件1",
        ),
        *(
            "国务院",
            "2020年3月5日",
            "国发〔2020〕3号",
            "各省人民政府：",
            "总体要求",
            "某办法",
            "关于某事的通知",
            "目录",
            "抄送：",
            "（此件公开发布）",
        ),
        *("。", "；", "：", " ", "\t", "为做好工作，制定本意见", "任务", "《", "》"),
    ]
)


@examples(300)
@given(st.lists(st.lists(PHRASES, max_size=5).map("".join), max_size=12))
def test_every_line_is_in_one_block_and_in_its_order(own: list[str]) -> None:
    found = layout(own)
    blocks = [block for top in found.blocks for block in top.walk()]
    assert all(block.kind in KINDS for block in blocks)
    pieces = [piece for block in blocks for piece in block.pieces]
    assert pieces == sorted(pieces, key=lambda piece: (piece.line, piece.start))
    assert all(own[p.line][p.start : p.end] == p.text == p.text.strip() != "" for p in pieces)
    assert compact("".join(p.text for p in pieces)) == compact("".join(own))
    for block in blocks:
        assert block.text.startswith(block.number)
        assert block.text[len(block.number) :].lstrip().startswith(block.heading)
        assert (block.first, block.last) == (block.pieces[0].line, block.pieces[-1].line)


def test_a_blank_in_the_title_of_an_annex_without_label_is_in_neither_text_nor_heading() -> None:
    annex = layout(["附件一、一、", "一、一、第一章 （一）总体要求"]).blocks[-1]
    assert (annex.kind, annex.number) == ("annex", "")
    assert annex.text == annex.heading == "一、一、第一章（一）总体要求"


NOTES = {
    "（此件公开发布）": True,
    "（此件主动公开）": True,
    "（本文有删减）": True,
    "（此件发至县级）": True,
    "公开属性：主动公开": True,
    "（联系人：张三，电话：010-1234）": True,
    "联系电话：0571-12345678。": True,
    "本文件自发布之日起施行。": False,
    "电话服务质量明显提升。": False,
    "（责任单位：市市场监管局）": False,
    "此件事情要抓好落实。": False,
}


@pytest.mark.parametrize("text", NOTES)
def test_notes_are_of_the_masthead(text: str) -> None:
    own = ["某意见", "一、任务", "（一）甲。做好甲。", text, "某市人民政府", "2020年3月5日"]
    blocks = layout(own).blocks
    assert any(block.kind == "masthead" for block in blocks) == NOTES[text]
