"""A small policy that every rule accepts."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import stdpolicy
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.document import Document
from stdpolicy.drafting.skeleton import skeleton
from stdpolicy.formats import canonical
from stdpolicy.formats.jsonld import framed

IRI = "https://example.org/id/p"
TEXTS = {
    "#title": "关于标准化工作的意见",
    "#part1": "一、目标",
    "#part1-sec1": "(一)发展目标。到2025年,制定国家标准100项以上。",
    "#part2": "二、任务",
    "#part2-sec1": "(一)加强标准研制。依据《标准化法》,研制10项标准。(省科技厅、省教育厅牵头,省财政厅配合)",
    "#part2-sec2": "(二)培育人才。培育人才。(省教育厅牵头)",
}

NAMES = ("省科技厅", "省教育厅", "省财政厅")

Tree = dict[str, Any]
Codes = Callable[..., list[str]]


def text(string: str) -> dict[str, str]:
    return {"en": string, "zh-Hans": string}


def provision(iri: str, order: int, kind: str, number: str, heading: str, *children: Tree) -> Tree:
    tree: Tree = {"id": iri, "type": "Provision", "order": order, "kind": kind}
    if number:
        tree |= {"number": number, "heading": heading}
    return tree | {"text": TEXTS[iri]} | ({"provision": list(children)} if children else {})


def stated(iri: str, cls: str, where: str, quote: str, **fields: Any) -> Tree:
    head = {"id": iri, "type": cls}
    named = cls in ("Goal", "Target", "Measure")
    label = {"label": text(iri)} if named else {}
    return {**head, **label, "statedIn": where, "quote": quote, **fields}


def target(iri: str, where: str, quote: str, value: str, **fields: Any) -> Tree:
    usual = {"indicator": "#i1", "comparator": "at-least", "unit": "count", "mode": "output"}
    return stated(iri, "Target", where, quote, **{**usual, "value": value, **fields})


def assignment(iri: str, order: int, where: str, quote: str, role: str, body: str) -> Tree:
    return stated(iri, "Assignment", where, quote, order=order, role=role, body=body)


def measure(iri: str, where: str, action: str, **fields: Any) -> Tree:
    first = stated(f"{iri}a1", "Action", where, action, order=1, modality=["obligation"])
    codes = {"kind": "task", "domain": ["talent"]}
    return stated(iri, "Measure", where, action, **codes, action=[first], **fields)


def policy() -> Tree:
    goal_text = "到2025年,制定国家标准100项以上。"
    lead = "(省科技厅、省教育厅牵头,省财政厅配合)"
    bodies = [f"#b{n}" for n in range(1, 4)]
    return {
        "id": IRI,
        "type": "Policy",
        "title": text("关于标准化工作的意见"),
        "genre": "opinions",
        "level": "provincial",
        "jurisdiction": "#p1",
        "issuer": ["#b1"],
        "language": "zh-Hans",
        "dateAdopted": "2022-04-15",
        "source": {
            "id": "#source",
            "type": "Source",
            "digest": hashlib.sha256("\n".join(TEXTS.values()).encode()).hexdigest(),
        },
        "provision": [
            provision("#title", 1, "title", "", ""),
            provision(
                "#part1",
                2,
                "part",
                "一、",
                "目标",
                provision("#part1-sec1", 1, "section", "(一)", "发展目标"),
            ),
            provision(
                "#part2",
                3,
                "part",
                "二、",
                "任务",
                provision("#part2-sec1", 1, "section", "(一)", "加强标准研制"),
                provision("#part2-sec2", 2, "section", "(二)", "培育人才"),
            ),
        ],
        "goal": [
            stated(
                "#g1",
                "Goal",
                "#part1-sec1",
                goal_text,
                kind="overall",
                deadline="2025-12-31",
                deadlinePrecision="year",
                target=[target("#t1", "#part1-sec1", "制定国家标准100项以上", "100")],
            )
        ],
        "measure": [
            measure(
                "#m1",
                "#part2-sec1",
                "依据《标准化法》,研制10项标准。",
                assignment=[
                    assignment(f"#m1s{n}", n, "#part2-sec1", lead, role, body)
                    for n, (role, body) in enumerate(
                        zip(("lead", "lead", "cooperate"), bodies, strict=True), 1
                    )
                ],
                target=[
                    target(
                        "#t2",
                        "#part2-sec1",
                        "研制10项标准",
                        "10",
                        comparator="equal",
                        mode="output",
                        scope=text("标准研制"),
                    )
                ],
            ),
            measure(
                "#m2",
                "#part2-sec2",
                "培育人才。",
                assignment=[assignment("#m2s1", 1, "#part2-sec2", "(省教育厅牵头)", "lead", "#b2")],
            ),
        ],
        "reference": [
            stated(
                "#r1",
                "Reference",
                "#part2-sec1",
                "《标准化法》",
                relation="based-on",
                title="标准化法",
            )
        ],
        "describesBody": [
            {"id": b, "type": "Body", "name": text(name), "kind": "department"}
            for b, name in zip(bodies, NAMES, strict=True)
        ],
        "describesPlace": [{"id": "#p1", "type": "Place", "name": text("省")}],
        "describesIndicator": [{"id": "#i1", "type": "Indicator", "name": text("标准")}],
    }


def said_of(tree: Tree) -> list[Diagnostic]:
    """What is found in a tree, broken or not, written as JSON-LD."""
    return list(stdpolicy.validate(json.dumps(framed(tree, IRI)).encode(), format="jsonld"))


def codes_of(tree: Tree) -> list[str]:
    """The codes of that, sorted."""
    return sorted(d.rule.code for d in said_of(tree))


def departing(iri: str, *fields: str) -> list[Tree]:
    """Interpretations, by which fields of a statement are not held against its words."""
    return [
        {
            "id": f"{iri}i{n}",
            "type": "Interpretation",
            "field": field,
            "justification": text("附表"),
        }
        for n, field in enumerate(fields, 1)
    ]


def filled(iri: str, title: str) -> Document:
    """The policy that `stdpolicy new` writes, filled in."""
    tree = dict(skeleton(iri, title).tree)
    tree |= {
        "title": {"zh-Hans": title, "en": "A policy"},
        "genre": "opinions",
        "level": "provincial",
    }
    for name in ("describesBody", "describesPlace"):
        (entity,) = tree[name]
        tree[name] = [entity | {"name": {"zh-Hans": "某省", "en": "A province"}}]
    return Document(canonical(tree, iri), iri)
