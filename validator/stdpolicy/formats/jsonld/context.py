"""The contexts of a JSON-LD document: put inline without fetching, and what they call things.

No context is fetched: that of stdpolicy is bundled, others are refused by name (JSON-LD 1.1,
section 4.1).
"""

import json
import secrets
from collections.abc import Iterator
from typing import Any

from stdpolicy.diagnostics import Advice, Code, Message, Number
from stdpolicy.formats import rules
from stdpolicy.formats.jsonld.places import At, span_of
from stdpolicy.formats.reading import Refused
from stdpolicy.model.edition import by_edition, edition_file, model
from stdpolicy.model.iri import resolved
from stdpolicy.model.lexical import CONTEXT

SENTINEL = secrets.token_hex(16)
"""Part of IRIs that no file can have meant."""
UNMAPPED = f"https://unmapped.{SENTINEL}.invalid/"
MAX_CONTEXTS = 100
"""How often a document may name the bundled context, which is put in each time."""

INLINE = Advice(
    "inline",
    f"write the context inline, or use {CONTEXT}",
    f"将上下文直接写在文档中，或者改用 {CONTEXT}",
)
NOT_BUNDLED = Message(
    rules.CONTEXT_REFUSED.code,
    "not-bundled",
    "the context {context} is not bundled and not fetched",
    "上下文 {context} 没有内置，也不从网络获取",
    INLINE,
)
NAMED_OFTEN = Message(
    rules.CONTEXT_REFUSED.code,
    "named-often",
    "the context {context} is named more than {most} times",
    "上下文 {context} 使用超过 {most} 次",
    INLINE,
)


@by_edition
def _bundled() -> str:
    return json.dumps(json.loads(edition_file("context.jsonld"))["@context"])


class Names:
    """What keys mean in the contexts of a document, wherever in it these are in force.

    Enough to say where things stand, and how a key may have reached the graph: what a document
    means is left to the processor.
    """

    def __init__(self) -> None:
        self.iris: dict[str, list[str]] = {}
        """What a term is defined as: IRIs as written, or a keyword."""
        self.containers: dict[str, set[str]] = {}
        self.vocabulary = ""
        self.base = ""
        self.bases: dict[str, At] = {}
        """Each that a context states, with where it stands first."""

    def define(self, context: dict[str, Any], at: At) -> None:
        """Adds the terms of a context that stands somewhere."""
        for term, definition in context.items():
            if term == "@base" and isinstance(definition, str):
                self.base = self.base or definition
                self.bases.setdefault(definition, (at, term))
            elif term == "@vocab" and isinstance(definition, str) and SENTINEL not in definition:
                self.vocabulary = self.vocabulary or definition
            elif isinstance(definition, str):
                self.iris.setdefault(term, []).append(definition)
            elif isinstance(definition, dict):
                iri = definition.get("@id", definition.get("@reverse", term))
                if isinstance(iri, str):
                    self.iris.setdefault(term, []).append(iri)
                kinds = definition.get("@container")
                listed = kinds if isinstance(kinds, list) else [kinds]
                self.containers.setdefault(term, set()).update(k for k in listed if type(k) is str)

    def keyword(self, key: str) -> str:
        """The keyword that a key is or stands for, or nothing."""
        if key[:1] == "@":
            return key
        return next((iri for iri in self.iris.get(key, ()) if iri[:1] == "@"), "")

    def expanded(self, name: str) -> Iterator[str]:
        """The absolute IRIs that a term, a compact IRI or an IRI may stand for."""
        for iri in self.iris.get(name, ()):
            if iri != name:
                yield from self._absolute(iri)
        yield from self._absolute(name)

    def _absolute(self, iri: str) -> Iterator[str]:
        prefix, colon, rest = iri.partition(":")
        if not colon:
            if self.vocabulary:
                yield resolved(self.vocabulary, self.base) + iri
            return
        for namespace in self.iris.get(prefix, ()) if not rest.startswith("//") else ():
            if ":" in namespace:
                yield namespace + rest
        yield iri


class Contexts:
    """Puts the contexts of a document inline."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = Names()
        self.named = 0

    def inline(self, context: Any, at: At) -> Any:
        """A context without references; where it forgets all terms, the sentinel stays."""
        if context is None:
            return [None, {"@vocab": UNMAPPED}]
        if isinstance(context, str):
            return self.inline(self.referred(context, at), at)
        if isinstance(context, list):
            inner = [self.inline(one, (at, index)) for index, one in enumerate(context)]
            return [one for item in inner for one in (item if isinstance(item, list) else [item])]
        return self.definitions(context, at)

    def referred(self, context: Any, at: At) -> dict[str, Any]:
        """The context that is meant by its IRI. Raises Refused unless it is bundled."""
        named = Code(json.dumps(context, ensure_ascii=False))
        if context != model().context:
            raise Refused(NOT_BUNDLED(span_of(self.text, at), context=named))
        self.named += 1
        if self.named > MAX_CONTEXTS:
            most = Number(MAX_CONTEXTS)
            raise Refused(NAMED_OFTEN(span_of(self.text, at), context=named, most=most))
        found: dict[str, Any] = json.loads(_bundled())
        return found

    def definitions(self, context: Any, at: At) -> Any:
        """A context as an object, with the contexts that are scoped to its terms."""
        if not isinstance(context, dict):
            return context
        if "@import" in context:
            # What is imported is as if written here, but for what is (JSON-LD 1.1, section 4.1.11).
            imported = self.referred(context["@import"], (at, "@import"))
            context = imported | {key: one for key, one in context.items() if key != "@import"}
        self.names.define(context, at)
        result = {}
        for term, definition in context.items():
            if isinstance(definition, dict):
                definition = dict(definition)
                if "@context" in definition:
                    scoped = ((at, term), "@context")
                    definition["@context"] = self.inline(definition["@context"], scoped)
                if "@type" in self.names.containers.get(term, ()):
                    _without_type_map(definition)
            result[term] = definition
        if "@vocab" in result and result["@vocab"] is None:
            result["@vocab"] = UNMAPPED
        return result


def _without_type_map(definition: dict[str, Any]) -> None:
    """Type maps are written out as lists, in which the parser would take the container amiss."""
    kinds = definition.pop("@container", None)
    kept = [kind for kind in kinds if kind != "@type"] if isinstance(kinds, list) else kinds
    if kept and kept != "@type":
        definition["@container"] = kept
