"""What a target counts, by its name, and clauses that make, win or raise such things.

A name may list several (国家和行业标准), of which a text names one, in short or in other words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from stdpolicy import memo
from stdpolicy.model import Scheme
from stdpolicy.patterns import longest_first, regex

COUNT = regex("的?(?:数量|总数|数|比例|比率|比重|占比|率|程度|水平)(?=”?$)")
"""What a name of a figure ends in, behind the thing that is counted."""
SEAT = regex("(?:落户|入驻|驻)..的?")
"""Where organizations are to come: the place says nothing of what they are."""
SHORTEST = 4
"""Of a thing that is looked for, in characters: 标准 alone is everywhere."""
FURTHERING = (
    *("参与", "参加", "推进", "加强", "加快", "强化", "优化", "扩大", "完善", "健全"),
    *("转化为", "上升为", "提升为"),
)
"""Verbs by which more, better or faster of a thing is to be had, beside those that say how it counts."""
LEVEL = "(?:国际|国家级?|全国|省级?|市级?|行业|团体|地方)"
"""Whose a standard or an organization is."""
JOINED = regex("[、和与及或]")
LEVELS = regex(f"{LEVEL}(?:{JOINED.pattern}{LEVEL})*(?!{JOINED.pattern})")
"""A list of them before what they share."""
OTHERWISE = {
    "标准化技术组织": "(?:标准化技术组织|(?:技术)?标准组织|标准化技术委员会)",
    "标准化组织": "(?:标准化组织|(?:技术)?标准组织|标准化技术委员会)",
    "技术标准组织": "(?:技术标准组织|标准化技术委员会)",
    "试点示范项目": "试点",
    "试点项目": "试点",
}
"""Ends of names, each with the words by which a text may name the same, as a regular expression."""
ADOPTING = "采标"
QUOTED = regex("“([^“”]+)”")
CLAUSE = "(?:(?!高于|优于|对接|接轨|对标|兼容)[^，。；,;])"
BETWEEN = f"(?!与){CLAUSE}{{0,20}}?"
"""What may stand between verb and object: in 加强与…的衔接, 对接… and 高于… is another object."""
AFAR = f"(?!与){CLAUSE}{{0,60}}?"
"""The same before a name in quotation marks, which cannot be mistaken."""
BEHIND = (
    "(?=$|[，。；、,;”》（）()和与及等的]"
    "|制定|制修订|研制|建设|创建|培育|体系|示范|工作|落户|入驻|秘书处|作为)"
)
"""What ends the object: behind anything else it is a part of another name, 国家标准验证点."""


class Said(NamedTuple):
    """One way to name an object."""

    pattern: str
    """As a regular expression."""
    words: tuple[str, ...]
    """What a clause that says it has in any case."""


class Sought(Struct, frozen=True):
    """What is sought in clauses: an object behind a verb. Few clauses have the object at all, and of most
    objects a policy does not have all words: their expressions are never compiled.
    """

    words: tuple[tuple[str, ...], ...]
    """Of the ways to name the object."""
    object: re.Pattern[str]
    furthered: re.Pattern[str]

    @classmethod
    def of(cls, ways: Sequence[Said], behind: str = "", verb: str = "") -> "Sought":
        """The ways to name an object between what may stand behind it and, before it, its verb, as regular
        expressions.
        """
        object = f"(?:{'|'.join(way.pattern for way in ways)}){behind}"
        words = tuple(way.words for way in ways)
        return cls(words, regex(object, lasting=False), regex(verb + object, lasting=False))

    def may_be_in(self, text: str) -> bool:
        """Whether a text has all words of the object."""
        return any(all(word in text for word in words) for words in self.words)

    def first(self, clause: str) -> str:
        """The words that further it first; nothing where none do."""
        found = self.furthered.search(clause) if self.object.search(clause) else None
        return found[0] if found else ""


class Objects:
    """Finds the objects of verbs, which are the cues of a code list."""

    def __init__(self, verbs: Scheme) -> None:
        cues = {cue for code in verbs.codes.values() if not code.deprecated for cue in code.cues}
        self._verbs = "|".join(map(re.escape, longest_first([*cues, *FURTHERING])))
        self._verb = regex(self._verbs)

    def thing(self, name: str) -> str:
        """The thing that a Chinese name of a figure ends in: 国家标准 of 新增牵头制定国家标准数.

        Nothing where it is too short to be told apart.
        """
        name = COUNT.sub("", SEAT.sub("", name))
        ends = (found.end() for found in self._verb.finditer(name))
        start = max((end for end in ends if len(name) - end >= SHORTEST), default=0)
        return name[start:] if len(name) - start >= SHORTEST else ""

    @memo.value
    def counted(self, name: str) -> Sought | None:
        """Clauses that further what a figure of a Chinese name counts; None where the name tells of no
        thing.
        """
        thing = self.thing(name)
        if not thing:
            return None
        if ADOPTING in thing:
            return Sought.of([ADOPTED], BEHIND)
        quoted = QUOTED.findall(thing)
        if quoted and thing.endswith("”"):
            return self.named(quoted[-1])
        return Sought.of([*_said(thing)], BEHIND, f"(?:{self._verbs}){BETWEEN}")

    @memo.value
    def named(self, name: str) -> Sought:
        """Clauses that further what has a name in quotation marks."""
        quoted = f"“{name}”"
        return Sought.of([Said(re.escape(quoted), (quoted,))], verb=f"(?:{self._verbs}){AFAR}")


ADOPTED = Said("采用[^，。；,;]{0,6}(?:国际|国外)[^，。；,;]{0,8}标准", ("采用", "标准"))
"""The act in full, with its verb."""


def _said(thing: str) -> Iterator[Said]:
    """How a text may name a thing, or one of those that it lists."""
    found = LEVELS.match(thing)
    if not found or len(thing) - found.end() < len("标准"):
        yield _otherwise(thing)
        return
    shared = _otherwise(thing[found.end() :])
    levels = JOINED.split(found[0])
    for level in levels:
        whose = level.removesuffix("级")
        some = f"{whose}级?(?:{JOINED.pattern}{LEVEL})*{shared.pattern}"
        yield Said(some, (whose, *shared.words))
    if len(levels) > 1 and all(level.endswith("级") for level in levels):
        yield shared  # of whatever level


def _otherwise(name: str) -> Said:
    """A name with the other words for its end."""
    end = next((end for end in OTHERWISE if name.endswith(end)), "")
    own = name.removesuffix(end)
    return Said(re.escape(own) + OTHERWISE.get(end, ""), (own,))
