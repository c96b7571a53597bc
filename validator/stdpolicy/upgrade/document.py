"""Reads a document by the edition before this one and gives it in this one."""

from copy import deepcopy

from msgspec import Struct

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.document import Document
from stdpolicy.formats import Notation, canonical
from stdpolicy.formats.rules import EARLIER as EARLIER_VERSION
from stdpolicy.model.edition import EARLIER, using
from stdpolicy.source import Source
from stdpolicy.upgrade.tree import Left, renewed
from stdpolicy.verdict import MAX_SIZE


class Upgraded(Struct, frozen=True):
    """A document in this edition, and what is left to its encoder."""

    document: Document
    left: list[Left]
    is_new: bool
    """Whether it was one of the edition before."""


def upgraded(
    source: Source, *, format: Notation | None = None, max_size: float = MAX_SIZE
) -> Upgraded:
    """The document that a file of 0.1 holds, in 0.2; one of 0.2 as it is, with nothing left.

    `max_size` is in MB. Raises OSError if it cannot be read, InvalidDocument if it is a valid
    document of neither.
    """
    with using(EARLIER):
        try:
            old = api.load(source, format=format, max_size=max_size)
        except InvalidDocument as error:
            in_old = error
            old = None
    if old is None:
        try:
            return Upgraded(api.load(source, format=format, max_size=max_size), [], False)
        except InvalidDocument as error:
            raise (in_old if _is_told_to_upgrade(error) else error) from None
    tree = deepcopy(old.tree)
    left = list(renewed(tree))
    return Upgraded(Document(canonical(tree, old.base), old.base, old.notation, source), left, True)


def _is_told_to_upgrade(error: InvalidDocument) -> bool:
    return any(found.rule is EARLIER_VERSION for found in error.report)
