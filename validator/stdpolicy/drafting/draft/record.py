"""What a policy prints about itself, as fields of the draft; and what the page records that carries it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from stdpolicy.drafting.draft.entities import CHINA, Entities
from stdpolicy.drafting.inputs.record import Recorded
from stdpolicy.text.bodies.fields import DEPARTMENT, FIELD
from stdpolicy.text.dates import dates
from stdpolicy.text.layout import Block
from stdpolicy.text.layout.lines import is_body, is_news
from stdpolicy.text.layout.metadata import Metadata
from stdpolicy.text.layout.names import signed
from stdpolicy.text.layout.printed import Printed
from stdpolicy.text.layout.titles import called as code_of
from stdpolicy.text.layout.titles import transmitted

Tree = dict[str, Any]

TO_FILL = "待填："
_OF = re.compile(
    rf"[省市县区州](?:人民)?政府|国务院|(?P<places>新疆生产建设兵团|各[^，,；;]{{0,24}}?[省市县区州旗盟）)](?={FIELD.pattern}))"
)
"""Whose 各直属机构 are, in 省政府各部门、各直属机构; `places` whose 财政厅, in 各省、自治区、直辖市教育厅、财政厅."""
_ITS_OWN = re.compile("各(?:部门|直属|派出|委|办|厅|局|工作|组成)")

_CALLED = re.compile(
    "(?:提出|制定|作出)(?:如下|以下|本)(?P<name>[^，。,:：]{2,12}?)[。：:]?$", re.M
)
_APPROVED = re.compile(
    "已?经(?P<body>[^，。、,;；》]{0,16}?(?:政府|国务院|党中央|委|厅|局))(?:研究)?(?:领导)?(?:同意|批准)"
)


def record(found: Metadata, site: Recorded, blocks: Sequence[Block], entities: Entities) -> Tree:
    """Title, number, issuers, dates and the like; what is required and not printed is to be filled in.

    Where the text does not print a title, number, issuer or date, the record of the page does; a notice
    without a title is called by that of the text which it issues; what a preamble
    calls the text, 现提出如下实施意见, tells its genre where it has no title.
    """
    walked = [block for top in blocks for block in top.walk()]
    name = CHINA if found.level == "national" else found.place
    place = entities.settle(name or f"{TO_FILL}行政区", printed=bool(name))
    issuers = list(dict.fromkeys(entities.body(each.words) for each in found.issuers))
    if not issuers and site.issuer and is_body(site.issuer.value):
        issuers = [entities.body(name) for name in signed(site.issuer.value)]
    if not issuers:
        issuers = [entities.body(f"{TO_FILL}发文机关全称")]
    title = found.title.words if found.title else site.title and site.title.value
    title = title or transmitted("", blocks)
    tree: Tree = {"title": {"zh-Hans": title or f"{TO_FILL}政策标题"}}
    tree |= {"issuer": issuers, "jurisdiction": place, "language": "zh-Hans"}
    if len(issuers) > 1:
        tree["leadIssuer"] = issuers[0]
    for field, words, recorded in (
        (
            "documentNumber",
            found.document_number and found.document_number.words,
            site.document_number,
        ),
        ("documentType", found.document_type, None),
        ("genre", found.genre, None),
        ("level", found.level, None),
        ("disclosure", found.disclosure, site.disclosure),
        ("dateAdopted", found.adopted and found.adopted.date, site.adopted),
        ("datePrinted", found.printed and found.printed.date, None),
        ("datePublished", found.published and found.published.date, None),
        ("dateInForce", found.in_force and found.in_force.date, site.in_force),
    ):
        if said := words or (recorded and recorded.value):
            tree[field] = said
    if "datePublished" not in tree and site.published:
        tree["datePublished"] = _published(site.published.value, walked)
    preambles = [block.text for block in walked if block.kind == "preamble"]
    if not found.title:
        called = (_CALLED.search(text) for text in preambles)
        named = next((one["name"] for one in called if one), "")
        for scheme, field in (("genre", "genre"), ("document-type", "documentType")):
            if code := code_of(scheme, named):
                tree[field] = code
    approved = (_APPROVED.search(text) for text in preambles)
    if by := next((one["body"] for one in approved if one), ""):
        tree["approver"] = [entities.body(by)]
    for field, bodies in (("recipient", found.recipients), ("copyRecipient", found.copied)):
        if bodies:
            tree[field] = list(dict.fromkeys(_addressed(bodies, entities)))
    return tree


def _published(recorded: str, blocks: Iterable[Block]) -> str:
    """The day on which a news agency reported, in the year of the page's own; else the latter."""
    for block in blocks:
        if block.kind == "masthead" and is_news(block.text):
            for date in dates(block.text):
                if date.year is None and date.month and date.day:
                    day = f"{recorded[:4]}-{date.month:02}-{date.day:02}"
                    return day if day <= recorded else recorded
    return recorded


def _addressed(bodies: Iterable[Printed], entities: Entities) -> Iterator[str]:
    of: re.Match[str] | None = None
    for words in (each.words for each in bodies):
        of = _OF.match(words) or of
        own = of and (_ITS_OWN.match(words) or (of["places"] and DEPARTMENT.match(words)))
        yield entities.body(of[0] + words if of and own else words, printed=words)
