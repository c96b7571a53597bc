"""What is read: a duty, and a rule about duties."""

from typing import NamedTuple

from stdpolicy.text.bodies import Named


class Duty(NamedTuple):
    """A role that a clause gives to bodies, read from `text[start:end]`."""

    start: int
    end: int
    """The clause with the words of the role, without the brackets around it."""
    role: str
    """A code of the list `role`."""
    bodies: tuple[Named, ...]
    open: bool
    """Whether the clause says that there are others (等)."""
    covers_start: int
    covers_end: int
    """What the duty is for: the sentences before it back to the duty before; where running text gives
    it, its own sentence. Empty where the clause stands alone and is for what comes before the text."""
    prose: bool = False
    """Whether running text gives it, and no bracket or label."""

    @property
    def span(self) -> tuple[int, int]:
        """Where the clause stands."""
        return self.start, self.end


class Rule(NamedTuple):
    """What a text says of all its lists of bodies, or of all from here on, read from `text[start:end]`."""

    start: int
    end: int
    first: str = ""
    """The role of the first of each list: lead of 列第一位者为牵头单位. Empty if the rule is another."""
    others: str = ""
    """The role of those after it, if the rule says; else they keep that of the list."""
    bodies: tuple[Named, ...] = ()
    """Those who bear each duty from here on without being listed: 以下均需各设区市政府落实,不再列出."""
    role: str = ""
    """Their role."""
    wide: bool = False
    """Whether it holds beyond the bracket or sentence that it stands in (下同, 以下)."""
    onward: bool = False
    """Whether it holds from where it stands and not before (下同)."""
