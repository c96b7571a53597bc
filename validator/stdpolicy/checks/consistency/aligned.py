"""SP705 and SP706: whether the domains of measures agree with the alignments of a crosswalk.

An alignment is of measures, or of actions and targets within them. What is kept of a run is its
alignments; the policies that they name are read once more for their measures.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from stdpolicy.checks.consistency.said import WARNING
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Advice, Finding, Message
from stdpolicy.diagnostics import Node as Named
from stdpolicy.model.edition import model
from stdpolicy.wording import coded

WITHIN = {"equal", "narrower"}
"""The relations whose subject lies within their object."""
CONTAINING = {"equal", "broader"}
"""Those whose object lies within their subject."""


class Alignment(NamedTuple):
    """What is kept of an alignment: two IRIs and how they are related."""

    subject: str
    object: str
    relation: str


class Measured(NamedTuple):
    """The measure that a node is or stands in, by its IRI, with its domains, if it has any yet."""

    measure: str
    domains: tuple[str, ...]


class Aligned(Struct, frozen=True):
    """The alignments of a run, and the measures of the policies that they name."""

    alignments: tuple[Alignment, ...]
    measures: Mapping[str, Measured]
    """By the IRI of each node of theirs."""
    documents: frozenset[str]
    """The IRIs of those policies that are in the run."""

    def pairs(self) -> Iterator[tuple[Alignment, Measured, Measured]]:
        """The alignments of which both sides are of measures that have a domain, with these."""
        for alignment in self.alignments:
            subject = self.measures.get(alignment.subject)
            other = self.measures.get(alignment.object)
            if subject and subject.domains and other and other.domains:
                yield alignment, subject, other

    def unsupported(self) -> dict[str, tuple[str, ...]]:
        """Measures with those of their domains that none of those they are aligned to has.

        Of a measure that is aligned to one without a domain, or to a document which is not in the
        run, nothing is known.
        """
        unsure = {
            self.measures[one.subject].measure
            for one in self.alignments
            if one.subject in self.measures and self._is_open(one.object)
        }
        theirs: dict[Measured, set[str]] = defaultdict(set)
        for _, subject, other in self.pairs():
            theirs[subject] |= near(other.domains)
        missing = {
            one.measure: tuple(domain for domain in one.domains if domain not in domains)
            for one, domains in theirs.items()
        }
        return {
            measure: domains
            for measure, domains in missing.items()
            if domains and measure not in unsure
        }

    def _is_open(self, node: str) -> bool:
        """Whether it is not known, or not yet decided, which domains a node stands under."""
        measure = self.measures.get(node)
        return node.partition("#")[0] not in self.documents or bool(measure and not measure.domains)

    def apart(self) -> dict[Alignment, tuple[Measured, Measured]]:
        """Alignments that put a whole measure within another, or a part of it, without a shared domain.

        That one sentence of a measure lies within another field says nothing of the measure.
        """
        return {
            alignment: (subject, other)
            for alignment, subject, other in self.pairs()
            if (
                (alignment.relation in WITHIN and alignment.subject == subject.measure)
                or (alignment.relation in CONTAINING and alignment.object == other.measure)
            )
            and near(other.domains).isdisjoint(subject.domains)
        }


def near(domains: Iterable[str]) -> set[str]:
    """Some domains with the broader and the narrower of each."""
    codes = model().schemes["domain"].codes
    found = set(domains)
    broader = {wide for one in found if one in codes and (wide := codes[one].broader)}
    narrower = {code.name for code in codes.values() if code.broader in found}
    return found | broader | narrower


def alignments(walk: Walk) -> Iterator[Alignment]:
    """The alignments of a crosswalk."""
    for node in walk.of("Alignment"):
        yield Alignment(node["subject"], node["object"], node["relation"])


def measures(walk: Walk) -> Iterator[tuple[str, Measured]]:
    """The nodes of a policy's measures."""
    for node in walk.nodes:
        for measure in (node, *node.above) if node.id else ():
            if measure.cls.name == "Measure":
                found = Measured(walk.base + measure.id, tuple(measure.known("domain") or ()))
                yield walk.base + node.id, found
                break


