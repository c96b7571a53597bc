"""The overviews: every number on them is held against a count of its own, by SPARQL over the Turtle of the examples."""

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pyoxigraph as ox
import pytest

from stdpolicy.document import Document
from stdpolicy.model.edition import model
from stdpolicy.site.content import Content
from stdpolicy.site.overview import overview_pages
from stdpolicy.site.overview.downloads import harmless
from stdpolicy.site.overview.tables import COLUMNS
from stdpolicy.site.overview.widths import cut, width, wrapped
from stdpolicy.site.pages import Frame, rendered
from stdpolicy.site.routes import routes

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/stdpolicy/id/"
PREFIXES = """
PREFIX code: <https://w3id.org/stdpolicy/code/>
PREFIX relation: <https://w3id.org/stdpolicy/code/reference-relation/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX stdpol: <https://w3id.org/stdpolicy/ns#>
"""
HOLD = "(stdpol:goal|stdpol:measure|stdpol:implementationPhase|stdpol:action)"
POLICY = "FILTER EXISTS { ?policy a stdpol:Policy }"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The examples and the vocabulary."""
    store = ox.Store()
    for path in (
        *ROOT.glob("examples/*/*.ttl"),
        ROOT / "ontology/stdpolicy.ttl",
        ROOT / "ontology/codes.ttl",
    ):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def asked(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The rows of an answer, IRIs without what ours have in common."""
    found = store.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(short(term.value) if term is not None else "" for term in row) for row in found]


def short(iri: str) -> str:
    """The end of an IRI: jiaxing-2022, jiaxing-2022#goal1, green."""
    return iri.removeprefix(ID).rpartition("/")[2]


def page(site: Mapping[str, bytes], path: str) -> Any:
    """A page."""
    return lxml.html.fromstring(site[f"{path}index.html"].decode())


def text(element: Any) -> str:
    """The words of an element."""
    return " ".join(element.text_content().split())


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


@cache
def labels(scheme: str) -> dict[str, str]:
    """The names of codes by their Chinese label."""
    return {code.label["zh-Hans"]: name for name, code in model().schemes[scheme].codes.items()}


def test_the_first_page_counts_what_each_policy_says(
    site: Mapping[str, bytes], store: ox.Store
) -> None:
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
        for (iri,) in asked(store, f"SELECT ?x WHERE {{ ?x a stdpol:{kind} }}")
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


