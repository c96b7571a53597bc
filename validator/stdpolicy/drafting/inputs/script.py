"""What conversion from traditional characters leaves: characters that simplified texts write otherwise."""

import re

_LEFT = (
    # 著 is right in 著作, 显著 and the like; elsewhere simplified script has 着
    (
        re.compile(
            "(?<![显编原专名论巨译昭卓土拙遗合新知撰较共执])著(?![作名述者称录书文])|(?<=执)著"
        ),
        "着",
    ),
    (re.compile("叠(?=代)"), "迭"),
    (re.compile("堿"), "碱"),
)
"""Each is one character for another, so that places stay what they were."""


def mended(text: str) -> str:
    """A converted text with 着力 for 著力, 迭代 for 叠代, 碱 for 堿."""
    for wrong, right in _LEFT:
        text = wrong.sub(right, text)
    return text
