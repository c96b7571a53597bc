"""Turtle in our own layout, read line by line: twice as fast as by its triples.

Every line has to be, from end to end, in the one form in which its field is written, and every
node has to come after the line that contains it. A file with anything else in it is not in our
layout; it is read as any other Turtle is, and what is wrong with it is found there.
Why there are two readers is told in docs/decisions/0004-two-readers-of-turtle.md.
"""

from collections.abc import Collection, Mapping
from functools import partial

from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import MAX_DEPTH, MAX_NODES, Reading, Tree, is_document_iri
from stdpolicy.formats.turtle.lines import OtherLayout, plans
from stdpolicy.formats.turtle.names import BLOCK_END, LINE_END, PREFIX, prefixes
from stdpolicy.model.edition import by_edition, model
from stdpolicy.source import Source, Span


def read_own_layout(source: Source) -> Reading | None:
    """What a Turtle file says, or None if it is not in our layout."""
    text = source.text
    first = text[: text.find("\n")]
    base = first.removeprefix("@prefix : <").removesuffix("#> .")
    if first != f"@prefix : <{base}#> ." or not is_document_iri(base):
        return None
    if not text.endswith(" .\n") or f"{BLOCK_END}<{base}>\n    a {PREFIX}:" not in text:
        return None
    head, *blocks = text.split(BLOCK_END)
    blocks[-1] = blocks[-1].removesuffix(" .\n")  # of the whole text that would be a copy of it
    _, *others = f"{head} .".split("\n")
    file = _File(base)
    try:
        for at, block in enumerate(blocks):
            blocks[at] = ""  # each is let go when it was read
            file.node(*block.split(LINE_END))
        declared = {_declarations()[line] for line in others}
    except (OtherLayout, KeyError):
        return None
    used = frozenset[str]().union(*file.used)
    if file.expected or len(file.seen) > MAX_NODES or not used <= declared:
        return None
    return Reading(file.root, base, locate=partial(_places, file.root, base, source))


def _places(tree: Tree, base: str, source: Source, paths: Collection[Path]) -> Mapping[Path, Span]:
    from stdpolicy.formats.places import locate
    from stdpolicy.formats.turtle.places import TurtleTriples

    return locate(tree, base, TurtleTriples(source))(paths)


@by_edition
def _declarations() -> dict[str, str]:
    return {f"@prefix {name}: <{iri}> .": name for name, iri in prefixes().items()}


class _File:
    """The nodes of a file; `expected` are those that a line contains and that are to follow."""

    def __init__(self, base: str) -> None:
        self.own = f"<{base}#"
        """How a fragment of the document begins where it is written in full, as our layout does
        with the few that end with a dot."""
        self.plans = plans()
        self.root: Tree = {"id": base}
        self.expected: dict[str, tuple[Tree, tuple[str, ...], int]] = {
            f"<{base}>": (self.root, model().roots, 1)
        }
        self.seen = {f"<{base}>"}
        self.used = {frozenset({PREFIX})}

    def node(self, start: str, *lines: str) -> None:
        """Reads a node. Raises OtherLayout, or KeyError for what the model does not know there."""
        subject, _, cls = start.partition(f"\n    a {PREFIX}:")
        tree, targets, depth = self.expected.pop(subject)
        if cls not in targets or depth > MAX_DEPTH:
            raise OtherLayout
        tree["type"] = cls
        plan = self.plans[cls]
        for line in lines:
            predicate, _, item = line.partition(" ")
            name, target, many, is_text, value_of, needs, scheme = plan[predicate]
            if item.startswith(self.own):
                raise OtherLayout
            self.used.add(needs)
            if scheme and item[:1] != "<":
                self.used.add(scheme)
            value = value_of(item)
            if target:
                value = self.contained(item, value, target, depth + 1)
            if many and not is_text:
                tree.setdefault(name, []).append(value)
                continue
            values, key = tree, name
            if is_text:
                values = tree.setdefault(name, {})
                key, value = value
            if key in values:
                raise OtherLayout
            values[key] = value
        for value in tree.values():
            if type(value) is list and type(value[0]) is str and len(set(value)) < len(value):
                raise OtherLayout  # a triple that stands twice is one triple

    def contained(self, item: str, iri: str, target: str, depth: int) -> Tree:
        if item in self.seen:
            raise OtherLayout
        self.seen.add(item)
        tree: Tree = {"id": iri}
        self.expected[item] = (tree, (target,), depth)
        return tree
