"""The head of a table: what each of its columns holds, by the words that are printed over it."""

import re
from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.deadlines import deadlines
from stdpolicy.text.duties import head_role
from stdpolicy.text.tables.grid import LONGEST_HEAD, MOST_COLUMNS, Cell, Column, Kind

_PREFIX = regex("(?:各|主要|具体|省|市|县|区|州|中央)?(?:级|直)?(?:主要|具体)?")
_YEAR = regex(r"20[0-9]{2}年?(?:[底末]|度)?")
_BRACKETED = regex(r"[(（\[［〔]([^()（）\[\]［］〔〕]{1,12})[)）\]］〕]")
_TEXT_OF_YEAR = "任务|工作|计划|安排|进度|举措|措施|内容|项目"
_DUE = (
    "(?:任务|工作|计划|项目)?(?:完成|办结|实施|建设|起止|推进|落实|整改|计划)?(?:的)?"
    "(?:时限|时间|期限|时间节点|节点|年限|日期|时间表)(?:及?要求|安排|节点)?"
)
_BASE = "现状|基期|基准|基数|基础值|现值|当前|实际|完成值|完成数|完成情况|初值"
_TARGET = "(?:规划|预期|年度|阶段|指标|工作|期末)?(?:目标值|目标数|规划值|预期值|计划值|指标值|规划目标|预期目标)"
_KINDS = (
    (Kind.NUMBER, "(?:任务|指标|项目)?(?:序号|编号)|序|项次|No[.．]?"),
    (Kind.UNIT, "(?:计量|指标)?单位"),
    (Kind.DUE, _DUE),
    (
        Kind.OTHER,
        ".*(?:属性|性质|类型|备注|说明|依据|来源|联系|责任人|负责人|领导|电话|口径|考核|权重|分值)(?:.*)",
    ),
    (Kind.OTHER, ".*(?:启动|开工|开始|起始)(?:时间|日期|年限)"),
    (Kind.FIGURES, ".*(?:年均|增速|增长|累计).*"),
    (Kind.INDICATOR, ".*指标(?:名称|内容|项|体系|事项)?"),
    (Kind.CATEGORY, "类别|分类|大类|门类|板块|方面|维度|环节|(?:重点|工作|主要)?领域|[一二]级.*"),
    (
        Kind.CONTENT,
        ".*(?:措施|举措|内容|要求|细化|成果|目标|标准|计划|安排|进度|做法|路径|描述|规模).*",
    ),
    (Kind.TASK, ".*(?:任务|事项|工作|项目|工程|行动|要点|名称|政策|改革|分工).*"),
)
"""Kinds of column by words of the head, the first that fits."""
_IS_OTHER = regex("|".join(words for kind, words in _KINDS if kind is Kind.OTHER))
_PLAIN = tuple((kind, regex(words)) for kind, words in _KINDS)
_IS_BASE, _IS_TARGET = regex(_BASE), regex(_TARGET)
_IS_TEXT = regex(_TEXT_OF_YEAR)
_GROUP = regex("分工|责任|单位|部门|目标|指标值|规划|年度|现状|时间|时限|年份")
"""What a cell of the head says that stands over several columns."""


def heads(row: Sequence[Cell | None]) -> bool:
    """Whether the cells of a line may be those of a head: a few words each."""
    texts = [cell.text for cell in row if cell is not None and cell.text]
    if len(texts) < 2 or len(row) > MOST_COLUMNS or row[0] is None:
        return False
    return all(len(text) <= LONGEST_HEAD and not re.search("[。；！;!]", text) for text in texts)


def read_head(words: Sequence[str], year: int | None) -> list[Column]:
    """The columns under a head; `year` is that in which the policy was issued, by which years to come
    are told from those that were.
    """
    found = [_column("".join(each.split())) for each in words]
    if all(column.kind is not Kind.INDICATOR for column in found) and not any(
        column.kind in (Kind.TASK, Kind.CONTENT) for column in found
    ):
        # 序号 | 类别 | 责任单位: the tasks are what is there
        found = [c._replace(kind=Kind.TASK) if c.kind is Kind.CATEGORY else c for c in found]
        if all(c.kind is not Kind.TASK for c in found):
            # 产业链 | 牵头部门: whatever has somebody in charge is the task
            first = next((n for n, c in enumerate(found) if c.kind is not Kind.NUMBER), 0)
            if found[first].kind is Kind.OTHER and not _IS_OTHER.fullmatch(found[first].words):
                found[first] = found[first]._replace(kind=Kind.TASK)
    levels = [n for n, column in enumerate(found) if column.kind is Kind.INDICATOR]
    for n in levels[:-1]:  # 一级指标 | 二级指标
        found[n] = found[n]._replace(kind=Kind.CATEGORY)
    return _of_years(found, year)


