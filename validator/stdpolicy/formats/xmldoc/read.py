"""XML: one element per field value, named as the property (XML 1.0, Namespaces in XML 1.0).

Parsing is hardened: no document type declaration, no entities, no network, bounded depth.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats import rules
from stdpolicy.formats.graph import FRAME, INTEGER, lexical
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    Reading,
    Refused,
    Tree,
    base_problem,
    by_language,
    check_count,
    is_document_iri,
    lowered,
    too_deep,
)
from stdpolicy.model import Class, Datatype, Field, Kind, Model
from stdpolicy.model.lexical import NAMESPACE, language_tag
from stdpolicy.source import Place, Source

SP = "{" + NAMESPACE + "}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
IGNORED = {XSI + "schemaLocation", XSI + "noNamespaceSchemaLocation"}
"""Attributes by which validators find a schema; nothing is fetched here."""
SPACE = " \t\r\n"
PROLOG = re.compile(r"\s++|<\?.*?\?>|<!--.*?-->", re.DOTALL)
ENCODING = re.compile(r"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
BOOLEANS: dict[str, bool] = {"true": True, "false": False}


# -- writing -------------------------------------------------------------------------------


def xml_writer(model: Model) -> Callable[[Tree, str], bytes]:
    """A function from (canonical tree, document IRI) to canonical XML."""
    plans = {
        name: [(field.name, field.kind, field.many) for field in cls.fields]
        for name, cls in model.classes.items()
    }

    def write(tree: Tree, base: str) -> bytes:
        out: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        put = out.append

        def children(node: Tree, indent: str) -> None:
            get = node.get
            inner = indent + "  "
            for name, kind, many in plans[node["type"]]:
                value = get(name)
                if value is None:
                    continue
                if kind is Kind.TEXT:
                    for tag, string in value.items():
                        put(f'{indent}<{name} xml:lang="{tag}">{content(string)}</{name}>\n')
                    continue
                for item in value if many else (value,):
                    if kind is Kind.NODE:
                        put(f'{indent}<{name} id="{item["id"]}">\n')
                        children(item, inner)
                        put(f"{indent}</{name}>\n")
                    elif kind is Kind.REFERENCE:
                        put(f'{indent}<{name} ref="{content(item)}"/>\n')
                    else:
                        put(f"{indent}<{name}>{content(lexical(item))}</{name}>\n")

        name = tree["type"]
        put(f'<{name} xmlns="{NAMESPACE}" xml:base="{content(base)}">\n')
        children(tree, "  ")
        put(f"</{name}>\n")
        return "".join(out).encode()

    return write


def content(string: str) -> str:
    """Element content, or an IRI in quotes; `>` is escaped, since `]]>` may not stand in it."""
    return string.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# -- reading -------------------------------------------------------------------------------


def read_xml(source: Source, model: Model) -> Reading:
    """Reads a document element by element; what the model does not know is kept for the checks."""
    try:
        _check_prolog(source)
        return _Reader(model).document(_elements(source))
    except Refused as refused:
        return Reading(None, problems=[refused.problem])


def _check_prolog(source: Source) -> None:
    text = source.text
    at = 0
    while found := PROLOG.match(text, at):
        at = found.end()
    if text[at : at + 9].upper() == "<!DOCTYPE":
        raise Refused(
            Problem(
                rules.DOCTYPE,
                f"expected no document type declaration, found {text[at : at + 9]}",
                place=source.place(at),
                hint="remove the declaration",
            )
        )
    declared = ENCODING.match(text)
    allowed = ("utf-8", "us-ascii", "ascii") if text.isascii() else ("utf-8",)
    if declared and declared[1].lower() not in allowed:
        place = source.place(declared.start(1))
        message = f"expected UTF-8, found the declared encoding {declared[1]}"
        hint = 'write encoding="UTF-8"'
        raise Refused(Problem(rules.ENCODING, message, place=place, hint=hint))


def _elements(source: Source) -> Iterator[etree._Element]:
    """The root, then each element in it as soon as it is complete; emptied after its use.

    The parser's tree of a whole file would take seven times the space of the file.
    """
    ended = etree.iterparse(
        BytesIO(source.data.removeprefix(BOM_UTF8)),
        ("end",),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        # Without a document type nothing can expand, and a long text is as good as in JSON.
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    root = None
    try:
        for _, element in ended:
            if root is None:
                root = element.getroottree().getroot()
                yield root
            if element.getparent() is root:
                yield element
                element.clear(keep_tail=True)
    except etree.XMLSyntaxError as error:
        # The exception itself has forgotten some errors, such as an undefined entity.
        first = next(iter(ended.error_log.filter_from_errors()), None)
        line, column = (first.line, first.column) if first else error.position
        said = (first.message if first else error.msg or "not understood").strip()
        place = Place(max(line, 1), max(column, 1))
        if "Excessive depth" in said:
            raise Refused(too_deep(place=place)) from None
        message = f"expected well-formed XML: {lowered(said)}"
        raise Refused(Problem(rules.SYNTAX, message, place=place)) from None


class _Reader:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.reading = Reading(None)
        self.nodes = 0
        self.places = {
            name: {field.name: at for at, field in enumerate(cls.fields)}
            for name, cls in model.classes.items()
        }

    def document(self, elements: Iterator[etree._Element]) -> Reading:
        root = next(elements)
        name = root.tag.removeprefix(SP) if root.tag.startswith(SP) else ""
        if name not in self.model.roots:
            expected = ", ".join(self.model.roots[:-1]) + " or " + self.model.roots[-1]
            namespace, _, found = root.tag.rpartition("}")
            raise Refused(
                Problem(
                    rules.ROOT,
                    f"expected the root element {expected} in the namespace {NAMESPACE}, "
                    f"found {found} in {namespace[1:] or 'none'}",
                )
            )
        base = root.get(XML + "base")
        if not is_document_iri(base):
            raise Refused(base_problem(base, ("id",)))
        assert base is not None
        tree = self.node(root, elements, self.model.classes[name], (), {XML + "base"}, 1)
        tree["id"] = base
        self.reading.tree, self.reading.base = tree, base
        return self.reading

    def stray(
        self,
        element: etree._Element,
        path: Path,
        allowed: set[str],
        *,
        text: bool = False,
        elements: bool = False,
    ) -> None:
        """Notes what carries no meaning: attributes, and text or elements unless they may stand."""
        for attribute in map(str, element.attrib):
            if attribute not in allowed and attribute not in IGNORED:
                shown = attribute.replace(XML, "xml:").removeprefix("{").replace("}", " ")
                self.note(f"the attribute {shown} is not expected here", path)
        if not text and any(
            t and t.strip(SPACE) for t in (element.text, *(c.tail for c in element))
        ):
            self.note("text between elements is not expected here", path)
        elif not elements and len(element):
            found = str(element[0].tag).removeprefix(SP)
            self.note(f"the element {found} is not expected here", path)

    def note(self, message: str, path: Path) -> None:
        self.reading.note(Problem(rules.STRAY, message, path))

    def node(
        self,
        element: etree._Element,
        children: Iterable[etree._Element],
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
        if (iri := element.get("id")) is not None:
            tree["id"] = iri
        tree["type"] = cls.name
        found: dict[str, list[Any]] = {}
        places = self.places[cls.name]
        before = ""
        for child in children:
            name = str(child.tag).removeprefix(SP)
            field = cls.by_name.get(name) if str(child.tag).startswith(SP) else None
            if field is None:
                name = f"{NAMESPACE}{name}" if name in FRAME else name
                found.setdefault(name, []).append(self.unknown(child))
                continue
            values = found.setdefault(name, [])
            at = (*path, name, len(values)) if field.repeatable else (*path, name)
            if before and places[name] < places[before]:
                self.reading.note(
                    Problem(
                        rules.ELEMENT_ORDER,
                        f"the element {name} belongs before {before}",
                        at,
                        hint="stdpolicy fmt puts the elements in order",
                    )
                )
            before = name
            values.append(self.value(child, field, at, depth))
        self.stray(element, path, allowed, elements=True)
        for name, values in found.items():
            field = cls.by_name.get(name)
            if field is not None and field.kind is Kind.TEXT:
                tree[name] = by_language(values)
            else:
                many = field is not None and field.many
                tree[name] = values if many or len(values) > 1 else values[0]
        return tree

    def value(self, element: etree._Element, field: Field, path: Path, depth: int) -> Any:
        ref = element.get("ref")
        match field.kind:
            case Kind.NODE if ref is not None and element.get("id") is None:
                return ref
            case Kind.NODE:
                cls = self.model.classes[field.targets[0]]
                return self.node(element, element, cls, path, {"id"}, depth + 1)
            case Kind.TEXT:
                tag = language_tag(element.get(XML + "lang") or "")
                self.stray(element, (*path, tag), {XML + "lang"}, text=True, elements=True)
                return tag, self.unknown(element) if len(element) else element.text or ""
            case Kind.REFERENCE:
                self.stray(element, path, {"ref"}, text=ref is None)
                return ref if ref is not None else {"@value": element.text or ""}
        if len(element):
            return self.unknown(element)
        self.stray(element, path, set(), text=True)
        string = element.text or ""
        if field.datatype is Datatype.STRING:
            return string
        string = string.strip(SPACE)
        if field.datatype is Datatype.BOOLEAN:
            return BOOLEANS.get(string, string)
        if field.datatype is Datatype.INTEGER and INTEGER.match(string):
            return int(string)
        return string

    def unknown(self, element: etree._Element) -> Any:
        """An element that no field expects, in a form that a check can describe."""
        if len(element) == 0 and not element.attrib:
            return element.text or ""
        return {"@element": str(element.tag).removeprefix(SP)}
