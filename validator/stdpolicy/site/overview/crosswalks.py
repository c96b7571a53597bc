"""Crosswalks: the statements of each two policies side by side, and those that have no counterpart."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Tree
from stdpolicy.site.overview.corpus import Corpus, Statement

ALIGNED = ("Goal", "Target", "Measure", "Action")
"""The classes of statements that alignments are about."""


class Side(Struct, frozen=True):
    """A statement that an alignment names."""

    iri: str
    statement: Statement | None
    """None if the site does not have it."""


class Alignment(Struct, frozen=True):
    """An alignment with what it compares."""

    iri: str
    node: Tree
    left: Side
    right: Side

    @property
    def fragment(self) -> str:
        """The fragment of its IRI."""
        return self.iri.rpartition("#")[2]


class Pair(Struct, frozen=True):
    """Two policies: one whose statements are measured against those of the other."""

    left: str
    right: str
    """Their IRIs."""
    alignments: tuple[Alignment, ...]
    """In the order of the left text, then of the right."""
    left_alone: tuple[Statement, ...]
    right_alone: tuple[Statement, ...]
    """The statements without counterpart."""


def pairs(crosswalk: Document, corpus: Corpus) -> list[Pair]:
    """The pairs of policies of a crosswalk, those with the most alignments first."""
    found: dict[tuple[str, str], list[Alignment]] = {}
    for node in crosswalk.get("alignment", ()):
        ends = [absolute(str(node[name]), crosswalk.base) for name in ("subject", "object")]
        left, right = (Side(iri, corpus.by_iri.get(iri)) for iri in ends)
        one = Alignment(absolute(str(node["id"]), crosswalk.base), node, left, right)
        found.setdefault((_document(left.iri), _document(right.iri)), []).append(one)
    order = {iri: n for n, iri in enumerate(corpus.by_iri)}

    def place(one: Alignment) -> tuple[int, int, str]:
        last = len(order)
        return order.get(one.left.iri, last), order.get(one.right.iri, last), one.iri

    made = [
        _pair(ends, sorted(some, key=place), found.get(ends[::-1], []), corpus)
        for ends, some in found.items()
    ]
    return sorted(made, key=lambda one: (-len(one.alignments), one.left, one.right))


def _pair(
    ends: tuple[str, str], some: list[Alignment], converse: list[Alignment], corpus: Corpus
) -> Pair:
    named = {side.iri for one in (*some, *converse) for side in (one.left, one.right)}
    policies = {one.base: one for one in corpus.policies}
    left, right = ([policies[iri]] if iri in policies else [] for iri in ends)
    return Pair(
        *ends, tuple(some), tuple(_alone(left, named, corpus)), tuple(_alone(right, named, corpus))
    )


def _alone(policies: Iterable[Document], named: set[str], corpus: Corpus) -> list[Statement]:
    """The statements that have no counterpart: targets that are not named; goals, measures and actions if neither
    they are nor what contains them nor what they contain.
    """
    holding = {
        absolute(str(holder["id"]), one.policy.base)
        for iri in named
        if (one := corpus.by_iri.get(iri))
        for holder in one.holders
    }
    found = []
    for policy in policies:
        for one in corpus.statements(policy, *ALIGNED):
            within = {absolute(str(holder["id"]), policy.base) for holder in one.holders}
            whole = one.kind != "Target" and (one.iri in holding or within & named)
            if one.iri not in named and not whole:
                found.append(one)
    return found


class Tally(Struct, frozen=True):
    """How many alignments of a pair have which code."""

    relations: Mapping[str, int]
    strengths: Mapping[str, int]


def tally(pair: Pair) -> Tally:
    """How many alignments of a pair are of each relation and each strength."""
    nodes = [one.node for one in pair.alignments]
    return Tally(
        Counter(str(node["relation"]) for node in nodes),
        Counter(str(node["strength"]) for node in nodes if "strength" in node),
    )


def _document(iri: str) -> str:
    return iri.partition("#")[0]
