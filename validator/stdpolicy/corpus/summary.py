"""What a run over a corpus came to."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field


class Summary(Struct):
    """What a run came to."""

    files: int = 0
    severities: Mapping[str, int] = field(default_factory=dict)
    """How many findings there are, by severity."""
    rules: Sequence[tuple[str, int]] = ()
    """How often each rule was broken, the most often first."""
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """How many files are of other tools, by suffix."""
    unreadable: Sequence[str] = ()
    """What could not be read, each with the reason."""
    faults: int = 0
    """On how many documents stdpolicy itself failed."""
    without_texts: int = 0
    """How many policies name texts that were not looked for, being in an archive or a store."""
    unknown: int = 0
    """How many documents are referred to of which nothing is known."""
    unknown_first: Sequence[str] = ()
    """The first of these."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows each table has."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What all policies hold, by the columns of the documents."""
