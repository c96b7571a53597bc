"""Size, depth and number have bounds, and what is just within them is read."""

import importlib
import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from sealed import CORPUS, Seal

import stdpolicy
from sampled import some
from stdpolicy.formats import reading
from stdpolicy.formats.turtle import own_layout
from stdpolicy.source import Source
from stdpolicy.wording import MAX_SENTENCE

BASE = "https://example.org/p"
N = 100_000
HEAD = f"@base <{BASE}> .\n@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .\n"
POLICY: dict[str, Any] = json.loads((CORPUS / "policy.jsonld").read_bytes())


def codes(data: bytes, **options: Any) -> list[str]:
    return [d.rule.code for d in stdpolicy.validate(data, **options)]


def only(data: bytes, code: str, seal: Seal, **options: Any) -> stdpolicy.Diagnostic:
    with seal:
        (finding,) = stdpolicy.validate(data, **options)
    assert finding.rule.code == code
    return finding


# -- size ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_file_of_more_than_64_mb(seal: Seal) -> None:
    finding = only(b"\xff" * 64_000_001, "SP109", seal)
    assert finding.message == "expected at most 64 MB, found more"
    assert "--max-size" in finding.hint
    assert codes(b"\xff" * 64_000_001, max_size=65) == ["SP101"]
    with pytest.raises(stdpolicy.InvalidDocument):
        stdpolicy.load(b" " * 64_000_001)


@pytest.mark.parametrize("suffix", ["jsonld", "ttl", "xml", "nt"])
def test_the_limit_is_in_bytes(suffix: str) -> None:
    data = (CORPUS / f"document.{suffix}").read_bytes()
    assert codes(data, max_size=len(data) / 1_000_000) == []
    assert codes(data, max_size=(len(data) - 1) / 1_000_000) == ["SP109"]


@pytest.mark.parametrize("suffix", ["jsonld", "ttl", "xml", "nt"])
def test_more_nodes_than_the_bound(
    suffix: str, monkeypatch: pytest.MonkeyPatch, seal: Seal
) -> None:
    data = (CORPUS / f"document.{suffix}").read_bytes()
    in_json = importlib.import_module("stdpolicy.formats.jsonld.read")  # not the function
    for module in (reading, own_layout, in_json):
        monkeypatch.setattr(module, "MAX_NODES", 2)
    assert codes(data) == []
    for module in (reading, own_layout, in_json):
        monkeypatch.setattr(module, "MAX_NODES", 1)
    assert only(data, "SP109", seal).message == "expected at most 1 nodes, found more"


def test_a_long_string_goes_through_every_notation() -> None:
    string = "标准" * 2_500_000  # 15 MB, more than XML parsers take unasked
    tree = POLICY | {"documentNumber": string}
    document = stdpolicy.load(json.dumps(tree, ensure_ascii=False).encode())
    for format in ("turtle", "xml"):
        assert stdpolicy.load(document.to_bytes(format)) == document


def test_a_string_longer_than_the_rdf_parser_takes(seal: Seal) -> None:
    text = HEAD + f'<{BASE}> stdpol:documentNumber "{"x" * 17_000_000}" .'
    assert "16 MB" in only(text.encode(), "SP109", seal).message


# -- depth -----------------------------------------------------------------------------------


def provisions(levels: int) -> bytes:
    """A policy whose provisions are nested as deep as nodes may be, itself the first level."""
    inner: dict[str, Any] = {}
    for level in range(levels, 1, -1):
        node = {
            "id": f"#p{level}",
            "type": "Provision",
            "order": 1,
            "kind": "paragraph",
            "text": "文",
        }
        node["translation"] = {"en": "text"}
        inner = node | ({"provision": [inner]} if inner else {})
    return json.dumps(POLICY | {"provision": [inner]}).encode()


@pytest.fixture(scope="module")
def deepest() -> stdpolicy.Document:
    return stdpolicy.load(provisions(100).replace(b'"#p1"', b'"#p100"'))


@pytest.mark.parametrize("format", ["jsonld", "turtle", "xml", "ntriples"])
def test_a_hundred_levels_are_accepted(format: str, deepest: stdpolicy.Document) -> None:
    assert stdpolicy.load(deepest.to_bytes(format), format=format) == deepest
    assert "SP108" not in codes(deepest.to_bytes(format))


