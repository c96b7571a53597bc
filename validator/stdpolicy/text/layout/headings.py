"""The headings of numbered provisions, on a line of their own or run in before the text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from stdpolicy.patterns import regex
from stdpolicy.text.layout.markers import Style
from stdpolicy.text.layout.tree import Node
from stdpolicy.text.words import ROLES, WHO

LONGEST = 60
"""Of a heading on a line of its own, in characters."""
LONGEST_RUN_IN = 46
"""Of a first sentence that is a heading."""
SHORTEST_SHARE = 0.5
"""How many of the provisions of a level have to look as if they had a heading, for a sentence that
might as well be prose to be one."""
LONGEST_IN_ROW = 20
"""Of one that all provisions of a row have, whatever the others of their level are like."""
LONGEST_OF_ARTICLE = 24
LAWFUL_SHARE = 0.7
"""The same of 第一条: a law has none, a list of policies may have one in each."""

_SENTENCE_END = regex("[。！？；;]")
_TAIL = regex(r"(?:[（(〔\[][^（）()〔〕\[\]]*[）)〕\]][。；]?\s*)+\Z")
"""Brackets that end a provision: who is responsible, as a rule."""
_BRACKETED = regex(r"[（(【〔\[][^（）()【】〔〕\[\]，。；]{2,24}[）)】〕\]]")
_LABELLED = regex(r"([^，。；：:、\s]{2,20})[：:]\s*(?=\S)")
_SPACED = regex(r"[^，。；：:\s]{2,25}(?=[ \u3000\u00a0]+(?:[^\W\d_a-zA-Z][^\n]{5}|“|《|到?20))")
"""A heading with a blank behind it, which no Latin word and no number needs."""
_WITHIN = r"(?:[^（）()〔〕\[\]]|[（(〔\[][^（）()〔〕\[\]]*[）)〕\]]){0,300}"
"""What stands in brackets, be there others within, in at most so many characters."""
_DUTY = regex(
    rf"[（(〔\[]{_WITHIN}(?:{ROLES}|单位|部门|(?:政府|[局厅委办])(?=[、，,；;）)〕\]])){_WITHIN}[）)〕\]]\Z"
)
_WHO = regex(WHO)
_MARKED = regex("[：:。！]\\Z")
_NO_LABEL = regex(
    r"(?:如下|以下|下列|包括|责任单位|牵头单位|配合单位|责任部门|牵头部门|责任人|完成时限|时限|时间|其中|是指|即|为)\Z"
)
_PROSE = regex(
    r"应当|应该|必须|不得|予以|可以|[，,]要|要[加做高认把充结严根以坚切将按进]|如下|以下工作|下列|^[到自从对]20|^到“|"
    r"^(?:为了|为[^，,]{2,30}[，,]|对[^标口外][^，,]{1,30}[，,]|将[^，,]{2,30}[，,]|经[^济营贸验费]|凡|按照|根据|依据|由|其|"
    r"本(?:意见|方案|办法|规定|规则|细则|条例|法|通知|决定|措施|政策|规划|计划|省|市|区|县)|在[^，,]{2,30}[，,])|的[，,]|^[^，,]{0,12}(?:省|市|区|县|部门|单位|政府)要"
)
"""Words that a sentence has and a heading has not."""
_SETS = regex(
    r"[0-9０-９]\s?[%％‰]|[≤≥<>＜＞]\s?[0-9]|(?:不[低高]于|不少于|不超过|达到)[0-9]"
    r"|[0-9]\s?[万亿]?(?:个|家|项|名|人|座|亩|处|所|场|条|公里|平方)[^，,]*[，,]"
)
"""What a sentence has that sets a figure: 覆盖率达到90%, 建设10个中心，…."""


def headings(nodes: Sequence[Node]) -> None:
    """Finds the heading of each provision of a body."""
    levels: dict[Style, list[list[Node]]] = defaultdict(list)
    todo = [list(nodes)]
    while todo:
        siblings = todo.pop()
        todo += [node.children for node in siblings]
        rows: dict[Style, list[Node]] = defaultdict(list)
        for node in siblings:
            if node.marker:
                rows[node.marker.style].append(node)
        for style, row in rows.items():
            levels[style].append(row)
    for style, level in levels.items():
        _of_level(style, level)


def _of_level(style: Style, level: Sequence[Sequence[Node]]) -> None:
    """The headings of all provisions of one level of a body, row by row: if few look like it, none is
    run in, but for rows in which all do.
    """
    run_in: list[tuple[Node, str]] = []
    plain = 0
    share = LAWFUL_SHARE if style is Style.ARTICLE else SHORTEST_SHARE
    for node in chain.from_iterable(level):
        if style is Style.ARTICLE and (heading := _of_article(node)):
            node.heading = heading
        elif style is Style.ARTICLE:
            found = _first_sentence(node.rest)
            if 2 <= len(found) <= LONGEST_OF_ARTICLE:
                run_in.append((node, found))
            else:
                plain += 1
        elif (own := _apart(node)) is not None:
            if own and _MARKED.search(node.rest) and not node.children[0].marker:
                run_in.append((node, own))  # a sentence above its paragraphs
            else:
                node.heading = own
                plain += not own
        elif found := _first_sentence(node.rest):
            run_in.append((node, found))
        else:
            plain += 1
    certain = [
        (node, found) for node, found in run_in if not (_PROSE.search(found) or _SETS.search(found))
    ]
    if len(certain) < share * (len(run_in) + plain):
        certain = list(_in_rows(certain, level)) if style is not Style.ARTICLE else []
    for node, found in certain:
        node.heading = found


def _in_rows(
    certain: Iterable[tuple[Node, str]], level: Iterable[Sequence[Node]]
) -> Iterable[tuple[Node, str]]:
    """Those of rows of two or more in which each begins with a short heading."""
    short = {id(node): (node, found) for node, found in certain if len(found) <= LONGEST_IN_ROW}
    for row in level:
        if len(row) > 1 and all(id(node) in short for node in row):
            yield from (short[id(node)] for node in row)


def _of_article(node: Node) -> str:
    """第一条（目的）为了… has one in brackets, 第一条 目的 above a paragraph one of its own."""
    rest = node.rest
    if found := _BRACKETED.match(rest):
        behind = rest[found.end() :]
        heads = behind[0] not in "，。；、的" if behind else bool(node.children)
        return found[0] if heads else ""
    if node.children and len(rest) <= LONGEST_RUN_IN and not re.search("[。；：:，,]", rest):
        return rest
    return ""


def _apart(node: Node) -> str | None:
    """The heading that is the whole line; empty if the line is a sentence; None if more follows.

    一、总体要求, （一）基本原则。 above what belongs to it. A sentence that nothing follows is none, nor a
    line of a list.
    """
    rest = node.rest
    bare = _DUTY.sub("", rest) or rest
    first = _SENTENCE_END.search(bare)
    spaced = _SPACED.match(bare) and bare.endswith(("。", "：", ":"))
    if spaced or (first and first.end() < len(bare)):
        return None
    if rest.endswith(("：", ":", "。", "！")):
        body = _MARKED.sub("", rest)
        if re.search("[：:]", body):
            return None
        heads = _holds(node) and len(body) <= LONGEST_RUN_IN and not _PROSE.search(body)
        return body if heads else ""
    if rest.endswith(("；", ";", "，", "、")) or first:
        return ""
    if _LABELLED.match(bare) and len(bare) > LONGEST_RUN_IN:
        return None
    return bare.rstrip() if len(bare) <= LONGEST else ""


def _holds(node: Node) -> bool:
    """Whether a provision holds any but those who are responsible for it."""
    return any(below.marker or not _WHO.match(below.piece.text) for below in node.children)


def _first_sentence(rest: str) -> str:
    """The heading that a text may begin with: 指导思想。以…, 工作目标：到…, 指导思想　以…."""
    if (found := _LABELLED.match(rest)) and not _NO_LABEL.search(found[1]):
        return found[1]
    if found := _SPACED.match(rest):
        return found[0]
    end = _sentence_end(rest)
    if end is None or not 2 <= end <= LONGEST_RUN_IN:
        return ""
    behind = rest[end + 1 :]
    if not behind.strip() or _TAIL.fullmatch(behind.strip()):
        return ""
    return rest[:end]


def _sentence_end(rest: str) -> int | None:
    """Where the first full stop is that stands in no bracket or quotation; None where ； is before it."""
    depth = 0
    for at, c in enumerate(rest[: LONGEST_RUN_IN + 2]):
        if c in "（(〔[“‘《":
            depth += 1
        elif c in "）)〕]”’》":
            depth -= 1
        elif depth <= 0 and c in "。；;！":
            return at if c == "。" else None
    return None
