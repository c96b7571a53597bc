"""The words that say a role, by the code list `role`: 牵头, 配合, 按职责分工负责, 责任单位."""

import re
from collections.abc import Iterator
from functools import cache

from stdpolicy.model.edition import current
from stdpolicy.patterns import longest_first, regex
from stdpolicy.text.cues import Cues

PRECEDENCE = (
    "lead",
    "chair",
    "secretariat",
    "member",
    "cooperate",
    "oversee",
    "share",
    "responsible",
)
"""Of several words in one phrase the first of these counts: 负责牵头, 按职责分工配合, 负责指导."""
AROUND = (
    "总|分别|共同|联合|具体|主要|总体|全面|统一|组织|各自|按照|按|根据|依据|依照|依法|依|照|其|各|职责|职能|职权|任务|"
    "分工|范围|在|内|密切|积极|一并|同步|切实|认真|全力|做好|抓好|加强|推进|实施|执行|办理|具体负责|有关|相关|工作|的"
)
"""Words that may stand in the phrase beside those of the role."""
SEATS = {"chair", "member", "secretariat"}
"""Roles of seats in a leading group, which no phrase behind a list gives."""
LABELS = ("单位", "部门", "主体", "处室", "科室")
"""What cues end in that stand before a list: 责任单位."""
NAMES_GO_ON = "[办委局组处室厅院司科站所人者方机专]|制(?![定订作造])|会(?!同)|小组|部门|单位|中心|领导|管理|总队|支队|大队|平台|机制|主体|同志|协议|标准|计划"
"""What shows that the word is part of a name: 市协调办, 督导委员会, 负责人."""


@cache
def cues() -> Cues:
    """The words of the list."""
    return Cues(current().schemes["role"])


@cache
def _phrase() -> re.Pattern[str]:
    codes = current().schemes["role"].codes.values()
    words = {
        cue
        for code in codes
        if code.name not in SEATS
        for cue in code.cues
        if not cue.endswith(LABELS)
    }
    of_words = "|".join(longest_first([*words, *AROUND.split("|")]))
    return regex(rf"(?:{of_words})(?>(?:[、和及与并]?(?:{of_words}))*)(?!{NAMES_GO_ON})")


def role(words: str) -> str:
    """The role that words call for, empty if none."""
    called = set(cues().codes(words))
    return next((code for code in PRECEDENCE if code in called), "")


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where phrases that call for a role stand, and the role."""
    for found in _phrase().finditer(text, start, end):
        if said := role(found[0]):
            yield found.start(), found.end(), said
