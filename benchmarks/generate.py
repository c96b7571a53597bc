"""Policies of varied size, cut from the Jiaxing example: the same seed, the same bytes.

    python benchmarks/generate.py FOLDER --documents 200 [--crosswalk]

A generated policy has the beginning of the example's text and the statements about it; a large
one has the whole text and its measures many times over. All are valid. They refer to bodies, places
and indicators of the examples' registry and, where they cite a policy, to one another. A crosswalk aligns what is
alike in each of them and those before it.
"""

import argparse
import hashlib
import json
import random
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Tree = dict[str, Any]

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXAMPLE = EXAMPLES / "jiaxing-2022" / "policy.jsonld"
REGISTRY = EXAMPLES / "registry" / "registry.jsonld"
CROSSWALK = EXAMPLES / "crosswalk" / "crosswalk.jsonld"
ALIGNED = ("Goal", "Target", "Measure", "Action")
"""The classes of statements that alignments are about."""
BEFORE = 4
"""With how many of those before it a policy is aligned."""
SEED = 2022
BASE = "https://example.org/policy/"
CROSSWALKS = "https://example.org/crosswalk/"


def policies(count: int, seed: int = SEED) -> Iterator[bytes]:
    """JSON-LD documents of 20 to 160 KB, most of them short."""
    example = json.loads(EXAMPLE.read_bytes())
    provisions = list(_ids(example["provision"]))
    draw = random.Random(seed)
    for number in range(1, count + 1):
        length = 10 + int((len(provisions) - 9) * draw.betavariate(1, 2))
        policy = beginning(example, set(provisions[:length]))
        for reference in policy.get("reference", []):
            reference["refersTo"] = f"{BASE}{draw.randint(1, count)}"
        yield encoded(policy, f"{BASE}{number}")


def large(megabytes: float) -> bytes:
    """One JSON-LD document of about this size (10^6 bytes), 0.2 at least."""
    example = json.loads(EXAMPLE.read_bytes())
    measures = example["measure"]
    size = len(json.dumps(measures, ensure_ascii=False, indent=2).encode())
    rest = EXAMPLE.stat().st_size - size
    copies = max(1, round((megabytes * 1_000_000 - rest) / size))
    example["measure"] = [
        _renamed(measure, f"#measure{copy}-{at}")
        for copy in range(1, copies + 1)
        for at, measure in enumerate(measures, 1)
    ]
    return encoded(grounded(example), BASE + "large")


def crosswalk(documents: Iterable[bytes]) -> bytes:
    """A JSON-LD document with an alignment for each statement that a policy has in common with one of
    the four before it: some 145 for each policy beside the first ones.
    """
    example = json.loads(CROSSWALK.read_bytes())
    alike = [each for each in example["alignment"] if each.get("strength") == "same"]
    alignments: list[Tree] = []
    before: deque[tuple[str, set[str]]] = deque(maxlen=BEFORE)
    for data in documents:
        policy = json.loads(data)
        ids = list(_aligned(policy))
        for iri, known in before:
            for id in ids:
                if id in known:
                    number = len(alignments)
                    ends = {"subject": policy["id"] + id, "object": iri + id}
                    alignments.append(
                        alike[number % len(alike)] | {"id": f"#alignment{number + 1}"} | ends
                    )
        before.append((policy["id"], set(ids)))
    return encoded(example | {"alignment": alignments}, CROSSWALKS + "1")


def write_folder(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Writes `policies` and their registry to a folder and returns the files of the policies."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(REGISTRY, folder)
    files = []
    for number, data in enumerate(policies(count, seed), 1):
        files.append(folder / f"policy-{number:04}.jsonld")
        files[-1].write_bytes(data)
    return files


def write_crosswalk(folder: Path, files: Iterable[Path]) -> None:
    """Writes the crosswalk of some policies to a folder."""
    (folder / "crosswalk.jsonld").write_bytes(crosswalk(file.read_bytes() for file in files))


def beginning(example: Tree, kept: set[str]) -> Tree:
    """The example without the provisions that are not kept and without what is stated in them."""

    def cut(value: Any) -> Any:
        if isinstance(value, list):
            return [cut(item) for item in value if not isinstance(item, dict) or stays(item)]
        if isinstance(value, dict):
            items = {key: cut(item) for key, item in value.items()}
            return {key: item for key, item in items.items() if item != []}
        return value

    def stays(node: Tree) -> bool:
        where = node["id"] if node.get("type") == "Provision" else node.get("statedIn")
        return where is None or where in kept

    return grounded(cut(example))


def grounded(policy: Tree) -> Tree:
    """The policy with the digest of the text that it has, and no source files beside it."""
    text = "\n".join(texts(policy["provision"]))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return policy | {"source": {"id": "#source", "type": "Source", "digest": digest}}


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


def _aligned(value: Any) -> Iterator[str]:
    """The ids of the statements that alignments are about, in document order."""
    if isinstance(value, dict):
        if value.get("type") in ALIGNED:
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _aligned(item)


def _ids(value: Any) -> Iterator[str]:
    """The ids of a node and of those it contains, in document order."""
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _ids(item)


def texts(provisions: list[Tree]) -> Iterator[str]:
    for node in provisions:
        yield node["text"]
        yield from texts(node.get("provision", []))


def encoded(policy: Tree, iri: str) -> bytes:
    policy = policy | {"@context": [policy["@context"][0], {"@base": iri}], "id": iri}
    return (json.dumps(policy, ensure_ascii=False, indent=2) + "\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Write valid policies of varied size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--crosswalk", action="store_true", help="align them, too")
    arguments = parser.parse_args()
    files = write_folder(arguments.folder, arguments.documents, arguments.seed)
    if arguments.crosswalk:
        write_crosswalk(arguments.folder, files)
    print(f"{len(files)} files, {sum(f.stat().st_size for f in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
