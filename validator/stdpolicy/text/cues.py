"""Words of a text that call for a code, as the code lists give them (`stdpol:cue`).

Several words may match in one place, 要 and 重要: the one that begins first counts, and of those
that begin together the longest. A word that is no cue takes its place in the same way.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stdpolicy.model import Scheme
from stdpolicy.patterns import longest_first, regex


class Cue(NamedTuple):
    """A word that calls for a code, and where it begins, in characters."""

    code: str
    word: str
    start: int


class Cues:
    """The words of one code list."""

    def __init__(self, scheme: Scheme) -> None:
        """Raises ValueError if a word calls for two codes that are not deprecated."""
        self._codes: dict[str, str] = {}
        for code in scheme.codes.values():
            for word in () if code.deprecated else code.cues:
                if self._codes.setdefault(word, code.name) != code.name:
                    raise ValueError(f"{scheme.name}: {word} calls for two codes")
        words: Mapping[str, None] = dict.fromkeys(
            [*self._codes, *(word for code in scheme.codes.values() for word in code.not_cues)]
        )
        self._words = regex("|".join(map(re.escape, longest_first(words))) or "(?!)")

    def find(self, text: str) -> Iterator[Cue]:
        """The cues in a text, in its order."""
        for found in self._words.finditer(text):
            if code := self._codes.get(found[0]):
                yield Cue(code, found[0], found.start())

    def codes(self, text: str) -> list[str]:
        """The codes that a text calls for, each once, by its first word."""
        return list(dict.fromkeys(cue.code for cue in self.find(text)))
