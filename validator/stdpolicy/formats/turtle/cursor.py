"""What stands at the cursor of Turtle, and how it is spelt there."""

import re
from contextlib import suppress

from stdpolicy.formats.cursor import Context, Role
from stdpolicy.formats.turtle.names import compact
from stdpolicy.model import CodeType, Field, ReferenceType
from stdpolicy.source import Span

KEY = re.compile(r"\s+([\w:.-]*)$")
VALUE = re.compile(r'\s+([^\s"<>]+|<[^<>\s]*>)\s+(?:[^\s"]+\s*,\s*)*([^\s",;]*)$')
REST = re.compile(r"[^\s;,\"]*(?<!\.)")
COMMENT = re.compile(r"^\s*#", re.MULTILINE)


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: predicates stand on lines of their own, which are indented."""
    line = text.rfind("\n", 0, offset) + 1
    before = text[line:offset]
    if found := KEY.fullmatch(before):
        return Context(Role.KEY, _span(text, line + found.start(1), offset))
    if found := VALUE.fullmatch(before):
        name = re.split(r"[:/#]", found[1].strip("<>"))[-1]
        name = "type" if name == "a" else name
        return Context(Role.VALUE, _span(text, line + found.start(2), offset), name)
    return None


def _span(text: str, start: int, offset: int) -> Span:
    rest = REST.match(text, offset)
    return Span(start, rest.end() if rest else offset)


def completed(field: Field, value: str | None, context: Context) -> str:
    """A predicate or a value; a name with a prefix where there is one for it."""
    if value is None:
        with suppress(ValueError):
            return ":".join(compact(field.iri)) + " "
        return f"<{field.iri}> "
    if isinstance(field.type, CodeType) and value in field.type.scheme.codes:
        return ":".join(compact(field.type.scheme.codes[value].iri))
    if isinstance(field.type, (ReferenceType, CodeType)):
        return f":{value[1:]}" if value.startswith("#") else f"<{value}>"
    if field.name == "type":
        return ":".join(compact(value))
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
