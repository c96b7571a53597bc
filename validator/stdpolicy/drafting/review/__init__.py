"""What a person sees who reviews an encoding: the text, provision by provision, with what was drafted of
it, what is in doubt and what is left; and what they accept.

- accepting: statements that are accepted
- readings: what the reader makes of a provision
- gathered: the review as data
- said: what a statement says, in short
- text, page: for the terminal, and for a browser
"""

from stdpolicy.drafting.review.accepting import Unknown, accepted
from stdpolicy.drafting.review.gathered import Review, Section, review
from stdpolicy.drafting.review.readings import Reading

__all__ = ["Reading", "Review", "Section", "Unknown", "accepted", "review"]
