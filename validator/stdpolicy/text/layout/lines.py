"""What a line of the head or tail of a document is, by its words alone."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.citations import document_numbers
from stdpolicy.text.dates import Date, dates
from stdpolicy.text.numerals import YEAR

LONGEST_NAME = 40
"""Of the name of a body, in characters."""
LONGEST_LINE = 60
"""Of a line of a title, in characters."""
_ENDING = (
    "意见|通知|决定|决议|方案|计划|规划|纲要|办法|规定|条例|细则|法典|法|措施|要点|公告|通告|公报|通报|报告|请示|批复|复函|函|纪要|令|"
    "章程|规则|准则|指南|指引|目录|清单|规范|制度|预案|举措|政策|建议|宣言|倡议|协议|名单|分工|安排|要求|导则|公约|大纲|"
    "标准|说明|解释|议案|试点|行动|任务|体系|机制|表|图|部署|战略|程序|规程|须知|职责|定额|目标|指标|汇总|一览|简介|样式|格式|模板|"
    "草案|修正案|框架|答复|白皮书|倡议书"
)
_EDITION = r"(?:\s?[（(〔\[][^（）()。]{0,40}(?:试行|暂行|修订|修正|草案|稿|版|摘要|节选|全文|年|本|期|号)[^（）()。]{0,10}[）)〕\]])*"
TITLE_ENDING = regex(rf"(?:{_ENDING})[”》]?{_EDITION}\Z")
TABLE_ENDING = regex(rf"(?:表|清单|目录|名单|一览|汇总|指标|分工|图)[”》]?{_EDITION}\Z")
BODY_ENDING = regex(
    "(?:政府|委员会|[部委厅局署办院会社组室所处科站队联盟团司]|中心|公司|集团|法院|检察院|大学|学院|学校|医院|[银分支总]行|协会|学会|"
    "领导小组|指挥部|管委会|总工会|中共中央|团中央|[科作]协|[妇残文侨青]联|工商联|社科联)(?:[（(][^（）()]{1,12}[）)])?\\Z"
)
_MARKED = regex("[。；：:，,！？《》]")
"""What the name of a body has none of."""
_PERSON = regex(
    r"(?:总理|国家主席|主席|委员长|省长|市长|州长|县长|区长|旗长|盟长|部长|主任|局长|署长|厅长|行长|会长|院长|检察长)[\s:：]*"
    r"(?:\w[\s]*){2,4}\Z"
)
_RECIPIENT = regex(
    "(?:政府|部门|部委|机构|机关|单位|委员会|[委局办厅部会署行社院所区市县省州盟旗组站处]|学校|院校|高校|大学|企业|公司|集团|"
    "团体|协会|中心|地区|领导小组|银行|保险|法院|检察院|军区|兵团|街道|乡镇|团队|总队)"
    r"(?:[（(][^（）()]{1,40}[）)])?[:：]\Z"
)
_NOTICE = regex("如下|以下|下列|如上|通知|意见|办法|要求|指出|强调")
_NOTE = regex(
    r"[（(〔\[]?\s*(?:(?:此件|此文|此函|此通知|本件|本文(?!件))[^。]{0,40}(?:公开|删减|删节|发至|登报|发布|传达)[^。]{0,20}|"
    r"(?:公开(?:属性|方式|类别|形式)|信息公开选项|信息公开类别|联系人(?:[及和、](?:联系)?(?:电话|方式))?|联系方式|联系电话|咨询电话|联系单位|电\s*话|传\s*真)\s*[:：][^。]{0,80}|"
    r"(?:此件)?(?:主动公开|依申请公开|不予公开|公开发布|不公开)|此页无正文|有删[减节])。?\s*[）)〕\]]?\Z"
)
_ROUTED = regex(
    r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送|报\s*送|发\s*送|主题词|关键词|承办单位|经办人|校\s*对|打\s*字)\s*[:：]"
)
_PRINTED = regex(r"[\w\s（）()、]{2,60}\s*(?:印发|印制|印|翻印)(?:\s*[（(]?共印[^。]{1,12})?\Z")
_COPIES = regex(r"[（(]?共印\s*\d+\s*份[）)]?\Z")
_HEAD = regex(
    r"(?:(?:绝密|机密|秘密)\s*(?:★.*)?|特\s*[急提]|加\s*急|平\s*急|急\s*件|签发人\s*[:：].{0,20}|★.{0,10}|\d{6}|000\d+|(?!.*关于).{2,40}文\s*件|.{2,30}公报\s*(?:19|20)\d\d年?\s*第?\s?\d{1,3}\s?[期号].{0,12}|"
    r"[-—─―＿_=*·.…]{4,})\Z"
)
_NUMBER = regex(
    r"[（(]?\s*(?:第\s*\d{1,4}\s*号|(?:19|20)\d\d\s*年\s*第\s*\d{1,4}\s*号|第[〇零一二三四五六七八九十百]{1,6}号)\s*[）)]?\Z"
)
_OLD_NUMBER = regex(
    r"[（(]?\s*[（(〔［\[](?:19)?[0-9]{2}[）)〕］\]]\s*[^\W\d]{2,12}?(?:第\s*)?[0-9]{1,4}\s*号\s*[）)]?\Z"
)
"""A document number as it was until the eighties: (78)交公路字412号."""
_ADOPTED = regex(
    r"[（(]?\s*(?:根据[^。]{0,80})?(?:19|20|一九|二[〇○零])[^。]{0,6}年[^。]{2,1500}?"
    r"(?:通过|修订|修正|公布|发布|施行|批准|印发|废止|实施|修改)[^。]{0,30}[）)]?\Z"
)
_PASSED = regex(r"[（(][^。（()）《》]{2,40}会议?(?:审议)?通过[^。]{0,400}[）)]\Z")
"""The same without the day on which it was passed: （…审判委员会第1421次会议通过…）."""
_DAY = regex(
    rf"{YEAR}\s?年[0-9一二三四五六七八九十\s]{{1,6}}月[0-9一二三四五六七八九十\s]{{1,6}}日"
)
_NEWS = regex(
    r"(?:新华社|本报|人民网|中新社|新华网|央视网)[^。]{0,30}(?:电|讯)|[^。]{0,60}(?:主要内容|全\s*文)(?:如下|公布如下)[。：:]?\Z|"
    r"(?:中共中央|国务院)[^。]{0,80}印发了?《[^》]{2,80}》，[^。]{0,60}(?:如下|认真贯彻(?:落实|执行))。\Z"
)
OF_SITE = (
    r"(?:(?:索\s?引\s?号|(?:主题|信息|体裁)分类|(?:发布|发文|制发|公开)(?:机构|机关|单位|部门|日期|时间|方式)|成文日期|生成日期|有效性|效力状态"
    r"|(?:信息)?来源|浏览(?:次数|量)|点击(?:数|量|率)|访问量|字[体号]|作者|(?:责任)?编辑)\s*+[:：]\s*+(?:【[^【】]{1,12}】|\[[^\[\]]{1,12}\]|[^\s【\[]{0,40}+)"
    r"|【[^【】]{1,12}】|打印|关闭|收藏|分享(?:到)?|下载)(?:\s++|(?<=\s)|\Z)"
)
"""A part of the record that a site sets beside a document, as a pattern: 索引号：…, 打印."""
_OF_SITE = regex(rf"(?>(?:{OF_SITE})+)\Z")
_CONTENTS = regex(r"[【\[]?目\s*(?:录|次)[】\]]?\Z")
_ANNEX = regex(
    r"(?:附\s*件|附\s*表|附\s*录|附\s*图|附)\s*(?:[0-9０-９]{1,2}(?:[-—－][0-9０-９]{1,2})?|[一二三四五六七八九十]{1,3}|[A-H])?\s*"
)
_BEHIND_LABEL = regex(r"[:：.．、]?\s*")


def compact(text: str) -> str:
    """A text without white space: 国 务 院 as 国务院."""
    return "".join(text.split())


def full_date(text: str) -> Date | None:
    """The date with its day that is the whole line, brackets and white space aside."""
    bare = text.strip(" \t\u3000\u00a0（）()〔〕[]")
    if not 6 <= len(bare) <= LONGEST_NAME:
        return None
    found = list(dates(bare))
    if len(found) != 1 or found[0].day is None or found[0].year is None:
        return None
    return found[0] if (found[0].start, found[0].end) == (0, len(bare)) else None


def is_month(text: str) -> bool:
    """Whether a line is a year and month in brackets, as under the title of a draft: （二〇二四年四月）."""
    found = list(dates(text)) if is_bracketed(text) and len(text) <= LONGEST_NAME else []
    inside = (1, len(text) - 1)
    return len(found) == 1 and bool(found[0].month) and (found[0].start, found[0].end) == inside


def is_bracketed(text: str) -> bool:
    """Whether a line stands in brackets."""
    return text[:1] in "（(〔[" and text[-1:] in "）)〕]"


def is_document_number(text: str) -> bool:
    """Whether a line is the number of the document, and nothing else but a star or brackets."""
    bare = text.strip(" \t\u3000\u00a0（）()★*")
    if not 3 <= len(bare) <= LONGEST_LINE:
        return False
    if _NUMBER.match(text) or _OLD_NUMBER.match(text):
        return True
    found = next(iter(document_numbers(text.rstrip("★* "))), None)
    if found is None:
        return False
    before, behind = (
        text[: found.start].strip("（( \u3000"),
        text[found.end :].strip("）) \u3000★*"),
    )
    return not behind and (not before or BODY_ENDING.search(before) is not None)


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: three cells or more, that tabs part."""
    return text.count("\t") > 1


