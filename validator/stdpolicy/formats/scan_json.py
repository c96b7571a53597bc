"""Where things stand in a JSON text: every path with the offset of its key and of its value.

Not a parser: the text has been parsed already, or is well-formed up to where the scan stops.
"""

import json
import re
from collections.abc import Iterator

from stdpolicy.diagnostics import KEY, Path

# Possessive throughout: linear in time, and no memory for a way back.
TOKEN = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")(?P<colon>\s*+:)?  # with a colon it is a key
    |[{}\[\],]
    |[^\s{}\[\],:"]++""",
    re.VERBOSE | re.DOTALL,
)

MAX_LEVELS = 1000
"""No reader follows a text further down, and longer and longer paths would take time squared."""


def offsets(text: str) -> Iterator[tuple[Path, int, str]]:
    """Each key, by its path and KEY, and each value, with its offset and how it is written."""
    stack: list[Path] = []  # the paths of the open objects and arrays
    path: Path = ()
    for match in TOKEN.finditer(text):
        token, at = match[0], match.start()
        if match["colon"]:
            path = (*stack[-1], string(match["string"]))
            yield (*path, KEY), at, match["string"]
        elif token == ",":
            if isinstance(step := path[-1], int):
                path = (*path[:-1], step + 1)
        elif token == "}" or token == "]":
            path = stack.pop()
        else:
            yield path, at, token
            if token == "{" or token == "[":
                if len(path) > MAX_LEVELS:
                    return
                stack.append(path)
                path = (*path, 0) if token == "[" else path


def string(token: str) -> str:
    """What a string stands for."""
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def repeated_key(text: str) -> tuple[str, int, int]:
    """The first key that stands twice in one object, and the offsets of both."""
    opened: list[tuple[Path, dict[Path, int]]] = []  # objects, outermost first, with their keys
    for path, at, token in offsets(text):
        if path[-1:] != (KEY,):
            continue
        parent = path[:-2]
        while opened and parent[: len(opened[-1][0])] != opened[-1][0]:
            opened.pop()
        if not opened or opened[-1][0] != parent:
            opened.append((parent, {}))
        keys = opened[-1][1]
        if path in keys:
            return token, keys[path], at
        keys[path] = at
    raise ValueError("no key stands twice")
