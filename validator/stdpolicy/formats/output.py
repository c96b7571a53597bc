"""Text as a writer makes it, kept as the bytes that it is to be.

As strings, in which a Chinese character makes two bytes of every letter, joined and encoded at the end,
what is written took six times the memory of the bytes.
"""

from collections import deque
from collections.abc import Callable
from io import BytesIO

MANY = 30_000
"""How many strings are encoded at once."""


class Output:
    """What is written: strings are added to its pieces, and `joined` makes one of them, now and then."""

    def __init__(self, joined: Callable[[list[str]], str]) -> None:
        self.pieces: list[str] = []
        self._joined = joined
        self._done: deque[bytes] = deque()

    def settle(self) -> None:
        """Encodes what was added, if that is much: to be called where the next string begins something."""
        if len(self.pieces) >= MANY:
            self._encode()

    def bytes(self, head: str = "") -> bytes:
        """All that was added, behind a head that is known at the end."""
        self._encode()
        result = BytesIO()
        result.write(head.encode())
        while self._done:  # each is let go as it is copied
            result.write(self._done.popleft())
        return result.getvalue()  # without a copy

    def _encode(self) -> None:
        self._done.append(self._joined(self.pieces).encode())
        self.pieces.clear()
