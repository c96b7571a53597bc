"""JSON-LD that is not of our form, read as RDF: expanded, flattened, with another context inline.

A JSON-LD processor drops what it does not understand without a word; here sentinels, and a look at
what arrived, show it.
"""

import json
import re
import secrets
from collections.abc import Container, Iterator
from itertools import islice
from typing import Any

import orjson

from stdpolicy.diagnostics import KEY, Advice, Code, Finding, Message
from stdpolicy.formats import rules
from stdpolicy.formats.causes import shown
from stdpolicy.formats.jsonld.context import UNMAPPED, Contexts
from stdpolicy.formats.jsonld.places import At, path_of, places, span_of
from stdpolicy.formats.jsonld.tokens import TOKEN, string
from stdpolicy.formats.jsonld.triples import JsonTriples
from stdpolicy.formats.reading import (
    DID_YOU_MEAN,
    MAX_FINDINGS,
    Reading,
    Refused,
    base_finding,
    is_document_iri,
    too_deep,
)
from stdpolicy.model.iri import resolved
from stdpolicy.model.lexical import CONTEXT
from stdpolicy.patterns import regex
from stdpolicy.source import START, Source, Span

NOWHERE = f"https://no-base.{secrets.token_hex(16)}.invalid/"
KEYWORD = regex("@[A-Za-z]+")
LIKE_CONTEXT = regex("[@$]?contexts?", re.IGNORECASE)
KEYWORDS = {
    *("@context", "@graph", "@id", "@included", "@language", "@list", "@nest", "@none"),
    *("@reverse", "@set", "@type", "@value"),
}
"""The keywords that carry meaning in RDF (JSON-LD 1.1, section 1.7)."""

MEND = Advice(
    "mend", "mend the spelling, or define it in the context", "改正拼写，或者在上下文中定义"
)
NO_MEANING = Message(
    rules.UNMAPPED.code, "unmapped", "no context defines {name}", "上下文没有定义 {name}", MEND
)
DROPPED = Message(
    rules.UNMAPPED.code,
    "dropped",
    "JSON-LD drops {name}: it is no valid IRI or language tag, or has no meaning in its context",
    "JSON-LD 处理程序会丢弃 {name}：它不是有效的 IRI 或语言标记，或者在其上下文中没有含义",
    MEND,
)
NO_CONTEXT = Message(
    rules.UNMAPPED.code,
    "no-context",
    "expected @context in the document, found none: its keys have no meaning",
    "文档中应有 @context，但没有，各键因此没有含义",
    Advice(
        "context",
        f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]',
        f'写明 "@context": ["{CONTEXT}", {{"@base": "<文档的 IRI>"}}]',
    ),
)
NO_BASE = Message(
    rules.BASE.code,
    "no-base",
    "expected @context to be the stdpolicy context and an object with @base, found no @base",
    "@context 应为 stdpolicy 的上下文和带有 @base 的对象，但没有 @base",
    Advice(
        "base",
        f'write "@context": ["{CONTEXT}", {{"@base": "<the document\'s IRI>"}}]',
        f'写明 "@context": ["{CONTEXT}", {{"@base": "<文档的 IRI>"}}]',
    ),
)
NOT_JSON_LD = Message(
    rules.SYNTAX.code,
    "json-ld",
    "expected JSON-LD, found {found} with a value that it does not allow",
    "不是合乎语法的 JSON-LD：{found} 的值不合规定",
    Advice(
        "keyword",
        "see JSON-LD 1.1 for what {found} may have, or use the context of stdpolicy alone",
        "{found} 可取的值见 JSON-LD 1.1，或者只用 stdpolicy 的上下文",
    ),
)


def read_as_rdf(document: Any, source: Source) -> Reading:
    """The document that any JSON-LD describes. Raises Refused."""
    import pyoxigraph as ox

    from stdpolicy.formats.graph import read_graph

    if isinstance(document, dict) and "@context" not in document:
        meant = next((key for key in document if LIKE_CONTEXT.fullmatch(key)), None)
        if meant is not None:
            guess = Code("@context")
            where = span_of(source.text, ((((), meant), KEY)))
            raise Refused(NO_CONTEXT(where, guess=guess, advice=DID_YOU_MEAN))
    prepared = _Prepared(source.text)
    wrapped = {"@context": [{"@vocab": UNMAPPED}], "@graph": prepared.inline(document, ())}
    try:
        data = orjson.dumps(wrapped)
    except TypeError:  # its bound on levels, which a context within the deepest objects can reach
        raise Refused(too_deep(START)) from None
    try:
        quads = list(ox.parse(data, format=ox.RdfFormat.JSON_LD, base_iri=NOWHERE))
    except (SyntaxError, ValueError) as error:
        said = next(iter(str(error).strip().splitlines()), "")
        where = prepared.concerned(said)
        whole = where.start == 0  # which keyword it is nobody says
        found = Code("@context") if whole else shown(source.text[slice(*where)])
        raise Refused(NOT_JSON_LD(where, found=found)) from None
    findings = [*prepared.bases()] or [*prepared.sentinels(quads)] or [*prepared.lost(quads)]
    if len(findings) > 1 and isinstance(document, dict) and "type" in document:
        # Our form, had it the context: one mistake, not as many as there are keys.
        findings = findings if "@context" in document else [NO_CONTEXT(START)]
    if findings:
        return Reading(None, findings=findings)
    return read_graph(quads, JsonTriples(source.text, prepared.contexts.names))


