"""A draft as a whole: the text as provisions, the policy's record, and the statements in them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from stdpolicy.document import Document
from stdpolicy.drafting.draft.emendations import emendations
from stdpolicy.drafting.draft.entities import Entities, described
from stdpolicy.drafting.draft.provisions import Ids, placed
from stdpolicy.drafting.draft.record import record
from stdpolicy.drafting.inputs import Read
from stdpolicy.formats import canonical
from stdpolicy.text.layout import layout

Tree = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A draft with the texts that its source names."""

    document: Document
    raw: str
    source: str


def draft(read: Read, iri: str, registries: Iterable[Mapping[str, Any]] = ()) -> Draft:
    """The draft of a policy; `registries` are the trees of documents whose entities it may refer to."""
    found = layout([line.text for line in read.lines])
    entities = Entities(described(registries))
    tree: Tree = {"id": iri, "type": "Policy"} | record(found.metadata, entities)
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
    if changes := emendations(read, found.blocks):
        tree["source"]["emendation"] = changes
    tree |= entities.made
    return Draft(Document(canonical(tree, iri), iri), read.raw, source)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
