"""The pages of the vocabulary: all of it on one, and one for each class, property and code list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from stdpolicy.model import Class, Code, CodeType, Field, NodeType, ReferenceType, Scheme, Text
from stdpolicy.model.edition import EARLIER
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.site.content import Content, nodes
from stdpolicy.site.diagrams import containment, neighbours
from stdpolicy.site.excerpts import Example, Examples
from stdpolicy.site.history import History, removed
from stdpolicy.site.ontology import Match, Term
from stdpolicy.site.overview.corpus import Corpus
from stdpolicy.site.pages import LANGUAGES, Page
from stdpolicy.site.routes import Routes

VOCABULARY = {"zh-Hans": "词汇", "en": "Vocabulary"}
CODES = {"zh-Hans": "代码表", "en": "Code lists"}


class Use(Struct, frozen=True):
    """A class with a field."""

    cls: Class
    field: Field


class Vocabulary(Struct, frozen=True):
    """What the pages of terms are made from."""

    content: Content
    routes: Routes
    examples: Examples
    matches: Sequence[Match]
    terms: Mapping[str, Term]
    """What the ontology describes, by IRI."""
    histories: Mapping[str, History]

    def common(self, cls: Class) -> frozenset[str]:
        """The fields that a class of statements has like all others."""
        model = self.content.model
        if cls.name not in model.statements:
            return frozenset()
        each = [set(model.classes[name].by_name) for name in model.statements]
        return frozenset(set.intersection(*each))


def term_pages(vocabulary: Vocabulary) -> Iterator[Page]:
    """The pages of the vocabulary and the code lists."""
    content, routes = vocabulary.content, vocabulary.routes
    model = content.model
    ontology = routes.by_iri[NAMESPACE.removesuffix("#")]
    yield Page(
        ontology.page,
        "vocabulary.html",
        model.title,
        {
            "model": model,
            "fields": _fields(content),
            "namespace": NAMESPACE,
            "others": _others(vocabulary),
            "removed": [one for one in removed(model) if one.iri.startswith(NAMESPACE)],
            "earlier": EARLIER,
            "diagrams": {tag: containment(model, tag) for tag in LANGUAGES.values()},
        },
        ontology.iri,
        ontology.data,
    )
    for cls, around in _between(list(model.classes.values())):
        yield Page(
            routes.terms[cls.iri],
            "class.html",
            cls.label,
            _class(cls, vocabulary) | {"around": around},
            cls.iri,
            ontology.data,
        )
    properties = _fields(content)
    for field, around in _between([uses[0].field for uses in properties.values()]):
        yield Page(
            routes.terms[field.iri],
            "property.html",
            field.label,
            _property(properties[field.iri], vocabulary) | {"around": around},
            field.iri,
            ontology.data,
        )
    yield from _code_pages(vocabulary)


def _between(terms: Sequence[Any]) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """Terms with the one before and the one after each, None at the ends."""
    return zip(terms, zip([None, *terms], [*terms[1:], None], strict=False), strict=True)


def _fields(content: Content) -> dict[str, list[Use]]:
    """The properties by IRI, each with the classes that have it."""
    found: dict[str, list[Use]] = {}
    for cls, field in content.model.fields():
        found.setdefault(field.iri, []).append(Use(cls, field))
    return dict(sorted(found.items(), key=lambda item: item[1][0].field.name.lower()))


def _others(vocabulary: Vocabulary) -> list[Term]:
    """The terms of ours that no node has: classes above others, and what is said of codes."""
    model = vocabulary.content.model
    here = {cls.iri for cls in model.classes.values()} | {field.iri for _, field in model.fields()}
    return [term for iri, term in vocabulary.terms.items() if iri not in here]


def _class(cls: Class, vocabulary: Vocabulary) -> dict[str, Any]:
    content = vocabulary.content
    users = [
        Use(other, field)
        for other, field in content.model.fields()
        if (isinstance(field.type, NodeType) and field.type.target == cls.name)
        or (isinstance(field.type, ReferenceType) and cls.name in field.type.targets)
    ]
    example = vocabulary.examples.of_class.get(cls.name)
    common = vocabulary.common(cls)
    return {
        "cls": cls,
        "own": [one for one in cls.fields if one.name not in common],
        "shared": [one for one in cls.fields if one.name in common],
        "users": users,
        "diagrams": {tag: neighbours(cls, content.model, tag) for tag in LANGUAGES.values()},
        "above": vocabulary.terms[cls.iri].above,
        "example": example,
        "excerpt": vocabulary.examples.excerpt(example) if example else {},
        **_about(cls.iri, vocabulary),
    }


def _property(uses: list[Use], vocabulary: Vocabulary) -> dict[str, Any]:
    field = uses[0].field
    shown: list[tuple[Example, Any]] = vocabulary.examples.of_field.get(field.iri, [])
    # What is written in one class may have another field in the other: that of the example counts.
    written = (
        (shown[0][0], use.field)
        for use in uses
        if shown and use.cls.name == shown[0][0].node["type"]
    )
    contained = {use.field.type.target for use in uses if isinstance(use.field.type, NodeType)}
    schemes = [use.field.type.scheme for use in uses if isinstance(use.field.type, CodeType)]
    return {
        "uses": uses,
        "field": field,
        "contained": [vocabulary.content.model.classes[name] for name in sorted(contained)],
        "shown": shown,
        "excerpt": next((vocabulary.examples.field(*each) for each in written), {}),
        "schemes": list({one.name: one for one in schemes}.values()),
        **_about(field.iri, vocabulary),
    }


def _about(iri: str, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "iri": iri,
        "matches": [one for one in vocabulary.matches if one.subject == iri],
        "history": vocabulary.histories.get(iri),
    }


def _code_pages(vocabulary: Vocabulary) -> Iterator[Page]:
    content, routes = vocabulary.content, vocabulary.routes
    schemes = content.model.schemes
    row = routes.by_iri[f"{HOME}code"]
    yield Page(row.page, "codes.html", CODES, {"schemes": schemes}, row.iri, row.data)
    found = used(content)
    for scheme in schemes.values():
        row = routes.by_iri[scheme.iri]
        uses = [
            Use(cls, field)
            for cls, field in content.model.fields()
            if isinstance(field.type, CodeType) and field.type.scheme.name == scheme.name
        ]
        yield Page(
            row.page,
            "scheme.html",
            scheme.label,
            {
                "scheme": scheme,
                "uses": uses,
                "where": found[scheme.name],
                "histories": vocabulary.histories,
                "first": EARLIER,
                "depth": {code.name: _depth(code, scheme) for code in scheme.codes.values()},
                "columns": _columns(scheme),
                "matched": _matched(scheme, vocabulary),
                **_about(scheme.iri, vocabulary),
            },
            row.iri,
            row.data,
        )


class Uses(Struct):
    """How often a policy uses a code."""

    policy: Text
    """What the policy is called."""
    first: str
    """The IRI of the first node that does."""
    count: int = 0


def used(content: Content) -> dict[str, dict[str, list[Uses]]]:
    """How often each policy uses each code, by scheme and code."""
    found: dict[str, dict[str, list[Uses]]] = {name: {} for name in content.model.schemes}
    classes = content.model.classes
    corpus = Corpus(content)
    for policy in corpus.policies:
        here: dict[tuple[str, str], Uses] = {}
        for node in nodes(policy.tree):
            for field in classes[str(node["type"])].fields:
                if isinstance(field.type, CodeType) and field.name in node:
                    value = node[field.name]
                    for code in value if isinstance(value, list) else [value]:
                        key = field.type.scheme.name, str(code)
                        if key not in here:
                            iri = absolute(str(node["id"]), policy.base)
                            here[key] = Uses(corpus.names[policy.base], iri)
                            found[key[0]].setdefault(key[1], []).append(here[key])
                        here[key].count += 1
    return found


def _depth(code: Code, scheme: Scheme) -> int:
    depth = 0
    while code.broader and code.broader in scheme.codes:
        code, depth = scheme.codes[code.broader], depth + 1
    return depth


def _matched(scheme: Scheme, vocabulary: Vocabulary) -> dict[str, list[Match]]:
    """What the codes of a list are in other vocabularies, of those that are in any."""
    found: dict[str, list[Match]] = {}
    names = {code.iri: name for name, code in scheme.codes.items()}
    for one in vocabulary.matches:
        if one.subject in names:
            found.setdefault(names[one.subject], []).append(one)
    return found


def _columns(scheme: Scheme) -> dict[str, bool]:
    codes = scheme.codes.values()
    return {
        "factor": any(code.factor for code in codes),
        "cues": any(code.cues for code in codes),
    }
