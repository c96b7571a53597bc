"""What names bodies, places and the like: those that a policy describes, and those of registries."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import orjson

from stdpolicy.model.iri import absolute
from stdpolicy.resources import read
from stdpolicy.text.bodies import Entry, Gazetteer
from stdpolicy.text.bodies.grammar import level, local, relative
from stdpolicy.text.bodies.mentions import with_short_forms

Entities = Mapping[str, Mapping[str, Any]]
"""Bodies, places and the like, by their IRI."""


class Registered(dict[str, Mapping[str, Any]]):
    """What registries describe, and the names that are looked for in texts: read of all of it once, for the
    many documents that describe nothing themselves. What it holds does not change any more.
    """

    def __init__(self, entities: Entities = MappingProxyType({})) -> None:
        super().__init__(entities)
        self._bodies: dict[str, Gazetteer] = {}

    def bodies(self, home: str) -> Gazetteer:
        """Those of the place `home` and around it."""
        if home not in self._bodies:
            self._bodies[home] = bodies(self, home)
        return self._bodies[home]

    @cached_property
    def places(self) -> Gazetteer:
        """All places."""
        return places(self)


@cache
def shipped() -> dict[str, Any]:
    """The tree of the registry; it is ours, and its form is not checked."""
    tree: dict[str, Any] = orjson.loads(read("examples/registry/registry.jsonld"))
    return tree


@cache
def shipped_entities() -> Registered:
    """What the registry describes."""
    return Registered(entities_of(shipped()))


def entities_of(tree: Mapping[str, Any]) -> dict[str, Any]:
    """What a document describes, by IRI; what is not well-formed is left out."""
    return {
        absolute(node["id"], str(tree.get("id", ""))): node
        for name, nodes in tree.items()
        if name.startswith("describes") and isinstance(nodes, list)
        for node in nodes
        if isinstance(node, dict) and isinstance(node.get("id"), str)
    }


def chinese_names(entity: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in Chinese that an entity is described with, the official one first."""
    found = [text for tag, text in _items(entity.get("name")) if tag.lower().startswith("zh")]
    short = entity.get("shortName", ())
    found += short if isinstance(short, list) else [short]
    return tuple(name for name in found if isinstance(name, str))


def only_named(name: str, classes: Collection[str], entities: Entities) -> str:
    """The IRI of the only entity of some classes that has a name; nothing if there is none, or another."""
    found = [
        iri
        for iri, one in entities.items()
        if one.get("type") in classes and name in (*chinese_names(one), *_words(one.get("label")))
    ]
    return found[0] if len(found) == 1 else ""


def _words(text: Any) -> Iterable[Any]:
    return text.values() if isinstance(text, dict) else ()


def _items(name: Any) -> Iterable[tuple[str, Any]]:
    return name.items() if isinstance(name, dict) else ()


def bodies(entities: Entities, home: str) -> Gazetteer:
    """The bodies among entities, by IRI: those of the place `home` first, then those of the places that
    it is part of and of the state, then those of places within it.

    Those of other places are not among them: what 省科技厅 is there is another body, however it is called.
    Nor are names that say less than the place: 各部门 are those of `home`, and 市财政局 is none within it.
    """
    wider = set(lineage(entities, home))
    groups: tuple[list[Entry], ...] = ([], [], [], [])
    for iri, entity in entities.items():
        if entity.get("type") != "Body" or "replacedBy" in entity:
            continue
        place, names = entity.get("place"), chinese_names(entity)
        whole = _absolute(place, iri) if place else ""
        if whole == home:
            group = 0
        elif not place:
            group = 1
        elif whole in wider:
            group = 1 if entities.get(whole, {}).get("parent") else 2
            placed = any(level(name)[0] for name in names)
            names = tuple(n for n in names if not local(n) and (placed or not relative(n)))
        elif home in lineage(entities, whole):
            group = 3
            names = tuple(n for n in names if not local(n) and not relative(n))
        else:
            continue
        groups[group].append((iri, names))
    own, around, state, within = map(tuple, groups)
    return Gazetteer.of(own, around, beyond=(state, within))


def places(entities: Entities) -> Gazetteer:
    """The places among entities, by their names and short forms."""
    found = (one for one in entities.items() if one[1].get("type") == "Place")
    return Gazetteer(with_short_forms((iri, chinese_names(place)) for iri, place in found))


def lineage(entities: Entities, place: str) -> Iterator[str]:
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
