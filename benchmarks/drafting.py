"""How much of the five encodings a draft of their texts has right, and how long it takes.

    python benchmarks/drafting.py [--errors] [--once] [--raw]

The encodings are the gold. Provisions agree in kind, number and text; targets in value, comparator and
unit, or in being vague or a trend; assignments in role and body; actions in their words; incentives in
kind and amount; references in title and number; each in the same provision. F1 in percent.

With --raw of the texts as found. There sites have lost characters that only an encoder can restore; a
provision in which some are lost does not agree, but what is stated in it can.
"""

import difflib
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from stdpolicy.checks.run import shipped
from stdpolicy.drafting.draft import draft
from stdpolicy.drafting.inputs import read

Tree = dict[str, Any]
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*/policy.jsonld"))
RUNS = 5
INPUT = "raw.txt" if "--raw" in sys.argv else "source.txt"
LOST = 0.95
"""How alike provisions are, at least, that are the same but for characters that are lost."""
MARKS = "。；;，, "


def nodes(tree: Any) -> Iterator[Tree]:
    if isinstance(tree, dict):
        if "type" in tree:
            yield tree
        for name, value in tree.items():
            if name != "@context":
                yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def same(text: str, others: Sequence[str]) -> str:
    """The text that a drafted one is but for characters that are lost; itself if it is none."""
    if text in others or INPUT != "raw.txt":
        return text
    near = difflib.get_close_matches(text, others, 1, LOST)
    return near[0] if near else text


def facts(tree: Tree, known: Sequence[str] = ()) -> dict[str, Counter[Any]]:
    """What a policy says, by class, in a form that can be compared; `known` are the texts of provisions."""
    texts = {n["id"]: same(n["text"], known) for n in nodes(tree) if n["type"] == "Provision"}
    found: dict[str, Counter[Any]] = {}

    def add(name: str, *fact: Any) -> None:
        found.setdefault(name, Counter())[fact] += 1

    for node in nodes(tree):
        where = texts.get(node.get("statedIn", ""), "")[:40]
        match node["type"]:
            case "Provision":
                add("provisions", node["kind"], node.get("number", ""), node["text"])
            case "Target":
                value = node.get("value") or ("vague" if node.get("vague") else node.get("trend"))
                figure = (
                    value,
                    node.get("comparator"),
                    node.get("unit") if value != "vague" else "",
                )
                add("targets", where, *figure)
            case "Assignment":
                add("assignments", where, node["role"], node["body"])
            case "Action":
                add("actions", where, node["quote"].strip(MARKS))
            case "Incentive":
                add("incentives", where, node["kind"], node.get("amount"))
            case "Reference":
                add("references", where, node.get("title"), node.get("documentNumber"))
    return found


def main() -> None:
    names = ("provisions", "targets", "assignments", "actions", "incentives", "references")
    print(f"{'':16}" + "".join(f"{name:>13}" for name in names) + "      s")
    sums = {name: [0, 0, 0] for name in names}
    for path in EXAMPLES:
        raw = path.with_name(INPUT).read_bytes()
        times = []
        for _ in range(1 if "--once" in sys.argv else RUNS):
            start = time.perf_counter()
            made = draft(read(raw, INPUT), "https://example.org/id/p", [shipped()])
            times.append(time.perf_counter() - start)
        encoded = json.loads(path.read_bytes())
        known = [node["text"] for node in nodes(encoded) if node["type"] == "Provision"]
        gold, drafted = facts(encoded), facts(dict(made.document.tree), known)
        row = ""
        for name in names:
            want, got = gold.get(name, Counter()), drafted.get(name, Counter())
            both = (want & got).total()
            for at, one in enumerate((both, want.total(), got.total())):
                sums[name][at] += one
            row += f"{score(both, want.total(), got.total()):>13}"
            if "--errors" in sys.argv:
                for fact in (want - got).elements():
                    print("   missed", name, *fact)
                for fact in (got - want).elements():
                    print("   extra", name, *fact)
        print(f"{path.parent.name:16}{row}{statistics.median(times):7.2f}")
    print(f"{'pooled':16}" + "".join(f"{score(*sums[name]):>13}" for name in names))


def score(both: int, want: int, got: int) -> str:
    return f"{200 * both / (want + got):.1f}" if want + got else "-"


if __name__ == "__main__":
    main()
