"""The overviews as a whole: their links, many policies and none, hostile words, filters."""

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from overview_pages import text

from in_chromium import shown, written
from stdpolicy.document import Document
from stdpolicy.site.content import Content
from stdpolicy.site.overview import overview_pages
from stdpolicy.site.overview.tables import COLUMNS
from stdpolicy.site.pages import Frame, rendered
from stdpolicy.site.routes import routes


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


@pytest.mark.node
def test_filters_hide_what_is_not_asked_for(site: Mapping[str, bytes], tmp_path: Path) -> None:
    """With the query string of a form that was sent, from a folder."""
    pages = {
        "overview/targets/": ("//table[@id='_table']/tbody/tr", {"policy": "jiaxing-2022", "year": "2025"}),
        "crosswalks/crosswalk/jiaxing-2022_outline-2021/": ("//article", {"relation": "intersects", "strength": "looser"}),
    }  # fmt: skip
    written(site, tmp_path, *pages, "assets/")
    for path, (things, chosen) in pages.items():
        address = f"{(tmp_path / path / 'index.html').as_uri()}?{urlencode(chosen)}"
        html = lxml.html.fromstring(shown(address, tmp_path / "user"))
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
