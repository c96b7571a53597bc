"""Statements that a person has checked and accepts."""

from collections.abc import Collection
from copy import deepcopy

from stdpolicy.document import Document
from stdpolicy.formats.reading import Tree
from stdpolicy.language import either
from stdpolicy.marked import marked

REVIEWED = "reviewed"
"""The code of review-status for what a person has checked."""


class Unknown(ValueError):
    """Ids of which the policy has no statement or provision; the message names them."""


def accepted(document: Document, ids: Collection[str]) -> tuple[Document, int]:
    """The document with the statements of some ids marked as reviewed, and how many these are.

    The id of a provision is that of all statements made in it; `#goal1`, `goal1` and the whole IRI name
    the same. Raises Unknown if an id is that of neither.
    """
    wanted = {"#" + one.removeprefix(document.base).removeprefix("#") for one in ids}
    tree: Tree = deepcopy(document.tree)
    found: set[str] = set()
    count = 0
    for one in marked(tree):
        place = str(one.provision["id"])
        for held in one.statements:
            if place in wanted or held.tree["id"] in wanted:
                assert isinstance(held.tree, dict)
                held.tree["reviewStatus"] = REVIEWED
                found |= {place, str(held.tree["id"])}
                count += 1
    if unknown := sorted(wanted - found):
        raise Unknown(
            either(
                f"no statement, nor a provision that makes any: {', '.join(unknown)}",
                f"没有以此为 id 的陈述或含有陈述的条文：{'、'.join(unknown)}",
            )
        )
    return Document(tree, document.base, document.notation, document.source), count
