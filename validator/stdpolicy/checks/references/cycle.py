"""SP406: hierarchies that run in a circle."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import LINKS, Link, Links
from stdpolicy.diagnostics import Advice, Finding, Message, Name


@rule(
    "SP406",
    "cycle",
    "A hierarchy runs in a circle",
    "层级关系出现循环",
    on=LINKS,
    zh="""
    层级关系形成循环。

    机构、地方或者指标不能是自身的上级（parent）、承继机构（successor）或者上位指标（broader），
    隔多少层都不能。

    理由：沿层级向上追溯的程序将永无终止。删去其中一处引用。
    """,
)
def cycle(links: Links) -> Iterator[Finding]:
    """A hierarchy runs in a circle.

    A body, place or indicator cannot be its own parent, successor or broader one, however far.

    Why: Programs that follow the hierarchy upwards would never come to an end. Remove one of
    the links.
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
    "从 {node} 沿 {name} 追溯，又回到自身",
    Advice("remove-link", "remove one of the links", "删去其中一处引用"),
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
