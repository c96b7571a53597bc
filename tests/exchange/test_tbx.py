"""The Terms of a registry go to TBX and come back as they were."""

from pathlib import Path
from typing import Any

from hypothesis import given
from lxml import etree

import stdpolicy
from stdpolicy.document import Document
from stdpolicy.exchange import tbx
from stdpolicy.formats import canonical
from stdpolicy.model.edition import model
from stdpolicy.resources import resource
from stdpolicy.source import Source
from strategies import documents, examples

DATA = Path(__file__).parents[1] / "data" / "tbx"
WRITTEN = etree.RelaxNG(etree.parse(DATA / "written.rng"))


def there_and_back(registry: Document) -> Document:
    data = tbx.write(registry)
    WRITTEN.assertValid(etree.fromstring(data))
    source = Source(data)
    assert tbx.recognises(source)
    back, passed_over = tbx.read(source)
    assert not passed_over
    assert back.base == registry.base
    assert back["describesTerm"] == registry["describesTerm"]
    assert back["title"].items() <= registry["title"].items()
    return back


@examples(150)
@given(documents(model(), "Term"))
def test_terms_come_back_as_they_were(made: tuple[dict[str, Any], str]) -> None:
    tree, base = made
    back = there_and_back(Document(canonical(tree, base), base))
    assert stdpolicy.load(back.to_bytes("jsonld")) == back


def test_the_registry_that_ships() -> None:
    registry = stdpolicy.load(resource("examples/registry/registry.jsonld"))
    assert len(there_and_back(registry)["describesTerm"]) > 300


def test_what_is_written() -> None:
    registry = stdpolicy.load(DATA / "registry.jsonld")
    assert tbx.write(registry) == (DATA / "registry.tbx").read_bytes()
    there_and_back(registry)
