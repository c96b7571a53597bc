"""Diagrams as SVG, made of the model: boxes and arrows, every word of which stands on the page, too."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct

from stdpolicy.model import Class, Model, NodeType, ReferenceType

ROW, HEIGHT, WIDTH, GAP = 36, 27, 200, 54
"""Distance of lines, height and width of boxes, and the room between their columns, in pixels."""
SIDE = 330
"""The width of a box that names properties, too."""
HEAD, HALF = 7, 4
"""Length and half the breadth of the head of an arrow."""


class Box(Struct, frozen=True):
    """A box with its upper left corner."""

    text: str
    x: int
    y: int
    width: int = WIDTH
    this: bool = False
    """Whether it stands for what the diagram is about."""


class Arrow(Struct, frozen=True):
    """A line from the right of a box to the left of another."""

    tail: Box
    head: Box


def neighbours(cls: Class, model: Model, language: str) -> Markup:
    """A class between those that contain it or refer to it and those that it contains or refers to, each with
    the names of the properties by which they do.
    """
    before: dict[str, list[str]] = {}
    for other, field in model.fields():
        if cls.name in _leads(field.type) and other.name != cls.name:
            before.setdefault(other.name, []).append(field.name)
    after: dict[str, list[str]] = {}
    for field in cls.fields:
        for name in _leads(field.type):
            if name != cls.name:
                after.setdefault(name, []).append(field.name)
    most = max(len(before), len(after), 1)
    middle = Box(_called(cls, language), SIDE + GAP, (most - 1) * ROW // 2, this=True)
    left = _column(_said(before, model, language), 0, most)
    right = _column(_said(after, model, language), SIDE + WIDTH + 2 * GAP, most)
    arrows = [*(Arrow(one, middle) for one in left), *(Arrow(middle, one) for one in right)]
    title = f"{_listed(left)} → {middle.text} → {_listed(right)}"
    return drawn(title, [*left, middle, *right], arrows)


def containment(model: Model, language: str) -> Markup:
    """Which class contains which, from the roots to the right; a class stands once, where it is first."""
    boxes: dict[str, Box] = {}
    arrows: list[Arrow] = []

    def place(name: str, depth: int, row: int) -> int:
        text = _called(model.classes[name], language)
        boxes[name] = Box(text, depth * (WIDTH + GAP), row * ROW)
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


def _called(cls: Class, language: str) -> str:
    """The name of a class; in a language whose words it is not made of, with its label."""
    return cls.name if language == "en" else f"{cls.name} {cls.label.get(language, '')}".rstrip()


def _said(found: dict[str, list[str]], model: Model, language: str) -> list[str]:
    return [
        f"{_called(model.classes[name], language)} · {', '.join(fields)}"
        for name, fields in sorted(found.items())
    ]


def _listed(boxes: Sequence[Box]) -> str:
    return ", ".join(one.text for one in boxes) or "-"


def _column(texts: Sequence[str], x: int, most: int) -> list[Box]:
    top = (most - len(texts)) * ROW // 2
    return [Box(text, x, top + n * ROW, SIDE) for n, text in enumerate(texts)]


def drawn(title: str, boxes: Iterable[Box], arrows: Iterable[Arrow]) -> Markup:
    """The drawing, with a title that says all that is in it."""
    found = list(boxes)
    width = max(one.x + one.width for one in found) + 2
    height = max(one.y for one in found) + HEIGHT + 2
    lines = Markup("").join(map(_line, arrows))
    shapes = Markup("").join(
        Markup('<rect{} x="{}" y="{}" width="{}" height="{}" rx="3"/><text x="{}" y="{}">{}</text>').format(
            Markup(' class="this"') if one.this else "",
            one.x + 1, one.y + 1, one.width, HEIGHT, one.x + 9, one.y + 19, one.text,
        )
        for one in found
    )  # fmt: skip
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} {}" width="{}" height="{}">'
        "<title>{}</title>{}{}</svg>"
    ).format(width, height, width, height, title, lines, shapes)


def _line(arrow: Arrow) -> Markup:
    start, end = arrow.tail.x + arrow.tail.width + 1, arrow.head.x + 1
    from_, to = arrow.tail.y + HEIGHT // 2 + 1, arrow.head.y + HEIGHT // 2 + 1
    bend = (end - start) // 2
    return Markup(
        '<path d="M{} {}C{} {} {} {} {} {}"/><path class="tip" d="M{} {}l-{} -{}v{}z"/>'
    ).format(
        start, from_, start + bend, from_, end - HEAD - bend // 2, to, end - HEAD, to,
        end, to, HEAD, HALF, 2 * HALF,
    )  # fmt: skip
