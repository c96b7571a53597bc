"""What targets count, and the clauses that further it."""

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
        ("标准数量", ""),
        ("", ""),
    ],
)
def test_thing(name: str, thing: str) -> None:
    assert OBJECTS.thing(name) == thing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("支持企业参与国际标准、国家标准制定。", "参与国际标准、国家标准"),
        ("争创国家标准验证点。", ""),
        ("制定团体标准，国家标准", ""),
        ("加强与国家标准的衔接", ""),
        ("国家标准", ""),
        ("牵头制定国家标准", "牵头制定国家标准"),
        ("", ""),
    ],
)
def test_furthered(text: str, words: str) -> None:
    assert OBJECTS.furthered("国家标准", text) == words
