"""What the tools of peers.py read: policies, and documents of other trades of the same sizes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import conversions
import generate

import stdpolicy

Tree = dict[str, Any]

FOLDERS = ("policies", "turtle", "inlined", "json", "spdx", "linkml")
LINKML = "schema.yaml"
"""The name of the file with the LinkML schema."""


class Documents(NamedTuple):
    """One document and many of them, of a kind: files."""

    one: Path
    many: list[Path]


def write(folder: Path, count: int) -> dict[str, Documents]:
    """Writes the Jiaxing policy and so many generated ones, and for each its like of every kind."""
    documents = [generate.EXAMPLE.read_bytes(), *generate.policies(count)]
    made: dict[str, list[Path]] = {name: [] for name in FOLDERS}
    for number, data in enumerate(documents):
        forms = {
            "policies": (data, "jsonld"),
            "turtle": (stdpolicy.convert(data, "turtle"), "ttl"),
            "inlined": (conversions.foreign(data, "jsonld"), "jsonld"),
            "json": (data, "json"),
            "spdx": (encoded(spdx(len(data))), "json"),
            "linkml": (encoded(linkml(data)), "json"),
        }
        for name, (content, suffix) in forms.items():
            home = folder / name / ("many" if number else "one")
            home.mkdir(parents=True, exist_ok=True)
            made[name].append(home / f"policy-{number:04}.{suffix}")
            made[name][-1].write_bytes(content)
    (folder / LINKML).write_bytes(encoded(SCHEMA))
    return {name: Documents(one, many) for name, (one, *many) in made.items()}


def encoded(tree: Tree) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def spdx(size: int) -> Tree:
    """An SPDX 2.3 document of about so many bytes: packages, each with a licence and a checksum."""
    document: Tree = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "benchmark",
        "documentNamespace": "https://example.org/spdx/benchmark",
        "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: benchmarks"]},
        "packages": [],
        "relationships": [],
    }
    each = len(encoded({"packages": [_package(0)], "relationships": [_describes(0)]}))
    for number in range(max(1, size // each)):
        document["packages"].append(_package(number))
        document["relationships"].append(_describes(number))
    return document


def _package(number: int) -> Tree:
    return {
        "SPDXID": f"SPDXRef-package-{number}",
        "name": f"package-{number}",
        "versionInfo": f"1.{number}",
        "downloadLocation": f"https://example.org/package-{number}.tar.gz",
        "filesAnalyzed": False,
        "licenseConcluded": "Apache-2.0",
        "licenseDeclared": "Apache-2.0",
        "copyrightText": "NOASSERTION",
        "supplier": "Organization: Example",
        "checksums": [{"algorithm": "SHA256", "checksumValue": f"{number:064x}"}],
    }


def _describes(number: int) -> Tree:
    return {
        "spdxElementId": "SPDXRef-DOCUMENT",
        "relationshipType": "DESCRIBES",
        "relatedSpdxElement": f"SPDXRef-package-{number}",
    }


KINDS = ("Goal", "Target", "Measure", "Action", "Principle", "Reference", "Quantity", "Incentive")
_ID = {"identifier": True, "range": "uriorcurie"}
_LIST = {"multivalued": True, "inlined_as_list": True}
SCHEMA: Tree = {
    "id": "https://example.org/linkml/policy",
    "name": "policy",
    "prefixes": {"linkml": "https://w3id.org/linkml/", "ex": "https://example.org/linkml/"},
    "default_prefix": "ex",
    "default_range": "string",
    "imports": ["linkml:types"],
    "enums": {"Kind": {"permissible_values": {kind: {} for kind in KINDS}}},
    "classes": {
        "Policy": {
            "tree_root": True,
            "attributes": {
                "id": _ID,
                "title": {"required": True},
                "provisions": {"range": "Provision", **_LIST},
                "statements": {"range": "Statement", **_LIST},
            },
        },
        "Provision": {
            "attributes": {
                "id": _ID,
                "order": {"range": "integer", "required": True},
                "text": {"required": True},
            }
        },
        "Statement": {
            "attributes": {
                "id": _ID,
                "kind": {"range": "Kind", "required": True},
                "stated_in": {"range": "Provision", "required": True},
                "quote": {"required": True},
                "label_en": {},
                "label_zh": {},
            }
        },
    },
}
"""A LinkML schema of the main part of a policy."""


def linkml(policy: bytes) -> Tree:
    """The provisions and statements of a policy as data of that schema, statements once more each until
    it is as large as the policy.
    """
    tree = json.loads(policy)
    provisions = [
        {"id": f"ex:{node['id'][1:]}", "order": order, "text": node["text"]}
        for order, node in enumerate(_nodes(tree, ("Provision",)), 1)
    ]
    statements = [_statement(node) for node in _nodes(tree, KINDS) if "quote" in node]
    data = {"id": "ex:policy", "title": tree["title"]["zh-Hans"], "provisions": provisions}
    lacking = len(policy) - len(encoded(data))
    told: list[Tree] = []
    while statements and lacking > 0:
        one = statements[len(told) % len(statements)]
        told.append(one | {"id": f"{one['id']}-{len(told)}"})
        lacking -= len(encoded(told[-1])) + 4 * len(told[-1])  # it is indented deeper there
    return data | {"statements": told}


def _statement(node: Tree) -> Tree:
    labels = node.get("label", {})
    return {
        "id": f"ex:{node['id'][1:]}",
        "kind": node["type"],
        "stated_in": f"ex:{node['statedIn'][1:]}",
        "quote": node["quote"],
        "label_en": labels.get("en", ""),
        "label_zh": labels.get("zh-Hans", ""),
    }


def _nodes(value: Any, classes: tuple[str, ...]) -> Iterator[Tree]:
    """The nodes of some classes, in document order."""
    if isinstance(value, dict):
        if value.get("type") in classes:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, classes)
