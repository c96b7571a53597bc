"""The documents that a text refers to."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec import Struct

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, HAN
from stdpolicy.text.citations import BODIES, document_numbers, titles
from stdpolicy.text.references.relations import relation
from stdpolicy.text.references.standards import standards

SHORTEST = 6
"""Of a title that is looked for without its marks, in characters: 纲要 alone is everywhere."""

_BEFORE_NUMBER = regex(rf"{BLANK}[(（\[【]?{BLANK}")
_BEHIND_NUMBER = regex(rf"{BLANK}(?:文件?)?{BLANK}(?:印发的?)?{BLANK}")
_CLOSE = regex(r"[^()（）\[\]【】。\n]{0,40}[)）\]】]")
"""The rest of the bracket around a number: （国发〔2021〕1号，以下简称《意见》）."""
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_JOINED = regex(rf"{BLANK}(?:[、和与及/]|以及)?{BLANK}")
_AGREEMENT = regex(
    r"(?:落实|履行|依托|根据|按照|执行)(?P<title>[^，。；：、,;:《》\n]{4,40}?(?:协议|协定|公约|议定书|备忘录))"
    r"(?![书约管]|[^，。；,;\n]{0,4}(?:管理|制度|机制))"
)
_TREATY = "协定|公约|议定书|条约"
_TREATIES = regex(
    rf"(?P<names>[{HAN}]{{4,40}}?(?:{_TREATY})(?>(?:[/、][{HAN}]{{4,30}}?(?:{_TREATY}))*))"
    r"[(（][A-Z]{2,8}(?>(?:[/、][A-Z]{2,8})*)[)）]"
)
"""Agreements with their abbreviations: 区域全面经济伙伴关系协定(RCEP)."""
_TREATED = regex(_TREATY)
_LEADING = regex(
    "以及对|对标|对接|对|以及|关于|开展|加强|推进|落实|履行|加入|参与|依托|根据|按照|执行|围绕|利用|用好|借助|抢抓|衔接"
    "|实施(?!卫生)|研究|适应|遵守|签署|签订|^[和与及]"
)
"""Words that lead to a name; 实施卫生与植物卫生措施协定 begins with one."""
_PARTIES = regex(f"{BODIES}|[省市县区政院](?![场级策府务])|集团|公司|大学")
_SIGNED = regex("签[署订]的")
"""What parts the parties of an agreement from its title: 与…签署的战略合作协议."""
_EARLIER = regex(
    r"(?<![^，。；,;\n])(?P<title>[^，。；,;\n《》]{4,30}?)中?(?=与本[^，。；,;\n]{1,12}?不(?:一致|相?符)的)"
)
"""原有标准奖励政策 in 原有标准奖励政策与本意见规定不一致的, which it supersedes though it has no title."""
_ENTRY = regex(
    r"\s*+(?>(?:附[件表录图]?+\s*+)?)(?>(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?)\s*+[.．、:：)）]?+\s*+"
    rf"(?>(?:[(（]?[0-9]{{1,3}}[.．、)）]\s*+)?)(?P<title>(?=[^\n]*[{HAN}])\S(?:[^\n]*[^\s。；;])?)[。；;\s]*"
)
"""An entry of a list of annexes: 附件：1.任务分解表, 2.实施计划表."""


class Reference(NamedTuple):
    """A document that a text refers to, by title, number or both: `text[start:end]`."""

    start: int
    end: int
    title: str
    """As printed, without the marks; empty if there is none."""
    number: str
    """Its document number, or the number of the standard, as printed; empty if there is none."""
    relation: str
    """A code of the list reference-relation."""
    quote_start: int
    """Where the words begin that say the relation: 根据《…》（…）精神."""
    quote_end: int
    standard_type: str = ""
    """Of a standard, what kind has such numbers, a code of the list standard-type."""


class _Named(Struct):
    """A document by its title or number, or both beside each other."""

    start: int
    end: int
    title: str = ""
    number: str = ""
    standard_type: str = ""
    abbreviated: bool = False
    """Whether it is an agreement with its abbreviation, which may only be talked of."""


def references(text: str, known: Collection[str] = ()) -> tuple[Reference, ...]:
    """The documents that a text refers to, in its order; one that is named twice comes twice.

    Each outermost title in 《》 with the number beside it, each document number by itself, each standard
    by its number, agreements that work rests on (落实省政府与…合作协议) or that are named with their
    abbreviations (区域全面经济伙伴关系协定(RCEP)), what is superseded (原有政策与本
    意见不一致的), and the titles `known` where they stand without marks.
    """
    return _references(text, tuple(title for title in known if title in text))


@memo.sequence
def _references(text: str, known: tuple[str, ...]) -> Iterator[Reference]:
    named = _named(text, known)
    for run in _runs(text, named):
        for one in run:
            yield _reference(text, one, run)


def attachment(text: str) -> Reference | None:
    """What the entry of a list of annexes names: 附件：1.任务分解表; None if it names nothing."""
    found = _ENTRY.fullmatch(text)
    if found is None:
        return None
    start, end = found.span("title")
    title = found["title"].removeprefix("《").removesuffix("》")
    return Reference(start, end, title, "", "attaches", start, end)


def _named(text: str, known: Collection[str]) -> list[_Named]:
    marked = [_Named(t.start, t.end, text[t.start + 1 : t.end - 1]) for t in titles(text)]
    marked = [one for one in marked if one.title.strip()]
    words = sorted((w for w in known if len(w) >= SHORTEST), key=len, reverse=True)
    bare: list[_Named] = []
    if words:
        pattern = regex("|".join(map(re.escape, words)), lasting=False)
        bare += (_Named(*found.span(), found[0]) for found in pattern.finditer(text))
    if "与本" in text:
        bare += (_Named(*found.span("title"), found["title"]) for found in _EARLIER.finditer(text))
    bare += _agreements(text)
    bare += _treaties(text)
    bare += (_Named(n.start, n.end, number=text[n.start : n.end]) for n in document_numbers(text))
    bare += (
        _Named(s.start, s.end, number=text[s.start : s.end], standard_type=s.type)
        for s in standards(text)
    )
    return _beside(text, _apart([*marked, *bare]))


def _apart(named: list[_Named]) -> list[_Named]:
    """Without those that begin within another."""
    apart: list[_Named] = []
    for one in sorted(named, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _agreements(text: str) -> Iterator[_Named]:
    for found in _AGREEMENT.finditer(text):
        start, end = found.span("title")
        parties = [party.end() for party in _PARTIES.finditer(text, start, end)]
        if signed := _SIGNED.search(text, start, end):
            start = signed.end()
        if end - max([start, *parties]) > 4:
            yield _Named(start, end, text[start:end])


def _treaties(text: str) -> Iterator[_Named]:
    if not _TREATED.search(text):
        return
    for found in _TREATIES.finditer(text):
        start, last = found.span("names")
        leads = (lead.end() for lead in _LEADING.finditer(text[start:last]))
        at = start + max(leads, default=0)
        for name in re.split("[/、]", text[at:last]):
            end = at + len(name)
            if len(name) >= SHORTEST:
                whole = found.end() if end == last else end
                yield _Named(at, whole, name, abbreviated=True)
            at = end + 1


def _beside(text: str, named: list[_Named]) -> list[_Named]:
    """Numbers joined with the titles beside which they stand."""
    joined: list[_Named] = []
    for one in named:
        last = joined[-1] if joined else None
        if last and one.number and last.title and not last.number:
            if _BEFORE_NUMBER.fullmatch(text, last.end, one.start):
                last.number, last.standard_type, last.end = one.number, one.standard_type, one.end
                bracketed = text[one.start - 1] in _BRACKETS
                if bracketed and (close := _CLOSE.match(text, one.end)):
                    last.end = close.end()
                continue
        elif (
            last
            and one.title
            and last.number
            and not last.title
            and _BEHIND_NUMBER.fullmatch(text, last.end, one.start)
        ):
            last.title, last.end = one.title, one.end
            continue
        joined.append(one)
    return joined


def _runs(text: str, named: list[_Named]) -> Iterator[list[_Named]]:
    """Documents that stand in one list, as far as nothing but 、, 和 or 及 is between them."""
    run: list[_Named] = []
    for one in named:
        if run and not _JOINED.fullmatch(text, run[-1].end, one.start):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _reference(text: str, one: _Named, run: list[_Named]) -> Reference:
    code, start, end = relation(text, run[0].start, run[-1].end, one.title)
    if one.abbreviated and start == run[0].start:  # nothing leads to it
        code = "mentions"
    if one.standard_type:
        code, start, end = "cites-standard", one.start, one.end
        before = text[start - 1 : start] if start else ""
        if before in _BRACKETS and text[end : end + 1] in _BRACKETS.values():
            start, end = start - 1, end + 1
    elif one is not run[-1]:
        end = one.end
    return Reference(one.start, one.end, one.title, one.number, code, start, end, one.standard_type)
