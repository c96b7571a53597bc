"""The gazetteer of a policy: the names of bodies and places that it or a registry describes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stdpolicy.checks.survey import chinese_names
from stdpolicy.text.bodies import Entry, Gazetteer

RELATIVE = re.compile("[省市县区州](?!场)")
"""How a name begins that says its place by the level alone."""

Entities = Mapping[str, Mapping[str, Any]]


def bodies(entities: Entities, home: str) -> Gazetteer:
    """The bodies among entities, by IRI: those of the place `home` first, then those of the places that
    it is part of and of the state, then those of places within it.

    Those of other places are not among them: what 省科技厅 is there is another body, however it is called.
    """
    lineage = set(_lineage(entities, home))
    groups: tuple[list[Entry], list[Entry], list[Entry]] = ([], [], [])
    for iri, entity in entities.items():
        if entity.get("type") != "Body" or "replacedBy" in entity:
            continue
        place = entity.get("place")
        whole = _absolute(place, iri) if place else ""
        if whole == home:
            group = 0
        elif not place or whole in lineage:
            group = 1
        elif home in _lineage(entities, whole):
            group = 2
        else:
            continue
        groups[group].append((iri, chinese_names(entity)))
    return Gazetteer(*groups)


def places(entities: Entities) -> Gazetteer:
    """The places among entities, by IRI."""
    return Gazetteer(
        (iri, chinese_names(entity))
        for iri, entity in entities.items()
        if entity.get("type") == "Place" and "replacedBy" not in entity
    )


def _lineage(entities: Entities, place: str) -> Iterator[str]:
    """The places that a place is part of."""
    seen = {place}
    while parent := entities.get(place, {}).get("parent"):
        place = _absolute(parent, place)
        if place in seen:
            return
        seen.add(place)
        yield place


def _absolute(reference: str, beside: str) -> str:
    """A reference of an entity as an IRI."""
    return beside.partition("#")[0] + reference if reference.startswith("#") else reference
