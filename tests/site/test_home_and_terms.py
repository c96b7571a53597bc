"""The first page, and what the pages of terms show: words of the page's language, ways on, where codes are used."""

import json
import re
from collections.abc import Mapping

import pytest
from lxml import etree, html

from stdpolicy.site.content import Content, nodes
from stdpolicy.site.excerpts import Examples
from stdpolicy.site.home import LISTED, home_page
from stdpolicy.site.visible import tongue


def page(site: Mapping[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(site[f"{path}index.html"].decode())


@pytest.mark.parametrize("tree", ["", "en/"])
def test_the_first_page_leads_to_all_parts(site: Mapping[str, bytes], tree: str) -> None:
    main = page(site, tree).get_element_by_id("_main")
    links = {link.get("href").removesuffix("index.html") for link in main.iter("a")}
    wanted = (
        "policies overview crosswalks registries vocabulary codes versions about datasets schemas"
    )
    assert {f"{name}/" for name in wanted.split()} <= links
    form = main.xpath(".//form")[0]
    assert form.get("method") == "get"
    assert form.get("action") == "search/index.html"
    assert form.xpath(".//input/@name") == ["q"]


def test_the_figures_of_the_first_page_are_counted(content: Content) -> None:
    found = home_page(content).values
    trees = [node for one in content.documents for node in nodes(one.tree)]
    assert found["statements"] == sum("quote" in node and "statedIn" in node for node in trees)
    assert found["counts"]["Policy"] == len(content.policies) == len(found["policies"])
    assert found["more"] == 0


def test_the_first_page_names_the_latest_policies_only(content: Content) -> None:
    many = Content(content.model, content.policies[:1] * (LISTED + 3))
    found = home_page(many).values
    assert len(found["policies"]) == LISTED
    assert found["more"] == 3
    none = home_page(Content(content.model, ())).values
    assert none["policies"] == []
    assert none["more"] == 0


def test_no_page_lacks_words_that_the_ontology_has(site: Mapping[str, bytes]) -> None:
    # the reader of graphs spells the tags of languages in small letters
    lacking = [
        path
        for path, data in site.items()
        if path.endswith("index.html")
        and re.match(r"(en/)?(vocabulary|codes|about|0\.)", path)
        and re.search("（暂无中文）|not yet in English", data.decode())
    ]
    assert lacking == []


def test_terms_before_and_after_lead_through_all_of_them(
    site: Mapping[str, bytes], content: Content
) -> None:
    seen = []
    path = f"vocabulary/class/{next(iter(content.model.classes))}/"
    while path:
        seen.append(path.split("/")[2])
        following = page(site, path).xpath("//nav[@class='turn']/a[@rel='next']/@href")
        path = f"vocabulary/class/{following[0].split('/')[1]}/" if following else ""
    assert seen == list(content.model.classes)


def test_diagrams_name_the_properties_in_the_language_of_the_page(
    site: Mapping[str, bytes],
) -> None:
    def boxes(path: str) -> list[str]:
        return [each.text for each in page(site, path).xpath("//figure//text")]

    assert "Indicator 指标 · indicator" in boxes("vocabulary/class/Target/")
    assert "Indicator · indicator" in boxes("en/vocabulary/class/Target/")
    policy = boxes("vocabulary/class/Policy/")
    assert sum(each.startswith("Quantity") for each in policy) == 1


def test_uses_of_a_code_add_up_and_lead_to_the_first(
    site: Mapping[str, bytes], content: Content
) -> None:
    found = page(site, "codes/role/")
    uses = [
        (document, node)
        for document in content.policies
        for node in nodes(document.tree)
        if node["type"] == "Assignment" and node["role"] == "lead"
    ]
    row = found.xpath("//tr[@id='lead']")[0]
    assert row.xpath("td[last()]/a/text()") == [str(len(uses))]
    where = found.get_element_by_id("_uses-lead").xpath("dd")[0]
    numbers = [int(one) for one in re.findall(r" (\d+)(?=；|$)", where.text_content())]
    assert sum(numbers) == len(uses)
    ids = {(one.base.rpartition("/")[2], str(node["id"])) for one, node in uses}
    for href in where.xpath("a/@href"):
        folder, _, fragment = href.partition("index.html")
        assert (folder.split("/")[-2], fragment) in ids


def test_codes_name_what_they_are_elsewhere(site: Mapping[str, bytes]) -> None:
    graph = site["codes/unit.nt"].decode()
    units = page(site, "codes/unit/")
    for row in units.xpath("//table//tr[@id]"):
        iri = f"<https://w3id.org/stdpolicy/code/unit/{row.get('id')}> "
        said = re.escape(iri) + "<[^>]*(?:exactMatch|closeMatch)> <(.*)> ."
        assert re.findall(said, graph) == row.xpath("td[@data-label='对应']/a/@href")
    cells = units.xpath("//tr[@id='kilogram']/td[@data-label='对应']/*")
    kilogram = [cell.text_content() for cell in cells if cell.text_content()]
    assert kilogram == ["exactMatch", "http://qudt.org/vocab/unit/KiloGM", "UCUM", "kg"]
    assert not page(site, "codes/role/").xpath("//td[@data-label='对应']")


def test_breadcrumbs_end_where_the_reader_is(site: Mapping[str, bytes]) -> None:
    for path, data in site.items():
        if 'class="crumbs"' in (text := data.decode(errors="replace")) and path.endswith(".html"):
            crumbs = html.document_fromstring(text).find_class("crumbs")[0]
            assert crumbs.xpath(".//li[last()]/@aria-current") == ["page"], path
            assert crumbs.xpath("string(.//li[last()])").strip(), path


def test_tables_of_terms_keep_their_headings_on_narrow_screens(site: Mapping[str, bytes]) -> None:
    for path in ("vocabulary/class/Target/", "codes/unit/", "vocabulary/alignment/"):
        for table in page(site, path).xpath("//table"):
            assert "stack" in table.get("class", ""), path
            cells = table.xpath("tbody/tr/td")
            assert sum("data-label" in cell.attrib for cell in cells) * 2 >= len(cells), path


def test_chinese_words_in_english_sentences_are_marked(site: Mapping[str, bytes]) -> None:
    note = page(site, "en/vocabulary/class/Target/").xpath("//p[@class='note']")[0]
    marked = note.xpath("span[@lang='zh-Hans']/text()")
    assert marked == ["一批", "若干"]
    for span in note.xpath("span"):
        span.text = ""
    assert not re.search("[\u2e80-\u9fff]", note.text_content())


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("到2025年 → 2025-12-31", "zh-Hans"),
        ("by 2025 → 2025-12-31", "en"),
        ("a note that says 此件依申请公开 (made up)", "en"),
        ("洁净文本与数据文件在同一文件夹 → source.txt", "zh-Hans"),
        ("2025-12-31", "en"),
    ],
)
def test_texts_without_a_tag_are_in_the_language_of_most_of_them(words: str, tag: str) -> None:
    assert tongue(words) == tag


