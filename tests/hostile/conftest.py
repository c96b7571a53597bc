"""No test here may reach the network, write a file or hang."""

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest
from sealed import CORPUS, Seal

import stdpolicy

CASES = Path(__file__).parents[1] / "rules" / "cases"

HANG = 300
"""Seconds after which a module is taken to hang: beyond any bound, never a measure of speed."""


@pytest.fixture(scope="session", autouse=True)
def everything_is_imported() -> None:
    """What is imported late, and compiled then, is imported before anything is sealed."""
    document = stdpolicy.load(CORPUS / "document.jsonld")
    for format in ("jsonld", "turtle", "xml", "ntriples"):
        data = document.to_bytes(format)
        for text in (data, data.replace(b"name", b"nmae"), data.replace(b"prefLabel", b"x")):
            stdpolicy.validate(text)
    stdpolicy.validate(CORPUS / "expanded.jsonld")
    stdpolicy.validate("语".encode()[:2])  # tries other encodings
    stdpolicy.validate(CASES / "SP123" / "bad.jsonld")


@pytest.fixture
def seal() -> Seal:
    return Seal()


@pytest.fixture(scope="module", autouse=True)
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANG, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
