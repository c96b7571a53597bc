"""The value of a number as it is printed: in digits of any script, in Chinese numerals, in both.

The grammar is that of ordinary written Chinese: 千 百 十 under 万, 万 under 亿, 零 where a place is
empty, and no other order. What has no one exact value has none here: 三五 (three to five),
三分之一 (no decimal says it), 十几.
"""

import unicodedata
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.characters import DASH, half_width

MAX_LENGTH = 64
"""The longest numeral that is read, in characters; none that policies print comes near it."""

DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALE = {"十": 10, "百": 100, "千": 1000}
FORMS = str.maketrans(
    "〇○◯壹弌贰貳弐叁參叄弎肆伍陆陸柒捌玖兩拾佰仟萬億點",
    "零零零一一二二二三三三三四五六六七八九两十百千万亿点",
) | {ord("廿"): "二十", ord("卅"): "三十", ord("卌"): "四十"}
"""Other forms of the numerals: zeros, financial (大写), traditional, and the contracted tens."""
EVERYDAY = "零〇○◯一二两三四五六七八九十百千万亿廿卅"
"""What Chinese whole numbers are written with in running text, for a character class. The financial
forms are not among them, since 队伍 and 大陆 are no numbers."""
FINANCIAL = "壹弌贰貳弐叁參叄弎肆伍陆陸柒捌玖拾佰仟萬億"
"""What they are written with where they must not be altered (大写), for a character class."""
_MOST = MAX_LENGTH // 3 + 1
"""Groups after which a number in thousands is longer than any that is read: the next would be looked for
from each of them."""
THOUSANDS = (
    rf"[0-9]{{1,3}}(?:(?>(?:[,，\u2009\u202f][0-9]{{3}}){{1,{_MOST}}})"
    # a blank may part two numbers as well: 附件1 100项; behind one of thousands a thing is counted, or nothing follows
    rf"|(?<!附件[0-9])(?<![表图第][0-9])(?>(?:[ \u00a0\u2005-\u2008\u200a][0-9]{{3}}){{1,{_MOST}}})"
    rf"(?=(?:[.．][0-9]+)?[^\S\n]*(?:[百千万亿%％‰{DASH}\u4e00-\u9fff]|\Z)))(?![0-9])"
)
"""A number in thousands, as a pattern: parted by commas, thin spaces (GB/T 15835), or blanks in their stead."""
ARABIC = rf"(?:{THOUSANDS}|[0-9]++)(?:[.．][0-9]++)?"
"""A number in digits, with thousands and a point if it has any, as a pattern."""
PLACE = (
    r"(?:[(（][一二三四五六七八九十百0-9]{1,4}[)）][.．、]?|[一二三四五六七八九十百]{1,4}、|[0-9]{1,2}[.．、](?![0-9]{1,3}[^0-9年])"
    r"|[—―－-]{1,2}|第[一二三四五六七八九十百零〇0-9]{1,6}[章节条款项]|[\u2460-\u249b])"
)
"""The number of a provision before its text, as a pattern: （一）, 一、, 1., 第三条, ①, ——."""

LETTERS = "OoＯｏ"
"""What is typed for a zero where digits are read one by one: 二O二六年."""
ROWED = "0-9零〇○◯一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
"""The digits that are, for a character class."""
YEAR = rf"(?:(?<![{ROWED}])(?:[0-9]{{4}}|[12一二壹贰貳][{ROWED}{LETTERS}]{{3}})(?![{ROWED}]))"
"""A year in digits of whatever kind, as a pattern."""

_DIGITS = "零一二三四五六七八九"
_ARABIC = regex(r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:[.．][0-9]+)?")
_ROW = regex(f"[{_DIGITS}0-9]+")
_PLAIN = str.maketrans({",": None, "，": None, "．": "."})
_ZEROS = str.maketrans(dict.fromkeys(LETTERS, "零"))
_EXACT = Context(prec=4 * MAX_LENGTH, traps=[Inexact])


@memo.word
def value(printed: str) -> Decimal | None:
    """The exact value of a numeral that is the whole string, or None if it is none.

    Arabic: 1,234 and 3.5; Chinese: 一百零五, 二〇二五, 廿三, 壹佰, 三点五; both: 3.5万亿, 1亿2000万;
    parts: 百分之五 (0.05), 四分之三 (0.75), 半 (0.5). A shortened last place is read as it is said:
    一百五 is 150, 一万二 is 12000.
    """
    if len(printed) > MAX_LENGTH:
        return None
    plain = half_width(printed).translate(FORMS)
    below, part, above = plain.partition("分之")
    if not part:
        found = Fraction(1, 2) if plain == "半" else _number(plain)
    else:
        whole, count = _number(below), _number(above)
        found = count / whole if whole and count is not None else None
    if found is None:
        return None
    try:
        return _EXACT.divide(Decimal(found.numerator), Decimal(found.denominator))
    except Inexact:
        return None


