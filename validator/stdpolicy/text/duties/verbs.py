"""The verbs by which running text gives a duty, as patterns: they are more than words.

Which role a verb says is told by the code list `role` as far as a word does; 会同 gives one to the bodies
before it and another to those behind.
"""

from stdpolicy.patterns import regex
from stdpolicy.text.characters import HAN

_MANNER = (
    "(?>(?:(?:均|都|也|还|既|分别|具体|共同|联合|全面|统一(?!管理)|依法|依职责|依据(?:法定)?职责|按(?:照)?(?:各自)?职责(?:分工)?|"
    "根据(?:各自)?职责(?:分工)?|在(?:各自)?职责范围内|定期|及时|切实|主要|总体|认真|按规定|按程序|充分|积极|密切|主动|进一步)"
    "[，,]?)*)"
)
_OUGHT = "要(?![求素点件害闻么是不紧领务塞义道式旨])|应当|应该|应(?![急用邀届税收承诺变激力])(?!对(?!接|照))|必须|须(?!知)|务必"
_OVERSEE = "统筹(?!安排|使用|利用|用好|考虑|现有|[^，,。；;]{0,8}(?:资金|资源|力量))|督促|督导|指导|监督|协调"
_NOUN = "[下的，,。；;、]|机制|会议|小组|意见|作用|部门|机构|人员|目录|性|体系|制度|管理局"
"""What shows that such a word is no verb: 指导下, 协调机制."""
_IS = "(?:牵头|责任|实施|配合|主管|参与|主办|承办|协办)(?:责任)?(?:单位|部门|主体)"
_GIVEN = (
    "负责(?![人同]|制(?![定订作造]))|牵头(?!单位|部门)|会同|分工(?:管理|负责)|统一管理|主管(?!部门|单位)|"
    rf"组织(?:实施|制定|开展|协商|编制)|(?:{_OVERSEE})(?!{_NOUN})|履行|(?:配合|协助)(?![度机])|"
    rf"对(?=[^，,。；;]{{2,30}}(?:负总责|总负责|负责任|负主要责任|负首要责任|负直接责任))|(?:负总责|总负责)|(?:参与|参加|协办)(?=[，,。；;]|\s*\Z)|(?:作?为|是)(?=[^，,。；;、]{{0,20}}{_IS})"
)
_PLAIN = (
    "组织|承担|承办|实施|落实|贯彻|制定|制订|出台|批准|审批|审核|审查|审定|发布|公布|公告|通报|提出|编制|起草|受理|认定|建立|开展|做好|"
    "抓好|抓紧|印发|下达|安排|核发|签发|验收|评估|考核|检查|查处|责令|约谈|追回|组建|加强|强化|加大|加快|完善|健全|推进|推动|规范|明确|细化|严格|优化|"
    "研究(?:制定|提出|建立|出台|完善)|支持|鼓励|引导|给予|予以|提供|确定|结合(?:本地区?|本部门|本单位|自身|各自|当地)?(?:工作)?实际|"
    "(?:每年|每半年|每季度|适时)(?:至少|定期)?(?:对|组织|开展|向|发布|公布)|参照|于(?=[^，。；]{2,16}前(?:将|报|完成|印发|制定))|"
    "(?:每年|20[0-9]{2}年)?[0-9]{1,2}月[0-9日底末上中下旬]{0,4}前(?=将|报|完成|印发|制定|形成|建成)|将(?=适时|定期|会同|组织|加强|加大|继续|开展|对)|进行(?=[^，。；]{0,12}(?:监督|检查|指导|评估|考核|调度))|定期|调度|汇总|"
    "(?:按照?|根据|依据|依托|围绕|对照)(?=[^，。；,;]{2,30}(?:推进|落实|实施|制定|开展|做好|建立|完善|加强|组织|细化))|对(?=[^，,。；;]{2,40}(?:进行|予以|给予|开展|实施|作出))|[将把](?=[^，,。；;]{2,60}(?:纳入|列入|作为|落实))"
)
_NO_PLAIN = "的|机制|情况|力度|水平|能力|作用|成效|有力|不力|不到位|中[，,]|[时后前]|过程|项目|计划|行动|工程|政策|标准|部门|单位|机构|[《□]|了(?!解)"
"""What shows that such a verb is part of a name, or of what has been done: 印发《…》, 制定的."""
_ACT = (
    "负责|牵头|会同|组织|承担|承办|实施|落实|制定|制订|批准|审批|审核|审查|审定|发布|公布|公告|备案|通报|决定|协商|解决|处理|"
    "管理|监督|指导|统筹|协调|主办|受理|认定|评审|筛选|推荐|提出|编制|起草|另行|废止|撤销|责令|查处|给予|确定|建立|开展|做好|"
    "研究|根据|结合|自行|依法|依照|按照|按|统一|具体|分别|共同|联合|印发|下达|安排|报|出具|核发|签发|核定|约谈|验收|评估|考核|检查|督促|督导|对|作出|进行|组建|加强|强化|完善|健全|推进|推动|规范|参与|共同"
)

