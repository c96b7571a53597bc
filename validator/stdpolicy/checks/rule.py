"""The registry of rules: a check is a generator with a rule on it, its docstring the manual."""

import difflib
import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple, ParamSpec

from stdpolicy.diagnostics import Path, Problem, Rule, Severity
from stdpolicy.formats import rules as syntax_rules

RULES: dict[str, Rule] = dict(syntax_rules.RULES)
"""Every rule by its code."""

MAX_NAMES, MAX_LENGTH = 500, 60
"""Bounds of a did-you-mean: how many names are compared, and how long one may be."""

P = ParamSpec("P")


class Finding(NamedTuple):
    """What a check yields: the decorator adds the rule."""

    message: str
    path: Path
    hint: str = ""
    related: tuple[tuple[str, Path], ...] = ()


def rule(
    code: str, name: str, summary: str, summary_zh: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[P, Iterator[Finding]]], Callable[P, Iterator[Problem]]]:
    """Registers a check under a code; its findings become problems of that rule."""

    def register(check: Callable[P, Iterator[Finding]]) -> Callable[P, Iterator[Problem]]:
        if code in RULES:
            raise ValueError(f"{code} is taken by {RULES[code].name}")
        known = Rule(
            code, name, severity, summary, summary_zh, inspect.cleandoc(check.__doc__ or "")
        )
        RULES[code] = known

        def problems(*args: P.args, **kwargs: P.kwargs) -> Iterator[Problem]:
            for message, path, hint, related in check(*args, **kwargs):
                yield Problem(known, message, path, hint, related=related)

        return problems

    return register


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that was probably meant, or nothing."""
    # Comparing is quadratic in both lengths, so it is left alone where nobody could read the answer.
    by_lower = {n.lower(): n for n in islice(names, MAX_NAMES)}
    bare = name.removeprefix("@").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2].lower()
    if len(bare) > MAX_LENGTH:
        return ""
    close = difflib.get_close_matches(bare, by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else ""


def meant(name: str, names: Iterable[str]) -> str:
    """A did-you-mean hint, or nothing."""
    found = nearest(name, names)
    return f'did you mean "{found}"?' if found else ""


def with_article(name: str) -> str:
    """A name of the vocabulary after "a" or "an"."""
    return f"an {name}" if name[0] in "aeioAEIO" else f"a {name}"  # a unit, as it happens


def shown(value: object) -> str:
    """A value as messages show it: short, on one line, the same from every notation."""
    match value:
        case None:
            return "null"
        case bool():
            return "the boolean " + str(value).lower()
        case int() | float():
            return f"the number {value}"
        case str():
            text = value if len(value) <= 60 else value[:57] + "..."
            return '"' + text.replace("\n", "\\n") + '"'
        case list():
            return f"{len(value)} values"
        case {"@value": lexical, **rest}:
            datatype = str(rest.get("@type", "")).rpartition("#")[2]
            return shown(lexical) + (
                f" of type {datatype}" if datatype not in ("", "string") else ""
            )
        case {"@id": iri}:
            return f"the reference {iri}"
        case {"@element": _} | {"id": _} | {"type": _}:
            return "a node"
        case {} if not value:
            return "an empty object"
        case dict():
            return "an object"
    return repr(value)
