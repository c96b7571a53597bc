"""Lists of bodies, and bodies and places by a gazetteer."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.bodies import Gazetteer, Listed, listed
from stdpolicy.text.bodies.grammar import certain, ended, is_class, level
from stdpolicy.text.bodies.keys import key
from stdpolicy.text.bodies.mentions import mentions, places, with_short_forms
from strategies import examples

NOBODY = Gazetteer()

LISTS = {
    # separators
    "省教育厅、省财政厅": ["省教育厅", "省财政厅"],
    "省教育厅，省财政厅": ["省教育厅", "省财政厅"],
    "省教育厅 省财政厅": ["省教育厅", "省财政厅"],
    "省教育厅\n省财政厅": ["省教育厅", "省财政厅"],
    "由省教育厅": ["省教育厅"],
    # 和 within names, and between them
    "住房和城乡建设部、国家林业和草原局": ["住房和城乡建设部", "国家林业和草原局"],
    "市规划和自然资源局和市水务局": ["市规划和自然资源局", "市水务局"],
    "省文化和旅游厅与省体育局": ["省文化和旅游厅", "省体育局"],
    "省教育厅及各高校": ["省教育厅", "各高校"],
    "党中央和国务院": ["党中央", "国务院"],
    # 和 within classes
    "各级党委和政府": ["各级党委和政府"],
    "有关部门和单位": ["有关部门和单位"],
    "中央和国家机关有关部门": ["中央和国家机关有关部门"],
    "各有关地区和部门": ["各有关地区", "各有关部门"],
    "各级人民政府及其有关部门": ["各级人民政府", "各级人民政府有关部门"],
    "各地区各有关部门": ["各地区", "各有关部门"],
    "各区各部门各单位": ["各区", "各部门", "各单位"],
    # divisions that are one class
    "各市、县(市、区)人民政府": ["各市、县(市、区)人民政府"],
    "各县、市人民政府，州级各部门": ["各县、市人民政府", "州级各部门"],
    "各盟行政公署、市人民政府": ["各盟行政公署、市人民政府"],
    "各区、县（市）政府，市级有关部门": ["各区、县（市）政府", "市级有关部门"],
    "省、自治区、直辖市人民政府": ["省、自治区、直辖市人民政府"],
    "各省（区、市）人民政府": ["各省（区、市）人民政府"],
    "各镇、街道": ["各镇、街道"],
    "各省、自治区、直辖市和新疆生产建设兵团": ["各省、自治区、直辖市", "新疆生产建设兵团"],
    "省水利厅和各市、县人民政府": ["省水利厅", "各市、县人民政府"],
    "各县（市、区）、市教育局": ["各县（市、区）", "市教育局"],
    # ends that are left out
    "宁波、温州市政府": ["宁波市政府", "温州市政府"],
    "常州、无锡市人民政府": ["常州市人民政府", "无锡市人民政府"],
    "天津市、河北省人民政府": ["天津市人民政府", "河北省人民政府"],
    "高新区、经济开发区管委会": ["高新区管委会", "经济开发区管委会"],
    "市南区、高新区管委会": ["市南区", "高新区管委会"],
    "教育、公安、民政部门": ["教育部门", "公安部门", "民政部门"],
    "省政府有关部门和宁波市政府": ["省政府有关部门", "宁波市政府"],
    # beginnings that are left out
    "省科技厅、工业和信息化厅、大数据局": ["省科技厅", "省工业和信息化厅", "省大数据局"],
    "市发改委、市场监管局": ["市发改委", "市市场监管局"],
    "自治区财政厅、税务局": ["自治区财政厅", "自治区税务局"],
    "省委组织部、宣传部、教育厅": ["省委组织部", "省委宣传部", "省教育厅"],
    "省教育厅、总工会、妇联": ["省教育厅", "省总工会", "省妇联"],
    "中央组织部、宣传部、教育部": ["中央组织部", "中央宣传部", "教育部"],
    "省科技厅、财政部": ["省科技厅", "财政部"],
    "西湖名胜区、钱塘新区管委会": ["西湖名胜区管委会", "钱塘新区管委会"],
    "省教育厅、中国人民银行某市分行": ["省教育厅", "中国人民银行某市分行"],
    # names that end as no other does
    "共青团中央、全国妇联、港澳办、网信办": ["共青团中央", "全国妇联", "港澳办", "网信办"],
    # what stands among them and is none
    "市教育局、2026年底前完成": ["市教育局"],
    "市教育局，持续推进": ["市教育局"],
}
OPEN = {
    "省教育厅、省财政厅等": ["省教育厅", "省财政厅"],
    "省教育厅等部门": ["省教育厅"],
    "省教育厅、省财政厅等15个部门": ["省教育厅", "省财政厅"],
    "省发展改革委、水利厅等省有关部门和各地级以上市人民政府": [
        "省发展改革委",
        "省水利厅",
        "各地级以上市人民政府",
    ],
    "教育部、财政部等和各省级人民政府": ["教育部", "财政部", "各省级人民政府"],
    "教育部等部门及各地区": ["教育部", "各地区"],
    "农业农村部等食品安全委员会成员单位": ["农业农村部"],
    "宁波、温州、杭州等市政府": ["宁波市政府", "温州市政府", "杭州市政府"],
    "教育、公安等部门": ["教育部门", "公安部门"],
}


def names(found: Listed) -> list[str]:
    return [member.resolved for member in found.members]


@pytest.mark.parametrize("text", [*LISTS, *OPEN])
def test_lists_are_cut_where_names_end_and_completed(text: str) -> None:
    found = listed(text, 0, len(text), NOBODY)
    assert names(found) == {**LISTS, **OPEN}[text]
    assert found.open is (text in OPEN)
    assert found.sure


OFFICES = st.lists(
    st.sampled_from(
        (
            "教育厅",
            "住房和城乡建设厅",
            "文化和旅游厅",
            "科学技术厅",
            "发展改革委",
            "市场监管局",
            "药监局",
            "大数据局",
            "税务局",
            "总工会",
        )
    ),
    min_size=2,
    max_size=8,
    unique=True,
)
CITIES = st.lists(
    st.sampled_from(("济南", "烟台", "宁波", "嘉兴", "阿坝", "乌鲁木齐")), min_size=2, unique=True
)
OPENINGS = st.sampled_from(("", "等", "等部门", "等有关单位"))


@examples(100)
@given(OFFICES, st.data(), st.sampled_from("、，"), st.sampled_from("、和与及"), OPENINGS)
def test_a_list_of_offices_is_read_back(
    offices: list[str], data: st.DataObject, mark: str, last: str, opening: str
) -> None:
    """Whichever of them leave out whose they are, however they are joined."""
    levels = ["省", *(data.draw(st.sampled_from(("省", ""))) for _ in offices[1:])]
    written = [level + office for level, office in zip(levels, offices, strict=True)]
    text = mark.join(written[:-1]) + last + written[-1] + opening
    found = listed(text, 0, len(text), NOBODY)
    assert names(found) == [f"省{office}" for office in offices]
    assert found.open is bool(opening)


@examples(60)
@given(
    CITIES, st.sampled_from(("市政府", "市人民政府")), st.sampled_from(("", "等")), st.booleans()
)
def test_a_list_of_governments_is_read_back(
    cities: list[str], kind: str, opening: str, whole: bool
) -> None:
    """Whether each is called in full, or its place alone but for the last."""
    text = f"{kind}、".join(cities) + kind if whole else "、".join(cities) + opening + kind
    found = listed(text, 0, len(text), NOBODY)
    assert names(found) == [city + kind for city in cities]
    assert found.open is bool(opening and not whole)


@pytest.mark.parametrize("text", ["高等学校", "平等互利中心", "各等级机构"])
def test_not_every_等_opens_a_list(text: str) -> None:
    assert not listed(text, 0, len(text), NOBODY).open


def test_marks_behind_members() -> None:
    text = "市教育局（牵头）、市财政局、市住建局(配合单位)、各镇（街道）"
    found = listed(text, 0, len(text), NOBODY)
    assert found.marks == ("牵头", "", "配合单位", "")
    assert names(found)[-1] == "各镇（街道）"


def test_what_does_not_end_as_a_name_is_not_sure() -> None:
    text = "省教育厅、加快推进改革"
    assert not listed(text, 0, len(text), NOBODY).sure
    assert not listed("", 0, 0, NOBODY).sure


@examples(200)
@given(
    st.text(
        alphabet="省市县区、，和与及等（）() 各级有关部门教育局厅政府济南\n由会同2年", max_size=60
    )
)
def test_members_stand_in_the_list_in_order(text: str) -> None:
    found = listed(text, 0, len(text), NOBODY)
    assert len(found.members) == len(found.marks)
    for member in found.members:
        assert "".join(text[member.start : member.end].split()) == member.printed != ""
    assert all(a.end <= b.start for a, b in itertools.pairwise(found.members))


def test_offices_of_two_bodies_have_two_keys() -> None:
    assert key("中共中央办公厅") != key("国务院办公厅")


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("省科技厅", "山东省科学技术厅"),
        ("市人力社保局", "市人力资源和社会保障局"),
        ("济南市政府", "济南市人民政府"),
        ("省市场监管局", "省市场监督管理局"),
        ("发展改革委", "国家发展和改革委员会"),
        ("中国人民银行", "人民银行"),
        ("国家市场监督管理总局", "市场监管总局"),
        ("省法院", "山东省高级人民法院"),
        ("市文明办", "杭州市精神文明建设委员会办公室"),
        ("市级相关部门(单位)", "市级有关部门"),
    ],
)
def test_wordings_of_a_name_have_one_key(printed: str, full: str) -> None:
    one, other = key(printed), key(full)
    assert one[1:] == other[1:]
    assert not one[0] or not other[0] or one[0] == other[0]


@pytest.mark.parametrize("name", ["市场监管总局", "州教育局", "国家市场监管总局"])
def test_a_level_is_no_part_of_a_word(name: str) -> None:
    assert key(name)[1] == ("州" if name.startswith("州") else "")


KNOWN = Gazetteer(
    [
        ("gov", ("杭州市人民政府", "市政府")),
        ("edu", ("杭州市教育局",)),
        ("all", ("各部门",)),
    ],
    [
        ("prov", ("浙江省人民政府", "省政府")),
        ("other", ("宁波市人民政府", "市政府")),
        ("ndrc", ("国家发展改革委", "发展改革委")),
        ("iso", ("国际标准化组织", "ISO")),
    ],
    [("a", ("某局",)), ("b", ("某局",))],
)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("市政府", "gov"),
        ("杭州市政府", "gov"),
        ("宁波市政府", "other"),
        ("市教育局", "edu"),
        ("浙江省政府", "prov"),
        ("山东省政府", None),
        ("国家发展和改革委员会", "ndrc"),
        ("省发展改革委", None),
        ("某局", None),
        ("省科技厅", None),
    ],
)
def test_a_name_is_that_of_the_nearest_group(name: str, id_: str | None) -> None:
    assert KNOWN.known(name) == id_


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由市政府和省政府决定", ["市政府", "省政府"]),
        ("济南市政府", []),
        ("浙江省政府", []),
        ("与国际标准化组织(ISO)合作", ["国际标准化组织", "ISO"]),
        ("标准化技术委员会(ISO/TC268),按ISO9001", []),
        ("报国家发展改革委", ["国家发展改革委"]),
        ("省发展改革委", []),
        ("", []),
    ],
)
def test_names_are_found_where_no_longer_name_stands(text: str, found: list[str]) -> None:
    assert [named.printed for named in KNOWN.find(text)] == found


def test_mentions_are_of_bodies_by_their_names() -> None:
    text = "按《国务院办公厅通知》,各部门向党中央、国务院报告,支持全国节能标准化技术委员会工作,落实市政府要求"
    assert [named.printed for named in mentions(text, KNOWN)] == [
        "党中央",
        "国务院",
        "全国节能标准化技术委员会",
        "市政府",
    ]
    at = text.index("市政府")
    assert "市政府" not in [m.printed for m in mentions(text, KNOWN, [(at, at + 3)])]


PLACES = Gazetteer(
    with_short_forms(
        [
            ("hz", ("杭州市",)),
            ("zd", ("淄博市张店区",)),
            ("a", ("湖东商圈",)),
            ("b", ("湖西商圈",)),
            ("delta", ("长三角",)),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落户杭州,支持淄博张店等地", {"hz": "杭州", "zd": "淄博张店"}),
        ("推进湖东、湖西等商圈融合", {"a": "湖东商圈", "b": "湖西商圈"}),
        ("长三角一体化", {"delta": "长三角"}),
        ("杭州市政府、杭州市教育局", {}),
        ("按《杭州市标准化条例》", {}),
        ("推广“杭州标准”", {}),
    ],
)
def test_places(text: str, found: dict[str, str]) -> None:
    assert {str(named.id): named.resolved for named in places(text, PLACES)} == found


def test_places_in_names_of_bodies_are_none() -> None:
    text = "长三角研究中心落户杭州"
    assert [named.id for named in places(text, PLACES, [(0, 7)])] == ["hz"]


@pytest.mark.parametrize(
    "name",
    [
        *("各有关部门", "省级有关部门", "市直各单位", "国务院标准化行政主管部门", "行业主管部门"),
        *("县级以上地方人民政府", "各级政府", "相关行业协会", "企业", "科研机构", "各高等学校"),
    ],
)
def test_classes(name: str) -> None:
    assert is_class(name)
    assert certain(name)
    assert ended(name)


@pytest.mark.parametrize("name", ["省教育厅", "财政部", "国务院", "有关部门对试点单位", "各项工作"])
def test_no_classes(name: str) -> None:
    assert not is_class(name)


@pytest.mark.parametrize(
    "name",
    [
        "鼓励地方政府",
        "国家鼓励地方",
        "由政府",
        "须经国务院财政主管部门",
        "经省财政厅",
        "协助市水务局",
        "加强部门",
        "建立协调机制",
        "国务院建立协调机制",
        "试点工作",
        "政府",
    ],
)
def test_what_may_be_more_than_a_name_is_not_certain(name: str) -> None:
    assert not certain(name)


def test_where_a_level_ends() -> None:
    assert level("州市场监管局") == ("", "州", "市场监管局")
    assert level("城市管理局")[1] == ""
    assert level("诸城市管理局") == ("诸城", "市", "管理局")


def test_what_names_less_than_its_place_is_nobody_elsewhere() -> None:
    state = (("standards", ("国家标准委", "标准委")), ("zones", ("试点城市政府", "各试点城市")))
    known = Gazetteer(
        [("bureau", ("甲市财政局",))],
        [("province", ("乙省财政厅",))],
        beyond=[state, [("county", ("丙县财政局",))]],
    )
    said = ("市财政局", "省财政厅", "县财政局", "丙县财政局", "国家标准委", "市政府")
    assert [known.known(name) for name in said] == [
        "bureau",
        "province",
        None,
        "county",
        "standards",
        None,
    ]
