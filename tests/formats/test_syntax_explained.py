"""A text that somebody has broken in a way that people do is explained where it is broken, read as it
was before, and checked on.
"""

import random
import re
from functools import cache
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.diagnostics import Fix, Safety, Severity
from stdpolicy.formats import for_suffix, read
from stdpolicy.formats.edited import Edited
from stdpolicy.source import Source

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "docs" / "tutorial" / "policy.jsonld"
LARGE = ROOT / "examples" / "jiaxing-2022" / "policy.jsonld"
Breaks = tuple[str, str, str, str]
"""The suffix of a notation, what is broken, where it may be (an expression), what stands there then."""

JSON: list[Breaks] = [
    (".jsonld", *kind)
    for kind in (
        ("missing", r",$", ""),
        ("trailing", r"([^,\[{\s])(?=\n *[}\]])", r"\1,"),
        ("look-alike", r",$", "，"),
        ("look-alike", r'": ', '"：'),
        ("quotes", r'^( *)"(\w+)":', r"\1“\2”:"),
        ("quotes", r'^( *)"(\w+)":', r"\1'\2':"),
        ("quotes", r'": "([^"\n]*)"', r'": “\1”'),
        ("unquoted", r'^( *)"(\w+)":', r"\1\2:"),
        ("comment", r",$", ", // a comment"),
        ("unclosed-string", r'"(,?)$', r"\1"),
        ("unclosed", r"\n}\n?\Z", "\n"),
        ("spare", r",$", ",,"),
        ("mark", r",$", ";"),
        ("mark", r"\n( *)\}(,?)$", r"\n\1]\2"),
        ("blank", r'": ', '"\u3000: '),
        ("missing", r'": ', '" '),
        ("line-break", r'(": "[^"\n]{4})([^"\n ]{4})', "\\1\n\\2"),
        ("control", r'(": "[^"\n]{4})([^"\n]{4})', "\\1\x01\\2"),
    )
]
TURTLE: list[Breaks] = [
    (".ttl", *kind)
    for kind in (
        ("missing", r" ;$", ""),
        ("missing", r" \.$", ""),
        ("mark", r" ;$", " ."),
        ("mark", r" \.$(?=\n\n[:<])", " ;"),
        ("look-alike", r" ;$", "；"),
        ("look-alike", r" \.$", "。"),
        ("quotes", r'"([^"\n]*)"', r"“\1”"),
        ("unclosed-string", r'"(@[\w-]+)? ([;.])$', r"\1 \2"),
        ("turtle-prefix", r"^@prefix stdpol: .*\n", ""),
        ("comment-sign", r" ;$", " ; // a comment"),
        ("blank", r" ;$", "\u3000;"),
        ("line-break", r'( "[^"\n]{4})([^"\n ]{4})', "\\1\n\\2"),
        ("look-alike", r"<(http[^>]*)>", r"＜\1＞"),
    )
]
XML: list[Breaks] = [
    (".xml", *kind)
    for kind in (
        ("unclosed", r"</(?!Policy)\w+>\n", "\n"),
        ("mismatch", r"</\w+>", "</wrnog>"),
        ("start-mismatch", r"<\w+>(?=[^<\n]*</)", "<wrnog>"),
        ("quotes", r'="([^"\n]*)"', r"=“\1”"),
        ("unquoted", r'(?<!version)(?<!encoding)="([\w#.-]+)"', r"=\1"),
        ("unclosed-string", r'="([^"\n]*)"(?=[ >])', r'="\1'),
        ("look-alike", r"(?<!/|\?)>$", "＞"),
        ("look-alike", r'="', '＝"'),
        ("hyphens", r"\n(?= *<(?!\?xml))", "\n<!-- a -- b -->"),
        ("unclosed", r"</\w+>\n?\Z", "\n"),
        ("no-character", r"(>[^<\n]{2})(?=[^<\n])", "\\1\x01"),
    )
]
MEANING: list[Breaks] = [
    (".jsonld", "inner-quote", r'(": "[^"\n]{4})([^"\n]{2})([^"\n]{4})', r'\1"\2"\3'),
    (".jsonld", "escape", r'(": "[^"\n]{4})([^"\n]{4})', r"\1\\&\2"),
    (".xml", "ampersand", r"(>[^<\n]{2})(?=[^<\n])", r"\1&"),
    (".xml", "ampersand", r"(>[^<\n]{2})(?=[^<\n])", r"\1< "),
    (".xml", "entity", r"(>[^<\n]{2})(?=[^<\n])", r"\1&nbsp;"),
    (".ttl", "inner-quote", r'( "[^"\n]{4})([^"\n]{2})([^"\n]{4})', r'\1"\2"\3'),
]
"""Those that leave it open what the text was."""


