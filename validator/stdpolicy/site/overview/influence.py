"""Who implements whom: which policy follows which document, and which it is aligned with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model.iri import absolute
from stdpolicy.site.overview.corpus import Corpus, Statement

FOLLOWING = ("implements", "based-on", "applies")
"""The relations of a reference by which a policy follows a document, of those that it may have."""


class Paper(Struct, frozen=True):
    """A document that is followed, or a policy that follows."""

    key: str
    """Its IRI; of a document that the references do not identify, its title or number."""
    policy: Document | None
    """None if it is not among the documents of the site."""
    title: str
    """As references print it, of one that is not among them."""
    number: str


class Following(Struct, frozen=True):
    """That a policy follows a document, with the references that say so."""

    tail: Paper
    head: Paper
    relation: str
    references: tuple[Statement, ...]


class Likeness(Struct, frozen=True):
    """That statements of a policy are aligned with those of another."""

    tail: Paper
    head: Paper
    count: int
    targets: int
    """In how many of the alignments the statement of the first is a target."""


class Influence(Struct, frozen=True):
    """The graph. Papers of the site come in the order of levels, then those outside."""

    papers: tuple[Paper, ...]
    followings: tuple[Following, ...]
    likenesses: tuple[Likeness, ...]

    def to(self, paper: Paper) -> Sequence[Following]:
        """Who follows a document."""
        return [one for one in self.followings if one.head == paper]

    def like(self, paper: Paper) -> Sequence[Likeness]:
        """What is aligned with a policy."""
        return [one for one in self.likenesses if one.head == paper]


def influence(corpus: Corpus) -> Influence:
    """The graph of the policies of a site."""
    papers = {one.base: Paper(one.base, one, "", "") for one in corpus.policies}
    found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for policy in corpus.policies:
        for one in corpus.statements(policy, "Reference"):
            relation = str(one.node["relation"])
            head = _cited(one)
            if relation in FOLLOWING and head.key != policy.base:
                papers.setdefault(head.key, head)
                found[policy.base, head.key, relation].append(one)
    followings = tuple(
        Following(papers[tail], papers[head], relation, tuple(references))
        for (tail, head, relation), references in found.items()
    )
    return Influence(tuple(papers.values()), followings, tuple(_likenesses(corpus, papers)))


def _cited(reference: Statement) -> Paper:
    node = reference.node
    title, number = str(node.get("title", "")), str(node.get("documentNumber", ""))
    iri = (
        absolute(str(node["refersTo"]), reference.policy.base).partition("#")[0]
        if "refersTo" in node
        else ""
    )
    return Paper(iri or title or number or str(node["quote"]), None, title, number)


def _likenesses(corpus: Corpus, papers: Mapping[str, Paper]) -> Iterator[Likeness]:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for crosswalk in corpus.content.crosswalks:
        for one in crosswalk.get("alignment", ()):
            subject, object = (str(one[end]) for end in ("subject", "object"))
            pair = subject.partition("#")[0], object.partition("#")[0]
            statement = corpus.by_iri.get(subject)
            counts[pair][0] += 1
            counts[pair][1] += statement is not None and statement.kind == "Target"
    for (tail, head), (count, targets) in sorted(counts.items()):
        if tail in papers and head in papers:
            yield Likeness(papers[tail], papers[head], count, targets)
