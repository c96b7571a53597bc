"""One walk over a valid policy: its provisions, its statements, and what the statements quote."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Kind, Model

SUBSTANCE = frozenset({"part", "section", "article", "item", "subitem", "dash", "paragraph"})
"""Kinds of provision in which a policy states what is to be done; the others frame it."""


@dataclass
class Provision:
    """A block of the text with its place in the tree."""

    tree: Tree
    path: Path
    parent: "Provision | None"

    @property
    def top(self) -> "Provision":
        """The provision of the outermost level that it belongs to."""
        return self.parent.top if self.parent else self

    @property
    def id(self) -> str:
        """The id, a fragment of the document's IRI."""
        return str(self.tree["id"])

    @property
    def text(self) -> str:
        """The block's own text, its children excluded."""
        return str(self.tree["text"])

    @property
    def prefix(self) -> str:
        """Number and heading, with which the text begins."""
        return str(self.tree.get("number", "") + self.tree.get("heading", ""))

    @property
    def body_start(self) -> int:
        """Where the text goes on after number and heading, in characters."""
        return len(self.prefix)


@dataclass
class Statement:
    """A statement with the statements that enclose it, innermost last."""

    tree: Tree
    path: Path
    cls: str
    within: tuple["Statement", ...]

    @property
    def id(self) -> str:
        """The id, a fragment of the document's IRI."""
        return str(self.tree["id"])

    @property
    def quote(self) -> str:
        """What it quotes."""
        return str(self.tree["quote"])

    def inherited(self, name: str) -> Any:
        """A field of the statement or, where it has none, of the nearest that encloses it."""
        for statement in (self, *reversed(self.within)):
            if name in statement.tree:
                return statement.tree[name]
        return None


@dataclass
class Survey:
    """A policy laid out for the rules on text and sense."""

    tree: Tree
    base: str
    provisions: dict[str, Provision] = field(default_factory=dict)
    """By id, in document order."""
    statements: list[Statement] = field(default_factory=list)

    def local(self, reference: str) -> str:
        """A reference to a node of this document as a fragment."""
        return (
            reference.removeprefix(self.base)
            if reference.startswith(self.base + "#")
            else reference
        )

    @cached_property
    def by_provision(self) -> dict[str, list[Statement]]:
        """The statements made in each provision."""
        found: dict[str, list[Statement]] = {iri: [] for iri in self.provisions}
        for statement in self.statements:
            found.setdefault(self.local(statement.tree["statedIn"]), []).append(statement)
        return found

    @cached_property
    def sound(self) -> list[Provision]:
        """The provisions that begin as they say and hold all that is quoted from them.

        Of the others more is known to be wrong than that something is left out.
        """
        return [
            provision
            for iri, provision in self.provisions.items()
            if provision.text.startswith(provision.prefix)
            and all(statement.quote in provision.text for statement in self.by_provision[iri])
        ]

    def of(self, *classes: str) -> Iterator[Statement]:
        """The statements of some classes, in document order."""
        return (statement for statement in self.statements if statement.cls in classes)

    def quoted(self, provision: Provision, *classes: str) -> list[bool]:
        """For each character of a provision, whether a statement (of some classes) quotes it."""
        text = provision.text
        covered = [False] * len(text)
        made = self.by_provision[provision.id]
        for quote in {s.quote for s in made if not classes or s.cls in classes}:
            at, done = text.find(quote), 0
            while at >= 0:  # where quotes overlap each character is marked once
                end = at + len(quote)
                covered[max(at, done) : end] = [True] * (end - max(at, done))
                at, done = text.find(quote, at + 1), end
        return covered


def survey(tree: Tree, base: str, model: Model) -> Survey:
    """Lays out a valid policy; siblings are taken in their `order`."""
    result = Survey(tree, base)
    _provisions(tree, (), None, result)
    _statements(tree, (), (), model, result)
    return result


def _provisions(tree: Tree, path: Path, parent: Provision | None, result: Survey) -> None:
    children = enumerate(tree.get("provision", ()))
    for at, child in sorted(children, key=lambda item: int(item[1]["order"])):
        found = Provision(child, (*path, "provision", at), parent)
        result.provisions[found.id] = found
        _provisions(child, found.path, found, result)


def _statements(
    tree: Tree, path: Path, within: tuple[Statement, ...], model: Model, result: Survey
) -> None:
    for item in model.classes[tree["type"]].fields:
        if item.kind is not Kind.NODE or item.targets[0] not in model.statements:
            continue
        for at, node in enumerate(tree.get(item.name, ())):
            statement = Statement(node, (*path, item.name, at), node["type"], within)
            result.statements.append(statement)
            _statements(node, statement.path, (*within, statement), model, result)
