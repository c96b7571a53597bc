"""The nodes of a document as a tree of symbols."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from stdpolicy.diagnostics import Path
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held, Target
from stdpolicy.formats.reading import Tree
from stdpolicy.language import language
from stdpolicy.source import Span

MOST = 5000
"""How many symbols of a document are listed."""
MOST_FOUND = 500
"""How many nodes are found in all documents."""
WORDS = 40
"""How much of a node's words is shown, in characters."""


class Symbol(NamedTuple):
    """A node with those below it. `span` is its id, `whole` all that it holds."""

    name: str
    detail: str
    span: Span
    whole: Span
    below: "tuple[Symbol, ...]"


def outline(index: Index) -> list[Symbol]:
    """The document and its nodes."""
    left = [MOST]
    return list(_symbols(index, index.tree, (), left))


def _symbols(index: Index, node: Tree, path: Path, left: list[int]) -> Iterator[Symbol]:
    if not left[0]:
        return
    left[0] -= 1
    below: list[Symbol] = []
    for key, value in node.items():
        for at, one in _nodes(value):
            below += _symbols(index, one, (*path, key, *at), left)
    span = index.span((*path, "id")) or index.span(path)
    if span is None:
        return
    own = [s for key in node if (s := index.span((*path, key)))]
    start = index.span(path) or span
    around = [span, start, *own, *(one.whole for one in below)]
    # Turtle writes a node apart from what it is in: a symbol may not reach beyond the one above.
    whole = Span(min(s.start for s in around), max(s.end for s in around))
    yield Symbol(_name(node), str(node.get("type", "")), span, whole, tuple(below))


class Found(NamedTuple):
    """A node of one of several documents."""

    name: str
    detail: str
    target: Target


def search(query: str, documents: Iterable[Held]) -> Iterator[Found]:
    """The nodes that a query names, by ids, names and words that have each of its words; at most `MOST_FOUND`."""
    words = query.casefold().split()
    left = MOST_FOUND
    for held in documents:
        for iri, path in held.index.nodes.items():
            node = held.index.node(iri) or {}
            name = _name(node)
            every = f"{name} {node.get('name', '')} {node.get('label', '')}".casefold()
            span = held.index.span((*path, "id")) or held.index.span(path)
            if span and all(word in every for word in words):
                if not left:
                    return
                left -= 1
                yield Found(name, str(node.get("type", "")), Target(held.uri, held.lines, span))


def _nodes(value: Any) -> Iterator[tuple[tuple[int, ...], Tree]]:
    if isinstance(value, dict) and "type" in value:
        yield (), value
    for at, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict) and "type" in one:
            yield (at,), one


def _spoken(text: dict[str, Any]) -> Any:
    """A text in the language that is spoken, else in the first that it has."""
    own = (words for tag, words in text.items() if tag.lower().startswith(language()))
    return next(chain(own, text.values()), "")


def _name(node: Tree) -> str:
    iri = str(node.get("id", ""))
    words: Any = node.get("heading") or node.get("text") or node.get("quote")
    for key in ("title", "name", "label"):
        value = node.get(key)
        words = words or (_spoken(value) if isinstance(value, dict) else value)
    if not isinstance(words, str) or not words:
        return iri or str(node.get("type", "?"))
    first = words.replace("\n", " ")
    return f"{iri} {first[:WORDS]}{'…' if len(first) > WORDS else ''}".strip()
