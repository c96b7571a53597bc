"""Whatever a rule says it says in both languages, with the same values."""

import ast
import re
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy import drafting, wording
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import (
    MESSAGES,
    Advice,
    Code,
    Found,
    Listed,
    Message,
    Name,
    Number,
    Quote,
    Rule,
    Value,
)
from stdpolicy.drafting.inputs import Unreadable, read
from stdpolicy.drafting.review import Unknown, accepted
from stdpolicy.language import speaking
from stdpolicy.report.finding import sentence
from stdpolicy.source import Source

HAN = re.compile(r"[\u3400-\u9fff]")
WORDS = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){3,}")
"""Three English words in a row: those that a sentence in Chinese may name stand by themselves."""


def templates() -> list[Message | Advice]:
    found: dict[str, Message | Advice] = {}
    for message in MESSAGES.values():
        found[f"{message.code} {message.key}"] = message
        if message.advice is not None:
            found[f"{message.code} {message.key} advice"] = message.advice
    return list(found.values())


def test_every_sentence_is_there_in_both_languages() -> None:
    halves = re.compile(r"(?<=[\u3400-\u9fff])[,;:?!]|[,;:?!](?=[\u3400-\u9fff])")
    for template in templates():
        assert HAN.search(template.zh), template
        slots = [set(wording.SLOT.findall(words)) for words in (template.en, template.zh)]
        assert {name for name, _ in slots[0]} == {name for name, _ in slots[1]}, template
        chinese = wording.SLOT.sub("", template.zh)
        assert not WORDS.search(chinese), template
        assert not halves.search(chinese), template
        assert not template.zh.endswith(("。", ".")), template
        assert "您" not in template.zh, template


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_manual_says_what_and_why_in_both_languages(rule: Rule) -> None:
    for doc, why in ((rule.doc, "Why: "), (rule.doc_zh, "理由：")):
        paragraphs = doc.split("\n\n")
        assert len(paragraphs) > 1, doc
        assert sum(one.startswith(why) for one in paragraphs) == 1, doc
        assert not paragraphs[0].startswith(why)
    assert HAN.search(rule.doc_zh)


def test_a_list_is_joined_in_the_language_spoken() -> None:
    listed = Listed((Code("a"), Code("b"), Code("c")), "or")
    assert wording.shown(listed) == "a, b or c"
    with speaking("zh"):
        assert wording.shown(listed) == "a、b 或 c"
    with pytest.raises(ValueError, match="expected a language"), speaking("fr"):
        pass


@pytest.mark.parametrize(
    ("zh", "values", "said"),
    [
        ("应为 {a}，实为 {b}", (Quote("abc"), Found(60)), "应为“abc”，实为数值 60"),
        ("应为 {a}，实为 {b}", (Code("abc"), Number(60)), "应为 abc，实为 60"),
        ("将 {a} 改为 {b} 一类", (Quote("甲 乙"), Name("丙 3")), "将“甲 乙”改为丙 3 一类"),
        ("{a} {b} 的值", (Name("Goal"), Quote("x")), "Goal “x”的值"),
        ("{a} {b} 的值", (Name("目标"), Quote("x")), "目标“x”的值"),
        ("{a} 应为 ID {b}", (Quote("甲"), Quote("乙")), "“甲”应为 ID “乙”"),
        ("{a}（{b}）", (Quote(" "), Name("")), "“ ”（）"),
        ("应为 {a} 之一", (Listed((Quote("x"), Quote("y")), "or"), Name("")), "应为“x”或“y”之一"),
        ("应为 {a} 之一", (Listed((Code("x"), Name("乙")), "or"), Name("")), "应为 x 或乙之一"),
    ],
)
def test_a_value_that_is_full_width_stands_close(
    zh: str, values: tuple[Value, Value], said: str
) -> None:
    advice = Advice("key", "{a} and {b}", zh)
    given = dict(zip("ab", values, strict=True))
    with speaking("zh"):
        assert wording.filled(advice, given) == said
    english = " and ".join(map(wording.shown, values))
    assert wording.filled(advice, given) == english


POLICY = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"
INPUTS = Path(drafting.__file__).parent / "inputs"


def test_why_a_text_cannot_be_read_is_said_in_both_languages() -> None:
    told = [
        node.args[0]
        for path in INPUTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Unreadable"
    ]
    assert len(told) > 20
    for said in told:
        assert isinstance(said, ast.Call), ast.unparse(said)
        assert isinstance(said.func, ast.Name), ast.unparse(said)
        assert said.func.id == "either"
    with pytest.raises(Unreadable, match=r"^是图片；只能读取文本$"), speaking("zh"):
        read(b"GIF89a")
    with pytest.raises(Unreadable, match=r"^a picture; only text can be read$"):
        read(b"GIF89a")


def test_programs_are_told_in_the_language_spoken() -> None:
    document = stdpolicy.load(POLICY)
    with speaking("zh"):
        with pytest.raises(ValueError, match=r"^trig 只能读取，不能写出$"):
            document.to_bytes("trig")
        with pytest.raises(ValueError, match=r"^'yaml' 不是文件格式；可选 jsonld、"):
            document.to_bytes("yaml")
        with pytest.raises(ValueError, match=r"^应为以 MB 计的大小，实为 -1$"):
            stdpolicy.load(POLICY, max_size=-1)
        with pytest.raises(stdpolicy.InvalidDocument, match=r"（.*），另有 [0-9]+ 个问题$"):
            stdpolicy.load(POLICY.read_bytes().replace(b'"title"', b'"titel"'))
        with pytest.raises(Unknown, match=r"^没有以此为 id 的陈述或含有陈述的条文：#g7、#part1$"):
            accepted(document, ["#g7", "#part1"])


def test_a_hint_stands_in_brackets_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    data = POLICY.read_bytes().replace(b'"title"', b'"titel"')
    for language, brackets in (("en", r" \(.+\)$"), ("zh", "[^ ]（.+）$")):
        with speaking(language):
            found = [one for one in stdpolicy.validate(data) if one.hint]
            assert found
            assert all(re.search(brackets, sentence(one)) for one in found)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(OSError, match="标准输入"), speaking("zh"):
        Source.named("-")