def is_body(text: str) -> bool:
    """Whether a line is the names of bodies or of the person who signs, 国务院 or 总理 李克强.

    Of cells each is, so that a row of a table which ends in one is none.
    """
    if "\t" in text:
        return all(map(is_body, text.split("\t")))
    if len(text) > 4 * LONGEST_NAME or _MARKED.search(text):
        return False
    bare = compact(text)
    if _PERSON.match(bare):
        return True
    return 2 <= len(bare) <= 3 * LONGEST_NAME and BODY_ENDING.search(bare) is not None


def is_recipients(text: str) -> bool:
    """Whether a line names those to whom the document is sent, with the colon at its end."""
    if not text.endswith(("：", ":")) or len(text) > 600 or re.search("[。；！？]", text):
        return False
    ends = compact(text[-60:])
    return _RECIPIENT.search(ends) is not None and not _NOTICE.search(ends[-12:])


def is_note(text: str) -> bool:
    """Whether a line is a note on disclosure or contacts: （此件公开发布）, 联系人：…."""
    return len(text) <= 120 and _NOTE.match(text) is not None


def is_routing(text: str) -> bool:
    """Whether a line is of the print record: 抄送：…, …办公厅 2022年4月18日印发, 主题词：…."""
    return bool(_ROUTED.match(text) or _COPIES.match(text)) or is_printed(text)


