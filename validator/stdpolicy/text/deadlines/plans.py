"""Five-year plans as times: “十四五”期间, “十四五”末, 第十四个五年规划期内."""

from collections.abc import Iterator

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK
from stdpolicy.text.deadlines.record import Deadline, last
from stdpolicy.text.numerals import value

TENTH = 2001
"""The first year of the tenth plan; each later one begins five years after the one before."""
_NUMBER = "十[一二三四五六七]"
_NAME = (
    rf"(?:[“\"‘「『]{_NUMBER}五[”\"’」』]|{_NUMBER}五(?![一二三四五六七八九十])|第{_NUMBER}个五年)"
)
_PLANS = regex(rf"(?:[到至]|截至|力争)?(?P<row>{_NAME}(?:(?:[、和与及]|以及){_NAME}){{0,3}})")
_TIME = regex(
    rf"{BLANK}(?:规划)?(?:(?P<end>时?期?末期?(?:之?前)?|收官之年|结束)|期间|时期|期内|(?=累计|年均))"
)
"""What makes a time of it: “十四五”规划 alone is the name of a document."""
_EACH = regex(_NUMBER)


def plans(text: str, bare: bool = False) -> Iterator[Deadline]:
    """The five-year plans that a text names as times, each of a row by itself.

    With `bare` those that are only named too, as in a title: “十四五”标准化发展规划.
    """
    for found in _PLANS.finditer(text):
        time = _TIME.match(text, found.end())
        if time is None and not bare:
            continue
        numbers = list(_EACH.finditer(found["row"]))
        end = time.end() if time else found.end()
        kind = "by" if time and time["end"] else "period"
        for each in numbers:
            year = TENTH + 5 * (int(value(each[0]) or 10) - 10)
            since = f"{year}-01-01" if kind == "period" else ""
            row = len(numbers)
            yield Deadline(found.start(), end, last(year + 4), "year", kind, since, row=row)
