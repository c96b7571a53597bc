"""Figures as policies print them: what they say, and which are targets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.model.edition import model
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.figures import figure as reasons
from strategies import examples

TARGETS = {
    # thousands and digits in all widths
    "培育企业1 000家,带动就业10 000人": [
        "1000 equal count output | 企业",
        "10000 equal count unspecified | 带动就业",
    ],
    "培育企业1，000家,服务企业１２，０００家": [
        "1000 equal count output | 企业",
        "12000 equal count output | 服务企业",
    ],
    "投资规模突破1\u00a0200亿元": ["1200 more-than hundred-million-yuan level | 投资规模"],
    "累计服务企业2000家次": ["2000 equal count total | 服务企业"],
    # a part is counted as the whole
    "新建绿道150公里，其中滨水绿道不少于60公里": [
        "150 equal kilometre output | 绿道",
        "60 at-least kilometre output | 滨水绿道",
    ],
    # verbs that make nothing
    "2024年、2025年分别打通断头路5条、7条": [
        "5 equal count unspecified | 打通断头路",
        "7 equal count unspecified | 打通断头路",
    ],
    "加固堤防80公里,接入图书馆120家": [
        "80 equal kilometre unspecified | 加固堤防",
        "120 equal count unspecified | 接入图书馆",
    ],
    # 年均 shares nothing among things
    "绿色、有机产品认证数量年均增加8%": [
        "8 equal percent net-change annual-average | 绿色、有机产品认证"
    ],
    "平均等级提高0.5个等级以上": ["0.5 at-least 个等级 net-change | 平均等级"],
    # shares that a word of giving or 按 only describes
    "资助覆盖率达到100%": ["100 equal percent level | 资助覆盖率"],
    "按病种付费的基金占比达到70%": ["70 equal percent level | 按病种付费的基金占比"],
    "按期整改率保持在95%以上": ["95 at-least percent level | 按期整改率"],
    # so many for each
    "每3万人口配置1辆救护车": ["1 equal count unspecified | 救护车"],
    # dates within a clause
    "归集率2024年、2025年分别达到80%、90%": [
        "80 equal percent level | 归集率",
        "90 equal percent level | 归集率",
    ],
    "2023年底前实现覆盖率100%": ["100 equal percent level | 覆盖率"],
    "二○一一年底前建成50家，二〇一五年达到100家": [
        "50 equal count output | ",
        "100 equal count level | ",
    ],
    "实现增加值翻一番": ["100 equal percent net-change | 增加值"],
    "PM2.5浓度<35微克/立方米": ["35 less-than 微克/立方米 level | PM2.5浓度"],
    "公交出行分担率提高至35%": ["35 equal percent level | 公交出行分担率"],
    "新建、改扩建学校分别为20所和30所": [
        "20 equal count output | 学校",
        "30 equal count output | 学校",
    ],
    "检查频次同比下降20%以上": ["20 at-least percent net-change | 检查频次"],
    "6月底前推出13个“一件事”,12月底前累计达到30个": [
        "13 equal count output | “一件事”",
        "30 equal count total | “一件事”",
    ],
    "新建及加固堤防200条": ["200 equal count output | 加固堤防"],
    # how often, where it is not of a procedure
    "每年举办活动10场": ["10 equal count output annual | 活动"],
    "年均制定国家标准20项": ["20 equal count output annual-average | 国家标准"],
    "每年举办培训班10期以上": ["10 at-least count output annual | 培训班"],
    "新增床位3000张,其中2023年新增1000张": [
        "3000 equal count output | 床位",
        "1000 equal count output | 床位",
    ],
    # made, won or held in that number; the thing before or behind the number
    "培育绿色工厂50家以上,新增国家级工业设计中心3家": [
        "50 at-least count output | 绿色工厂",
        "3 equal count output | 国家级工业设计中心",
    ],
    "建设30个以上标准化试点,争取5个国际标准化组织分支机构": [
        "30 at-least count output | 标准化试点",
        "5 equal count output | 国际标准化组织分支机构",
    ],
    "到2026年,全市建成充电桩3万个、换电站80座": [
        "30000 equal count output | 充电桩",
        "80 equal count output | 换电站",
    ],
    "制修订地方标准100项左右,组织培训20余场": [
        "100 about count output | 地方标准",
        "20 more-than count output | 培训",
    ],
    "完成老旧小区改造2.5万户,改扩建学校12所": [
        "25000 equal count output | 老旧小区改造",
        "12 equal count output | 学校",
    ],
    "力争到2027年培育“链主”企业10家、单项冠军企业40家": [
        "10 equal count output | “链主”企业",
        "40 equal count output | 单项冠军企业",
    ],
    "引进高层次人才三百名以上": [
        "300 at-least count output | 高层次人才",
    ],
    # as much as
    "森林覆盖率达到45%以上,空气质量优良天数比率不低于90%": [
        "45 at-least percent level | 森林覆盖率",
        "90 at-least percent level | 空气质量优良天数比率",
    ],
    "全社会研发投入占比提高到3.2%": [
        "3.2 equal percent level | 全社会研发投入占比",
    ],
    "地区生产总值突破8000亿元,数字经济规模达到2万亿元": [
        "8000 more-than hundred-million-yuan level | 地区生产总值",
        "20000 equal hundred-million-yuan level | 数字经济规模",
    ],
    "新建住宅装配率达30%,合格率稳定在98%以上": [
        "30 equal percent level | 新建住宅装配率",
        "98 at-least percent level | 合格率",
    ],
    "研发投入占销售收入一半以上,女性委员比例超过三分之一": [
        "50 at-least percent level | 研发投入占销售收入",
    ],
    "五分之一以上、百分之三十左右": [
        "20 at-least percent level | ",
        "30 about percent level | ",
    ],
    "高速公路通车里程达到600公里,PM2.5平均浓度控制在30微克/立方米以下": [
        "600 equal kilometre level | 高速公路通车里程",
        "30 at-most 微克/立方米 level | PM2.5平均浓度",
    ],
    "在园幼儿占比不得低于50%": [
        "50 at-least percent level | 在园幼儿占比",
    ],
    "每万人口高价值发明专利拥有量达到15件": [
        "15 equal count level | 每万人口高价值发明专利拥有量",
    ],
    # more or less by so much
    "单位产值能耗降低14%,出口额年均增长6%以上": [
        "14 equal percent net-change | 单位产值能耗",
        "6 at-least percent net-change annual-average | 出口额",
    ],
    "劳动生产率提高3个百分点,审批材料精简60%": [
        "3 equal percent net-change | 劳动生产率",
        "60 equal percent net-change | 审批材料",
    ],
    "用水量比2020年减少1000万立方米": [
        "10000000 equal cubic-metre net-change | 用水量",
    ],
    "服务业增加值五年翻一番": [
        "100 equal percent net-change | 服务业增加值",
    ],
    # time
    "国家标准制定周期缩短至18个月以内,企业开办时间压缩到1个工作日以内": [
        "18 at-most month level | 国家标准制定周期",
        "1 at-most day level | 企业开办时间",
    ],
    "教师每年至少2个月到企业实践": [
        "2 at-least month level annual | 到企业实践",
    ],
    "劳动年龄人口平均受教育年限达到11.5年": [
        "11.5 equal year level | 劳动年龄人口平均受教育年限",
    ],
    # ranges and rows
    "打造3-5个特色品牌,培育8至10家龙头企业,选派三到五名专家": [
        "3-5 between count output | 特色品牌",
        "8-10 between count output | 龙头企业",
        "3-5 between count output | 专家",
    ],
    "投资占比保持在50%~60%": [
        "50-60 between percent level | 投资占比",
    ],
    "省、市、县三级平台分别达到1个、11个和90个以上": [
        "1 at-least count level | 省三级平台",
        "11 at-least count level | 市三级平台",
        "90 at-least count level | 县三级平台",
    ],
    "甲类、乙类项目合格率分别不低于95%、90%": [
        "95 at-least percent level | 甲类项目合格率",
        "90 at-least percent level | 乙类项目合格率",
    ],
    "污水处理率和垃圾处理率均达到98%": [
        "98 equal percent level | 污水处理率",
        "98 equal percent level | 垃圾处理率",
    ],
    "东区、西区、南区各建设2个示范点": [
        "2 equal count output | 示范点",
        "2 equal count output | 示范点",
        "2 equal count output | 示范点",
    ],
    "建设2个国家级、15个省级实验室": [
        "2 equal count output | 国家级实验室",
        "15 equal count output | 省级实验室",
    ],
    # a list shares its verb
    "制定安全标准20项、服务标准30项,管理标准10项以上": [
        "20 equal count output | 安全标准",
        "30 equal count output | 服务标准",
        "10 at-least count output | 管理标准",
    ],
    "建成12个社区中心,45个便民服务点": [
        "12 equal count output | 社区中心",
        "45 equal count output | 便民服务点",
    ],
    "培育产值超百亿元企业5家、超十亿元企业20家": [
        "5 equal count output | 产值超百亿元企业",
        "20 equal count output | 超十亿元企业",
    ],
    "建成博物馆100家(其中国家级5家)、图书馆200家": [
        "100 equal count output | 博物馆",
        "5 equal count output | 国家级",
        "200 equal count output | 图书馆",
    ],
    # from so much to so much
    "清洁能源比重由2020年的12%提高到20%": [
        "20 equal percent level | 清洁能源比重",
    ],
    "办理时间由目前平均15个工作日压减至5个工作日": [
        "5 equal day level | 办理时间",
    ],
    # how it is counted
    "累计发布团体标准500项以上,专利总量达到3万件": [
        "500 at-least count total | 团体标准",
        "30000 equal count total | 专利总量",
    ],
    "年均新增示范企业20家,每年举办论坛2场以上": [
        "20 equal count output annual-average | 示范企业",
        "2 at-least count output annual | 论坛",
    ],
    "净增高新技术企业200家": [
        "200 equal count net-change | 高新技术企业",
    ],
    # a number of those who do something
    "支持20家企业建设研发中心": [
        "20 equal count output | 企业",
    ],
    "80%以上的行政村建成文化礼堂": [
        "80 at-least percent level | 行政村",
    ],
    "每个县至少建成一所特殊教育学校": [
        "1 at-least count output | 特殊教育学校",
    ],
    "在12个领域开展标准比对": [
        "12 equal count output | 领域",
    ],
    "打造千亿级光伏产业集群": [
        "1000 about hundred-million-yuan output | 光伏产业集群",
    ],
    # a list that is announced
    "到2028年主要目标:标准化试点60个;标准化人才800人": [
        "60 equal count unspecified | 标准化试点",
        "800 equal count unspecified | 标准化人才",
    ],
    # numbers that say of what kind
    "建设80头以上规模养殖场40个,每千人口床位数达到6张": [
        "40 equal count output | 80头以上规模养殖场",
        "6 equal count level | 每千人口床位数",
    ],
    "培育6家年收入超过20亿元的企业": [
        "6 equal count output | 年收入超过20亿元的企业",
    ],
    "30个重点城市平均浓度下降5%": [
        "5 equal percent net-change | 30个重点城市平均浓度",
    ],
    "万人专利拥有量达到18件": [
        "18 equal count level | 万人专利拥有量",
    ],
    "建成600个“10分钟书香圈”": [
        "600 equal count output | “10分钟书香圈”",
    ],
    # lists over semicolons, dashes and brackets
    "—新增国际标准6项;": [
        "6 equal count output | 国际标准",
    ],
    "旅游景区达到200家,其中4A级30家;度假区12家": [
        "200 equal count level | 旅游景区",
        "30 equal count level | 4A级",
        "12 equal count level | 度假区",
    ],
    "重点扶持20家骨干企业(其中国有企业5家以上)": [
        "20 equal count output | 骨干企业",
        "5 at-least count output | 国有企业",
    ],
    "①制定标准１０项;②组织活动8场(次)以上": [
        "10 equal count output | 标准",
        "8 at-least count output | 活动",
    ],
    # of those who do something
    "60%以上的县(市、区)达到国家标准": [
        "60 at-least percent level | 县(市、区)",
    ],
    "全市首批80个示范社区全面建成": [
        "80 equal count output | 示范社区",
    ],
    "支持符合条件的16个县开展试点": [
        "16 equal count output | 县",
    ],
    "在3个城市、8个园区开展试点": [
        "3 equal count output | 城市",
        "8 equal count output | 园区",
    ],
    "每个市至少培育1个产业集群": [
        "1 at-least count output | 产业集群",
    ],
    # what is as much as a part
    "畜牧业产值占农业总产值比重达32%,其中北部地区不低于40%": [
        "32 equal percent level | 畜牧业产值占农业总产值比重",
        "40 at-least percent level | 北部地区",
    ],
    "工业用水重复利用率≥92%,万元工业增加值用水量下降18%": [
        "92 at-least percent level | 工业用水重复利用率",
        "18 equal percent net-change | 万元工业增加值用水量",
    ],
    "新产品销售收入占比提高4个百分点": [
        "4 equal percent net-change | 新产品销售收入占比",
    ],
    "回收量较2022年增加约一倍": [
        "1 about times net-change | 回收量",
    ],
    "新生儿死亡率控制在3‰以内": [
        "3 at-most ‰ level | 新生儿死亡率",
    ],
    # so many for each of the population, in a list of measures
    "注册护士数达到4.2人,每千人口药师数0.54人": [
        "4.2 equal count level | 注册护士数",
        "0.54 equal count level | 每千人口药师数",
    ],
    # 千瓦时 is no time, 同比例 no report, 已 before a noun no past, and a measure without unit no allowance
    "供电煤耗降至297克/千瓦时,电能利用效率(PUE)不高于1.3": [
        "297 equal 克/千瓦时 level | 供电煤耗",
        "1.3 at-most count level | 电能利用效率(PUE)",
    ],
    "人均预期寿命提高1岁左右,健康预期寿命同比例提高": [
        "1 about 岁 net-change | 人均预期寿命",
        "increase | 健康预期寿命",
    ],
    "老城区和已建成小区补齐短板,每百户设施面积达到20平方米以上": [
        "20 at-least square-metre level | 每百户设施面积",
    ],
    "优良天数不少于320天,时延低于20ms,算力规模超过10EFLOPS": [
        "320 at-least day level | 优良天数",
        "20 less-than ms level | 时延",
        "10 more-than EFLOPS level | 算力规模",
    ],
    "收入突破2000亿元大关,零售额迈上2万亿元台阶": [
        "2000 more-than hundred-million-yuan level | 收入",
        "20000 equal hundred-million-yuan unspecified | 零售额",
    ],
    # a list in brackets parts nothing; what sums say of firms are no targets, nor is a trend that is checked
    "选取10个县(市、区)和20个园区开展试点": [
        "10 equal count output | 县(市、区)",
        "20 equal count output | 园区",
    ],
    "培育5家营业收入超过10亿元、20家超亿元的骨干企业": [
        "5 equal count output | 营业收入超过10亿元",
        "20 equal count output | 超亿元的骨干企业",
    ],
    "千兆光网用户占比超过50%,浓度增长趋势得到遏制": [
        "50 more-than percent level | 千兆光网用户占比",
    ],
    # a quotation with figures states them
    "实现“高层次人才达到2000名左右，人才贡献率达到40%”的发展目标": [
        "2000 about count level | 高层次人才",
        "40 equal percent level | 人才贡献率",
    ],
    # what goes on with what is to be as much, and what is done with things that are told by 的
    "铁路里程达到6500公里,实现市市通铁路;公路里程8000公里,机场12个": [
        "6500 equal kilometre level | 铁路里程",
        "8000 equal kilometre unspecified | 公路里程",
        "12 equal count unspecified | 机场",
    ],
    "基本淘汰区域内的500万辆黄标车,续建项目8个,拉动消费10亿元以上": [
        "5000000 equal count unspecified | 黄标车",
        "8 equal count unspecified | 续建项目",
        "10 at-least hundred-million-yuan unspecified | 拉动消费",
    ],
    "建制村100%通快递": ["100 equal percent level | 通快递"],
    # of what size things are, and all in one year
    "建成千亩以上基地500个、万亩以上基地五十个": [
        "500 equal count output | 千亩以上基地",
        "50 equal count output | 万亩以上基地",
    ],
    "2025年均达到100%和95%": ["100 equal percent level | ", "95 equal percent level | "],
    "按病种付费覆盖90%以上的住院病例": ["90 at-least percent level | 住院病例"],
    "可支付月数保持在6—9个月,新发展蔬菜100万亩": [
        "6-9 between month level | 可支付月数",
        "1000000 equal mu level | 新发展蔬菜",
    ],
    "城镇化率力争达到68%,较上年提高0.8个百分点": [
        "68 equal percent level | 城镇化率",
        "0.8 equal percent net-change | 城镇化率",
    ],
    # a share and what is counted are members of no list
    "治理率达到85%,整治岸线50公里、湿地2000公顷": [
        "85 equal percent level | 治理率",
        "50 equal kilometre unspecified | 整治岸线",
        "2000 equal hectare unspecified | 湿地",
    ],
    "60%产能完成改造,布局实验室1个": [
        "60 equal percent level | 产能",
        "1 equal count unspecified | 布局实验室",
    ],
    # who takes part, and who passes what
    "与1000家企业开展科技合作": ["1000 equal count output | 企业"],
    "90%以上的县通过督导评估": ["90 at-least percent level | 县"],
    "设立总规模100亿元的绿色发展基金": [
        "100 equal hundred-million-yuan output | 绿色发展基金",
    ],
    "农机总动力超过9亿千瓦,灌溉水利用系数提高到0.6以上": [
        "900000000 more-than kilowatt level | 农机总动力",
        "0.6 at-least count level | 灌溉水利用系数",
    ],
}
"""Texts with their targets: value, comparator, unit, mode and periodicity, and what is counted."""
VAGUE = {
    "培育一批领军企业,打造若干产业集群,形成一系列标准": [
        "vague output | 领军企业",
        "vague output | 产业集群",
        "vague output | 标准",
    ],
    "建设若干重点实验室、质量检验中心和标准验证站点": [
        "vague output | 重点实验室",
        "vague output | 质量检验中心",
        "vague output | 标准验证站点",
    ],
    "支持一批高校开设标准化课程,推动一大批企业上云": [
        "vague output | 高校",
        "vague output | 企业",
    ],
    "发布一批地方标准,一批团体标准": ["vague output | 地方标准", "vague output | 团体标准"],
    "一批关键技术取得突破": ["vague output | 关键技术取得突破"],
    "打造甲、乙等一批知名品牌": ["vague output | 知名品牌"],
    "培育数十家骨干企业,建设几个示范园区": ["vague output | 骨干企业", "vague output | 示范园区"],
    "建设50所实验园、若干个实验区": ["50 equal count output | 实验园", "vague output | 实验区"],
    "建设多个公共服务平台": ["vague output | 公共服务平台"],
    "带动数以万计的农户": ["vague unspecified | 农户"],
    "选树一批、培育一批优秀企业": ["vague output | 优秀企业", "vague output | 优秀企业"],
}
TRENDS = {
    "标准化生产普及率稳步提升": ["increase | 标准化生产普及率"],
    "大幅提高团体标准的比重": ["increase | 团体标准的比重"],
    "缩短新材料、新工艺标准研制周期": ["decrease | 新材料、新工艺标准研制周期"],
    "实现主要污染物浓度持续下降": ["decrease | 主要污染物浓度"],
    "扩大强制性标准覆盖范围": ["increase | 强制性标准覆盖范围"],
    "力争单位能耗、水耗保持全国领先": ["benchmark | 单位能耗", "benchmark | 水耗"],
    "抽检合格率保持稳定": ["maintain | 抽检合格率"],
    "全员劳动生产率达到国际先进水平": ["benchmark | 全员劳动生产率"],
}
NONE = {
    # how often a procedure is gone through
    "每3年开展1次评估": ["date", "time-limit"],
    "每两年组织一次评审": ["date", "time-limit"],
    "每半年召开一次联席会议": ["date", "time-limit"],
    "每季度开展1次督导检查": ["time-limit"],
    "每年至少召开2次会议": ["time-limit"],
    "每月至少1次": ["time-limit"],
    "每半年召开一次推进会": ["date", "time-limit"],
    # who gets something, behind a clause of its own
    "对旅行社,年度接待游客达1000人次(含)以上的旅行社,按每人次50元给予奖励": [
        "condition",
        "incentive",
    ],
    "再按每带动1人给予2000元补贴": ["condition", "incentive"],
    "按30%的比例给予补贴": ["rate"],
    "报销比例达到70%": ["rate"],
    # how something is to be built or laid out, and by what others go
    "围挡高度不低于2.5米": ["condition"],
    "投放点按照每300户设置1个的标准配置": ["name", "condition"],
    "本市建成区面积120平方公里": ["existing"],
    "工人工资不低于最低工资标准的1.5倍": ["rate"],
    "返还比例,大型企业按30%,小型企业提至90%": ["rate", "rate"],
    "产值达到1亿元以上，一次性给予10万元奖励": ["condition", "incentive"],
    "年服务企业不少于20家,考核优秀的,每年给予运营补贴": ["condition"],
    "单个项目投资不超过基金规模的20%": ["condition"],
    # prizes, and what a sum is given for
    "设立一等奖1名": ["condition"],
    "一等奖10万元": ["incentive"],
    "孵化器每培育1家企业,给予10万元奖励": ["condition", "incentive"],
    "每获得1个国家级品牌,给予10万元奖励": ["condition", "incentive"],
    # names, slogans, ranks, ratios
    "打造“20分钟便民服务圈”": ["name"],
    "建设15分钟养老服务圈": ["name"],
    "全面贯彻党的十九大精神": ["name"],
    "增强四个意识、做到两个维护": ["name", "name"],
    "开展千家企业走访行动": ["name"],
    "进入全国前10名": ["condition"],
    "师生比达到1:16": ["inexact"],
    # sums of lists
    "深化净水、净土、净空三大行动": ["enumeration"],
    "分三个阶段推进": ["enumeration"],
    "各有关部门要从规划、建设、管理三个环节发力": ["enumeration"],
    "从规划、建设、管理三个方面发力": ["enumeration"],
    "体系由1个总则和5项规范组成": ["enumeration", "enumeration"],
    # manners of speech
    "造就一支专业队伍,搭建一个平台": ["idiom", "idiom"],
    # what is there already
    "目前全省已建成示范区30个": ["existing"],
    "围绕全省13条重点产业链": ["existing"],
    "2021年全市新增企业5万户,同比增长8%": ["existing", "existing"],
    "培训了300名技术人员": ["existing"],
    "聚焦五个重点领域": ["enumeration"],
    # who has, does or gets something, and what is forbidden
    "具有3年以上工作经历": ["condition"],
    "年满18周岁的公民": ["condition"],
    "服务人口超过5万人的街道要设立分馆": ["condition"],
    "投资额5000万元以上的项目,由省级核准": ["condition"],
    "对吸纳就业20人以上的企业,予以支持": ["condition"],
    "禁止生产厚度小于0.02毫米的薄膜": ["condition"],
    "检查人员不得少于二人": ["condition"],
    "经三分之二以上成员同意": ["condition"],
    "每个单位申报不超过3个": ["condition"],
    # money and shares of it
    "对新认定的企业奖励20万元": ["incentive"],
    "安排专项资金3亿元": ["funds"],
    "处1万元以上5万元以下罚款": ["penalty"],
    "创业担保贷款额度最高20万元": ["rate"],
    "按投资额的10%给予补助": ["rate"],
    "补助标准提高到每人每年600元": ["rate"],
    "减按15%征收": ["rate"],
    # time
    "自受理之日起20个工作日内作出决定": ["time-limit"],
    "有效期5年": ["time-limit"],
    "用3至5年时间建成": ["date"],
    "实施三年行动计划": ["date"],
    # vague words that bring nothing about
    "发挥甲中心等一批平台作用": ["existing"],
    "依托一批骨干企业": ["existing"],
    "开展的一系列活动": ["idiom"],
    "按照培育一批、壮大一批的思路": ["idiom", "idiom"],
    "对一批历史问题的处理": ["condition"],
    "近年来取得一批成果": ["existing"],
    "跨多个部门": ["idiom"],
    # what no decimal says
    "合格率达到三分之二": ["inexact"],
}
"""Texts without targets, with the reasons of their figures."""
NOTHING = (
    *(
        "2021年3月5日",
        "到2025年底",
        "2021—2025年",
        "国发〔2021〕1号",
        "《三年行动计划》",
        "GB/T 19001",
    ),
    *(
        "5G",
        "PM2.5",
        "第三方",
        "第二十条",
        "统一",
        "同一个",
        "二元结构",
        "一体化",
        "一二三产业",
        "",
    ),
    *(
        "3级",
        "12315",
        "12345热线",
        "专栏1 重点工程",
        "12号",
        "“1+3+N”",
        "1.加强",
        "（2）推进",
        "标准化水平大幅提升",
        "能力不断增强",
        "提升效率",
    ),
)


def told(figure: Figure) -> str:
    if figure.trend:
        return f"{figure.trend} | {figure.thing}"
    if figure.vague:
        return f"vague {figure.mode} | {figure.thing}"
    number = f"{figure.value}" if figure.upper is None else f"{figure.value}-{figure.upper}"
    unit = figure.unit or figure.unit_words
    words = (number, figure.comparator, unit, figure.mode, figure.periodicity)
    return " ".join(filter(None, words)) + f" | {figure.thing}"


@pytest.mark.parametrize("text", [*TARGETS, *VAGUE, *TRENDS])
def test_targets_are_read(text: str) -> None:
    found = [told(figure) for figure in figures(text) if not figure.reason]
    assert found == (TARGETS | VAGUE | TRENDS)[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_target_has_its_reason(text: str) -> None:
    assert [figure.reason for figure in figures(text)] == NONE[text]


@pytest.mark.parametrize("text", NOTHING)
def test_dates_names_and_numbers_of_documents_are_no_figures(text: str) -> None:
    assert list(figures(text)) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    {
        "到2025年,培育示范企业50家以上。": ["培育示范企业50家以上"],
        "新增国际标准5项以上、国家标准20项,建设一批基地": [
            "新增国际标准5项以上",
            "新增国际标准5项以上、国家标准20项",
            "建设一批基地",
        ],
        "建成20个中心,50个平台。": ["建成20个中心", "建成20个中心,50个平台"],
        "三类机构分别达到6个、43个和37个以上": ["三类机构分别达到6个、43个和37个以上"] * 3,
        "（三）目标。到2025年,推出80项精品(赛事),打造100个品牌。": [
            "推出80项精品(赛事)",
            "打造100个品牌",
        ],
        "建设一批基地（市教育局牵头）。": ["建设一批基地"],
        "制定一批标准、参与国际活动": ["制定一批标准"],
        "（市教育局负责）推广一批成果。": ["推广一批成果"],
        "建设若干实验室和验证中心": ["建设若干实验室和验证中心"],
        "制定若干团体标准和企业标准": ["制定若干团体标准", "制定若干团体标准和企业标准"],
    }.items(),
)
def test_a_target_quotes_verb_thing_and_number(text: str, quotes: list[str]) -> None:
    found = [text[f.clause_start : f.clause_end] for f in figures(text) if not f.reason]
    assert found == quotes


def test_a_figure_is_its_number_with_unit_and_words_of_limit() -> None:
    text = "新增不少于 20 家,覆盖率达到60%以上,培育一批企业,比重稳步提升"
    printed = [text[figure.start : figure.end] for figure in figures(text)]
    assert printed == ["不少于 20 家", "60%以上", "一批", "提升"]


def test_a_vague_heading_restated_by_a_number_is_no_target() -> None:
    heading, body = "(三)培育一批示范企业。", "到2026年,培育龙头企业20家。"
    assert [f.reason for f in figures(heading + body)] == [reasons.RESTATED, ""]
    assert [f.reason for f in figures(heading + "加强指导。")] == [""]


@pytest.mark.parametrize(
    ("text", "comparator"),
    {
        "达到5个": "equal",
        "5个以上": "at-least",
        "5个及以上": "at-least",
        "不少于5个": "at-least",
        "不得低于5个": "at-least",
        "至少建设5个": "at-least",
        "≥5个": "at-least",
        "&ge;5个": "at-least",
        "上百个": "at-least",
        "5个以内": "at-most",
        "最多5个": "at-most",
        "≤5个": "at-most",
        "超过5个": "more-than",
        "突破5个": "more-than",
        "＞5个": "more-than",
        "5余个": "more-than",
        "超百个": "more-than",
        "低于5个": "less-than",
        "&lt;5个": "less-than",
        "5个左右": "about",
        "约5个": "about",
        "接近5个": "about",
        "近百个": "about",
        "节约5个": "equal",
        "5-8个": "between",
        "5个以上8个以下": "between",
        "超过5个以上": "at-least",
        "不低于总数的5%": "at-least",
        "3个月内": "at-most",
        "10家(含)以上": "at-least",
    }.items(),
)
def test_the_words_of_limit(text: str, comparator: str) -> None:
    assert [figure.comparator for figure in figures(f"建成{text}")] == [comparator]


def test_codes_are_those_of_the_code_lists() -> None:
    schemes = model().schemes
    texts = [*TARGETS, *VAGUE, *TRENDS, *NONE]
    lists = {"comparator": "comparator", "unit": "unit", "mode": "target-mode"}
    lists |= {"periodicity": "periodicity", "trend": "trend"}
    for figure in (figure for text in texts for figure in figures(text)):
        for field, name in lists.items():
            assert getattr(figure, field) in ("", *schemes[name].codes), figure
    own = (reasons.NAME, reasons.EXISTING, reasons.CONDITION)
    own += (reasons.ENUMERATION, reasons.IDIOM, reasons.DATE)
    assert set(own) <= schemes["quantity-reason"].codes.keys()


WORDS = st.sampled_from(
    [
        "培育",
        "新增",
        "达到",
        "不少于",
        "不得低于",
        "至少",
        "3",
        "20",
        "二十",
        "一批",
        "若干",
        "个",
        "家",
        "项",
        "%",
        "万",
        "亿",
        "元",
        "万元",
        "年",
        "个月",
        "以上",
        "以内",
        "左右",
        "企业",
        "标准",
        "率",
        "比重",
        "提升",
        "下降",
        "、",
        "和",
        ",",
        "，",
        "。",
        "；",
        "：",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "分别",
        "均",
        "各",
        "每年",
        "累计",
        "到2025年",
        "其中",
        "的",
        "对",
        "由",
        "至",
        "-",
        "级",
        "大",
        "给予",
        "罚款",
        "余",
        "多",
        "一半",
        "五分之一",
        "翻番",
        "\n",
    ]
)


@examples(200)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    found = list(figures(text))
    assert [f.start for f in found] == sorted(f.start for f in found)
    for figure in found:
        assert 0 <= figure.clause_start <= figure.start < figure.end <= len(text)
        assert figure.clause_start <= figure.clause_end <= len(text)
        assert (figure.value is None) == (not figure.comparator)
        assert figure.upper is None or (figure.value or 0) < figure.upper
        if not figure.reason:
            assert figure.end <= figure.clause_end
            assert figure.vague or figure.trend or figure.value is not None


@examples(100)
@given(st.integers(1, 99_999_999), st.sampled_from(("家", "个", "%", "公里", "天", "元")))
def test_a_number_is_read_in_any_digits(number: int, unit: str) -> None:
    for digits in ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "0123456789"):
        printed = str(number).translate(str.maketrans("0123456789", digits))
        (figure,) = figures(f"规模达到{printed}{unit}")
        assert (figure.value, figure.unit_words) == (number, unit)
