"""When a document was adopted, printed, made public, and from when on it is in force."""

from collections.abc import Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.pieces import Block
from stdpolicy.text.layout.printed import PrintedDate, days, first_day

_PROMULGATES = regex("现予?(?:公布|发布)")
_FORCE = regex(r"起\s*(?:正式)?(?:施行|实施|执行|生效|试行|开始施行)")
_ACT = regex("通过|批准|修订|修正|修改|公布|发布|印发")
_ADOPTING = ("通过", "批准", "修订", "修正", "修改")
_BODY = ("masthead", "preamble", "part", "section", "article", "item", "paragraph", "closing")


def adopted(blocks: Sequence[Block]) -> PrintedDate | None:
    """By the signature, or else the last of the days on which a law was passed or amended."""
    for block in blocks:
        if block.kind == "signature" and (found := first_day(block)):
            return found
    history = _history(blocks)
    passed = [found for found, act in history if act in _ADOPTING]
    if passed or history:
        return max(passed or [found for found, _ in history], key=lambda found: found.date)
    for block in blocks:
        if block.kind == "masthead" and line.full_date(block.text):
            return first_day(block)
    return None


def _history(blocks: Sequence[Block]) -> list[tuple[PrintedDate, str]]:
    """The days of the history of a law that its head gives, with what was done on each."""
    found = []
    for block in blocks:
        if block.kind == "masthead" and line.is_adoption(block.text):
            for day in days(block):
                act = _ACT.search(day.piece.text, day.end)
                if act and not _is_from(day):
                    found.append((day, act[0]))
    return found


def _is_from(day: PrintedDate) -> bool:
    """Whether a day is that from when on something applies: 自…起施行."""
    before = day.piece.text[: day.start].rstrip()
    return before.endswith(("自", "从")) and _FORCE.match(day.piece.text, day.end) is not None


def sent_to_print(blocks: Sequence[Block]) -> PrintedDate | None:
    """By the print record."""
    for block in blocks:
        if block.kind == "masthead" and line.is_printed(block.text):
            return first_day(block)
    return None


def published(blocks: Sequence[Block]) -> PrintedDate | None:
    """By the history of a law, or a news agency's lead-in if that has the year. That it was made public
    before it was last amended tells nothing of the text as it stands.
    """
    history = _history(blocks)
    made_public = [found for found, act in history if act in ("公布", "发布")]
    if made_public:
        last = max(made_public, key=lambda found: found.date)
        passed = (found.date for found, act in history if act in _ADOPTING)
        return last if last.date >= max(passed, default="") else None
    for block in blocks:
        if block.kind == "masthead" and line.is_news(block.text):
            return first_day(block)
    return None


def in_force(blocks: Sequence[Block]) -> PrintedDate | None:
    """By the last sentence that says from when on it applies, 本办法自…起施行, other documents aside."""
    found = None
    for block in (block for top in blocks for block in top.walk()):
        if block.kind not in _BODY or not _FORCE.search(block.text):
            continue
        for day in filter(_is_from, days(block)):
            sentence = day.piece.text[: day.start].rsplit("。", 1)[-1]
            if "《" not in sentence or _PROMULGATES.search(sentence):
                found = day
    return found
