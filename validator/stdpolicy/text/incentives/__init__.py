"""Incentives: money and honours that a text promises to those who meet a condition.

- grants: the words that give, and the sums
- parties, members: to whom and on what condition, and which member of it each sum goes with
- reading: what is read
"""

from stdpolicy.text.incentives.incentive import Incentive
from stdpolicy.text.incentives.reading import Incentives

__all__ = ["Incentive", "Incentives"]