@pytest.mark.parametrize("format", ["jsonld", "turtle", "xml", "ntriples"])
def test_one_level_more_is_refused(format: str, deepest: stdpolicy.Document, seal: Seal) -> None:
    data = provisions(101) if format == "jsonld" else deepest.to_bytes(format)
    if format == "xml":
        inner = b'<provision id="#p101"><order>1</order><kind>part</kind></provision>'
        data = data.replace(b"</provision>", inner + b"</provision>", 1)
    elif format != "jsonld":
        contained = f"<{BASE}#p100> <https://w3id.org/stdpolicy/ns#provision> <{BASE}#p101> .\n"
        described = f"<{BASE}#p101> <https://w3id.org/stdpolicy/ns#order> <{BASE}> .\n"
        data += (contained + described).encode()
    finding = only(data, "SP108", seal, format=format)
    assert "p101" in finding.excerpt[finding.place.column - 1 :][:40]


def test_the_place_of_the_level_beyond() -> None:
    (finding,) = stdpolicy.validate(provisions(101))
    assert finding.excerpt[finding.place.column - 1 :].startswith('{"id": "#p101"')
    assert finding.end == (finding.place.line, finding.place.column + 1)


@pytest.mark.parametrize(
    "text",
    [
        "[" * N,
        "[" * N + "]" * N,
        '{"a":' * N,
        '{"a":' * N + "1" + "}" * N,
        '[{"a":' * N + "1" + "}]" * N,
        '{"@context":' * N + "{}" + "}" * N,
        '{"@context": [' * 150 + "]}" * 150,
        '{"https://example.org/a":' * 250 + "1" + "}" * 250,
        '{"@context": ["https://w3id.org/stdpolicy/context/0.2.jsonld", {"@base": "u:v:w"}], "a":'
        + "[" * 300
        + "]" * 300
        + "}",
    ],
    ids=lambda text: f"{text[:20]}-{len(text)}",
)
def test_json_nested_too_deeply(text: str, seal: Seal) -> None:
    finding = only(text.encode(), "SP108", seal, format="jsonld")
    assert finding.place.column > 100


def test_a_caller_that_allows_more_recursion(seal: Seal) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    try:
        only(b'{"a":' * 5000 + b"1" + b"}" * 5000, "SP108", seal)
    finally:
        sys.setrecursionlimit(before)


NESTED = (
    ("<u:s> <u:p> " + "[ <u:p> " * N, "SP108"),
    ("<u:s> <u:p> " + "(" * N + ")" * N + " .", "SP108"),
    ("<u:s> <u:p> " + "[ <u:p> " * N + "<u:o>" + "]" * N + " .", "SP108"),
    ("<u:s> <u:p> " + '"""<<( """, ' * N + "<u:o> .", "SP112"),
    ("<u:s> <u:p> " + "<<( <u:s> <u:p> " * N + "<u:o>" + ")>>" * N + " .", "SP102"),
    ("<<" * N + " <u:s> <u:p> <u:o> " + ">> <u:p> <u:o> " * N + " .", "SP102"),
)


@pytest.mark.parametrize(
    "nested",
    some(NESTED, 4),
    ids=["blank-open", "list", "blank", "quoted", "triple-terms", "reifiers"],
)
@pytest.mark.parametrize("format", some(("turtle", "trig"), 2))
def test_turtle_nested_too_deeply(nested: tuple[str, str], format: str, seal: Seal) -> None:
    text, code = nested
    only(text.encode(), code, seal, format=format)


@pytest.mark.slow
def test_the_parser_is_never_given_what_makes_it_overflow_the_stack() -> None:
    """A crash of the process itself, which nothing in it could catch."""
    script = (
        "import stdpolicy; n = 100_000; "
        "t = '<u:s> <u:p> ' + '<<( <u:s> <u:p> ' * n + '<u:o>' + ')>>' * n + ' .'; "
        "[stdpolicy.validate(t.encode(), format=f) for f in ('turtle','ntriples','nquads','trig')]"
    )
    done = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": "validator"})
    assert done.returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * N + "</a>" * N,
        "<Policy xmlns='https://w3id.org/stdpolicy/ns#' xml:base='https://example.org/p'>"
        + "<goal id='#g'>" * 2000
        + "</goal>" * 2000
        + "</Policy>",
    ],
)
def test_xml_nested_too_deeply(text: str, seal: Seal) -> None:
    with seal:
        codes_found = codes(text.encode())
    assert codes_found in (["SP108"], ["SP112"])  # the root is looked at first


# -- number ----------------------------------------------------------------------------------


def test_a_context_named_many_times_is_a_bomb(seal: Seal) -> None:
    one = b'{"@context": "https://w3id.org/stdpolicy/context/0.2.jsonld"}'
    only(b"[" + b",".join([one] * 1000) + b"]", "SP107", seal)
    assert codes(b"[" + b",".join([one] * 100) + b"]") == ["SP112"]


