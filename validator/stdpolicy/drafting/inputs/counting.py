"""Numbers in the formats that Word counts paragraphs in."""

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FINANCIAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
)
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chinese(number: int) -> str:
    """A number up to 9999 in Chinese numerals: 一百零五, 十二."""
    return _places(number).removeprefix("一") if 10 <= number < 20 else _places(number)


def _places(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number < 1000 else ""


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        while number >= value:
            text, number = text + letters, number - value
    return text


def _ranged(first: str, most: int, number: int) -> str:
    return chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def formatted(number: int, form: str) -> str:
    """A number in a format of WordprocessingML (ECMA-376 part 1, 17.18.59); an unknown one in digits."""
    if not 0 <= number < 10_000:
        return str(number)
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanDigital2"
        ):
            return chinese(number)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(number))
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return _places(number).translate(_FINANCIAL)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese":
            return _ranged("①", 20, number)
        case "decimalEnclosedParen":
            return _ranged("⑴", 20, number)
        case "decimalEnclosedFullstop":
            return _ranged("⒈", 20, number)
        case "ideographEnclosedCircle":
            return _ranged("㊀", 10, number)
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
        case "ideographTraditional":
            return _STEMS[(number - 1) % 10]
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerRoman":
            return _roman(number).lower()
        case "upperRoman":
            return _roman(number)
        case _:
            return str(number)
