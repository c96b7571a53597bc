"""Characters and references that XML does not have (XML 1.0, sections 2.2 and 4.1)."""

import html.entities
from itertools import islice
from typing import NoReturn

from stdpolicy.diagnostics import Advice, Code, Finding, Message
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.patterns import regex
from stdpolicy.source import Span

AMPERSAND = Message(
    rules.SYNTAX.code,
    "ampersand",
    "expected {right}, found a bare {found}",
    "{found} 应写作 {right}",
    why.WRITE,
)
ENTITY = Message(
    rules.SYNTAX.code,
    "entity",
    "XML has no entity {found}",
    "XML 没有实体 {found}",
    Advice(
        "character-itself",
        "write the character itself, or its number: {right}",
        "直接写该字符，或者改用数字字符引用 {right}",
    ),
)
NO_CHARACTER = Message(
    rules.SYNTAX.code,
    "no-character",
    "expected a character that XML allows, found {found}",
    "XML 不允许字符 {found}",
    why.REMOVE,
)
HYPHENS = Message(
    rules.SYNTAX.code,
    "hyphens",
    'expected no "--" within a comment, found one',
    "注释中不能有“--”",
    why.WRITE,
)
_AND = regex(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]*+)|#(?P<n>[0-9]++)|#x(?P<x>[0-9a-fA-F]++))?;?+")
_OWN = ("amp", "lt", "gt", "quot", "apos")
_NOT_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Stop(Exception):
    """Nothing more can be told."""


class Characters:
    """A reader of a text, and what it found wrong in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Finding] = []

    def stop(self, finding: Finding) -> NoReturn:
        """Notes a finding behind which nothing more can be told. Raises Stop."""
        self.found.append(finding)
        raise Stop

    def look_alike(self, at: int, right: str) -> None:
        """Notes a mark that only looks like the right one."""
        if self.text[at] != right:
            here = Span(at, at + 1)
            edits = [replaced(here, right)]
            self.found.append(
                cause(why.LOOK_ALIKE, here, edits, right=sign(right), found=sign(self.text[at]))
            )

    def content(self, start: int, end: int) -> None:
        """Text between tags."""
        self.references(start, end)
        self.characters(start, end)
        at = self.text.find("]]>", start, end)
        if at >= 0:
            here = Span(at, at + 3)
            edits = [replaced(here, "]]&gt;")]
            self.found.append(
                cause(AMPERSAND, here, edits, found=Code("]]>"), right=Code("]]&gt;"))
            )

    def comment(self, start: int, end: int) -> None:
        """What stands in a comment."""
        at = self.text.find("--", start, end + 1)
        if at >= 0:
            here = Span(at, at + 2)
            pieces = [inserted(n + 1, " ") for n in range(at, end) if self.text[n : n + 2] == "--"]
            self.found.append(cause(HYPHENS, here, pieces, right=Code("- -")))

    def characters(self, start: int, end: int) -> None:
        """Notes the characters of a stretch that XML does not allow."""
        for match in islice(_NOT_XML.finditer(self.text, start, end), why.MOST):
            here = Span(*match.span())
            edits = [replaced(here, "")]
            found = why.character(match[0])
            self.found.append(cause(NO_CHARACTER, here, edits, sure=False, found=found))

    def references(self, start: int, end: int) -> None:
        """Notes the references of a stretch that are none. Raises Stop where too much is wrong."""
        for match in _AND.finditer(self.text, start, end):
            if len(self.found) > why.MOST:
                raise Stop
            here = Span(*match.span())
            whole = match[0].endswith(";") and len(match[0]) > 2
            known = html.entities.html5.get(f"{match['name']};") if match["name"] else None
            if match["n"] or match["x"]:
                code = int(match["n"]) if match["n"] else int(match["x"], 16)
                if not _allowed(code):
                    self.stop(cause(NO_CHARACTER, here, found=shown(match[0])))
            if whole and (match["name"] in _OWN or match["n"] or match["x"]):
                continue
            if whole and known:
                number = "".join(f"&#{ord(one)};" for one in known)
                edits = [replaced(here, known)]
                self.found.append(
                    cause(ENTITY, here, edits, found=Code(match[0]), right=Code(number))
                )
            elif match["name"] in _OWN or match["n"] or match["x"]:
                edits = [inserted(here.end, ";")]
                self.found.append(
                    cause(why.MISSING, here, edits, right=sign(";"), before=Code(match[0]))
                )
            else:
                named = here if whole and match["name"] else Span(here.start, here.start + 1)
                bare = self.text[slice(*named)]
                right = f"&amp;{bare[1:]}"
                edits = [replaced(named, right)]
                self.found.append(
                    cause(AMPERSAND, named, edits, found=Code(bare), right=Code(right))
                )


def _allowed(code: int) -> bool:
    return code <= 0x10FFFF and not _NOT_XML.match(chr(code))
