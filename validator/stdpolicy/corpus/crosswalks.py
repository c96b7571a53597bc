"""What the crosswalks of a corpus say of its policies. Their alignments are held in memory: there are few of them."""

from collections import defaultdict

from stdpolicy.checks.consistency.aligned import Aligned, Alignment, Measured
from stdpolicy.corpus.database import Database

ALIGNMENTS = """
select f.task, f.position, f.document, subject, object, relation
from alignments join f using (file) join firsts on firsts.valid = f.n order by f.n, subject, object, relation
"""
MEASURED = """
select nodes.iri, measure, domains
from nodes join f using (file) join firsts on firsts.valid = f.n
join domains using (file, measure) join (select distinct iri from ends) using (iri)
"""
THERE = """
select f.document, f.task, f.position from f join firsts on firsts.valid = f.n
where f.document in (select distinct document from ends)
"""


def aligned(db: Database) -> dict[tuple[int, int], Aligned]:
    """The documents that do not agree with alignments, by their places, each with the alignments that matter
    to it: of a crosswalk its own, of a policy those of which a subject is in it.
    """
    rows = list(db.rows(ALIGNMENTS))
    if not rows:
        return {}
    every = [Alignment(*row[3:]) for row in rows]
    ends = {iri for one in every for iri in one[:2]}
    db.fill("ends", ("iri", "document"), [(iri, iri.partition("#")[0]) for iri in sorted(ends)])
    measured = {
        iri: Measured(measure, tuple(domains)) for iri, measure, domains in db.rows(MEASURED)
    }
    places = {document: (at, position) for document, at, position in db.rows(THERE)}
    whole = Aligned(tuple(every), measured, frozenset(places))
    wrong = {measure.partition("#")[0] for measure in whole.unsupported()}
    apart = whole.apart()
    subjects: dict[str, list[Alignment]] = defaultdict(list)
    for one in every:
        subjects[one.subject.partition("#")[0]].append(one)
    found = {places[document]: subjects[document] for document in wrong}
    own: dict[tuple[int, int], list[Alignment]] = defaultdict(list)
    for (at, position, document, *_), one in zip(rows, every, strict=True):
        if document not in places or document in wrong:
            own[at, position].append(one)
    for place, alignments in own.items():
        if not apart.keys().isdisjoint(alignments):
            found[place] = [*found.get(place, ()), *alignments]
    return {place: _part(whole, alignments) for place, alignments in found.items()}


def _part(whole: Aligned, alignments: list[Alignment]) -> Aligned:
    """What matters of some alignments."""
    ends = {iri for one in alignments for iri in one[:2]}
    documents = {iri.partition("#")[0] for iri in ends}
    return Aligned(
        tuple(alignments),
        {iri: one for iri, one in whole.measures.items() if iri in ends},
        whole.documents & documents,
    )
