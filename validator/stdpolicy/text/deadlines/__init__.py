"""Periods and deadlines: by when, within what time and from when something is to be done."""

from stdpolicy.text.deadlines.governing import Reach, governing
from stdpolicy.text.deadlines.reading import deadlines, labelled, of_title
from stdpolicy.text.deadlines.record import Deadline, of_year, resolved

__all__ = [
    "Deadline",
    "Reach",
    "deadlines",
    "governing",
    "labelled",
    "of_title",
    "of_year",
    "resolved",
]
