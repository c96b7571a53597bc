"""The page of rules: each is there, with what `stdpolicy explain` says of it."""

import re
from collections.abc import Mapping

import pytest
from lxml import html

from stdpolicy.checks import RULES
from stdpolicy.resources import read


@pytest.mark.parametrize(("tree", "manual"), [("", "docs/rules.zh.md"), ("en/", "docs/rules.md")])
def test_each_rule_is_told_of_in_full(site: Mapping[str, bytes], tree: str, manual: str) -> None:
    page = html.document_fromstring(site[f"{tree}validator/rules/index.html"].decode())
    codes = page.xpath("//section[@class='rule']/h3/@id")
    assert codes == sorted(RULES)
    said = re.sub(r"\\([^\w\s])", r"\1", read(manual).decode())
    words = "".join(said.split())
    for section in page.find_class("rule"):
        for block in section.xpath("p[position() > 1]|pre|h4"):
            text = "".join(block.text_content().split())
            assert text in words.replace("`", "") or text in words, section.get("aria-labelledby")
    assert len(page.xpath("//pre")) == read(manual).decode().count("\n```\n")


def test_findings_lead_to_their_rules(site: Mapping[str, bytes]) -> None:
    page = html.document_fromstring(site["en/validator/index.html"].decode())
    assert "rules/index.html" in page.get_element_by_id("_main").xpath(".//a/@href")
    names = (data for path, data in site.items() if path.startswith("search/names"))
    assert any(b'"SP304: ' in data for data in names)
