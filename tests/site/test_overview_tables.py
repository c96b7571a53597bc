"""Tables of the overviews: every number is held against a count of its own, by SPARQL over the Turtle of the examples."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from overview_pages import asked, labels, page, short, text

from stdpolicy.model.edition import model
from stdpolicy.site.content import Content
from stdpolicy.site.overview.corpus import Corpus
from stdpolicy.site.overview.responsibility import responsibility, shared


def matrix(site: Mapping[str, bytes], path: str) -> Iterator[tuple[int, list[Any], int]]:
    """The rows of a table in turn, with the cells of policies that are not empty, and the number at the end."""
    for n, row in enumerate(page(site, path).xpath("//tbody/tr")):
        cells = row.xpath("td[a]")
        yield n, cells, int(text(row.xpath("td")[-1]))


def linked(site: Mapping[str, bytes], path: str, cell: Any) -> tuple[str, Any]:
    """The section of a list that a cell leads to, and the page that it is on."""
    href, _, fragment = cell.xpath("a/@href")[0].partition("#")
    there = normpath(join(path, dirname(href))) + "/"
    [section] = page(site, there).xpath(f"//section[@aria-labelledby='{fragment}']")
    return there, section


def test_the_first_page_counts_what_each_policy_says(site: Mapping[str, bytes]) -> None:
    kinds = (
        "Provision",
        "Goal",
        "Target",
        "Measure",
        "Action",
        "Assignment",
        "Incentive",
        "Reference",
    )
    counts = Counter(
        (kind, iri.partition("#")[0])
        for kind in kinds
        for (iri,) in asked(f"SELECT ?x WHERE {{ ?x a stdpol:{kind} }}")
    )
    rows = page(site, "overview/").xpath("//tbody/tr")
    policies = [short(row.xpath("th/a/@href")[0].removesuffix("/index.html")) for row in rows]
    shown = {
        (kind, policy): int(text(cell))
        for policy, row in zip(policies, rows, strict=True)
        for kind, cell in zip(kinds, row.xpath("td"), strict=True)
    }
    assert {key: n for key, n in shown.items() if n} == counts
    totals = [int(text(cell)) for cell in page(site, "overview/").xpath("//tfoot//td")]
    assert totals == [sum(n for (one, _), n in counts.items() if one == kind) for kind in kinds]


def test_assignments_are_counted_by_body_role_and_policy(site: Mapping[str, bytes]) -> None:
    expected = Counter(
        (iri.partition("#")[0], role, name)
        for iri, role, name in asked("""
            SELECT ?x ?role ?name WHERE {
              ?x a stdpol:Assignment ; stdpol:role ?role ; stdpol:body/skos:prefLabel ?name .
              FILTER (langMatches(lang(?name), "zh")) }""")
    )  # fmt: skip
    path = "overview/responsibility/"
    found: Counter[tuple[str, str, str]] = Counter()
    for _, cells, total in matrix(site, path):
        assert total == sum(int(n) for cell in cells for n in re.findall(r"\d+", text(cell)))
        for cell in cells:
            there, section = linked(site, path, cell)
            heading = text(section.xpath("h2")[0]).rpartition(" ")[0]
            roles: Counter[str] = Counter()
            for one in section.xpath("ol/li"):
                role = text(one.xpath("strong")[0])
                roles[role] += 1
                named = text(one).split(" · ")[1].removeprefix(role).strip()
                found[there.split("/")[-2], labels("role")[role], named or heading] += 1
            order = [f"{role} {roles[role]}" for role in labels("role") if role in roles]
            assert text(cell) == " · ".join(order)
            assert cell.get("class") == f"step{min(5, roles.total().bit_length())}"
    assert found == expected


def test_bodies_alike_but_for_the_place_stand_in_one_row(site: Mapping[str, bytes]) -> None:
    rows = page(site, "overview/responsibility/").xpath("//tbody/tr")
    several = {text(row.xpath("th")[0]) for row in rows if len(row.xpath("td[a]")) > 1}
    assert "发展和改革委员会 2 个机构" in several
    assert len(several) == 6
    silent = page(site, "overview/responsibility/").xpath("//main/p[last()]")
    assert "浙江省 2023" in text(silent[0])


@pytest.mark.parametrize(
    ("path", "scheme", "kind"),
    [("overview/domains/", "domain", "Measure"), ("overview/instruments/", "instrument", "Action")],
)
def test_codes_are_counted_with_those_below_them(
    path: str, scheme: str, kind: str, site: Mapping[str, bytes]
) -> None:
    expected: dict[tuple[str, str], set[str]] = {}
    for code, iri in asked(f"""
        SELECT DISTINCT ?code ?x WHERE {{
          ?x a stdpol:{kind} ; stdpol:{scheme}/skos:broader* ?code .
          ?code skos:inScheme code:{scheme} }}"""):  # fmt: skip
        expected.setdefault((code, iri.partition("#")[0]), set()).add(iri)
    every = Counter(
        iri.partition("#")[0] for (iri,) in asked(f"SELECT ?x WHERE {{ ?x a stdpol:{kind} }}")
    )
    names = list(model().schemes[scheme].codes)
    found: dict[tuple[str, str], set[str]] = {}
    for n, cells, total in matrix(site, path):
        assert total == sum(int(text(cell.xpath("a")[0])) for cell in cells)
        for cell in cells:
            _, section = linked(site, path, cell)
            iris = {
                href.split("/")[-2] + "#" + href.partition("#")[2]
                for href in section.xpath("ol/li/a/@href")
            }
            policy = next(iter(iris)).partition("#")[0]
            count = int(text(cell.xpath("a")[0]))
            assert count == len(iris) == len(section.xpath("ol/li"))
            assert text(cell.xpath("span")[0]) == f"{int(100 * count / every[policy] + 0.5)}%"
            found[names[n], policy] = iris
    assert found == expected


@pytest.mark.parametrize("name", ["responsibility", "domains", "instruments"])
def test_the_download_of_a_table_has_its_numbers(name: str, site: Mapping[str, bytes]) -> None:
    data = site[f"overview/{name}/{name}.csv"].decode("utf-8-sig")
    counted: dict[tuple[str, str], list[str]] = {}
    for row in csv.DictReader(io.StringIO(data)):
        counted.setdefault((row["row"], row["policy"]), []).append(row["count"])
    shown = [
        re.findall(r"\d+", text(cell.xpath("a")[0]))
        for _, cells, _ in matrix(site, f"overview/{name}/")
        for cell in cells
    ]
    assert list(counted.values()) == shown


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Hangzhou Municipal Bureau of Audit", "Jinan Municipal Bureau of Audit"), "Municipal Bureau of Audit"),
        (("Office of the A Government", "Office of the B Party Government"), "Office of the … Government"),
        (("All departments", "All departments concerned"), "All departments …"),
        (("Bureau", "Bureau"), "Bureau"),
        (("Bureau", "Office"), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_bodies_of_a_row_are_called_by_the_words_that_all_have(
    names: tuple[str, ...], expected: str
) -> None:
    assert shared(names) == expected


def test_no_row_of_several_bodies_has_the_english_name_of_one(content: Content) -> None:
    rows = [one for one in responsibility(Corpus(content)).rows if len(one.iris) > 1]
    assert rows
    for row in rows:
        names = [content.name(iri) or {} for iri in row.iris]
        assert row.label["en"] not in [name["en"] for name in names]
