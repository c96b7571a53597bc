"""What values look like: dates, language tags, numbers (XSD 1.1 part 2, BCP 47); the namespaces."""

import re
from functools import lru_cache

from stdpolicy.patterns import regex

HOME = "https://w3id.org/stdpolicy/"
"""The beginning of every IRI that stdpolicy itself mints."""
NAMESPACE = HOME + "ns#"
CODES = HOME + "code/"
CONTEXT = "https://w3id.org/stdpolicy/context/0.2.jsonld"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = RDF + "type"
LANG_STRING = RDF + "langString"
FRAME = ("id", "type")
"""The keys of a node that are no fields."""
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
LANGUAGE = regex(LANGUAGE_PATTERN)
INTEGER = regex(r"(0|-?[1-9][0-9]{0,14})\Z")
"""The one spelling of an xsd:integer that every JSON parser reads alike (RFC 7493)."""
BOOLEANS = {"true": True, "false": False}
"""The canonical spellings of xsd:boolean."""


def lexical(value: str | bool | int) -> str:
    """The lexical form of a JSON literal: `true`, `1`, or the string itself."""
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


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


DECIMAL = regex(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
MAX_DIGITS = 100


def canonical_decimal(text: str) -> str | None:
    """The canonical form of an xsd:decimal (XSD 1.1 part 2, section 3.3.3); None if it is none."""
    found = DECIMAL.fullmatch(text) if len(text) <= MAX_DIGITS else None
    if found is None or not (found[2] or found[3]):
        return None
    whole, fraction = found[2].lstrip("0") or "0", (found[3] or "").rstrip("0")
    digits = whole + ("." + fraction if fraction else "")
    return digits if digits == "0" or found[1] != "-" else "-" + digits
