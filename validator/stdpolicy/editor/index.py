"""What stands where: every path of a tree by its place, and every id by its node."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.editor.documents import moved
from stdpolicy.formats import Notation, detect
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.model import Class, Field, NodeType, ReferenceType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import absolute
from stdpolicy.source import Source, Span


class Spot(NamedTuple):
    """A path of the tree: the node that it is in, and the field if it is one."""

    path: Path
    span: Span
    cls: Class
    node: Tree
    field: Field | None
    value: Any

    @property
    def is_key(self) -> bool:
        """Whether it is a key, not a value."""
        return self.path[-1:] == (KEY,)

    @property
    def is_id(self) -> bool:
        """Whether it names its node."""
        return self.path[-1:] == ("id",)


class Index(Struct, dict=True):
    """A text that was read, and where everything in it stands. All of it is found in one scan, late."""

    source: Source
    reading: Reading
    notation: Notation | None
    edits: Sequence[tuple[Span, int]] = ()
    """What was changed since: of a text that does not parse the last that did is asked."""
    now: str | None = None
    """The text after these edits."""

    @classmethod
    def of(cls, source: Source) -> "Index | None":
        """The index of a text; None if it does not parse."""
        notation = detect(source)
        if notation is None:
            return None
        reading = notation.read(source)
        tree = reading.tree
        if tree is None or _class(tree) is None:
            return None
        return cls(source, reading, notation)

    def after(self, edits: Sequence[tuple[Span, int]], now: str) -> "Index":
        """The index of the text after edits."""
        result = Index(self.source, self.reading, self.notation, edits, now)
        result.__dict__["placed"] = self.placed
        return result

    @property
    def tree(self) -> Tree:
        """The document as it was read."""
        return self.reading.tree or {}

    @property
    def text(self) -> str:
        """The text as it is now, with what was changed since it was read."""
        return self.now if self.now is not None else self.source.text

    def value(self, path: Path) -> Any:
        """What a path leads to in the tree; None where there is nothing."""
        return _value(self.tree, path)

    @property
    def base(self) -> str:
        """Its IRI."""
        return self.reading.base

    @cached_property
    def placed(self) -> dict[Path, Span]:
        """Where each path stood in the text that was read."""
        return self.reading.places(list(_paths(self.tree, ())))

    @cached_property
    def spans(self) -> list[tuple[int, int, Path]]:
        """The tokens in the order of the text, of one token the path that says most."""
        best: dict[Span, Path] = {}
        for path, span in self.placed.items():
            if path and span == self.placed.get(path[:-1]) and path[-1] in (KEY, "type"):
                continue  # it is not in the text
            other = best.get(span)
            if other is None or len(other) < len(path):
                best[span] = path
        found = (
            (moved(span, self.edits) if self.edits else span, path) for span, path in best.items()
        )
        return sorted((span.start, span.end, path) for span, path in found if span)

    def span(self, path: Path) -> Span | None:
        """Where a path stands now."""
        found = self.placed.get(path)
        return None if found is None else moved(found, self.edits)

    def at(self, offset: int) -> Spot | None:
        """What stands at an offset: the shortest token around it, or one that ends there."""
        near = bisect_right(self.spans, offset, key=lambda one: one[0])
        around = [one for one in self.spans[max(0, near - 50) : near] if offset <= one[1]]
        if not around:
            return None
        start, end, path = min(around, key=lambda one: (offset == one[1], one[1] - one[0]))
        return self.spot(path, Span(start, end))

    def naming(self, offset: int) -> tuple[str, Span] | None:
        """The node that is named at an offset, by its IRI, where the notation writes it apart from the one
        that it is in.
        """
        found = self.notation.naming(self.text, offset) if self.notation else None
        return found if found and found[0] in self.nodes else None

    def before(self, offset: int) -> Spot | None:
        """The last token that begins before an offset."""
        near = bisect_right(self.spans, offset - 1, key=lambda one: one[0])
        if not near:
            return None
        start, end, path = self.spans[near - 1]
        return self.spot(path, Span(start, end))

    def spot(self, path: Path, span: Span) -> Spot | None:
        """What a path leads to."""
        cls, node, field = _class(self.tree), self.tree, None
        value: Any = self.tree
        for step in path:
            if step == KEY or cls is None:
                break
            if value is node and isinstance(step, str):
                field = cls.by_name.get(step)
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
            if isinstance(value, dict) and field and isinstance(field.type, NodeType):
                cls, node, field = model().classes[field.type.target], value, None
        return None if cls is None else Spot(path, span, cls, node, field, value)

    @cached_property
    def nodes(self) -> dict[str, Path]:
        """Every node by its IRI."""
        found: dict[str, Path] = {self.base: ()} if self.base else {}
        for path in self.placed:
            if path[-1:] == ("id",) and isinstance(iri := _value(self.tree, path), str):
                found.setdefault(absolute(iri, self.base), path[:-1])
        return found

    @cached_property
    def uses(self) -> dict[str, list[Path]]:
        """The references to each IRI, in the order of the text."""
        found: dict[str, list[Path]] = {}
        for path in self.placed:
            value = _value(self.tree, path)
            if not isinstance(value, str) or path[-1:] in ((KEY,), ("id",)):
                continue
            spot = self.spot(path, self.placed[path])
            if spot and spot.field and isinstance(spot.field.type, ReferenceType):
                found.setdefault(absolute(value, self.base), []).append(path)
        return found

    def node(self, iri: str) -> Tree | None:
        """The node of an IRI."""
        path = self.nodes.get(iri)
        found = None if path is None else _value(self.tree, path)
        return found if isinstance(found, dict) else None

    def above(self, path: Path) -> Tree:
        """The node that one at a path is in."""
        for end in range(len(path) - 1, -1, -1):
            found = _value(self.tree, path[:end])
            if isinstance(found, dict):
                return found
        return {}


def _class(tree: Tree) -> Class | None:
    said = tree.get("type")
    names = said if isinstance(said, list) else [said]
    return next((model().classes[n] for n in names if n in model().roots), None)


def _paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    items = value.items() if isinstance(value, dict) else ()
    for key, item in items:
        if isinstance(key, str):
            yield (*path, key, KEY)
            yield from _paths(item, (*path, key))
    for at, item in enumerate(value if isinstance(value, list) else ()):
        yield from _paths(item, (*path, at))


def _value(tree: Any, path: Path) -> Any:
    for step in path:
        if step == KEY:
            return None
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree
