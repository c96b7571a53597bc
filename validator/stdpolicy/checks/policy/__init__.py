"""SP5xx: whether what a policy says makes sense as a policy. Dates that cannot be are errors."""

from stdpolicy.checks.policy import (
    contradiction,
    fields,
    figures,
    holding,
    missing,
    order,
    undecided,
)

__all__ = ["contradiction", "fields", "figures", "holding", "missing", "order", "undecided"]
