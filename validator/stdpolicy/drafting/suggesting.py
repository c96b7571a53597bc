"""Proposals of a program, a language model say, for what a draft leaves open: English labels, domains,
instruments and topics. They are checked, and never overwrite what was read.

The program reads JSON lines and writes JSON lines (docs/drafting.md).
"""

import json
import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from stdpolicy.document import Document
from stdpolicy.drafting.proposals import FIELDS, Open, questions, statements, take
from stdpolicy.drafting.running import Failed, answers
from stdpolicy.formats import canonical
from stdpolicy.language import either

Tree = dict[str, Any]

__all__ = ["FIELDS", "Failed", "Suggested", "questions", "suggested"]

SECONDS = 3600
"""How long a program may take, unless it is said."""


class Suggested(NamedTuple):
    """A document with proposals; `refused` says of each other line why it was not taken."""

    document: Document
    taken: int
    refused: tuple[str, ...]


def suggested(document: Document, command: Sequence[str], seconds: float = SECONDS) -> Suggested:
    """The document with what a program proposes within some seconds, each statement with a note that
    names the program.

    Raises Failed.
    """
    tree: Tree = deepcopy(document.tree)
    found = {held["id"]: Open(held, text) for held, text in statements(tree)}
    asked = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in questions(tree))
    proposals: dict[str, list[str]] = {}
    refused = []
    for number, line in enumerate(answers(command, asked, seconds), 1):
        if not line.strip():
            continue
        try:
            iri, name = take(line, found)
        except ValueError as error:
            line_of = either(f"line {number} of {command[0]}", f"{command[0]} 第 {number} 行")
            refused.append(f"{line_of}{either(': ', '：')}{error}")
        else:
            proposals.setdefault(iri, []).append(name)
    for iri, names in proposals.items():
        _sign(found[iri].tree, sorted(set(names)), _called(command))
    taken = sum(map(len, proposals.values()))
    whole = Document(canonical(tree, document.base), document.base)
    return Suggested(whole, taken, tuple(refused))


def _called(command: Sequence[str]) -> str:
    """A program as notes name it: without its options, which may hold a key."""
    files = [Path(word).name for word in command[1:2] if re.fullmatch(r"[\w./\\-]+\.\w+", word)]
    return " ".join([Path(command[0]).name, *files])


def _sign(node: Tree, names: Sequence[str], command: str) -> None:
    """Notes on a statement where its proposed values come from."""
    fields = ", ".join(names)
    said = {"en": f"Proposed by {command}: {fields}.", "zh-Hans": f"由 {command} 提出：{fields}。"}
    before = node.get("note", {})
    node["note"] = {tag: f"{before.get(tag, '')} {words}".strip() for tag, words in said.items()}