NAMES = [f"{suffix} {key} {n}" for n, (suffix, key, *_) in enumerate([*JSON, *TURTLE, *XML])]


@cache
def whole(path: Path, suffix: str) -> tuple[str, object]:
    notation = for_suffix(suffix)
    assert notation is not None
    data = stdpolicy.load(path).to_bytes(notation.name)
    return data.decode(), notation.read(Source(data)).tree


def broken(text: str, form: str, instead: str, draw: random.Random) -> tuple[str, int, int]:
    """A text broken at one place, and where that is."""
    at = draw.choice(list(re.finditer(form, text, re.MULTILINE)))
    new = at.expand(instead)
    return text[: at.start()] + new + text[at.end() :], at.start(), at.start() + len(new)


def check(case: Breaks, path: Path, seed: int, *, same: bool) -> None:
    suffix, key, form, instead = case
    original, tree = whole(path, suffix)
    text, start, end = broken(original, form, instead, random.Random(f"{case}{seed}"))
    _, reading = read(Source(text.encode(), "policy" + suffix))
    assert key in [found.message.key for found in reading.findings]
    for found in reading.findings:
        assert found.span is not None
        assert found.fix is not None
        assert found.rule.severity is Severity.ERROR
        if key not in ("turtle-prefix", "unclosed"):  # which are noticed elsewhere
            assert found.span.start <= end + 1
            assert found.span.end >= start - 1
    assert reading.tree is not None
    if same:
        assert reading.tree == tree
    mended = Edited(text, [e for f in reading.findings if f.fix for e in f.fix.edits])
    _, again = read(Source(mended.text.encode(), "policy" + suffix))
    assert again.findings == []
    assert again.tree == reading.tree


@pytest.mark.parametrize("case", [*JSON, *TURTLE, *XML], ids=NAMES)
def test_what_was_meant_is_read(case: Breaks) -> None:
    for seed in range(6):
        check(case, SMALL, seed, same=True)


@pytest.mark.parametrize("case", MEANING)
def test_what_may_have_been_meant_is_read(case: Breaks) -> None:
    for seed in range(6):
        check(case, SMALL, seed, same=False)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*JSON, *TURTLE, *XML], ids=NAMES)
def test_what_was_meant_is_read_in_a_large_file(case: Breaks) -> None:
    for seed in range(6):
        check(case, LARGE, seed, same=True)


def test_the_name_of_a_node_without_its_colon_was_probably_meant_with_it() -> None:
    text, tree = whole(SMALL, ".ttl")
    broken = re.sub(r"(?<=stdpol:statedIn ):", "", text, count=1)
    assert broken != text
    _, reading = read(Source(broken.encode(), "policy.ttl"))
    (found,) = reading.findings
    assert isinstance(found.fix, Fix)
    assert (found.message.key, found.fix.safety) == ("word", Safety.LIKELY)
    assert reading.tree == tree


def test_a_start_tag_behind_the_text_of_its_element_was_probably_meant_to_end_it() -> None:
    text, tree = whole(SMALL, ".xml")
    at = text.index("</genre>")
    _, reading = read(Source((text[:at] + "<genre>" + text[at + 8 :]).encode(), "policy.xml"))
    (found,) = reading.findings
    assert isinstance(found.fix, Fix)
    assert (found.message.key, found.fix.safety) == ("missing", Safety.LIKELY)
    assert reading.tree == tree


@pytest.mark.parametrize(
    ("suffix", "form", "left"), [(".jsonld", r",$", " "), (".ttl", r"[;.]$", "")]
)
def test_a_mark_that_is_put_back_takes_the_place_of_blanks_before_the_end_of_the_line(
    suffix: str, form: str, left: str
) -> None:
    original, _ = whole(SMALL, suffix)
    for seed in range(6):
        text, _, _ = broken(original, form, left, random.Random(seed))
        _, reading = read(Source(text.encode(), "policy" + suffix))
        edits = [edit for found in reading.findings if found.fix for edit in found.fix.edits]
        assert Edited(text, edits).text == original
