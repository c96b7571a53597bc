"""The index of the search: every name and every provision is in it, in scripts that say nothing else."""

import json
from collections.abc import Mapping
from typing import Any

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


def test_terms_are_found_by_name_and_by_label(content: Content, table: Routes) -> None:
    names, *_ = search_files(content, table)
    _, rows = read(names.data, "names")
    english = {(kind, en) for kind, _, en, _, _ in rows}
    assert {
        ("class", "Target"),
        ("property", "dateEncoded: date encoded"),
        ("list", "target-mode: Target mode"),
        ("code", "lead"),
    } <= english


def test_an_index_cannot_end_its_script(site: Mapping[str, bytes]) -> None:
    for path, data in site.items():
        if path.startswith("search/") and path.endswith(".js"):
            assert b"<" not in data
            assert b"\xe2\x80\xa8" not in data
