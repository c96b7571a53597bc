"""Broken documents never crash a rule, and are refused exactly where there is an error."""

import json
import re
from collections import Counter
from copy import deepcopy
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import notations
import stdpolicy
from faults import nodes
from small_policy import IRI, Tree, codes_of, policy
from stdpolicy.diagnostics import Diagnostic, Layer, Severity
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import MAX_FINDINGS
from stdpolicy.model.edition import model
from strategies import documents, examples

MODEL = model()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.just(1.5)
    | st.sampled_from(["", "x", "#", "#b1", "#title", "2025-01-01", "60", "at-least", "zh-Hans", "\ud800"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["id", "type", "en", "@id", "@value", "x"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.jsonld"))


def kept(path: Path) -> tuple[Tree, str]:
    """An example, and the IRI of its document."""
    tree = json.loads(path.read_bytes())
    return tree, tree.pop("@context")[1]["@base"]


KEPT = [kept(path) for path in EXAMPLES]


def inner(value: Any) -> list[tuple[Any, Any]]:
    """Each place of a value below its top: what holds it, and under which key."""
    found: list[tuple[Any, Any]] = []
    todo = [value]
    for one in todo:
        keys = (
            list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        )
        for key in keys:
            found.append((one, key))
            todo.append(one[key])
    return found


def damage(draw: st.DrawFn, tree: Tree) -> None:
    holder, key = draw(st.sampled_from(inner(tree)))
    match draw(st.sampled_from(["delete", "replace", "replace", "repeat", "copy", "wrap", "move"])):
        case "delete":
            del holder[key]
        case "replace":
            holder[key] = draw(JSON)
        case "repeat":
            value = holder[key] if isinstance(holder[key], list) else [holder[key]]
            holder[key] = value + deepcopy(value)
        case "copy":
            other, name = draw(st.sampled_from(inner(tree)))
            holder[key] = deepcopy(other[name])
        case "wrap":
            holder[key] = [None, holder[key]]
        case "move":
            value = holder.pop(key)
            if isinstance(holder, dict):
                holder[f"{key}s"] = value
            else:
                holder.insert(0, value)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Tree, str]:
    small = st.builds(lambda: (policy(), IRI))
    tree, base = draw(documents(MODEL) | small | st.sampled_from(KEPT))
    tree = deepcopy(tree)
    for _ in range(draw(st.integers(1, 4))):
        damage(draw, tree)
        if not inner(tree):
            break
    return tree, base


def is_sound(report: list[Diagnostic], data: bytes, format: str) -> None:
    assert not [d for d in report if d.rule.layer is Layer.CONFORMANCE]
    assert all(d.message and d.span.end >= d.span.start for d in report)
    # Rules on references, sense and text do not keep a document from being loaded, but two nodes
    # of one id do: they would be one.
    fatal = [d for d in report if d.severity is Severity.ERROR and d.rule.code < "SP402"]
    try:
        stdpolicy.load(data, format=format)
    except stdpolicy.InvalidDocument:
        assert fatal
    else:
        assert not fatal


@given(damaged())
@examples(24)
def test_any_tree_is_understood(case: tuple[Tree, str]) -> None:
    data = json.dumps(framed(*case)).encode()
    is_sound(list(stdpolicy.validate(data, format="jsonld")), data, "jsonld")


@given(st.sampled_from(["turtle", "xml"]), st.sampled_from([None, *EXAMPLES]), st.data())
@examples(50)
def test_any_text_is_understood(format: str, path: Path | None, data: st.DataObject) -> None:
    if path is None:
        write = {"turtle": notations.turtle, "xml": notations.xml}[format]
        text = write(policy(), IRI, MODEL).decode()
    else:
        path = path.with_suffix({"turtle": ".ttl", "xml": ".xml"}[format])
        text = path.read_text(encoding="utf-8")
    words = re.split(r"(?<=[\s<>\";,])", text)
    for _ in range(data.draw(st.integers(1, 4))):
        at, other = (data.draw(st.integers(0, len(words) - 1)) for _ in "12")
        words[at] = data.draw(st.sampled_from(["", words[other], f"{words[at]} {words[other]}"]))
    changed = "".join(words).encode()
    is_sound(list(stdpolicy.validate(changed, format=format)), changed, format)


@pytest.mark.parametrize("value", [[None], [None, None]])
def test_lists_of_nulls_say_nothing(value: list[None]) -> None:
    assert codes_of(policy() | {"issuer": value}) == ["SP208"]
    assert codes_of(policy() | {"approver": value}) == ["SP313"]
    assert codes_of(policy() | {"leadIssuer": "#b1", "issuer": [*value, "#b1"]}) == [
        "SP313" for _ in value
    ]


ROOTS = [policy(), *(tree for tree, _ in KEPT if tree["type"] != "Policy")]


@pytest.mark.parametrize("value", [5, {"id": 5}, [None, ["x"]]], ids=str)
@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root["type"])
def test_fields_of_other_classes_are_none(root: Tree, value: object) -> None:
    names = {field.name for _, field in MODEL.fields()}
    met = nodes(root, MODEL.classes[root["type"]], MODEL)
    one_of_each = {cls.name: (cls, path) for _, cls, path in met}
    for cls, path in one_of_each.values():
        tree = deepcopy(root) | {"id": IRI}
        reduce(getitem, path, tree).update(dict.fromkeys(names - cls.by_name.keys(), value))
        assert set(codes_of(tree)) == {"SP201"}, cls.name


def test_what_was_not_examined_is_not_judged() -> None:
    tree = policy() | {f"x{n}": 1 for n in range(MAX_FINDINGS + 1)}
    tree["measure"][1]["quote"] = 5
    assert set(codes_of(tree)) == {"SP121", "SP201"}


@pytest.mark.slow
def test_no_warning_hides_an_error() -> None:
    tree = policy()
    tree["source"]["digest"] = "0" * 64
    cited = "".join(f"《{n}》" for n in range(MAX_FINDINGS + 1))
    tree["provision"][0] |= {"kind": "preamble", "text": cited}
    found = Counter(codes_of(tree))
    assert found == Counter({"SP601": 1, "SP614": MAX_FINDINGS - 1, "SP121": 1})


def test_all_is_respelt_whatever_is_shown() -> None:
    tree = policy()
    first = tree["describesIndicator"][0]
    tree["describesIndicator"] = [first]
    tree["measure"][0]["target"][0]["value"] = 10
    tree["describesBody"] += [
        {"id": f"#c{n}", "type": "Body", "name": {"zh-Hans": "x"}, "kind": ["department"]}
        for n in range(MAX_FINDINGS + 1)
    ]
    tree["describesBody"][0]["successor"] = [body["id"] for body in tree["describesBody"][3:]]
    assert set(codes_of(tree)) == {"SP121", "SP313"}
