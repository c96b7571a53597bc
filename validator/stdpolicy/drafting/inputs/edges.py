"""Where a document begins and ends among the lines of a page or a text."""

import re
from collections.abc import Sequence

from stdpolicy.drafting.inputs.chrome import LABEL, OWN, is_chrome, prose
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import marker

MOST_BEFORE = 60
"""Within how many lines the document has to begin."""
SHORTEST_TITLE = 4
SURE_TITLE = 10
"""From what length on a line that ends as titles do is one, whatever follows; menus have 通知公告."""
LARGEST_REST = 0.1
"""How much of the prose may stand behind a line that ends the document, for it to be one."""
LEAST_REST = 200
"""The same in characters, of a short one."""
_OF_BODY = re.compile(r"(?:机构|机关|单位|部门)\s?[:：]\s*\Z")
_ISSUES = re.compile("关于|印发|转发|批转|(?:办公厅|国务院|政府|委员会|[局部委])对(?!外)")
_PAGE = re.compile(
    r"\A[^《]{2,20}[〔﹝\[][0-9]{4}[〕﹞\]][0-9]{1,5}号(?=《)|[-_|—]{1,2}[^-_|—《》]{2,20}(?:网|政府|门户|网站)\Z"
)
"""What a site adds to the title of the document in that of the page."""
_ENDING = re.compile(
    r"(?:[\[【]?(?:责任编辑|编辑|责编|审核|来源|稿件来源|信息来源|打印|关闭|分享|收藏)[:：】\]]|相关(?:链接|阅读|新闻|文章|文件|解读|稿件|信息|附件|推荐|报道|政策|内容)|"
    r"延伸阅读|推荐阅读|热门|上一[篇条]|下一[篇条]|本文(?:链接|关键词|来源|地址|网址)|版权|Copyright|©|主办(?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"网站标识码|[^。]{0,6}ICP备|[^。]{0,6}公网安备|网站地图|扫一扫|友情链接|附件下载|技术支持|分享到|打印本页|文件下载|声明[:：]|免责声明|用户评论|发表评论|"
    r"政策(?:图解|解读)[:：]?$|解读(?:材料|链接)|关联稿件|最新(?:文章|资讯))",
    re.IGNORECASE,
)
"""What begins a line behind which nothing of the document stands."""
_TERMS = re.compile(r"\S{1,10}(?:[\u3000 ]+\S{1,10})+")
"""Subject terms, 体育　运动会　函: the last is a type of document, as that of a title is."""


def document(lines: Sequence[str]) -> list[int]:
    """Which lines are those of the document, by their indices.

    Between the first and the last line of its prose they all are.
    """
    start, stop = _start(lines), _stop(lines)
    body = [at for at in range(start, stop) if _is_text(lines[at]) and not is_chrome(lines[at])]
    first, last = (body[0], body[-1]) if body else (stop, stop)
    return [
        at
        for at in range(start, stop)
        if first <= at <= last
        or not (
            is_chrome(lines[at], tail=at > last) or (at < first and _is_value(lines, at, start))
        )
    ]


def _is_value(lines: Sequence[str], at: int, start: int) -> bool:
    """Whether a line is the value of a label on the line before: 索引号： alone."""
    if at == start or at > MOST_BEFORE:
        return False
    return _is_labelled(lines, at) and not prose(lines[at])


def _start(lines: Sequence[str]) -> int:
    """Where the document begins: with its title, or the number, addressee or prose if it has none.

    Where nothing shows that a site put something before it, that is the first line. The title that a
    site gives to the page is left out where the document has its own.
    """
    begun = [at for at in range(min(len(lines), MOST_BEFORE)) if _begins(lines, at)]
    start = begun[0] if begun else 0
    for at in begun:
        if not any(_repeats(lines, later, lines[at]) for later in begun if at < later <= at + 25):
            start = at
            break
    if not any(map(is_chrome, lines[: start + 12])) and (not begun or start == begun[0]):
        return 0
    if not line.is_sentence(lines[start]) and line.ends_title(lines[start]):
        return start
    return _with_title(lines, start, begun)


def _with_title(lines: Sequence[str], start: int, begun: Sequence[int]) -> int:
    """Where a title of unknown ending begins above the number or addressee of the document."""
    at = start
    for before in range(start - 1, max(-1, start - 4), -1):
        text = lines[before]
        if (
            before in begun
            or is_chrome(text)
            or _is_labelled(lines, before)
            or len(text) < SHORTEST_TITLE + 2
        ):
            break
        at = before
    return at


def _begins(lines: Sequence[str], at: int) -> bool:
    """Whether a document may begin with a line."""
    text = lines[at]
    if is_chrome(text) or _is_labelled(lines, at):
        return False
    if is_sure(text):
        return True
    if len(text) < SHORTEST_TITLE or line.is_sentence(text):
        return False
    if line.ends_title(text):
        following = (after for after in lines[at + 1 : at + 4] if not is_chrome(after))
        return len(text) >= SURE_TITLE or any(map(is_sure, following))
    return _begins_title(lines, at)


def _begins_title(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the first of a title on two to four lines."""
    if not (_ISSUES.search(lines[at]) or line.is_body(lines[at])):
        return False
    return any(line.ends_title("".join(lines[at:end])) for end in range(at + 2, at + 5))


def _is_bare_label(text: str) -> bool:
    """Whether a line is a label whose value has to stand on the next."""
    label = LABEL.match(text)
    return label is not None and label.end() == len(text)


def _is_labelled(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the value of a label on the line before; a title is not, 内容概述： may be empty."""
    if at == 0 or not _is_bare_label(lines[at - 1]):
        return False
    if _OF_BODY.search(lines[at - 1]) and line.is_body(lines[at]):
        return True
    if _TERMS.fullmatch(lines[at]):
        return True
    return not (line.ends_title(lines[at]) or _begins_title(lines, at))


def is_sure(text: str) -> bool:
    """Whether a line can only be of a document: its number, addressee, a law's history, prose."""
    if line.is_document_number(text) or line.is_recipients(text) or line.is_news(text):
        return True
    if line.annex_label(text) or line.is_adoption(text) or (line.is_head(text) and len(text) > 3):
        return True
    return _is_text(text)


def _is_text(text: str) -> bool:
    """Whether a line is numbered, or prose with a full stop."""
    return bool(prose(text)) and (marker(text) is not None or "。" in text)


def _repeats(lines: Sequence[str], at: int, page_title: str) -> bool:
    """Whether the title that begins with a line, on up to four lines, is that of the page again."""
    bare = _PAGE.sub("", line.compact(page_title)).rstrip("》").removeprefix("《")
    if not line.ends_title(bare):
        return False
    joined = ""
    for text in lines[at : at + 4]:
        joined += line.compact(text)
        if joined == bare:
            return True
        if not bare.startswith(joined):
            return False
    return False


def _stop(lines: Sequence[str]) -> int:
    """Where the document ends: before the first line of links, notices or credits behind its prose."""
    weights = [prose(text) for text in lines]
    total = sum(weights) or 1
    behind = 0
    stop = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at]
        if _ENDING.match(text) and not OWN.match(text):
            stop = at
            continue
        behind += weights[at]
        dated = line.full_date(text) is not None and "年" in text
        own = marker(text) is not None or line.is_note(text) or line.is_routing(text) or dated
        if own or behind > max(LARGEST_REST * total, LEAST_REST):
            break
    return stop if sum(weights[stop:]) < sum(weights[:stop]) else len(lines)
