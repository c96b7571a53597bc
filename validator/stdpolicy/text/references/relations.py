"""How a policy stands to a document that it names, by the words before and behind the name."""

from typing import NamedTuple

from stdpolicy.patterns import regex

_BEFORE = regex(
    r"(?:(?P<supersedes>废止|代替|取代|停止执行)"
    r"|(?P<implements>(?:宣传|学习|全面)?贯彻(?:落实|执行|实施)?|落实|宣贯|(?<![组发])实施)"
    r"|(?P<applies>[按依遵参比对]照|适用(?!于)|遵守|遵循|(?<!不再)执行|按(?![时期月年需件]))"
    r"|(?P<based_on>根据|依据|基于|依(?![照托法靠赖次规旧然据]))"
    r"|(?P<transmits>印发|转发|批转|下发|发布|公布|颁布)"
    r"|(?P<attaches>(?:\A|\n|见|[(（，。])附件?[0-9一二三四五六七八九十]{0,3}[:：.．、]?)"
    r"|(?P<mentions>违反|修订|修改|制定|制订|起草|编制|出台|不再执行))(?!了?的)"
)
"""The words that lead to a document: the last of the clause counts. One that is an attribute of the
document does not (贯彻国务院印发的《…》)."""
_BEHIND = regex(
    r"(?P<supersedes>[^，。；,;\n《]{0,30}?(?:废止|停止执行|失效|不再执行(?=[，。；,;]|\Z))"
    r"|[^，。；,;\n《]{0,4}与本[^，。；,;\n]{1,12}?不(?:一致|相?符)的?(?:[，,][^，。；,;\n]{0,4}以本[^，。；,;\n]{1,8}为准)?)"
    r"|(?P<transmits>[^。；;\n《]{0,40}?(?:现予?以?(?:印发|转发|发布|公布|下发)|(?:印发|转发|下发)(?:给|你|执行))(?:给?你们)?)"
    r"|(?P<based_on>[^，。；,;\n《]{0,6}?为(?:依据|根据))"
)
_TAIL = regex("(?:等[^，。；,;、\n《]{0,8}?)?的?(?:有关|相关)?(?:精神|要求|规定|部署)")
"""What still belongs to the citation behind a title."""
_MANNER = regex("(?:要|现将?|将|以|认真|严格|切实|深入|全面|大力|积极|进一步|充分|扎实|坚决)*\\Z")
_AGREEMENT = regex(
    "(?:协议|协定|公约|条约|议定书|备忘录|关系的安排)(?:[(（][^()（）]{0,20}[)）])?$"
)
_WINDOW = 60
"""How much of the clause before a document is looked at, in characters."""
_CLAUSE = regex("[，。；,;\n]")
_NAMES = {"based_on": "based-on"}


class Relation(NamedTuple):
    """A code of the list reference-relation, and the words that it rests on with the document."""

    code: str
    start: int
    end: int


def relation(text: str, start: int, end: int, title: str) -> Relation:
    """How the policy stands to the document named in `text[start:end]`, or to each of such a list.

    `mentions` where no words say more; an agreement is relied on by its title.
    """
    window = max(0, start - _WINDOW)
    clause = max((c.end() for c in _CLAUSE.finditer(text, window, start)), default=window)
    before = max(_BEFORE.finditer(text, clause, start), key=lambda lead: lead.end(), default=None)
    behind = _BEHIND.match(text, end)
    if behind and before and not behind["supersedes"]:
        behind = None  # 根据《…》，现印发…: what leads to it says more
    decided = behind or before
    code = _NAMES.get(said := (decided and decided.lastgroup) or "mentions", said)
    if _AGREEMENT.search(title) and code not in ("transmits", "attaches", "supersedes"):
        code = "relies-on-agreement"
    first = before.start() if before else start
    manner = _MANNER.search(text, clause, first)
    tail = behind or _TAIL.match(text, end)
    return Relation(code, manner.start() if manner else first, tail.end() if tail else end)