def test_regions_of_a_page_have_names_of_their_own(site: Mapping[str, bytes]) -> None:
    for path in site:
        if path.endswith("index.html") and path.removeprefix("en/").count("/") < 2:
            tree = html.document_fromstring(site[path].decode())
            names = [
                each.get("aria-label")
                or tree.get_element_by_id(each.get("aria-labelledby")).text_content()
                for each in tree.xpath("//section[@aria-label or @aria-labelledby]")
            ]
            assert sorted(set(names)) == sorted(names), path


def test_a_term_is_named_once_where_its_label_is_its_name(site: Mapping[str, bytes]) -> None:
    heading = {
        tree: page(site, f"{tree}vocabulary/class/Target/").find(".//h1").text_content()
        for tree in ("", "en/")
    }
    assert heading == {"": "指标值 Target", "en/": "Target"}


def test_reasons_of_matches_are_in_the_language_of_the_page(site: Mapping[str, bytes]) -> None:
    for tree, words in (("", "不是次日"), ("en/", "not the day after")):
        for path in ("vocabulary/alignment/", "vocabulary/property/dateExpires/"):
            text = site[f"{tree}{path}index.html"].decode()
            assert words in text
            assert ("Both are" in text) is bool(tree)


def test_examples_of_properties_say_the_same_in_each_notation(content: Content) -> None:
    documents = {one.base: one for one in content.documents}
    examples = Examples(content.model, content.policies)
    for cls, field in content.model.fields():
        for one, _ in examples.of_field.get(field.iri, [])[:1]:
            if one.node["type"] != cls.name:
                continue
            found = examples.field(one, field)
            assert json.loads(found["JSON"])[field.name] == one.node[field.name]
            values = etree.fromstring(found["XML"])
            assert {etree.QName(each).localname for each in values} == {field.name}
            lines = documents[one.document.base].to_bytes("turtle").decode()
            subject, kind, *said = found["Turtle"].split("\n")
            assert f"{subject}\n{kind}\n" in lines
            assert len(said) == len(values), field.name
            assert all(line[:-1] in lines for line in said)


@pytest.mark.parametrize("tree", ["", "en/"])
def test_a_property_shows_its_codes_and_how_it_is_written(
    site: Mapping[str, bytes], content: Content, tree: str
) -> None:
    found = page(site, f"{tree}vocabulary/property/comparator/")
    codes = content.model.schemes["comparator"].codes
    shown = found.xpath("//section[@aria-labelledby='_codes']//tbody/tr/th/a/text()")
    assert shown == [one.name for one in codes.values() if not one.deprecated]
    assert found.xpath("//*[@data-notation]/@data-notation") == ["JSON", "Turtle", "XML"]
    target = page(site, f"{tree}vocabulary/property/target/").get_element_by_id("_main")
    assert target.xpath("p/a/text()")[1:] == ["Target"]


def test_two_properties_of_one_name_have_examples_of_their_own(site: Mapping[str, bytes]) -> None:
    for path, kind in (("parent", "Body"), ("parent-Place", "Place")):
        text = page(site, f"vocabulary/property/{path}/").xpath(
            "string(//*[@data-notation='JSON'])"
        )
        assert f'"type": "{kind}"' in text
