"""Namespaces that are misspelt, and the ones that were meant."""

from collections.abc import Iterable

from stdpolicy.patterns import regex

STARTS = regex(r"https?://(www\.)?")
MARKS = "#/"
"""With one of them a namespace ends."""


def meant(iri: str, known: Iterable[str]) -> str:
    """The one of some namespaces that was probably meant by an IRI, or nothing."""
    return next((one for one in known if _core(one) == _core(iri) or _near(one, iri)), "")


def _core(iri: str) -> str:
    """A namespace without what is easily left out or added at its ends."""
    return STARTS.sub("", iri).rstrip(MARKS)


def _near(one: str, other: str) -> bool:
    """Whether one character is missing, superfluous or another, or two are swapped."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[at:], other[at:]
    swapped = one[1::-1] + one[2:]
    return other in (one[1:], swapped) or other[1:] in (one, one[1:])
