"""The table of peers stands in the READMEs, in both languages, with all tools and columns."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))

import peer_tables  # noqa: E402
from peer_tables import BEGIN, BUSY, COLUMNS, END, HEADS, UNMEASURED, Row, Run  # noqa: E402
from peer_tools import CONVERT, OURS, RDF, TASKS, TOOLS, VALIDATE  # noqa: E402
from timing import Time  # noqa: E402

NAMES = [tool.name for tool in TOOLS]
PAGES = {"README.md": HEADS[0], "README.zh.md": HEADS[1], "benchmarks/README.md": COLUMNS}


def table(page: str) -> list[list[str]]:
    """The cells of the table between the marks of a page, without its rule."""
    text = (ROOT / page).read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) > 2, f"no table in {page}: python benchmarks/peers.py --readme"
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in (rows[0], *rows[2:])]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_all_tools_and_columns(page: str) -> None:
    head, *rows = table(page)
    assert head == [*PAGES[page]]
    assert {len(row) for row in rows} == {len(head)}
    assert {row[0] for row in rows} >= {OURS, *NAMES}


def test_each_page_says_when_and_on_what_it_was_measured() -> None:
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
        assert re.search(r"\d{4}-\d\d-\d\d", text), page
        assert re.search(r"Python 3\.\d+\.\d+", text), page
        assert re.search(r"\d+ cores of |\d+ 核", text), page


def test_the_pages_in_two_languages_have_the_same_figures() -> None:
    english, chinese = table("README.md"), table("README.zh.md")
    for one, other in zip(english[1:], chinese[1:], strict=True):
        if one[1] == UNMEASURED[0]:
            one[1] = UNMEASURED[1]
        assert one[:-1] == other[:-1]


@pytest.fixture
def run() -> Run:
    """A run in which only rdfpipe was there."""
    rows = [
        Row(OURS, CONVERT, RDF, Time(0.08, 0.09), Time(1, 1)),
        Row("rdfpipe", CONVERT, RDF, Time(0.16, 0.171), Time(2, 1.9)),
        Row(OURS, VALIDATE, "validate", Time(1.2, 1.25), Time(1, 1)),
    ]
    versions = {OURS: "1.0", "rdfpipe": "7.0", **dict.fromkeys(NAMES[1:])}
    return Run(rows, versions, 193_000, 200, 11_700_000, 9, busy=False)


def test_ours_is_in_seconds_and_the_others_are_multiples(run: Run) -> None:
    lines = run.short(chinese=False).splitlines()
    assert lines[2] == "| stdpolicy | 1.0 | 90 ms |  | 1.25 s |  |  |"
    assert lines[3].startswith("| rdfpipe | 7.0 | 1.9 × |  |  |  | no verdict")


def test_a_busy_machine_is_said_to_be_busy(run: Run) -> None:
    for chinese, words in enumerate(BUSY):
        assert words not in run.said(bool(chinese))
        assert words in run._replace(busy=True).said(bool(chinese))


@pytest.mark.parametrize("chinese", [False, True])
def test_a_tool_that_is_not_installed_is_named(run: Run, chinese: bool) -> None:
    for name in NAMES[1:]:
        assert f"| {name} | {UNMEASURED[chinese]} |" in run.short(chinese)


def test_the_whole_table_has_both_times_and_both_ratios(run: Run) -> None:
    head, ours, peer, *_ = run.whole()
    assert head == [*COLUMNS]
    assert ours[2:7] == ["convert one: JSON-LD to Turtle", "80 ms", "90 ms", "1.00", "1.00"]
    assert peer[3:7] == ["160 ms", "171 ms", "2.00", "1.90"]
    assert [row[0] for row in run.whole() if row[1] == UNMEASURED[0]] == NAMES[1:]


def test_every_tool_says_in_both_languages_what_is_not_equal() -> None:
    for tool in TOOLS:
        english, chinese = tool.unequal
        assert english.isascii()
        assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert len(TASKS) == len(HEADS[0]) - 3


def test_a_table_is_written_between_the_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", encoding="utf-8")
    peer_tables.between(page, "new\n")
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}new\n{END}after\n"
    page.write_text("no marks\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md"):
        peer_tables.between(page, "new\n")
