"""The script of the reading page in Chromium, opened from a folder."""

import re
import shutil
from pathlib import Path

import pytest
from document_site import Reader, html

from in_chromium import shown as dom
from stdpolicy.site.pages import HERE

pytestmark = pytest.mark.node
PAGE = "policies/jiaxing-2022/"


def opened(folder: Path, query: str, page: str = "") -> str:
    """The page, or another, as it is after its scripts have run."""
    path = folder / PAGE / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text(page or html(PAGE))
    (folder / "assets").mkdir()
    shutil.copy(HERE / "assets" / "policy.js", folder / "assets" / "site.js")
    shutil.copy(HERE / "assets" / "policy.css", folder / "assets" / "site.css")
    return dom(f"{path.as_uri()}{query}", folder / "user")


def test_filters_are_taken_from_the_address(tmp_path: Path) -> None:
    page = Reader(opened(tmp_path, "?instrument=funding"))
    cards = page.of_class("card")
    shown = [each for each in cards if "off" not in each["class"].split()]
    wanted = [each for each in cards if "funding" in each.get("data-instrument", "").split()]
    assert wanted
    assert shown == wanted
    clauses = [each for each in page.of_class("clause") if "off" not in each["class"].split()]
    assert len(clauses) == 1
    assert page.said.keys() == Reader(html(PAGE)).said.keys()  # hidden, and there


def test_what_scripts_add_is_not_in_the_text(tmp_path: Path) -> None:
    dom = opened(tmp_path, "#_c-target5")
    page = Reader(dom)
    assert page.said == Reader(html(PAGE)).said
    assert re.search(r'<details class="card target"[^>]* id="_c-target5"[^>]* open=""', dom)
    assert dom.count(">复制引文</button>") == len(page.said)
    filters = next(each for tag, each in page.attributes if each.get("id") == "_filters")
    assert "hidden" not in filters


def test_a_card_opens_whose_id_is_chinese(tmp_path: Path) -> None:
    page = html(PAGE).replace('id="_c-target5"', 'id="_c-目标5"')
    dom = opened(tmp_path, "#_c-%E7%9B%AE%E6%A0%875", page)
    assert re.search(r'<details class="card target"[^>]* id="_c-目标5"[^>]* open=""', dom)
