"""A text that its parser refuses, read as it was probably meant.

The parser alone decides whether a text is well-formed. Only when it refuses does `explain` of the
notation look for the causes, with the changes that would mend them; these are made in memory, and the
parser is asked again. If it accepts, each cause is certain, and what else is wrong is found as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from stdpolicy.diagnostics import Edit, Finding, Fix, Number, Path, Related, Safety, Value
from stdpolicy.formats.causes import ALIKE, COMMENT, CONFLICT, UNCLOSED, UNQUOTED, cause, shown
from stdpolicy.formats.copied import copied
from stdpolicy.formats.edited import Edited, moved
from stdpolicy.formats.reading import IllFormed, Locate, Reading, Refused, Tree
from stdpolicy.formats.wrapping import Form, wrapped
from stdpolicy.model import NodeType
from stdpolicy.model.edition import model
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

LONGEST = 2_000_000
"""Of a text whose faults are explained, in characters."""


MANY = 10
"""Of so many causes of one kind one is told for all."""
NEAR = 8
"""How far from a place the words are looked at that are there, in characters."""
WORD = regex(r"\w{2,}")
MOST_GUESSED = 20
"""Places for which values are looked through."""
MERGE = regex(r"^<{7}(?: .*)?$", re.MULTILINE)
"""The first mark of a conflict that git has left."""


def explained(
    source: Source,
    stopped: IllFormed,
    explain: Callable[[str], Sequence[Finding]],
    read: Callable[[Source], Reading],
    form: Form,
) -> Reading:
    """What is read of a text that its parser refuses: the causes, and what it means without them.

    `explain` has the causes with fixes, of which the last may have none; `read` reads a text, and raises
    IllFormed where it is not well-formed; `form` tells a document from what stands around it.
    """
    if len(source.text) > LONGEST:
        return Reading(None, findings=[stopped.finding])
    if "<<<<<<<" in source.text and (conflict := MERGE.search(source.text)):
        here = Span(*conflict.span())
        return Reading(None, findings=[cause(CONFLICT, here, found=shown(conflict[0]))])
    causes = _last_of_each(_causes(source.text, explain, form))
    # What is missing between values leaves them as they are.
    guessed = [
        one.span for one in causes if one.span and one.is_guess and one.message is not UNCLOSED
    ]
    if any(one.message is UNCLOSED for one in causes):
        # Where a bracket is missing, nothing that follows from it is certain.
        causes = [replace(one, fix=_likely(one)) for one in causes]
    if not causes:
        return Reading(None, findings=[stopped.finding])
    edits = [edit for one in causes for edit in _edits(one)]
    causes = together(sorted(causes, key=lambda one: one.span or (0, 0)))
    edited = Edited(source.text, edits)
    try:
        if not all(map(_edits, causes)) or not edited.text.strip():
            raise stopped
        reading = read(Source(edited.text.encode(), source.name, source.path))
    except IllFormed:
        return Reading(None, findings=[replace(causes[0], fix=None)])
    except Refused as refused:
        reading = Reading(None, findings=[refused.finding])
    reading = edited.restored(reading)
    reading.findings = [*causes, *reading.findings]
    ended = len(source.text.rstrip())
    reading.cut = any(
        one.message is UNCLOSED and one.span and one.span.start >= ended for one in causes
    )
    if guessed and reading.tree is not None:
        for path, name in guesses(reading.tree, guessed, edited, reading.locate):
            reading.doubt(path, name)
    return reading


class _Near(NamedTuple):
    """What stands around a place."""

    text: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Near":
        """A stretch with its words."""
        return cls(text, frozenset(WORD.findall(text)))

    def has(self, value: str) -> bool:
        """Whether a value may stand there: within it, or over one of its ends. One that is written with
        escapes may, if it has a word from there.
        """
        begin, end = self.text[:NEAR], self.text[-NEAR:]
        bare = value[
            max(map(value.rfind, "#/")) + 1 :
        ]  # of a reference, perhaps written with a prefix
        if bare in self.text or value in self.text or begin in value or end in value:
            return True
        escaped = "\\" in self.text or "&" in self.text
        return escaped and any(word in value for word in self.words)


def guesses(
    tree: Tree, spans: Sequence[Span], edited: Edited, locate: Locate
) -> Iterator[tuple[Path, str]]:
    """The fields, by node, whose values stand where something was guessed, or is not known.

    Where a value stands takes time, so it is asked of those alone that may stand there by their words.
    """
    meant = map(edited.forth, spans)
    near = [_Near.of(edited.text[max(start - NEAR, 0) : end + NEAR]) for start, end in meant]
    paths = [
        path
        for path, value in _leaves(tree)
        if len(near) > MOST_GUESSED or any(one.has(str(value)) for one in near)
    ]
    for path, span in locate(paths).items():
        if any(span.start < one.end and one.start < span.end for one in spans):
            yield from _field(tree, path)


def _leaves(tree: Tree) -> Iterator[tuple[Path, Any]]:
    """The values that are no objects and no arrays, with their paths."""
    left: list[tuple[Path, Any]] = [((), tree)]
    while left:
        path, value = left.pop()
        if isinstance(value, dict):
            left += [((*path, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            left += [((*path, at), one) for at, one in enumerate(value)]
        else:
            yield path, value


def _field(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    """The node and the field that a path leads into, if the model has that."""
    classes = model().classes
    cls = classes.get(str(tree.get("type")))
    for at, step in enumerate(path):
        if isinstance(step, int):
            continue
        field = cls.by_name.get(step) if cls else None
        if field is None or not isinstance(field.type, NodeType):
            yield path[:at], step
            return
        cls = classes[field.type.target]


def together(causes: Sequence[Finding]) -> list[Finding]:
    """Causes in their order, those of a kind as one if there are many: what one habit of a keyboard or a
    program has made everywhere is mended at once.
    """
    kinds: dict[tuple[str, Value | None], list[Finding]] = {}
    for one in causes:
        right = None if one.message in (UNQUOTED, COMMENT) else one.values.get("right")
        kinds.setdefault((one.message.key, right), []).append(one)
    found = []
    for alike in kinds.values():
        found += alike if len(alike) < MANY else [_all(alike)]
    return sorted(found, key=lambda one: one.span or (0, 0))


def _all(alike: Sequence[Finding]) -> Finding:
    first, last = alike[0], alike[-1]
    sure = all(not one.is_guess for one in alike)
    edits = tuple(edit for one in alike for edit in _edits(one))
    return replace(
        first,
        values={**first.values, "times": Number(len(alike))},
        related=(Related(ALIKE, (), span=last.span),),
        fix=Fix(edits, Safety.SAFE if sure else Safety.LIKELY) if edits else None,
    )


def _causes(text: str, explain: Callable[[str], Sequence[Finding]], form: Form) -> list[Finding]:
    """What is wrong around a document, and what in it."""
    if everywhere := copied(text):
        return [everywhere]
    around = wrapped(text, form)
    if around is None:
        return list(explain(text))
    start, end = around.document

    def there(span: Span) -> Span:
        return Span(start + span.start, start + span.end)

    return [around.found, *(moved(one, there) for one in explain(text[start:end]))]


def _likely(one: Finding) -> Fix | None:
    return Fix(_edits(one), Safety.LIKELY) if _edits(one) else None


def _edits(one: Finding) -> tuple[Edit, ...]:
    return one.fix.edits if isinstance(one.fix, Fix) else ()


def _last_of_each(causes: Iterable[Finding]) -> list[Finding]:
    """Of several causes that change one stretch of the text the last, which says most."""
    found: dict[Span | int, Finding] = {}
    for number, one in enumerate(causes):
        changed = next((edit.span for edit in _edits(one)), Span(0, 0))
        found[changed if changed.end > changed.start else number] = one
    return list(found.values())
