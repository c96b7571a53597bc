"""What a provision states: a principle, a goal, a measure or a phase, by its headings and beginning.

What no word tells is left to the headings above; where they say nothing either, a numbered provision
is a measure, as the criteria of encoding have it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy.model import Scheme
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cues
from stdpolicy.text.deadlines import deadlines
from stdpolicy.text.sentences import Span, sentences

OUTSIDE = frozenset(
    ["title", "masthead", "signature", "closing", "annex", "table", "note", "recipients"]
)
"""The kinds of provision that state nothing of their own."""
FAR = 5
"""By how many years a vision looks beyond the first goal, at least."""

_PRINCIPLE = regex("指导思想|原则|总体思路|总体思想|基本要求")
_NARRATIVE = regex(
    "意义|形势|背景|现状|存在问题|主要问题|工作成效|名词解释|\\A(?:发展|工作|现有)?基础\\Z"
)
_GOAL = regex(
    "目标(?!任务|管理|责任|考核|导向)|\\A(?:主要|工作|总体|年度)?(?:目标任务|任务目标)\\Z|愿景|展望|具体指标|主要指标"
)
_PHASE = regex(r"阶段|[(（][^()（）]{0,12}20[0-9]{2}[^()（）]{0,24}[)）]|\A20[0-9]{2}年")
_GUIDING = regex(
    r"\s*(?:[^，。；]{0,10}[:：])?(?:坚持|高举|全面|深入|认真|贯彻|落实|牢固)*(?:以[^，。；]{0,40}(?:为指导|为指引|为引领|为统领|为遵循)|[^，。；]{0,12}伟大旗帜)"
)
"""以…思想为指导: how the guiding thought begins that has no heading."""
BOX = regex(r"\s*专栏\s*[0-9一二三四五六七八九十]{1,3}[^。；]{0,60}\Z")
"""The title of a box, 专栏1 重点工程, which states nothing, and parts what stands before and behind it."""
_AIM = regex(
    r"\s*(?:[^，。；]{0,8}[:：])?(?:力争)?(?:到(?:[12][0-9]{3}年|“?十[一二三四五六七]五|本世纪)|“?十[一二三四五六七]五”?(?:期间|时期|期末|末))"
)
"""到2025年: how a goal begins that has no heading."""
_STAGE = regex(
    r"\s*(?:第?[一二三四五六七八九十]{1,2}(?:是|、)?(?:个)?阶段|[^，。；：:（(]{2,10}阶段)\s*[(（](?P<time>[^()（）]{4,40})[)）]"
)
"""第一阶段（2023年1月—6月）：, how a phase begins that has no number."""
_LABEL = regex(r"\s*[^，。；]{2,10}(?:要求|思想|目标|原则)[^，。；]{0,3}[:：]")
"""总体要求与目标：, a heading within a paragraph."""
_RULES = regex(r"\s*(?:为[^。]{2,160}?制定本|本[^，。；]{1,10}(?:所称|适用于|自[^。]{4,30}施行))")
"""How the articles of a law begin that only frame it."""

_ASKS = regex("[^，。；,;]{1,30}?(?:要(?!求|素|点|闻)|必须|应当)")
"""How a paragraph begins that asks something of somebody: 各地区、各部门要…."""


class Place(NamedTuple):
    """A provision as far as its place and wording tell what it states."""

    kind: str
    """A code of the list provision-kind."""
    heading: str
    body: str
    """Its text behind number and heading."""
    above: tuple[str, ...] = ()
    """The headings of the provisions that hold it, from the outermost."""
    numbered: bool = True
    holds: bool = False
    """Whether it holds provisions that have numbers of their own."""
    opens: bool = False
    """Whether it has no number and stands before numbered ones beside it."""
    under: str = ""
    """The kind of the provision that holds it."""


class Stated(NamedTuple):
    """What a provision states."""

    type: str
    """Principle, Goal, Measure or Phase; Action where it goes on with the measure of the numbered
    provision that holds it; empty where it states nothing of its own."""
    kind: str = ""
    """A code of goal-kind or measure-kind."""
    since: str = ""
    """The first day of a phase: 2023-01-01."""
    until: str = ""
    """Its last day."""


NOTHING = Stated("")


class Statements:
    """Tells what provisions state, by the words of the code lists goal-kind and measure-kind."""

    def __init__(self, goals: Scheme, measures: Scheme) -> None:
        self._goals = Cues(goals)
        self._measures = Cues(measures)

    def stated(self, place: Place, horizon: int | None = None) -> Stated:
        """What a provision states; `horizon` is the year of the first goal, by which visions are told."""
        empty = not place.body.strip()
        if place.kind == "closing" and _ASKS.match(place.body):
            return Stated("Measure", "safeguard")
        if not place.numbered and BOX.match(place.body):
            return NOTHING
        if place.kind in OUTSIDE or (empty and (place.holds or place.kind == "part")):
            return NOTHING
        if place.kind == "preamble" and not (_LABEL.match(place.body) or _AIM.match(place.body)):
            return NOTHING
        headings = (place.heading, *reversed(place.above))
        if any(_NARRATIVE.search(heading) for heading in headings[:2]):
            return NOTHING
        for heading in headings:  # the nearest that tells
            if _PRINCIPLE.search(heading) and not _GOAL.search(heading):
                return Stated("Principle") if place.body.strip() else NOTHING
            if _GOAL.search(heading):
                return self._goal(place, horizon)
            if self._measures.codes(heading):
                break
        return self._unnamed(place, horizon)

    def _goal(self, place: Place, horizon: int | None) -> Stated:
        """The goal, or the principle, that stands under a heading of goals."""
        if not place.body.strip():
            return NOTHING
        if _GUIDING.match(place.body):
            return Stated("Principle")
        due = next((one for one in deadlines(place.body) if one.due and one.date), None)
        aims = bool(_AIM.match(place.body)) and due is not None
        said = self._goals.codes(place.heading)
        if "vision" in said or (aims and due and horizon and int(due.date[:4]) >= horizon + FAR):
            return Stated("Goal", "vision")
        return Stated("Goal", "overall" if aims or "overall" in said else "specific")

    def aims(self, body: str) -> int:
        """Where the sentence begins by which a guiding thought goes on to what is to be reached; else 0."""
        whole = list(sentences(body))
        return next((one.start for one in whole[1:] if _AIM.match(body, one.start)), 0)

    def _unnamed(self, place: Place, horizon: int | None) -> Stated:
        """What is stated where no heading says principle or goal."""
        if not place.numbered:
            free = place.under in ("", "part", "annex") and not self._kind(place)
            if free and _GUIDING.match(place.body):
                return Stated("Principle")
            if free and _AIM.match(place.body):
                return self._goal(place, horizon)
            if stage := _STAGE.match(place.body):
                for one in deadlines(stage["time"]):
                    if one.since and one.date:
                        return Stated("Phase", since=one.since, until=one.date)
            if place.opens and not _ASKS.match(place.body):
                return NOTHING if self._kind(place) else Stated("Goal", "specific")
            if place.kind == "preamble":
                return NOTHING
            if place.under == "part":
                return Stated("Measure", self._kind(place) or "task")
            return Stated("Action")
        if _PHASE.search(place.heading):
            for one in deadlines(f"{place.heading}，{place.body[:40]}"):
                if one.since and one.date:
                    return Stated("Phase", since=one.since, until=one.date)
        if _RULES.match(place.body):
            return NOTHING
        return Stated("Measure", self._kind(place) or "task")

    def _kind(self, place: Place) -> str:
        """Safeguard or monitoring, by the nearest heading that has a word for it; else nothing."""
        for heading in (place.heading, *reversed(place.above)):
            if codes := self._measures.codes(heading):
                return "monitoring" if "monitoring" in codes else codes[0]
        return ""


def actions(text: str, start: int = 0, without: Iterable[Span] = ()) -> Iterator[Span]:
    """The sentences of a measure from `start` on, an action each, without what is told apart from them.

    That is `without`, as a rule the brackets that say who is responsible, in order.
    """
    at = start
    for left in (*without, Span(len(text), len(text))):
        if left.start >= at:
            for one in sentences(text[at : left.start]):
                found = Span(at + one.start, at + one.end)
                if any(c.isalnum() for c in text[found.start : found.end]):
                    yield found
            at = left.end
