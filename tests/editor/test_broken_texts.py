"""A text that is broken anywhere: every feature answers, and what is offered replaces what stands at the cursor."""

import random
from contextlib import suppress

import pytest
from editor_texts import SUFFIXES, opened, text_in

from stdpolicy.editor import complete, hover, links, navigate, outline, regions, rename
from stdpolicy.editor.documents import Encoding
from stdpolicy.editor.protocol import structure
from stdpolicy.editor.protocol.places import Ranges

BREAKS = ("", '"', "<", "{", "}", ":", "牵", "@", ".", ";", "[", "\n", "\\", "&", '"x": ', "</")
KNOWN = [("jsonld", 3693, 1, "牵"), ("xml", 3980, 40, "")]
"""Where a feature once failed."""


def cases() -> list[tuple[str, int, int, str]]:
    chance = random.Random(3)
    found = []
    for suffix in SUFFIXES:
        length = len(text_in(suffix))
        for new in BREAKS:
            at, away = chance.randrange(length), chance.choice((0, 1, 5, 40, 300))
            found.append((suffix, at, away, new))
    return found + KNOWN


@pytest.mark.parametrize(("suffix", "at", "away", "new"), cases())
def test_every_feature_answers(suffix: str, at: int, away: int, new: str) -> None:
    here = opened(suffix, text_in(suffix)[at : at + away], f"{new}|", at)
    index, offset, held = here.index, here.offset, [here.held]
    for item in complete.complete(here.text, offset, here.notation, index, held):
        assert item.span.start <= offset <= item.span.end
        assert all(
            e.span.end <= item.span.start or item.span.end <= e.span.start for e in item.also
        )
    hover.hover(index, offset, index.node)
    list(navigate.highlights(index, offset))
    ranges = Ranges(here.buffer.lines, Encoding.UTF16)
    structure.selection(regions.selections(index, offset), ranges)
    structure.foldings(regions.foldings(index), ranges)
    structure.links(links.links(index, None, held), ranges)
    assert outline.outline(index)
    with suppress(rename.Refused):
        old = rename.prepared(index, offset, held, lambda uri: True)
        rename.renamed(old, "neu", held, lambda uri: True)
