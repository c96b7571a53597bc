"""The pages of documents and the lists of them."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from stdpolicy.document import Document
from stdpolicy.site.content import Content, Tree, dated, nodes
from stdpolicy.site.pages import Page
from stdpolicy.site.parts import ENTITIES, MOST, registry_parts
from stdpolicy.site.policy.clauses import Reading
from stdpolicy.site.policy.drawing import circled, words
from stdpolicy.site.policy.facts import Facts
from stdpolicy.site.policy.kinds import KINDS
from stdpolicy.site.policy.metadata import legislation
from stdpolicy.site.routes import Routes

PROVENANCE = frozenset({"encoder", "dateEncoded", "guideEdition"})
"""The fields of a document that are about its encoding."""
LISTS = {
    "policies": {"zh-Hans": "政策", "en": "Policies"},
    "registries": {"zh-Hans": "名录", "en": "Registries"},
    "crosswalks": {"zh-Hans": "对照表", "en": "Crosswalks"},
}


def document_pages(content: Content, routes: Routes) -> Iterator[Page]:
    """A page for each policy and registry, and one for each kind of document that lists them."""
    facts = Facts(content)
    for name, title in LISTS.items():
        documents: tuple[Document, ...] = getattr(content, name)
        rows = [(one, dated(one), _counts(one)) for one in documents]
        values = {"documents": rows, "title": title, "content": content, "kinds": KINDS}
        yield Page(f"{name}/", "policy/documents.html", title, values)
    for policy in content.policies:
        yield _page(policy, "policy/policy.html", _policy(policy, facts, routes), routes, facts)
    for registry in content.registries:
        yield from _registry(registry, routes, facts)


def _registry(registry: Document, routes: Routes, facts: Facts) -> Iterator[Page]:
    """A page that lists what a registry describes, and those of its parts."""
    first = _page(registry, "policy/registry.html", {}, routes, facts)
    parts = list(registry_parts(registry, first.path, facts.content))
    shared = {**first.values, "parts": parts, "referrals": facts.content.referrals}
    yield replace(first, values=shared)
    for part in parts:
        beside = {
            one.path: [one.nodes[0]["name"], one.nodes[-1]["name"]]
            for one in parts
            if one.cls is part.cls
        }
        kind = part.cls.label
        title = {
            tag: " · ".join(filter(None, (words, registry["title"].get(tag))))
            for tag, words in kind.items()
        }
        values = {**first.values, "part": part, "kind": kind, "parts": beside, "most": MOST}
        yield Page(part.path, "policy/registry_part.html", title, values, data=first.data)


def _page(
    document: Document, template: str, values: dict[str, Any], routes: Routes, facts: Facts
) -> Page:
    row = routes.by_iri[document.base]
    cls = facts.content.model.classes[document["type"]]
    common = {
        "document": document,
        "kinds": KINDS,
        "classes": facts.content.model.classes,
        "labels": {name: facts.content.model.classes[name].label for name in KINDS},
        "facts": facts,
        "without": frozenset({"name"}),
        "circled": circled,
        "words": words,
        "about": facts.of(document.tree, document.base, PROVENANCE | {"title"}),
        "provenance": facts.of(
            document.tree, document.base, frozenset(one.name for one in cls.fields) - PROVENANCE
        ),
        "entities": [(cls.by_name[name], document[name]) for name in ENTITIES if name in document],
    }
    return Page(row.page, template, document["title"], {**common, **values}, row.iri, row.data)


def _policy(policy: Document, facts: Facts, routes: Routes) -> dict[str, Any]:
    reading = Reading(policy, facts)
    source: Tree = policy["source"]
    return {
        "policy": policy,
        "clauses": reading.clauses,
        "contents": list(reading.contents),
        "parts": facts.content.model.schemes["provision-kind"].codes,
        "astray": reading.astray,
        "counts": reading.kinds,
        "choices": reading.options.choices(),
        "coverage": reading.coverage,
        "source": facts.of(source, policy.base),
        "emendations": [
            (one, facts.of(one, policy.base, frozenset({"order"}))) for one in reading.emendations
        ],
        "metadata": partial(legislation, policy, facts.content, routes.by_iri[policy.base].data),
    }


def _counts(document: Document) -> Counter[str]:
    """How many nodes of each class a document holds."""
    return Counter(str(node["type"]) for node in nodes(document.tree))