def is_read(columns: Sequence[Column]) -> bool:
    """Whether the columns are those of a table that says who does what by when, or what is to be reached."""
    kinds = {column.kind for column in columns}
    if Kind.INDICATOR in kinds:
        return any(column.kind is Kind.TARGET or column.due for column in columns)
    return bool(kinds & {Kind.DUTY, Kind.DUE}) and bool(kinds & {Kind.TASK, Kind.CONTENT})


def expanded(first: Sequence[str], second: Sequence[str]) -> Iterator[list[str]]:
    """The heads of the columns that two rows of a head can mean together, each cell of the second below
    one of the first that stands over several.

    Where the first row prints how many columns a cell is over, by blanks, only that is meant.
    """
    groups = [n for n, text in enumerate(first) if n and not text and first[n - 1]]
    widths = []
    for n in groups:
        end = next((m for m in range(n, len(first)) if first[m]), len(first))
        widths.append((n - 1, end))
    if widths and (lost := len(second) - sum(end - start for start, end in widths)) > 1:
        # the blanks at the end of a line are lost
        widths.append((len(first) - 1, len(first) - 1 + lost))
        first = [*first, *[""] * (lost - 1)]
    if widths:
        if sum(end - start for start, end in widths) == len(second):
            below = iter(second)
            whole = list(first)
            for start, end in widths:
                whole[start:end] = [first[start] + next(below) for _ in range(start, end)]
            yield whole
        return
    years = any(map(_YEAR.search, second))
    for n, text in enumerate(first):
        # 单位 stands over bodies, but never over years
        if _GROUP.search(text) and not (years and text.endswith("单位")):
            yield [*first[:n], *(text + each for each in second), *first[n + 1 :]]


def _column(words: str) -> Column:
    bare = _BRACKETED.sub("", words)
    inside = _BRACKETED.search(words)
    unit = inside[1] if inside and not _YEAR.search(inside[1]) else ""
    if year := _YEAR.search(words):
        due = next((one for one in deadlines(f"到{year[0]}底") if one.date), None)
        if not _IS_TEXT.search(bare):
            kind = Kind.BASE if _IS_BASE.search(words) else Kind.FIGURES
            if kind is Kind.FIGURES and re.search("目标|规划|预期|计划|达到", words):
                kind = Kind.TARGET
            return Column(words, kind, due, unit)
        return Column(words, Kind.CONTENT)
    if re.search(_BASE, bare) and "任务" not in bare:
        return Column(words, Kind.BASE, unit=unit)
    if _IS_TARGET.fullmatch(bare):
        return Column(words, Kind.TARGET, unit=unit)
    for tried in (bare, f"{bare}单位"):
        named = tried[_prefix(tried) :]
        if tried != "单位" and (role := head_role(named) or head_role(_behind(named))):
            return Column(words, Kind.DUTY, role=role)
    kind = next((kind for kind, pattern in _PLAIN if pattern.fullmatch(bare)), Kind.OTHER)
    return Column(words, kind, unit=unit)


def _prefix(words: str) -> int:
    found = _PREFIX.match(words)
    return found.end() if found else 0


def _behind(words: str) -> str:
    """The second row of a head behind 责任分工, 分工 or 责任: 责任分工牵头单位."""
    return re.sub("^(?:责任分工|工作分工|任务分工|职责分工|分工|责任部门|责任单位|单位)", "", words)


def _of_years(found: list[Column], year: int | None) -> list[Column]:
    """The columns, with those that only name a year told apart by that of the policy."""
    for n, column in enumerate(found):
        if column.kind is Kind.FIGURES and year is not None and column.due:
            own = int(column.due.date[:4])
            earlier = any(c.kind is Kind.BASE for c in found[:n])
            if own > year or (own == year and earlier):
                found[n] = column._replace(kind=Kind.TARGET)
            elif own < year:
                found[n] = column._replace(kind=Kind.BASE)
    return found
