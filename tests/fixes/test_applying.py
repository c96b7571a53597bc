"""How edits are put into a text, what is taken back, and how a change is shown."""

import pytest
from fixable import FIXABLE, written
from msgspec.structs import replace

import stdpolicy
from stdpolicy.diagnostics import Edit, Fix, Report, Safety
from stdpolicy.fixes import difference, mended
from stdpolicy.fixes.editing import apart, edited
from stdpolicy.source import Source, Span

SAFE = Safety.SAFE


def fix(start: int, end: int, text: str) -> Fix:
    return Fix((Edit(Span(start, end), text),), SAFE)


def test_edits_in_order() -> None:
    source = Source("一二三四".encode())
    assert edited(source, [fix(3, 4, "d"), fix(0, 1, "a"), fix(1, 1, "-")]).text == "a-二三d"


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((1, 1), (0, 2), True),
        ((0, 0), (0, 2), False),
        ((2, 2), (0, 2), False),
        ((1, 1), (1, 1), True),
    ],
)
def test_what_overlaps(one: tuple[int, int], other: tuple[int, int], overlap: bool) -> None:
    both = [fix(*one, "x"), fix(*other, "y")]
    assert apart(both) == both[: 1 if overlap else 2]
    assert len(apart(both[::-1])) == (1 if overlap else 2)


_, DATA = next(written(FIXABLE[0]))


@pytest.mark.parametrize("new", [b'"999"', b'"0100.0', b'"x"'], ids=["another", "broken", "wrong"])
def test_a_fix_that_does_not_hold_is_taken_back(new: bytes) -> None:
    """A safe one that changes the content, or leaves no document, though others beside it stay."""
    source = Source(DATA.replace(b'"order": 1,', b'"order": "1",', 1))

    def check(changed: dict[str, Source]) -> Report:
        report = stdpolicy.validate(changed.get(source.name, source))
        wrong = [
            replace(f, fix=Fix(tuple(e._replace(text=new.decode()) for e in f.fix.edits), SAFE))
            if f.fix and f.fix.edits[0].text == '"100"'
            else f
            for f in report
        ]
        return replace(report, diagnostics=wrong)

    run = mended(check, lambda name: source)
    assert [found.rule.code for found in run.refused] == ["SP313"]
    assert run.mended == 1
    assert run.files[source.name][1].data == DATA


def test_a_difference_that_patch_reads() -> None:
    old, new = b"a\r\nb\nc", b"a\r\nB\nc"
    assert difference("x.ttl", old, new) == (
        "--- a/x.ttl\n+++ b/x.ttl\n@@ -1,3 +1,3 @@\n a\r\n-b\n+B\n c\n\\ No newline at end of file\n"
    )
    assert difference("x.ttl", old, old) == ""
