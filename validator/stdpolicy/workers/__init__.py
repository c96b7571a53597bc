"""Processes that work for one run (`processes`, with all that it takes to start them)."""


class Ended(RuntimeError):
    """The process that was at something ended before it was done."""