def test_assignments_are_counted_by_body_role_and_policy(
    site: Mapping[str, bytes], store: ox.Store
) -> None:
    expected = Counter(
        (iri.partition("#")[0], role, name)
        for iri, role, name in asked(store, """
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
    path: str, scheme: str, kind: str, site: Mapping[str, bytes], store: ox.Store
) -> None:
    expected: dict[tuple[str, str], set[str]] = {}
    for code, iri in asked(store, f"""
        SELECT DISTINCT ?code ?x WHERE {{
          ?x a stdpol:{kind} ; stdpol:{scheme}/skos:broader* ?code .
          ?code skos:inScheme code:{scheme} }}"""):  # fmt: skip
        expected.setdefault((code, iri.partition("#")[0]), set()).add(iri)
    every = Counter(
        iri.partition("#")[0]
        for (iri,) in asked(store, f"SELECT ?x WHERE {{ ?x a stdpol:{kind} }}")
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


def targets(site: Mapping[str, bytes]) -> list[dict[str, str]]:
    """The rows of the download."""
    data = site["overview/targets/targets.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def test_targets_are_due_as_the_query_says(site: Mapping[str, bytes], store: ox.Store) -> None:
    query = (ROOT / "docs/queries/01-effective-deadlines.rq").read_text(encoding="utf-8")
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    due = {row["target"].value: (row["due"].value, row["from"].value) for row in solutions}
    every = {ID + iri for (iri,) in asked(store, "SELECT ?x WHERE { ?x a stdpol:Target }")}
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


def test_the_graph_has_each_reference_and_each_pair(
    site: Mapping[str, bytes], store: ox.Store
) -> None:
    references = asked(store, """
        SELECT ?x WHERE { ?x stdpol:relation ?relation .
          FILTER (?relation IN (relation:implements, relation:based-on, relation:applies)) }""")  # fmt: skip
    ends = asked(store, """
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


def pairs_of(site: Mapping[str, bytes]) -> list[str]:
    """The pages of pairs."""
    return sorted(
        path.removesuffix("index.html")
        for path in site
        if re.match(r"crosswalks/[^/]+/[^/]+/", path)
    )


def test_each_alignment_is_on_the_page_of_its_pair(
    site: Mapping[str, bytes], store: ox.Store
) -> None:
    expected: dict[str, set[str]] = {}
    for iri, left, right in asked(store, """
        SELECT ?x ?subject ?object WHERE { ?x a stdpol:Alignment ; stdpol:subject ?subject ;
          stdpol:object ?object }"""):  # fmt: skip
        ends = "_".join(each.partition("#")[0] for each in (left, right))
        expected.setdefault(ends, set()).add(iri.partition("#")[2])
    assert {
        path.split("/")[-2]: set(page(site, path).xpath("//article/@id")) for path in pairs_of(site)
    } == expected
    listed = page(site, "crosswalks/crosswalk/").xpath("//ol/li/@id")
    assert Counter(listed) == Counter(one for ids in expected.values() for one in ids)


def test_the_table_of_pairs_counts_relations_and_strengths(
    site: Mapping[str, bytes], store: ox.Store
) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for left, right, relation, strength in asked(store, """
        SELECT ?subject ?object ?relation ?strength WHERE { ?x a stdpol:Alignment ; stdpol:subject ?subject ;
          stdpol:object ?object ; stdpol:relation ?relation . OPTIONAL { ?x stdpol:strength ?strength } }"""):  # fmt: skip
        ends = "_".join(each.partition("#")[0] for each in (left, right))
        expected.update(
            [(ends, "对照", ""), (ends, "relation", relation), (ends, "strength", strength)]
        )
    html = page(site, "crosswalks/crosswalk/")
    heads = [text(cell) for cell in html.xpath("//thead//th")]
    assert heads[1:] == [
        "对照",
        "相同",
        "较窄",
        "较广",
        "交叉",
        "量化",
        "相当",
        "较严",
        "较宽",
        "不可比",
        "左文未对照",
        "右文未对照",
    ]
    for row in html.xpath("//tbody/tr"):
        ends = row.xpath("th/a/@href")[0].split("/")[-2]
        cells = [int(text(cell)) for cell in row.xpath("td")]
        relations = [labels("alignment-relation")[name] for name in heads[2:7]]
        strengths = [labels("alignment-strength")[name] for name in heads[7:11]]
        assert cells[:10] == [
            expected[ends, "对照", ""],
            *(expected[ends, "relation", name] for name in relations),
            *(expected[ends, "strength", name] for name in strengths),
        ]


def test_what_is_not_aligned_is_listed(site: Mapping[str, bytes], store: ox.Store) -> None:
    part = f"({HOLD}|stdpol:target)"
    for path in pairs_of(site):
        html = page(site, path)
        left, right = path.split("/")[-2].split("_")
        for side, this, that in (("_left", left, right), ("_right", right, left)):
            named = f"""{{ {{ ?a stdpol:subject ?n ; stdpol:object ?o }} UNION {{ ?a stdpol:object ?n ; stdpol:subject ?o }}
                FILTER (STRSTARTS(STR(?o), "{ID}{that}#") && STRSTARTS(STR(?n), "{ID}{this}#")) }}"""
            expected = asked(store, f"""
                SELECT ?x WHERE {{
                  VALUES ?class {{ stdpol:Goal stdpol:Target stdpol:Measure stdpol:Action }}
                  ?x a ?class . FILTER (STRSTARTS(STR(?x), "{ID}{this}#"))
                  MINUS {{ SELECT (?n AS ?x) WHERE {named} }}
                  MINUS {{ SELECT ?x WHERE {{ {named} ?x {part}+ ?n }} }}
                  MINUS {{ SELECT ?x WHERE {{ {named} ?n {HOLD}+ ?x }} }} }}""")  # fmt: skip
            [section] = html.xpath(f"//section[@aria-labelledby='{side}']")
            links = section.xpath("ol/li/a/@href")
            assert sorted(href.partition("#")[2] for href in links) == sorted(
                iri.partition("#")[2] for (iri,) in expected
            ), (path, side)
            assert text(section.xpath("h2")[0]).endswith(f" {len(links)}")


def test_alignments_follow_the_left_text(site: Mapping[str, bytes], content: Content) -> None:
    policy = next(one for one in content.policies if one.base.endswith("zhejiang-2023"))
    texts = [node["text"] for node in provisions(policy.tree)]
    places = []
    for article in page(site, "crosswalks/crosswalk/zhejiang-2023_outline-2021/").xpath(
        "//article"
    ):
        quote = article.xpath(".//div[@class='left']//blockquote")[0].text_content()
        id = article.xpath(".//div[@class='left']//a/@href")[0].partition("#")[2]
        clause = content.nodes[f"{policy.base}#{id}"]["statedIn"]
        at = [node["id"] for node in provisions(policy.tree)].index(clause)
        places.append((at, texts[at].index(quote)))
    assert len(places) == 178
    assert places == sorted(places)


def provisions(tree: Any) -> Iterator[Any]:
    """The provisions of a policy in the order of its text."""
    for one in tree.get("provision", ()):
        yield one
        yield from provisions(one)


def test_figures_that_differ_are_bold_and_said(site: Mapping[str, bytes], content: Content) -> None:
    """Zhejiang asks for 60 % or more where the outline asks for 50 % or more."""
    html = page(site, "crosswalks/crosswalk/zhejiang-2023_outline-2021/")
    [article] = [
        one for one in html.xpath("//article")
        if [href.partition("#")[2] for href in one.xpath(".//p[@class='where']/a/@href")] == ["target9", "target1"]
    ]  # fmt: skip
    assert [text(one) for one in article.xpath(".//blockquote/strong")] == ["60%以上", "50%以上"]
    said = [text(one) for one in article.xpath(".//p[@class='differs']")]
    assert said == ["数字不同：左 60%以上；右 50%以上", "左文的数值大 10 个百分点"]
    quotes = {one.text_content() for one in html.xpath("//blockquote")}
    assert quotes <= {node.get("quote") for node in content.nodes.values()}


def test_links_between_overviews_lead_somewhere(site: Mapping[str, bytes]) -> None:
    ids: dict[str, set[str]] = {}
    for path in site:
        if path.endswith(".html") and ("overview/" in path or "crosswalks/" in path):
            ids[path] = set(re.findall(r'\sid="([^"]*)"', site[path].decode()))
            assert all(one.startswith("_") for one in ids[path]) or "crosswalks/" in path
    for path in ids:
        for href in set(re.findall(r'href="([^"]*)"', site[path].decode())):
            there, _, fragment = href.partition("#")
            if "://" in href:
                continue
            target = normpath(join(dirname(path), there)) if there else path
            if target in ids or "overview/" in target:
                assert not fragment or fragment in ids[target], (path, href)


def copies(content: Content, count: int) -> Content:
    """The registry with a policy so many times, each of another IRI."""
    one = next(each for each in content.policies if each.base.endswith("jiaxing-2022"))
    policies = [Document(one.tree, f"{one.base}-{n}") for n in range(count)]
    return Content(content.model, (*content.registries, *policies))


def test_many_policies_are_shown_in_parts(content: Content) -> None:
    many = copies(content, COLUMNS + 2)
    table = routes(many)
    found = {one.path: one for one in overview_pages(many, table)}
    for path in ("overview/domains/", "overview/responsibility/"):
        parts = [found[path].values["table"], found[f"{path}page_2/"].values["table"]]
        assert [len(one.policies) for one in parts] == [COLUMNS, 2]
    frame = Frame(table, "a.css", ("a.js",))
    html = next(rendered(found["overview/domains/page_2/"], frame)).data.decode()
    assert len(lxml.html.fromstring(html).xpath("//thead//th")) == 4
    names = {one["zh-Hans"] for one in found["overview/"].values["corpus"].names.values()}
    assert len(names) == COLUMNS + 2
    assert {"嘉兴市 2022", "嘉兴市 2022 实施意见", "嘉兴市 2022 实施意见 (2)"} <= names


def test_a_site_without_policies_has_overviews(content: Content) -> None:
    for documents in ((), content.crosswalks):
        empty = Content(content.model, documents)
        table = routes(empty)
        frame = Frame(table, "a.css", ("a.js",))
        pages = [file for one in overview_pages(empty, table) for file in rendered(one, frame)]
        assert all(file.data for file in pages)
        assert len(pages) > 10


def test_statements_of_no_provision_are_shown(content: Content) -> None:
    """Whether a document is valid does not depend on whether `statedIn` leads somewhere."""
    policy = next(one for one in content.policies if one.base.endswith("zhejiang-2023"))
    lost = {key: value for key, value in policy.tree.items() if key not in ("provision", "level")}
    alone = Content(content.model, (Document(lost, policy.base),))
    table = routes(alone)
    found = {one.path: one for one in overview_pages(alone, table)}
    frame = Frame(table, "a.css", ("a.js",))
    html = lxml.html.fromstring(next(rendered(found["overview/targets/"], frame)).data.decode())
    rows = html.xpath("//table[@id='_table']/tbody/tr")
    assert [text(row.xpath("td")[-1]) for row in rows] == ["原文"] * 16
    names = {text(row.xpath("td")[0]) for row in rows}
    assert names == {"浙江省人民政府办公厅关于印发浙江省国家标准化创新发展试点工作方案的通知 2023"}


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


@pytest.mark.node
def test_filters_hide_what_is_not_asked_for(site: Mapping[str, bytes], tmp_path: Path) -> None:
    """With the query string of a form that was sent, from a folder."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser is not None, "chromium is not installed"
    pages = {
        "overview/targets/": ("//table[@id='_table']/tbody/tr", {"policy": "jiaxing-2022", "year": "2025"}),
        "crosswalks/crosswalk/jiaxing-2022_outline-2021/": ("//article", {"relation": "intersects", "strength": "looser"}),
    }  # fmt: skip
    for path in (*pages, "assets/"):
        for name in (one for one in site if dirname(one) + "/" == path):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(site[name])
    for path, (things, chosen) in pages.items():
        done = subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
                f"--user-data-dir={tmp_path}/profile",
                f"file://{tmp_path}/{path}index.html?{urlencode(chosen)}",
            ],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
        html = lxml.html.fromstring(done.stdout.decode())
        fits = [
            all(one.get(f"data-{k}") == v for k, v in chosen.items()) for one in html.xpath(things)
        ]
        assert [one.get("data-away") is None for one in html.xpath(things)] == fits
        assert text(html.xpath("//output")[0]) == f"显示 {sum(fits)} 项"
        assert 0 < sum(fits) < len(fits)
        assert html.xpath("//form/@hidden") == []


def test_nothing_that_a_policy_says_is_markup(content: Content) -> None:
    """Words of policies, registries and crosswalks, where the overviews show them."""
    evil = "</script></title><img src=x onerror=alert(1)>{{7*7}}"

    def spoilt(node: Any) -> Any:
        if isinstance(node, dict):
            kept = {"id", "type"}
            return {
                key: dict.fromkeys(value, evil) if key in WORDS and isinstance(value, dict)
                else evil if key in WORDS
                else value if key in kept else spoilt(value)
                for key, value in node.items()
            }  # fmt: skip
        return [spoilt(one) for one in node] if isinstance(node, list) else node

    documents = tuple(Document(spoilt(one.tree), one.base) for one in content.documents)
    spoiled = Content(content.model, documents)
    table = routes(spoiled)
    frame = Frame(table, "a.css", ("a.js",))
    seen = set()
    for one in overview_pages(spoiled, table):
        if one.template not in seen:
            seen.add(one.template)
            for file in rendered(one, frame):
                assert b"<img" not in file.data, one.path
                assert b"alert(1)&gt;{{7*7}}" in file.data, one.path
    assert len(seen) == 9


WORDS = {
    "title",
    "quote",
    "label",
    "number",
    "heading",
    "name",
    "justification",
    "scope",
    "documentNumber",
}
"""The fields that hold words of others."""
