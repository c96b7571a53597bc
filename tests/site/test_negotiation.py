"""Which form is given: the reference for all hosts, and the expressions in their rules."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from accept_headers import HEADERS
from stdpolicy.model.lexical import HOME
from stdpolicy.site.negotiation import FORMS, Negotiation, chosen
from stdpolicy.site.routes import XML, Kind, Routes
from stdpolicy.site.rules import apache, headers, nginx
from stdpolicy.site.rules.accept import accepted
from stdpolicy.site.rules.folder import rule_files
from stdpolicy.site.rules.groups import groups

EXPRESSIONS = [(form, re.compile(one, re.IGNORECASE | re.ASCII)) for form, one in accepted()]


def by_expressions(accept: str | None) -> str | None:
    if not accept:
        return "html"
    for form, one in EXPRESSIONS:
        if one.search(accept):
            return form.suffix or "html"
    return None


def name(accept: str | None) -> str | None:
    form = chosen(accept)
    return form and (form.suffix or "html")


@pytest.mark.parametrize("client", HEADERS)
def test_each_client_gets_what_it_asks_for(client: str) -> None:
    accept, expected = HEADERS[client]
    found = name(accept)
    assert (".rdf" if found == XML.suffix else found) == expected
    assert by_expressions(accept) == found


NAMES = [
    *(one for names in FORMS.values() for one in names),
    "*/*",
    "*",
    "text/*",
    "application/*",
    "image/png",
]
WEIGHTS = [
    "",
    "q=1",
    "q=0",
    "q=0.0",
    "q=0.001",
    "Q=.5",
    "q=0.79",
    "q=0.8",
    "q=1.0",
    "q=2",
    "q=x",
    "q=",
]
RANGES = st.builds(
    lambda name, *parameters: ";".join([name, *filter(None, parameters)]),
    st.sampled_from(NAMES),
    st.sampled_from(["", "charset=utf-8", " level=1"]),
    st.sampled_from(WEIGHTS).map(lambda weight: weight and f" {weight}"),
    st.sampled_from(["", "ext=q"]),
)


@given(st.lists(RANGES, max_size=5).map(", ".join))
def test_the_expressions_choose_as_the_reference_does(accept: str) -> None:
    assert by_expressions(accept) == name(accept)


def test_iris_are_answered_by_kind(table: Routes) -> None:
    host = Negotiation(table)
    cases = {
        ("ns", None): (302, "vocabulary/"),
        ("ns", "application/rdf+xml"): (302, "vocabulary/stdpolicy.rdf"),
        ("ns", "text/xml"): (302, "vocabulary/stdpolicy.rdf"),
        ("code/role", "text/turtle"): (302, "codes/role.ttl"),
        ("code/role/lead", None): (303, "codes/role/#lead"),
        ("code/role/lead", "application/ld+json"): (303, "codes/role.jsonld"),
        ("id/jiaxing-2022", "text/html"): (303, "policies/jiaxing-2022/"),
        ("id/jiaxing-2022", "application/xml"): (303, "policies/jiaxing-2022.xml"),
        ("id/jiaxing-2022", "application/rdf+xml"): (303, "policies/jiaxing-2022.rdf"),
        ("schema/0.2.json", "image/png"): (302, "artefacts/schema/0.2.json"),
        ("ns/", None): (302, "ns"),
        ("code/role/", "image/png"): (302, "code/role"),
        ("ns", "image/png"): (406, ""),
    }
    for (path, accept), expected in cases.items():
        answer = host.answer(path, accept)
        assert answer is not None
        assert (answer.status, answer.location) == expected
    for path in ("", "ns/9.9", "code/role/nobody", "code/nothing", "id/no-such", "vocabulary/"):
        assert host.answer(path, None) is None


def test_an_iri_with_a_slash_too_many_is_sent_on(table: Routes) -> None:
    host = Negotiation(table)
    for path, row in host.by_path.items():
        if row.kind is not Kind.ARTEFACT:
            answer = host.answer(f"{path}/", "text/turtle")
            assert answer is not None, path
            assert (answer.status, answer.location) == (302, path)


def test_a_document_of_another_home_is_answered_by_its_own_host(table: Routes) -> None:
    row = next(row for row in table.rows if row.kind is Kind.DOCUMENT)
    moved = Routes((replace(row, iri="https://example.org/id/p"),))
    assert Negotiation(moved).by_path == {}
    assert [*Negotiation(moved, "https://example.org/").by_path] == ["id/p"]


def test_groups_have_every_path_once_and_lead_where_the_table_does(table: Routes) -> None:
    by_path = Negotiation(table).by_path
    found = groups(by_path)
    assert len(found) < 60
    for path, row in by_path.items():
        fitting = [(one.key, match) for one in found if (match := re.fullmatch(one.pattern, path))]
        ((key, match),) = fitting
        page = row.page + (f"#{row.fragment}" if row.fragment else "")
        assert key.page.replace("$1", match[1]) == page
        assert key.status == row.status
        stem = key.data.replace("$1", match[1])
        if row.kind is Kind.ARTEFACT:
            assert [stem] == list(row.data.values())
        else:
            assert all(stem + form.suffix == file for form, file in row.data.items())


def test_no_iri_writes_into_the_rules(table: Routes) -> None:
    row = next(row for row in table.rows if row.kind is Kind.DOCUMENT)
    plain, odd = ["a+b(c)", "$x;{y}", "嘉兴"], ['a"b', "a\nRewriteEngine Off", "a b", "a\\"]
    rows = [
        replace(row, iri=f"{HOME}id/{quote(name)}", page=f"policies/p{n}/")
        for n, name in enumerate(plain + odd)
    ]
    odd_table = Routes(tuple(rows))
    found = groups(Negotiation(odd_table).by_path)
    assert [name for one in found for name in one.names] == plain
    for one, name in zip(found, plain, strict=True):
        assert re.fullmatch(one.pattern, f"id/{name}")
    for rules in (apache.host(odd_table, "", "/"), nginx.server(odd_table, "", "/", "")):
        assert "RewriteEngine Off" not in rules
        assert not any(f"id/{name}" in rules for name in odd)


def test_a_redirector_needs_to_know_where_to(table: Routes) -> None:
    base = "https://example.org/x/"
    names = {one.path for one in rule_files(table, base)}
    assert names - {one.path for one in rule_files(table, "")} == {
        "rules/w3id/.htaccess",
        "rules/w3id/README.md",
    }
    rules = apache.redirector(table, base)
    targets = [line.split()[2] for line in rules.splitlines() if "[R=30" in line]
    assert all(one.startswith((base, HOME)) for one in targets)
    assert "301" not in rules


def test_files_of_releases_may_be_kept_and_pages_not() -> None:
    kept = (
        "0.1.0/stdpolicy.ttl",
        "0.1.0/SHA256SUMS",
        "/0.1.0/model.json",
        "assets/site.0.css",
        "assets/search/fold.0.js",
    )
    for path in kept:
        assert re.search(headers.FROZEN, path), path
    for path in (
        "0.1.0/",
        "0.1.0/index.html",
        "en/0.1.0/index.html",
        "0.2/stdpolicy.ttl",
        "0x1y0/a.ttl",
        "x/assets/a.css",
    ):
        assert not re.search(headers.FROZEN, path), path
