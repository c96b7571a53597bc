"""Diagrams as SVG, made of the model: boxes and lines, every word of which stands on the page, too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stdpolicy.model import Class, Model, NodeType, ReferenceType

ROW, HEIGHT, WIDTH, GAP = 36, 27, 200, 90
"""Distance of lines, height and width of boxes, and room for the names of arrows, in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its upper left corner."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from the right of a box to the left of another."""

    tail: Box
    head: Box


def neighbours(cls: Class, model: Model) -> Markup:
    """A class between those that contain it or refer to it and those that it contains or refers to."""
    before = sorted(
        {other.name for other, field in model.fields() if cls.name in _leads(field.type)}
        - {cls.name}
    )
    after = sorted({name for field in cls.fields for name in _leads(field.type)} - {cls.name})
    if len(after) == len(model.statements) or len(after) > 12:
        after = after[:12]
    most = max(len(before), len(after), 1)
    middle = Box(cls.name, WIDTH + GAP, (most - 1) * ROW // 2)
    left = _column(before, 0, most)
    right = _column(after, 2 * (WIDTH + GAP), most)
    arrows = [*(Arrow(one, middle) for one in left), *(Arrow(middle, one) for one in right)]
    title = f"{', '.join(before) or '-'} → {cls.name} → {', '.join(after) or '-'}"
    return drawn(title, [*left, middle, *right], arrows)


def containment(model: Model) -> Markup:
    """Which class contains which, from the roots to the right; a class stands once, where it is first."""
    boxes: dict[str, Box] = {}
    arrows: list[Arrow] = []

    def place(name: str, depth: int, row: int) -> int:
        boxes[name] = Box(name, depth * (WIDTH + 36), row * ROW)
        below = row
        for _, inner in model.classes[name].contained:
            if inner not in boxes:
                below = place(inner, depth + 1, below)
            if inner != name:
                arrow = Arrow(boxes[name], boxes[inner])
                if arrow not in arrows and boxes[inner].x > boxes[name].x:
                    arrows.append(arrow)
        return max(below, row + 1)

    row = 0
    for root in model.roots:
        row = place(root, 0, row)
    return drawn(
        "; ".join(f"{one.tail.text} → {one.head.text}" for one in arrows), boxes.values(), arrows
    )


def _leads(type: object) -> tuple[str, ...]:
    match type:
        case NodeType(target=target):
            return (target,)
        case ReferenceType(targets=targets):
            return targets
    return ()


def _column(names: Sequence[str], x: int, most: int) -> list[Box]:
    top = (most - len(names)) * ROW // 2
    return [Box(name, x, top + n * ROW) for n, name in enumerate(names)]


def drawn(title: str, boxes: Iterable[Box], arrows: Iterable[Arrow]) -> Markup:
    """The drawing, with a title that says all that is in it."""
    found = list(boxes)
    width = max(one.x for one in found) + WIDTH + 2
    height = max(one.y for one in found) + HEIGHT + 2
    lines = Markup("").join(
        Markup('<path d="M{} {}C{} {} {} {} {} {}"/>').format(
            one.tail.x + WIDTH, one.tail.y + HEIGHT // 2 + 1,
            one.tail.x + WIDTH + 30, one.tail.y + HEIGHT // 2 + 1,
            one.head.x - 30, one.head.y + HEIGHT // 2 + 1,
            one.head.x, one.head.y + HEIGHT // 2 + 1,
        )
        for one in arrows
    )  # fmt: skip
    shapes = Markup("").join(
        Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3"/><text x="{}" y="{}">{}</text>').format(
            one.x + 1, one.y + 1, WIDTH, HEIGHT, one.x + 9, one.y + 19, one.text
        )
        for one in found
    )  # fmt: skip
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} {}" width="{}" height="{}">'
        "<title>{}</title>{}{}</svg>"
    ).format(width, height, width, height, title, lines, shapes)
