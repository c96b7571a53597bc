"""The search in Chromium, opened from a folder: what a reader types is found, and shown where it stands."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def folder(site: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with its scripts, and a text more."""
    root = tmp_path_factory.mktemp("site")
    for path, data in site.items():
        if path.startswith(("search/", "en/search/", "assets/")):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    with (root / "search" / "text1.js").open("a", encoding="utf-8") as file:
        file.write(
            'stdpolicySearch.texts([["试", "policies/x/", [["p1", "", "俓勣，标准化无人机"]]]]);\n'
        )
    return root


def results(folder: Path, page: str, query: str) -> html.HtmlElement:
    """What is shown for a query."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser is not None, "chromium is not installed"
    address = f"{(folder / page / 'index.html').as_uri()}?q={quote(query)}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'user'}"]
    done = subprocess.run(
        [browser, *options, "--virtual-time-budget=5000", "--dump-dom", address],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return html.document_fromstring(done.stdout).get_element_by_id("_results")


def test_places_in_texts_stand_though_characters_are_folded(folder: Path) -> None:
    # 俓 and 勣 have simplified forms beyond the first plane, which take more room
    shown = results(folder, "search", "標準化無人機")
    assert [one.text for one in shown.iter("mark")] == ["标准化无人机"]


def test_a_property_is_found_by_its_english_label(folder: Path) -> None:
    shown = results(folder, "en/search", "date encoded")
    assert "vocabulary/property/dateEncoded/" in shown.xpath("string((.//a/@href)[1])")


def test_labels_in_english_are_marked_so(folder: Path) -> None:
    spans = results(folder, "search", "guiding thought").xpath(".//section//li/span")
    assert {one.get("lang") for one in spans} == {"en"}
