"""How the names of bodies are made: what they end in, the level they begin with, classes of bodies.

A list of bodies is cut where a name can end, since 和 and 与 are parts of names too: before the 和 of
住房和城乡建设部 no name ends, before that of 省政府有关部门和青岛市政府 one does.
"""

import re

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.bodies.fields import DEPARTMENT, OF_FIELD, OF_ITS_LEVEL, OF_PARTY, OF_STATE
from stdpolicy.text.characters import HAN

ENDINGS = (
    "部|局|厅|委|办|署|院|会|室|组|处|科|司|站|所|队|电视台|电台|馆|园|校|社|联|协|团|党校|党委|党组|政府|政协|人大|"
    "银行|分行|支行|公司|集团|中心|大学|学院|学校|高校|院校|协会|学会|商会|海关|法院|检察院|医院|研究院|"
    "军区|分区|警备区|中央|兵团|指挥部|专班|联席会议|会议|基金|基地|联盟|平台|机制|企业|机构|组织|团体|"
    "机关|部门|单位|地区|地方|各地|各方|方面|各级|街道|街道办|镇街|街镇|开发区|高新区|新区|园区|管委会|组委|两级|三级|"
    "省|自治区|直辖市|市|自治州|州|盟|县|自治县|旗|区|乡|镇|村|社区|厂|央行|主体|实验室|办事处|"
    "交易所|出版社|报社|基金会|合作社|经营者|运营商|省份|城市"
)
"""What a name of a body, or of a class of them, ends in."""
WITHOUT_ENDING = (
    "民革|民建|农工党|致公党|国家电网|南方电网|国网|中国(?:石油|石化|海油|移动|联通|电信|铁塔|邮政)"
)
"""Names that end in no such word."""
_LONGEST_ENDING = 32
_BRACKET = r"(?:[(（][^()（）]{0,20}[)）])?"
_ENDED = regex(rf"(?:{ENDINGS}|{WITHOUT_ENDING}){_BRACKET}\Z")

GENERIC = (
    "部门|单位|机构|企业|高校|院校|高等学校|高等院校|学校|地区|地方|组织|协会|商会|团体|各方|方面|园区|银行|"
    "委员会|安委会|管委会|领导小组|指挥部|市|州|县|区|旗|盟|省份|城市|政府|党委|司局|处室|科室|基地|平台|主体|医院|委局|厅局|部委|厅委"
)
"""What a class of bodies ends in."""
CLASS_HEAD = (
    "各|有关|相关|其他|其它|所有|全体|所在|属地|当地|地方|本级|同级|上级|下级|基层|试点|涉及|承办|行业|省级|市级|县级|"
    "区级|省直|市直|县直|区直|州级|州直|国家级|省属|市属|在[^，。；]{1,4}(?:高校|单位)|中央和国家机关|中直|"
    "县级以上|省级以上|市级以上|设区的?市|地级(?:以上)?市|重点|相应|主要|骨干|龙头"
)
"""What a class of bodies begins with."""
_SAID = (
    "[对将要在向把由等按就从以为应须被使让不并且是]|组织|开展|建立|制定|做好|推进|加强|组建|研究|负责|指导|会同|统筹|督促|配合|"
    "支持|鼓励|引导|推动|完善|健全|落实|报送|通过"
)
"""Words that no name of a class has, but for those of 设在 and the like."""
CLASS = regex(
    rf"(?:(?:国务院|省委|市委|县委|区委|省政府|市政府|县政府|区政府|省|市|县|区|国家|全省|全市|全县|全国)?"
    rf"(?:{CLASS_HEAD})(?:(?!{_SAID})[{HAN}、()（）]){{0,30}}?"
    rf"|(?:(?!{_SAID})[{HAN}、]){{0,24}}(?:行政主管|主管|行政))"
    rf"(?:{GENERIC}|[地级市州县区])(?:和(?:单位|部门|企业|地方|机构))?{_BRACKET}\Z"
)
COLLECTIVE = regex(
    "(?:用人单位|建设单位|施工单位|生产经营单位|平台企业|上市公司|企业事业组织|事业组织|事业单位|企事业单位|社会团体|社会组织|行业协会|行业组织|金融机构|科研机构|科研院所|"
    "医疗机构|检测机构|技术机构|职业院校|高等职业学校|中等职业学校|高等学校|高等院校|普通高校|高校|学校|学会|协会|商会|"
    "(?:公安|税务|检察|审判|监察|司法|司法行政|行政|国家|国家安全|党政|登记|发证|执法|监管|主管)机关|"
    "联合会|企业|工会|国有企业|中央企业|[各]?级?人民政府|地方政府|"
    "(?:教育|科研|文化|医疗|金融|检验检测|认证|标准化|培训|评价|第三方|中介|服务|技术|专业|养老|研究)+(?:服务)?(?:机构|组织))\\Z"
)
"""Kinds of bodies that no word marks as a class."""

LEVEL = regex(
    rf"(?P<place>(?!城市|都市)[{HAN}]{{0,8}}?)(?P<level>省|自治[区州县旗]|兵团|"
    r"市(?!场监|场监督|容|政(?!府|协)|民(?![政族宗委])|域)|州(?![市省县])|(?<![{HAN}])州(?=市场监)|盟|县(?!域)|旗|区(?!块|域))(?P<rest>.*)\Z",
    re.DOTALL,
)
"""The place and level that a name begins with, and the rest: 济南 市 政府, 省 科技厅."""
NATIONAL = regex(
    "国家|中国|中华|全国|中央|国务院|最高|人民银行|(?:总局|总署|总社|集团|公司|银行)\\Z"
)
"""What tells a national body, or one that belongs to no level of government."""

