"""TBX that others wrote: either style, any dialect, any layout, broken or hostile."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stdpolicy
from stdpolicy.api import InvalidDocument
from stdpolicy.exchange import tbx
from stdpolicy.source import Source
from strategies import examples

DATA = Path(__file__).parents[1] / "data" / "tbx"
IRI = "https://example.org/id/theirs"
NAMESPACES = (
    'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" '
    'xmlns:basic="http://www.tbxinfo.net/ns/basic"'
)
STATUS = '<termNote type="administrativeStatus">{}Term-admn-sts</termNote>'


def file(*entries: str, header: str = "") -> Source:
    body = f"<text><body>{''.join(entries)}</body></text>"
    return Source(f'<tbx {NAMESPACES} xml:lang="en">{header}{body}</tbx>'.encode())


def entry(inside: str, id: str = "c1", zh: str = "标准") -> str:
    chinese = f'<langSec xml:lang="zh"><termSec><term>{zh}</term></termSec></langSec>' if zh else ""
    return f'<conceptEntry id="{id}">{inside}{chinese}</conceptEntry>'


def terms(tag: str, *said: tuple[str, str]) -> str:
    """A langSec of terms, each with its status or none."""
    each = (
        f"<termSec><term>{term}</term>{STATUS.format(status) if status else ''}</termSec>"
        for status, term in said
    )
    return f'<langSec xml:lang="{tag}">{"".join(each)}</langSec>'


def taken(*entries: str, header: str = "") -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The Terms of entries, and what was passed over."""
    registry, passed_over = tbx.read(file(*entries, header=header), IRI)
    assert stdpolicy.load(registry.to_bytes("jsonld")) == registry
    return registry.get("describesTerm", []), dict(passed_over)


def term(*entries: str, header: str = "") -> dict[str, Any]:
    """The one Term of entries, of which nothing was passed over."""
    (one,), passed_over = taken(*entries, header=header)
    assert passed_over == {}
    return one


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_both_styles_say_the_same(style: str) -> None:
    registry, passed_over = tbx.read(Source.from_path(DATA / f"theirs.{style}.tbx"), IRI)
    assert registry == stdpolicy.load(DATA / "theirs.jsonld")
    once = ["transactionType", "date", "responsibility", "subjectField", "context", "source"]
    once += ["crossReference", "refObjectSec", "entry without a Chinese term"]
    once += ["further term in zh-CN"]
    assert passed_over == dict.fromkeys(once, 1) | {"note": 2, "partOfSpeech": 3}


@pytest.mark.parametrize(
    ("said", "name", "admitted", "avoided"),
    [
        ([("", "a")], "a", None, None),
        ([("", "a"), ("", "b")], "a", ["b"], None),
        ([("", "a"), ("preferred", "b")], "b", ["a"], None),
        ([("preferred", "b"), ("preferred", "a")], "b", ["a"], None),
        ([("admitted", "a")], None, ["a"], None),
        ([("superseded", "a"), ("deprecated", "b"), ("", "c")], "c", None, ["a", "b"]),
        ([("proposed", "a")], "a", None, None),
    ],
)
def test_status(said: Any, name: Any, admitted: Any, avoided: Any) -> None:
    (found,), passed_over = taken(entry(terms("en-US", *said)))
    assert (found["name"].get("en-US"), found.get("admitted"), found.get("avoided")) == (
        *(name, admitted, avoided),
    )
    assert passed_over == ({"administrativeStatus": 1} if ("proposed", "a") in said else {})


def test_languages() -> None:
    other = terms("FR-fr", ("", "norme"), ("admitted", "étalon"))
    (found,), passed_over = taken(
        entry(other + terms("fr-FR", ("", "standard")) + terms("x-none", ("", "z")))
    )
    assert found["name"] == {"fr-FR": "norme", "zh": "标准"}
    assert passed_over == {"further term in fr-FR": 2, "term without text or language": 1}


def test_a_chinese_name_is_needed() -> None:
    avoided = terms("zh-Hans", ("deprecated", "标"))
    assert taken(entry(avoided, zh=""), entry("", zh=" ")) == (
        [],
        {"entry without a Chinese term": 2},
    )
    assert term(entry("", zh="标"))["name"] == {"zh": "标"}


def test_definitions_have_the_nearest_language_and_one_is_enough() -> None:
    said = '<descrip type="definition">A</descrip><descrip type="definition">B</descrip>'
    (found,), passed_over = taken(entry(said))
    assert found["definition"] == {"en": "A"}
    assert passed_over == {"definition": 1}


HEADER = '<tbxHeader><encodingDesc><p type="white-space">preserve</p></encodingDesc></tbxHeader>'


