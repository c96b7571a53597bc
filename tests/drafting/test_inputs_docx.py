"""Word documents, with the numbers that Word gives and without what surrounds the text."""

import io
import zipfile
from typing import Any

import pytest
from docx.oxml import parse_xml

from input_files import W, in_list, numbered, saved, word
from stdpolicy.drafting.inputs import Unreadable, read
from stdpolicy.drafting.inputs.counting import chinese, formatted

CHINESE = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircleChinese", "%5"),
)


def texts(document: Any) -> list[str]:
    return [line.text for line in read(saved(document), "policy.docx").lines]


def test_paragraphs_without_header_and_footer() -> None:
    assert texts(word(["某意见", "", "\u3000\u3000一、总体要求", "做好工作。"])) == [
        "某意见",
        "一、总体要求",
        "做好工作。",
    ]


def test_automatic_numbers_are_printed() -> None:
    document = word(["某意见"])
    numbered(document, CHINESE)
    for level, text in [
        (0, "要求"),
        (1, "思想。引领。"),
        (1, "目标。提升。"),
        (2, "近期"),
        (2, "远期"),
        (0, "任务"),
        (1, "改革"),
        (2, "制定"),
        (3, "甲"),
        (4, "乙"),
    ]:
        in_list(document, text, level)
    in_list(document, "不编号", 0, key=0)
    assert texts(document) == [
        *(
            "某意见",
            "一、要求",
            "（一）思想。引领。",
            "（二）目标。提升。",
            "1.近期",
            "2.远期",
            "二、任务",
            "（一）改革",
            "1.制定",
        ),
        *("（1）甲", "①乙", "不编号"),
    ]


def test_numbers_of_laws_are_parted_from_the_text() -> None:
    document = word(["某办法"])
    numbered(
        document, (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"))
    )
    own = [(0, "总则"), *((1, f"甲{n}") for n in range(1, 13)), (0, "附则")]
    for level, text in own:
        in_list(document, text, level)
    found = texts(document)
    assert (found[1], found[2], found[12], found[14]) == (
        "第一章 总则",
        "第一条 甲1",
        "第十一条 甲11",
        "第二章 附则",
    )


def test_a_list_that_begins_anew_and_one_that_starts_elsewhere() -> None:
    document = word(["某意见"])
    numbered(document, (("decimal", "%1."),))
    numbering = document.part.numbering_part.element
    numbering.append(
        parse_xml(
            f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
    )
    for key in (77, 77, 78, 78):
        in_list(document, "甲", 0, key)
    assert texts(document)[1:] == ["1.甲", "2.甲", "5.甲", "6.甲"]


def test_a_style_that_numbers() -> None:
    document = word(["某意见"])
    numbered(document, (("chineseCounting", "%1、"),))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {W}><w:numId w:val="77"/></w:numPr>'))
    document.add_paragraph("总体要求", style="Heading 1")
    document.add_paragraph("主要任务", style="Heading 1")
    assert texts(document)[1:] == ["一、总体要求", "二、主要任务"]


def test_bullets() -> None:
    document = word(["某意见"])
    numbered(document, (("bullet", "\uf0b7"), ("bullet", "——")))
    in_list(document, "甲", 0)
    in_list(document, "乙", 1)
    assert texts(document)[1:] == ["●甲", "——乙"]


def test_tables_are_rows_and_stand_in_their_place() -> None:
    document = word(["某意见"])
    table = document.add_table(3, 2)
    for cell, text in zip(
        table._cells, ["序号", "任务", "1", "制定标准", "", "实施标准"], strict=True
    ):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).add_paragraph("修订标准")
    document.add_paragraph("（此件公开发布）")
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "专栏1"
    box.add_paragraph("做好工作。")
    assert texts(document) == [
        *(
            "某意见",
            "序号\t任务",
            "1\t制定标准 修订标准",
            "实施标准",
            "（此件公开发布）",
            "专栏1",
            "做好工作。",
        ),
    ]


def test_text_boxes_breaks_fields_and_changes() -> None:
    document = word(["某意见"])
    paragraph = document.add_paragraph("甲")._p
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    runs = (
        "<w:r><w:br/><w:t>乙</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:footnoteReference w:id="2"/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>'
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    for run in parse_xml(f"<w:p {W}>{runs}</w:p>"):
        paragraph.append(run)
    contents = (
        f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    control = (
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    for xml in (contents, control):
        paragraph.addnext(parse_xml(xml))
    assert texts(document) == ["某意见", "甲", "乙增丙 丁链", "框内", "控件"]


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def replaced(document: Any, name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        return packed(
            {each: data if each == name else package.read(each) for each in package.namelist()}
        )


GOOD = saved(word(["某意见", "做好工作。"]))
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><a>&b;</a>' % (b"x" * 100)
REFUSED = {
    "cut short": (GOOD[: len(GOOD) // 2], "damaged"),
    "a zip file": (packed({"a.txt": b"x"}), "unpack"),
    "a spreadsheet": (packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "spreadsheet"),
    "OFD": (packed({"OFD.xml": b""}), "OFD"),
    "OpenDocument": (packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "no document in it": (packed({"[Content_Types].xml": b"<a/>"}), "damaged"),
    "not XML": (replaced(word(["某"]), "word/document.xml", b"<w:document"), "damaged"),
    "another root": (replaced(word(["某"]), "word/document.xml", BOMB), "damaged|without any text"),
    "a bomb": (replaced(word(["某"]), "word/document.xml", b" " * 300_000_000), "256 MB"),
    "nothing": (saved(word([])), "without any text"),
    "the old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_word_document_is_refused(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(Unreadable, match=words):
        read(data, "policy.docx")


def test_bytes_that_are_wrong_are_refused_or_read() -> None:
    for at in range(0, len(GOOD), 97):
        try:
            read(GOOD[:at] + b"\xff" + GOOD[at + 1 :], "policy.docx")
        except Unreadable as error:
            assert "\n" not in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (2030, "二千零三十"),
    ],
)
def test_chinese_numerals(number: int, words: str) -> None:
    assert chinese(number) == words


FORMATS = {
    "decimal": "12",
    "decimalZero": "12",
    "decimalFullWidth": "１２",
    "chineseCounting": "十二",
    "chineseLegalSimplified": "壹拾贰",
    "ideographDigital": "一二",
    "ideographTraditional": "乙",
    "ideographEnclosedCircle": "12",
    "decimalEnclosedCircle": "⑫",
    "decimalEnclosedParen": "⑿",
    "decimalEnclosedFullstop": "⒓",
    "lowerLetter": "l",
    "upperLetter": "L",
    "lowerRoman": "xii",
    "upperRoman": "XII",
    "none": "",
    "ordinal": "12",
}


@pytest.mark.parametrize("form", FORMATS)
def test_formats_of_numbers(form: str) -> None:
    assert formatted(12, form) == FORMATS[form]
