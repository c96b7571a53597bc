"""What the documents of a run say, each label and statement known again by a digest of its words: what is
compared of it, and the first of the run that said it.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import Advice, Path, Related, Severity
from stdpolicy.diagnostics import Node as Named

WARNING = Severity.WARNING


class Saying(NamedTuple):
    """A label or a statement, and how it is encoded: what others are compared with."""

    iri: str
    words: str
    """The English of a label; what a statement quotes, where that is compared."""
    coded: Mapping[str, tuple[str, ...]]
    """The values of the fields that are compared."""


class Stated(NamedTuple):
    """One of a document, and what findings tell of it."""

    saying: Saying
    keys: tuple[bytes, ...]
    """What it is known again by."""
    cls: str
    path: Path
    written: tuple[str, ...]
    """Which of the fields that are compared, and whether a label, it has; of a label its language."""
    departs: bool = False
    """Whether an interpretation says, or may say, why it is encoded as it is."""

    def at(self, name: str) -> Path:
        """Where it is told that a field differs: where it is missing, at the words."""
        return (*self.path, name if name in self.written else "quote")


class Own(NamedTuple):
    """All that a document says, in the order in which it is compared."""

    labels: Sequence[Stated] = ()
    statements: Sequence[Stated] = ()


Kept = Mapping[bytes, tuple[str, str, bytes]]
"""What documents say, as it is kept, by what it is known again by: the IRI of the document, the id of the
node, and words and codes as `pickle` has them, for hardly any of it is asked for again.
"""
Others = Mapping[bytes, tuple[str, str, bytes | None]]
"""What other documents said before of what a document says; None where that is what the document says first."""


def kept(base: str, own: Own) -> Kept:
    """What is kept of all that a document says: of what is known by one key the first."""
    found: dict[bytes, tuple[str, str, bytes]] = {}
    for one in chain(own.labels, own.statements):
        new = [key for key in one.keys if key not in found]
        if new:
            entry = base, one.saying.iri[len(base) :], _packed(one.saying)
            for key in new:
                found[key] = entry
    return found


def others(said: Mapping[bytes, Saying]) -> Others:
    """What was said before, as a document is told of it."""
    found: dict[bytes, tuple[str, str, bytes | None]] = {}
    for key, one in said.items():
        base, mark, name = one.iri.partition("#")
        found[key] = base, mark + name, _packed(one)
    return found


def _packed(saying: Saying) -> bytes:
    return pickle.dumps((saying.words, saying.coded))


class Said(dict[bytes, tuple[str, str, bytes]]):
    """What the documents of a run said first."""

    def taken(self, new: Kept) -> Others:
        """Takes in what one more document says, and gives what others said of the same before it."""
        before: dict[bytes, tuple[str, str, bytes | None]] = {}
        for key, own in new.items():
            base, id, data = first = self.setdefault(key, own)
            if first is not own:
                before[key] = base, id, None if data == own[2] else data
        return before


class Compared:
    """A document, and what those before it in the run said."""

    def __init__(self, base: str, own: Own, others: Others) -> None:
        self.base = base
        self.own = own
        self._others = others
        self._own: dict[bytes, Saying] = {}
        self._paths: dict[str, Path] = {}
        for one in chain(own.labels, own.statements):
            self._paths[one.saying.iri] = one.path
            for key in one.keys:
                self._own.setdefault(key, one.saying)

    def first(self, key: bytes, mine: Saying) -> Saying | None:
        """Who said it first, in the run or in the document; None if nobody did, or just so."""
        own = self._own[key]
        if key not in self._others:
            return None if own is mine else own
        base, id, data = self._others[key]
        if data is not None:
            return Saying(base + id, *pickle.loads(data))
        return None if own is mine else Saying(base + id, *own[1:])

    def named(self, one: Stated) -> Named:
        """How messages call one of the document."""
        id = one.saying.iri[len(self.base) :]
        return Named(id if id.startswith("#") else f"the {one.cls}")

    def there(self, iri: str) -> tuple[Related, ...]:
        """Where the other node is that a finding is about, in this document or in another of the run."""
        if iri.partition("#")[0] != self.base:
            return (Related(THERE, (), iri),)
        path = self._paths.get(iri)
        return (Related(THERE, (*path, "id")),) if path is not None else ()


THERE = Advice("there", "{other}", "{other}")


def digest(*strings: str) -> bytes:
    """What is kept of strings to know them again."""
    return blake2b("\0".join(strings).encode(errors="replace"), digest_size=12).digest()


def iri_of(node: Node) -> str:
    """The full IRI of a node."""
    return node.walk.base + node.id


def named(walk: Walk, *classes: str) -> Iterator[Node]:
    """The nodes, perhaps of some classes, that have an id of their own: others can neither be pointed to
    nor told apart.
    """
    for node in walk.of(*classes) if classes else walk.nodes:
        id = node.id
        if id and id not in walk.namesakes:
            yield node
