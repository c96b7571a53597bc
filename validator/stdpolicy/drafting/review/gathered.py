"""A review as data: what stands in the text, what was drafted of it, and what is to be looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from stdpolicy.checks.entities import Entities, bodies, chinese_names
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.document import Document
from stdpolicy.drafting.doubts import LAWS, Doubt, doubts
from stdpolicy.marked import Marked, marked
from stdpolicy.text.duties import rules


@dataclass(frozen=True, slots=True)
class Section:
    """A provision with what is to be decided in it."""

    marked: Marked
    doubts: tuple[Doubt, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Review:
    """A policy, provision by provision; `findings` are those of its record and of what it describes."""

    document: Document
    sections: tuple[Section, ...]
    findings: tuple[Diagnostic, ...]
    names: Mapping[str, str]
    """What the bodies, places and the like are called to which statements refer, by IRI."""

    @property
    def statuses(self) -> Counter[str]:
        """How many statements there are of each review status; of none, under the empty word."""
        held = (one for section in self.sections for one in section.marked.statements)
        return Counter(str(one.tree.get("reviewStatus", "")) for one in held)

    @property
    def doubtful(self) -> int:
        """How many doubts there are."""
        return sum(len(section.doubts) for section in self.sections)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return len(self.findings) + sum(len(section.findings) for section in self.sections)

    @property
    def left(self) -> int:
        """How many letters and digits are left that no statement quotes."""
        return sum(section.marked.left for section in self.sections)


def review(
    document: Document, findings: Iterable[Diagnostic] = (), known: Entities | None = None
) -> Review:
    """The review of a policy. `findings` are those of its validation; `known` is what registries describe,
    by IRI.
    """
    tree, base = document.tree, document.base
    here = {
        base + str(node["id"]): node
        for name, value in tree.items()
        if name.startswith("describes")
        for node in value
    }
    entities: dict[str, Mapping[str, Any]] = {**(known or {}), **here}
    home = str(tree.get("jurisdiction", ""))
    gazetteer = bodies(entities, base + home if home.startswith("#") else home)
    found = list(marked(tree))
    lists = [rule for one in found for rule in rules(str(one.provision["text"]), gazetteer)]
    lawful = tree.get("genre") in LAWS
    chinese = str(tree.get("language", "")).startswith("zh")
    places = {str(one.provision["id"]): str(one.provision["id"]) for one in found}
    places |= {
        str(held.tree["id"]): str(one.provision["id"]) for one in found for held in one.statements
    }
    by_place: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        by_place[places.get(finding.node, "")].append(finding)
    sections = tuple(
        Section(
            one,
            tuple(
                doubts(
                    str(one.provision["text"]),
                    gazetteer,
                    lists,
                    lawful=lawful,
                    guiding={held.tree["type"] for held in one.statements} == {"Principle"},
                )
            )
            if chinese
            else (),
            tuple(by_place[str(one.provision["id"])]),
        )
        for one in found
    )
    names = {
        iri.removeprefix(base): names[0]
        for iri, entity in entities.items()
        if (names := chinese_names(entity))
    }
    return Review(document, sections, tuple(by_place[""]), names)
