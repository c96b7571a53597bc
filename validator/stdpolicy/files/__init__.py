"""Paths: which files they name, opened with a limit, written all or nothing."""

from stdpolicy.files.changes import changed, look_at, recorded, stamp
from stdpolicy.files.errors import Reason, about, reason, why
from stdpolicy.files.naming import expand
from stdpolicy.files.reading import UNLIMITED, drain, read, read_below
from stdpolicy.files.versions import is_committed
from stdpolicy.files.writing import check_target, write_atomically

__all__ = [
    "UNLIMITED",
    "Reason",
    "about",
    "changed",
    "check_target",
    "drain",
    "expand",
    "is_committed",
    "look_at",
    "read",
    "read_below",
    "reason",
    "recorded",
    "stamp",
    "why",
    "write_atomically",
]
