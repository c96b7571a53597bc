"""How the statements of each class are marked."""

from msgspec import Struct

SENTENCE, STATEMENT, PART = range(3)
"""The layers: what is marked by a dotted rule, by a fill with a line and a label, by weight."""


class Kind(Struct, frozen=True):
    """How statements of a class are marked. Its name is the class of their elements."""

    name: str
    sign: str
    layer: int
    told: tuple[str, ...] = ()
    """The facts that the head of a card tells."""


KINDS = {
    "Principle": Kind("principle", "※", SENTENCE),
    "Phase": Kind("phase", "▷", SENTENCE, ("start", "end")),
    "Measure": Kind("measure", "◆", SENTENCE, ("deadline",)),
    "Action": Kind("action", "", SENTENCE),
    "Goal": Kind("goal", "◎", STATEMENT, ("deadline",)),
    "Target": Kind("target", "▣", STATEMENT, ("value", "vague", "trend", "deadline")),
    "Assignment": Kind("assignment", "□", STATEMENT, ("role", "body")),
    "Incentive": Kind("incentive", "¥", STATEMENT, ("amount",)),
    "Reference": Kind("reference", "↗", STATEMENT, ("relation", "title", "documentNumber")),
    "Quantity": Kind("quantity", "№", PART, ("reason",)),
}
"""The classes of statements, the outer layers first."""
NUMBER = Kind("number", "", PART)
"""How the number of a target or an amount is marked."""
EMENDATION = Kind("emendation", "", PART)
"""How what an emendation brought about is marked."""
MARKS = (*KINDS.values(), NUMBER, EMENDATION)
"""All that is marked, the outer layers first."""
