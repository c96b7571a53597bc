"""The registry of the examples: what is in it is in a text, and it says of each thing what it is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
POLICIES = sorted(EXAMPLES.glob("*/policy.jsonld"))
REGISTRY = json.loads((EXAMPLES / "registry" / "registry.jsonld").read_text("utf-8"))


def printed() -> str:
    """The texts of the five, without white space."""
    texts = ((path.parent / "source.txt").read_text("utf-8") for path in POLICIES)
    return "".join("".join(text.split()) for text in texts)


def referred() -> set[str]:
    """What the five refer to: an elliptic list (日照、济宁市政府) names bodies that it does not print in full."""

    def strings(tree: object) -> Iterator[str]:
        if isinstance(tree, str):
            yield tree
        for part in (
            tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
        ):
            yield from strings(part)

    return {
        text.removeprefix(REGISTRY["id"])
        for path in POLICIES
        for text in strings(json.loads(path.read_text("utf-8")))
        if text.startswith(REGISTRY["id"])
    }


def test_what_no_policy_names_cites_the_text_that_does() -> None:
    text, known = printed(), referred()
    for part in ("describesBody", "describesPlace", "describesProgramme"):
        for node in REGISTRY[part]:
            names = [node["name"]["zh-Hans"], *node.get("shortName", [])]
            found = node["id"] in known or any(name in text for name in names)
            assert found or node.get("citation"), node["id"]


def test_each_indicator_has_a_definition() -> None:
    without = [
        i["id"]
        for i in REGISTRY["describesIndicator"]
        if set(i.get("definition", ())) != {"en", "zh-Hans"}
    ]
    assert without == []


def test_no_indicator_says_what_the_scope_of_a_target_says() -> None:
    """What limits one target is its scope: an indicator that has it too would be of that target alone."""
    indicators = {REGISTRY["id"] + i["id"]: i for i in REGISTRY["describesIndicator"]}

    def scopes(tree: object) -> Iterator[tuple[str, str]]:
        if isinstance(tree, dict) and {"indicator", "scope"} <= tree.keys():
            yield tree["scope"]["zh-Hans"], tree["indicator"]
        for part in (
            tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
        ):
            yield from scopes(part)

    found = [pair for path in POLICIES for pair in scopes(json.loads(path.read_text("utf-8")))]
    assert len(found) > 10
    said = []
    for scope, iri in found:
        indicator = indicators[iri]
        words = scope.removesuffix("的").removesuffix("等领域")
        text = indicator["name"]["zh-Hans"] + indicator["definition"]["zh-Hans"]
        said += [(iri, scope)] if words in text else []
    assert said == []


def test_the_vocabulary_keeps_to_the_termbase() -> None:
    """Where its Chinese has a term, its English has no rendering to be avoided."""
    avoided = {
        t["name"]["zh-Hans"]: t["avoided"] for t in REGISTRY["describesTerm"] if "avoided" in t
    }

    def pairs(tree: object) -> Iterator[tuple[str, str]]:
        if isinstance(tree, dict):
            if {"zh-Hans", "en"} <= tree.keys():
                yield tree["zh-Hans"], tree["en"]
            if tree.get("examples"):
                yield " ".join(tree["examples"][::2]), " ".join(tree["examples"][1::2])
        for part in (
            tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
        ):
            yield from pairs(part)

    found = list(pairs(json.loads((ROOT / "schema" / "model.json").read_text("utf-8"))))
    assert len(found) > 500
    wrong = [
        (term, rendering, english)
        for chinese, english in found
        for term, renderings in avoided.items()
        if term in chinese
        for rendering in renderings
        if re.search(rf"(?<!avoid: )\b{re.escape(rendering)}", english, re.IGNORECASE)
    ]
    assert wrong == []
