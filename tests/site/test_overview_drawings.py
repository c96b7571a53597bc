"""Targets on a time line and who implements whom: table, download, list and drawing say the same, and what SPARQL says."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from overview_pages import ID, ROOT, asked, page, short, store, text

from stdpolicy.site.overview.downloads import harmless
from stdpolicy.site.overview.widths import cut, width, wrapped


def targets(site: Mapping[str, bytes]) -> list[dict[str, str]]:
    """The rows of the download."""
    data = site["overview/targets/targets.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def test_targets_are_due_as_the_query_says(site: Mapping[str, bytes]) -> None:
    query = (ROOT / "docs/queries/01-effective-deadlines.rq").read_text(encoding="utf-8")
    solutions = store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    due = {row["target"].value: (row["due"].value, row["from"].value) for row in solutions}
    every = {ID + iri for (iri,) in asked("SELECT ?x WHERE { ?x a stdpol:Target }")}
    rows = targets(site)
    assert {row["target"] for row in rows} == every
    assert len(rows) == len(every)
    for row in rows:
        assert (row["deadline"], row["deadline_from"]) == due.get(row["target"], ("", ""))


def test_the_table_of_targets_is_the_download(site: Mapping[str, bytes]) -> None:
    shown = page(site, "overview/targets/").xpath("//table[@id='_table']/tbody/tr")
    rows = targets(site)
    assert len(shown) == len(rows)
    for row, said in zip(shown, rows, strict=True):
        cells = [text(cell) for cell in row.xpath("th|td")]
        assert cells[0] == said["indicator_zh"]
        assert row.get("data-year") == (said["deadline"][:4] or "none")
        assert cells[4].startswith(said["deadline"][:4] or "无")
        assert said["value"] in cells[2]
        assert row.get("data-policy") == short(said["policy"])
        assert (
            row.xpath("td")[-1].xpath("a/@href")[0].endswith("#" + said["target"].partition("#")[2])
        )


def test_indicators_of_several_policies_come_first(site: Mapping[str, bytes]) -> None:
    policies: dict[str, set[str]] = {}
    for row in targets(site):
        policies.setdefault(row["indicator"], set()).add(row["policy"])
    counts = [len(found) for found in policies.values()]
    assert counts == sorted(counts, reverse=True)
    assert f"其中 {sum(n > 1 for n in counts)} 个由多份政策定值" in text(
        page(site, "overview/targets/")
    )


@pytest.mark.parametrize("tree", ["", "en/"])
def test_the_time_line_has_each_target_once(tree: str, site: Mapping[str, bytes]) -> None:
    [svg] = page(site, f"{tree}overview/targets/").xpath("//svg[@role='img']")
    assert [svg.find(name) is not None for name in ("title", "desc")] == [True, True]
    assert not svg.xpath(".//a")
    years = {text(head): int(head.get("x")) for head in svg.xpath("./text[@class='head']")}
    marks: Counter[str] = Counter()
    for mark in svg.xpath("./g[@class='mark']"):
        x = int(re.findall(r"\d+", mark.get("transform"))[0])
        year = max(years, key=lambda name: (years[name] <= x, years[name]))
        number = re.search(r"×(\d+)$", text(mark))
        marks[year] += int(number[1]) if number else 1
    none = "no date" if tree else "无期限"
    assert marks == Counter(row["deadline"][:4] or none for row in targets(site))


def test_the_graph_has_each_reference_and_each_pair(site: Mapping[str, bytes]) -> None:
    references = asked("""
        SELECT ?x WHERE { ?x stdpol:relation ?relation .
          FILTER (?relation IN (relation:implements, relation:based-on, relation:applies)) }""")  # fmt: skip
    ends = asked("""
        SELECT ?subject ?object ?class WHERE { ?x a stdpol:Alignment ; stdpol:subject ?subject ;
          stdpol:object ?object . ?subject a ?class }""")  # fmt: skip
    pairs = Counter((a.partition("#")[0], b.partition("#")[0]) for a, b, _ in ends)
    figures = Counter(
        (a.partition("#")[0], b.partition("#")[0])
        for a, b, kind in ends
        if kind.endswith("#Target")
    )
    html = page(site, "overview/graph/")
    listed = html.xpath("//ul[@class='tree']//ul/li/ul/li/a/@href")
    assert Counter(
        href.split("/")[-2] + "#" + href.partition("#")[2] for href in listed
    ) == Counter(iri for (iri,) in references)
    found = {}
    for one in html.xpath("//ul[@class='tree']/li/ul/li[a[contains(@href, 'crosswalk')]]"):
        left, right = one.xpath("a/@href")[-1].split("/")[-2].split("_")
        count, targets = re.findall(r"(\d+) 项", text(one))
        found[left, right] = int(count), int(targets)
    assert found == {pair: (n, figures[pair]) for pair, n in pairs.items()}
    drawn = html.xpath("//figure[@class='arcs']/section/svg")[0]
    assert Counter(text(one) for one in drawn.xpath("./text[@class='count']")) == Counter(
        map(str, pairs.values())
    )
    arcs = drawn.xpath("./path[starts-with(@class, 'arc ') and not(contains(@class, 'alike'))]")
    lines = html.xpath("//ul[@class='tree']/li/ul/li[ul]")
    assert len(arcs) == len(lines)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-a", "'-a"),
        ("标准", "标准"),
        ("", ""),
    ],
)
def test_no_cell_of_the_download_is_a_formula(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


def test_names_in_drawings_fit() -> None:
    words = "Share of science and technology programme projects that yield standards"
    assert wrapped(words, 38) == (
        "Share of science and technology",
        "programme projects that yield standa…",
    )
    assert wrapped("标准" * 30, 38) == ("标准" * 9 + "标", "准" + "标准" * 8 + "标…")
    assert wrapped("短", 38) == ("短",)
    assert all(width(cut("标准化a" * n, 20)) <= 20 for n in range(9))
