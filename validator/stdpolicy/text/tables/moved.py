"""What was read from a cell, with its places in the line."""

from stdpolicy.text.deadlines import Deadline
from stdpolicy.text.duties import Duty
from stdpolicy.text.figures import Figure


def moved_deadline(one: Deadline, by: int) -> Deadline:
    """A deadline so many characters further on."""
    return one._replace(start=one.start + by, end=one.end + by)


def moved_duty(one: Duty, by: int) -> Duty:
    """A duty so many characters further on."""
    return one._replace(
        start=one.start + by,
        end=one.end + by,
        bodies=tuple(b._replace(start=b.start + by, end=b.end + by) for b in one.bodies),
        covers_start=one.covers_start + by,
        covers_end=one.covers_end + by,
    )


def moved_figure(one: Figure, by: int) -> Figure:
    """A figure so many characters further on."""
    return one._replace(
        start=one.start + by,
        end=one.end + by,
        clause_start=one.clause_start + by,
        clause_end=one.clause_end + by,
    )
