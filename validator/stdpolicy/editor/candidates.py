"""The nodes that a reference may lead to, the likely first."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from stdpolicy.diagnostics import Path
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held
from stdpolicy.formats.reading import Tree
from stdpolicy.model.iri import absolute, relative

PROVISION = ("Provision",)
HAN = re.compile("[\u4e00-\u9fff]")


class Candidate(NamedTuple):
    """A node that a reference may lead to."""

    iri: str
    reference: str
    """The IRI as the document would refer to it."""
    node: Tree
    names: list[str]
    """What it is called, in Chinese first."""
    own: bool
    """Whether it is of the document itself."""


def candidates(
    targets: tuple[str, ...], node: Tree, before: Path, index: Index, documents: Iterable[Held]
) -> list[Candidate]:
    """The nodes of some classes for a reference of a node; `before` is the path of what stands before it.

    A statement is made by a provision of its own document (SP606), so that of these no others are offered; those
    first that have the words quoted. Of what has a name those come first whose name the quoted provision
    prints, then those that are used already, then those of the policy's own place, then the others.
    """
    words, quote = _printed(node, before, index), str(node.get("quote", ""))
    place = absolute(str(index.tree.get("jurisdiction", "#")), index.base)
    found: dict[str, tuple[tuple[bool, ...], Candidate]] = {}
    for held in documents:
        own = held.index is index or held.index.base == index.base
        if targets == PROVISION and not own:
            continue
        for iri in held.index.nodes:
            one = held.index.node(iri)
            if one is None or iri in found or (targets and one.get("type") not in targets):
                continue
            names = _names(one)
            named = "name" in one
            printed = named and any(len(n) > 1 and n in words for n in names)
            quoted = bool(quote) and quote in str(one.get("text", ""))
            its = (iri, absolute(str(one.get("place", "")), held.index.base))
            rank = (
                not (printed or quoted),
                not (named and iri in index.uses),
                not own,
                place not in its,
            )
            reference = relative(iri, index.base) if own else iri
            found[iri] = rank, Candidate(iri, reference, one, names, own)
    return [one for _, one in sorted(found.values(), key=lambda pair: pair[0])]


def _printed(node: Tree, before: Path, index: Index) -> str:
    """The provision that a statement, or the nearest above it, is made in."""
    above: Any = index.tree
    stated = ""
    for step in (*before, None):
        if isinstance(above, dict):
            stated = str(above.get("statedIn") or stated)
        try:
            above = above[step]
        except (KeyError, IndexError, TypeError):
            break
    stated = str(node.get("statedIn") or stated)
    provision = index.node(absolute(stated, index.base)) if stated else None
    return str((provision or {}).get("text", ""))


def _names(node: Tree) -> list[str]:
    found: list[Any] = []
    for key in ("name", "shortName", "title", "label", "heading"):
        value = node.get(key)
        for part in value.values() if isinstance(value, dict) else (value,):
            found += part if isinstance(part, list) else [part]
    names = [one for one in found if one and isinstance(one, str)]
    return sorted(names, key=lambda name: HAN.search(name) is None)
