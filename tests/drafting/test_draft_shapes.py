"""Documents of other fields and shapes, made up for the purpose: what a draft of each states."""

from collections.abc import Iterator
from typing import Any

import pytest

from input_files import pdf, set_in_type
from stdpolicy.checks.entities import shipped
from stdpolicy.drafting.draft import draft
from stdpolicy.drafting.inputs import read

Tree = dict[str, Any]


def nodes(tree: Any) -> Iterator[Tree]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def said(data: bytes, name: str = "a.txt") -> dict[str, list[str]]:
    """What a draft says, a line for each statement."""
    tree = draft(read(data, name), "https://example.org/id/p", [shipped()]).document.tree
    every = list(nodes(tree))
    bodies = {n["id"]: n["name"]["zh-Hans"] for n in every if n.get("type") == "Body"}
    found: dict[str, list[str]] = {"kinds": [], "targets": [], "duties": [], "cited": [], "due": []}
    for node in every:
        match node.get("type"):
            case "Provision":
                found["kinds"].append(f"{node['kind']} {node.get('number', '')}".strip())
            case "Target":
                value = " ".join(map(str, filter(None, map(node.get, ("value", "upperValue")))))
                fields = (value, node.get("comparator"), node["unit"], node.get("deadline"))
                found["targets"].append(" ".join(filter(None, fields)))
            case "Assignment":
                body = bodies.get(node["body"], node["body"].rpartition("#body-")[2])
                found["duties"].append(f"{node['role']} {body}{'+' * ('openList' in node)}")
            case "Reference":
                shown = (node["relation"], node.get("title"), node.get("documentNumber"))
                found["cited"].append(" ".join(filter(None, shown)))
            case "Measure" if "deadline" in node:
                found["due"].append(f"{node['label']['zh-Hans']} {node['deadline']}")
    return found


OPINIONS = """国务院关于加强耕地保护
提升耕地质量的意见
国发〔2023〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
耕地是粮食生产的命根子。为加强耕地保护，现提出如下意见。
一、总体要求。以习近平新时代中国特色社会主义思想为指导，到2030年，全国耕地保有量不低于18.65亿亩，永久基本农田保护面积不低于15.46亿亩，建成高标准农田12亿亩以上，耕地质量平均等级提高0.5个等级以上。
二、严守耕地红线。将耕地保有量作为刚性指标严格考核，实行“一票否决”。各省级人民政府对本行政区域内耕地保护目标负总责。自然资源部会同农业农村部、国家统计局每年开展考核，考核结果报国务院。（自然资源部牵头，农业农村部、国家林草局等参加）
三、改革占补平衡。将各类耕地占用纳入统一管理，补充耕地坚持以恢复优质耕地为主。中央财政每亩补助不低于1500元。（自然资源部、财政部、农业农村部按职责分工负责，2024年底前取得明显成效）
四、推进盐碱地综合利用。到2025年，改造盐碱地1000万亩，选育推广耐盐碱品种30个以上；到2027年、2030年分别累计改造2000万亩、3500万亩。开展科技攻关，突破3至5项关键技术。（国家发展改革委、农业农村部、科技部、水利部等部门及有关省级人民政府负责）
五、加强组织实施。各地区、各有关部门要把思想和行动统一到党中央、国务院决策部署上来。自然资源部、农业农村部要加强跟踪指导，重大事项及时请示报告。
国务院
2023年5月8日
"""

MEASURES = """某县农村生活污水治理专项资金管理办法
某县财政局 某县生态环境局
第一条 为规范专项资金管理，提高资金使用效益，根据《某省财政专项资金管理办法》，制定本办法。
第二条 本办法所称专项资金，是指县级财政预算安排用于农村生活污水治理的资金。
第三条 专项资金由县财政局、县生态环境局按照职责分工管理。
（一）县财政局负责编制专项资金预算，会同县生态环境局下达资金，对资金使用情况进行监督；
（二）县生态环境局负责制定年度实施方案，提出资金分配建议，组织项目验收。
第四条 各乡镇人民政府（街道办事处）是项目实施主体，负责项目申报、实施和管理。
第五条 补助标准：
1.新建集中处理设施，按照日处理能力每吨补助5000元，单个项目最高不超过200万元；
2.改造提升设施，按照核定投资额的60%给予补助；
3.运维经费按每户每年80元给予补助。
第六条 村（社区）应当配合做好项目施工和日常管护。
第七条 对截留、挪用专项资金的，依照《财政违法行为处罚处分条例》处理。
第八条 本办法由县财政局、县生态环境局负责解释，自2024年3月1日起施行。《某县农村污水治理资金管理暂行办法》（某财〔2019〕33号）同时废止。
附件：1．项目申报表
2．验收评分表
"""

