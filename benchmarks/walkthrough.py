"""How far a draft of one of the five policies, as if it were new, is from its encoding.

    python benchmarks/walkthrough.py [POLICY] [--differences]

The raw text is drafted with a registry that lacks what only this policy brought. A statement is right
if the encoding has it in the same provision with the same fields that a draft reads; corrected if some
of them differ; added if the draft lacks it; removed if the encoding does.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from drafting import nodes
from stdpolicy.checks.entities import chinese_names, entities_of, shipped
from stdpolicy.drafting.draft import draft
from stdpolicy.drafting.inputs import read

Tree = dict[str, Any]
EXAMPLES = Path(__file__).parents[1] / "examples"
READ = {
    "Provision": ("kind", "number", "heading"),
    "Principle": (),
    "Goal": ("kind", "deadline", "deadlinePrecision"),
    "Target": (
        *("value", "upperValue", "comparator", "unit", "mode", "periodicity"),
        *("vague", "trend", "deadline", "deadlinePrecision"),
    ),
    "Measure": ("kind",),
    "Phase": ("start", "end"),
    "Action": ("modality", "instrument", "standardType", "programme"),
    "Assignment": ("role", "body", "openList"),
    "Incentive": ("kind", "amount", "currency", "ceiling", "payment"),
    "Reference": ("title", "documentNumber", "relation"),
    "Quantity": ("reason",),
}
"""The fields that a draft reads, by class; the others are left to the encoder."""
ALIKE = 0.6
"""How much of two quotes has to be the same for them to be of one statement."""
MARKS = "。；;，, "


def registry_without(policy: str) -> Tree:
    """The registry of the examples without what none but a policy refers to, nor another text has."""
    tree: Tree = dict(shipped())
    own = (EXAMPLES / policy / "policy.jsonld").read_text("utf-8")
    others = [p for p in sorted(EXAMPLES.glob("*/policy.jsonld")) if p.parent.name != policy]
    named = "".join(path.read_text("utf-8") for path in others)
    texts = "".join(path.with_name("source.txt").read_text("utf-8") for path in others)
    mine = (EXAMPLES / policy / "source.txt").read_text("utf-8")
    for name, entities in tree.items():
        if not name.startswith("describes"):
            continue
        kept = []
        for entity in entities:
            iri = f'"{tree["id"]}{entity["id"]}"'
            if name == "describesTerm":
                brought = any(n in mine and n not in texts for n in chinese_names(entity))
            else:
                brought = iri in own and iri not in named
            if not brought:
                kept.append(entity)
        tree[name] = kept
    return tree


def keyed(tree: Tree, names: dict[str, str]) -> dict[tuple[str, str], list[Tree]]:
    """The nodes of a policy by class and the words of their provision, entities by their names."""
    texts = {n["id"]: n["text"] for n in nodes(tree) if n["type"] == "Provision"}
    found: dict[tuple[str, str], list[Tree]] = defaultdict(list)
    for node in nodes(tree):
        if node["type"] in READ:
            words = node.get("text") or texts[node["statedIn"]]
            said = {name: _named(node.get(name), names) for name in READ[node["type"]]}
            said["quote"] = node.get("quote", words).strip(MARKS)
            found[node["type"], words].append(said)
    return found


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return sorted(names.get(one, one) for one in value)
    return names.get(value, value) if isinstance(value, str) else value


def pairs(drafted: list[Tree], encoded: list[Tree]) -> Iterator[tuple[Tree | None, Tree | None]]:
    """Those of one provision beside each other: what says all the same, then what is most alike."""
    left, waiting = list(drafted), []
    for node in encoded:
        if node in left:
            left.remove(node)
            yield node, node
        else:
            waiting.append(node)
    for node in waiting:
        best = max(left, key=lambda one: _likeness(one, node), default=None)
        if best is None or _likeness(best, node) < ALIKE:
            yield None, node
        else:
            left.remove(best)
            yield best, node
    yield from ((one, None) for one in left)


def _likeness(one: Tree, other: Tree) -> float:
    """How much of the shorter quote stands in the other, and then how many fields are the same."""
    first, second = one["quote"], other["quote"]
    matched = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    same = sum(one[name] == other[name] for name in one) / len(one)
    return matched.size / max(1, min(len(first), len(second))) + same / 100


def main() -> None:
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    policy = given[0] if given else "jiaxing-2022"
    folder = EXAMPLES / policy
    registry = registry_without(policy)
    made = draft(
        read((folder / "raw.txt").read_bytes(), "raw.txt"), "https://example.org/id/new", [registry]
    )
    encoding = json.loads((folder / "policy.jsonld").read_bytes())
    described = {**entities_of(shipped()), **entities_of(encoding)}
    names = {iri: found[0] for iri, entity in described.items() if (found := chinese_names(entity))}
    names |= {iri.partition("#")[2] and "#" + iri.partition("#")[2]: n for iri, n in names.items()}
    own = {**names}
    tree = dict(made.document.tree)
    own |= {n["id"]: n["name"]["zh-Hans"] for n in nodes(tree) if "name" in n}
    drafted, encoded = keyed(tree, own), keyed(encoding, names)
    counts: dict[str, Counter[str]] = {cls: Counter() for cls in READ}
    for key in {**drafted, **encoded}:
        for mine, right in pairs(drafted.get(key, []), encoded.get(key, [])):
            if mine is None or right is None:
                said = "added" if mine is None else "removed"
                fields = []
            else:
                fields = [name for name in mine if mine[name] != right[name]]
                said = "corrected" if fields else "right"
            counts[key[0]][said] += 1
            if "--differences" in sys.argv and said != "right":
                shown = [(name, mine and mine[name], right and right[name]) for name in fields]
                print("  ", said, key[0], (right or mine or {})["quote"][:50], *shown)
    kinds = ("right", "corrected", "added", "removed")
    print("| | " + " | ".join(kinds) + " |\n|---|" + "---:|" * len(kinds))
    for cls, count in counts.items():
        if count:
            print(f"| {cls} | " + " | ".join(str(count[kind]) for kind in kinds) + " |")
    total = sum(counts.values(), Counter())
    print("| all | " + " | ".join(str(total[kind]) for kind in kinds) + " |")
    print(f"\n{len(tree.get('describesBody', ()))} bodies are new to the registry")


if __name__ == "__main__":
    main()
