"""Prefixes that stand for a namespace which is clearly misspelt: one mistake, however often they are
used.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.namespaces import MARKS, meant
from stdpolicy.formats.turtle.names import prefixes
from stdpolicy.formats.turtle.tokens import tokens, unescape
from stdpolicy.source import Source, Span

MISSPELT = Message(
    rules.NAMESPACE.code,
    "misspelt",
    "expected the prefix {prefix} to stand for <{right}>, found <{wrong}>",
    "前缀 {prefix} 应代表 <{right}>，实为 <{wrong}>",
    Advice("write-namespace", "write <{right}>", "改为 <{right}>"),
)
# Candidates only, since they may stand within a string or comment. They are looked for in small letters:
# what begins with the same letters always is found fastest.
DIRECTIVE = re.compile(rb"prefix[ \t\r\n]++[^\s<>]*+[ \t\r\n]*+<([^<>\x00-\x20]*+)>")
BASE = re.compile(rb"base[\s#<]")


class Misspelt(NamedTuple):
    """A directive whose namespace is misspelt."""

    prefix: str
    wrong: str
    right: str
    span: Span
    """Of the IRI, with its brackets."""

    @property
    def finding(self) -> Finding:
        """What to say about it."""
        named = Code(f"{self.prefix}:")
        fix = Fix((Edit(self.span, f"<{self.right}>"),), Safety.LIKELY)
        return MISSPELT(
            self.span, prefix=named, wrong=Code(self.wrong), right=Code(self.right), fix=fix
        )


def misspelt(source: Source, small: bytes) -> list[Misspelt]:
    """The directives in use whose namespaces are misspelt, in file order; linear in the text, of which `small`
    has the bytes in small letters.
    """
    text = source.text
    spans = [found.span(1) for found in DIRECTIVE.finditer(small)]
    declared = {source.data[start:end].decode() for start, end in spans}
    right = {iri: one for iri in declared if (one := _meant(iri, text))}
    if not right:
        return []
    found = []
    used: set[str] = set()
    for kind, token, span in _with_directives(text):
        if kind == "name":
            used.add(token.partition(":")[0])
        elif (iri := unescape(text[span.start + 1 : span.end - 1])) in right:
            found.append(Misspelt(token, iri, right[iri], span))
    return [one for one in found if one.prefix in used]


def may_state_base(small: bytes) -> bool:
    """Whether a text in small letters may state a base, without which no parser goes on behind a relative IRI."""
    return BASE.search(small) is not None


def mended(source: Source, found: list[Misspelt]) -> Source:
    """A file with the namespaces that were meant; what follows a directive may be moved."""
    text, at = source.text, 0
    parts: list[str] = []
    for one in found:
        parts += text[at : one.span.start], f"<{one.right}>"
        at = one.span.end
    return Source("".join((*parts, text[at:])).encode(), source.name, source.path)


def _with_directives(text: str) -> Iterator[tuple[str, str, Span]]:
    """Each name, and each directive as its prefix with the span of its IRI."""
    before = ["", ""]
    for kind, token, span in tokens(text):
        directive = before[0].lower().removeprefix("@") == "prefix"
        if kind == "iri" and directive:
            yield "prefix", before[1][:-1], span
        elif kind == "name" and before[1].lower().removeprefix("@") != "prefix":
            yield kind, token, span
        before = [before[1], token]


def _meant(iri: str, text: str) -> str:
    """The namespace of ours that was probably meant, or nothing."""
    known = prefixes().values()
    if iri in known:
        return ""
    bare = iri.rstrip(MARKS)
    own = f"{bare}#"
    # The document itself, of which nothing else is said by this prefix.
    if own != iri and text.count(f"<{bare}>") > (iri == bare) and f"<{own}" not in text:
        return own
    return meant(iri, known)
