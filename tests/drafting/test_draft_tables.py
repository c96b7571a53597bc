"""Tables in files of each kind: a measure for each task, a goal for each indicator, and the text kept."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

import stdpolicy
from input_files import pdf, ruled, set_in_type
from stdpolicy.checks.entities import shipped
from stdpolicy.diagnostics import Severity
from stdpolicy.drafting.draft import Draft, draft
from stdpolicy.drafting.inputs import read

IRI = "https://example.org/id/p"
PLAN = """某省人民政府关于推进节水的意见
某政发〔2023〕5号
各市人民政府：
为推进节水，提出如下意见。
一、重点任务
（一）完善制度。制定用水定额。
二、保障措施
（一）加强领导。各地要压实责任。
附件
重点任务分工表
"""
SIGNED = "某省人民政府\n2023年3月1日\n"
PLAN = PLAN.replace("附件\n", f"{SIGNED}附件\n")
ROWS = [
    ["序号", "重点任务", "工作措施", "牵头单位", "配合单位", "完成时限"],
    ["1", "推进改造", "改造供水管网。", "省水利厅", "省财政厅", "2024年底前"],
    ["", "", "改造老旧小区200个以上。", "省住房城乡建设厅", "省财政厅", ""],
    ["2", "完善机制", "建立水价机制。", "省发展改革委", " ", "2025年6月底前"],
    ["3", "加强宣传", "开展节水宣传。", "", " ", "持续推进"],
]
"""Nothing is what a merged cell covers, a blank what is empty."""


def as_html() -> tuple[bytes, str]:
    spans = {(1, 0): 2, (1, 1): 2, (1, 5): 2, (3, 3): 2}
    cells = (
        "".join(
            f"<td rowspan={spans.get((r, c), 1)}>{text.strip()}</td>"
            for c, text in enumerate(row)
            if text
        )
        for r, row in enumerate(ROWS)
    )
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    return f"<html><body>{page}<table>{table}</table></body></html>".encode(), "a.html"


def as_docx() -> tuple[bytes, str]:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            if text.strip():
                table.cell(r, c).text = text
    for (r, c), (last, _) in {
        (1, 0): (2, 0),
        (1, 1): (2, 1),
        (1, 5): (2, 5),
        (3, 3): (4, 3),
    }.items():
        whole = table.cell(r, c).merge(table.cell(last, c))
        for empty in whole.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), "a.docx"


def as_text() -> tuple[bytes, str]:
    return (PLAN + "\n".join("\t".join(row) for row in ROWS) + "\n").encode(), "a.txt"


def as_markdown() -> tuple[bytes, str]:
    lines = ["|".join(("", *(cell.strip() for cell in row), "")) for row in ROWS]
    return (PLAN + "\n".join((lines[0], "|---" * 6 + "|", *lines[1:])) + "\n").encode(), "a.md"


def as_pdf() -> tuple[bytes, str]:
    pytest.importorskip("pypdf")
    pages = set_in_type([(line, "n") for line in PLAN.splitlines()])
    rows = [[cell.strip() for cell in row] for row in ROWS]
    placed, drawn = ruled(rows, [2, 3, 9, 5, 4, 4], {(1, 0): 2, (1, 1): 2, (1, 5): 2, (3, 3): 2})
    return pdf([*pages, placed], drawn=[*[""] * len(pages), drawn]), "a.pdf"


FILES = {
    "html": as_html,
    "docx": as_docx,
    "text": as_text,
    "markdown": as_markdown,
    "pdf": as_pdf,
}


def drafted(data: bytes, name: str) -> Draft:
    return draft(read(data, name), IRI, [shipped()])


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def of(found: Draft, cls: str) -> list[dict[str, Any]]:
    return [node for node in nodes(found.document.tree) if node.get("type") == cls]


def names(found: Draft) -> dict[str, str]:
    return {body["id"]: body["name"]["zh-Hans"] for body in of(found, "Body")}


def told(found: Draft) -> list[str]:
    """The measures of the table with their days, actions and assignments."""
    bodies = names(found)
    texts = {node["id"]: node["text"] for node in of(found, "Provision")}
    said = []
    for measure in of(found, "Measure"):
        if "\t" not in texts[measure["statedIn"]]:
            continue
        given = (
            f"{one['role']} {bodies.get(one['body'], one['body'].rpartition('#')[2])}"
            + (f" {one['covers'][0][-1]}" if "covers" in one else "")
            for one in measure["assignment"]
        )
        quotes = " ".join(one["quote"] for one in measure["action"])
        said.append(
            f"{measure['label']['zh-Hans']} {measure.get('deadline', '-')} {quotes} {', '.join(given)}"
        )
    return said


@pytest.mark.parametrize("kind", FILES)
def test_tasks(kind: str) -> None:
    found = drafted(*FILES[kind]())
    assert told(found) == [
        "推进改造 2024-12-31 改造供水管网。 改造老旧小区200个以上。 "
        "lead 省水利厅 1, cooperate 省财政厅 1, lead 省住房城乡建设厅 2, cooperate 省财政厅 2",
        "完善机制 2025-06-30 建立水价机制。 lead 省发展改革委",
        "加强宣传 - 开展节水宣传。 lead 省发展改革委",
    ]
    (target,) = (one for one in of(found, "Target"))
    assert (target["value"], target["comparator"]) == ("200", "at-least")


@pytest.mark.parametrize("kind", FILES)
def test_what_is_drafted_agrees_with_the_text(kind: str) -> None:
    found = drafted(*FILES[kind]())
    report = stdpolicy.validate(found.document.to_bytes("jsonld"))
    assert [d for d in report if d.rule.severity is Severity.ERROR] == []
    read_again = ("SP611", "SP612", "SP613", "SP62")
    assert [str(d) for d in report if d.rule.code.startswith(read_again)] == []
    texts = {node["id"]: node["text"] for node in of(found, "Provision")}
    for statement in nodes(found.document.tree):
        if "quote" in statement:
            assert statement["quote"] in texts[statement["statedIn"]]
    for row in ROWS:
        own = [cell for cell in row if cell.strip()]
        assert sum(text.split() == own for text in texts.values()) == 1


def test_a_row_is_no_signature_and_is_never_parted() -> None:
    rows = "任务\t责任单位\t完成时限\n一、改造管网。二、建设泵站\t省水利厅\t2024年6月30日\n宣传节水\t省水利厅\t2024年12月31日\n"
    found = drafted((PLAN + rows).encode(), "a.txt")
    kinds = {node["text"]: node["kind"] for node in of(found, "Provision")}
    for row in rows.splitlines():
        assert kinds[row] != "signature"


def test_indicators() -> None:
    rows = "指标\t单位\t2020年\t2025年\n普及率\t%\t88.5\t≥95\n新增就业\t万人\t-\t[50]\n注：[ ]为五年累计数。\n"
    found = drafted((PLAN + rows).encode(), "a.txt")
    goals = of(found, "Goal")
    assert [(one["label"]["zh-Hans"], one["deadline"]) for one in goals] == [
        ("普及率", "2025-12-31"),
        ("新增就业", "2025-12-31"),
    ]
    first, second = (one["target"][0] for one in goals)
    assert (first["value"], first["comparator"], first["unit"]) == ("95", "at-least", "percent")
    assert (first["baselineValue"], first["baselineDate"]) == ("88.5", "2020-12-31")
    assert first["quote"] == "普及率\t%\t88.5\t≥95"
    assert (second["value"], second["mode"]) == ("500000", "total")
    report = stdpolicy.validate(found.document.to_bytes("jsonld"))
    assert not [d for d in report if d.rule.code.startswith(("SP61", "SP62"))]


def test_a_table_that_is_not_read_is_a_doubt() -> None:
    rows = "名称\t地点\t规模\n某水库\t某市\t大型\n"
    found = drafted((PLAN + rows).encode(), "a.txt")
    assert [doubt.words for _, doubt in found.doubts if "table" in doubt.why] == rows.splitlines()


def test_a_merged_cell_of_another_task_is_taken_and_doubted() -> None:
    found = drafted(*as_html())
    why = [doubt.why for _, doubt in found.doubts if "empty cells" in doubt.why]
    assert len(why) == 1
    assert why[0].endswith("省发展改革委")


def test_a_value_that_is_not_that_of_its_row_is_found() -> None:
    tree = json.loads(drafted(*as_text()).document.to_bytes("jsonld"))
    measure = next(m for m in tree["measure"] if m["label"]["zh-Hans"] == "完善机制")
    measure["deadline"] = "2024-06-30"
    measure["assignment"][0]["role"] = "cooperate"
    other = next(m for m in tree["measure"] if m["label"]["zh-Hans"] == "推进改造")
    other["action"][1]["target"][0]["value"] = "20"
    report = stdpolicy.validate(json.dumps(tree).encode())
    found = {d.rule.code for d in report if d.rule.code.startswith("SP62")}
    assert found == {"SP620", "SP622", "SP624"}
