"""XML read element by element (XML 1.0, Namespaces in XML 1.0).

What the model does not know is kept for the checks, by a name that is none of ours; nothing of it is
read.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, assert_never

from stdpolicy.diagnostics import (
    KEY,
    Advice,
    Code,
    Listed,
    Message,
    Name,
    Path,
    Phrase,
    Rename,
    Sort,
    likely,
    safe,
)
from stdpolicy.formats import rules
from stdpolicy.formats.causes import character
from stdpolicy.formats.causes import shown as said
from stdpolicy.formats.edited import Mendable, read_as_meant
from stdpolicy.formats.reading import (
    DID_YOU_MEAN,
    MAX_DEPTH,
    IllFormed,
    Reading,
    Refused,
    Tree,
    base_finding,
    by_language,
    check_count,
    is_document_iri,
    root_meant,
    too_deep,
)
from stdpolicy.formats.xmldoc.attributes import DID_YOU_MEAN as DID_YOU_MEAN_ATTRIBUTE
from stdpolicy.formats.xmldoc.attributes import (
    STRAY_ATTRIBUTE,
    as_attribute,
    content,
    fields_as_attributes,
    said_by,
    strays,
    what_is_meant,
)
from stdpolicy.formats.xmldoc.blanks import LOOK_BLANK, between_elements
from stdpolicy.formats.xmldoc.names import (
    BASE,
    LANG,
    TEXT,
    attribute_step,
    element_name,
    shown,
)
from stdpolicy.formats.xmldoc.parse import elements
from stdpolicy.formats.xmldoc.values import SPACE, value_of
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
    Type,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.foreign import Foreign, ForeignElement
from stdpolicy.model.lexical import NAMESPACE, XSD, language_tag
from stdpolicy.source import Source, Span

if TYPE_CHECKING:
    from lxml import etree

WRITE_NAMESPACE = Advice(
    "namespace", f'write xmlns="{NAMESPACE}"', f'将命名空间写作 xmlns="{NAMESPACE}"'
)
NO_ROOT = Message(
    rules.ROOT.code,
    "element",
    f"expected the root element {{expected}} in the namespace {NAMESPACE}, "
    "found {found} in {namespace}",
    f"根元素应为 {{expected}}（命名空间 {NAMESPACE}），实为 {{found}}，其命名空间为 {{namespace}}",
)
STRAY_TEXT = Message(
    rules.STRAY.code,
    "text",
    "expected no text between elements, found {found}",
    "元素之间不应有文本，但有 {found}",
)
WIDE_TAG = re.compile("[＜〈《].*[＞〉》]", re.DOTALL)
WRITE_TAG = Advice("half-width-tag", "write < and > as ASCII has them", "尖括号改为半角的 < 和 >")
STRAY_ELEMENT = Message(
    rules.STRAY.code, "element", "the element {name} is not expected here", "此处不应有元素 {name}"
)
OUT_OF_ORDER = Message(
    rules.ELEMENT_ORDER.code,
    "order",
    "the element {name} belongs before {other}",
    "元素 {name} 应在 {other} 之前",
    Advice("fmt", "stdpolicy fmt puts the elements in order", "用 stdpolicy fmt 调整元素的顺序"),
)


_Value = Callable[["etree._Element", Field, Path, int], Any]
"""Reads what an element says that is a value of a field, at a path, so deep."""


def read(source: Source) -> Reading:
    """Reads a document; the tree is as found."""
    try:
        return _read(source)
    except IllFormed as stopped:
        from stdpolicy.formats.mending import explained
        from stdpolicy.formats.xmldoc.explain import FORM, explain

        return explained(source, stopped, explain, _read, FORM)


def _read(source: Source) -> Reading:
    """Reads a document. Raises IllFormed where the text is no XML."""

    def locate(paths: Collection[Path]) -> Mapping[Path, Span]:
        from stdpolicy.formats.xmldoc.places import places

        return places(source.text, paths)

    reading = Reading(None, locate=locate)
    try:
        reader = _Reader(reading)
        reader.document(elements(source))
        if reader.blanks:
            blanks, where = reader.blanks[0]
            stray = STRAY_TEXT(where, found=character(blanks[0]))
            reading.note(between_elements(source.text) or stray)
        if reader.unusual:
            from stdpolicy.formats.languages import unusual
            from stdpolicy.formats.xmldoc.languages import unusual_tags

            reading.findings += unusual(unusual_tags(source.text))
    except IllFormed:
        raise
    except Mendable as stopped:
        return read_as_meant(source, stopped, _read, locate)
    except Refused as refused:
        return Reading(None, findings=[refused.finding], locate=locate)
    return reading


@by_edition
def _orders() -> dict[str, dict[str, int]]:
    """By class, where each field stands among its fields."""
    return {
        name: {field.name: at for at, field in enumerate(cls.fields)}
        for name, cls in model().classes.items()
    }


class _Names(dict[Any, str]):
    """What elements are called, by their tags, of which there are few."""

    def __missing__(self, tag: Any) -> str:
        namespace, _, local = str(tag).rpartition("}")
        name = self[tag] = element_name(namespace[1:], local)
        return name


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.model = model()
        self.orders = _orders()
        self.reading = reading
        self.nodes = 0
        self.names = _Names()
        self.values: dict[type[Type], _Value] = {}
        """How elements are read, by the types of their fields."""
        self.unusual = False
        """Whether a language tag is in another case than the usual one."""
        self.blanks: list[tuple[str, Path]] = []
        """Characters that look like blanks and stand between elements, with where."""

    def document(self, elements: "Iterator[etree._Element]") -> None:
        """Reads a document into the reading. Raises Refused."""
        root = next(elements)
        name = _name(root)
        if name not in self.model.roots:
            namespace, _, found = str(root.tag).rpartition("}")
            guess = root_meant(found)
            ours = namespace[1:] == NAMESPACE
            advice = (DID_YOU_MEAN if ours else WRITE_NAMESPACE) if guess else None
            finding = NO_ROOT(
                advice=advice,
                guess=Name(guess),
                expected=Listed(tuple(map(Name, self.model.roots)), "or"),
                found=Code(found),
                namespace=Code(namespace[1:]) if namespace[1:] else Phrase("none", "空"),
            )
            if ours and not guess:
                raise Refused(finding)
            from stdpolicy.formats.xmldoc.namespace import in_ours, renamed

            meant = partial(renamed, found=finding, name=guess)
            raise Mendable(finding, meant if ours else partial(in_ours, namespace=namespace[1:]))
        base = root.get(BASE)
        if base is None or not is_document_iri(base):
            raise Refused(base_finding(base, ("id",)))
        tree = self.node(root, elements, self.model.classes[name], (), {BASE}, 1)
        tree["id"] = base
        self.reading.tree, self.reading.base = tree, base

    def node(
        self,
        element: "etree._Element",
        children: "Iterable[etree._Element]",
        cls: Class,
        path: Path,
        allowed: set[str],
        depth: int,
    ) -> Tree:
        self.nodes += 1
        check_count(self.nodes)
        if depth > MAX_DEPTH:
            raise Refused(too_deep(path))
        tree: Tree = {}
        if (iri := said_by(element, "id")) is not None:
            tree["id"] = iri if "id" in element.attrib else "#" + iri.lstrip("#")
        tree["type"] = cls.name
        found: dict[str, list[Any]] = {}
        between: list[tuple[int, str]] = []
        names, fields, order, reads = self.names, cls.by_name, self.orders[cls.name], self.values
        before = ""
        for number, child in enumerate(children, 1):
            name = names[child.tag]
            if (tail := child.tail) and tail.strip(SPACE):
                between.append((number, tail))
            values = found.get(name)
            if values is None:
                values = found[name] = []
            field = fields.get(name)
            if field is None:
                is_node = child.get("id") is not None or len(child) > 0
                values.append(ForeignElement(name, is_node))
                continue
            first = not field.many and not values
            at = (*path, name) if first else (*path, name, len(values))
            if before and order[name] < order[before]:
                in_order = safe(Sort(path, tuple(order)))
                self.reading.note(
                    OUT_OF_ORDER((*at, KEY), name=Name(name), other=Name(before), fix=in_order)
                )
            before = name
            value = reads.get(type(field.type)) or self.value(field.type)
            values.append(value(child, field, at, depth))
        self.stray_attributes(element, path, allowed, cls)
        if (text := element.text) and text.strip(SPACE):
            between.insert(0, (0, text))
        self.stray_texts(between, path)
        for name in fields_as_attributes(element, cls):
            field = fields[name]
            found.setdefault(name, [as_attribute(element.get(name) or "", field)])
        for name, values in found.items():
            field = fields.get(name)
            if field is not None and isinstance(field.type, TextType):
                tree[name] = by_language(values)
            else:
                many = field is not None and field.many
                tree[name] = values if many or len(values) > 1 else values[0]
        return tree

    def value(self, type: Type) -> "_Value":
        """How elements of a type are read. Their path is that of the element, whatever its value."""
        match type:
            case NodeType():
                return self.values.setdefault(NodeType, self.contained)
            case TextType():
                return self.values.setdefault(TextType, self.text)
            case ReferenceType():
                return self.values.setdefault(ReferenceType, self.reference)
            case (
                StringType()
                | DecimalType()
                | DateType()
                | BooleanType()
                | IntegerType()
                | CodeType()
            ):
                return self.values.setdefault(type.__class__, self.literal)
            case other:
                assert_never(other)

    def contained(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """A node, or what refers to one."""
        ref = element.get("ref")
        if ref is not None and element.get("id") is None:
            return ref
        cls = self.model.classes[field.type.target]  # type: ignore[union-attr]
        return self.node(element, element, cls, path, {"id"}, depth + 1)

    def text(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """A language tag and what is said in that language."""
        if element.keys() != [LANG]:
            self.stray_attributes(element, path, {LANG}, field)
        written = said_by(element, LANG) or ""
        tag = language_tag(written)
        self.unusual |= tag != written
        said = ForeignElement(_name(element)) if len(element) else content(element, field)
        return tag, said

    def reference(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """An IRI."""
        if element.keys() != ["ref"]:
            self.stray_attributes(element, path, {"ref"}, field)
        ref = said_by(element, "ref")
        if ref is None:
            return Foreign(element.text or "", XSD + "string")
        if element.text or len(element):
            texts = enumerate((element.text, *(child.tail for child in element)))
            self.stray_texts([(n, text) for n, text in texts if text and text.strip(SPACE)], path)
            self.stray_elements(element, path)
        return ref

    def literal(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """A string, number, date, truth value or code."""
        if element.keys():
            self.stray_attributes(element, path, set(), field)
        if len(element):
            return ForeignElement(_name(element))
        return value_of(content(element, field), field.type)  # type: ignore[arg-type]

    def stray_attributes(
        self, element: "etree._Element", path: Path, allowed: set[str], declared: Class | Field
    ) -> None:
        """Notes the attributes that carry no meaning."""
        for name in strays(element, allowed, declared):
            at = (*path, attribute_step(name), KEY)
            advice, guess = what_is_meant(element, name, allowed, declared)
            fix = None
            if advice is DID_YOU_MEAN_ATTRIBUTE:
                fix = likely(Rename(at[:-1], guess.value))
            self.reading.note(
                STRAY_ATTRIBUTE(at, name=Code(shown(name)), guess=guess, advice=advice, fix=fix)
            )

    def stray_texts(self, between: "Iterable[tuple[int, str]]", path: Path) -> None:
        """Notes texts between elements, each with the number of elements before it."""
        for at, text in between:
            if not text.strip(SPACE + LOOK_BLANK):
                self.blanks.append((text.strip(SPACE), (*path, TEXT, at)))
            else:
                advice = WRITE_TAG if WIDE_TAG.search(text) else None
                self.reading.note(STRAY_TEXT((*path, TEXT, at), found=said(text), advice=advice))

    def stray_elements(self, element: "etree._Element", path: Path) -> None:
        """Notes the first element of each name where none may stand."""
        for name in dict.fromkeys(map(_name, element)):
            self.reading.note(STRAY_ELEMENT((*path, name, KEY), name=Code(shown(name))))


def _name(element: "etree._Element") -> str:
    namespace, _, local = str(element.tag).rpartition("}")
    return element_name(namespace[1:], local)
