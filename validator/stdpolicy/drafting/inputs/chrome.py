"""Lines that a site puts round a document: navigation, buttons, records, links to other pages."""

import re
from collections.abc import Iterator

from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import marker

_BARS = " \t\u3000\u00a0|丨｜"
_COLONS = ":： \u3000\u00a0"
LONGEST_RECORD = 300
"""Of a line of a record, in characters, that may hold no document."""
_WITHIN = re.compile(r"\s一、.{2,4000}?[。\s]二、|\s第一条\s.{2,4000}?[。\s]第二条\s")
"""Parts of a document within a line."""
_LABELS = (
    "索引号|索取号|信息索引号|文号|发文字号|文件编号|发布文号|发布机构|发文机关|发文机构|发文单位|发布单位|制发机关|制定机关|发布机关|公开责任部门|责任部门|"
    "公文种类|公文类别|信息类别|成文日期|成文时间|发文日期|发文时间|发布日期|发布时间|生成日期|生效日期|废止日期|公开日期|公开时间|印发日期|公布日期|施行日期|更新时间|时间|日期|"
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
_LABELLED = re.compile("|".join(r"\s*".join(label) for label in _LABELS.split("|")))
"""A cell of a table that is a label: 索 引 号."""
_STAMP = re.compile(
    r"(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\s+[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?:\s[^。，；]{0,40})?\Z"
)
"""When a site put up a page, and what it says behind that: 2023-01-05 10:00 区政府办公室."""
RECORDED = re.compile(
    "索引号|索取号|信息索引号|统一登记号|统一编号|文号|发文字号|文件编号|发布文号|标题|原标题|信息名称|名称|[^内]{0,4}(?:机构|机关|单位)|公开责任部门|责任部门|"
    "(?:成文|发文|发布|生成|生效|废止|公开|印发|公布|施行|更新)(?:日期|时间)|日期|时间|(?:主题|组配|信息|体裁)?分类|主题词|有效性|时效性|效力状态|效力|"
    "公文时效|时效|有效期|(?:信息|文章|本文)?来源|稿源|公开(?:方式|范围|程序|形式|属性)"
)
"""The labels of which the values say something of the document, and not of the page."""
OWN = re.compile(
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


def is_chrome(text: str, *, tail: bool = False) -> bool:
    """Whether a line is no part of any document, wherever it stands."""
    if LABEL.match(text):
        return not (tail and OWN.match(text)) and not _runs_on(text)
    if _BUTTONS.match(text) or _STAMP.match(text):
        return True
    if not tail and any(_cells(text)):
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
    if any(cells := list(_cells(text))):
        yield from (cell for cell in cells if RECORDED.fullmatch(cell[0]))
        return
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


def _cells(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The labels and values of a row of a table in which they stand in turn, with colons or all of them
    known; nothing of any other row: what heads the columns of one are labels, too.
    """
    cells, at = [], 0
    for cell in text.split("\t"):
        cells.append((cell.strip(_BARS), at))
        at += len(cell) + 1
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    known = [_LABELLED.fullmatch(label.rstrip(_COLONS)) is not None for (label, _), _ in pairs]
    if not any(known) or any(_LABELLED.fullmatch(value) for _, (value, _) in pairs):
        return
    if all(
        own or label.endswith(tuple(_COLONS))
        for own, ((label, _), _) in zip(known, pairs, strict=True)
    ):
        for (label, start), (value, begin) in pairs:
            yield line.compact(label.rstrip(_COLONS)), value, start, begin + len(value)


def prose(text: str) -> int:
    """How much of a line looks like the text of a policy, in characters."""
    if marker(text) or (len(text) >= 15 and re.search("[，。；、,;]", text)):
        return len(text)
    return 0
