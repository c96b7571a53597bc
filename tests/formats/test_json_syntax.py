"""What is said of JSON that is not well formed, the same under every version of Python."""

import json

import pytest

import stdpolicy
from small_policy import IRI, filled, policy
from stdpolicy.document import Document
from stdpolicy.formats import mending
from stdpolicy.model.lexical import CONTEXT, HOME


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('{"a": 1,}', (1, 8), 'expected nothing after the last member, found ","'),
        ('{"a": [1 ,\n ]}', (1, 10), 'expected nothing after the last member, found ","'),
        ('{"a": }', (1, 7), 'expected a value, found "}"'),
        ("[,]", (1, 2), 'found a spare ","'),
        ('{"a" 1}', (1, 4), 'expected ":" after "a", found none'),
        ('{"a": 1 "b": 2}', (1, 7), 'expected "," after 1, found none'),
        ('{"a": "b', (1, 9), 'the file ends within "b'),
    ],
)
def test_what_is_said(text: str, place: tuple[int, int], said: str) -> None:
    report = stdpolicy.validate(text.encode(), format="jsonld")
    first = next(one for one in report if one.rule.code == "SP102")
    assert (first.place, first.message) == (place, said)


def test_nothing_is_inserted_into_a_string_that_may_not_have_ended() -> None:
    text = b'{"a": {"b"type": "Body"": {\n "en": "x" }}}'
    fixed, _ = stdpolicy.fix(text, format="jsonld")
    assert fixed == text.replace(b'Body"', b'Body",')
    assert stdpolicy.fix(fixed, format="jsonld")[0] == fixed


def test_a_long_text_is_not_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "LONGEST", 8)
    (found,) = stdpolicy.validate(b'{"a": 1,}', format="jsonld")
    said = "expected well-formed JSON, which goes on differently here: found "
    assert found.message.startswith(said)


@pytest.mark.parametrize("stuck", ["", ".5", "e5", "5", "x", "\u0085", '"a"'])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_is_found_whatever_is_stuck_to_it(number: str, stuck: str) -> None:
    found = stdpolicy.validate(f'{{"a": {number}{stuck}}}'.encode(), format="jsonld")
    told = {(d.rule.code, d.place) for d in found}
    assert ("SP105", (1, 7)) in told or (stuck and "SP102" in {code for code, _ in told})


def test_beside_numbers_and_a_syntax_error_other_mistakes_are_found() -> None:
    """Of what has such a number nothing else is said."""
    text = filled(IRI, "意见").to_bytes("jsonld").decode()
    text = text.replace('"order": 1,', '"order": 1e400,,', 1).replace('"opinions"', '"opinionz"')
    text = text.replace('"level"', '"scale": NaN, "level"')
    found = stdpolicy.validate(text.encode(), format="jsonld")
    assert sorted(d.rule.code for d in found) == ["SP102", "SP105", "SP105", "SP201", "SP304"]


def test_all_keys_that_stand_twice_and_what_else_is_wrong_are_found_at_once() -> None:
    """Of such a key the first is read, which is where the finding about its value points."""
    text = Document(policy(), IRI).to_bytes("jsonld").decode()
    text = text.replace('"mode": "output"', '"mode": "outputs", "mode": "output"', 1)
    text = text.replace('"genre": "opinions"', '"genre": "opinions", "genre": "plan"', 1)
    found = {(d.rule.code, d.excerpt.strip()) for d in stdpolicy.validate(text.encode())}
    assert found == {
        ("SP104", '"mode": "outputs", "mode": "output",'),
        ("SP304", '"mode": "outputs", "mode": "output",'),
        ("SP104", '"genre": "opinions", "genre": "plan",'),
    }


OTHER_CONTEXTS = (
    f'"{CONTEXT[:-1]}", BASE',
    f'BASE, "{CONTEXT[:-1]}"',
    f'"{CONTEXT.replace("https", "HTTP").upper()} ", BASE',
    f'"{CONTEXT.replace("/context/0.2", "/context")}", BASE',
    f'"{HOME}ns#", BASE',
    '"context/0.2.jsonld", BASE',
)
NO_BASES = (f'"{CONTEXT}"', f'["{CONTEXT}"]', f'["{CONTEXT}", {{"base": "{IRI}"}}]')


@pytest.mark.parametrize("context", [*(f"[{one}]" for one in OTHER_CONTEXTS), *NO_BASES])
def test_beside_another_context_than_was_meant_other_mistakes_are_found(context: str) -> None:
    own = filled(IRI, "意见").to_bytes("jsonld").decode().replace('"opinions"', '"opinionz"')
    tree = json.loads(own)
    del tree["@context"]
    context = context.replace("BASE", f'{{"@base": "{IRI}"}}')
    text = f'{{"@context": {context}, {json.dumps(tree)[1:]}'
    report = stdpolicy.validate(text.encode(), format="jsonld").diagnostics
    code = "SP113" if context in NO_BASES else "SP107"
    assert [d.rule.code for d in report] == [code, "SP304"]
    mended, report = stdpolicy.fix(text.encode(), format="jsonld", likely=True)
    assert list(report) == []
    assert stdpolicy.load(mended)["id"] == IRI


def test_a_context_of_another_edition_is_not_taken_for_ours() -> None:
    own = filled(IRI, "意见").to_bytes("jsonld").decode()
    for other in ("9.2", "0.9"):
        text = own.replace(CONTEXT, CONTEXT.replace("0.2", other))
        (found,) = stdpolicy.validate(text.encode(), format="jsonld")
        assert (found.rule.code, found.fix) == ("SP107", None)


@pytest.mark.parametrize("key", ["@Context", "context", "@contexts"])
def test_another_key_for_the_context_is_read_as_meant(key: str) -> None:
    own = filled(IRI, "意见").to_bytes("jsonld")
    text = own.replace(b"@context", key.encode()).replace(b'"opinions"', b'"opinionz"')
    report = stdpolicy.validate(text, format="jsonld").diagnostics
    assert [d.rule.code for d in report] == ["SP115", "SP304"]
    assert stdpolicy.fix(text, format="jsonld", likely=True)[0] == own
