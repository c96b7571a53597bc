"""How findings, values and names are said: templates and typed values in, words out.

English only so far. A second language adds a template to each message and advice, and its own way
to show a value; rules stay as they are.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, assert_never

from stdpolicy.diagnostics import (
    Advice,
    Code,
    Date,
    Finding,
    Found,
    Listed,
    Message,
    Name,
    Node,
    Number,
    Quote,
    Said,
    Value,
)
from stdpolicy.model.foreign import Foreign, ForeignElement, ForeignIri, SharedNode
from stdpolicy.model.iri import IriFault

SLOT = re.compile(r"\{([a-z_]+)(:a)?\}")
MAX_QUOTE, MAX_NAME = 60, 200
"""The longest words of a file that are quoted, and the longest name, in characters."""
MAX_SENTENCE = 500
"""The longest message or hint, in characters: several values may be long, or listed."""

IRI_FAULTS: Mapping[IriFault, str] = {
    IriFault.NONE: "which is empty",
    IriFault.CHARACTER: "which has a character that is not allowed in it",
    IriFault.PERCENT: "in which % stands before other than two hexadecimal digits",
    IriFault.ASTRAL: "which has a character beyond U+FFFF",
    IriFault.RELATIVE: "which is relative",
    IriFault.NAME: "which is no name of a node",
    IriFault.SCHEME: "which is of another scheme",
    IriFault.SCHEME_CASE: "whose scheme is not in lower case",
    IriFault.URN: "which is no complete URN",
    IriFault.NO_HOST: "which names no host",
    IriFault.USER: "which names a user",
    IriFault.IPV6: "whose host is an IPv6 address",
    IriFault.HOST: "whose host has other characters than ASCII letters, digits, dots and hyphens",
    IriFault.PORT: "whose port is not a number of one to five digits",
    IriFault.DEFAULT_PORT: "which states a port that processors leave out, 80 or 443",
    IriFault.FRAGMENT: "which has a fragment",
    IriFault.FRAGMENTS: "which has # twice",
    IriFault.NO_PATH: "which has no path",
    IriFault.DOT_SEGMENT: "in whose path a part begins with a dot",
    IriFault.EMPTY_SEGMENT: "in whose path a part is empty",
    IriFault.SEMICOLON: "whose path ends with a semicolon",
    IriFault.EMPTY_QUERY: "whose query is empty",
}
"""What is wrong with an IRI, as a relative clause for templates."""


def message(finding: Finding) -> str:
    """What is wrong, in one sentence without a full stop."""
    return filled(finding.message, finding.values)


def hint(finding: Finding) -> str:
    """What to do, or nothing."""
    return filled(finding.advice, finding.values) if finding.advice else ""


def filled(template: Message | Advice, values: Mapping[str, Value]) -> str:
    """A template with its values shown, bounded in length. Raises KeyError if one is missing."""

    def slot(match: re.Match[str]) -> str:
        text = one_line(shown(values[match[1]]))
        return with_article(text) if match[2] else text

    return short(SLOT.sub(slot, template.words), MAX_SENTENCE)


def slots(template: Message | Advice) -> set[str]:
    """The names of the values that a template shows."""
    return {match[1] for match in SLOT.finditer(template.words)}


def with_article(name: str) -> str:
    """A name of the vocabulary after "a" or "an"."""
    return f"an {name}" if name[:1] in "aeioAEIO" else f"a {name}"  # a unit, as it happens


def shown(value: Value) -> str:
    """A value as messages show it: short, the same from every notation."""
    match value:
        case Number(number):
            return f"{number:,}" if isinstance(number, int) else short(number, MAX_NAME)
        case Date(text) | Name(text) | Code(text) | Node(text) | Said(text):
            return short(text, MAX_NAME)
        case Quote(text):
            return quoted(text)
        case Found(found):
            return found_as(found)
        case Listed(values, conjunction):
            said = [shown(one) for one in values]
            if len(said) < 2 or not conjunction:
                return ", ".join(said)
            return ", ".join(said[:-1]) + f" {conjunction} " + said[-1]
    assert_never(value)


def short(text: str, length: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    return text if len(text) <= length else text[: length - 3] + "..."


def quoted(text: str) -> str:
    """A string in quotation marks, short."""
    return '"' + short(text, MAX_QUOTE) + '"'


def one_line(text: str) -> str:
    """The text with its line ends as escapes."""
    return text.replace("\r", "\\r").replace("\n", "\\n")


def found_as(value: object) -> str:
    """A value of a tree, of whatever type, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return "the boolean " + str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            return quoted(value)
        case []:
            return "an empty array"
        case list():
            return f"{len(value)} value" + ("" if len(value) == 1 else "s")
        case Foreign(lexical, datatype):
            name = datatype.rpartition("#")[2]
            typed = "" if name in ("", "string") else f" of type {short(name, MAX_NAME)}"
            return quoted(lexical) + typed
        case ForeignIri(iri):
            return f"the reference {short(iri, MAX_NAME)}"
        case ForeignElement() | SharedNode() | {"id": _} | {"type": _}:
            return "a node"
        case {} if not value:
            return "an empty object"
        case dict():
            return "an object"
    return short(repr(value), MAX_NAME)


def plain(value: Value) -> Any:
    """A value as JSON: a string, which may be cut, a number, or a list of them."""
    match value:
        case Listed(values):
            return [plain(one) for one in values]
        case Found(found) if not isinstance(found, (str, int, float, type(None))):
            return found_as(found)
    return short(value.value, MAX_SENTENCE) if isinstance(value.value, str) else value.value


# -- what was probably meant -------------------------------------------------------------------

MAX_NAMES, MAX_LENGTH = 500, 60
"""How many names a name is compared with, and how long one may be."""


@dataclass
class Guesses:
    """Did-you-means for one file: comparing takes time, so there is a budget for all of them."""

    left: int = 20_000
    """How many names may still be compared."""

    def nearest(self, name: str, names: Iterable[str]) -> str:
        """The name that was probably meant, or nothing."""
        by_lower = {n.lower(): n for n in islice(names, min(MAX_NAMES, max(self.left, 0)))}
        bare = name.removeprefix("@").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]
        # Comparing is quadratic in both lengths, and of no use where nobody could read the answer.
        if len(bare) > MAX_LENGTH or not by_lower:
            return ""
        self.left -= len(by_lower)
        close = difflib.get_close_matches(bare.lower(), by_lower, n=1, cutoff=0.6)
        return by_lower[close[0]] if close else ""
