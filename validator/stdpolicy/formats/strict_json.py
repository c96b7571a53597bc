"""Strict JSON: nothing that two tools would read differently (RFC 8259, RFC 7493)."""

import json
import math
import re
from typing import Any, NoReturn

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.reading import MAX_DEPTH, Refused, lowered, too_deep
from stdpolicy.formats.scan_json import offsets, repeated_key, string
from stdpolicy.source import Source

SAFE_INTEGER = 2**53 - 1
ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(source: Source) -> Any:
    """The value of a JSON text. Raises Refused.

    Refuses repeated keys, numbers that are not finite or not exact, lone surrogates, and nesting
    that the parser cannot follow.
    """
    repeated = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        result = dict(items)
        if len(result) != len(items):
            repeated = True
        return result

    text = source.text
    try:
        document = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        said, offset = _fault(text, error)
        message = f"expected well-formed JSON: {lowered(said)}"
        raise Refused(Problem(rules.SYNTAX, message, place=source.place(offset))) from None
    except RecursionError:
        raise Refused(_too_deep(source)) from None
    except _Number as error:
        raise Refused(_number(source, str(error))) from None
    if repeated:
        raise Refused(_repeated(source))
    if ESCAPED_SURROGATE.search(text):
        _check_surrogates(source)
    return document


def _fault(text: str, error: json.JSONDecodeError) -> tuple[str, int]:
    """What the parser says and at which offset, the same in every version of Python.

    Of a trailing comma versions before 3.13 say what they had expected after it.
    """
    before = text[: error.pos].rstrip(" \t\n\r")
    end = {"}": "object", "]": "array"}.get(text[error.pos : error.pos + 1])
    if end and before.endswith(","):
        return f"Illegal trailing comma before end of {end}", len(before) - 1
    return re.sub(r"( starting)? at$", "", error.msg), error.pos


class _Number(Exception):
    """A number that is refused, as written."""


def _integer(digits: str) -> int:
    if len(digits) > 16 or abs(value := int(digits)) > SAFE_INTEGER:
        raise _Number(digits)
    return value


def _float(digits: str) -> float | int:
    if len(digits) > 400 or not math.isfinite(value := float(digits)):
        raise _Number(digits)
    # JSON-LD takes 1.0 for the integer 1 (JSON-LD 1.1 API, section 8.2.2).
    return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value


def _constant(name: str) -> NoReturn:
    raise _Number(name)


def _number(source: Source, found: str) -> Problem:
    # The scanner takes a number and what is stuck to it for one token.
    at = next((at for _, at, token in offsets(source.text) if token.startswith(found)), 0)
    shown = found if len(found) <= 20 else f"a number of {len(found)} characters"
    return Problem(
        rules.NUMBER,
        f"expected a finite number of at most 15 digits, found {shown}",
        place=source.place(at),
        hint="write decimals as strings in quotes",
    )


def _repeated(source: Source) -> Problem:
    key, first, second = repeated_key(source.text)
    line, column = source.place(first)
    return Problem(
        rules.DUPLICATE_KEY,
        f"the key {key} stands twice in this object, first at line {line}, column {column}",
        place=source.place(second),
        hint="remove one of the two",
    )


def _too_deep(source: Source) -> Problem:
    deep = (at for path, at, _ in offsets(source.text) if len(path) >= 2 * MAX_DEPTH)
    return too_deep(place=source.place(next(deep, 0)))


def _check_surrogates(source: Source) -> None:
    for _, at, token in offsets(source.text):
        if ESCAPED_SURROGATE.search(token) and SURROGATE.search(string(token)):
            raise Refused(
                Problem(
                    rules.SYNTAX,
                    "expected Unicode text, found one half of a surrogate pair",
                    place=source.place(at),
                    hint="write the character itself, or remove the escape",
                )
            )
