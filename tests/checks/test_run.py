"""Many files in one run: what stays of each, and what is said of references among them."""

import json
import weakref
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import stdpolicy
from small_policy import IRI, Tree, policy
from stdpolicy.checks import pipeline, run
from stdpolicy.checks.run import REGISTRY as REGISTRY_SHIPPED
from stdpolicy.document import Document
from stdpolicy.formats.reading import MAX_FINDINGS
from stdpolicy.source import Source

REGISTRY = "https://example.org/id/registry"


def registry() -> Tree:
    """The bodies of the small policy as a document of their own."""
    title = {"en": "Bodies", "zh-Hans": "机构"}
    return {
        "id": REGISTRY,
        "type": "Registry",
        "title": title,
        "describesBody": policy()["describesBody"],
    }


def citing(number: int = 1, fragment: str | None = None) -> Tree:
    """A small policy that has its issuer from the registry."""
    tree = policy()
    known = registry()["describesBody"][0]["id"]
    return tree | {"id": f"{IRI}{number}", "issuer": [REGISTRY + (fragment or known)]}


def data(tree: Tree) -> bytes:
    return Document(tree, tree["id"]).to_bytes("jsonld")


def codes(*documents: bytes) -> list[str]:
    return [d.rule.code for d in stdpolicy.validate(documents)]


def test_references_among_files() -> None:
    assert codes(data(citing()), data(registry())) == []
    assert codes(data(citing(fragment="#nobody")), data(registry())) == ["SP411"]
    assert codes(data(citing(fragment="#nobody"))) == []


def test_what_was_meant_in_another_file() -> None:
    known = registry()["describesBody"][0]["id"]
    (found,) = stdpolicy.validate([data(citing(fragment=known + "x")), data(registry())])
    assert found.hint == f'did you mean "{REGISTRY}{known}"?'


def test_a_node_of_another_class_in_another_file() -> None:
    tree = registry()
    tree["describesPlace"] = [
        {"id": "#here", "type": "Place", "name": tree["describesBody"][0]["name"]}
    ]
    assert codes(data(citing(fragment="#here")), data(tree)) == ["SP412"]


