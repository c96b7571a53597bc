"""A text as it comes from an office program, a web page or an assistant: what is wrong with all of it is
told once, and what mends it gives the document.
"""

import html
import json
import re
from collections.abc import Callable

import pytest
from test_syntax_explained import SMALL, whole

import stdpolicy
from stdpolicy.diagnostics import Fix, Safety
from stdpolicy.formats import detect, read
from stdpolicy.formats.edited import Edited
from stdpolicy.formats.reading import Reading
from stdpolicy.source import Source

SUFFIXES = (".jsonld", ".ttl", ".xml")
Change = Callable[[str], str]


def curly(text: str) -> str:
    """Each pair of straight quotation marks as Word writes it."""
    return re.sub('"([^"]*)"', "“\\1”", text)


def numbered(text: str) -> str:
    return "\n".join(f"{n:4} {line}" for n, line in enumerate(text.split("\n"), 1))


def before_lines(mark: str) -> Change:
    return lambda text: "".join(mark + line for line in text.splitlines(keepends=True))


def changed(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


def once(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


FENCED: list[tuple[str, Change]] = [
    ("fence", lambda text: f"```json\n{text}```\n"),
    ("fence", lambda text: f"~~~\n{text}~~~"),
    ("fence", lambda text: f"好的，以下是文档：\n\n```\n{text}```\n\n希望有帮助！\n"),
    ("fence", lambda text: f"{text}```\n"),
    ("around", lambda text: f"好的，以下是文档：\n\n{text}"),
    ("around", lambda text: f"{text}\n如需修改，请告诉我。\n"),
    ("around", lambda text: f"Here is the policy:\n{text}I hope this helps.\n"),
    ("numbered", numbered),
    ("numbered", before_lines("+")),
    ("numbered", before_lines("> ")),
    ("quotes", curly),
]
"""The same in each notation."""
JSON: list[tuple[str, Change]] = [
    ("blank", changed("  ", "\u00a0\u00a0")),
    ("blank", changed("  ", "\u3000")),
    ("look-alike", changed('": ', '"：')),
    ("mark", changed(",\n", ";\n")),
    ("missing", changed(",\n", "\n")),
    ("quotes", lambda text: str(json.loads(text))),
    ("unquoted", lambda text: re.sub(r'^( *)"(\w+)":', r"\1\2:", text, flags=re.M)),
    ("escaped", lambda text: html.escape(text, quote=True)),
    ("escaped", changed('"', '\\"')),
    ("comment", lambda text: f"<!-- 示例 -->\n{text}"),
    ("missing", once('"source": {', '"source": ')),
]
TURTLE: list[tuple[str, Change]] = [
    ("look-alike", changed(" ;\n", "；\n")),
    ("look-alike", changed("stdpol:", "stdpol：")),
    ("look-alike", once("@prefix stdpol:", "@prefix stdpol：")),
    ("missing", changed(" ;\n", "\n")),
    ("mark", changed(" ;\n", " ,\n")),
    ("mark", changed(" ;\n", " .\n")),
    ("word", changed("@prefix", "prefix")),
    ("word", changed("@prefix", "@PREFIX")),
    ("word", once('"^^xsd:date', '"^xsd:date')),
    ("word", once("@zh-Hans", "@ zh-Hans")),
    ("word", changed("@zh-Hans", "@zh_Hans")),
    ("word", once("<https://w3id.org/stdpolicy/ns#>", "https://w3id.org/stdpolicy/ns#")),
    ("missing", once("<http://purl.org/dc/terms/>", "<http://purl.org/dc/terms/")),
    ("spare", once("stdpol:genre ", "stdpol:genre = ")),
    ("comment-sign", lambda text: f"/* 示例 */\n{text}"),
    ("comment-sign", lambda text: f"<!-- 示例\n政策 -->\n{text}"),
    ("escaped", lambda text: html.escape(text, quote=False)),
    ("word", once("genre:action-plan", "action-plan")),
    ("unquoted", once('"工作目标"', "工作目标")),
    ("look-alike", lambda text: re.sub(r"<(http[^>]*)>", r"《\1》", text)),
]
XML: list[tuple[str, Change]] = [
    ("look-alike", changed('="', '＝"')),
    ("look-alike", changed("</", "<／")),
    ("look-alike", once("  <genre>", "  <！-- 文体 -->\n  <genre>")),
    ("look-alike", once("  <genre>", "  <!—— 文体 ——>\n  <genre>")),
    ("blank", changed(" ref=", "\u00a0ref=")),
    ("word", once("</genre>", "<\\genre>")),
    ("word", once("</genre>", "< /genre>")),
    ("word", once("<genre>", "< genre>")),
    ("missing", once("<genre>", "<genre ")),
    ("missing", once('<title xml:lang="en">', '<title xml:lang="en"')),
    ("no-opening", once("<genre>", "genre>")),
    ("no-opening", once("</genre>", "/genre>")),
    ("escaped", lambda text: html.escape(text, quote=False)),
]
CASES = [
    (suffix, *case)
    for suffix, own in zip(SUFFIXES, (JSON, TURTLE, XML), strict=True)
    for case in (*FENCED, *own)
]


def reading(data: str, suffix: str) -> Reading:
    return read(Source(data.encode(), "policy" + suffix))[1]


@pytest.mark.parametrize(
    ("suffix", "key", "change"), CASES, ids=[f"{n} {c[0]} {c[1]}" for n, c in enumerate(CASES)]
)
def test_it_is_told_once_and_mended(suffix: str, key: str, change: Change) -> None:
    text, tree = whole(SMALL, suffix)
    broken = change(text)
    assert broken != text
    found = reading(broken, suffix)
    assert key in [one.message.key for one in found.findings]
    kinds = [(one.message.key, one.values.get("right")) for one in found.findings]
    assert len(kinds) < 10
    assert found.tree == tree
    edits = [edit for one in found.findings if isinstance(one.fix, Fix) for edit in one.fix.edits]
    mended = reading(Edited(broken, edits).text, suffix)
    assert (mended.findings, mended.tree) == ([], tree)


NO_FIX = [
    (".jsonld", "omitted", once('"goal": [', '"goal": [ ... ],\n"x": [')),
    (".ttl", "omitted", once("stdpol:goal :goal1", "stdpol:goal :goal1 , …… ")),
    (".jsonld", "omitted", once('"goal": [', '"goal": [\n// 其余目标省略\n')),
    (".jsonld", "hexadecimal", once('"工作目标"', '"\\u5de作目标"')),
    (".ttl", "hexadecimal", once('"工作目标"', '"\\u5de作目标"')),
    (".jsonld", "unexpected", lambda text: text[text.index('"id"') :]),
    (".xml", "look-alike", lambda text: text.replace("<", "《").replace(">", "》")),
    (".xml", "unexpected", lambda text: text[text.index("</provision>") :]),
    (".ttl", "cut-off", lambda text: text[: text.index(":place1 ;") + 9]),
    (".jsonld", "html", lambda text: f"<!DOCTYPE html><html><body>{text}</body></html>"),
    (".ttl", "levels", lambda text: f"{text}\n:x :y {'[ :y ' * 200}"),
    (".ttl", "levels", lambda text: f"{text}\n:x :y {'[ :y ' * 200}:z{' ]' * 200} ."),
]


@pytest.mark.parametrize(
    ("suffix", "key", "change"), NO_FIX, ids=[f"{c[0]} {c[1]}" for c in NO_FIX]
)
def test_what_was_meant_nobody_can_tell(suffix: str, key: str, change: Change) -> None:
    found = reading(change(whole(SMALL, suffix)[0]), suffix)
    assert [(one.message.key, one.fix) for one in found.findings] == [(key, None)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_of_a_text_in_a_fence_the_notation_is_told(suffix: str) -> None:
    notation = detect(Source(f"好的：\n```\n{whole(SMALL, suffix)[0]}```\n".encode(), "<stdin>"))
    assert notation is not None
    assert suffix in notation.suffixes


def test_a_fence_alone_is_surely_no_part_of_the_document() -> None:
    text = whole(SMALL, ".jsonld")[0]
    for data, safety in ((f"```json\n{text}```", Safety.SAFE), (f"好的：\n{text}", Safety.LIKELY)):
        (found,) = reading(data, ".jsonld").findings
        assert isinstance(found.fix, Fix)
        assert found.fix.safety is safety


@pytest.mark.parametrize("blank", ["\u00a0\u00a0", "\u3000"])
def test_what_looks_like_a_blank_between_elements_is_told_once(blank: str) -> None:
    text, tree = whole(SMALL, ".xml")
    broken = text.replace("  ", blank)
    (found,) = reading(broken, ".xml").findings
    assert (found.message.code, found.message.key) == ("SP117", "blank")
    assert isinstance(found.fix, Fix)
    mended = reading(Edited(broken, found.fix.edits).text, ".xml")
    assert (mended.findings, mended.tree) == ([], tree)


def test_an_element_of_look_alike_blanks_alone_keeps_them() -> None:
    text = whole(SMALL, ".xml")[0].replace("  <genre>", "\u3000<encoder>\u3000</encoder><genre>")
    (found, *_) = [f for f in reading(text, ".xml").findings if f.message.code == "SP117"]
    assert isinstance(found.fix, Fix)
    assert len(found.fix.edits) == 1


GUESSED = [
    (once("制定本方案", '制定"本方案"'), "inner-quote"),
    (once("制定本方案", "制定\\本方案"), "escape"),
    (once("制定本方案", "制定\n本方案"), "line-break"),
    (once('"file": "source.txt",', '"file": "source.txt,'), "unclosed-string"),
]


@pytest.mark.parametrize(("change", "key"), GUESSED, ids=[key for _, key in GUESSED])
def test_what_follows_from_a_guess_is_left_out(change: Change, key: str) -> None:
    text = change(SMALL.read_text(encoding="utf-8"))
    source = Source(text.encode(), "policy.jsonld", SMALL)
    found = [(one.rule.code, one.key) for one in stdpolicy.validate(source)]
    assert found == [("SP102", key)]


def test_words_of_a_string_that_is_not_well_formed_are_all_of_it() -> None:
    text = SMALL.read_text(encoding="utf-8")
    wrong = text.replace('"quote": "市民政局牵头"', '"quote": "市民\\政\u200b局牵头"')
    assert wrong != text
    found = {one.rule.code for one in stdpolicy.validate(wrong.encode())}
    assert "SP102" in found


def test_syntax_comes_first() -> None:
    text = (
        SMALL.read_text(encoding="utf-8").replace('"genre"', '"gnere"').replace("  ]\n}", "  ],\n}")
    )
    assert [one.rule.code for one in stdpolicy.validate(text.encode())] == ["SP102", "SP201"]


@pytest.mark.parametrize("suffix", [".jsonld", ".xml"])
def test_of_a_text_that_ends_too_early_nothing_is_said_to_be_missing(suffix: str) -> None:
    text = whole(SMALL, suffix)[0]
    end = {".jsonld": '\n  ],\n  "describesBody"', ".xml": "\n  <describesBody"}[suffix]
    cut = text[: text.index(end)] + ("\n  ]" if suffix == ".jsonld" else "")
    source = Source(cut.encode(), "policy" + suffix)
    assert [(one.rule.code, one.key) for one in stdpolicy.validate(source)] == [
        ("SP102", "unclosed")
    ]


def test_a_document_that_is_one_string() -> None:
    text, tree = whole(SMALL, ".jsonld")
    data = json.dumps(text, ensure_ascii=False)
    (found,) = reading(data, ".jsonld").findings
    assert found.message.key == "escaped"
    assert isinstance(found.fix, Fix)
    assert reading(Edited(data, found.fix.edits).text, ".jsonld").tree == tree


def test_the_context_in_full_width_marks() -> None:
    text = SMALL.read_text(encoding="utf-8").replace("https://w3id", "https：//w3id", 1)
    (found,) = stdpolicy.validate(text.encode())
    assert (found.rule.code, found.hint) == (
        "SP107",
        'write "https://w3id.org/stdpolicy/context/0.2.jsonld"',
    )


MISREAD = [
    ("gb18030", "replace"),
    ("gb18030", "ignore"),
    ("latin-1", "strict"),
    ("cp1252", "ignore"),
]


@pytest.mark.parametrize(("encoding", "errors"), MISREAD)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_text_that_was_read_in_another_encoding(suffix: str, encoding: str, errors: str) -> None:
    text, tree = whole(SMALL, suffix)
    misread = text.encode().decode(encoding, errors)
    found = reading(misread, suffix)
    assert [(one.message.code, one.message.key) for one in found.findings] == [("SP101", "misread")]
    fix = found.findings[0].fix
    if errors == "strict":  # nothing was lost
        assert isinstance(fix, Fix)
        assert reading(Edited(misread, fix.edits).text, suffix).tree == tree


@pytest.mark.parametrize("word", ["锛", "銆", "â€", "ï¼", "锛銆锛銆"])
def test_rare_characters_alone_are_no_sign_of_that(word: str) -> None:
    text = SMALL.read_text(encoding="utf-8").replace("工作目标", word)
    assert "SP101" not in [one.message.code for one in reading(text, ".jsonld").findings]