def test_white_space_of_a_layout_is_none_of_the_text() -> None:
    word = "\n  标准 <hi>化</hi>\t&#13;制度\n"
    assert term(entry("", zh=word))["name"] == {"zh": "标准 化 制度"}
    assert term(entry("", zh=word), header=HEADER)["name"] == {"zh": "\n  标准 化\t\n制度\n"}


def test_ids() -> None:
    ids = {"c1": "#c1", "1.2": "#term-1.2", "标准": "#term-3", "_a": "#term-_a", "": "#term-5"}
    assert {one["id"] for one in taken(*(entry("", id=id) for id in ids))[0]} == {*ids.values()}
    found, passed_over = taken(*(entry("", id=id) for id in ("c", "c", "c", "term-3", "")))
    assert [one["id"] for one in found] == ["#c", "#term-3", "#term-5", "#term-c", "#term-term-3"]
    assert passed_over == {"id": 4}


REPLACED = '<ref type="crossReference" target="{}">replaced by {}</ref>'


@pytest.mark.parametrize(
    ("target", "said", "found"),
    [("2", "#c2", "#term-2"), ("c1", "#gone", "#c1"), ("", "urn:x:1", "urn:x:1"), ("", "!", None)],
)
def test_what_replaces_is_where_the_target_is_now(target: str, said: str, found: Any) -> None:
    ((one, _), _) = taken(entry(REPLACED.format(target, said)), entry("", id="2"))
    assert one.get("replacedBy") == found


TITLE = '<titleStmt><title xml:lang="{}">Terms</title></titleStmt>'
SOURCE = "<sourceDesc><p>made by hand</p><p>https://example.org/id/named</p></sourceDesc>"


def test_the_header_names_the_registry() -> None:
    header = f"<tbxHeader><fileDesc>{TITLE.format('zh-TW')}{SOURCE}</fileDesc></tbxHeader>"
    named = file(entry(""), header=header)
    assert tbx.read(named).registry.base == "https://example.org/id/named"
    assert tbx.read(named).registry["title"] == {"zh-TW": "Terms"}
    assert tbx.read(named, IRI).registry.base == IRI
    other = file(entry(""), header=header.replace("zh-TW", "en"))
    assert tbx.read(other).registry["title"] == {"en": "Terms", "zh-Hans": "待填：名录标题"}


def refused(source: Source, iri: str | None = IRI) -> tuple[str, str]:
    with pytest.raises(InvalidDocument) as error:
        tbx.read(source, iri)
    (found,) = error.value.report
    return found.rule.code, found.key


def test_what_is_no_tbx_of_this_edition() -> None:
    for text in ('<martif type="TBX">', "<tbx>", "<x:tbx xmlns:x='urn:x'>"):
        name = text[1:-1].split()[0]
        source = Source(f"<?xml version='1.0'?><!-- -->\n{text}<text/></{name}>".encode())
        assert tbx.recognises(source)
        assert refused(source) == ("SP112", "tbx")
    for other in (b"", b"\xff", b"<tbxx/>", b'{"tbx": 1}', b"<Registry/>"):
        assert not tbx.recognises(Source(other))


def test_the_iri_is_that_of_a_document() -> None:
    assert refused(file(entry("")), None) == ("SP113", "none")
    assert refused(file(entry("")), "urn:x:y")[0] == "SP113"


def test_no_entity_is_expanded() -> None:
    text = file(entry("&x;")).text
    assert refused(Source(text.encode()))[0] == "SP102"
    declared = f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>{text}'
    assert refused(Source(declared.encode()))[0] == "SP106"


GOOD = [path.read_bytes() for path in sorted(DATA.glob("*.tbx"))]


def read_or_refused(data: bytes) -> None:
    source = Source(data)
    if not tbx.recognises(source):
        return
    try:
        registry = tbx.read(source, IRI).registry
    except InvalidDocument as error:
        assert len(error.report.diagnostics) == 1  # noqa: PT017 # it may also be read
    else:
        assert stdpolicy.load(registry.to_bytes("jsonld")) == registry


@pytest.mark.parametrize("data", GOOD)
def test_a_file_that_was_cut_off(data: bytes) -> None:
    for end in range(0, len(data), 97):
        read_or_refused(data[:end])


@examples(150)
@given(st.sampled_from(GOOD), st.integers(0, 9999))
def test_a_file_of_which_parts_are_mixed_up(data: bytes, seed: int) -> None:
    dice = random.Random(seed)
    parts = data.split(b">")

    def some(parts: list[bytes]) -> Iterable[bytes]:
        for part in parts:
            yield from (part,) * dice.choice((1,) * 30 + (0, 2))
            if not dice.randrange(40):
                yield dice.choice(parts)

    read_or_refused(b">".join(some(parts)))
