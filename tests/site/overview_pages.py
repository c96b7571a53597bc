"""What the tests of overviews share: the pages in parts, and the examples as a graph that is asked for the same."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pyoxigraph as ox

from stdpolicy.model.edition import model

ROOT = Path(__file__).parents[2]
ID = "https://w3id.org/stdpolicy/id/"
PREFIXES = """
PREFIX code: <https://w3id.org/stdpolicy/code/>
PREFIX relation: <https://w3id.org/stdpolicy/code/reference-relation/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX stdpol: <https://w3id.org/stdpolicy/ns#>
"""
HOLD = "(stdpol:goal|stdpol:measure|stdpol:implementationPhase|stdpol:action)"


@cache
def store() -> ox.Store:
    """The examples and the vocabulary."""
    store = ox.Store()
    for path in (
        *ROOT.glob("examples/*/*.ttl"),
        ROOT / "ontology/stdpolicy.ttl",
        ROOT / "ontology/codes.ttl",
    ):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def asked(query: str) -> list[tuple[str, ...]]:
    """The rows of an answer, IRIs without what ours have in common."""
    found = store().query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(short(term.value) if term is not None else "" for term in row) for row in found]


def short(iri: str) -> str:
    """The end of an IRI: jiaxing-2022, jiaxing-2022#goal1, green."""
    return iri.removeprefix(ID).rpartition("/")[2]


def page(site: Mapping[str, bytes], path: str) -> Any:
    """A page."""
    return lxml.html.fromstring(site[f"{path}index.html"].decode())


def text(element: Any) -> str:
    """The words of an element."""
    return " ".join(element.text_content().split())


@cache
def labels(scheme: str) -> dict[str, str]:
    """The names of codes by their Chinese label."""
    return {code.label["zh-Hans"]: name for name, code in model().schemes[scheme].codes.items()}


def provisions(tree: Any) -> Iterator[Any]:
    """The provisions of a policy in the order of its text."""
    for one in tree.get("provision", ()):
        yield one
        yield from provisions(one)
