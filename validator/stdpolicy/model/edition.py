"""The edition of the vocabulary that documents are read and written by.

There is one, which the package ships, and for `stdpolicy upgrade` the earlier ones: within `using`
every room reads and writes by another edition. What is made of the vocabulary is kept for each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import TypeVar

from stdpolicy.model import Model
from stdpolicy.resources import read

EARLIER = "0.1.0"
"""The edition before this one."""

Made = TypeVar("Made")
_chosen: ContextVar[str] = ContextVar("edition", default="")


def model() -> Model:
    """The vocabulary as it was compiled: that of this edition, or of the one in use."""
    return _model(_chosen.get())


def current() -> Model:
    """The vocabulary of the edition that the package writes, whichever is in use: what words say does
    not turn on the edition of the document that prints them."""
    return _model("")


def edition_file(name: str) -> bytes:
    """A file of `schema/`, of the edition in use."""
    return _file(_chosen.get(), name)


def is_current() -> bool:
    """Whether the edition in use is the one that the package writes."""
    return not _chosen.get()


@contextmanager
def using(edition: str) -> Iterator[None]:
    """Reads and writes by an earlier edition."""
    token = _chosen.set(edition)
    try:
        yield
    finally:
        _chosen.reset(token)


def by_edition(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keeps what a function without arguments makes of the vocabulary, for each edition."""
    kept: dict[str, Made] = {}

    @wraps(make)
    def made() -> Made:
        chosen = _chosen.get()
        if chosen not in kept:
            kept[chosen] = make()
        return kept[chosen]

    return made


@cache
def _model(chosen: str) -> Model:
    from stdpolicy.model.compiled import read_model

    return read_model(_file(chosen, "model.json"))


def _file(chosen: str, name: str) -> bytes:
    return read(f"schema/editions/{chosen}/{name}" if chosen else f"schema/{name}")
