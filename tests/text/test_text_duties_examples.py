"""The assignments of the five policies are those that are read from their provisions, and no others."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stdpolicy.text.bodies import Entry, Gazetteer
from stdpolicy.text.duties import duties

EXAMPLES = Path(__file__).parents[2] / "examples"
HOMES = {
    "hangzhou-2016": "hangzhou",
    "jiaxing-2022": "jiaxing",
    "outline-2021": "china",
    "shandong-2022": "shandong",
    "zhejiang-2023": "zhejiang",
}
Node = dict[str, Any]


def fragment(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


@pytest.fixture(scope="module")
def registry() -> Node:
    document: Node = json.loads((EXAMPLES / "registry" / "registry.jsonld").read_text("utf-8"))
    return document


def gazetteer(registry: Node, home: str) -> Gazetteer:
    """The bodies of a place first, then those of the places that it lies in, then all others."""
    parents = {fragment(p["id"]): fragment(p.get("parent", "")) for p in registry["describesPlace"]}
    above, place = set(), parents.get(home, "")
    while place:
        above.add(place)
        place = parents.get(place, "")
    groups: tuple[list[Entry], ...] = ([], [], [])
    for body in registry["describesBody"]:
        place = fragment(body.get("place", ""))
        group = 0 if place == home else 1 if place in above or not place else 2
        names = (body["name"]["zh-Hans"], *body.get("shortName", ()))
        groups[group].append((fragment(body["id"]), names))
    return Gazetteer(*groups)


def nodes(node: Any, type_: str) -> Iterator[Node]:
    if isinstance(node, dict):
        if node.get("type") == type_:
            yield node
        for value in node.values():
            yield from nodes(value, type_)
    elif isinstance(node, list):
        for value in node:
            yield from nodes(value, type_)


@pytest.mark.parametrize("slug", HOMES)
def test_assignments(slug: str, registry: Node) -> None:
    policy = json.loads((EXAMPLES / slug / "policy.jsonld").read_text("utf-8"))
    known = gazetteer(registry, f"place-{HOMES[slug]}")
    encoded = Counter(
        (a["statedIn"], a["role"], fragment(a["body"])) for a in nodes(policy, "Assignment")
    )
    read: Counter[tuple[str, str, str]] = Counter()
    for provision in nodes(policy, "Provision"):
        for duty in duties(provision["text"], known):
            read.update((provision["id"], duty.role, str(body.id)) for body in duty.bodies)
    assert read == encoded


@pytest.mark.parametrize("slug", HOMES)
def test_open_lists_and_what_is_covered(slug: str, registry: Node) -> None:
    policy = json.loads((EXAMPLES / slug / "policy.jsonld").read_text("utf-8"))
    known = gazetteer(registry, f"place-{HOMES[slug]}")
    quotes = {action["id"]: action["quote"] for action in nodes(policy, "Action")}
    texts = {provision["id"]: provision["text"] for provision in nodes(policy, "Provision")}
    opened = {
        (a["statedIn"], a["role"])
        for a in nodes(policy, "Assignment")
        if "body" in a.get("openList", ())
    }
    found = {
        (id_, duty.role) for id_, text in texts.items() for duty in duties(text, known) if duty.open
    }
    assert found == opened
    for assignment in nodes(policy, "Assignment"):
        text, body = texts[assignment["statedIn"]], fragment(assignment["body"])
        covered = {
            text[duty.covers_start : duty.covers_end]
            for duty in duties(text, known)
            if duty.role == assignment["role"] and body in {member.id for member in duty.bodies}
        }
        if "covers" in assignment:
            assert {quotes[id_] for id_ in assignment["covers"]} <= covered
        else:
            assert any(text.startswith(stretch) and stretch for stretch in covered)
