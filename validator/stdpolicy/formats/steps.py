"""Where paths of a tree stand in a text that has the tree's own shape, looked up in one scan of it."""

from collections.abc import Callable, Collection

from msgspec import Struct, field

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.source import Span


class Step(Struct):
    """A step of the wanted paths: the steps below it, and the first place of its key and value."""

    below: "dict[str | int, Step]" = field(default_factory=dict)
    key: Span | None = None
    value: Span | None = None


def located(paths: Collection[Path], scan: Callable[[Step], None]) -> dict[Path, Span]:
    """The span of what each path leads to; `scan` notes the places of the steps from the root on.

    Of a path that is not in the text, the span of its longest part that is.
    """
    root = Step()
    for path in paths:
        step = root
        for name in path:
            if name != KEY:
                step = step.below.setdefault(name, Step())
    scan(root)
    return {path: span for path in paths if (span := _found(root, path)) is not None}


def _found(step: Step, path: Path) -> Span | None:
    found = step.value
    for name in path:
        if name == KEY:
            return step.key or found
        step = step.below[name]
        if step.value is None:
            break
        found = step.value
    return found
