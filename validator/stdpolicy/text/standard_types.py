"""The types of standard that a text names: each of 国际、国家和行业标准."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.model import Scheme
from stdpolicy.patterns import longest_first, regex, sought

_STANDARD = "标准"
_AND = r"[^\S\n]*(?:[、和与或及/]|以及)[^\S\n]*"
_BRACKET = "(?:[(（]或?[^()（）]{1,12}[)）])?"
_OTHER = (
    '(?!化|组织|验证点|创新(?:团队|共同体|贡献|基地|型)|[“"‘]?领跑者|总监|技术审评|实验室|重大专项|支持专项|培优计划|'
    "筑基工程|[^，。；,;]{0,6}(?:等|专项)?工程|馆|院|出版|样品|专家)"
)
"""What does not follow: 国家标准化, 国家标准验证点, 企业标准领跑者 and 团体标准培优计划 are other names."""
_NOT_BEFORE = {"行业": "[能耗点各关本该跨]", "国家": "[达他各]"}
"""What does not stand before: 高耗能行业标准 are the standards of those sectors, made by whomever."""
_TITLES = regex("《[^《》]*》")
_BOTH_SIDES = regex(f"中外{_STANDARD}(?!化)")
_ADVANCED = regex(f"国际(?P<advanced>先进(?:理念和|水平的?|技术)?){_STANDARD}(?!化)")


class StandardType(NamedTuple):
    """A type of standard, a code of the list standard-type, with the words that name it."""

    code: str
    start: int
    end: int


class StandardTypes:
    """Finds types of standard by the words of their code list."""

    def __init__(self, scheme: Scheme) -> None:
        words = {
            word: code.name
            for code in scheme.codes.values()
            if not code.deprecated
            for word in code.cues
        }
        self._codes = {
            word.removesuffix(_STANDARD): code
            for word, code in words.items()
            if word.endswith(_STANDARD)
        }
        others = {word: code for word, code in words.items() if not word.endswith(_STANDARD)}
        self._codes |= others
        kinds = "|".join(
            f"(?<!{_NOT_BEFORE[word]}){word}" if word in _NOT_BEFORE else re.escape(word)
            for word in longest_first(self._codes.keys() - others)
        )
        self._kind = regex(kinds)
        self._named = sought(
            "".join(sorted({word[0] for word in self._codes})),
            rf"(?P<kinds>(?:{kinds}){_BRACKET}(?>(?:(?:{_STANDARD})?{_AND}(?:{kinds}){_BRACKET})*))"
            rf"(?:先进|技术)?等?{_STANDARD}{_OTHER}",
        )
        self._other = regex("|".join(map(re.escape, others)) or "(?!)")

    def codes(self, text: str) -> tuple[str, ...]:
        """The types that a text names, each once, in its order."""
        return tuple(dict.fromkeys(found.code for found in self.find(text)))

    @memo.sequence
    def find(self, text: str) -> Iterator[StandardType]:
        """The types that a text names, each of a list by itself, outside of titles."""
        said = _TITLES.sub(lambda title: "〇" * len(title[0]), text)
        found = [StandardType("foreign", *m.span()) for m in _BOTH_SIDES.finditer(said)]
        for m in _ADVANCED.finditer(said):  # of international bodies, and of others abroad
            found += [StandardType(code, *m.span()) for code in ("international", "foreign")]
        found += [StandardType(self._codes[m[0]], *m.span()) for m in self._other.finditer(said)]
        for named in self._named.finditer(said):
            for kind in self._kind.finditer(said, *named.span("kinds")):
                found.append(StandardType(self._codes[kind[0]], kind.start(), named.end()))
        yield from sorted(set(found), key=lambda one: (one.start, one.code))
