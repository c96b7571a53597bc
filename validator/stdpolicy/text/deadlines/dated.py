"""The times that dates give, by what stands before and behind them: 到2025年底, 自2025年起, 比2020年."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.dates import Date, dates
from stdpolicy.text.deadlines.record import Deadline, exists, last
from stdpolicy.text.numerals import value

_WINDOW = 24
_BEFORE = regex(
    r"(?:(?P<each>每年度?|各?年度)的?|(?P<than>比|较|相比|相较于?|对比)|(?P<with>[与同和以])"
    r"|(?P<next>[明次]年)|(?P<this>[今本当]年)|(?P<status>截[至止]到?)|(?P<from>自|从)|(?P<out>由)"
    r"|(?P<by>到|至|(?P<mild>于|在|预计|计划|拟)|力争|争取|确保|展望到?|最迟[于在到至]?|不[迟晚]于)"
    r"|(?P<label>(?:完成|办结|实施|起止)?(?:时限|时间|期限|节点)(?:要求|安排)?[:：为]))[“\"]?[^\S\n]*\Z"
)
"""What stands before a date."""
_BEHIND = regex(
    rf"{BLANK}(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<three>前三季度)|(?P<third>[上中下])旬"
    r"|(?P<whole>全年|度)|(?P<within>年?内|期间)|(?P<early>年?初(?![步次级中始])))?"
    r"(?P<end>年?[底末终])?(?P<before>[之以]?前(?![后期三一述提列款者言沿瞻]))?(?P<about>左右|前后)?"
    r"(?:(?P<past>以来|至今|来(?![自源]))|(?P<onwards>起(?![草步点来源])|开始|[以之]?后(?![续期])))?"
)
"""What stands behind a date: 底前, 上半年, 第一季度末, 左右, 起."""
_PARTS = ("half", "quarter", "three", "third")
_JOIN = regex(rf"{BLANK}(?:(?P<through>[{DASH}]{{1,2}}|[至到])|[、和与及或/]|以及){BLANK}")
_COMPARED = regex("相比|相较|持平|为基[期数准]|的?基础上?|的?水平")
_FROM_THEN = regex(
    r"的?[^，。；,;\n]{0,16}?(?:提高|增加|上升|提升|增长|扩大|下降|降低|降|减少|缩短|压缩|压减)[到至]"
)
"""由2020年的30%提高到50%: what a figure sets out from."""
_VALID = regex("有效期限?\\Z")
"""有效期至2027年7月31日: how long the document is in force."""
_TO_COME = regex(r"[^。；;\n]{0,12}?(?:力争|争取|确保|要|将)")
_EVENT = regex(
    r"(?:[^，。；,;\n]{0,24}?会议)?(?:审议)?(?:通过|修[订正改]|公布|颁布|发布|印发|批准|签署|签发|召开|成立|施行|实施)"
    r"|[，,]?[^，。；,;\n]{0,40}?(?:[了曾]|已经?(?!建|成)|印发《|发布《|会议)"
)
"""What makes the date of something past of one that stands alone: 2017年11月4日修订, 2021年，…印发了."""
_IN_BRACKET = regex(
    r"[(（\[〔【](?:[^()（）\[\]〔〕【】\n]|[(（][^()（）\n]*[)）])*[，,；;、。]\s*\Z"
)
"""What stands before a date that a bracket ends with: （省水利厅负责，2025年底前完成）."""
_ENDS_BRACKET = regex(
    r"(?:全面|基本)?(?:完成|建成|办结|落实|到位|出台|印发|实施|启动)?[。；]?\s*[)）\]〕】]"
)
_LONGEST_BRACKET = 300
_WHICH = regex(
    "(?:已经?)?(?:建成|竣工|投产|注册|登记|取得|参加|出生|毕业|核准|备案)[^，。；,;\n]{0,8}的"
)
"""What makes a date tell which things are meant: 改造2000年底前建成的小区."""
_HEAD = regex(r"(?:\A|[，。；：、,;:(（【\s]|其中)\Z")
_EACH_ITS = regex("分别|各(?!类|级|种|项)")
"""What follows dates of a row with a figure each: 普及率2024年、2025年分别达到80%、90%."""
_ALONE = regex(
    "[，,分要将拟计力争完启建全实达新增形培推制出印组对各每重率基初取确前陆年再均)）】]|$"
)
"""What follows a year that stands alone at the head of its clause, when it is a time to come: 2020年初步建成."""


class _Marked(NamedTuple):
    """A date with what stands around it."""

    date: Date
    before: re.Match[str] | None
    behind: re.Match[str]

    @property
    def end(self) -> int:
        return self.behind.end()

    @property
    def last(self) -> tuple[int, int, int] | None:
        """Year (0 if none), month and day (0 for the last of the month) of its last day."""
        year, month, day = self.date.year or 0, self.date.month or 12, self.date.day or 0
        if half := self.behind["half"]:
            month = 6 if half == "上" else 12
        elif quarter := self.behind["quarter"]:
            month = 3 * int(value(quarter) or 4)
        elif self.behind["three"]:
            month = 9
        elif (third := self.behind["third"]) and third != "下":
            day = 10 if third == "上" else 20
        return (year, month, day) if exists(year or 2000, month, day or 1) else None

    @property
    def first(self) -> str:
        """Its first day; empty without a year."""
        if self.date.year is None:
            return ""
        month, day = self.date.month or 1, self.date.day or 1
        if self.behind["half"] == "下":
            month = 7
        elif quarter := self.behind["quarter"]:
            month = 3 * int(value(quarter) or 4) - 2
        return f"{self.date.year:04}-{month:02}-{day:02}"

    @property
    def precision(self) -> str:
        if self.date.day or self.behind["third"] in ("上", "中"):
            return "day"
        return "month" if self.date.month or any(self.behind[p] for p in _PARTS) else "year"

    @property
    def doubtful(self) -> bool:
        open_end = self.behind["before"] and not self.behind["end"] and self.precision != "day"
        return bool(open_end or self.behind["about"] or self.behind["third"])


def dated(plain: str) -> Iterator[Deadline]:
    """The times that the dates of a text give, in their order; each of a row by itself."""
    for row, through in _rows(plain):
        if kind := _kind(plain, row, through):
            for one in row[-1:] if through else row:
                if found := _deadline(plain, row, one, kind, through):
                    yield found


def _marked(plain: str) -> Iterator[_Marked]:
    for date in dates(plain):
        if date.year is not None or date.month is not None:
            before = _BEFORE.search(plain, max(0, date.start - _WINDOW), date.start)
            behind = _BEHIND.match(plain, date.end)
            assert behind is not None, "every part may be missing"
            yield _Marked(date, before, behind)


def _rows(plain: str) -> Iterator[tuple[list[_Marked], bool]]:
    """Dates that stand in one row, and whether it goes from the first through to the last."""
    row: list[_Marked] = []
    through = False
    for one in _marked(plain):
        join = _JOIN.fullmatch(plain, row[-1].end, one.date.start) if row else None
        if join and not (through or (join["through"] and len(row) > 1)):
            through = bool(join["through"])
            row.append(one)
            continue
        if row:
            yield row, through
        row, through = [one], False
    if row:
        yield row, through


def _kind(plain: str, row: list[_Marked], through: bool) -> str:
    """The kind of deadline; nothing if it is none."""
    before, behind = row[0].before, row[-1].behind
    said = before.lastgroup if before else ""
    if (
        behind["past"]
        or behind["early"]
        or (before and _VALID.search(plain, max(0, before.start() - 4), before.start()))
    ):
        return ""
    if row[0].date.year is None and (said == "each" or behind["onwards"] or said == "from"):
        return "each" if said == "each" else ""
    if said == "than" or (said != "from" and _COMPARED.match(plain, behind.end())):
        return "baseline"
    if said in ("from", "out") and _FROM_THEN.match(plain, behind.end()):
        return "baseline"
    if said == "status" and not _TO_COME.match(plain, behind.end()):
        return "baseline"
    if through:
        return "period"
    if behind["onwards"] or said == "from":
        return "from"
    return _due(plain, row, said or "")


def _due(plain: str, row: list[_Marked], said: str) -> str:
    """The kind of what is neither compared with nor begins: `by`, `period`, or nothing."""
    first, behind = row[0], row[-1].behind
    if not said and _WHICH.match(plain, behind.end()):
        return ""
    if behind["end"] or behind["before"] or said in ("by", "status", "label"):
        return "by"
    if first.date.year is None or _EVENT.match(plain, behind.end()):
        return ""
    if behind["within"] or any(behind[part] for part in _PARTS):
        return "period"
    at_head = (
        said == "mild"
        or (len(row) > 1 and _EACH_ITS.match(plain, behind.end()))
        or _HEAD.search(plain, max(0, first.date.start - 2), first.date.start)
    )
    if first.date.day or not at_head:
        return ""
    if len(row) > 1 and _EACH_ITS.match(plain, behind.end()):
        return "period"
    return "period" if _ALONE.match(plain, behind.end()) else ""


def _deadline(
    plain: str, row: list[_Marked], one: _Marked, kind: str, through: bool
) -> Deadline | None:
    reached = one.last
    if reached is None:
        return None
    year, month, day = reached
    before = row[0].before
    start = before.start() if before else row[0].date.start
    coming = not year and kind not in ("each", "from")
    if coming:
        date = ""
    elif kind == "each":
        date = last(2000, month, day)[4:].replace("-", "--", 1)
    else:
        date = one.first if kind == "from" else last(year, month, day)
    return Deadline(
        start,
        row[-1].end,
        date,
        one.precision,
        kind,
        since=(row[0] if through else one).first if kind == "period" and not coming else "",
        relative=_relative(before) if coming else "",
        month=month if coming else 0,
        day=day if coming else 0,
        row=1 if through else len(row),
        behind=_bracketed(plain, start, row[-1].end, kind) or bool(before and before["label"]),
        doubtful=one.doubtful,
    )


def _bracketed(plain: str, start: int, end: int, kind: str) -> bool:
    """Whether a date is all that a bracket says, or what it ends with."""
    if kind == "by" and plain[max(0, start - 1) : start] in ("(", "（"):
        return True
    return (
        kind in ("by", "period")
        and _ENDS_BRACKET.match(plain, end) is not None
        and _IN_BRACKET.search(plain, max(0, start - _LONGEST_BRACKET), start) is not None
    )


def _relative(before: re.Match[str] | None) -> str:
    if before and before["next"]:
        return "next"
    return "this" if before and before["this"] else "coming"
