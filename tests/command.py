"""Running the command line in tests."""

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
