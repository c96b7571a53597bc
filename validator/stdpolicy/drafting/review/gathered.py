"""A review as data: what stands in the text, what was drafted of it, and what is to be looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from stdpolicy.checks.entities import Entities, bodies, chinese_names
from stdpolicy.checks.survey import issued
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.document import Document
from stdpolicy.drafting.doubts import LAWS, Doubt, doubts
from stdpolicy.drafting.review.readings import Reading, Reads
from stdpolicy.marked import Held, Marked, astray, marked
from stdpolicy.text.citations import cited
from stdpolicy.text.duties import holding, rules
from stdpolicy.text.tables import tables


class Section(Struct, frozen=True):
    """A provision with what is read in it, and what is to be decided."""

    marked: Marked
    readings: tuple[Reading, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[Diagnostic, ...]


class Review(Struct, frozen=True):
    """A policy, provision by provision; `findings` are those of its record and of what it describes."""

    document: Document
    sections: tuple[Section, ...]
    findings: tuple[Diagnostic, ...]
    astray: tuple[Held, ...]
    """The statements that name a provision that is not there."""
    names: Mapping[str, str]
    """What the bodies, places and the like are called to which statements refer, by IRI."""

    @property
    def statuses(self) -> Counter[str]:
        """How many statements there are of each review status; of none, under the empty word."""
        held = [one for section in self.sections for one in section.marked.statements]
        return Counter(str(one.tree.get("reviewStatus", "")) for one in (*held, *self.astray))

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
    texts = [str(one.provision["text"]) for one in found]
    lists = [rule for text in texts for rule in rules(text, gazetteer)]
    lawful = tree.get("genre") in LAWS
    chinese = str(tree.get("language", "")).startswith("zh")
    told = tables(texts, gazetteer, lists, issued(tree)) if chinese else {}
    held = holding(texts, gazetteer)
    reads = Reads(gazetteer, cited(texts))
    by_place = _by_place(found, findings)
    sections = tuple(
        Section(
            one,
            reads.find(text, held[n], told.get(n)) if chinese else (),
            tuple(
                doubts(
                    text,
                    gazetteer,
                    held[n],
                    lawful=lawful,
                    guiding={held.tree["type"] for held in one.statements} == {"Principle"},
                    told=told.get(n),
                )
            )
            if chinese
            else (),
            tuple(by_place[str(one.provision["id"])]),
        )
        for n, (one, text) in enumerate(zip(found, texts, strict=True))
    )
    names = {
        iri.removeprefix(base): names[0]
        for iri, entity in entities.items()
        if (names := chinese_names(entity))
    }
    return Review(document, sections, tuple(by_place[""]), tuple(astray(tree)), names)


def _by_place(
    found: Iterable[Marked], findings: Iterable[Diagnostic]
) -> defaultdict[str, list[Diagnostic]]:
    """The findings by the provision that they are in or whose statements they are about."""
    places: dict[str, str] = {}
    for one in found:
        iri = str(one.provision["id"])
        places |= {iri: iri} | {str(held.tree["id"]): iri for held in one.statements}
    by_place: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        by_place[places.get(finding.node, "")].append(finding)
    return by_place
