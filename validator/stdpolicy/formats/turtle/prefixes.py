"""Prefixes that stand for a namespace which is clearly misspelt: one mistake, however often they are
used.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
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
# A candidate only, since it may stand within a string or comment.
DIRECTIVE = re.compile(r"prefix[ \t\r\n]++[^\s<>]*+[ \t\r\n]*+<([^<>\x00-\x20]*+)>", re.IGNORECASE)
STARTS = re.compile(r"https?://(www\.)?")
MARKS = "#/"
"""With one of them a namespace ends."""


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


def misspelt(text: str) -> list[Misspelt]:
    """The directives in use whose namespaces are misspelt, in file order; linear in the text."""
    meant = {iri: right for iri in set(DIRECTIVE.findall(text)) if (right := _meant(iri, text))}
    if not meant:
        return []
    found = []
    used: set[str] = set()
    for kind, token, span in _with_directives(text):
        if kind == "name":
            used.add(token.partition(":")[0])
        elif (iri := unescape(text[span.start + 1 : span.end - 1])) in meant:
            found.append(Misspelt(token, iri, meant[iri], span))
    return [one for one in found if one.prefix in used]


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
