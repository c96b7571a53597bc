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
)
def undecided(node: Node) -> Iterator[Finding]:
    """The genre and the level of a policy and the domain of a measure may be left out of a draft, since
    no word of the text need say them. Whoever encodes the policy decides them.
    """
    for name in DECIDED.get(node.cls.name, ()):
        if name not in node.tree and name not in node.unknown:
            yield UNDECIDED(node.path, node=node.named, name=Name(name))


UNDECIDED = Message(
    "SP514",
    "undecided",
    "{node} has no {name}",
    "",
    Advice("decide", "decide it by the encoding guide", ""),
)


@rule("SP515", "to-do", "A text is a placeholder", "文字待填", WARNING, on=ANY_NODE)
def to_do(node: Node) -> Iterator[Finding]:
    """A text begins with TODO or 待填, as those that `stdpolicy new` and `draft` leave to be written.

    Texts of the policy itself, its provisions and quotes, are spared: they say what is printed.
    """
    for name in node.tree.keys() - PRINTED:
        value = node.tree[name]
        texts = value.items() if isinstance(value, dict) else ((None, value),)
        for tag, text in texts:
            if isinstance(text, str) and text.startswith(PLACEHOLDERS):
                yield TO_DO((*node.path, name, *([tag] if tag else [])), found=Code(text))


TO_DO = Message(
    "SP515",
    "to-do",
    "{found} is yet to be written",
    "",
    Advice("write-it", "write it, or leave it out", ""),
)
