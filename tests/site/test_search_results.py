"""The search in Chromium, opened from a folder: what a reader types is found, and shown where it stands."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from in_chromium import shown, written
from stdpolicy.document import Document
from stdpolicy.site.content import Content
from stdpolicy.site.routes import Routes
from stdpolicy.site.search import search_files

pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def folder(
    site: Mapping[str, bytes],
    content: Content,
    table: Routes,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The page with its scripts and an index in which a text is another."""
    first, *others = content.policies
    tree = deepcopy(first.tree)
    tree["provision"][0]["text"] = "俓勣，标准化无人机"
    changed = Content(content.model, (Document(tree, first.base), *others))
    files = {one.path: one.data for one in search_files(changed, table)}
    parts = ("search/", "en/search/", "assets/")
    return written({**site, **files}, tmp_path_factory.mktemp("site"), *parts)


def results(folder: Path, page: str, query: str) -> html.HtmlElement:
    """What is shown for a query."""
    address = f"{(folder / page / 'index.html').as_uri()}?q={quote(query)}"
    found = shown(address, folder / "user")
    return html.document_fromstring(found).get_element_by_id("_results")


def test_places_in_texts_stand_though_characters_are_folded(folder: Path) -> None:
    # 俓 and 勣 have simplified forms beyond the first plane, which take more room
    found = results(folder, "search", "標準化無人機")
    assert [one.text for one in found.iter("mark")] == ["标准化无人机"]


def test_a_property_is_found_by_its_english_label(folder: Path) -> None:
    found = results(folder, "en/search", "date encoded")
    assert "vocabulary/property/dateEncoded/" in found.xpath("string((.//a/@href)[1])")


def test_labels_in_english_are_marked_so(folder: Path) -> None:
    spans = results(folder, "search", "guiding thought").xpath(".//section//li/span")
    assert {one.get("lang") for one in spans} == {"en"}
