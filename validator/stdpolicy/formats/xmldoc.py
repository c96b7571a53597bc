"""XML: one element per field value, named as the property (XML 1.0, Namespaces in XML 1.0).

Parsing is hardened: no document type declaration, no entities, no network, bounded depth.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats import rules
from stdpolicy.formats.graph import INTEGER, lexical
from stdpolicy.formats.reading import Reading, Tree, base_problem, is_document_iri, too_deep
from stdpolicy.model import NAMESPACE, Class, Datatype, Field, Kind, Model, language_tag
from stdpolicy.source import START, Place, Source

SP = "{" + NAMESPACE + "}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
SPACE = " \t\r\n"
PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
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
                        put(f"{indent}<{name} ref={quoteattr(item)}/>\n")
                    else:
                        put(f"{indent}<{name}>{content(lexical(item))}</{name}>\n")

        name = tree["type"]
        put(f'<{name} xmlns="{NAMESPACE}" xml:base={quoteattr(base)}>\n')
        children(tree, "  ")
        put(f"</{name}>\n")
        return "".join(out).encode()

    return write


def content(string: str) -> str:
    """Element content; `>` is escaped too, since `]]>` may not stand in it."""
    return escape(string) if "&" in string or "<" in string or ">" in string else string


# -- reading -------------------------------------------------------------------------------


def read_xml(source: Source, model: Model) -> Reading:
    """Reads a document element by element; what the model does not know is kept for the checks."""
    text = source.text
    at = 0
    while found := PROLOG.match(text, at):
        at = found.end()
    if text.startswith("<!DOCTYPE", at):
        problem = Problem(
            rules.DOCTYPE,
            "expected no document type declaration, found <!DOCTYPE",
            place=source.place(at),
            hint="remove the declaration",
        )
        return Reading(None, problems=[problem])
    declared = ENCODING.match(text.lstrip(SPACE))
    if declared and declared[1].lower() not in ("utf-8", "us-ascii", "ascii"):
        problem = Problem(
            rules.ENCODING, f"expected UTF-8, found the declared encoding {declared[1]}", place=START
        )
        return Reading(None, problems=[problem])
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        return Reading(None, problems=[_syntax_problem(error, source)])
    return _Reader(model).document(root)


def _syntax_problem(error: etree.XMLSyntaxError, source: Source) -> Problem:
    line, column = error.position
    message = re.sub(r", line \d+, column \d+.*$", "", error.msg or "not understood")
    place = Place(max(line, 1), max(column, 1))
    if "Excessive depth" in message:
        return replace(too_deep(), place=place)
    return Problem(
        rules.SYNTAX, f"expected well-formed XML: {message[0].lower()}{message[1:]}", place=place
    )


class _Reader:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.problems: list[Problem] = []
        self.places = {
            name: {field.name: at for at, field in enumerate(cls.fields)}
            for name, cls in model.classes.items()
        }

    def document(self, root: etree._Element) -> Reading:
        name = root.tag.removeprefix(SP) if root.tag.startswith(SP) else ""
        if name not in self.model.roots:
            expected = ", ".join(self.model.roots[:-1]) + " or " + self.model.roots[-1]
            problem = Problem(
                rules.ROOT,
                f"expected the root element {expected} in the namespace {NAMESPACE}, "
                f"found {root.tag.replace('{', '').replace('}', ' ')}",
            )
            return Reading(None, problems=[problem])
        base = root.get(XML + "base")
        if not is_document_iri(base):
            return Reading(None, problems=[base_problem(base, ())])
        assert base is not None
        tree = self.node(root, self.model.classes[name], (), {XML + "base"})
        tree["id"] = base
        return Reading(tree, base, self.problems)

    def stray(self, element: etree._Element, path: Path, allowed: set[str]) -> None:
        """Attributes and text that carry no meaning."""
        for attribute in element.keys():
            if attribute not in allowed and not attribute.startswith(XSI):
                shown = attribute.replace(XML, "xml:")
                self.problems.append(
                    Problem(rules.STRAY, f"the attribute {shown} is not expected here", path)
                )
        pieces = [element.text, *(child.tail for child in element)] if len(element) else []
        if any(piece and piece.strip(SPACE) for piece in pieces):
            self.problems.append(
                Problem(rules.STRAY, "text between elements is not expected here", path)
            )

    def node(self, element: etree._Element, cls: Class, path: Path, allowed: set[str]) -> Tree:
        self.stray(element, path, allowed)
        tree: Tree = {}
        if (iri := element.get("id")) is not None:
            tree["id"] = iri
        tree["type"] = cls.name
        if len(element) == 0 and element.text and element.text.strip(SPACE):
            self.problems.append(
                Problem(rules.STRAY, "text between elements is not expected here", path)
            )
        found: dict[str, list[Any]] = {}
        places = self.places[cls.name]
        latest, latest_name = -1, ""
        for child in element:
            name = str(child.tag).removeprefix(SP)
            field = cls.by_name.get(name) if str(child.tag).startswith(SP) else None
            if field is None:
                found.setdefault(name, []).append(self.unknown(child))
                continue
            if places[name] < latest:
                self.problems.append(
                    Problem(
                        rules.ELEMENT_ORDER,
                        f"the element {name} belongs before {latest_name}",
                        (*path, name, len(found.get(name, ()))) if field.repeatable else (*path, name),
                        hint="stdpolicy fmt puts the elements in order",
                    )
                )
            else:
                latest, latest_name = places[name], name
            values = found.setdefault(name, [])
            at = (*path, name, len(values)) if field.repeatable else (*path, name)
            values.append(self.value(child, field, at))
        for name, values in found.items():
            field = cls.by_name.get(name)
            if field is not None and field.kind is Kind.TEXT:
                tree[name] = self.text(values)
            else:
                many = field is not None and field.many
                tree[name] = values if many or len(values) > 1 else values[0]
        return tree

    def text(self, values: list[Any]) -> Any:
        texts: dict[str, Any] = {}
        for tag, string in values:
            if tag in texts:
                before = texts[tag]
                texts[tag] = [*(before if isinstance(before, list) else [before]), string]
            else:
                texts[tag] = string
        return texts

    def value(self, element: etree._Element, field: Field, path: Path) -> Any:
        match field.kind:
            case Kind.NODE if "ref" in element.keys() and "id" not in element.keys():
                return element.get("ref")
            case Kind.NODE:
                cls = self.model.classes[field.targets[0]]
                return self.node(element, cls, path, {"id"})
            case Kind.TEXT:
                self.stray(element, path, {XML + "lang"})
                return language_tag(element.get(XML + "lang") or ""), self.string(element)
            case Kind.REFERENCE:
                self.stray(element, path, {"ref"})
                ref = element.get("ref")
                return ref if ref is not None else {"@value": self.string(element)}
        self.stray(element, path, set())
        if len(element):
            return self.unknown(element)
        string = self.string(element)
        if field.datatype is Datatype.STRING:
            return string
        string = string.strip(SPACE)
        if field.datatype is Datatype.BOOLEAN:
            return BOOLEANS.get(string, string)
        if field.datatype is Datatype.INTEGER and INTEGER.match(string):
            return int(string)
        return string

    def string(self, element: etree._Element) -> str:
        return element.text or ""

    def unknown(self, element: etree._Element) -> Any:
        """An element that no field expects, in a form that a check can describe."""
        if len(element) == 0 and not element.keys():
            return self.string(element)
        return {"@element": str(element.tag).removeprefix(SP)}
