"""By when a policy's text says that a statement is due: its quote, what governs that, or the title."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from stdpolicy.checks.survey import ISSUED, Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Path
from stdpolicy.text.deadlines import Deadline, Reach, deadlines, labelled, of_title, resolved


class Due(NamedTuple):
    """A deadline that a policy prints, and where: in the field `path` of the document, from `start` to
    `end` in characters; no path where its words are not printed together.
    """

    deadline: Deadline
    words: str
    path: Path = ()
    start: int = 0
    end: int = 0


def due(node: Node, provision: Provision, reach: Reach) -> list[Due]:
    """The deadlines that the words of a statement may have, dated as far as they can be; none if its
    provision does not have them. `reach` is that of the provision. Raises Unknown.
    """
    if node["quote"] not in provision.text:
        return []
    row = provision.row
    found = _at(row.dues, provision) if row else _governing(node, provision, reach)
    dated = (one._replace(deadline=_resolved(one.deadline, provision)) for one in found)
    return [one for one in dated if one.deadline.date]


def _at(found: Iterable[Deadline], provision: Provision, offset: int = 0) -> list[Due]:
    """Deadlines of a provision, read from its text behind an offset."""
    path = (*provision.node.path, "text")
    return [_due(one, provision.text, path, one.start + offset, one.end + offset) for one in found]


def _due(one: Deadline, text: str, path: Path, start: int, end: int) -> Due:
    words = text[start:end]
    return Due(one, words, path, start, end) if words else Due(one, one.date)


def _governing(node: Node, provision: Provision, reach: Reach) -> list[Due]:
    """The deadlines of the quote, else what governs it, else those of lines below that say when, of the
    provision, or of the title.
    """
    text, quote = provision.text, node["quote"]
    start = text.find(quote)
    inside = _at((one for one in deadlines(quote) if one.due), provision, start)
    governing = _at(reach.at(start), provision)
    if node.cls.name == "Target":
        last = max(start, start + len(quote) - 1)
        return governing or _at(reach.at(last), provision) or inside
    if inside or governing:
        return [*governing, *inside]
    below = [(one, line) for line in provision.below if (one := labelled(line.text))]
    if below and node.cls.name == "Measure":
        return [found for one, line in below for found in _at([one], line)]
    every = [one for one in deadlines(text) if one.due]
    if every:
        return _at(every, provision)
    tag, words = provision.survey.title
    named = of_title(words)
    return [_due(named, words, ("title", tag), named.start, named.end)] if named else []


def _resolved(one: Deadline, provision: Provision) -> Deadline:
    for name in ISSUED:
        issued = provision.survey.root.known(name)
        if isinstance(issued, str):
            return resolved(one, date.fromisoformat(issued))
    return one
