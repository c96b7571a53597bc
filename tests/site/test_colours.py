"""The colours of the style sheet: words can be read on whatever they stand on, and kinds told apart, whatever the reader's
colour vision.

Contrast as WCAG 2.2 has it; distances are CIEDE2000 under normal vision and under the three kinds of colour blindness (Machado,
Oliveira and Fernandes 2009, severity 1).
"""

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from stdpolicy.site.pages import HERE

Colour = tuple[float, float, float]

CSS = (HERE / "assets" / "site.css").read_text()
LIGHT, DARK, FORCED = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
KINDS = ("target", "goal", "duty", "money", "reference")
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Colour:
    """sRGB without its gamma (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(  # type: ignore[return-value]
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (red, green, blue)
    )


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    return tuple(  # type: ignore[return-value]
        sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix
    )


def contrast(one: str, other: str) -> float:
    light, dark = sorted((times(XYZ, linear(each))[1] for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> Colour:
    seen = times(VISIONS[vision], linear(colour))
    bounded = tuple(min(max(one, 0.0), 1.0) for one in seen)
    x, y, z = (
        ratio ** (1 / 3) if ratio > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for ratio in (
            one / white
            for one, white in zip(times(XYZ, bounded), WHITE, strict=True)  # type: ignore[arg-type]
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Colour, other: Colour) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(h - 30))
        + 0.24 * cos(radians(2 * h))
        + 0.32 * cos(radians(3 * h + 6))
        - 0.20 * cos(radians(4 * h - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(60 * exp(-(((h - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def test_distance_is_that_of_the_published_pairs() -> None:
    # from the test data of Sharma, Wu and Dalal, tables 1: pairs 1, 7, 17, 25
    for one, other, expected in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert distance(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(colours: dict[str, str]) -> None:
    for ground in ("page", "panel"):
        assert contrast(colours["text"], colours[ground]) >= 12
        for name in ("muted", "link", "visited"):
            assert contrast(colours[name], colours[ground]) >= 6.6, name
        assert contrast(colours["rule"], colours[ground]) >= 4.5
    for kind in KINDS:
        assert contrast(colours["text"], colours[kind]) >= 10.2, kind
        assert contrast(colours["link"], colours[kind]) >= 6.3, kind
        assert contrast(colours["muted"], colours[kind]) >= 5.8, kind
    for tint in range(1, 6):
        assert contrast(colours["text"], colours[f"tint{tint}"]) >= 7
        for name in ("link", "visited"):
            assert contrast(colours[name], colours[f"tint{tint}"]) >= 4.5, (name, tint)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_can_be_seen(colours: dict[str, str]) -> None:
    for kind in KINDS:
        line = colours[f"{kind}-line"]
        assert contrast(line, colours["page"]) >= 4.18, kind
        assert contrast(line, colours["panel"]) >= 3.89, kind
        assert contrast(line, colours[kind]) >= 3.39, kind


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_of_different_kinds_can_be_told_apart(colours: dict[str, str], vision: str) -> None:
    lines = {kind: lab(colours[f"{kind}-line"], vision) for kind in KINDS}
    for one, other in combinations(KINDS, 2):
        assert distance(lines[one], lines[other]) >= 18.8, (one, other)


def test_no_line_colour_carries_text() -> None:
    sheets = "".join(path.read_text() for path in sorted((HERE / "assets").glob("*.css")))
    assert re.findall(r"(?<![a-z-])color: var\(--(?:line|[a-z]+-line)\)", sheets) == []
