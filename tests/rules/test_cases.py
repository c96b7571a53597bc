"""Every rule has a case in which it fires, alone, and one in which it keeps quiet, in each notation.

A case is a file `<code>/bad.*` or `<code>/good.*`, or a folder of that name with the files of one run;
docs/rules.md shows the first as an example. `<code>/bad-<key>.*` has what else the rule may say. What
is wrong with a tree is written in JSON-LD and tried in the other notations too.
"""

import json
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from msgspec.structs import replace

import notations
import stdpolicy
from stdpolicy import formats
from stdpolicy.artefacts.examples import documents
from stdpolicy.checks import pipeline
from stdpolicy.checks.conformance import JUDGES, Verdict
from stdpolicy.diagnostics import MESSAGES, RULES, Layer
from stdpolicy.document import Document
from stdpolicy.exchange.tbx.read import NO_TBX
from stdpolicy.formats import NOTATIONS
from stdpolicy.language import speaking
from stdpolicy.model.edition import model
from stdpolicy.model.iri import DOCUMENT_FAULTS, OTHER_FAULTS, IriFault
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.source import Source
from stdpolicy.verdict import accepts

CASES = Path(__file__).parent / "cases"
TREE = {"jsonld", "turtle", "xml"}
"""Where a mistake of the tree can be made."""
NOT_IN = {
    "SP203": {"xml": "the element says which type a node is"},
    "SP207": {"turtle": "has no arrays", "xml": "has no arrays"},
    "SP209": {"turtle": "a graph is a set of triples"},
    "SP401": {"turtle": "two nodes of one IRI are one"},
    "SP312": {"xml": "cannot carry the character at all"},
}
"""The notations in which a mistake cannot be made, and why."""
NO_GRAPHS = "holds one graph"
NESTED = "a node stands in the one that contains it"
ONLY_JSON = dict.fromkeys(("xml", "ttl", "nt", "nq", "trig"), "has no such syntax")
ONLY_XML = dict.fromkeys(("jsonld", "ttl", "nt", "nq", "trig"), "has no such syntax")
SYNTAX_NOT_IN = {
    "SP103": {n.suffix[1:]: "a known suffix decides" for n in NOTATIONS},
    "SP104": ONLY_JSON,
    "SP105": ONLY_JSON,
    "SP106": ONLY_XML,
    "SP107": ONLY_JSON,
    "SP114": {"xml": NO_GRAPHS, "ttl": NO_GRAPHS, "nt": NO_GRAPHS},
    "SP115": ONLY_JSON,
    "SP116": ONLY_XML,
    "SP117": ONLY_XML,
    "SP118": {"xml": "a node without an id is SP202"},
    "SP119": {"xml": NESTED},
    "SP120": {"xml": NESTED},
    "SP122": {
        "jsonld": "the context names the namespaces",
        "nt": "has no prefixes",
        "nq": "has no prefixes",
    },
}
"""The notations, by suffix, in which a mistake of syntax cannot be made, and why."""
GENERATED = {
    "SP109": "a file that is larger than the bound",
    "SP121": "a file with more than a thousand findings",
    "SP801": "a configuration: tests/config",
    "SP802": "a configuration: tests/config",
    "SP803": "a configuration: tests/config",
    "SP905": "a fault of ours: tests/cli/test_folders.py",
}
"""Rules whose cases are too large to be kept, or no documents."""
NOT_SAID = {
    ("SP102", "json"): "too large: tests/formats",
    ("SP107", "named-often"): "too large: tests/hostile",
    ("SP109", "containers"): "too large: tests/hostile",
    ("SP109", "nodes"): "too large: tests/hostile",
    ("SP109", "string"): "too large: tests/hostile",
    (NO_TBX.code, NO_TBX.key): "no notation: tests/exchange",
    ("SP801", "unused"): "a configuration: tests/config",
    ("SP802", "expired"): "a configuration: tests/config",
    ("SP803", "no-rule"): "a configuration: tests/config",
    ("SP803", "no-reason"): "a configuration: tests/config",
    ("SP803", "never"): "a configuration: tests/config",
    ("SP905", "failed"): "a fault of ours: tests/cli/test_folders.py",
    ("SP905", "ended"): "a process that is killed: tests/checks/test_jobs.py",
}
"""Messages of rules without a case of their own, and why."""
IN_TREE = (
    Layer.STRUCTURE,
    Layer.VALUES,
    Layer.REFERENCES,
    Layer.POLICY,
    Layer.GROUNDING,
)


def cases(code: str, which: str) -> list[Path]:
    """The runs of a rule of that name: files in some notation, or a folder."""
    found = (CASES / code).iterdir()
    return sorted(path for path in found if path.name.partition(".")[0] == which)


def said(case: Path) -> list[tuple[str, str]]:
    """The code and the key of each finding."""
    return [(d.rule.code, d.key) for d in stdpolicy.validate(documents(case))]