PLAN = """某市人民政府办公室关于印发某市“十四五”水安全保障规划的通知
某政办发〔2021〕45号
各县(市、区)人民政府,市政府各部门:
《某市“十四五”水安全保障规划》已经市政府同意,现印发给你们,请结合实际认真组织实施。
某市人民政府办公室
2021年11月8日
某市“十四五”水安全保障规划
第一章 现状与形势
第一节 发展现状
“十三五”期间,全市累计完成水利投资120亿元,新增供水能力5000万立方米,农村自来水普及率达到88%。
第二章 总体思路
第一节 发展目标
到2025年,全市用水总量控制在25亿立方米以内,万元GDP用水量较2020年下降16%,农田灌溉水有效利用系数提高到0.58以上,农村自来水普及率达到92%,新增水土流失治理面积300平方公里。展望2035年,水安全保障能力全面增强。
专栏1 “十四五”水安全保障主要指标
序号 指标 单位 2020年 2025年 属性
1 用水总量 亿立方米 23.5 ≤25 约束性
2 万元GDP用水量下降率 % — 16 约束性
3 农村自来水普及率 % 88 92 预期性
第三章 重点任务
第一节 完善防洪体系
一、加固江河堤防。实施5条主要支流治理,治理河长120公里;新建和加固堤防80公里,中小河流重点河段防洪标准达到10-20年一遇。
二、推进病险水库除险加固。2022年底前完成12座小(1)型、85座小(2)型病险水库除险加固任务。
第二节 强化水资源节约
(一)实施国家节水行动。到2023年,60%以上的县(市、区)达到节水型社会标准;到2025年,规模以上工业用水重复利用率达到94%以上。
(二)推进农业节水。“十四五”期间新增高效节水灌溉面积50万亩。
第四章 保障措施
一是加强组织领导。市水利局要会同市发展改革委、市财政局等部门建立协调机制。二是强化投入。三是严格考核。
"""

SCHEME = """某市“十四五”养老服务体系建设实施方案
为积极应对人口老龄化，根据《“十四五”国家老龄事业发展和养老服务体系规划》（国发〔2021〕35号）、《某省养老服务条例》，制定本方案。
一、主要目标
到2023年，每个街道（乡镇）至少建有1个区域养老服务中心，社区日间照料机构覆盖率达到90%；到2025年，全市养老床位总数达到5.2万张以上，护理型床位占比不低于58%，每千名老年人拥有养老床位40张，培训养老护理员1.5万人次，人均预期寿命达到81岁。
二、重点任务
（一）健全基本养老服务制度
1．2022年底前制定基本养老服务清单，2023年起全面实施。牵头单位：市民政局；责任单位：市财政局、市卫生健康委、市医保局。
2．对80周岁以上老年人发放高龄津贴，其中80—89周岁每人每月不低于50元，90—99周岁每人每月不低于100元，百岁以上每人每月不低于300元。（市民政局、各区县政府）
（二）优化设施布局
3．新建居住区按照每百户不少于30平方米配建养老服务设施，老旧居住区按照每百户不少于20平方米配建。（市自然资源和规划局牵头，市住建局、市民政局按职责分工负责）
4．实施居家适老化改造，改造特殊困难老年人家庭3000户；打造“15分钟养老服务圈”，新增助餐点200个。（市民政局，各区县政府；完成时限：2024年12月）
（三）深化医养结合
5．二级以上综合医院老年医学科设置比例≥60%，养老机构医疗服务覆盖率达100%，65岁以上老年人健康管理率>75%。（市卫健委负责）
三、保障机制
6．落实领导责任。市养老服务联席会议统筹协调全市养老服务工作，日常工作由市民政局承担。各区县政府要落实属地责任，将养老服务纳入绩效考核。
7．强化资金保障。福利彩票公益金用于养老服务的比例不低于60%。
"""

REPLY = """某市人民政府关于污水处理的复函
某政函〔2005〕21号
某县人民政府：
现将有关情况函复如下：
一、2003年全市污水处理率达到42%，实现经济效益900万元。
二、到2008年，全市污水处理率达到60%。
某市人民政府
2005年3月3日
"""


def as_pdf(text: str) -> bytes:
    lines = text.splitlines()
    return pdf(set_in_type([(lines[0], "c"), *((line, "p") for line in lines[1:])]))


