"""What a measure holds: its actions and assignments."""

from collections.abc import Iterator, Sequence
from typing import Any

from stdpolicy.drafting.draft.entities import Entities
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.words import short, trimmed
from stdpolicy.drafting.readers import Readers
from stdpolicy.text.duties import Duty
from stdpolicy.text.sentences import Span
from stdpolicy.text.statements import actions

Tree = dict[str, Any]
Drafted = Sequence[tuple[tuple[int, int], Tree]]
"""Actions with the places of their quotes in the provision."""

CONCERNED = "有关部门"
"""Departments concerned are open by themselves: 等 behind them leaves nothing more open."""


def head(at: Placed, start: int) -> tuple[int, int]:
    """The words that a measure is called by: its heading, or else its first sentence; all of a provision
    that has no words behind its number.
    """
    text, heading = at.block.text, at.block.heading
    if heading:
        return start - len(heading), start + (text[start : start + 1] == "。")
    first = next(actions(text, start), Span(start, len(text)))
    begin, end = trimmed(text, first.start, first.end)
    return (begin, end) if begin < end else (0, len(text))


def action(
    at: Placed, span: tuple[int, int], measure: Tree, entities: Entities, readers: Readers
) -> Tree:
    """The action that a sentence of a provision adds to a measure."""
    quote = at.block.text[span[0] : span[1]]
    order = len(measure["action"]) + 1
    tree: Tree = {
        "id": f"{measure['id']}-action{order}",
        "type": "Action",
        "order": order,
        "label": {"zh-Hans": short(quote)},
        "statedIn": at.id,
        "quote": quote,
        "modality": sorted(set(readers.modality.codes(quote))) or ["obligation"],
        "reviewStatus": "draft",
    }
    for name, codes in (
        ("standardType", readers.standard_types.codes(quote)),
        ("instrument", readers.instruments.codes(quote)),
        ("programme", [entities.programme(p.name, p.kind) for p in readers.programmes.find(quote)]),
    ):
        if codes:
            tree[name] = sorted(set(codes))
    return tree | entities.places(quote)


def covered(duty: Duty, drafted: Drafted) -> list[str]:
    """Which of the actions that are drafted in its provision a duty is for."""
    return [tree["id"] for span, tree in drafted if duty.covers_start <= span[0] < duty.covers_end]


def assignments(
    at: Placed, duty: Duty, measure: Tree, covers: Sequence[str], entities: Entities
) -> Iterator[Tree]:
    """The assignments that a duty adds to a measure. Each has the actions that it covers, be they all of
    the measure, which may go on.
    """
    for order, body in enumerate(duty.bodies, len(measure.get("assignment", ())) + 1):
        tree: Tree = {
            "id": f"{measure['id']}-assignment{order}",
            "type": "Assignment",
            "order": order,
            "statedIn": at.id,
            "quote": at.block.text[duty.start : duty.end],
            "role": duty.role,
            "body": entities.body(body.resolved, body.id),
            "reviewStatus": "draft",
        }
        if covers:
            tree["covers"] = list(covers)
        if duty.open and not body.printed.endswith(CONCERNED):
            tree["openList"] = ["body"]
        yield tree
