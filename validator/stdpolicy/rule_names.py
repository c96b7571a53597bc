"""What rules and their layers are called, and what was meant by a name that no rule has."""

from collections.abc import Collection, Mapping
from itertools import count

from stdpolicy.diagnostics import Layer, Phrase
from stdpolicy.wording import Guesses

LAYERS = {
    Layer.SYNTAX: ("Syntax", "语法"),
    Layer.STRUCTURE: ("Structure", "结构"),
    Layer.VALUES: ("Values", "取值"),
    Layer.REFERENCES: ("References", "引用"),
    Layer.POLICY: ("Policy rules", "政策规则"),
    Layer.GROUNDING: ("Grounding in the text", "原文依据"),
    Layer.CONSISTENCY: ("Consistency among documents", "文件之间的一致"),
    Layer.CONFIGURATION: ("Configuration", "配置"),
    Layer.CONFORMANCE: ("Conformance with the published schemas", "与公布模式一致"),
}
LOOKS_LIKE = str.maketrans("OQILZ", "00112")
"""Letters in the stead of digits. A digit has no spelling: of a wrong one nobody can tell which was meant."""
FIRST = 2
"""How many letters all codes begin with."""
MOST = 12
"""How many codes are listed at most."""


def meant(said: str, codes: Collection[str], names: Mapping[str, str] | None = None) -> Phrase:
    """What a code may mean that no rule has: the one code or beginning of codes that is written almost so,
    or which there are; with `names` (name to code) also the name of a rule.
    """
    code = _code(said)
    if code != said.upper() and any(one.startswith(code) for one in codes):
        return Phrase(f"did you mean {code}?", f"是否应为 {code}？")
    is_name = not any(character.isdigit() for character in said)
    if names and is_name and (guess := Guesses().nearest(said, names)):
        return Phrase(f"did you mean {guess}?", f"是否应为 {guess}？")
    begun = next(code[:n] for n in range(len(code), -1, -1) if _below(code[:n], codes))
    below = _below(begun, codes)
    if len(begun) <= FIRST:
        kinds = [(one, *LAYERS[Layer(one[FIRST])]) for one in below]
        en = ", ".join(f"{one} ({name[0].lower()}{name[1:]})" for one, name, _ in kinds)
        zh = "、".join(f"{one}（{name}）" for one, _, name in kinds)
        return Phrase(f"codes begin with {en}", f"规则的编号以下列开头：{zh}")
    if len(below) == 1:
        return Phrase(f"did you mean {below[0]}?", f"是否应为 {below[0]}？")
    shown = [one if one in codes else f"{one}…" for one in below]
    return Phrase(f"there are {', '.join(shown)}", f"现有 {'、'.join(shown)}")


def _code(said: str) -> str:
    """A code as it would be written, with what looks like it put right."""
    bare = "".join(c for c in said.upper() if c.isalnum())
    digits = bare.removeprefix("SP").removeprefix("PS").translate(LOOKS_LIKE)
    return f"SP{digits}" if digits.isascii() and digits.isdigit() else said.upper()


def _below(begun: str, codes: Collection[str]) -> list[str]:
    """The codes that begin so, or their next beginnings where these are many; nothing where none does."""
    found = sorted(one for one in codes if one.startswith(begun))
    if len(found) <= MOST:
        return found
    longer = ({one[:length] for one in found} for length in count(len(begun) + 1))
    return sorted(next(beginnings for beginnings in longer if len(beginnings) > 1))