class _Prepared:
    """A document with its contexts inline, and all that has to arrive in the graph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.contexts = Contexts(text)
        # Each string and key outside of contexts, with where it stands first.
        self.strings: dict[str, At] = {}
        self.keys: dict[str, At] = {}

    def inline(self, value: Any, at: At) -> Any:
        """Puts contexts inline. Raises Refused for those that are not bundled, and for keywords
        that say nothing in RDF.
        """
        if isinstance(value, str):
            self.strings.setdefault(value, at)
        if isinstance(value, list):
            return [self.inline(item, (at, index)) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        result: dict[str, Any] = {}
        if "@context" in value:  # first, because it says what the keys before it are, too
            result["@context"] = self.contexts.inline(value["@context"], (at, "@context"))
        for key, item in value.items():
            if key == "@context":
                continue
            here = (at, key)
            if KEYWORD.fullmatch(key) and key not in KEYWORDS:
                raise Refused(self.unmapped(key, here))
            if item not in (None, [], {}):
                self.keys.setdefault(key, here)
            if "@type" in self.contexts.names.containers.get(key, ()) and isinstance(item, dict):
                result[key] = self.listed(item, here)
            else:
                result[key] = self.inline(item, here)
        return result

    def listed(self, by_type: dict[str, Any], at: At) -> list[Any]:
        """The nodes of a type map as a list, which means the same (JSON-LD 1.1, section 4.6.4).

        The parser takes a type map only of nodes that are references.
        """
        nodes = []
        for name, items in by_type.items():
            here = (at, name)
            self.strings.setdefault(name, here)
            places = enumerate(items) if isinstance(items, list) else [(None, items)]
            for index, item in places:
                node = self.inline(item, here if index is None else (here, index))
                node = {"@id": node} if isinstance(node, str) else node
                if isinstance(node, dict) and self.contexts.names.keyword(name) != "@none":
                    types: list[Any] = [name]
                    for key in [k for k in node if self.contexts.names.keyword(k) == "@type"]:
                        found = node.pop(key)
                        types += found if isinstance(found, list) else [found]
                    node = {"@type": types, **node}
                nodes.append(node)
        return nodes

    def unmapped(self, name: str, at: At) -> Finding:
        return NO_MEANING(span_of(self.text, (at, KEY)), name=_shown(name))

    def spans(self, words: list[str]) -> list[Span]:
        """Where each of some keys and strings stands first, told by one scan of the text."""
        paths = [
            (*path_of(self.keys[word]), KEY)
            if word in self.keys
            else path_of(self.strings.get(word, ()))
            for word in words
        ]
        found = places(self.text, paths)
        return [found.get(path, START) for path in paths]

    def span(self, word: str) -> Span:
        """Where a key or string stands first."""
        return self.spans([word])[0]

    def below(self, name: str, keys: Container[str]) -> bool:
        """Whether a name stands, the first time, below one of some keys."""
        at = self.keys.get(name) or self.strings.get(name, ())
        return any(step in keys for step in path_of(at)[:-1])

    def concerned(self, said: str) -> Span:
        """Where the keyword stands first that the parser's words begin with."""
        keyword = KEYWORD.match(said)
        names = self.contexts.names
        if keyword and keyword[0] == "@context":
            return span_of(self.text, ((), "@context"))
        keys = (key for key in self.keys if keyword and names.keyword(key) == keyword[0])
        if (key := next(keys, "")) or keyword is None:
            return self.span(key)
        in_context = (one for one in TOKEN.finditer(self.text) if one["colon"])
        written = (one.span("string") for one in in_context if string(one["string"]) == keyword[0])
        return Span(*next(written, START))

    def bases(self) -> Iterator[Finding]:
        """Each @base against which some processor resolves otherwise than others."""
        for base, at in self.contexts.names.bases.items():
            if base and not is_document_iri(base):
                yield base_finding(base, span_of(self.text, at))

    def sentinels(self, quads: list[Any]) -> Iterator[Finding]:
        """Keys and codes that no context defines, and ids that are relative to nothing."""
        unmapped: dict[str, None] = {}
        relative: dict[str, None] = {}
        for iri in _iris(quads):
            if iri.startswith(UNMAPPED):
                unmapped[iri.removeprefix(UNMAPPED)] = None
            elif iri.startswith(NOWHERE):
                relative[iri.removeprefix(NOWHERE)] = None
        # What stands below a key without meaning has none because of it.
        own = (name for name in unmapped if not self.below(name, unmapped))
        names = list(islice(own, MAX_FINDINGS + 1))
        for name, span in zip(names, self.spans(names), strict=True):
            yield NO_MEANING(span, name=_shown(name))
        if relative and self.contexts.named and not self.contexts.names.base:
            yield NO_BASE(span_of(self.text, ((), "@context")))
        elif relative:
            first = next(iter(relative))
            yield base_finding(first, self.span(first))

    def lost(self, quads: list[Any]) -> Iterator[Finding]:
        """The first key or string of which nothing is left in the graph."""
        names = self.contexts.names
        arrived = {_tail(iri) for iri in _iris(quads)} | set(_iris(quads))
        for quad in quads:
            if hasattr(quad.object, "datatype"):
                arrived |= {quad.object.value, quad.object.language or ""}
        for word in (*self.strings, *self.keys):
            forms = {word, word.lower(), _tail(word), resolved(word, names.base)}
            forms.update(names.expanded(word))
            if names.keyword(word) or not arrived.isdisjoint(forms):
                continue
            yield DROPPED(self.span(word), name=_shown(word))
            return


def _iris(quads: list[Any]) -> Iterator[str]:
    """The IRIs of a graph, those of datatypes included; blank nodes have labels instead."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if hasattr(term, "datatype"):
                yield term.datatype.value
            elif hasattr(term, "value"):
                yield term.value


def _tail(iri: str) -> str:
    return re.split("[#/:]", iri)[-1]


def _shown(name: str) -> Code:
    return Code(json.dumps(name, ensure_ascii=False))
