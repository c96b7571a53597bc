"""The statements of policies, in the order of their texts, and what is asked of them wherever they stand."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import Class, NodeType, Text
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Content, Due, Tree, dated, due


class Clause(Struct, frozen=True):
    """Where in a policy a provision stands."""

    iri: str
    numbers: str
    """The printed numbers of the provisions from the outermost in, 二、(一); nothing if none has one."""
    words: Text
    """Of one without a number, what it is and which of its kind, by language: 段落 2."""


class Statement(Struct, frozen=True, eq=False):
    """A statement of a policy."""

    policy: Document
    node: Tree
    holders: tuple[Tree, ...]
    """The nodes that contain it, the outermost first, without the policy."""

    @property
    def iri(self) -> str:
        """Its IRI."""
        return absolute(str(self.node["id"]), self.policy.base)

    @property
    def kind(self) -> str:
        """Its class."""
        return str(self.node["type"])


class Corpus(Struct, frozen=True, dict=True):
    """The policies of a site with their statements."""

    content: Content

    @cached_property
    def policies(self) -> tuple[Document, ...]:
        """The policies from the national level down, those of a place together, the earliest first."""
        levels = list(self.content.model.schemes["administrative-level"].codes)

        def key(one: Document) -> tuple[int, str, str, str]:
            level = one.get("level")
            place = levels.index(level) if level in levels else len(levels)
            return place, self.iri(one, "jurisdiction"), dated(one), one.base

        return tuple(sorted(self.content.policies, key=key))

    @cached_property
    def by_iri(self) -> Mapping[str, Statement]:
        """The statements by IRI."""
        return {one.iri: one for found in self._statements.values() for one in found}

    def statements(self, policy: Document, *kinds: str) -> Sequence[Statement]:
        """The statements of a policy of some classes, in the order of its text."""
        return [one for one in self._statements[policy.base] if one.kind in kinds]

    @staticmethod
    def provisions(policy: Document) -> int:
        """How many provisions a policy has."""
        return sum(1 for _ in _provisions(policy))

    @staticmethod
    def iri(policy: Document, field: str) -> str:
        """The IRI that a field of a policy holds; nothing if it has none."""
        return absolute(str(policy[field]), policy.base) if field in policy else ""

    def clause(self, one: Statement) -> Clause:
        """The provision that makes a statement; without a name if the policy does not have it."""
        iri = absolute(str(one.node["statedIn"]), one.policy.base)
        return self._clauses.get(iri) or Clause(iri, "", {"zh-Hans": "原文", "en": "text"})

    def due(self, one: Statement) -> Due | None:
        """By when a statement is due."""
        return due(one.policy, (one.node, *reversed(one.holders)))

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """Short names of the policies by IRI, no two alike: place and year, and more where that is not enough."""
        genres = self.content.model.schemes["genre"].codes
        found: dict[str, Text] = {}
        taken: set[str] = set()
        for one in self.policies:
            place = self.content.name(self.iri(one, "jurisdiction")) or one["title"]
            genre = genres[one["genre"]].label if one.get("genre") in genres else {}
            year = dated(one)[:4]
            short = {tag: f"{words} {year}".strip() for tag, words in place.items()}
            longer = {tag: f"{words} {genre.get(tag, '')}".strip() for tag, words in short.items()}
            name = next((each for each in (short, longer) if not taken & set(each.values())), None)
            count = 2
            while name is None:
                more = {tag: f"{words} ({count})" for tag, words in longer.items()}
                name, count = (None if taken & set(more.values()) else more), count + 1
            found[one.base] = name
            taken.update(name.values())
        return found

    @cached_property
    def _statements(self) -> dict[str, list[Statement]]:
        return {one.base: self._sorted(one) for one in self.policies}

    def _sorted(self, policy: Document) -> list[Statement]:
        places = {
            absolute(str(node["id"]), policy.base): (n, str(node.get("text", "")))
            for n, node in enumerate(_provisions(policy))
        }

        def key(one: Statement) -> tuple[int, int, int]:
            iri, quote = absolute(str(one.node["statedIn"]), policy.base), str(one.node["quote"])
            place, text = places.get(iri, (len(places), ""))
            return place, text.find(quote), -len(quote)

        return sorted(self._walk(policy, policy.tree, ()), key=key)

    def _walk(self, policy: Document, node: Tree, holders: tuple[Tree, ...]) -> Iterator[Statement]:
        model = self.content.model
        for name in _held(model.classes[str(node["type"])], model.statements):
            for inner in node.get(name, ()):
                yield Statement(policy, inner, holders)
                yield from self._walk(policy, inner, (*holders, inner))

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        found: dict[str, Clause] = {}
        kinds = self.content.model.schemes["provision-kind"].codes

        def take(policy: Document, node: Tree, numbers: str) -> None:
            inner = node.get("provision", ())
            count = {kind: sum(1 for one in inner if one["kind"] == kind) for kind in kinds}
            seen = dict.fromkeys(kinds, 0)
            for one in inner:
                kind = one["kind"]
                seen[kind] += 1
                number = str(one.get("number", ""))
                numbered = any(map(str.isalnum, number))  # not the mark of a dash
                iri = absolute(str(one["id"]), policy.base)
                path = numbers + number if numbered else numbers
                nth = f" {seen[kind]}" if count[kind] > 1 else ""
                words = {tag: label + nth for tag, label in kinds[kind].label.items()}
                found[iri] = Clause(iri, path, {} if numbered else words)
                take(policy, one, path)

        for policy in self.policies:
            take(policy, policy.tree, "")
        return found


def _held(cls: Class, statements: frozenset[str]) -> list[str]:
    """The fields by which a node contains statements."""
    return [
        one.name
        for one in cls.fields
        if isinstance(one.type, NodeType) and one.type.target in statements
    ]


def _provisions(node: Tree) -> Iterator[Tree]:
    """The provisions that a node contains, in the order of the text."""
    for one in node.get("provision", ()):
        yield one
        yield from _provisions(one)
