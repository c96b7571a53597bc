"""Chinese words are marked as Chinese wherever they stand in an English page, but in data."""

import re
from collections.abc import Iterator, Mapping

import pytest
from lxml import html

HAN = re.compile("[\u4e00-\u9fff]")
PAGES = [
    f"en/{path}index.html"
    for path in (
        "", "policies/", "policies/jiaxing-2022/", "overview/targets/", "overview/responsibility/", "overview/graph/",
        "crosswalks/crosswalk/jiaxing-2022_hangzhou-2016/", "vocabulary/", "vocabulary/class/Target/",
        "vocabulary/property/quote/", "codes/unit/", "versions/", "0.2/", "datasets/", "search/", "fair/",
    )
]  # fmt: skip


def unmarked(page: html.HtmlElement) -> Iterator[str]:
    """The Chinese texts that are not within an element whose language is Chinese."""
    for element in page.body.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "code"):
            continue
        tags = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
        for text in (element.text, *(inner.tail for inner in element)):
            if text and HAN.search(text) and tags != ["zh-Hans"]:
                yield text


@pytest.mark.parametrize("path", PAGES)
def test_chinese_is_marked_as_chinese(site: Mapping[str, bytes], path: str) -> None:
    assert list(unmarked(html.document_fromstring(site[path].decode()))) == []