@pytest.mark.parametrize("own", [0, 1, MAX_FINDINGS // 2, MAX_FINDINGS, MAX_FINDINGS + 1])
def test_the_findings_of_a_file_and_those_across_files_are_bounded_apart(own: int) -> None:
    """What a file has by itself may have been told when the others come."""
    across = MAX_FINDINGS // 2 + 1
    tree = citing() | {"recipient": [f"{REGISTRY}#nobody{n}" for n in range(across)]}
    tree["describesBody"] += [{**tree["describesBody"][0], "id": f"#idle{n}"} for n in range(own)]
    found = Counter(codes(data(tree), data(registry())))
    shown = min(own, MAX_FINDINGS)
    assert found == Counter({"SP411": across, "SP508": shown, "SP121": int(shown < own)})


def test_what_a_fault_hides_in_one_file_is_not_missed_in_another() -> None:
    broken = data(registry()).replace(b'"describesBody"', b'"describesBoddy"')
    assert codes(data(citing()), broken) == ["SP201"]
    assert codes(data(citing(fragment="#nobody")), broken, data(registry())) == ["SP411", "SP201"]


def test_a_file_that_goes_during_the_run_hides_no_other(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.jsonld").write_bytes(data(citing(number, "#nobody")))

    def inputs() -> Iterator[Path | bytes]:
        yield from (tmp_path / "1.jsonld", tmp_path / "2.jsonld")
        (tmp_path / "1.jsonld").unlink()
        yield data(registry())

    report = stdpolicy.validate(inputs())
    assert [d.file for d in report] == [str(tmp_path / "2.jsonld")]
    assert [line.startswith(str(tmp_path / "1.jsonld")) for line in report.unreadable] == [True]


def test_files_are_let_go() -> None:
    checking = run.Run()
    kept: list[weakref.ref[Source]] = []

    class Referred(Source, frozen=True, weakref=True):
        """One to which there can be weak references."""

    def opened(number: int) -> Source:
        source = Referred(data(policy() | {"id": f"{IRI}{number}"}))
        kept.append(weakref.ref(source))
        return source

    for number in range(3):
        checking.check(partial(opened, number))
    assert [reference() is not None for reference in kept] == [False, False, False]


def test_the_text_of_an_accepted_file_is_let_go() -> None:
    source = Source(data(policy()))
    opened = pipeline.open(source)
    assert opened.accepted
    assert "text" not in vars(source)
    span = opened.reading.places([("title", "en")])["title", "en"]
    assert source.text[span.start : span.end] == f'"{policy()["title"]["en"]}"'


def test_equal_ids_and_links_are_kept_once() -> None:
    checking = run.Run()
    for number in (1, 2):
        checking.check(partial(Source, data(citing(number))))
    first, second = (list(checking._known[f"{IRI}{number}"])[1:] for number in (1, 2))
    assert first == second
    assert all(one is other for one, other in zip(first, second, strict=True))
    one, other = (kept.links for kept in checking._checked)
    assert one == other
    assert one[0] is other[0]


def shipped(fragment: str) -> bytes:
    return data(policy() | {"recipient": [REGISTRY_SHIPPED + fragment]})


def test_the_registry_that_is_shipped_is_known_unless_another_is_given() -> None:
    known, unknown = "#body-national-state-council", "#body-nowhere"
    assert codes(shipped(known)) == []
    assert codes(shipped(unknown)) == ["SP411"]
    assert codes(shipped("#place-china")) == ["SP412"]
    other = data(registry() | {"id": REGISTRY_SHIPPED})
    assert codes(shipped(known), other) == ["SP411"]
    assert codes(shipped(known), other.replace(b'"describesBody"', b'"describesBoddy"')) == [
        "SP201"
    ]


CASES = Path(__file__).parents[1] / "rules" / "cases"


@pytest.mark.parametrize("case", ["SP705", "SP706"])
def test_alignments_are_held_against_policies_in_any_order(case: str) -> None:
    files = sorted((CASES / case / "bad").iterdir())
    for order in (files, files[::-1]):
        assert [d.rule.code for d in stdpolicy.validate(order)] == [case]


def test_what_is_aligned_to_a_document_that_is_not_there_is_not_judged(tmp_path: Path) -> None:
    bad = CASES / "SP706" / "bad"
    for name in ("policy1", "policy2", "policy3"):
        assert list(stdpolicy.validate([bad / "crosswalk.jsonld", bad / f"{name}.jsonld"])) == []
    crosswalk = (CASES / "SP705" / "bad" / "crosswalk.jsonld").read_text(encoding="utf-8")
    tree = json.loads(crosswalk)
    other = "https://example.org/id/policy9#measure1"
    tree["alignment"].append(tree["alignment"][0] | {"id": "#alignment9", "object": other})
    inputs = [CASES / "SP705" / "bad" / f"policy{n}.jsonld" for n in (1, 2)]
    assert len(list(stdpolicy.validate([*inputs, crosswalk.encode()]))) == 1
    assert list(stdpolicy.validate([*inputs, json.dumps(tree).encode()])) == []


@pytest.mark.parametrize("case", ["SP705", "SP706"])
def test_of_a_measure_without_a_domain_nothing_is_judged(case: str) -> None:
    """As in a policy whose encoding has begun: SP514 says that the domain is missing."""
    files = [path.read_text(encoding="utf-8") for path in sorted((CASES / case / "bad").iterdir())]
    begun = 0
    for nth, text in enumerate(files):
        tree = json.loads(text)
        if "measure" in tree:
            begun += 1
            for measure in tree["measure"]:
                del measure["domain"]
            inputs = [*files[:nth], json.dumps(tree), *files[nth + 1 :]]
            found = list(stdpolicy.validate([one.encode() for one in inputs]))
            assert {d.rule.code for d in found} <= {"SP514", case}
            assert [d for d in found if d.rule.code == case and tree["id"] in str(d)] == []
    assert begun >= 2


def test_a_policy_that_alignments_name_and_that_has_gone_is_listed_once(tmp_path: Path) -> None:
    def inputs() -> Iterator[Path]:
        for path in sorted((CASES / "SP705" / "bad").iterdir(), reverse=True):
            copy = tmp_path / path.name
            copy.write_bytes(path.read_bytes())
            yield copy
        (tmp_path / "policy1.jsonld").unlink()

    report = stdpolicy.validate(inputs())
    assert list(report) == []
    assert [line.startswith(str(tmp_path / "policy1.jsonld")) for line in report.unreadable] == [
        True
    ]


SAME = Path(__file__).parents[1] / "rules" / "cases" / "SP701" / "bad"


@pytest.mark.parametrize("notation", ["jsonld", "turtle", "xml"])
def test_a_place_in_another_file_is_named(notation: str, tmp_path: Path) -> None:
    names = [tmp_path / f"policy{number}" for number in (1, 2)]
    for name in names:
        document = stdpolicy.load(SAME / f"{name.name}.jsonld")
        name.write_bytes(document.to_bytes(notation))
    (found,) = stdpolicy.validate(names)
    (beside,) = found.related
    assert (found.file, beside.file) == (str(names[1]), str(names[0]))
    line = names[0].read_text("utf-8").splitlines()[beside.place.line - 1]
    assert "measure1-action1" in line[beside.place.column - 1 :]


def test_a_place_in_a_file_that_has_gone_is_left_out(tmp_path: Path) -> None:
    first = tmp_path / "policy1.jsonld"
    first.write_bytes((SAME / "policy1.jsonld").read_bytes())

    def inputs() -> Iterator[Path]:
        yield first
        first.unlink()
        yield SAME / "policy2.jsonld"

    report = stdpolicy.validate(inputs())
    assert [(d.rule.code, d.related) for d in report] == [("SP701", ())]
    assert len(report.unreadable) == 1


def test_a_place_in_the_same_file_is_found_there() -> None:
    tree = policy()
    again = json.loads(json.dumps(tree["measure"][1]).replace("#m2", "#m3"))
    again["label"] |= {"en": "Train experts"}
    tree["measure"].append(again)
    tree["measure"][1]["label"] = {"en": "Talent", "zh-Hans": again["label"]["zh-Hans"]}
    found = [d for d in stdpolicy.validate(data(tree)) if d.rule.code == "SP702"]
    assert [beside.file for d in found for beside in d.related] == ["<input>"]
