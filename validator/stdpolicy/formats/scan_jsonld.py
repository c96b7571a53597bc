"""Where things stand in JSON-LD that is not of our form, as far as names tell it.

Contexts are not looked at: a node is known by its id, a property by the end of its name.
"""

import re
from collections.abc import Iterator

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats.scan_json import offsets, string
from stdpolicy.formats.scan_turtle import Statement, Term

IDS = (("@id",), ("id",))
REFERENCE = re.compile(r'\{\s*+"@?id"\s*+:\s*+"[^"]*+"\s*+\}')


def statements(text: str, subjects: set[str]) -> Iterator[Statement]:
    """What a file says of some subjects; predicates are local names."""
    short = {iri[iri.find("#") :]: iri for iri in subjects if "#" in iri}
    objects: dict[Path, Term] = {}
    braces: dict[int, int] = {}  # by depth, the last one
    for path, at, token in offsets(text):
        if token == "{":
            braces[len(path)] = at
        elif path[-1:] in IDS and token[0] == '"':
            iri, brace = string(token), braces[len(path) - 1]
            if (iri in subjects or iri in short) and not REFERENCE.match(text, brace):
                objects[path[:-1]] = Term(short.get(iri, iri), brace)
    keys: dict[Path, int] = {}
    for path, at, token in offsets(text):
        if path[-1:] == (KEY,):
            keys[path[:-1]] = at
            continue
        # An id is a value of the property that holds its object.
        deepest = len(path) - 1 - (path[-1:] in IDS)
        depth = next((n for n in range(deepest, -1, -1) if path[:n] in objects), None)
        if depth is None or token in ("{", "["):
            continue
        property, rest = path[: depth + 1], path[depth + 1 :]
        tag = str(rest[0]) if rest and isinstance(rest[0], str) and rest[0][:1] != "@" else ""
        value = string(token) if token[0] == '"' else token
        yield Statement(
            objects[path[:depth]],
            Term(local_name(str(property[-1])), keys[property]),
            Term(value, at, tag, keys.get((*property, tag), keys[property])),
        )


def local_name(name: str) -> str:
    """What names of one property have in common, however short they are written."""
    local = name.replace("#", "/").replace(":", "/").rpartition("/")[2]
    return "type" if local == "@type" else local
