"""A small change to a file at an offset, for each notation, such that its reader notices."""

import re
from typing import Any

from layouts import GRAPH

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats import Notation

JSON_LITERAL = re.compile(r"true|false|-?[0-9.]+")
TURTLE_LITERAL = re.compile(r"true|false|[0-9]+(\.[0-9]+)?")
TAG = re.compile(r"""<([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*>""")


def edited(text: str, at: int, notation: Notation, path: Path, *, node: bool) -> str:
    """The text with another value, key or property where a path is said to lead."""
    key = path[-1:] == (KEY,)
    match notation.name:
        case "jsonld":
            end, new = json_edit(text, at)
        case "xml":
            end, new = xml_key_edit(text, at) if key else xml_edit(text, at)
        case _ if node and not key:
            end, new = subject_edit(text, at, notation)
        case _:
            end, new = turtle_edit(text, at)
    return text[:at] + new + text[end:]


Edit = tuple[int, str]
"""The end of what is replaced, and by what."""


def json_edit(text: str, at: int) -> Edit:
    if text[at] == "{":
        return at + 1, '{"urn:z:z": "1", '
    if text[at] == '"':
        return at + 1, '"x'
    literal = JSON_LITERAL.match(text, at)
    assert literal
    return literal.end(), '"x"'


def xml_edit(text: str, at: int) -> Edit:
    if text.startswith("<![CDATA[", at):
        return at + 9, "<![CDATA[x"
    if tag := TAG.match(text, at):
        return tag.end(), tag[0] + "<zzz/>"
    return (at + 1, text[at] + "x") if text[at] in "\"'" else (at, "x")


def xml_key_edit(text: str, at: int) -> Edit:
    """An element or, of a text, its language."""
    if text[at] in "\"'":
        return at + 1, text[at] + "x"
    tag = TAG.match(text, at)
    assert tag
    if tag[0].endswith("/>"):
        return tag.end(), re.sub(r"^<[^\s/>]+", r"\g<0>x", tag[0])
    depth, end = 0, at
    for found in re.finditer(rf"<(/?){re.escape(tag[1])}\b(?:[^>]*?(/))?[^>]*>", text[at:]):
        depth += -1 if found[1] else 0 if found[2] else 1
        if depth == 0:
            end = at + found.end()
            break
    inside = text[tag.end() : end].rpartition("</")[0]
    return end, f"{tag[0].replace(tag[1], tag[1] + 'x', 1)}{inside}</{tag[1]}x>"


def subject_edit(text: str, at: int, notation: Notation) -> Edit:
    subject = text[at : text.index(">", at) + 1] if text[at] == "<" else text[at:].split()[0]
    if notation.name in ("ntriples", "nquads"):
        graph = f" <{GRAPH}>" if notation.name == "nquads" else ""
        return at, f'{subject} <urn:z:z> "1"{graph} .\n'
    return at + len(subject), subject + ' <urn:z:z> "1" ; '


def turtle_edit(text: str, at: int) -> Edit:
    for quote in ('"""', "'''", '"', "'", "@"):
        if text.startswith(quote, at):
            return at + len(quote), quote + "x"
    if text[at] == "<":
        end = text.index(">", at)
        return end, text[at:end] + "x"
    if literal := TURTLE_LITERAL.match(text, at):
        return literal.end(), '"x"'
    end = text.index(":", at) + 1
    return end, text[at:end] + "x"


def changes(before: Any, after: Any, path: Path = ()) -> list[Path]:
    """The paths at which two trees differ, as deep as can be told."""
    if isinstance(before, dict) and isinstance(after, dict):
        found = []
        for key in dict.fromkeys((*before, *after)):
            if key in before and key in after:
                found += changes(before[key], after[key], (*path, key))
            else:
                found.append((*path, key))
        return found
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [p for at, (one, other) in pairs for p in changes(one, other, (*path, at))]
    return [] if before == after else [path]
