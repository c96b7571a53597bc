"""What IRIs look like (a part of RFC 3987), and what is wrong with one."""

import re
from enum import StrEnum
from functools import cached_property

from stdpolicy.model.lexical import HOME
from stdpolicy.patterns import regex

_UCS = (
    r"\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFEF"
)
"""`ucschar` of RFC 3987 up to U+FFFF, without white space, for which JSON-LD processors drop an IRI."""
IRI_CHARACTER = rf"([A-Za-z0-9._~:/?@!$&'()*+,;=\-]|%[0-9A-Fa-f]{{2}}|[{_UCS}])"


class IriRegex:
    """A regular expression over IRIs, compiled when it is first asked.

    Its ranges beyond ASCII take 4 to 7 ms to compile, as long as a small document takes to read.
    Few IRIs need them, so those in ASCII are matched without.
    """

    def __init__(self, pattern: str) -> None:
        # each turn of a repeat has to fail where it began (tests/test_patterns.py)
        self.pattern = pattern.replace("[0-9A-Fa-f]{2}", "[0-9A-Fa-f][0-9A-Fa-f]")

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return regex(self.pattern)

    @cached_property
    def _ascii(self) -> re.Pattern[str]:
        return regex(self.pattern.replace(f"|[{_UCS}]", ""))

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return (self._ascii if text.isascii() else self._whole).match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return (self._ascii if text.isascii() else self._whole).fullmatch(text)


def _iri(any_: str, some: str) -> str:
    return (
        rf"(https?://[A-Za-z0-9.\-]+(:[0-9]{{1,5}})?([/?]{IRI_CHARACTER}{any_})?"
        rf"|urn:[A-Za-z0-9][A-Za-z0-9\-]*:{IRI_CHARACTER}{some})(#{IRI_CHARACTER}{any_})?"
    )


_PORTS = "[0-9]|8[1-9]|[0-79][0-9]|44[0-24-9]|4[0-35-9][0-9]|[0-35-9][0-9]{2}|[0-9]{4,5}"
"""All but 80 and 443, which jsonld.js leaves out when it resolves."""


def _document(any_: str, some: str, back: str = "") -> str:
    inner = IRI_CHARACTER.replace("/?", "")
    segment = inner.replace(".", "") + inner + any_
    plain = inner.replace(";", "")
    last = rf"({plain.replace('.', '')}|;{some}{plain})(;{any_}{plain}{back}){any_}"
    path = rf"/({segment}/{back}){any_}({last})?"
    return rf"https?://[A-Za-z0-9.\-]+(:({_PORTS}))?{path}(\?{IRI_CHARACTER}{some})?"


IRI_PATTERN = _iri("*", "+")
"""An absolute IRI, http, https or urn, with or without fragment (a part of RFC 3987)."""
DOCUMENT_PATTERN = _document("*", "+")
"""The IRI of a document: http or https, with a path, of which no part is empty but the last and none
begins with a dot, the last does not end with a semicolon, not with a default port, and if with a
query, then not with an empty one.

Against other base IRIs some processors resolve #t1 wrongly: rdflib makes urn:x:y#t1 urn:x:y/#t1 and
https://x.example/a//b#t1 https://x.example/a/b#t1, Python's urljoin https://x.example/a;#t1
https://x.example/a#t1.
"""
FRAGMENT_PATTERN = r"#[A-Za-z][A-Za-z0-9._\-]*"
"""The id of a node within its document."""
# Possessive in Python, which otherwise keeps a frame for each character of a long string. Before 3.11.5
# it goes on from where the last turn failed (CPython gh-106052), if that does not end with (?!).
IRI = IriRegex(_iri("*+", "++"))
DOCUMENT = IriRegex(_document("*+", "++", "|(?!)"))
FRAGMENT = regex(FRAGMENT_PATTERN)


def relative(iri: str, base: str) -> str:
    """An IRI as documents write it: `#t1` for a fragment of the document, else as it is."""
    return iri[len(base) :] if iri.startswith(base + "#") else iri


def as_reference(iri: str, base: str) -> str:
    """An IRI as documents refer to it: `#t1` for what may be a node of the document, else as it is."""
    short = relative(iri, base)
    return short if short != iri and FRAGMENT.fullmatch(short) else iri


def absolute(iri: str, base: str) -> str:
    """The absolute IRI for what `relative` gives."""
    return base + iri if iri.startswith("#") else iri