def is_printed(text: str) -> bool:
    """Whether a line is the record of the printing: …办公厅 2022年4月18日印发."""
    return len(text) <= 80 and _PRINTED.match(text) is not None and any(dates(text))


def is_person(text: str) -> bool:
    """Whether a line is the office and name of the person who signs: 总理 李克强."""
    return _PERSON.match(compact(text)) is not None


def is_head(text: str) -> bool:
    """Whether a line is of the head of a printed document: secrecy, urgency, …文件, 签发人."""
    return _HEAD.match(text) is not None


def is_adoption(text: str, *, dated: bool = False) -> bool:
    """Whether a line says when a law was passed, published or amended; with `dated` only if it stands in
    brackets or begins with the day, as no title does.
    """
    if len(text) > 2000 or not (_ADOPTED.match(text) or _PASSED.match(text)):
        return False
    return not dated or is_bracketed(text) or _DAY.match(text) is not None


def is_news(text: str) -> bool:
    """Whether a line is a news agency's lead-in: 新华社北京10月10日电…, …全文如下。."""
    return _NEWS.match(text) is not None


def is_of_site(text: str) -> bool:
    """Whether a line is of the record that a site sets beside a document: 发布日期：2024-03-18."""
    return _OF_SITE.match(text) is not None


def is_contents(text: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return _CONTENTS.match(text) is not None


def annex_label(text: str) -> tuple[str, str] | None:
    """The label of an annex that begins a line, 附件1 or 附件：, and the words behind it.

    None if none begins it, or if 附件 begins a sentence: 附件所列….
    """
    found = _ANNEX.match(text)
    if not found:
        return None
    behind = _BEHIND_LABEL.match(text, found.end())
    end = behind.end() if behind else found.end()
    rest = text[end:]
    marked = text[found.end() : end].strip() != "" or text[found.end() - 1].isspace()
    numbered = not found[0].strip().endswith(("件", "表", "录", "图", "附"))
    if not rest and (len(compact(found[0])) > 1 or marked):
        return text, ""
    if not rest or not (marked or numbered) or len(rest) > 2 * LONGEST_LINE:
        return None
    if len(compact(found[0])) == 1 and not marked:
        return None
    return (text[:end].rstrip(), rest) if "。" not in rest else None


def ends_title(text: str) -> bool:
    """Whether a text ends as a title does, spaced out or not: …意见, …方案（试行）, 《…纲要》, …的 通 知."""
    return TITLE_ENDING.search(compact(text[-3 * LONGEST_LINE :])) is not None


def is_table(title: str) -> bool:
    """Whether a title is that of a table or list rather than of a text: …分工表, …清单, …目录."""
    return TABLE_ENDING.search(title) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is prose rather than a line of a title."""
    if "。" in text or text.endswith(("；", ";", "：", ":", "！", "，", "、")):
        return True
    return len(text) > (2 * LONGEST_LINE if ends_title(text) else LONGEST_LINE)
