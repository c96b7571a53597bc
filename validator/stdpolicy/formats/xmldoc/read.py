"""XML read element by element (XML 1.0, Namespaces in XML 1.0).

What the model does not know is kept for the checks, by a name that is none of ours; nothing of it is
read.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.model = model()
        self.orders = _orders()
        self.reading = reading
        self.nodes = 0
        self.names: dict[str, str] = {}
        """Those of elements by their tags, of which there are few."""
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
        order = self.orders[cls.name]
        before = ""
        for child in children:
            tag = str(child.tag)
            name = self.names.get(tag) or self.names.setdefault(tag, _name(child))
            values = found.setdefault(name, [])
            field = cls.by_name.get(name)
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
            values.append(self.value(child, field, at, depth))
        self.stray_attributes(element, path, allowed, cls)
        self.stray_text(element, path)
        for name in fields_as_attributes(element, cls):
            field = cls.by_name[name]
            found.setdefault(name, [as_attribute(element.get(name) or "", field)])
        for name, values in found.items():
            field = cls.by_name.get(name)
            if field is not None and isinstance(field.type, TextType):
                tree[name] = by_language(values)
            else:
                many = field is not None and field.many
                tree[name] = values if many or len(values) > 1 else values[0]
        return tree

    def value(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """What an element says; `path` is that of the element, whatever its value."""
        match field.type:
            case NodeType(target):
                ref = element.get("ref")
                if ref is not None and element.get("id") is None:
                    return ref
                cls = self.model.classes[target]
                return self.node(element, element, cls, path, {"id"}, depth + 1)
            case TextType():
                self.stray_attributes(element, path, {LANG}, field)
                written = said_by(element, LANG) or ""
                tag = language_tag(written)
                self.unusual |= tag != written
                said = ForeignElement(_name(element)) if len(element) else content(element, field)
                return tag, said
            case ReferenceType():
                self.stray_attributes(element, path, {"ref"}, field)
                ref = said_by(element, "ref")
                if ref is None:
                    return Foreign(element.text or "", XSD + "string")
                self.stray_text(element, path)
                self.stray_elements(element, path)
                return ref
            case (
                StringType()
                | DecimalType()
                | DateType()
                | BooleanType()
                | IntegerType()
                | CodeType() as type
            ):
                self.stray_attributes(element, path, set(), field)
                if len(element):
                    return ForeignElement(_name(element))
                return value_of(content(element, field), type)
            case other:
                assert_never(other)

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

    def stray_text(self, element: "etree._Element", path: Path) -> None:
        """Notes each text between elements."""
        for at, text in enumerate((element.text, *(child.tail for child in element))):
            if not text or not text.strip(SPACE):
                continue
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
