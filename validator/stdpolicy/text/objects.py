"""What a target counts, by its name, and clauses that make, win or raise such things."""

import re

from stdpolicy.model import Scheme

COUNT = re.compile("的?(?:数量|总数|数|比例|比率|比重|占比|率|程度|水平)$")
"""What a name of a figure ends in, behind the thing that is counted."""
SHORTEST = 4
"""Of a thing that is looked for, in characters: 标准 alone is everywhere."""
FURTHERING = ("参与", "推进", "加强", "加快", "优化", "扩大", "转化为")
"""Verbs by which more, better or faster of a thing is to be had, beside those that say how it counts."""
BETWEEN = "(?!与)[^，。；,;]{0,20}?"
"""What may stand between verb and object, within the clause: 加强与…的衔接 has another object."""
BEHIND = "(?=$|[，。；、,;”》）)和与及等的]|制定|制修订|研制|建设|创建|培育)"
"""What ends the object: behind anything else it is a part of another name, 国家标准验证点."""


class Objects:
    """Finds the objects of verbs, which are the cues of a code list."""

    def __init__(self, verbs: Scheme) -> None:
        cues = {cue for code in verbs.codes.values() if not code.deprecated for cue in code.cues}
        self._verbs = "|".join(map(re.escape, sorted({*cues, *FURTHERING}, key=len, reverse=True)))
        self._verb = re.compile(self._verbs)

    def thing(self, name: str) -> str:
        """The thing that a Chinese name of a figure ends in: 国家标准 of 新增牵头制定国家标准数.

        Nothing where it is too short to be told apart.
        """
        name = COUNT.sub("", name)
        ends = (found.end() for found in self._verb.finditer(name))
        start = max((end for end in ends if len(name) - end >= SHORTEST), default=0)
        return name[start:] if len(name) - start >= SHORTEST else ""

    def furthered(self, thing: str, text: str) -> str:
        """The words of a text by which a thing is made, won or raised; nothing if there are none."""
        if thing not in text:
            return ""
        found = re.search(f"(?:{self._verbs}){BETWEEN}{re.escape(thing)}{BEHIND}", text)
        return found[0] if found else ""
