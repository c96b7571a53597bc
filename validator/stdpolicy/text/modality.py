"""How strongly a sentence asks: the codes of the list modality that its words call for.

The words are those of the code list; which of them decide, and how far, is told from the clauses:

1. 支持, 引导, 试点 and the like count as verbs only: 政策支持, 支持力度, 政府引导 and 开展试点 are nouns.
2. What encourages, supports, allows or forbids governs the clauses behind it up to ；, or to one that
   names who is to act (各地要…).
3. What is tried or striven for governs its own clause.
4. A clause that none of them governs is an obligation, if it asks for anything: 围绕重点产业， does not.
"""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.model import Scheme
from stdpolicy.patterns import regex, sought
from stdpolicy.text.cues import Cues
from stdpolicy.text.sentences import clauses

REACHING = frozenset(["recommendation", "permission", "prohibition"])
"""What governs the clauses behind its own."""
TRYING = frozenset(["tentative", "aspirational"])
"""What governs its own clause."""

_BEFORE = {
    "recommendation": regex(
        "(?:[的等、]|政策|资金|财政|金融|技术|人才|农业|政府|舆论|信贷|经费|智力|标准|创新|市场|价值|消费|数据|给予|提供|予以|获得|得到)\\Z"
    ),
    "tentative": regex("(?:实践|创新|的|等)\\Z"),
    "aspirational": regex("(?:共同|经过.{0,8})\\Z"),
}
"""What stands before a word of the code where it is a noun."""
_BEHIND = {
    "recommendation": regex(
        "力度|政策|作用|资金|体系|措施|下|专项|保护|基金|性|机制|目录|清单|范围|对象|方式|[型类]|方向|的|能力|水平|[，。；、,;）)]|\\Z"
    ),
    "tentative": regex("[，。；、,;）)”]|\\Z|性|过程|经验"),
    "aspirational": regex("[，。；、,;）)]|\\Z|方向|目标"),
}
"""What stands behind it."""
_VERBS = {
    "试点": regex(
        "(?:实施(?!方案|细则|意见|办法|情况|单位|主体)|推行|推广|建立|运行|应用|采用|开展|探索|设立|先行)"
    ),
    "可": regex(
        "根据|按|适当|向|由|在|将|采[取用]|直接|自行|视|通过|面向|从|享受|申请|免|委托|参照|优先|给|结合|依|另|凭|调整|把|"
        "对|予|同[时步]|单独|联合|先|并|选择|使用|与|为|因|至|暂|跨|延长|设立|开展|组织|聘|安排|报|获|一[次并]|不再"
    ),
}
"""What follows a word that is only here and there a verb: 试点实施, 可根据; 机器可读 and 可复制 are none."""
_RESEARCH = sought(
    "研",
    r"(?:\A|(?<=[，。；,;])|(?<=加快)|(?<=抓紧)|(?<=积极))研究(?=[^，。；,;]{2,24}(?:机制|制度|办法|模式|方案|路径|措施)[，。；,;])",
)
"""研究 as the verb of its clause: 研究联合审批标准化运行机制."""
_ADVERBIAL = regex("在|以|围绕|针对|按照|根据|依据|结合|依托|为|对|面向|聚焦|瞄准|通过|借鉴|运用")
"""How a clause begins that, with others behind it, says only where, by what or for what."""
_TOPIC = regex("(?:[的时中后前下上起内]|情形|情况|期间)[，,]\\Z")
"""How a clause ends that only says of what or when the next one speaks."""
_MODAL_HEAD = regex(
    "(?:[均都也还并]|依法|按(?:照|规定|有关规定)[^，。；,;]{0,8}|及时)?(?:应|可以|可|不得|必须|要(?!求)|须|禁止|严禁)"
)
_PURPOSE = regex("提升|提高|筑牢|增强|改善")
"""How a clause begins that says what the one before is for."""
_NAMES = regex("《[^《》]*》|“[^“”]*”")


class Modal(NamedTuple):
    """A code that a sentence calls for, with the word that does; 0 characters of it where it is a
    plain verb that makes an obligation."""

    code: str
    word: str
    start: int


class Modality:
    """Reads modality by the words of its code list."""

    def __init__(self, scheme: Scheme) -> None:
        self._cues = Cues(scheme)

    def codes(self, sentence: str) -> tuple[str, ...]:
        """The codes that a sentence calls for, each once, in its order."""
        return tuple(dict.fromkeys(modal.code for modal in self.read(sentence)))

    @memo.sequence
    def read(self, sentence: str) -> Iterator[Modal]:
        """What a sentence calls for, word by word; see above."""
        said = _NAMES.sub(lambda name: "〇" * len(name[0]), sentence)
        words = deque(sorted(self._verbs(said), key=lambda modal: modal.start))
        governed = tried = False
        for clause in clauses(said):
            own = []
            while words and words[0].start < clause.end:
                own.append(words.popleft())
            yield from own
            codes = {modal.code for modal in own}
            if "obligation" in codes or codes & REACHING:
                governed, tried = bool(codes & REACHING), False
            elif codes & TRYING:
                tried = True
            elif (
                not governed
                and not (tried and _PURPOSE.match(said, clause.start))
                and self._asks(said, clause.start, clause.end)
            ):
                yield Modal("obligation", "", clause.start)
            if said[clause.end - 1] in ";；。":
                governed = tried = False

    def _asks(self, said: str, start: int, end: int) -> bool:
        """Whether a clause with a plain verb asks for something by itself."""
        return end == len(said) or not (
            _ADVERBIAL.match(said, start)
            or _TOPIC.search(said, max(start, end - 4), end)
            or _MODAL_HEAD.match(said, end)
        )

    def _verbs(self, said: str) -> Iterator[Modal]:
        """The words that count."""
        for cue in self._cues.find(said):
            end = cue.start + len(cue.word)
            before, behind = _BEFORE.get(cue.code), _BEHIND.get(cue.code)
            if cue.word in _VERBS:
                if _VERBS[cue.word].match(said, end):
                    yield Modal(*cue)
            elif cue.word == "先行先试" or not (
                (before and before.search(said[max(0, cue.start - 12) : cue.start]))
                or (behind and behind.match(said, end))
            ):
                yield Modal(*cue)
        for found in _RESEARCH.finditer(said):
            yield Modal("tentative", "研究", found.start())