PREDICATE = regex(
    rf"{_MANNER}(?:(?P<ought>{_OUGHT})|(?P<given>{_GIVEN})|(?P<plain>{_PLAIN})(?!{_NO_PLAIN}))"
)
"""What stands behind the subject of a clause that gives it a duty: 要, 应当, 负责, 会同; or a plain verb."""
NO_PLAIN = regex(
    "(?:的|[时后前]|以来|期间|过程中|情况下|基础上)\\Z|(?:情况|成效|结果)(?:纳入|作为|列入|将|应|要|由|与|予以)"
)
"""What shows of a clause with a plain verb that it only says when, or what: 部门制定标准的，…."""
NARRATED = regex("近年来|以来|截[至止]|目前|先后|过去")
"""What begins a sentence that tells what has been done."""
DEPARTMENT = regex(
    rf"(?:(?![对将要在向把由等按就以为应须被使让不并是跨多本该此的])[{HAN}]){{2,8}}(?<!加强)(?<!协调)部门"
)
"""What is called a department, of whatever field."""
BY = regex(rf"(?<![自经理缘因])由(?![来于此衷])(?=[{HAN}])")
"""What a body stands behind in a clause whose subject is what it is to do: 标准由省市场监管局制定."""
ACTS = regex(rf"{_MANNER}(?:每(?:年|半年|季度|月)(?:至少|定期)?)?(?:{_ACT})")
"""What a body does, behind 由 or 会同."""
OF_WHAT = regex(f"(?:{_ACT})*的(?!方式|原则|要求|形式)")
"""What shows that it only says of what kind something is: 由省科技厅认定的平台."""
NO_ACT = regex("为主|[向转]|的[^，,。；;]{0,12}(?:机制|制度|体系|格局|模式)")
"""What shows that it is not done by anybody: 由政府投资为主向多元投资转变; 建立由…牵头的协调机制."""
TOLD = regex(f"[{HAN}]了(?!解)|(?:上报|报送|制定|印发|发布|提出|公布)的")
"""What tells that it has been done: 会同有关部门研究提出了意见."""
WHAT = regex(
    rf"{_MANNER}(?:(?P<with>会同)|(?:负责)?(?:(?P<lead>牵头|总?牵头抓总)|(?P<oversee>{_OVERSEE})(?!{_NOUN})|(?P<cooperate>配合|协助|参与|参加|协办))|"
    rf"(?:作?为|是)[^，,。；;、]{{0,20}}?(?P<is>{_IS})|"
    rf"(?:加强)?(?:履行|发挥|承担)(?P<part>[^，,。；;]{{1,40}}?)(?:作用|职责|责任|职能))"
)
"""What the words behind say of the role: 要会同…, 要发挥统筹协调作用, 是牵头单位."""
BESIDE = regex(r"(?:负责|抓总|组织|实施)?(?:(?P<with>[，,、]?并?会同)|(?P<and>、))")
"""What follows one that leads where others act with it: 省教育厅牵头，会同…; 省教育厅牵头、省财政厅配合."""
WITH = regex("并?会同")
"""How a clause begins that goes on with the subject of the one before, and others."""
HELP = regex("配合|参与|参加|协助|协同|协办")
"""What those do."""
