"""SP514 and SP515: what has been left to be decided or to be filled in, as drafts leave it."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import ANY_NODE, Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Severity

WARNING = Severity.WARNING
DECIDED = {"Policy": ("genre", "level"), "Measure": ("domain",)}
"""Fields that every node of a class has once it is encoded, and that no text need say."""
PLACEHOLDERS = ("TODO", "待填")
PRINTED = {"text", "quote", "number", "heading", "original", "corrected"}
"""Fields with words of the text."""


@rule(
    "SP514",
    "undecided",
    "A field that every policy or measure has is left out",
    "应有的字段尚未判定",
    WARNING,
    on=ANY_NODE,
    zh="""
    政策文件的文体（genre）、行政层级（level）或者举措的领域（domain）未著录。

    原文未必写明，草稿中可以空缺。

    理由：每件政策文件都有文体和行政层级，每项举措都有领域，由编码者判定。
    """,
)
def undecided(node: Node) -> Iterator[Finding]:
    """The genre or the level of a policy, or the domain of a measure, is left out.

    They may be left out of a draft, since no word of the text need say them.

    Why: Every policy has the first two and every measure the last. Whoever encodes the policy
    decides them.
    """
    for name in DECIDED.get(node.cls.name, ()):
        if name not in node.tree and name not in node.unknown:
            yield UNDECIDED(node.path, node=node.named, name=Name(name))


UNDECIDED = Message(
    "SP514",
    "undecided",
    "{node} has no {name}",
    "{node} 未著录 {name}",
    Advice(
        "decide", "decide it by docs/encoding-guide.md", "按编码指南（docs/encoding-guide.md）判定"
    ),
)


@rule(
    "SP515",
    "to-do",
    "A text is a placeholder",
    "文字待填",
    WARNING,
    on=ANY_NODE,
    zh="""
    文字以 TODO 或者“待填”开头，是 `stdpolicy new` 和 `draft` 留待填写的占位文字。

    政策文件自身的文字，即条文和引文，不在此列：它们照录原文。

    理由：占位文字不向读者说明任何内容。填写，或者删去。
    """,
)
def to_do(node: Node) -> Iterator[Finding]:
    """A text begins with TODO or 待填, as those that `stdpolicy new` and `draft` leave to be
    written.

    Texts of the policy itself, its provisions and quotes, are spared: they say what is printed.

    Why: A placeholder tells a reader nothing. Write the text, or leave it out.
    """
    for name, value in node.tree.items():
        if isinstance(value, str):
            if value.startswith(PLACEHOLDERS) and name not in PRINTED:
                yield TO_DO((*node.path, name), found=Code(value))
        elif isinstance(value, dict) and name not in PRINTED:
            for tag, text in value.items():
                if isinstance(text, str) and text.startswith(PLACEHOLDERS):
                    yield TO_DO((*node.path, name, *([tag] if tag else [])), found=Code(text))


TO_DO = Message(
    "SP515",
    "to-do",
    "{found} is yet to be written",
    "“{found}”尚待填写",
    Advice("write-it", "write it, or leave it out", "填写，或者删去"),
)
