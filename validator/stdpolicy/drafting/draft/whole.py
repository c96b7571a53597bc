"""A draft as a whole: the text as provisions, the policy's record, and the statements in them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from stdpolicy.checks.survey import issued
from stdpolicy.document import Document
from stdpolicy.drafting.doubts import LAWS, Doubt, doubts
from stdpolicy.drafting.draft.english import English
from stdpolicy.drafting.draft.entities import Entities, described
from stdpolicy.drafting.draft.provisions import Ids, Placed, placed
from stdpolicy.drafting.draft.record import record
from stdpolicy.drafting.draft.rows import Rows
from stdpolicy.drafting.draft.statements import Drafter
from stdpolicy.drafting.emending import emendations
from stdpolicy.drafting.inputs import Read
from stdpolicy.drafting.inputs.record import recorded
from stdpolicy.drafting.readers import Readers
from stdpolicy.formats import canonical
from stdpolicy.text.citations import cited
from stdpolicy.text.deadlines import of_title
from stdpolicy.text.duties import holding, rules
from stdpolicy.text.layout import layout
from stdpolicy.text.statements import BOX
from stdpolicy.text.tables import Told, tables

Tree = dict[str, Any]


class Draft(Struct, frozen=True):
    """A draft with the texts that its source names."""

    document: Document
    raw: str
    source: str
    doubts: tuple[tuple[str, Doubt], ...] = ()
    """Readings that are to be looked at, each with the id of its provision."""


def draft(read: Read, iri: str, registries: Iterable[Mapping[str, Any]] = ()) -> Draft:
    """The draft of a policy; `registries` are the trees of documents whose entities it may refer to."""
    found = layout([line.text for line in read.lines])
    trees = list(registries)
    known = described(trees)
    entities = Entities(known)
    tree: Tree = {"id": iri, "type": "Policy"} | record(
        found.metadata, recorded(read.record), found.blocks, entities
    )
    all_placed = list(placed(found.blocks, Ids()))
    tree["provision"] = [provision for at, provision in all_placed if not at.above]
    source = "\n".join(at.block.text for at, _ in all_placed)
    tree["source"] = {
        "id": "#source",
        "type": "Source",
        "file": "source.txt",
        "digest": _digest(source),
        "rawFile": "raw.txt",
        "rawDigest": _digest(read.raw),
    }
    changes = [
        {
            "id": f"#emendation{n}",
            "type": "Emendation",
            "order": n,
            "kind": one.kind,
            "original": one.original,
        }
        | ({"corrected": one.corrected} if one.corrected else {})
        for n, one in enumerate(emendations(read.cleaned, source.split("\n")), 1)
    ]
    if changes:
        tree["source"]["emendation"] = changes
    gazetteer = entities.gazetteer
    texts = [at.block.text for at, _ in all_placed]
    said = [rule for text in texts for rule in rules(text, gazetteer)]
    held = holding(texts, gazetteer)
    lawful = tree.get("genre") in LAWS
    told = tables(texts, gazetteer, said, issued(tree))
    by_place = {at.id: one for (at, _), one in zip(all_placed, held, strict=True)}
    drafter = Drafter(entities, gazetteer, by_place, Readers(), lawful=lawful)
    plans = of_title(found.metadata.title.words) if found.metadata.title else None
    drafter.plans = plans if plans and plans.date else None
    drafter.adopted = tree.get("dateAdopted", "")
    tree |= _statements([at for at, _ in all_placed], drafter, told) | entities.made
    # what a principle goes on with as a goal is in no doubt
    principles = {one["statedIn"] for one in tree.get("principle", ())}
    principles -= {one["statedIn"] for one in tree.get("goal", ())}
    doubtful = tuple(
        (at.id, doubt)
        for n, (at, _) in enumerate(all_placed)
        for doubt in doubts(
            at.block.text,
            gazetteer,
            held[n],
            lawful=lawful,
            guiding=at.id in principles,
            told=told.get(n),
        )
    )
    English(trees).add(tree)
    return Draft(Document(canonical(tree, iri), iri), read.raw, source, doubtful)


def _statements(
    every: Sequence[Placed], drafter: Drafter, told: Mapping[int, Told]
) -> dict[str, list[Tree]]:
    drafter.titles = cited(at.block.text for at in every)
    rows = Rows(drafter, every, told)
    ahead: dict[str, bool] = {}  # whether provisions with a number follow beside, in each
    opens = []
    for at in reversed(every):
        if at.block.number or BOX.match(at.block.text):
            ahead[at.parent] = bool(at.block.number)
        opens.append(not at.block.number and ahead.get(at.parent, False))
    for n, (at, before) in enumerate(zip(every, reversed(opens), strict=True)):
        if n in told and told[n].is_read:
            rows.read(n)
        else:
            drafter.read(at, opens=before)
    drafter.finish()
    return drafter.tree


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
