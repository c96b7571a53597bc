"""Two policies side by side: every alignment is there, counted and in order, and so is what is not aligned."""

import re
from collections import Counter
from collections.abc import Mapping

from overview_pages import HOLD, ID, asked, labels, page, provisions, text

from stdpolicy.site.content import Content


def pairs_of(site: Mapping[str, bytes]) -> list[str]:
    """The pages of pairs."""
    return sorted(
        path.removesuffix("index.html")
        for path in site
        if re.match(r"crosswalks/[^/]+/[^/]+/", path)
    )


def test_each_alignment_is_on_the_page_of_its_pair(site: Mapping[str, bytes]) -> None:
    expected: dict[str, set[str]] = {}
    for iri, left, right in asked("""
        SELECT ?x ?subject ?object WHERE { ?x a stdpol:Alignment ; stdpol:subject ?subject ;
          stdpol:object ?object }"""):  # fmt: skip
        ends = "_".join(each.partition("#")[0] for each in (left, right))
        expected.setdefault(ends, set()).add(iri.partition("#")[2])
    assert {
        path.split("/")[-2]: set(page(site, path).xpath("//article/@id")) for path in pairs_of(site)
    } == expected
    first = page(site, "crosswalks/crosswalk/")
    assert {
        list.get("data-onward").split("/")[0]: set(list.xpath(".//wbr/@id"))
        for list in first.xpath("//tbody/tr/th/span")
    } == expected


def test_the_table_of_pairs_counts_relations_and_strengths(site: Mapping[str, bytes]) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    for left, right, relation, strength in asked("""
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


def test_what_is_not_aligned_is_listed(site: Mapping[str, bytes]) -> None:
    part = f"({HOLD}|stdpol:target)"
    for path in pairs_of(site):
        html = page(site, path)
        left, right = path.split("/")[-2].split("_")
        for side, this, that in (("_left", left, right), ("_right", right, left)):
            named = f"""{{ {{ ?a stdpol:subject ?n ; stdpol:object ?o }} UNION {{ ?a stdpol:object ?n ; stdpol:subject ?o }}
                FILTER (STRSTARTS(STR(?o), "{ID}{that}#") && STRSTARTS(STR(?n), "{ID}{this}#")) }}"""
            expected = asked(f"""
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
