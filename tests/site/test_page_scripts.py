"""The script that all pages share, in Chromium, opened from a folder."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from in_chromium import shown
from stdpolicy.site.pages import HERE

pytestmark = pytest.mark.node
SCRIPT = "".join((HERE / "assets" / f"{name}.js").read_text() for name in ("onward", "site"))


def opened(
    site: Mapping[str, bytes],
    path: str,
    folder: Path,
    before: str = "",
    fragment: str = "",
    others: tuple[str, ...] = (),
) -> html.HtmlElement:
    """A page, among others, as it is after its script has run, and some other script before that."""
    for one in (path, *others):
        file = folder / one / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(site[f"{one}index.html"])
    start = (folder / path / "index.html").as_uri() + fragment
    script = next(name for name in site if name.startswith("assets/site.") and name.endswith(".js"))
    (folder / "assets").mkdir()
    (folder / script).write_text(before + SCRIPT)
    return html.document_fromstring(shown(start, folder / "user"))


def test_notations_are_tabs_of_which_one_is_shown(
    site: Mapping[str, bytes], tmp_path: Path
) -> None:
    page = opened(site, "vocabulary/class/Target/", tmp_path)
    tabs = page.xpath("//*[@role='tablist']/*[@role='tab']")
    assert [tab.text for tab in tabs] == ["JSON", "Turtle", "XML"]
    assert [tab.get("aria-selected") for tab in tabs] == ["true", "false", "false"]
    panels = [page.get_element_by_id(tab.get("aria-controls")) for tab in tabs]
    assert ["away" in panel.classes for panel in panels] == [False, True, True]
    assert page.get("style").startswith('--foot: "https://w3id.org/stdpolicy/ns#Target')


@pytest.mark.parametrize(("kept", "offered"), [("en", True), ("zh", False), ("", False)])
def test_the_first_page_offers_the_language_chosen_last(
    site: Mapping[str, bytes], tmp_path: Path, kept: str, offered: bool
) -> None:
    before = f'localStorage.setItem("stdpolicy-language", "{kept}");\n' if kept else ""
    page = opened(site, "", tmp_path, before)
    assert ("hidden" not in page.get_element_by_id("_language").attrib) is offered


@pytest.mark.parametrize(
    ("path", "fragment", "to"),
    [
        ("registries/registry/", "#place-jiaxing", "registries/registry/place/"),
        ("registries/registry/", "#%", "registries/registry/"),
        (
            "crosswalks/crosswalk/",
            "#jiaxing-2022-target1-measure22-action1",
            "crosswalks/crosswalk/jiaxing-2022_outline-2021/",
        ),
    ],
)
def test_an_iri_leads_on_to_where_it_is_told(
    site: Mapping[str, bytes], tmp_path: Path, path: str, fragment: str, to: str
) -> None:
    page = opened(site, path, tmp_path, fragment=fragment, others=(to,))
    expected = html.document_fromstring(site[f"{to}index.html"].decode())
    assert page.findtext(".//title") == expected.findtext(".//title")
