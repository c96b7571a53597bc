"""What a policy prints about itself, as fields of the draft."""

from typing import Any

from stdpolicy.drafting.draft.entities import Entities
from stdpolicy.text.layout.metadata import Metadata

Tree = dict[str, Any]

TO_FILL = "待填："
CHINA = "中国"


def record(found: Metadata, entities: Entities) -> Tree:
    """Title, number, issuers, dates and the like; what is required and not printed is to be filled in."""
    title = found.title.words if found.title else f"{TO_FILL}政策标题"
    entities.home = found.place if found.level != "national" else ""
    issuers = [entities.body(each.words) for each in found.issuers]
    if not issuers:
        issuers = [entities.body(f"{TO_FILL}发文机关全称")]
    place = CHINA if found.level == "national" else found.place or f"{TO_FILL}行政区"
    tree: Tree = {"title": {"zh-Hans": title}}
    tree |= {"issuer": issuers, "jurisdiction": entities.place(place), "language": "zh-Hans"}
    if len(issuers) > 1:
        tree["leadIssuer"] = issuers[0]
    for name, words in (
        ("documentNumber", found.document_number and found.document_number.words),
        ("documentType", found.document_type),
        ("genre", found.genre),
        ("level", found.level),
        ("disclosure", found.disclosure),
        ("dateAdopted", found.adopted and found.adopted.date),
        ("datePrinted", found.printed and found.printed.date),
        ("datePublished", found.published and found.published.date),
        ("dateInForce", found.in_force and found.in_force.date),
    ):
        if words:
            tree[name] = words
    for name, bodies in (("recipient", found.recipients), ("copyRecipient", found.copied)):
        if bodies:
            tree[name] = list(dict.fromkeys(entities.body(each.words) for each in bodies))
    return tree
