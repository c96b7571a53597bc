"""The site of the examples, made once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.model.edition import model
from stdpolicy.site.build import made
from stdpolicy.site.content import Content
from stdpolicy.site.routes import Routes, routes

EXAMPLES = Path(__file__).parents[2] / "examples"
BASE = "https://example.org/stdpolicy/"


@pytest.fixture(scope="session")
def content() -> Content:
    """What the site of the examples is made of."""
    return Content(model(), tuple(map(stdpolicy.load, sorted(EXAMPLES.glob("*/*.jsonld")))))


@pytest.fixture(scope="session")
def table(content: Content) -> Routes:
    """Its routes."""
    return routes(content)


@pytest.fixture(scope="session")
def site(content: Content) -> Mapping[str, bytes]:
    """Its files by path; that none is there twice is a test of its own."""
    return {file.path: file.data for file in made(content.model, content.documents, BASE)}
