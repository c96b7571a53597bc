"""Standards cited by their numbers: GB/T 19001—2016, DB33/T 2345, T/CAS 100, ISO 9001."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import sought
from stdpolicy.text.characters import BLANK, DASH, half_width

SECTORS = (
    "AQ|BB|CB|CH|CJJ?|CY|DA|DL|DY|DZ|EJ|FZ|GA|GC|GH|GM|GY|HB|HG|HJ|HS|HY|JB|JC|JGJ?|JR|JT[GJS]?|JY|LB|LD|LS|LY|MH|MT|MZ|NB|NY|"
    "QB|QC|QJ|QX|RB|SB|SC|SF|SH|SJ|SL|SN|SW|SY|TB|TD|TY|WB|WH|WJ|WM|WS|WW|XB|XF|YB|YC|YD|YS|YY|YZ|ZY"
)
"""The codes of sector standards that policies cite, as registered with the national administration for
standardization."""
FOREIGN = "ASTM|ANSI|BSI?|DIN|EN|JIS|NF|UL|API|ASME|IEEE|CEN|ETSI"
"""The codes of foreign standards, and of the bodies abroad that make them."""

_YEAR = rf"(?>(?:{BLANK}(?:[{DASH}]{{1,2}}|[:：]){BLANK}(?:19|20)[0-9]{{2}}(?!年))?)"
_NUMBER = rf"(?:[0-9]{{2,6}}|[0-9](?=[.．]|{BLANK}[{DASH}:：]))(?>(?:[.．][0-9]{{1,4}})*)(?>(?:-[0-9]{{1,2}}(?![0-9]))?){_YEAR}(?!{BLANK}[0-9A-Za-z年])"
_STANDARD = sought(
    "A-Z",
    rf"(?<![A-Za-z0-9/])(?:(?P<mandatory>GB|GBJ|GBZ)|(?P<voluntary>GB/T|GBZ/T)|(?P<guidance>GB/Z)"
    rf"|(?P<sector>(?:{SECTORS})/[TZ]|(?:{SECTORS})(?={BLANK}[0-9.]{{2,10}}{BLANK}[{DASH}]{{1,2}}{BLANK}(?:19|20)[0-9]{{2}}(?![0-9年])))"
    rf"|(?P<local>DB[1-9][0-9](?:[0-9]{{2}})?(?:{BLANK}/{BLANK}[TZ])?{BLANK}/?)"
    r"|(?P<association>T/[A-Z]{2,10}(?:[-—][A-Z]{1,6})?)|(?P<enterprise>Q/[0-9A-Z]{2,12})"
    r"|(?P<international>(?:ISO|IEC)(?:/(?:IEC|IEEE|ASTM|TS|TR|PAS|IEC[ \u00a0]?TS))?|ITU-[TR](?:[ \u00a0]?[A-Z][.])?|CAC/(?:GL|RCP))"
    rf"|(?P<foreign>(?:{FOREIGN})(?:/[A-Z]{{2,4}})?(?:[ \u00a0]?[A-Z]{{1,2}}(?=[ \u00a0]?[0-9]))?))"
    rf"{BLANK}{_NUMBER}",
)
KINDS = {
    "mandatory": "mandatory-national",
    "voluntary": "voluntary-national",
    "guidance": "guidance-document",
}


class Standard(NamedTuple):
    """The number of a standard, read from `text[start:end]`."""

    start: int
    end: int
    type: str
    """What kind of standard has such numbers, a code of the list standard-type."""


def standards(text: str) -> Iterator[Standard]:
    """The standards that a text cites by their numbers, in its order.

    With or without the year: GB 18030, GB/T 19001—2016, HJ 1091—2020, ISO 37101:2016. Committees
    (ISO/TC268, SAC/TC563) have other numbers, and words with digits (CO2, 5G) are none.
    """
    for found in _STANDARD.finditer(half_width(text)):
        name = found.lastgroup or ""
        yield Standard(*found.span(), KINDS.get(name, name))
