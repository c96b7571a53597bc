"""Running the command line in tests."""

import signal
from collections.abc import Callable
from dataclasses import dataclass

IRI = "https://example.org/id/shaoxing-2024"


@dataclass
class Done:
    """What a run of the command line left."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]


def heeding() -> None:
    """Has a process heed Ctrl-C, which what runs in the background of a shell does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
