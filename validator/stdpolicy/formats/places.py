"""Where things stand in a text whose tree was made from triples: statements with their spans.

A notation that carries triples says for its text what a `Triples` says; paths of the tree are then
looked up here, the same for all of them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats.reading import Locate, Tree
from stdpolicy.model import Class, CodeType, NodeType, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.foreign import Foreign, ForeignElement, ForeignIri, SharedNode
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import NAMESPACE, RDF_TYPE, language_tag
from stdpolicy.source import START, Span


class Term(NamedTuple):
    """A subject, predicate or object: an absolute IRI or the lexical form of a literal."""

    value: str
    span: Span
    language: str = ""
    language_span: Span = START


class Statement(NamedTuple):
    """A triple of the file, in the words of the file."""

    subject: Term
    predicate: Term
    object: Term


class Triples(Protocol):
    """Where the triples of a text stand. Linear in the text, and asked only to place findings.

    What cannot be found has no entry in a mapping, and START as its span.
    """

    def statements(self, asked: Mapping[str, Collection[str]]) -> Iterator[Statement]:
        """What the file says of some subjects with some predicates (absolute IRIs), in file order, and at least
        the first that it says of each subject; there may be more.
        """

    def subjects(self, iris: Collection[str]) -> Mapping[str, Span]:
        """Where each of some IRIs is first described, else first mentioned."""

    def blank(self) -> Span:
        """The first blank node."""

    def triple_term(self) -> Span:
        """The first triple term (RDF 1.2)."""

    def second_graph(self) -> Span:
        """Where a second graph begins."""


def place(iri: str, triples: Triples) -> Span:
    """Where an IRI is first described, else first mentioned."""
    return triples.subjects([iri]).get(iri, START)


def locate(tree: Tree, base: str, triples: Triples) -> Locate:
    """Looks up where the paths of a tree that was made from triples stand."""

    def exactly(paths: Collection[Path]) -> dict[Path, Span]:
        root = _Met(base, model().classes.get(str(tree.get("type"))), tree)
        met: dict[Path, _Met] = {(): root}
        meanings = {path: _meaning(met, base, path) for path in paths}
        asked: dict[str, set[str]] = {}
        for meaning in meanings.values():
            asked.setdefault(meaning.subject, set()).add(meaning.predicate)
        found = _stated(triples.statements(asked), meanings)
        ids = {path: meanings[path].subject for path in found if path and path[-1] == "id"}
        named = triples.subjects(set(ids.values())) if ids else {}
        return found | {path: named[iri] for path, iri in ids.items() if iri in named}

    def places(paths: Collection[Path]) -> Mapping[Path, Span]:
        found = exactly(paths)
        # A processor may have resolved an IRI as nothing here does: then what contains the node.
        lost = {
            path: [path[:end] for end in range(len(path))] for path in paths if path not in found
        }
        above = exactly({part for parts in lost.values() for part in parts}) if lost else {}
        for path, parts in lost.items():
            longest = next((above[part] for part in reversed(parts) if part in above), None)
            if longest is not None:
                found[path] = longest
        return found

    return places


class _Meaning(NamedTuple):
    """What a path of the tree is in the graph; without predicate it is the subject itself."""

    subject: str
    predicate: str = ""
    values: tuple[str, ...] = ()
    """The ways in which the object may be written, as an absolute IRI or lexical form."""
    language: str = ""
    key: bool = False


class _Met(NamedTuple):
    """A node on the way to something: its IRI, its class, and what the tree has of it."""

    subject: str
    cls: Class | None
    value: Any


def _meaning(met: dict[Path, _Met], base: str, path: Path) -> _Meaning:
    """Follows a path down the tree, from the last of the nodes on it that was met before."""
    classes = model().classes
    whole = path[:-1] if path[-1:] == (KEY,) else path
    key = len(whole) < len(path)
    # The key of a node stands with what contains it.
    end = next(end for end in range(len(whole) - key, -1, -1) if not end or whole[:end] in met)
    value: Any
    subject, cls, value = met[whole[:end]]
    steps = list(whole[end:])
    while steps and isinstance(value, dict):
        name = str(steps.pop(0))
        if name == "id":
            return _Meaning(subject)
        field = cls.by_name.get(name) if cls else None
        type_ = field.type if field else None
        predicate = field.iri if field else _predicate(name)
        value = value.get(name)
        if steps and isinstance(value, list):
            at = steps.pop(0)
            value = value[at] if isinstance(at, int) and at < len(value) else None
        if steps and isinstance(type_, TextType):
            tag = str(steps[0])
            text = value.get(tag) if isinstance(value, dict) else None
            if len(steps) > 1 and isinstance(text, list):  # one of several in a language
                at = steps[1]
                text = text[at] if isinstance(at, int) and at < len(text) else None
            return _Meaning(subject, predicate, _written(text, base, ""), tag, key)
        node = isinstance(value, dict) and "id" in value and (bool(steps) or not key)
        if not (isinstance(type_, NodeType) and node):
            namespace = type_.scheme.namespace if isinstance(type_, CodeType) else NAMESPACE
            return _Meaning(subject, predicate, _written(value, base, namespace), "", key)
        subject, cls = absolute(str(value["id"]), base), classes[type_.target]
        met[whole[: len(whole) - len(steps)]] = _Met(subject, cls, value)
    return _Meaning(subject)


def _predicate(name: str) -> str:
    if name == "type":
        return RDF_TYPE
    return name if ":" in name else NAMESPACE + name


def _written(value: Any, base: str, namespace: str) -> tuple[str, ...]:
    if isinstance(value, list):
        value = value[0] if value else ""
    match value:
        case Foreign(written) | ForeignIri(written) | ForeignElement(written) | SharedNode(written):
            string = written
        case bool():
            string = str(value).lower()
        case {"id": iri}:
            string = str(iri)
        case dict():
            string = str(next(iter(value.values()), ""))
        case _:
            string = str(value)
    return tuple(sorted({string, base + string, namespace + string}))


_Key = tuple[str, ...]
"""A subject, perhaps its predicate, a language and a value."""


def _keys(meaning: _Meaning) -> Iterator[_Key]:
    """What to look for, the most exact first."""
    property = (meaning.subject, meaning.predicate)
    for language in dict.fromkeys((meaning.language, "")):
        for value in meaning.values:
            yield (*property, language, value)
        if language:
            yield (*property, language)
    yield property
    yield (meaning.subject,)


def _stated(statements: Iterator[Statement], meanings: Mapping[Path, _Meaning]) -> dict[Path, Span]:
    """The span of what each path means."""
    first: dict[_Key, Statement] = {}
    for statement in statements:
        subject, predicate, obj = statement
        property = (subject.value, predicate.value)
        first.setdefault((subject.value,), statement)
        first.setdefault(property, statement)
        first.setdefault((*property, "", obj.value), statement)
        if obj.language:
            tag = language_tag(obj.language)
            first.setdefault((*property, tag), statement)
            first.setdefault((*property, tag, obj.value), statement)
    found: dict[Path, Span] = {}
    for path, meaning in meanings.items():
        best = next((key for key in _keys(meaning) if key in first), None)
        if best is not None:
            subject, predicate, obj = first[best]
            if len(best) == 1:
                found[path] = subject.span
            elif meaning.key:
                tagged = meaning.language and obj.language
                found[path] = obj.language_span if tagged else predicate.span
            else:
                found[path] = obj.span
    return found
