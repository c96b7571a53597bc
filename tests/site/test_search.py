"""The index of the search: every name and every provision is in it, in scripts that say nothing else."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html

from stdpolicy.site.bodies import ordered
from stdpolicy.site.content import Content, nodes
from stdpolicy.site.routes import Routes
from stdpolicy.site.search import search_files


def read(data: bytes, name: str) -> list[Any]:
    """The rows of a file of the index."""
    text = data.decode()
    head = f"stdpolicySearch.{name}("
    assert text.startswith(head)
    assert text.endswith(");\n")
    found: list[Any] = json.loads(text[len(head) : -3])
    return found


def test_every_provision_is_in_the_index(content: Content, table: Routes) -> None:
    _, *shards = search_files(content, table)
    found = {
        (page, fragment, words)
        for shard in shards
        for _, page, provisions in read(shard.data, "texts")
        for fragment, _, words in provisions
    }
    expected = {
        (f"policies/{policy.base.rpartition('/')[2]}/", str(node["id"])[1:], words)
        for policy in content.policies
        for node in nodes(policy.tree)
        for words in (
            [node["text"]] if node["type"] == "Provision" else node.get("label", {}).values()
        )
    }
    assert found == expected


def test_every_term_and_body_is_in_the_index(content: Content, table: Routes) -> None:
    names, *_ = search_files(content, table)
    _, rows = read(names.data, "names")
    shown = {(row[3], row[4]) for row in rows}
    assert len(shown) == len(rows)
    model = content.model
    for iri in (
        *(cls.iri for cls in model.classes.values()),
        *(code.iri for scheme in model.schemes.values() for code in scheme.codes.values()),
        *(one.base + node["id"] for one in content.registries for node in one["describesBody"]),
    ):
        assert table.place(iri) in shown, iri


def test_an_index_cannot_end_its_script(site: Mapping[str, bytes]) -> None:
    for path, data in site.items():
        if path.startswith("search/") and path.endswith(".js"):
            assert b"<" not in data
            assert b"\xe2\x80\xa8" not in data


@pytest.mark.parametrize("tree", ["", "en/"])
def test_all_bodies_are_listed_for_those_without_scripts(
    site: Mapping[str, bytes], content: Content, tree: str
) -> None:
    page = html.document_fromstring(site[f"{tree}search/bodies/index.html"].decode())
    links = page.xpath("//ul[@class='contents']//a")
    bodies = [node for node in content.nodes.values() if node["type"] == "Body"]
    assert len({one.get("href") for one in links}) == len(links) == len(bodies)
    headings = page.xpath("//h2")
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
