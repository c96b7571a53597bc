"""The page of the rules by which documents are checked: what each finds, why, and an example, as `stdpolicy explain`
has it.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Layer, Rule
from stdpolicy.model import Text
from stdpolicy.resources import read
from stdpolicy.rule_names import LAYERS
from stdpolicy.site.pages import Page

PATH = "validator/rules/"
TITLE = {"zh-Hans": "检查规则", "en": "Rules"}
MANUALS = {"zh": "docs/rules.zh.md", "en": "docs/rules.md"}
"""The references that are compiled from the rules, by language."""


class Block(Struct, frozen=True):
    """A part of what is said of a rule: a `heading`, a `text`, or `code`."""

    kind: str
    text: str

    @property
    def runs(self) -> list[str]:
        """The text in turn as prose and as code."""
        return self.text.split("`")


def rules() -> list[Rule]:
    """The rules by their codes."""
    return [RULES[code] for code in sorted(RULES)]


def summary(rule: Rule) -> Text:
    """What a rule finds, in a line."""
    return {"zh-Hans": rule.summary_zh, "en": rule.summary}


def rule_page() -> Page:
    """The page, with an anchor for each code."""
    layers = {
        layer: [one for one in rules() if one.layer is layer]
        for layer in Layer
        if any(one.layer is layer for one in RULES.values())
    }
    titles = {layer: dict(zip(("en", "zh-Hans"), LAYERS[layer], strict=True)) for layer in layers}
    values = {"layers": layers, "titles": titles, "summary": summary, "manual": manual}
    return Page(PATH, "rules.html", TITLE, values)


def manual(rule: Rule, language: str) -> list[Block]:
    """What is said of a rule beyond its summary, in a language of the pages."""
    return list(_blocks(_sections(language)[rule.code]))


@cache
def _sections(language: str) -> dict[str, str]:
    parts = re.split(r"^### (SP\d+) .*$", read(MANUALS[language]).decode(), flags=re.MULTILINE)
    # what is between two rules of different layers begins with the heading of the second
    return {
        code: text.partition("\n## ")[0]
        for code, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def _blocks(markdown: str) -> Iterator[Block]:
    """The blocks of what the references have of a rule: headings, paragraphs, lists, fenced code."""
    for n, part in enumerate(re.split(r"^```.*\n", markdown, flags=re.MULTILINE)):
        if n % 2:
            yield Block("code", part.rstrip("\n"))
            continue
        for paragraph in part.strip("\n").split("\n\n"):
            if paragraph.startswith("#### "):
                yield Block("heading", paragraph.removeprefix("#### "))
            elif paragraph and not paragraph.startswith("**"):
                for item in re.split(r"\n(?=\\- )", paragraph):
                    yield Block("text", re.sub(r"\\([^\w\s])", r"\1", item.replace("\n", " ")))
