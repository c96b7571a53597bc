"""What may be written at the cursor, the likely first, each with what it replaces."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics import Edit
from stdpolicy.editor.candidates import candidates
from stdpolicy.editor.hover import Find, both, defined, described
from stdpolicy.editor.index import Index, Spot
from stdpolicy.editor.skeleton import languages, skeleton
from stdpolicy.editor.workspace import Held
from stdpolicy.formats import Notation
from stdpolicy.formats.cursor import Content, Context, Key, Language, Role, Type, Wanted, Whole
from stdpolicy.formats.reading import Tree
from stdpolicy.language import either
from stdpolicy.model import BooleanType, Class, CodeType, Field, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.source import Span

MARKS = '"<#:'
"""What is written before a name, and is no part of it."""
MOST = 200
"""How many are offered at once."""


class Kind(StrEnum):
    """What an item is, for the sign that an editor shows beside it."""

    KEY = "key"
    CODE = "code"
    REFERENCE = "reference"
    TYPE = "type"
    LANGUAGE = "language"
    VALUE = "value"
    NODE = "node"


class Item(NamedTuple):
    """One of the things that may be written."""

    kind: Kind
    label: str
    text: str
    """As the notation writes it."""
    span: Span
    detail: str
    filter: str
    """What it is found by: its names in both languages, the one that was begun first."""
    about: tuple[str, ...] = ()
    """By what `documentation` knows it: class and field, scheme and code, class, or the IRI of a node."""
    also: tuple[Edit, ...] = ()
    """What else is written for it: a comma before it, a prefix, a node elsewhere."""


def complete(
    text: str, offset: int, notation: Notation, index: Index, documents: Iterable[Held]
) -> list[Item]:
    """What may be written at an offset, in the order in which it is offered; beyond `MOST` what was begun first."""
    context = notation.context(text, offset)
    if context is None:
        return []
    here = _Here(text, offset, notation, index, context)
    found = list(here.items(documents))
    begun = here.begun.lstrip(MARKS).casefold()
    if len(found) > MOST and begun:
        found.sort(key=lambda item: begun not in item.filter.casefold())
    return found


def documentation(about: tuple[str, ...], find: Find) -> str:
    """What is told of an item when it is looked at, as Markdown."""
    match about:
        case (cls, field) if cls in model().classes:
            return defined(model().classes[cls].by_name[field])
        case (scheme, code):
            return defined(model().schemes[scheme].codes[code])
        case (cls,) if cls in model().classes:
            return defined(model().classes[cls])
        case (iri,):
            node = find(iri)
            return described(node) if node else ""
    return ""


class _Here(Struct):
    """The place at which something is to be written."""

    text: str
    offset: int
    notation: Notation
    index: Index
    context: Context

    @property
    def begun(self) -> str:
        """What is written there up to the cursor."""
        return self.text[self.context.span.start : self.offset]

    def items(self, documents: Iterable[Held]) -> Iterator[Item]:
        """All that may be written."""
        context = self.context
        holder, field = self._holder()
        if context.role is Role.LANGUAGE or (field and isinstance(field.type, TextType)):
            yield from self._languages(field)
        elif context.role is Role.KEY:
            if holder is not None:
                yield from self._keys(*holder)
        elif context.name == "type":
            yield from self._types(holder)
        elif (field := _field(context.name, holder)) is not None:
            cls, node = holder or (None, {})
            yield from self._values(field, cls, node, documents)

    def _holder(self) -> tuple[tuple[Class, Tree] | None, Field | None]:
        """The node that a key would be of or that has the value, with its class; and the field, if it is a text
        in several languages rather than a node. By where it begins, in the text as it last parsed; where nothing
        was there by what it is called.
        """
        name, within = self.context.name, self.context.within
        is_key = self.context.role is Role.KEY
        spot = None if within is None else self.index.at(within)
        if self.context.role is Role.LANGUAGE:
            own = (spot.cls, spot.node) if spot else None
            return own, _field(name, own)
        if spot is not None and spot.span.start == within:
            if spot.field is None and (not is_key or name in ("", spot.cls.name, _step(spot))):
                return (spot.cls, spot.node), None
            if spot.field is not None and spot.field.name == name and is_key:
                return None, spot.field
        if not is_key:
            spot = self.index.before(self.context.span.start)
            return ((spot.cls, spot.node) if spot else None), None
        if cls := model().classes.get(name):
            return (cls, {}), None
        field = _field(name, None)
        if field and isinstance(field.type, NodeType):
            return (model().classes[field.type.target], {}), None
        return None, field

    def _item(
        self,
        kind: Kind,
        label: str,
        wanted: Wanted,
        detail: str = "",
        names: Iterable[str] = (),
        about: tuple[str, ...] = (),
    ) -> Iterator[Item]:
        """An item, unless the notation does not write it there."""
        edits = self.notation.completed(self.text, self.context, wanted, self.index.base)
        if edits:
            (span, text), *also = edits
            found_by = _found_by(self.begun, text.partition("\n")[0], (label, *names))
            yield Item(kind, label, text, span, detail, found_by, about, tuple(also))

    def _keys(self, cls: Class, node: Tree) -> Iterator[Item]:
        """The fields of a class, the one that is written there now among them: the required and missing ones
        first, then those that come next in the model's order; whole nodes last.
        """
        here = self.index.at(self.context.span.end)
        written = here.field.name if here and here.is_key and here.field else ""
        fields = [
            field
            for field in cls.fields
            if field.name not in node
            or field.name == written
            or (field.many and self.notation.repeats)
        ]
        before = self.index.before(self.context.span.start)
        after = before.field.order if before and before.cls is cls and before.field else 0
        fields.sort(
            key=lambda f: (
                not f.required or f.name in node,
                f.name in node,
                f.order < after,
                f.order,
            )
        )
        for field in fields:
            yield from self._item(
                Kind.KEY,
                field.name,
                Key(field),
                both(field.label, " · "),
                field.label.values(),
                (cls.name, field.name),
            )
        for field in fields:
            yield from self._nodes(field, cls, node)

    def _nodes(self, field: Field, cls: Class, node: Tree) -> Iterator[Item]:
        """A whole node, with what it requires."""
        tree = skeleton(field, node, self.index)
        if tree is not None:
            about = model().classes[str(tree["type"])]
            detail = either("with all that is required", "含必填项")
            yield from self._item(
                Kind.NODE,
                f"{field.name} {{…}}" if self.context.role is Role.KEY else f"{about.name} {{…}}",
                Whole(field, cls, tree),
                f"{both(about.label, ' · ')}: {detail}",
                (*about.label.values(), *field.label.values()),
                (about.name,),
            )

    def _types(self, holder: tuple[Class, Tree] | None) -> Iterator[Item]:
        """The class that a node has by where it is; of a document each that documents may have."""
        roots = model().roots
        cls = holder[0] if holder else None
        for name in roots if cls is None or cls.name in roots else (cls.name,):
            one = model().classes[name]
            labels = one.label.values()
            yield from self._item(
                Kind.TYPE, name, Type(one), both(one.label, " · "), labels, (name,)
            )

    def _languages(self, field: Field | None) -> Iterator[Item]:
        for tag in languages(field, self.index):
            yield from self._item(Kind.LANGUAGE, tag, Language(tag))

    def _values(
        self, field: Field, cls: Class | None, node: Tree, documents: Iterable[Held]
    ) -> Iterator[Item]:
        match field.type:
            case CodeType(scheme):
                for code in scheme.codes.values():
                    if not code.deprecated:
                        wanted, detail = Content(field, code.name), both(code.label, " · ")
                        about = (scheme.name, code.name)
                        names = code.label.values()
                        yield from self._item(Kind.CODE, code.name, wanted, detail, names, about)
            case ReferenceType(targets):
                yield from self._references(field, targets, node, documents)
            case BooleanType():
                for said in ("true", "false"):
                    yield from self._item(Kind.VALUE, said, Content(field, said))
            case NodeType() if cls is not None:
                yield from self._nodes(field, cls, node)
            case _:
                return

    def _references(
        self, field: Field, targets: tuple[str, ...], node: Tree, documents: Iterable[Held]
    ) -> Iterator[Item]:
        before = self.index.before(self.context.span.start)
        path = before.path if before else ()
        for one in candidates(targets, node, path, self.index, documents):
            words = str(one.node.get("text") or one.node.get("quote") or "")[:60]
            label = one.reference if one.own else one.iri.rpartition("/")[2]
            detail = one.names[0] if one.names else words
            wanted = Content(field, one.reference)
            yield from self._item(Kind.REFERENCE, label, wanted, detail, one.names, (one.iri,))


def _step(spot: Spot) -> str:
    """The field that a node is a value of."""
    return next((s for s in reversed(spot.path) if isinstance(s, str) and s != "id"), "")


def _field(name: str, holder: tuple[Class, Mapping[str, Any]] | None) -> Field | None:
    """The field of a name, by the class that it stands in or, where that is not known, any."""
    own = [holder[0]] if holder else []
    for cls in (*own, *model().classes.values()):
        for field in cls.fields:
            if name in (field.name, field.iri.rpartition("#")[2].rpartition("/")[2]):
                return field
    return None


def _found_by(begun: str, text: str, names: Iterable[str]) -> str:
    """What is written, and all names; an editor that looks at the beginning only finds what was begun there."""
    every = dict.fromkeys((text, *names))
    bare = begun.lstrip(MARKS)
    mark = begun[: len(begun) - len(bare)]
    fitting = (mark + one for one in every if bare and one.casefold().startswith(bare.casefold()))
    return " ".join(dict.fromkeys((*fitting, *every)))
