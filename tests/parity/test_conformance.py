"""`--conformance`: silent where the judges agree, a finding for each that does not."""

import sys
from collections.abc import Iterator

import pytest
from mutants import mutants

import notations
import stdpolicy
from hosts import BASE
from small_policy import filled
from stdpolicy.checks import conformance
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE

DOCUMENT = filled("https://example.org/p", "标题")
ACCEPTS = {
    "schema/stdpolicy.schema.json": b"{}",
    "schema/stdpolicy.xsd": b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
    "ontology/shapes.ttl": b"# nothing",
}
REFUSES = {
    **ACCEPTS,
    "schema/stdpolicy.schema.json": b'{"not": {}}',
    "ontology/shapes.ttl": b"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
        [] a sh:NodeShape ; sh:targetClass stdpol:Policy ; sh:nodeKind sh:Literal .""",
}


def found(data: bytes) -> list[str]:
    report = stdpolicy.validate(data, conformance=True)
    return [str(d.message) for d in report if d.rule.code in ("SP902", "SP903", "SP904")]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """What to read instead of the published schemas."""
    instead: dict[str, bytes] = {}
    original = conformance.read
    caches = (conformance.json_schema, conformance.xsd, conformance._graph)
    monkeypatch.setattr(conformance, "read", lambda path: instead.get(path) or original(path))
    for cached in caches:
        cached.cache_clear()
    yield instead
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize("format", ["jsonld", "turtle", "xml"])
def test_silent_where_all_accept(format: str) -> None:
    assert found(DOCUMENT.to_bytes(format)) == []


@pytest.mark.slow
def test_silent_where_all_refuse_or_cannot_say() -> None:
    one_of_each = {mutant.kind: mutant for mutant in mutants(model())}
    for kind, mutant in one_of_each.items():
        assert found(notations.jsonld(mutant.tree, BASE)) == [], kind


def test_silent_where_there_is_no_document() -> None:
    assert found(b"{") == []
    assert found(b"<Policy/>") == []


def test_refusals_are_findings(published: dict[str, bytes]) -> None:
    published.update(REFUSES)
    messages = found(DOCUMENT.to_bytes("turtle"))
    assert [message.partition(":")[0] for message in messages] == [
        "jsonschema refuses what we accept",
        "the XSD refuses what we accept",
        "SHACL refuses what we accept",
    ]


def test_acceptances_are_findings(published: dict[str, bytes]) -> None:
    published.update(ACCEPTS)
    wrong_class = DOCUMENT.to_bytes("turtle").replace(
        b"stdpol:issuer :body-1", b"stdpol:issuer :title"
    )
    assert found(wrong_class) == [
        f"the XSD refuses what we accept: Element '{{{NAMESPACE}}}Policy': No matching global "
        "declaration available for the validation root., line 2",
        "SHACL accepts what we refuse",
    ]
    incomplete = DOCUMENT.to_bytes("turtle").replace(b"stdpol:issuer", b"stdpol:approver")
    assert found(incomplete) == ["jsonschema accepts what we refuse"]


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(ModuleNotFoundError) as caught:
        stdpolicy.validate(DOCUMENT.to_bytes("jsonld"), conformance=True)
    assert caught.value.name == "pyshacl"