def test_more_findings_than_anybody_reads(seal: Seal) -> None:
    tree = POLICY | {f"key{i}": 1 for i in range(5000)}
    with seal:
        found = codes(json.dumps(tree).encode())
    assert found.count("SP201") == 1000
    assert found.count("SP121") == 1


@pytest.mark.parametrize("format", ["turtle", "xml"])
def test_more_findings_of_a_reader(format: str, seal: Seal) -> None:
    if format == "xml":
        attributes = " ".join(f'a{i}="1"' for i in range(5000))
        data = (
            (CORPUS / "document.xml")
            .read_bytes()
            .replace(b"<kind>", f"<kind {attributes}>".encode())
        )
        code = "SP117"
    else:
        orphans = "".join(f"<#o{i}> a sp:Place .\n" for i in range(5000))
        data = (CORPUS / "document.ttl").read_bytes() + orphans.encode()
        code = "SP119"
    with seal:
        found = codes(data)
    assert found.count(code) == 1000
    assert found.count("SP121") == 1


def test_errors_are_kept_before_warnings() -> None:
    bodies = [
        {"id": f"#b{i}", "type": "Body", "name": {"zh": "市\u200b"}, "kind": "government"}
        for i in range(1500)
    ]
    bodies[-1]["parent"] = "#nobody"
    tree = json.loads((CORPUS / "document.jsonld").read_bytes()) | {"describesBody": bodies}
    found = codes(json.dumps(tree).encode())
    assert found.count("SP402") == found.count("SP121") == 1
    assert found.count("SP352") == 999


@pytest.mark.parametrize(
    "change",
    [
        {"x" * 100_000: 1},
        {"leadIssuer": "x" * 100_000},
        {"provision": [{"id": "#" + "p" * 100_000, "type": "Provision"}]},
        {"title": {"x" * 100_000: "标题"}},
        {"status": {"@value": "x" * 100_000}},
        {"genre": "\x1b[31m\r\n::error::x" + "\u2028"},
    ],
)
def test_messages_stay_short_and_on_one_line(change: dict[str, Any]) -> None:
    findings = list(stdpolicy.validate(json.dumps(POLICY | change).encode()))
    assert findings
    for finding in findings:
        assert len(finding.message) <= MAX_SENTENCE
        assert finding.message.isprintable() or "\u3000" in finding.message
        assert "\n" not in str(stdpolicy.InvalidDocument(stdpolicy.Report([finding])))


def test_findings_on_one_long_line_share_its_text() -> None:
    tree = POLICY | {f"key{i}": "x" * 1000 for i in range(100)}
    excerpts = {id(d.excerpt) for d in stdpolicy.validate(json.dumps(tree).encode())}
    assert len(excerpts) == 1


def test_orphans_in_a_circle_are_named_once_and_always_the_same(seal: Seal) -> None:
    circle = "".join(f"<#o{i}> sp:x <#o{(i + 1) % 5000}> .\n" for i in range(5000))
    data = (CORPUS / "document.ttl").read_bytes() + circle.encode()
    assert only(data, "SP119", seal).message.startswith("#o0 ")


def test_a_source_that_is_given_twice() -> None:
    source = Source((CORPUS / "document.ttl").read_bytes(), "a.ttl")
    report = stdpolicy.validate([source, source])
    assert (report.files, list(report)) == (2, [])


def policy_of(count: int, **fields: Any) -> dict[str, Any]:
    """A policy with many provisions, all of which have some fields in common."""
    provision = {"type": "Provision", "kind": "paragraph", "text": "文"}
    more = [provision | {"id": f"#q{i}", "order": i + 2} | fields for i in range(count)]
    return POLICY | {"provision": POLICY["provision"] + more}


def test_all_is_mended_however_much_is_spelt_otherwise() -> None:
    tree = policy_of(3000)
    for provision in tree["provision"]:
        provision["order"] = str(provision["order"])
    data = json.dumps(tree).encode()
    found = codes(data)
    counted = Counter(found)
    # The digest of another text is an error, for which one of the warnings makes room.
    assert counted == {"SP313": 999, "SP601": 1, "SP121": 1}
    assert stdpolicy.load(data) == stdpolicy.load(json.dumps(policy_of(3000)).encode())


def test_what_no_finding_is_left_for_is_hidden_from_the_rules_all_the_same(seal: Seal) -> None:
    """The rules would be given values of any kind."""
    tree = policy_of(3000, order=[], text=5, translation="x", number={}, provision=[{"id": 5}])
    tree["principle"] = [POLICY["principle"][0] | {"statedIn": 5, "quote": {}, "id": []}] * 10
    with seal:
        found = codes(json.dumps(tree).encode())
    assert found.count("SP121") == 1
    assert len(found) == 1001
