"""What is read: an incentive."""

from decimal import Decimal
from typing import NamedTuple


class Incentive(NamedTuple):
    """A promise, read from `text[start:end]`: to whom, on what condition, and what."""

    start: int
    end: int
    kind: str
    """A code of the list incentive-kind."""
    beneficiary: str = ""
    """Who can receive it, in the words of the text; of a clause that does not say, as the one before."""
    condition: str = ""
    """What has to be met; of a list the member that goes with the sum, the words around it kept."""
    amount: Decimal | None = None
    """In yuan."""
    ceiling: bool = False
    payment: str = ""
    """A code of the list payment."""
    rank: int | None = None
    last_rank: int | None = None
    doubtful: bool = False
    """Whether the sums could not be told apart among the members of the condition, or are a range."""
