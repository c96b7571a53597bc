"""What readers meet beside the text: pages of errors, names of tables, languages and clauses, the index of bodies."""

import re
from collections.abc import Mapping

import pytest
from document_site import html as page
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from stdpolicy.site.bodies import ordered
from stdpolicy.site.content import Content
from stdpolicy.site.errors import error_pages
from stdpolicy.site.pages import Frame, rendered
from stdpolicy.site.policy.languages import language
from stdpolicy.site.routes import Routes
from stdpolicy.site.visible import breakable, spelled


@pytest.mark.parametrize("tree", ["", "en/"])
def test_who_finds_nothing_is_told_so_in_both_languages(
    site: Mapping[str, bytes], tree: str
) -> None:
    main = html.document_fromstring(site[f"{tree}404.html"].decode()).get_element_by_id("_main")
    headings = [one.text for one in main.xpath(".//h1 | .//h2")]
    assert headings == (["Not found", "没有此页"] if tree else ["没有此页", "Not found"])
    assert main.xpath(".//section/@lang") == ["zh-Hans" if tree else "en"]
    root = "/stdpolicy/"  # that of the base
    actions = main.xpath(".//form/@action")
    assert set(actions) == {f"{root}search/index.html", f"{root}en/search/index.html"}
    assert actions[0].startswith(f"{root}{tree}search")
    links = [*actions, *main.xpath(".//a/@href")]
    assert len(links) == 12
    for link in links:
        assert link.startswith(root), link  # it is shown at any address
        assert link.removeprefix(root) in site


def test_without_a_base_errors_lead_to_the_root_of_the_host(content: Content) -> None:
    found = {
        file.path: file.data.decode()
        for page in error_pages()
        for file in rendered(page, Frame(Routes(()), "assets/site.css", ()))
    }
    assert set(found) == {"404.html", "406.html", "en/404.html", "en/406.html"}
    for text in found.values():
        links = html.document_fromstring(text).xpath("//@href | //@action")
        assert all(one.startswith(("/", "#")) for one in links)


def test_tables_and_forms_have_names(site: Mapping[str, bytes]) -> None:
    nameless = re.compile(
        rb"<table(?![^>]*aria-labelledby)[^>]*>(?!<caption)|<form (?!role=.search|[^>]*aria-label)"
    )
    for path, data in site.items():
        if path.endswith(".html"):
            assert not nameless.search(data), path


@given(st.text("/#:ab?\u202e", max_size=20))
def test_addresses_break_where_names_begin(iri: str) -> None:
    found = str(breakable(iri))
    assert found.replace("<wbr>", "") == escape(spelled(iri))
    assert "<wbr>/" not in found
    assert not found.startswith("<wbr>")
    assert breakable("https://w3id.org/a#b") == Markup("https://<wbr>w3id.org/<wbr>a#<wbr>b")


@pytest.mark.parametrize(
    ("tag", "zh", "en"),
    [
        ("zh-Hans", "简体中文", "Chinese, simplified"),
        ("zh-Hant-HK", "繁体中文", "Chinese, traditional"),
        ("bo-CN", "藏文", "Tibetan"),
    ],
)
def test_languages_are_called_by_their_names(tag: str, zh: str, en: str) -> None:
    assert language(tag) == {"zh-Hans": zh, "en": en}


def test_a_language_without_a_name_is_its_tag() -> None:
    assert language("tlh") is None
    assert language("") is None
    assert '简体中文 <span class="note" translate="no">zh-Hans</span>' in page(
        "policies/jiaxing-2022/"
    )


def test_contents_name_what_has_no_heading_by_what_it_is() -> None:
    found = html.fromstring(page("en/policies/hangzhou-2016/")).xpath(
        "//nav[@aria-label='Contents']//a"
    )
    words = [one.text_content() for one in found]
    assert words[:4] == ["Title", "Masthead", "Preamble", "Signature"]
    assert words.count("Masthead") == words.count("Signature") == 1
    assert words[4].startswith("关于实施")


@pytest.mark.parametrize("tree", ["", "en/"])
def test_all_bodies_are_listed_for_those_without_scripts(
    site: Mapping[str, bytes], content: Content, tree: str
) -> None:
    found = html.document_fromstring(site[f"{tree}search/bodies/index.html"].decode())
    links = found.xpath("//ul[@class='contents']//a")
    bodies = [node for node in content.nodes.values() if node["type"] == "Body"]
    assert len({one.get("href") for one in links}) == len(links) == len(bodies)
    headings = found.xpath("//h2")
    assert sum(int(one.xpath("string(span)")) for one in headings) == len(bodies)
    search = site[f"{tree}search/index.html"].decode()
    assert 'href="bodies/index.html"' in search


def test_names_are_in_the_order_of_their_language() -> None:
    found = [
        (str(n), {"zh-Hans": zh, "en": en})
        for n, (zh, en) in enumerate(
            [("中国", "China"), ("北京", "Beijing"), ("财政部", "ministry")]
        )
    ]
    assert [one[0] for one in ordered(found, "zh-Hans")] == ["1", "2", "0"]
    assert [one[0] for one in ordered(found, "en")] == ["1", "0", "2"]
