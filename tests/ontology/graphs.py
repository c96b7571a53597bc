"""The files of the ontology as graphs, each parsed once for all that ask; nobody changes them."""

from functools import cache
from pathlib import Path

from rdflib import Graph

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@cache
def parsed(name: str) -> Graph:
    """A file of `ontology/`, by its name without the suffix."""
    return Graph(bind_namespaces="none").parse(ONTOLOGY / f"{name}.ttl")