def other_notations(path: Path) -> dict[str, bytes]:
    """A tree that is kept in JSON-LD as the other notations have it."""
    tree: dict[str, Any] = json.loads(path.read_bytes())
    base = tree.pop("@context")[1]["@base"]
    written = {}
    for name, write in (("turtle", notations.turtle), ("xml", notations.xml)):
        try:
            written[name] = write(tree, base, model())
        except notations.Inexpressible:
            continue
    return written


CODES = sorted(set(RULES) - GENERATED.keys())
OURS = sorted(code for code in CODES if RULES[code].layer is Layer.CONFORMANCE)
JUDGED = sorted(set(CODES) - set(OURS))
TREES = sorted(
    code
    for code in JUDGED
    if RULES[code].layer in IN_TREE and (CASES / code / "bad.jsonld").exists()
)


def test_every_rule_has_its_cases() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == CODES
    assert NOT_IN.keys() <= set(TREES)
    assert SYNTAX_NOT_IN.keys() <= set(SYNTAX)


@pytest.mark.parametrize("code", JUDGED)
def test_the_bad_case_has_this_finding_alone(code: str) -> None:
    assert cases(code, "bad")
    for case in cases(code, "bad"):
        assert [found for found, _ in said(case)] == [code], case


@pytest.mark.parametrize("code", JUDGED)
def test_the_good_case_has_none(code: str) -> None:
    names = [case.name for case in cases(code, "bad")]
    assert [case.name.replace("good", "bad") for case in cases(code, "good")] == names
    for case in cases(code, "good"):
        assert said(case) == [], case


OTHERS = sorted(path for path in CASES.glob("*/*") if path.name.startswith("bad-"))


@pytest.mark.parametrize("case", OTHERS, ids=lambda p: p.relative_to(CASES).as_posix())
def test_what_else_a_rule_says(case: Path) -> None:
    key = case.name.partition(".")[0].removeprefix("bad-")
    assert said(case) == [(case.parent.name, key)]


SYNTAX = [code for code in JUDGED if RULES[code].layer is Layer.SYNTAX]


@pytest.mark.parametrize("code", SYNTAX)
def test_a_rule_of_syntax_has_a_case_in_each_notation(code: str) -> None:
    suffixes = {case.suffix[1:] for case in cases(code, "bad")} - {"txt"}
    possible = {notation.suffix[1:] for notation in NOTATIONS}
    assert suffixes == possible - SYNTAX_NOT_IN.get(code, {}).keys()


@pytest.mark.parametrize("code", TREES)
def test_the_same_in_each_notation(code: str) -> None:
    bad = other_notations(CASES / code / "bad.jsonld")
    assert {"jsonld", *bad} == TREE - NOT_IN.get(code, {}).keys()
    sentences = {d.message for d in stdpolicy.validate(CASES / code / "bad.jsonld")}
    for name, data in bad.items():
        report = stdpolicy.validate(data, format=name)
        assert [d.rule.code for d in report] == [code], name
        assert {d.message for d in report} == sentences, name
        assert all(d.span.end > d.span.start for d in report), name
    for name, data in other_notations(CASES / code / "good.jsonld").items():
        assert [d.rule.code for d in stdpolicy.validate(data, format=name)] == [], name


# -- rules about ourselves: a judge is told that we accepted the bad case ---------------------


def verdict(path: Path) -> Verdict:
    tree: dict[str, Any] = json.loads(path.read_bytes())
    base = tree.pop("@context")[1]["@base"]
    return Verdict(tree, base, True, Document(tree, base), True)


@pytest.mark.parametrize("code", [code for code in OURS if code != "SP901"])
def test_a_judge_that_refuses_what_we_accept(code: str) -> None:
    bad, good = (verdict(CASES / code / f"{which}.jsonld") for which in ("bad", "good"))
    keys = {(f.rule.code, f.message.key) for f in JUDGES.run(bad)}
    assert (code, "refuses") in keys
    assert [finding.rule.code for finding in JUDGES.run(good)] == []


def test_a_judge_that_accepts_what_we_refuse() -> None:
    good = verdict(CASES / "SP902" / "good.jsonld")
    (finding,) = JUDGES.run(replace(good, accepted=False))
    assert (finding.rule.code, finding.message.key) == ("SP902", "accepts")
    (finding,) = JUDGES.run(replace(good, linked=False))
    assert (finding.rule.code, finding.message.key) == ("SP904", "accepts")


def test_a_schema_that_refuses_what_no_check_explains() -> None:
    bad, good = (verdict(CASES / "SP901" / f"{which}.jsonld") for which in ("bad", "good"))
    (finding,) = pipeline.UNEXPLAINED.run((bad.tree, bad.base))
    assert finding.rule.code == "SP901"
    assert accepts(good.tree, good.base)


@pytest.mark.parametrize("code", sorted(RULES.keys() - GENERATED.keys()))
def test_a_finding_is_known_again_when_lines_have_moved(code: str) -> None:
    """Whatever it says, and in another language."""
    case, *_ = sorted((CASES / code).glob("bad*"))
    if not case.is_file():
        return
    source = Source.from_path(case)
    first = re.match(rb"<\?xml.*?\?>", source.data)
    at = first.end() if first else 0
    moved = Source(source.data[:at] + b"\n\n" + source.data[at:], source.name)
    known = list(fingerprints(stdpolicy.validate(source)))
    with speaking("zh"):
        assert list(fingerprints(stdpolicy.validate(moved))) == known


