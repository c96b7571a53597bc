"""PDFs with a text layer: printed lines as paragraphs."""

import io

import pypdf
import pytest

from input_files import pdf, set_in_type
from stdpolicy.drafting.inputs import Unreadable, read

PARAGRAPHS = [
    ("某市人民政府关于加强标准化工作的意见", "c"),
    ("某政发〔2020〕3号", "c"),
    ("各区、县（市）人民政府，市政府各部门、各直属单位：", "n"),
    (
        "为深入实施标准化战略，推动高质量发展，根据《国家标准化发展纲要》，结合本市实际，现提出以下意见。",
        "p",
    ),
    ("一、总体要求", "p"),
    (
        "（一）指导思想。以新发展理念为引领，坚持标准引领，完善标准体系，强化标准实施，到2025年制定国家标准50项以上，主导制定ISO标准3项。",
        "p",
    ),
    ("（二）基本原则。", "p"),
    (
        "坚持问题导向。补齐短板，着力解决标准供给不足、实施不力等问题，不断提升标准化水平和影响力，打造标准高地。",
        "p",
    ),
    ("某市人民政府", "r"),
    ("2020年3月5日", "r"),
    ("（此件公开发布）", "p"),
]
LINES = [text for text, _ in PARAGRAPHS]


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "policy.pdf").lines]


def test_lines_are_joined_and_page_numbers_left_out() -> None:
    pages = set_in_type(PARAGRAPHS)
    assert len(pages) > 2
    assert texts(pdf(pages)) == LINES


def test_running_heads_are_left_out() -> None:
    pages = [[(88.0, 800.0, 10.0, "某市人民政府公报"), *page] for page in set_in_type(PARAGRAPHS)]
    assert texts(pdf(pages)) == LINES


def test_without_indents_a_number_begins_a_paragraph() -> None:
    flush = [(text, "n" if how == "p" else how) for text, how in PARAGRAPHS if len(text) > 5]
    full = "（三）加强领导。各地各部门要高度重视，统筹推进，落实责任。"
    assert len(full) == 29
    own = [*flush, (full, "n"), ("（四）抓好落实。", "n")]
    found = texts(pdf(set_in_type(own, 29)))
    assert found[-2:] == [full, "（四）抓好落实。"]


def test_cells_of_a_table_are_parted() -> None:
    table = [
        (88.0, 300.0, 12.0, "序号"),
        (200.0, 300.0, 12.0, "任务"),
        (88.0, 280.0, 12.0, "1"),
        (200.0, 280.0, 12.0, "制定标准"),
    ]
    pages = [*set_in_type(PARAGRAPHS), table]
    assert texts(pdf(pages))[-2:] == ["序号\t任务", "1\t制定标准"]


def protected(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


GOOD = pdf(set_in_type(PARAGRAPHS))
REFUSED = {
    "a scan": (pdf([[]]), "a scan"),
    "hardly any text": (pdf([[(88.0, 50.0, 10.0, "扫描 1/3")]]), "a scan"),
    "fonts that do not say": (pdf(set_in_type(PARAGRAPHS), mapped=False), "a scan|fonts"),
    "a password": (protected(GOOD, "secret"), "password"),
    "cut short": (GOOD[:300], "damaged|a scan"),
    "only a head": (b"%PDF-1.7\n", "damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_text_to_read_is_refused(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(Unreadable, match=words):
        read(data, "policy.pdf")


def test_a_document_protected_against_changes_alone_is_read() -> None:
    assert texts(protected(GOOD, "")) == LINES


def test_too_much_that_is_drawn_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stdpolicy.drafting.inputs.pdf.ruled.MOST_OPERATORS", 20)
    with pytest.raises(Unreadable, match="too much"):
        read(GOOD, "policy.pdf")
    monkeypatch.setattr("stdpolicy.drafting.inputs.pdf.pages.MOST_PAGES", 1)
    with pytest.raises(Unreadable, match="more than 1 pages"):
        read(GOOD, "policy.pdf")


def test_bytes_that_are_wrong_are_refused_or_read() -> None:
    for at in range(0, len(GOOD), 211):
        try:
            read(GOOD[:at] + b"\xff" + GOOD[at + 1 :], "policy.pdf")
        except Unreadable as error:
            assert "\n" not in str(error)  # noqa: PT017
