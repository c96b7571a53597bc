"""Lines that a site puts round a document: navigation, buttons, records, links to other pages."""

import re
from collections.abc import Iterator, Sequence

from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import marker

_BARS = " \t\u3000\u00a0|丨｜"
MOST_BEFORE = 60
"""Within how many lines the document has to begin."""
SHORTEST_TITLE = 4
SURE_TITLE = 10
"""From what length on a line that ends as titles do is one, whatever follows; menus have 通知公告."""
LARGEST_REST = 0.1
"""How much of the prose may stand behind a line that ends the document, for it to be one."""
LEAST_REST = 200
"""The same in characters, of a short one."""
LONGEST_RECORD = 300
"""Of a line of a record, in characters, that may hold no document."""
_WITHIN = re.compile(r"\s一、.{2,4000}?[。\s]二、|\s第一条\s.{2,4000}?[。\s]第二条\s")
"""Parts of a document within a line."""
_LABELS = (
    "索引号|索取号|信息索引号|文号|发文字号|文件编号|发布文号|发布机构|发文机关|发文机构|发文单位|发布单位|制发机关|制定机关|发布机关|公开责任部门|责任部门|"
    "成文日期|成文时间|发文日期|发文时间|发布日期|发布时间|生成日期|生效日期|废止日期|公开日期|公开时间|印发日期|公布日期|施行日期|更新时间|时间|日期|"
    "主题分类|组配分类|信息分类|体裁分类|分类|服务对象|主题词|关键词|本文关键词|关键字|标签|有效性|时效性|效力状态|效力|公文时效|时效|效力级别|法律效力位阶|"
    "信息来源|文章来源|来源|稿源|作者|供稿|浏览次数|浏览量|浏览|访问次数|访问量|点击次数|点击率|点击数|点击|阅读次数|阅读量|阅读|人气|字体大小|字体|字号|"
    "标题|信息名称|名称|原标题|公开方式|公开范围|公开程序|公开形式|公开属性|内容概述|统一登记号|统一编号|有效期|"
    "责任编辑|编辑|审核|审核人|校对|录入|发布人|本文链接|原文链接|链接|网址|分享到|分享至|分享|打印|上一篇|下一篇|上一条|下一条|当前位置|您的位置|您当前的位置|位置|"
    "扫一扫|相关文档|政策解读|图解"
)
LABEL = re.compile(
    "(?:^[•·●◆■*-]?\\s*|(?<=[\\s|丨｜【\\[(（]))(?P<label>"
    + "|".join(r"\s*".join(label) for label in _LABELS.split("|"))
    + r")\s?[:：]\s*"
)
RECORDED = re.compile(
    "索引号|索取号|信息索引号|统一登记号|统一编号|文号|发文字号|文件编号|发布文号|标题|原标题|信息名称|名称|[^内]{0,4}(?:机构|机关|单位)|公开责任部门|责任部门|"
    "(?:成文|发文|发布|生成|生效|废止|公开|印发|公布|施行|更新)(?:日期|时间)|日期|时间|(?:主题|组配|信息|体裁)?分类|主题词|有效性|时效性|效力状态|效力|"
    "公文时效|时效|有效期|(?:信息|文章|本文)?来源|稿源|公开(?:方式|范围|程序|形式|属性)"
)
"""The labels of which the values say something of the document, and not of the page."""
_OF_BODY = re.compile(r"(?:机构|机关|单位|部门)\s?[:：]\s*\Z")
_OWN = re.compile(
    r"(?:主\s*题\s*词|有\s*效\s*期|公\s*开\s*属\s*性|公\s*开\s*方\s*式|联\s*系)\s*[:：]"
)
"""Labels that a document itself may print at its end."""
_BUTTON = re.compile(
    r"[\[【(（<《]?\s*(?:打\s*印(?:本页|此页|文章|页面)?|关\s*闭(?:窗口|本页)?|收\s*藏(?:本页)?|分\s*享(?:到|至)?[^。，\s]{0,8}|返\s*回(?:顶部|首页|上一页|列表)?|首\s*页|网站首页|"
    r"[大中小]|[A＋+－-]{1,2}|默认|字体|字号|更多|展开|收起|纠错|我要纠错|复制链接|微信|微博|QQ空间|下载|附件下载|全文下载|下载文字版|下载图片版|朗读|语音播报|无障碍|"
    r"登录|注册|搜索|检索|高级搜索|网站地图|联系我们|关于我们|设为首页|加入收藏|版权声明|隐私声明|English|繁體|繁体|移动版|客户端|手机版|"
    r"扫一扫[^。]{0,20}|TOP|政策解读|图解|一图读懂|正文|详情|目录导航|News\s?Center)\s*[\]】)）>》]?(?:\s|[|丨｜·])*"
)
_BUTTONS = re.compile(rf"(?>(?>{_BUTTON.pattern})+)\Z")
_TRAIL = re.compile(r".{0,30}[>＞»›→].{1,80}\Z")
_PATH = re.compile(
    r"(?:当前位置|您的位置|您现在的位置|所在位置|首页|网站首页|主页)[\s:：>＞»›/／|-]*.{0,80}\Z"
)
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


def is_chrome(text: str, *, tail: bool = False) -> bool:
    """Whether a line is no part of any document, wherever it stands."""
    if LABEL.match(text):
        return not (tail and _OWN.match(text)) and not _runs_on(text)
    if _BUTTONS.match(text):
        return True
    if len(text) <= 120 and not re.search("[。；]", text):
        return bool(
            _PATH.match(text) or (_TRAIL.match(text) and not marker(text) and "<" not in text)
        )
    return False


def _runs_on(text: str) -> bool:
    """Whether a line goes on with the document itself, parts and all."""
    return len(text) > LONGEST_RECORD and _WITHIN.search(text) is not None


def entries(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The labels of a line with their values, and where each begins and ends."""
    found = list(LABEL.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    for each, end in zip(found, ends, strict=False):
        value = text[each.end() : end].rstrip()
        if RECORDED.fullmatch(line.compact(each["label"])):
            yield (
                line.compact(each["label"]),
                value.strip(_BARS),
                each.start(),
                each.end() + len(value),
            )


def prose(text: str) -> int:
    """How much of a line looks like the text of a policy, in characters."""
    if marker(text) or (len(text) >= 15 and re.search("[，。；、,;]", text)):
        return len(text)
    return 0


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


_TERMS = re.compile(r"\S{1,10}(?:[\u3000 ]+\S{1,10})+")
"""Subject terms, 体育　运动会　函: the last is a type of document, as that of a title is."""


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
        if _ENDING.match(text) and not _OWN.match(text):
            stop = at
            continue
        behind += weights[at]
        dated = line.full_date(text) is not None and "年" in text
        own = marker(text) is not None or line.is_note(text) or line.is_routing(text) or dated
        if own or behind > max(LARGEST_REST * total, LEAST_REST):
            break
    return stop if sum(weights[stop:]) < sum(weights[:stop]) else len(lines)
