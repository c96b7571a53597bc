"""XML read element by element (XML 1.0, Namespaces in XML 1.0).

What the model does not know is kept for the checks, by a name that is none of ours; nothing of it is
read.
"""

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
    Sort,
    safe,
)
from stdpolicy.formats import rules
from stdpolicy.formats.causes import character
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
from stdpolicy.formats.xmldoc.attributes import (
    as_attribute,
    content,
    fields_as_attributes,
    said_by,
)
from stdpolicy.formats.xmldoc.blanks import between_elements
from stdpolicy.formats.xmldoc.names import (
    BASE,
    LANG,
)
from stdpolicy.formats.xmldoc.parse import elements
from stdpolicy.formats.xmldoc.plain import columns, plain, texts
from stdpolicy.formats.xmldoc.strays import STRAY_TEXT, Strays, name_of
from stdpolicy.formats.xmldoc.values import SPACE, value_of
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    LiteralType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import model
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
        if reader.strays.blanks:
            blanks, where = reader.strays.blanks[0]
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


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.model = model()
        self.columns, self.texts = columns(), texts()
        self.reading = reading
        self.strays = Strays(reading)
        self.nodes = 0
        self.unusual = False
        """Whether a language tag is in another case than the usual one."""
        self.blank = {""}
        """The blanks that were met between elements: there are few, and they are asked for at each."""

    def document(self, elements: "Iterator[etree._Element]") -> None:
        """Reads a document into the reading. Raises Refused."""
        root = next(elements)
        name = name_of(root)
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
        attributes = element.items()
        as_written = len(attributes) == 1 and attributes[0][0] == "id"
        if as_written:
            tree["id"] = attributes[0][1]
        elif (iri := said_by(element, "id")) is not None:
            tree["id"] = iri if "id" in element.attrib else "#" + iri.lstrip("#")
        tree["type"] = cls.name
        between: list[tuple[int, str]] = []
        columns, blank = self.columns[cls.name], self.blank
        before, last = "", -1
        for number, child in enumerate(children, 1):
            if (tail := child.tail) not in blank and tail:
                if tail.strip(SPACE):
                    between.append((number, tail))
                else:
                    blank.add(tail)
            column = columns.get(child.tag)
            if column is None:
                is_node = child.get("id") is not None or len(child) > 0
                name = name_of(child)
                _put(tree, name, ForeignElement(name, is_node), many=False)
                continue
            name, field, order, how, many = column
            value = plain(child, how) if order >= last else None
            if value is None:
                index = _count(tree.get(name))
                at = (*path, name, index) if field.many or index else (*path, name)
                if order < last:
                    in_order = safe(Sort(path, tuple(cls.by_name)))
                    self.reading.note(
                        OUT_OF_ORDER((*at, KEY), name=Name(name), other=Name(before), fix=in_order)
                    )
                value = self.value(child, field, at, depth)
            before, last = name, order
            if name in tree:
                _put(tree, name, value, many)
            else:
                tree[name] = [value] if many else value
        if not as_written:
            self.strays.attributes(element, path, allowed, cls)
        if (text := element.text) not in blank and text and text.strip(SPACE):
            between.insert(0, (0, text))
        if between:
            self.strays.texts(between, path)
        for name in () if as_written else fields_as_attributes(element, cls):
            if name not in tree:
                field = cls.by_name[name]
                many = field.many or isinstance(field.type, TextType)
                _put(tree, name, as_attribute(element.get(name) or "", field), many)
        for name in self.texts[cls.name].intersection(tree):
            tree[name] = by_language(tree[name])
        return tree

    def value(self, element: "etree._Element", field: Field, path: Path, depth: int) -> Any:
        """What an element says that is a value of a field. Its path is that of the element."""
        match field.type:
            case NodeType(target):
                return self.contained(element, target, path, depth)
            case TextType():
                return self.text(element, field, path)
            case ReferenceType():
                return self.reference(element, field, path)
            case (
                StringType()
                | DecimalType()
                | DateType()
                | BooleanType()
                | IntegerType()
                | CodeType()
            ) as type:
                return self.literal(element, field, type, path)
            case other:
                assert_never(other)

    def contained(self, element: "etree._Element", target: str, path: Path, depth: int) -> Any:
        """A node, or what refers to one."""
        ref = element.get("ref")
        if ref is not None and element.get("id") is None:
            return ref
        return self.node(element, element, self.model.classes[target], path, {"id"}, depth + 1)

    def text(self, element: "etree._Element", field: Field, path: Path) -> Any:
        """A language tag and what is said in that language."""
        self.strays.attributes(element, path, {LANG}, field)
        written = said_by(element, LANG) or ""
        tag = language_tag(written)
        self.unusual |= tag != written
        said = ForeignElement(name_of(element)) if len(element) else content(element, field)
        return tag, said

    def reference(self, element: "etree._Element", field: Field, path: Path) -> Any:
        """An IRI."""
        self.strays.attributes(element, path, {"ref"}, field)
        ref = said_by(element, "ref")
        if ref is None:
            return Foreign(element.text or "", XSD + "string")
        texts = enumerate((element.text, *(child.tail for child in element)))
        self.strays.texts([(n, text) for n, text in texts if text and text.strip(SPACE)], path)
        self.strays.elements(element, path)
        return ref

    def literal(
        self, element: "etree._Element", field: Field, type: LiteralType | CodeType, path: Path
    ) -> Any:
        """A string, number, date, truth value or code."""
        self.strays.attributes(element, path, set(), field)
        if len(element):
            return ForeignElement(name_of(element))
        return value_of(content(element, field), type)


def _put(tree: Tree, name: str, value: Any, many: bool) -> None:
    """Adds a value to those that a node has by a name; none of them is a list itself."""
    if name not in tree:
        tree[name] = [value] if many else value
    elif type(tree[name]) is list:
        tree[name].append(value)
    else:
        tree[name] = [tree[name], value]


def _count(values: Any) -> int:
    """How many values a node has by a name."""
    if type(values) is list:
        return len(values)
    return 0 if values is None else 1
