"""The instruments that a sentence uses, as far as its words tell.

The code list has the words that call for one instrument. Two more are told from verb and object:
标准化建设, 标准化行动 and the like make standards and apply them, and what makes or applies standards may
have them far behind: 制定智能船舶、高铁等领域关键技术标准.
"""

from stdpolicy.model import Scheme
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cues

_OBJECT = "[^，。；,;]{0,60}?标准(?![化实应推组验必融创“解服信总]|自我)"
_PATTERNS = (
    (
        regex(
            "标准化(?![人队服科法战企专创机培教管]|工程师|综合改革|[+”“])(?:[^，。；、,;]{0,6}?(?:建设|行动|提升|水平|工程|试点|进程|模式)|[、，。；,;])(?!机制|能力)"
        ),
        ("standards-development", "standards-application"),
    ),
    (
        regex(f"(?:制定|制订|修订|制修订|编制|健全|完善|构建|建立){_OBJECT}"),
        ("standards-development",),
    ),
    (
        regex(
            f"(?:推广|采用|贯彻|落实|执行|制定实施|研制实施){_OBJECT}|标准(?:的?(?:推广|应用)|实施应用|研制和?(?:、|和)实施)"
        ),
        ("standards-application",),
    ),
)


class Instruments:
    """Reads instruments by the words of their code list, and by what is done to standards."""

    def __init__(self, scheme: Scheme) -> None:
        self._cues = Cues(scheme)

    def codes(self, sentence: str) -> list[str]:
        """The instruments that a sentence calls for, each once. There may be more that it uses."""
        found = self._cues.codes(sentence)
        for pattern, codes in _PATTERNS:
            if pattern.search(sentence):
                found += codes
        return list(dict.fromkeys(found))