# -- rules whose cases are made here ------------------------------------------------------------


def test_a_file_that_is_too_large() -> None:
    data = (CASES / "SP104" / "good.jsonld").read_bytes()
    bound = len(data) / 1_000_000
    assert [d.rule.code for d in stdpolicy.validate(data + b" ", max_size=bound)] == ["SP109"]
    assert [d.rule.code for d in stdpolicy.validate(data, max_size=bound)] == []


def test_a_file_with_more_findings_than_are_shown() -> None:
    text = (CASES / "SP104" / "good.jsonld").read_text(encoding="utf-8")
    for many, expected in ((1000, 0), (1001, 1)):
        unknown = "".join(f'"x{n}": 1, ' for n in range(many))
        report = stdpolicy.validate(text.replace('"kind"', unknown + '"kind"').encode())
        assert sum(d.rule.code == "SP121" for d in report) == expected
        assert sum(d.rule.code == "SP201" for d in report) == 1000


# -- messages -----------------------------------------------------------------------------------

IRIS = {
    IriFault.NONE: "",
    IriFault.CHARACTER: "https://example.org/a b",
    IriFault.PERCENT: "https://example.org/100%",
    IriFault.ASTRAL: "https://example.org/𠮷",
    IriFault.RELATIVE: "policy.jsonld",
    IriFault.NAME: "##standards",
    IriFault.SCHEME: "ftp://example.org/p",
    IriFault.SCHEME_CASE: "HTTPS://example.org/p",
    IriFault.URN: "urn:example",
    IriFault.NO_HOST: "https:///p",
    IriFault.USER: "https://me@example.org/p",
    IriFault.IPV6: "https://[::1]/p",
    IriFault.HOST: "https://例.org/p",
    IriFault.PORT: "https://example.org:/p",
    IriFault.DEFAULT_PORT: "https://example.org:443/p",
    IriFault.FRAGMENT: "https://example.org/p#t1",
    IriFault.FRAGMENTS: "https://example.org/p#t1#t2",
    IriFault.NO_PATH: "https://example.org",
    IriFault.DOT_SEGMENT: "https://example.org/../p",
    IriFault.EMPTY_SEGMENT: "https://example.org/a//p",
    IriFault.SEMICOLON: "https://example.org/p;",
    IriFault.EMPTY_QUERY: "https://example.org/p?",
}
DOCUMENT_IRIS = {
    ("SP113", fault.value): iri for fault, iri in IRIS.items() if fault not in OTHER_FAULTS
}
OTHER_IRIS = {
    ("SP306", fault.value): iri for fault, iri in IRIS.items() if fault not in DOCUMENT_FAULTS
}


@pytest.mark.parametrize("key", DOCUMENT_IRIS, ids="-".join)
def test_what_is_wrong_with_the_iri_of_a_document(key: tuple[str, str]) -> None:
    text = (CASES / "SP113" / "good.jsonld").read_text(encoding="utf-8")
    bad = text.replace("https://example.org/id/registry", DOCUMENT_IRIS[key])
    assert [(d.rule.code, d.key) for d in stdpolicy.validate(bad.encode())] == [key]


@pytest.mark.parametrize("key", OTHER_IRIS, ids="-".join)
def test_what_is_wrong_with_a_reference(key: tuple[str, str]) -> None:
    text = (CASES / "SP306" / "good.jsonld").read_text(encoding="utf-8")
    bad = text.replace('"indicator": "#standards"', f'"indicator": "{OTHER_IRIS[key]}"')
    assert key in [(d.rule.code, d.key) for d in stdpolicy.validate(bad.encode())]


@pytest.fixture(scope="module")
def messages() -> None:
    """A reader is imported when it is used, and its messages with it."""
    for module in walk_packages(formats.__path__, "stdpolicy.formats."):
        import_module(module.name)


@pytest.mark.usefixtures("messages")
def test_every_message_belongs_to_a_rule() -> None:
    assert {code for code, _ in MESSAGES} == set(RULES)


@pytest.mark.usefixtures("messages")
def test_every_message_has_a_case() -> None:
    """Here or, where NOT_SAID says so, where the document can be made."""
    shown = {key for code in JUDGED for case in cases(code, "bad") for key in said(case)}
    shown |= {(path.parent.name, path.name.partition(".")[0][4:]) for path in OTHERS}
    shown |= DOCUMENT_IRIS.keys() | OTHER_IRIS.keys()
    shown |= {("SP109", "megabytes"), ("SP121", "more"), ("SP901", "refuses")}
    shown |= {(code, "refuses") for code in OURS} | {("SP902", "accepts"), ("SP904", "accepts")}
    assert shown.isdisjoint(NOT_SAID)
    assert shown | NOT_SAID.keys() == MESSAGES.keys()
