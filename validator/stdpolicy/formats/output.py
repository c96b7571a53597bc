"""Text as a writer makes it, kept as the bytes that it is to be.

As strings, in which a Chinese character makes two bytes of every letter, joined and encoded at the end,
what is written took six times the memory of the bytes.
"""

from collections import deque
from io import BytesIO

MANY = 10_000
"""How many strings are encoded at once."""


class Output:
    """What is written: `put` takes a string."""

    def __init__(self) -> None:
        self._new: list[str] = []
        self._done: deque[bytes] = deque()
        self.put = self._new.append

    def settle(self) -> None:
        """Encodes what was put, if that is much: to be called now and then."""
        if len(self._new) >= MANY:
            self._encode()

    def bytes(self, head: str = "") -> bytes:
        """All that was put, behind a head that is known at the end."""
        self._encode()
        result = BytesIO()
        result.write(head.encode())
        while self._done:  # each is let go as it is copied
            result.write(self._done.popleft())
        return result.getvalue()  # without a copy

    def _encode(self) -> None:
        self._done.append("".join(self._new).encode())
        self._new.clear()
