"""What targets count, and the clauses that further it."""

import json
from pathlib import Path

import pytest

from stdpolicy.model.edition import model
from stdpolicy.text.objects import Objects

OBJECTS = Objects(model().schemes["target-mode"])


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("新增牵头制定国家标准数", "国家标准"),
        ("国家标准", "国家标准"),
        ("国际标准转化率", "国际标准转化"),
        ("标准创新型企业", "标准创新型企业"),
        ("农业标准化生产程度", "农业标准化生产"),
        ("累计发布“浙江制造”标准", "“浙江制造”标准"),
        ("规上企业“采标率”", "规上企业“采标”"),
        ("国际标准化组织落户杭州数量", "国际标准化组织"),
        ("新增入驻浙江的国际和全国标准化技术组织", "国际和全国标准化技术组织"),
        ("标准数量", ""),
        ("", ""),
    ],
)
def test_thing(name: str, thing: str) -> None:
    assert OBJECTS.thing(name) == thing


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("国家标准", "支持企业参与国际标准、国家标准制定。", "参与国际标准、国家标准"),
        ("国家标准", "争创国家标准验证点。", ""),
        ("国家标准", "制定团体标准，国家标准", ""),
        ("国家标准", "加强与国家标准的衔接", ""),
        ("国家标准", "推动城市治理全面接轨国家标准", ""),
        ("国家标准", "制定高于国家标准的企业标准", ""),
        ("国家标准", "国家标准", ""),
        ("国家标准", "牵头制定国家标准", "牵头制定国家标准"),
        ("国家标准", "参与全链条国家标准体系建设", "参与全链条国家标准"),
        ("国家标准", "", ""),
        ("制定国际、国家和行业标准数", "参与行业标准制定", "参与行业标准"),
        (
            "制定国际、国家和行业标准数",
            "推动企业标准提升为国家和行业标准",
            "推动企业标准提升为国家和行业标准",
        ),
        ("制定国际、国家和行业标准数", "完善地方标准", ""),
        ("共同适用的地方标准", "强化地方标准", ""),
        ("国家级、省级标准化试点项目", "开展低碳园区标准化试点示范", "开展低碳园区标准化试点"),
        ("国家级标准化试点项目", "开展低碳园区标准化试点示范", ""),
        ("科技创新标准化城市试点", "支持青岛市开展创新型城市试点", ""),
        (
            "国际标准化组织落户杭州数量",
            "争取国际标准化技术委员会秘书处落户",
            "争取国际标准化技术委员会",
        ),
        (
            "国家级标准化组织落户杭州数量",
            "支持承担国际、国家标准化技术委员会工作",
            "承担国际、国家标准化技术委员会",
        ),
        ("规上企业“采标率”", "鼓励企业采用国际和国外先进标准", "采用国际和国外先进标准"),
        ("规上企业“采标率”", "采用先进技术标准", ""),
        ("高质量“浙江标准”", "完善“浙江标准”标识制度", "完善“浙江标准”"),
        ("“浙江制造”标准", "建立健全“浙江制造”标准体系", "建立健全“浙江制造”标准"),
    ],
)
def test_what_furthers_the_counted(name: str, text: str, words: str) -> None:
    sought = OBJECTS.counted(name)
    assert sought
    assert sought.first(text) == words


def test_nothing_is_sought_for_a_name_without_a_thing() -> None:
    assert OBJECTS.counted("标准数量") is None


def test_names_in_quotation_marks_are_found_from_afar() -> None:
    text = "打造规范化、精细化、专业化、高品质、高绩效的公共服务和社会治理的“杭州标准”"
    assert OBJECTS.named("杭州标准").first(text)
    assert not OBJECTS.named("浙江标准").first(text)


def test_what_lacks_the_words_of_an_object_does_not_have_it() -> None:
    example = Path(__file__).parents[2] / "examples" / "hangzhou-2016" / "policy.jsonld"
    tree = json.loads(example.read_bytes())
    quotes = [one["quote"] for measure in tree["measure"] for one in measure.get("action", ())]
    labels = [one["label"]["zh"] for goal in tree["goal"] for one in goal.get("target", ())]
    every = [*filter(None, map(OBJECTS.counted, labels)), OBJECTS.named("杭州标准")]
    found = [(one.may_be_in(quote), one.first(quote)) for one in every for quote in quotes]
    assert all(may_be or not words for may_be, words in found)
    assert any(words for _, words in found)
