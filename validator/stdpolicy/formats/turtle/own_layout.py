"""Turtle in our own layout, read line by line: twice as fast as by its triples.

Every line has to be, from end to end, in the one form in which its field is written, and every
node has to come after the line that contains it. A file with anything else in it is not in our
layout; it is read as any other Turtle is, and what is wrong with it is found there.
Why there are two readers is told in docs/decisions/0004-two-readers-of-turtle.md.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from typing import Any, NamedTuple, assert_never

from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import MAX_DEPTH, MAX_NODES, Reading, Tree, is_document_iri
from stdpolicy.formats.turtle.names import BLOCK_END, LINE_END, PREFIX, compact, prefixes
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
    model,
)
from stdpolicy.model.iri import FRAGMENT, IRI
from stdpolicy.model.lexical import BOOLEANS, INTEGER, LANGUAGE_PATTERN, language_tag
from stdpolicy.source import Source, Span

QUOTED = r'"([^"\\\n\r]*+(?:\\["\\nrt][^"\\\n\r]*+)*+)"'
STRING = re.compile(QUOTED)
TEXT = re.compile(f"{QUOTED}@({LANGUAGE_PATTERN})")
TYPED = re.compile(r'"([A-Za-z0-9+.-]*)"\^\^xsd:([a-z]+)')
CODE = re.compile("([a-z-]+):([A-Za-z0-9][A-Za-z0-9-]*)")
ESCAPE = re.compile(r"\\(.)")
ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


class _OtherLayout(Exception):
    """The file is not in our layout."""


Value = Callable[[str], Any]
"""From an object as it is written to what the tree holds. Raises _OtherLayout."""


class _Line(NamedTuple):
    """What a line of a predicate says."""

    name: str
    target: str
    """The class of the nodes that it contains, if it contains nodes."""
    many: bool
    is_text: bool
    value: Value
    prefixes: frozenset[str]
    """What has to be declared, whatever the value."""
    scheme: frozenset[str]
    """What a value that is a code needs besides."""


def read_own_layout(source: Source) -> Reading | None:
    """What a Turtle file says, or None if it is not in our layout."""
    text = source.text
    if not text.endswith(" .\n"):
        return None
    head, *blocks = text.removesuffix(" .\n").split(BLOCK_END)
    first, *others = f"{head} .".split("\n")
    base = first.removeprefix("@prefix : <").removesuffix("#> .")
    if first != f"@prefix : <{base}#> ." or not is_document_iri(base):
        return None
    file = _File(base)
    try:
        for block in blocks:
            file.node(*block.split(LINE_END))
        declared = {_declarations()[line] for line in others}
    except (_OtherLayout, KeyError):
        return None
    used = frozenset[str]().union(*file.used)
    if file.expected or len(file.seen) > MAX_NODES or not used <= declared:
        return None
    return Reading(file.root, base, locate=partial(_places, file.root, base, source))


def _places(tree: Tree, base: str, source: Source, paths: Collection[Path]) -> Mapping[Path, Span]:
    from stdpolicy.formats.places import locate
    from stdpolicy.formats.turtle.places import TurtleTriples

    return locate(tree, base, TurtleTriples(source))(paths)


@cache
def _declarations() -> dict[str, str]:
    return {f"@prefix {name}: <{iri}> .": name for name, iri in prefixes().items()}


@cache
def _plans() -> dict[str, dict[str, _Line]]:
    """Class to predicate to line."""
    classes = model().classes.values()
    return {cls.name: dict(_line(field) for field in cls.fields) for cls in classes}


class _File:
    """The nodes of a file; `expected` are those that a line contains and that are to follow."""

    def __init__(self, base: str) -> None:
        self.own = f"<{base}#"
        """How a fragment of the document begins where it is written in full, as our layout does
        with the few that end with a dot."""
        self.plans = _plans()
        self.root: Tree = {"id": base}
        self.expected: dict[str, tuple[Tree, tuple[str, ...], int]] = {
            f"<{base}>": (self.root, model().roots, 1)
        }
        self.seen = {f"<{base}>"}
        self.used = {frozenset({PREFIX})}

    def node(self, start: str, *lines: str) -> None:
        """Reads a node. Raises _OtherLayout, or KeyError for what the model does not know there."""
        subject, _, cls = start.partition(f"\n    a {PREFIX}:")
        tree, targets, depth = self.expected.pop(subject)
        if cls not in targets or depth > MAX_DEPTH:
            raise _OtherLayout
        tree["type"] = cls
        plan = self.plans[cls]
        for line in lines:
            predicate, _, item = line.partition(" ")
            name, target, many, is_text, value_of, needs, scheme = plan[predicate]
            if item.startswith(self.own):
                raise _OtherLayout
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
                raise _OtherLayout
            values[key] = value
        for value in tree.values():
            if type(value) is list and type(value[0]) is str and len(set(value)) < len(value):
                raise _OtherLayout  # a triple that stands twice is one triple

    def contained(self, item: str, iri: str, target: str, depth: int) -> Tree:
        if item in self.seen:
            raise _OtherLayout
        self.seen.add(item)
        tree: Tree = {"id": iri}
        self.expected[item] = (tree, (target,), depth)
        return tree


# -- the form of each type of field --------------------------------------------------------


def _line(field: Field) -> tuple[str, _Line]:
    prefix, name = compact(field.iri)
    used = {prefix}
    target = code_list = ""
    value: Value
    match field.type:
        case TextType():
            value = _text
        case StringType():
            value = _string
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            value = _typed(field.type)
            used.add("xsd")
        case CodeType(scheme):
            value = _code(scheme.name, scheme.namespace)
            code_list = scheme.name
        case ReferenceType():
            value = _reference
        case NodeType(target):
            value = _fragment
        case _:
            assert_never(field.type)
    is_text = isinstance(field.type, TextType)
    schemes = frozenset({code_list} - {""})
    line = _Line(field.name, target, field.many, is_text, value, frozenset(used), schemes)
    return f"{prefix}:{name}", line


def _string(item: str) -> str:
    if found := STRING.fullmatch(item):
        return _unescaped(found[1])
    raise _OtherLayout


def _text(item: str) -> tuple[str, str]:
    if found := TEXT.fullmatch(item):
        return language_tag(found[2]), _unescaped(found[1])
    raise _OtherLayout


def _unescaped(string: str) -> str:
    if "\\" not in string:
        return string
    return ESCAPE.sub(lambda found: ESCAPED.get(found[1], found[1]), string)


def _typed(type_: DecimalType | DateType | BooleanType | IntegerType) -> Value:
    def value(item: str) -> Any:
        found = TYPED.fullmatch(item)
        if not found or found[2] != type_.datatype:
            raise _OtherLayout
        match type_:
            case BooleanType():
                return BOOLEANS.get(found[1], found[1])
            case IntegerType() if INTEGER.match(found[1]):
                return int(found[1])
        return found[1]

    return value


def _code(scheme: str, namespace: str) -> Value:
    def value(item: str) -> str:
        found = CODE.fullmatch(item)
        if found and found[1] == scheme:
            return found[2]
        iri = _iri(item)
        if iri.startswith(namespace):
            raise _OtherLayout
        return iri

    return value


def _reference(item: str) -> str:
    return _fragment(item) if item[:1] == ":" else _iri(item)


def _iri(item: str) -> str:
    iri = item[1:-1]
    if item == f"<{iri}>" and IRI.fullmatch(iri):
        return iri
    raise _OtherLayout


def _fragment(item: str) -> str:
    """A fragment of the document, as a prefixed name."""
    iri = f"#{item[1:]}"
    if item[:1] == ":" and item[-1] != "." and FRAGMENT.fullmatch(iri):
        return iri
    raise _OtherLayout