_PARTS = regex(r"(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)


def resolved(reference: str, base: str) -> str:
    """An IRI reference against a base (RFC 3986, section 5.2). One with a scheme stays as it is."""
    if SCHEME.match(reference):
        return reference
    scheme = SCHEME.match(base)
    before = scheme[0] if scheme else ""
    authority, path, query, fragment = _parts(reference)
    if not authority:
        authority, above, asked, _ = _parts(base[len(before) :])
        if not path:
            path, query = above, query or asked
        elif path[0] != "/":
            path = above[: above.rfind("/") + 1] + path
            path = path if path[0] == "/" or not authority else f"/{path}"
        if path != above:
            path = _without_dots(path)
    return f"{before}{authority}{path}{query}{fragment}"


def _parts(reference: str) -> tuple[str, str, str, str]:
    """Authority, path, query and fragment, each with its mark, or empty where there is none."""
    found = _PARTS.fullmatch(reference)
    assert found is not None, "every string has these parts"
    return found[1] or "", found[2], found[3] or "", found[4] or ""


def _without_dots(path: str) -> str:
    """A path without the parts that are . and .. (RFC 3986, section 5.2.4)."""
    first, *parts = path.split("/")
    kept = [first]
    if parts and parts[-1] in (".", ".."):
        parts.append("")
    for part in parts:
        if part == "..":
            kept = kept[:-1] or [first]
        elif part != ".":
            kept.append(part)
    return "/".join(kept)


def is_relative(reference: str) -> bool:
    """Whether a reference that names no scheme can be relative: no colon is in its first part."""
    return ":" not in re.split("[/?#]", reference, maxsplit=1)[0]


def is_bare_name(reference: str) -> bool:
    """Whether a reference is rather a fragment without its #, or a name in words, than a path."""
    in_words = not reference.isascii() and not set("/?#").intersection(reference)
    return in_words or FRAGMENT.fullmatch("#" + reference) is not None


def is_foreign(iri: str) -> bool:
    """Whether it is an absolute IRI that names something of another vocabulary than ours."""
    return IRI.fullmatch(iri) is not None and not iri.startswith(HOME)


class IriFault(StrEnum):
    """Why an IRI is not one that every processor resolves alike; words are in `wording`."""

    NONE = "none"
    CHARACTER = "character"
    PERCENT = "percent"
    ASTRAL = "astral"
    RELATIVE = "relative"
    NAME = "name"
    SCHEME = "scheme"
    SCHEME_CASE = "scheme-case"
    URN = "urn"
    NO_HOST = "no-host"
    USER = "user"
    IPV6 = "ipv6"
    HOST = "host"
    PORT = "port"
    DEFAULT_PORT = "default-port"
    FRAGMENT = "fragment"
    FRAGMENTS = "fragments"
    NO_PATH = "no-path"
    DOT_SEGMENT = "dot-segment"
    EMPTY_SEGMENT = "empty-segment"
    SEMICOLON = "semicolon"
    EMPTY_QUERY = "empty-query"


DOCUMENT_FAULTS = frozenset(
    {
        IriFault.DEFAULT_PORT,
        IriFault.FRAGMENT,
        IriFault.NO_PATH,
        IriFault.DOT_SEGMENT,
        IriFault.EMPTY_SEGMENT,
        IriFault.SEMICOLON,
        IriFault.EMPTY_QUERY,
    }
)
"""What is wrong with the IRI of a document only, and no fault of another."""
OTHER_FAULTS = frozenset({IriFault.NONE, IriFault.NAME, IriFault.URN, IriFault.FRAGMENTS})
"""What is wrong with other IRIs only: a document's is missing if empty, and no URN, and has no #."""
SCHEME = regex("([A-Za-z][A-Za-z0-9+.-]*+):")
_CHARACTERS = IriRegex(IRI_CHARACTER.replace("-]|", "#-]|") + "*+")
_PORT = regex("[0-9]{1,5}")
_HOST = regex(r"[A-Za-z0-9.\-]+")


def iri_fault(iri: str, *, document: bool = False) -> IriFault | None:
    """Why an IRI does not match `IRI`, or `DOCUMENT` if it is to be that of a document.

    The first reason that a reader of the IRI comes to, from its scheme to its end; None if it matches.
    """
    if (DOCUMENT if document else IRI).fullmatch(iri):
        return None
    if not iri:
        return IriFault.NONE
    found = SCHEME.match(iri)
    if found is None:
        if not document and (iri.lstrip()[:1] == "#" or not is_relative(iri)):
            return IriFault.NAME  # what is no relative reference either (RFC 3986, section 4.2)
        return IriFault.RELATIVE
    scheme, rest = found[1], iri[found.end() :]
    allowed = ("http", "https") if document else ("http", "https", "urn")
    if scheme not in allowed:
        return IriFault.SCHEME_CASE if scheme.lower() in allowed else IriFault.SCHEME
    rest, hash_, fragment = rest.partition("#")
    if scheme != "urn":
        fault = _authority_fault(rest)
        if fault is not None:
            return fault
    if (good := _CHARACTERS.match(iri)) and good.end() < len(iri):
        character = iri[good.end()]
        if character == "%":
            return IriFault.PERCENT
        return IriFault.ASTRAL if character > "\uffff" else IriFault.CHARACTER
    if hash_ and document:
        return IriFault.FRAGMENT
    if "#" in fragment:
        return IriFault.FRAGMENTS
    if scheme == "urn":
        return IriFault.URN
    path = rest[2:].partition("?")[0]
    if "/" not in path:
        return IriFault.NO_PATH
    if path.partition("/")[0].endswith((":80", ":443")):
        return IriFault.DEFAULT_PORT
    parts = path.split("/")[1:]
    if any(part.startswith(".") for part in parts):
        return IriFault.DOT_SEGMENT
    if not all(parts[:-1]):
        return IriFault.EMPTY_SEGMENT
    return IriFault.SEMICOLON if path.endswith(";") else IriFault.EMPTY_QUERY


def _authority_fault(rest: str) -> IriFault | None:
    """What is wrong between the scheme and the path (RFC 3986, section 3.2)."""
    if not rest.startswith("//"):
        return IriFault.NO_HOST
    authority = re.split("[/?]", rest[2:], maxsplit=1)[0]
    if "@" in authority:
        return IriFault.USER
    if authority.startswith("["):
        return IriFault.IPV6
    host, colon, port = authority.partition(":")
    if not host:
        return IriFault.NO_HOST
    if not _HOST.fullmatch(host):
        return IriFault.HOST
    return IriFault.PORT if colon and not _PORT.fullmatch(port) else None
