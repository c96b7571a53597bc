"""What names and values look like: IRIs, dates, language tags (RFC 3987, XSD 1.1 part 2, BCP 47)."""

import re
from enum import StrEnum
from functools import cached_property, lru_cache

HOME = "https://w3id.org/stdpolicy/"
"""The beginning of every IRI that stdpolicy itself mints."""
NAMESPACE = HOME + "ns#"
CODES = HOME + "code/"
CONTEXT = "https://w3id.org/stdpolicy/context/v1.jsonld"
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
        self.pattern = pattern

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _ascii(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace(f"|[{_UCS}]", ""))

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


def _document(any_: str, some: str) -> str:
    inner = IRI_CHARACTER.replace("/?", "")
    segment = inner.replace(".", "") + inner + any_
    path = rf"/({segment}(/{segment}){any_}/?)?"
    return rf"https?://[A-Za-z0-9.\-]+(:({_PORTS}))?{path}(\?{IRI_CHARACTER}{some})?"


IRI_PATTERN = _iri("*", "+")
"""An absolute IRI, http, https or urn, with or without fragment (a part of RFC 3987)."""
DOCUMENT_PATTERN = _document("*", "+")
"""The IRI of a document: http or https, with a path, of which no part is empty but the last and none
begins with a dot, not with a default port, and if with a query, then not with an empty one.

Against other base IRIs some processors resolve #t1 wrongly: rdflib makes urn:x:y#t1 urn:x:y/#t1 and
https://x.example/a//b#t1 https://x.example/a/b#t1.
"""
LANGUAGE_PATTERN = "[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))?"
"""A language tag: language, script, region, one variant (RFC 5646, section 2.1)."""
DATE_PATTERN = (
    "[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
)
"""A day of the Gregorian calendar (xsd:date without time zone)."""
FORBIDDEN_PATTERN = r"[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]"
"""What XML 1.0 cannot carry (section 2.2), and CR, which its parsers turn into LF."""
CONTENT_PATTERN = r"[\t\n\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]*"
"""A string without what is forbidden."""
DECIMAL_PATTERN = "0|-?([1-9][0-9]{0,14}|(0|[1-9][0-9]{0,14})[.][0-9]{0,5}[1-9])"
"""The one spelling of an xsd:decimal: at most 15 digits before the point and 6 after it."""
INTEGER_PATTERN = "0|-?[1-9][0-9]*"
"""The canonical spelling of an xsd:integer; the bounds of a field limit its length."""
BOOLEAN_PATTERN = "true|false"
"""The canonical spelling of an xsd:boolean."""
FRAGMENT_PATTERN = r"#[A-Za-z][A-Za-z0-9._\-]*"
"""The id of a node within its document."""
# Possessive in Python, which otherwise keeps a frame for each character of a long string.
IRI = IriRegex(_iri("*+", "++"))
DOCUMENT = IriRegex(_document("*+", "++"))
FRAGMENT = re.compile(FRAGMENT_PATTERN)
LANGUAGE = re.compile(LANGUAGE_PATTERN)
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = RDF + "type"
LANG_STRING = RDF + "langString"
FRAME = ("id", "type")
"""The keys of a node that are no fields."""
INTEGER = re.compile(r"(0|-?[1-9][0-9]{0,14})\Z")
"""The one spelling of an xsd:integer that every JSON parser reads alike (RFC 7493)."""
BOOLEANS = {"true": True, "false": False}
"""The canonical spellings of xsd:boolean."""


def lexical(value: str | bool | int) -> str:
    """The lexical form of a JSON literal: `true`, `1`, or the string itself."""
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def relative(iri: str, base: str) -> str:
    """An IRI as documents write it: `#t1` for a fragment of the document, else as it is."""
    return iri[len(base) :] if iri.startswith(base + "#") else iri


def absolute(iri: str, base: str) -> str:
    """The absolute IRI for what `relative` gives."""
    return base + iri if iri.startswith("#") else iri


def is_foreign(iri: str) -> bool:
    """Whether it is an absolute IRI that names something of another vocabulary than ours."""
    return IRI.fullmatch(iri) is not None and not iri.startswith(HOME)


def characters(pattern: str) -> str:
    """The pattern with the characters themselves for the escapes of RE that XPath does not have.

    These are the control characters and those named by number (XML Schema part 2, appendix F).
    """
    return re.sub(
        r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})|\\([tn])",
        lambda found: {"t": "\t", "n": "\n"}.get(found[3]) or chr(int(found[1] or found[2], 16)),
        pattern,
    )


@lru_cache(maxsize=1000)
def language_tag(tag: str) -> str:
    """The tag in the case that BCP 47 recommends, such as `zh-Hans` (RFC 5646, section 2.1.1).

    What is no language tag is left as it is.
    """
    if not LANGUAGE.fullmatch(tag):
        return tag
    subtags = tag.lower().split("-")
    for at in range(1, len(subtags)):
        if len(subtags[at]) == 2:
            subtags[at] = subtags[at].upper()
        elif len(subtags[at]) == 4 and subtags[at].isalpha():
            subtags[at] = subtags[at].capitalize()
    return "-".join(subtags)


DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
MAX_DIGITS = 100


def canonical_decimal(text: str) -> str | None:
    """The canonical form of an xsd:decimal (XSD 1.1 part 2, section 3.3.3); None if it is none."""
    found = DECIMAL.fullmatch(text) if len(text) <= MAX_DIGITS else None
    if found is None or not (found[2] or found[3]):
        return None
    whole, fraction = found[2].lstrip("0") or "0", (found[3] or "").rstrip("0")
    digits = whole + ("." + fraction if fraction else "")
    return digits if digits == "0" or found[1] != "-" else "-" + digits


class IriFault(StrEnum):
    """Why an IRI is not one that every processor resolves alike; words are in `wording`."""

    NONE = "none"
    CHARACTER = "character"
    PERCENT = "percent"
    ASTRAL = "astral"
    RELATIVE = "relative"
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
    EMPTY_QUERY = "empty-query"


DOCUMENT_FAULTS = frozenset(
    {
        IriFault.DEFAULT_PORT,
        IriFault.FRAGMENT,
        IriFault.NO_PATH,
        IriFault.DOT_SEGMENT,
        IriFault.EMPTY_SEGMENT,
        IriFault.EMPTY_QUERY,
    }
)
"""What is wrong with the IRI of a document only, and no fault of another."""
OTHER_FAULTS = frozenset({IriFault.NONE, IriFault.URN, IriFault.FRAGMENTS})
"""What is wrong with other IRIs only: a document's is missing if empty, and no URN, and has no #."""
SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]*+):")
_CHARACTERS = IriRegex(IRI_CHARACTER.replace("-]|", "#-]|") + "*+")
_PORT = re.compile("[0-9]{1,5}")
_HOST = re.compile(r"[A-Za-z0-9.\-]+")


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
    return IriFault.EMPTY_QUERY if all(parts[:-1]) else IriFault.EMPTY_SEGMENT


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