_GRASSROOTS = regex(
    '各?(?:乡镇|[乡镇村居]|街道|社区)[(（][乡镇村居街道社区场园、]{1,12}[)）](?:民?委员会|委会|[“"]?两委[”"]?|党组织)?'
    "|各(?:乡镇|[乡镇村]|街道|社区)|[村居]民委员会|[村居]委会"
)
"""Villages and communities, which each place has: 村（社区）, 村（居）委会, 各街道."""


def ended(name: str) -> bool:
    """Whether a name can end here: 省政府有关部门, not 住房."""
    return _ENDED.search(name, max(0, len(name) - _LONGEST_ENDING)) is not None


@memo.word
def is_class(name: str) -> bool:
    """Whether a name is of a class of bodies: 各有关部门, 省级有关部门, 国务院标准化行政主管部门, 企业."""
    return any(each.match(name) for each in (CLASS, COLLECTIVE)) or bool(
        _GRASSROOTS.fullmatch(name)
    )


@memo.word
def department(name: str) -> bool:
    """Whether a name without its level is that of a department that each level has: 财政局, 组织部."""
    return any(kind.fullmatch(name) for kind in (DEPARTMENT, OF_PARTY, OF_ITS_LEVEL))


_EVERY = regex(
    rf"(?:各|有关|相关|其他|其它|所有|全体|本级)(?!省|(?:有关|相关)?省)[{HAN}、()（）]*"
    r"|(?:(?!国务院|国家|中央|县级|省级|市级|设区|地方|所在)[^省市县区州旗盟]){2,12}主管部门"
)
"""Classes of bodies that each place has: 各部门, 有关单位, 标准化主管部门."""
_OTHERS = regex(f"{OF_FIELD.pattern}|{OF_STATE.pattern}")
_OFFICE = regex(
    "(?:领导小组|协调小组|工作小组|工作组|联席会议|指挥部|工作专班|专班|管委会|管理委员会|委员会|办公室|人民政府|政府|党委|党组|"
    "专家组|督查室|行政主管部门|主管部门|行政部门|协调机制)(?:办公[室厅])?\\Z"
)
_NATIONAL_NAME = regex(
    "(?:国家|全国|中国|中央|国务院|中共中央|中华|最高|香港|澳门|管委会(?=[^，。]{2,8}[局办部]\\Z)|共青团|九三学社|中科院|新华社|人民银行)"
)
_NO_NAME = regex(
    "[由向将]|可以|建立|完成|成立|设立|组建|会同|根据|应当|负责|(?<![高中初平同])等(?!级)|通过|要求"
)
"""Words that are in no name of an office."""
_VERB = regex(
    "提请|协助|配合|派单|[必须需未]经|经(?![济开信贸])|自(?![然治贸])|国家(?:鼓励|支持|推动)|推动|鼓励|支持|加强|引导|督促|指导|要求|发挥|完善|建立|健全|落实|推进|促进|加快|强化|组织(?!部)|依托|会同|积极|充分|提高|"
    "严格|确保|坚持|实行|实施|制定|明确|设立|成立|组建|纳入|根据|通过|按照|围绕|结合|利用|开展|打造|培育|创建|搭建|建设(?![部厅局委银])"
)
_OF_A_LEVEL = {"委", "政府", "人民政府", "人大", "政协", "委办公厅", "政府办公厅"}
_SECOND = regex(rf"(?<=[部委局厅办署总]){_BRACKET}\Z")
"""The second name of a body: 市场监管总局(标准委)."""
_BEFORE = regex("[的在对将把向由经以按使让请从为与报给并或如凡未不可需应要]")
"""What a clause begins with that is no name."""


@memo.word
def certain(name: str) -> bool:
    """Whether a name is surely that of a body or a class of bodies, in running text too."""
    name = _SECOND.sub("", name)
    if is_class(name) or department(name) or _OTHERS.fullmatch(name):
        return True
    if _VERB.match(name):
        return False
    place, rank, rest = level(name)
    if rank and not _NO_NAME.search(place) and (department(rest) or rest in _OF_A_LEVEL):
        return True
    if _BEFORE.match(name) or _NO_NAME.search(name) or not ended(name):
        return False
    office = _OFFICE.search(name) or _NATIONAL_NAME.match(name) or name.endswith("海关")
    return bool(office) and len(name) > 2


def relative(name: str) -> bool:
    """Whether a name says its place by the level alone: 市财政局, 自治区有关部门."""
    place, rank, _ = level(name)
    return rank != "" and not place


@memo.word
def local(name: str) -> bool:
    """Whether a name says nothing of its place, and each place has a body that is called so: 财政局,
    各部门, 领导小组; not 财政部, of which there is one, nor 企业, which are of no place.
    """
    if department(name):
        return not name.endswith(("部", "总局", "总社")) and not OF_STATE.fullmatch(name)
    if _OFFICE.match(name):
        return True
    return _EVERY.fullmatch(name) is not None and is_class(name)


@memo.word
def level(name: str) -> tuple[str, str, str]:
    """The place, the level and the rest of a name: 济南, 市, 政府; the first two empty if it has none."""
    found = LEVEL.match(name)
    return (found["place"], found["level"], found["rest"]) if found else ("", "", name)
