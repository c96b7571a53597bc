"""SP406: hierarchies that run in a circle."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import LINKS, Link, Links
from stdpolicy.diagnostics import Advice, Finding, Message, Name


@rule("SP406", "cycle", "A hierarchy runs in a circle", "层级关系出现循环", on=LINKS)
def cycle(links: Links) -> Iterator[Finding]:
    """A body, place or indicator cannot be its own parent, successor or broader one, however far.

    Programs that follow the hierarchy upwards would never come to an end.
    """
    steps: dict[str, dict[str, list[Link]]] = {}
    for link in links:
        if link.node.cls.name in link.targets and link.target in links.walk.by_id:
            steps.setdefault(link.field.iri, {}).setdefault(link.node.id, []).append(link)
    for by_subject in steps.values():
        done: set[str] = set()
        for start in by_subject:
            loop = _loop(start, by_subject, done)
            if loop is not None:
                yield CYCLE(loop.path, name=Name(loop.field.name), node=loop.node.named)


CYCLE = Message(
    "SP406",
    "cycle",
    "{name} leads from {node} back to itself",
    "",
    Advice("remove-link", "remove one of the links", ""),
)


def _loop(start: str, by_subject: dict[str, list[Link]], done: set[str]) -> Link | None:
    """A link that closes a circle, found depth first without recursion; `done` is shared."""
    if start in done:
        return None
    active: dict[str, None] = {start: None}
    stack = [iter(by_subject.get(start, ()))]
    while stack:
        link = next(stack[-1], None)
        if link is None:
            stack.pop()
            done.add(active.popitem()[0])
        elif link.target in active:
            done.update(active)
            return link
        elif link.target not in done:
            active[link.target] = None
            stack.append(iter(by_subject.get(link.target, ())))
    return None