CASES: dict[str, tuple[bytes, str, dict[str, str]]] = {
    "the State Council, with numbers of one level": (
        OPINIONS.encode(),
        "a.txt",
        {
            "kinds": (
                "title; masthead; masthead; preamble; part 一、; part 二、; part 三、; part 四、; part 五、; "
                "signature; signature"
            ),
            "targets": (
                "1865000000 at-least mu 2030-12-31; 1546000000 at-least mu 2030-12-31; "
                "1200000000 at-least mu 2030-12-31; 0.5 at-least other 2030-12-31; "
                "10000000 equal mu 2025-12-31; 30 at-least count 2025-12-31; "
                "20000000 equal mu 2027-12-31; 35000000 equal mu 2030-12-31; "
                "3 5 between count 2025-12-31"
            ),
            "duties": (
                "responsible 各省级人民政府; lead national-natural-resources; "
                "cooperate national-agriculture-and-rural-affairs; cooperate national-statistics; "
                "lead national-natural-resources; "
                "cooperate national-agriculture-and-rural-affairs+; cooperate 国家林草局+; "
                "share national-natural-resources; share national-finance; "
                "share national-agriculture-and-rural-affairs; "
                "responsible national-development-and-reform+; "
                "responsible national-agriculture-and-rural-affairs+; "
                "responsible national-science-and-technology+; "
                "responsible national-water-resources+; responsible 有关省级人民政府+; "
                "responsible national-all-regions; responsible national-departments-concerned; "
                "responsible national-natural-resources; "
                "responsible national-agriculture-and-rural-affairs"
            ),
        },
    ),
    "a county, by articles": (
        MEASURES.encode(),
        "a.txt",
        {
            "kinds": (
                "title; masthead; article 第一条; article 第二条; article 第三条; item （一）; item （二）; "
                "article 第四条; article 第五条; item 1.; item 2.; item 3.; article 第六条; article 第七条; "
                "article 第八条; annex 附件：1．; annex 2．"
            ),
            "duties": (
                "share 某县财政局; share 某县生态环境局; responsible 某县财政局; lead 某县财政局; cooperate 某县生态环境局; "
                "responsible 某县生态环境局; responsible 某县各乡镇人民政府（街道办事处）; cooperate 村（社区）; "
                "responsible 某县财政局; responsible 某县生态环境局"
            ),
            "cited": (
                "based-on 某省财政专项资金管理办法; applies 财政违法行为处罚处分条例; "
                "supersedes 某县农村污水治理资金管理暂行办法 某财〔2019〕33号; attaches 项目申报表; attaches 验收评分表"
            ),
        },
    ),
    "a plan by chapters, with a table whose cells blanks part, in GB 18030": (
        PLAN.encode("gb18030"),
        "a.txt",
        {
            "kinds": (
                "title; masthead; masthead; preamble; signature; signature; annex; part 第一章; "
                "section 第一节; paragraph; part 第二章; section 第一节; paragraph; paragraph; paragraph; "
                "paragraph; paragraph; paragraph; part 第三章; section 第一节; item 一、; item 二、; "
                "section 第二节; item (一); item (二); part 第四章; paragraph"
            ),
            "targets": (
                "2500000000 at-most cubic-metre; 16 equal percent; 0.58 at-least count; "
                "92 equal percent; 300 equal square-kilometre; 2500000000 at-most cubic-metre; "
                "16 equal percent; 92 equal percent; 5 equal count 2025-12-31; "
                "120 equal kilometre 2025-12-31; 80 equal kilometre 2025-12-31; 12 equal count 2022-12-31; 85 equal count 2022-12-31; "
                "60 at-least percent 2023-12-31; 94 at-least percent 2025-12-31; "
                "500000 equal mu 2025-12-31"
            ),
            "duties": ("lead 某市水利局; cooperate 某市发展改革委+; cooperate 某市财政局+"),
            "cited": ("transmits 某市“十四五”水安全保障规划"),
        },
    ),
    "a reply that reports what had been reached before": (
        REPLY.encode(),
        "a.txt",
        {
            "kinds": "title; masthead; masthead; preamble; part 一、; part 二、; signature; signature",
            "targets": "60 equal percent 2008-12-31",
        },
    ),
    "a scheme whose items are counted on, as a PDF": (
        as_pdf(SCHEME),
        "a.pdf",
        {
            "kinds": (
                "title; preamble; part 一、; paragraph; part 二、; section （一）; item 1．; item 2．; "
                "section （二）; item 3．; item 4．; section （三）; item 5．; part 三、; item 6．; item 7．"
            ),
            "targets": (
                "1 at-least count; 90 equal percent; 52000 at-least count 2025-12-31; "
                "58 at-least percent 2025-12-31; 40 equal count 2025-12-31; "
                "15000 equal count 2025-12-31; 81 equal other 2025-12-31; "
                "30 at-least square-metre 2025-12-31; 20 at-least square-metre 2025-12-31; 3000 equal count 2024-12-31; "
                "200 equal count 2024-12-31; 60 at-least percent 2025-12-31; "
                "100 equal percent 2025-12-31; 75 more-than percent 2025-12-31; "
                "60 at-least percent 2025-12-31"
            ),
            "duties": (
                "lead 市民政局; responsible 市财政局; responsible 市卫生健康委; responsible 市医保局; "
                "responsible 市民政局; responsible 各区县人民政府; lead 市自然资源和规划局; share 市住建局; share 市民政局; "
                "responsible 市民政局; responsible 各区县人民政府; responsible 市卫健委; oversee 市养老服务联席会议; "
                "secretariat 市民政局; responsible 各区县人民政府"
            ),
            "cited": (
                "based-on “十四五”国家老龄事业发展和养老服务体系规划 国发〔2021〕35号; based-on 某省养老服务条例"
            ),
            "due": ("实施居家适老化改造 2024-12-31"),
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_draft_states(case: str) -> None:
    data, name, expected = CASES[case]
    if name.endswith("pdf"):
        pytest.importorskip("pypdf")
    found = {key: "; ".join(lines) for key, lines in said(data, name).items() if lines}
    assert found == expected
