"""A statement beside its words: what rules of agreement ask of both.

A statement says what its quote says. Where its encoder means to depart from the letter, an
interpretation names the field, and that field is not held against the text. Policies in other
languages than Chinese are not read.
"""

from collections.abc import Collection, Iterator

from stdpolicy.checks.rule import Stage
from stdpolicy.checks.survey import Provision, Statement, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Mend, Path, Related, Safety, Severity, Write, likely
from stdpolicy.source import Span

WARNING = Severity.WARNING
LIKELY = (Safety.LIKELY,)
"""How sure it is that a value which the words call for is meant: they may be the ones that are wrong."""
HAS = Advice("has", "the text has {right}", "原文为{right}")
PRINTED = Advice("printed", "printed here", "原文所在")
# Run last, on whatever is known of a policy: what a fault hides is not held against the words.
WORDS = Stage[Statement]("words")
"""Run on each statement."""
CLAUSES = Stage[Provision]("clauses")
"""Run on each provision."""
RECORD = Stage[Survey]("record")
"""Run on the policy as a whole, with the files beside it."""


def is_read(survey: Survey) -> bool:
    """Whether the policy is in Chinese, so that its words can be read."""
    return survey.is_chinese


def meant(node: Node) -> frozenset[str]:
    """The fields in which a statement departs from its words on purpose."""
    found = node.known("interpretation") or ()
    fields = (one.get("field") for one in found if isinstance(one, dict))
    return frozenset(field for field in fields if isinstance(field, str))


def made(provision: Provision, cls: str) -> Iterator[Node]:
    """The statements of a class that a provision makes and that it has the words of."""
    text = provision.text
    for node in provision.made:
        if node.cls.name == cls and node["quote"] in text:
            yield node


def printed(provision: Provision, start: int, end: int) -> tuple[Related, ...]:
    """Where words of a provision stand, `text[start:end]` of it."""
    if not 0 <= start < end <= len(provision.text):
        return ()
    return (Related(PRINTED, (*provision.node.path, "text"), within=Span(start, end)),)


def listed_at(node: Node, name: str, right: Collection[str]) -> Path:
    """Where a list is not what it should be: its one member that is wrong, else all of it; the quote, where
    it has no members.
    """
    mine = node.get(name, ())
    wrong = [at for at, code in enumerate(mine) if code not in right]
    path = (*node.path, name if mine else "quote")
    return (*path, *wrong) if len(wrong) == 1 else path


def as_told(node: Node, name: str, right: str | bool | None) -> Mend | None:
    """What gives a field that a statement has the one value that the words call for; None where they
    call for none.
    """
    if name not in node or right is None or right == "":
        return None
    return likely(Write((*node.path, name), right))


def as_listed(node: Node, name: str, right: Collection[str]) -> Mend | None:
    """The same of a list in which one member stands for the one that is wanting."""
    mine = node.get(name, ())
    wrong = [at for at, code in enumerate(mine) if code not in right]
    wanting = [code for code in right if code not in mine]
    if len(wrong) != 1 or len(wanting) != 1:
        return None
    return likely(Write((*node.path, name, wrong[0]), wanting[0]))


def in_quote(node: Node, start: int, end: int) -> tuple[Related, ...]:
    """Where words of the quote of a statement stand, `quote[start:end]`."""
    return (
        (Related(PRINTED, (*node.path, "quote"), within=Span(start, end)),) if start < end else ()
    )


def spans(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands in a text, each time."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)