def number(printed: str) -> int:
    """The whole number that a part of a date prints, with letters for zeros: 二O二六 is 2026.

    Raises ValueError if it is none.
    """
    found = value(printed.translate(_ZEROS))
    if found is None:
        raise ValueError(printed)
    return int(found)


def _number(plain: str) -> Fraction | None:
    if not plain:
        return None
    row = _row(plain)
    return _scaled(plain, ("亿", "万")) if row is None else Fraction(row)


def _row(plain: str) -> int | None:
    """Digits read one by one, as in 二〇二五. Two of them alone are rather a range (三五个), unless one
    is a zero."""
    if not _ROW.fullmatch(plain) or plain.isascii():
        return None
    if len(plain) == 2 and not {"零", "0"} & set(plain):
        return None
    return int("".join(str(DIGIT.get(c, c)) for c in plain))


def _scaled(plain: str, scales: tuple[str, ...]) -> Fraction | None:
    """亿 and 万 split a number into sections of four places; 亿 may follow 万, as in 万亿."""
    if not scales:
        return _section(plain)
    scale, smaller = scales[0], scales[1:]
    above, found, below = plain.rpartition(scale)
    if not found:
        return _scaled(plain, smaller)
    size = 10**8 if scale == "亿" else 10**4
    # a scale may stand alone where 一 is left out: 万名, 亿元
    high = _scaled(above, scales if scale == "亿" else smaller) if above else Fraction(1)
    if high is None or not below:
        return None if high is None else high * size
    if below in DIGIT and below != "零":
        return (high + Fraction(DIGIT[below], 10)) * size if high.denominator == 1 else None
    below = below.removeprefix("零")
    low = None if below[:1] in ("", "百", "千", "万") else _scaled(below, smaller)
    if low is None or low >= size or high.denominator != 1:
        return None
    return high * size + low


def _section(plain: str) -> Fraction | None:
    """A number without 万 and 亿: 一千二百, 三点五, 3.5, 3千."""
    if found := _ARABIC.match(plain):
        number = Fraction(found[0].translate(_PLAIN))
        for c in plain[found.end() :]:
            if c not in SCALE:
                return None
            number *= SCALE[c]
        return number
    whole, point, decimals = plain.partition("点")
    if point:
        if not decimals or set(decimals) - set(_DIGITS) or (above := _section(whole)) is None:
            return None
        return above + Fraction(int("".join(str(DIGIT[c]) for c in decimals)), 10 ** len(decimals))
    return _places(whole)


def _places(plain: str) -> Fraction | None:
    """Chinese places: each at most once, from the largest, with 零 for those left out between."""
    if plain == "零":
        return Fraction(0)
    if not plain:
        return None
    total, last, gap, digit = 0, 10**4, False, None
    for c in plain:
        if c == "零":
            if gap or digit is not None or total == 0:
                return None
            gap = True
        elif c in DIGIT:
            if digit is not None:
                return None
            digit = DIGIT[c]
        else:
            size = SCALE.get(c, last)
            if size >= last or (digit is None and total and size > 10):
                return None
            total += (1 if digit is None else digit) * size
            last, gap, digit = size, False, None
    if gap and digit is None:
        return None
    if digit is not None:
        # 一百五 is 一百五十; 一百零五 says that the place between is empty
        total += digit * (last // 10 if 100 <= last <= 1000 and not gap else 1)
    return Fraction(total)


_PREFIX = "附件|附表|附录|附图|附|第|图|表"
_SUFFIX = "部分|条|款|项|章|节|编|篇|部|卷|类|号"
_ORDINAL = regex(
    rf"(?:(?:{_PREFIX}):?)?[(\[{{〔【〈《「『]?(?P<number>[0-9]+|[{EVERYDAY}{''.join(map(chr, FORMS))}]+)"
    rf"[)\]}}〕】〉》」』]?(?:{_SUFFIX})?[)\]}}〕】、.。,:;]*"
)


@memo.value
def ordinal(printed: str) -> int | None:
    """The place in its row that a printed number gives a provision, or None if it gives none.

    In every form that policies print: 第一百零五条, （三）, １２．, 附件2, 一、, ①, ⑵, ⒊, ㈣, Ⅳ. White space
    within does not count. A compound number such as 1.2, 附件1-1 or 第十条之一 counts in more than one
    row and gives none; neither do a dash or a heading without number.
    """
    if len(printed) > MAX_LENGTH:
        return None
    plain = half_width("".join(_compatible(c) for c in printed if not c.isspace()))
    found = _ORDINAL.fullmatch(plain)
    number = value(found["number"]) if found else None
    return int(number) if number is not None and number == int(number) else None


def _compatible(c: str) -> str:
    """A character as plain ones: ① as 1, Ⅳ as 4, ⑵ as (2), （ as (."""
    number = unicodedata.numeric(c, None) if unicodedata.category(c) in ("No", "Nl") else None
    if number is None or number != int(number) or c in EVERYDAY:
        return unicodedata.normalize("NFKC", c)
    return str(int(number))