class Document(Struct, frozen=True):
    """A document of a run with alignments."""

    walk: Walk
    aligned: Aligned


ALIGNED = Stage[Document]("aligned")
"""Run on crosswalks and on the policies that they name, once all of a run have been read."""


@rule(
    "SP705",
    "unsupported-domain",
    "A measure has a domain that no alignment supports",
    "举措的领域没有任何对照支持",
    WARNING,
    on=ALIGNED,
    zh="""本次运行的对照表将某项举措或者其行动与其他陈述对照，而所对照的各项举措都没有它的某个领域，
    也没有该领域的上级或者下级领域。

    理由：相互对应的举措一般同属一个领域。或者该领域不是举措所涉的，或者缺少陈述对照。
    其他政策文件确无此类内容的，用豁免写明。
    """,
)
def unsupported_domain(document: Document) -> Iterator[Finding]:
    """A crosswalk of the run aligns a measure, or actions of it, with others, and none of their
    measures has one of its domains, nor a broader or a narrower one.

    Why: Measures that correspond are of one field as a rule. Either the domain is not what the
    measure is about, or an alignment is missing. Where the other policies have nothing of the
    kind, say so in a waiver.
    """
    wrong = document.aligned.unsupported()
    for node in document.walk.of("Measure"):
        for domain in wrong.get(document.walk.base + node.id, ()):
            at = node["domain"].index(domain)
            yield UNSUPPORTED(
                (*node.path, "domain", at),
                node=node.named,
                found=coded(node.cls.by_name["domain"], domain),
            )


UNSUPPORTED = Message(
    "SP705",
    "unsupported-domain",
    "{node} has the domain {found}, and nothing that it is aligned to has it",
    "{node} 有领域 {found}，而与之对照的举措都没有这一领域",
    Advice(
        "domain-or-alignment",
        "mend the domain, or add the alignment that is missing",
        "改正领域，或者补上缺少的陈述对照",
    ),
)


@rule(
    "SP706",
    "domains-apart",
    "A measure that lies within another shares no domain with it",
    "对照关系为等同、窄于或者宽于的举措没有共同领域",
    WARNING,
    on=ALIGNED,
    zh="""对照表将一项举措整体列为另一项举措或者其行动所含（equal、narrower；broader 则相反），
    而两者没有共同领域，一方的领域也不是另一方的上级领域。

    理由：一项举措所含的内容应属其领域，否则关系与领域相互矛盾。或者其中一方缺少领域，
    或者两者只是交叉（intersects）。
    """,
)
def domains_apart(document: Document) -> Iterator[Finding]:
    """A crosswalk says that a whole measure lies within another measure or an action of it (equal,
    narrower; broader the other way round), and they have no domain in common, nor a broader one.

    Why: What lies within a measure is of its field; otherwise relation and domains contradict
    each other. Either a domain is missing in one of them, or they only intersect.
    """
    apart = document.aligned.apart()
    domain = model().classes["Measure"].by_name["domain"]
    for node in document.walk.of("Alignment"):
        found = Alignment(node["subject"], node["object"], node["relation"])
        if found in apart:
            one, other = apart[found]
            yield APART(
                (*node.path, "relation"),
                found=coded(node.cls.by_name["relation"], found.relation),
                subject=Named(one.measure),
                domains=coded(domain, *one.domains),
                object=Named(other.measure),
                others=coded(domain, *other.domains),
            )


APART = Message(
    "SP706",
    "domains-apart",
    "the relation is {found}, but {subject} is of {domains} and {object} of {others}",
    "关系为 {found}，但 {subject}（领域：{domains}）与 {object}（领域：{others}）没有共同领域",
    Advice(
        "domain-or-intersects",
        "mend a domain, or write intersects",
        "改正其中一方的领域，或者将关系改为 intersects",
    ),
)
