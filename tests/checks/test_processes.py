"""Between processes goes what is told, whatever its size, and nobody waits for somebody who waits."""

import multiprocessing
import os
from multiprocessing import Pipe

import pytest

from stdpolicy.workers import Ended
from stdpolicy.workers.processes import UNREAD, Hand, Told, _room, worked


def _make() -> Hand[int, int]:
    def work(number: int, size: int, answer: bytes | None) -> int | Told:
        return Told(bytes(size)) if answer is None else len(answer)

    return work


def _lost(thing: int, told: Told | None, error: Ended) -> tuple[Told | None, int]:
    raise error


@pytest.mark.parametrize("size", [0, UNREAD - 100, UNREAD, 60_000, 2_000_000])
def test_what_is_told_may_be_of_any_size(size: int) -> None:
    entered: list[int] = []

    def enter(thing: int, facts: bytes) -> bytes:
        assert len(facts) == thing
        entered.append(thing)
        return facts

    sizes = [size + n for n in range(20)]
    assert list(worked(sizes, 2, _make, lost=_lost, enter=enter)) == sizes
    assert entered == sizes
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("duplex", [True, False])
def test_what_fits_is_taken_in_unread(duplex: bool) -> None:
    theirs, ours = Pipe(duplex)
    with theirs, ours:
        room = _room(ours)
        assert room >= UNREAD
        os.set_blocking(ours.fileno(), False)  # what did not fit would be raised
        for size in (room // 4, room // 4, room // 2 - 100):
            ours.send_bytes(bytes(size))
        assert len(theirs.recv_bytes()) == room // 4
