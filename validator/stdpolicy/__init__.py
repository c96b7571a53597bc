"""Machine-readable standardization policies: load, validate and convert without loss."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stdpolicy.api import (
        Diagnostic,
        Document,
        InvalidDocument,
        Notation,
        NotLossless,
        Report,
        Rule,
        Severity,
        convert,
        dump,
        fix,
        load,
        speaking,
        validate,
    )

__version__ = "0.2.0"

__all__ = [
    "Diagnostic",
    "Document",
    "InvalidDocument",
    "NotLossless",
    "Notation",
    "Report",
    "Rule",
    "Severity",
    "convert",
    "dump",
    "fix",
    "load",
    "speaking",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Imports what the names above stand for when the first of them is asked for.

    The command line imports this package too, and starts sooner.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stdpolicy import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
