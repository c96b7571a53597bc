"""The nodes that a JSON-LD text describes, with the spans of what it says of them.

The graph is made by a processor that says nothing of places. Here objects and keys are told by the
terms of the document's contexts, whatever their scope.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from msgspec import Struct, field

from stdpolicy.formats.jsonld.context import Names
from stdpolicy.formats.jsonld.tokens import TOKEN, string
from stdpolicy.source import Span


class Word(NamedTuple):
    """A key or value as it means to say, and its token."""

    value: str
    span: Span


class Said(NamedTuple):
    """A value of a property of a node."""

    property: Word
    value: Word
    language: Word | None = None
    iri: bool = False
    """Whether the value stands for an IRI for certain; otherwise the property says it."""


class Node(Struct):
    """An object of the text, and what it says in itself."""

    span: Span
    """Of its brace."""
    id: Word | None = None
    types: list[Word] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    value: Word | None = None
    language: Word | None = None
    list: Span | None = None
    """Of @list."""
    graph: Span | None = None
    """Of @graph."""
    holds: bool = False
    """Whether it is no node, but holds values as @set, @list and @value do."""
    within: bool = False
    """Whether it is a value of a property."""

    @property
    def describes(self) -> bool:
        """Whether something is said of the node here: a reference only names it."""
        return bool(self.said or self.types)

    @property
    def blank(self) -> bool:
        """Whether it is a node without an IRI."""
        if self.id is not None:
            return self.id.value.startswith("_:")
        named = self.within and self.graph is None
        return not self.holds and self.value is None and (self.describes or named)


class _Role(Enum):
    """What a value or an object is to the node around it."""

    NODE = auto()
    VALUE = auto()
    ID = auto()
    TYPE = auto()
    NEST = auto()
    LITERAL = auto()
    LANGUAGE = auto()
    REVERSE = auto()
    LANGUAGE_MAP = auto()
    ID_MAP = auto()
    MAP = auto()
    NOTHING = auto()


class _Slot(NamedTuple):
    """Where a value stands: what it is, to which node, of which property."""

    role: _Role
    node: Node | None = None
    property: Word | None = None
    language: Word | None = None
    id: Word | None = None
    map: bool = False
    """Whether the map of the property's container has been opened already."""


class _Frame(NamedTuple):
    """An open object or array: the slot that it stands in, what it is, and its node."""

    slot: _Slot
    role: _Role | None
    """None for an array."""
    node: Node | None


OF_KEYWORD = {
    "@id": _Role.ID,
    "@type": _Role.TYPE,
    "@nest": _Role.NEST,
    "@value": _Role.LITERAL,
    "@language": _Role.LANGUAGE,
    "@graph": _Role.NODE,
    "@included": _Role.NODE,
    "@reverse": _Role.REVERSE,
}
NOTHING = _Slot(_Role.NOTHING)


def nodes(text: str, names: Names) -> Iterator[Node]:
    """Each object that may be a node, when it is complete: what it contains comes before it."""
    opened: list[_Frame] = []
    slot = _Slot(_Role.NODE)
    for match in TOKEN.finditer(text):
        token = match[0]
        if match["colon"]:
            word = Word(string(match["string"]), Span(*match.span("string")))
            slot = _below(opened[-1], word, names)
        elif token == ",":
            slot = opened[-1].slot
        elif token in "}]":
            frame = opened.pop()
            slot = frame.slot
            if frame.role is _Role.NODE and frame.node is not None:
                _closed(frame.node, slot)
                yield frame.node
        else:
            here = Span(*match.span())
            if token == "[":
                if slot.property and "@list" in names.containers.get(slot.property.value, ()):
                    slot.node.list = slot.node.list or here  # type: ignore[union-attr]
                opened.append(_Frame(slot, None, None))
            elif token == "{":
                opened.append(_opened(slot, here, names))
            else:
                _say(slot, Word(string(token) if token[0] == '"' else token, here))


def _opened(slot: _Slot, here: Span, names: Names) -> _Frame:
    """What an object is that stands in a slot."""
    if slot.role is _Role.VALUE and slot.property and not (slot.map or slot.language):
        kinds = names.containers.get(slot.property.value, set())
        if "@language" in kinds:
            return _Frame(slot, _Role.LANGUAGE_MAP, slot.node)
        if "@id" in kinds:
            return _Frame(slot, _Role.ID_MAP, slot.node)
        if kinds & {"@type", "@index", "@graph"}:
            return _Frame(slot, _Role.MAP, slot.node)
    match slot.role:
        case _Role.NODE | _Role.VALUE:
            node = Node(here, slot.id, within=slot.role is _Role.VALUE)
            return _Frame(slot, _Role.NODE, node)
        case _Role.NEST | _Role.REVERSE:
            return _Frame(slot, slot.role, slot.node)
    return _Frame(NOTHING, _Role.NOTHING, None)


def _below(frame: _Frame, key: Word, names: Names) -> _Slot:
    """What the value of a key is."""
    keyword = names.keyword(key.value)
    node = frame.node
    match frame.role:
        case _Role.LANGUAGE_MAP:
            return frame.slot._replace(language=key)
        case _Role.ID_MAP:
            return frame.slot._replace(map=True, id=None if keyword else key)
        case _Role.MAP:
            return frame.slot._replace(map=True)
        case _Role.REVERSE:
            return _Slot(_Role.NODE)
        case _Role.NODE | _Role.NEST if node is not None:
            if keyword in ("@set", "@list"):
                node.holds = True
                if keyword == "@list":
                    node.list = node.list or key.span
                return frame.slot
            if keyword == "@graph":
                node.graph = key.span
            if keyword:
                return _Slot(OF_KEYWORD.get(keyword, _Role.NOTHING), node)
            return _Slot(_Role.VALUE, node, key)
    return NOTHING


def _say(slot: _Slot, word: Word) -> None:
    """Notes a scalar."""
    node = slot.node
    if node is None:
        return
    match slot.role:
        case _Role.ID:
            node.id = word
        case _Role.TYPE:
            node.types.append(word)
        case _Role.LITERAL:
            node.value = word
        case _Role.LANGUAGE:
            node.language = word
        case _Role.VALUE if slot.property is not None:
            node.said.append(Said(slot.property, word, slot.language))


def _closed(node: Node, slot: _Slot) -> None:
    """Says of the node around an object what the object is."""
    if slot.role is not _Role.VALUE or slot.node is None or slot.property is None:
        return
    if node.value is not None:
        language = node.language or slot.language
        slot.node.said.append(Said(slot.property, node.value, language))
    elif not node.holds:
        word = node.id or Word("", node.span)
        slot.node.said.append(Said(slot.property, word, iri=True))
