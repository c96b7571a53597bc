"""Policies of varied size, derived from the Jiaxing example: the same seed, the same bytes.

    python benchmarks/generate.py FOLDER --documents 200

A generated policy has measures drawn from the example and renamed, its goals, perhaps its
incentives, and the provisions that all these refer to; it is valid, but says nothing.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Tree = dict[str, Any]

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "jiaxing-2022" / "policy.jsonld"
SEED = 2022
BASE = "https://example.org/policy/"


def policies(count: int, seed: int = SEED) -> Iterator[bytes]:
    """JSON-LD documents of 20 to 150 KB, most of them short."""
    example = json.loads(EXAMPLE.read_bytes())
    draw = random.Random(seed)
    for number in range(1, count + 1):
        measures = 1 + int(40 * draw.betavariate(1, 4))
        yield _bytes(_policy(example, draw, f"{BASE}{number}", measures))


def large(megabytes: float, seed: int = SEED) -> bytes:
    """One JSON-LD document of about this size (10^6 bytes)."""
    example = json.loads(EXAMPLE.read_bytes())
    trial = 400
    size = len(_bytes(_policy(example, random.Random(seed), BASE + "large", trial)))
    measures = round(trial * megabytes * 1_000_000 / size)
    return _bytes(_policy(example, random.Random(seed), BASE + "large", measures))


def write_folder(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Writes `policies` to a folder and returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, data in enumerate(policies(count, seed), 1):
        files.append(folder / f"policy-{number:04}.jsonld")
        files[-1].write_bytes(data)
    return files


def _policy(example: Tree, draw: random.Random, iri: str, measures: int) -> Tree:
    """The example with other measures, perhaps without incentives, and its text cut to fit."""
    policy = example | {"@context": [example["@context"][0], {"@base": iri}], "id": iri}
    drawn = draw.choices(example["measure"], k=measures)
    policy["measure"] = [_renamed(node, f"#measure{at}") for at, node in enumerate(drawn, 1)]
    if draw.random() < 0.5:
        del policy["incentive"]
    stated = ("principle", "goal", "measure", "incentive")
    wanted = {text for name in stated for text in _strings(policy.get(name))}
    policy["provision"] = _pruned(example["provision"], wanted)
    ids = set(_ids(policy["provision"]))
    for name in ("reference", "quantity"):
        policy[name] = [node for node in example[name] if node["statedIn"] in ids]
    text = "\n".join(_texts(policy["provision"]))
    digest = hashlib.sha256(text.encode()).hexdigest()
    policy["source"] = {"id": "#source", "type": "Source", "digest": digest}
    return {name: value for name, value in policy.items() if value != []}


def _renamed(node: Tree, iri: str) -> Tree:
    """A copy in which the node and those it contains have other ids, references to them too."""
    new = {old: f"{iri}-{at}" for at, old in enumerate(_ids(node))}

    def rename(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: rename(item) for key, item in value.items()}
        if isinstance(value, list):
            return [rename(item) for item in value]
        return new.get(value, value)

    renamed: Tree = rename(node)
    return renamed


def _ids(value: Any) -> Iterator[str]:
    """The ids of a node and of those it contains."""
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _ids(item)


def _texts(provisions: list[Tree]) -> Iterator[str]:
    for node in provisions:
        yield node["text"]
        yield from _texts(node.get("provision", []))


def _strings(value: Any) -> Iterator[str]:
    """Every string of a tree, references among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _pruned(provisions: list[Tree], wanted: set[str]) -> list[Tree]:
    """The provisions that are wanted, or contain one that is, and the first."""
    kept = []
    for node in provisions:
        below = _pruned(node.get("provision", []), wanted)
        if below or node["id"] in wanted or node["id"] == "#title":
            kept.append({key: item for key, item in node.items() if key != "provision"})
            if below:
                kept[-1]["provision"] = below
    return kept


def _bytes(policy: Tree) -> bytes:
    return (json.dumps(policy, ensure_ascii=False, indent=2) + "\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Write valid policies of varied size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    files = write_folder(arguments.folder, arguments.documents, arguments.seed)
    print(f"{len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
