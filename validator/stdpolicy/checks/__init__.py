"""What is checked of a document: rules that schedule themselves, and the pipeline that runs them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stdpolicy.checks.run import Run
    from stdpolicy.diagnostics import RULES

__all__ = ["RULES", "Run"]


def __getattr__(name: str) -> Any:
    """Imports the rules, all of them, when they are asked for and not before."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stdpolicy.checks.run import Run
    from stdpolicy.diagnostics import RULES

    globals().update(RULES=RULES, Run=Run)
    return globals()[name]
