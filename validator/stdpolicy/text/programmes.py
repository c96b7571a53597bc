"""Programmes that a text names: 实施乡村振兴标准化行动, “标准化+”行动计划, A、B、C等工程.

A name ends in 工程, 行动, 计划 or 试点. It is read in quotation marks, or where a verb of carrying out
leads to it and nothing goes on behind it; what has only general words before its last is none (重大工程,
年度工作计划). Whether a pilot has a name or is only described cannot be told, unless it is in quotation
marks or one of cities.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.model import Scheme
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cues

SHORTEST = 5
"""Of a name in a list without its last word, in characters: A、B、C等工程."""

_LAST = "工程|行动计划|行动|计划"
_VERB = "(?:实施|开展|推进|深化|落实|推行|启动|抓好|办好)+好?"
_END = r"(?=[，。；、,;)）:：\s“和与及]|\Z|部署|任务|示范区|的[^，。；,;]{0,6}(?:力度|氛围|实施)|[(（][^()（）\n]*[)）])"
_LED = regex(rf"{_VERB}(?P<name>[^，。；,;：:\n《》的是将并]{{4,48}}?(?:{_LAST}|城市试点)){_END}")
_NEXT = regex(
    rf"[、和与及](?P<name>[^，。；,;：:、\n《》的是将并]{{4,32}}?(?:{_LAST}|城市试点)){_END}"
)
_QUOTED = regex(
    rf"“(?P<whole>[^“”，。；\n]{{1,20}}?(?:{_LAST}))”"
    rf"|(?P<part>“[^“”\n]{{2,20}}”(?:[^，。；,;：:\n“”、和的等]{{0,6}}?)(?:{_LAST}|试点))(?!方案|区|城市|建设|工作|推进)"
    rf"|(?P<row>(?:“[^“”\n]{{1,12}}”[、和]?){{1,12}})等[^，。；,;“”\n]{{0,6}}?(?P<last>{_LAST})"
)
_AND_OTHERS = regex("(?<![高平中同优初均对相])等(?![级离次同于])")
_NAME = regex("“([^“”]*)”")
_GENERAL = regex(
    "(?:重[大点]|有关|相关|各[类项]|一批|系列|专项|年度|工作|实施|科技|科研|发展|标准化?|节能|绿色|公共|建设|规划|立项|制修订|推进|"
    "海洋|系统|基础|民生|配套|[本该上述]|国家|[省市县]级?|[的及和与、]|等|项目|改革|试点|培训|采购|投资|创新|具体|方案|计划|行动|工程)+"
)
"""A name that says nothing of its own."""


class Programme(NamedTuple):
    """A programme by its name, read from `text[start:end]`."""

    start: int
    end: int
    name: str
    """As printed, without quotation marks around all of it."""
    kind: str
    """A code of the list programme-kind."""


class Programmes:
    """Finds programmes; their kinds are told by the words of the code list."""

    def __init__(self, scheme: Scheme) -> None:
        self._kinds = Cues(scheme)

    def find(self, text: str) -> Iterator[Programme]:
        """The programmes that a text names, in its order, each of a list by itself."""
        found = [*_quoted(text), *_led(text)]
        end = 0
        for start, stop, name, last in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= end:
                yield Programme(start, stop, name, self._kind(last))
                end = stop

    def _kind(self, name: str) -> str:
        return [cue.code for cue in self._kinds.find(name)][-1]


_Found = tuple[int, int, str, str]
"""Where a name stands, the name, and what tells its kind."""


def _quoted(text: str) -> Iterator[_Found]:
    for found in _QUOTED.finditer(text):
        if found["row"]:
            for one in _NAME.finditer(text, *found.span("row")):
                yield one.start(), one.end(), one[1], found["last"]
        else:
            name = found["whole"] or found["part"]
            yield found.start(), found.end(), name, name


def _led(text: str) -> Iterator[_Found]:
    at = 0
    while led := _LED.search(text, at):
        at = led.end()
        yield from _names(led)
        while more := _NEXT.match(text, at):
            at = more.end()
            yield from _names(more)


def _names(found: re.Match[str]) -> Iterator[_Found]:
    """The name that a verb leads to, or the names of the list that it ends."""
    name, start = found["name"], found.start("name")
    among = max(_AND_OTHERS.finditer(name), key=lambda word: word.start(), default=None)
    listed, own = (name[: among.start()], name[among.end() :]) if among else ("", name)
    if among and _GENERAL.fullmatch(own):
        for part in re.finditer("[^、]+", listed):
            if len(part[0]) >= SHORTEST and not own.removesuffix("工程"):
                yield start + part.start(), start + part.end(), part[0], own
        return
    start += len(name) - len(own)
    if not _GENERAL.fullmatch(own) and len(own) > SHORTEST:
        yield start, found.end("name"), own, own
