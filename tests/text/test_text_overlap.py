"""What two sentences have in common."""

import pytest

from stdpolicy.text.overlap import clauses, covered, gist

VILLAGES = "推进度假休闲、乡村旅游、民宿经济等标准化建设"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定100项以上的国家标准。", "制定项以上国家标准"),
        ("科技、产业和金融等", "科技产业金融"),
        ("", ""),
    ],
)
def test_gist(text: str, expected: str) -> None:
    assert gist(text) == expected


def test_a_clause_is_known_again_though_a_list_in_it_is_longer() -> None:
    longer = VILLAGES.replace("等", "、传统村落和文物保护利用等") + ",促进融合发展。"
    assert clauses(VILLAGES).keys() & clauses(longer).keys()
    assert clauses(VILLAGES).keys().isdisjoint(clauses("推进乡村旅游标准化建设"))


def test_short_clauses_are_everywhere() -> None:
    assert clauses("加强组织领导,落实责任。") == {}


@pytest.mark.parametrize(
    ("sentence", "other", "share"),
    [
        (VILLAGES, VILLAGES, 1),
        (VILLAGES + ",促进融合发展", VILLAGES, 1),
        (VILLAGES, "建立评价机制", 0),
        ("促进融合发展", "促进融合", 0.6),
        ("", VILLAGES, 0),
    ],
)
def test_how_much_of_a_sentence_another_has(sentence: str, other: str, share: float) -> None:
    assert covered(sentence, other) == pytest.approx(share)
