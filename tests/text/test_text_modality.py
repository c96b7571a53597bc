"""How strongly sentences ask."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.model.edition import model
from stdpolicy.text.modality import Modality
from strategies import examples

MODALITY = Modality(model().schemes["modality"])
CODES = {
    "推进标准化建设，加强标准实施。": "obligation",
    "各地要建立协调机制。": "obligation",
    "鼓励企业制定标准。": "recommendation",
    "国家鼓励企业参与标准化活动。": "recommendation",
    "支持学会开展研究，建立服务机制，加强人才培养。": "recommendation",
    "健全机制，支持学会开展研究。": "obligation recommendation",
    "支持学会开展研究；健全机制。": "recommendation obligation",
    "鼓励学会开展研究，各地要给予保障。": "recommendation obligation",
    "围绕重点产业，鼓励企业制定标准。": "recommendation",
    "加大政策支持力度。": "obligation",
    "加强财政支持，完善政策。": "obligation",
    "形成政府引导、市场主导的格局。": "obligation",
    "发挥引导作用。": "obligation",
    "对重点项目给予支持。": "obligation",
    "贯彻《关于支持创新的意见》。": "obligation",
    "推广“鼓励创新”模式。": "obligation",
    "探索建立统计制度。": "tentative",
    "探索建立统计制度，提升服务能力。": "tentative",
    "探索建立统计制度，加强标准实施。": "tentative obligation",
    "研究制定地方标准，健全体系。": "tentative obligation",
    "研究联合审批运行机制，探索开展改革。": "tentative",
    "加强标准研究，建立机制。": "obligation",
    "总结实践探索。": "obligation",
    "开展标准化试点。": "obligation",
    "总结试点经验。": "obligation",
    "试点实施告知承诺制。": "tentative",
    "制定试点实施方案。": "obligation",
    "推动示范区先行先试。": "tentative",
    "争取更多组织入驻。": "aspirational",
    "争创验证点，建设平台。": "aspirational obligation",
    "经过共同努力，建成平台。": "obligation",
    "鼓励有条件的地区探索建设集聚区。": "recommendation conditional tentative",
    "适时修订标准。": "conditional obligation",
    "对符合条件的单位给予奖励。": "obligation",
    "企业可以自行制定标准，或者与他人联合制定。": "permission",
    "院校可根据需要调整专业。": "permission",
    "对满足市场需要的技术要求，可以制定团体标准。": "permission",
    "发展机器可读标准，形成可复制、可推广的经验。": "obligation",
    "团体标准的技术要求不得低于强制性标准。": "prohibition",
    "不符合标准的产品，不得销售。": "prohibition",
    "不得不采取措施。": "obligation",
    "抓住重要机遇，满足需要。": "obligation",
    "": "",
}


@pytest.mark.parametrize("sentence", CODES)
def test_codes(sentence: str) -> None:
    assert set(MODALITY.codes(sentence)) == set(CODES[sentence].split())


def test_the_words_are_given() -> None:
    found = [tuple(modal) for modal in MODALITY.read("健全机制,支持学会探索")]
    assert found == [("obligation", "", 0), ("recommendation", "支持", 5)]


@examples(200)
@given(
    st.lists(
        st.sampled_from(
            [
                "支持",
                "鼓励",
                "政策",
                "，",
                "；",
                "。",
                "要",
                "探索",
                "可",
                "以",
                "建立",
                "机制",
                "研究",
                "“",
                "”",
                "的",
                "\n",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_places(sentence: str) -> None:
    found = list(MODALITY.read(sentence))
    assert all(sentence[modal.start :].startswith(modal.word) for modal in found)
    assert all(a.start <= b.start for a, b in pairwise(found))
