"""TBX read as far as a registry of Terms goes; what is not taken over is counted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from stdpolicy.api import InvalidDocument
from stdpolicy.diagnostics import Advice, Code, Diagnostic, Finding, Message, Phrase, Report
from stdpolicy.document import Document
from stdpolicy.exchange.tbx.entry import Entry
from stdpolicy.exchange.tbx.names import TBX, VERBATIM, is_chinese
from stdpolicy.exchange.tbx.sections import collapsed, language, local, tbx, verbatim
from stdpolicy.formats import canonical, rules
from stdpolicy.formats.encoding import not_text
from stdpolicy.formats.reading import (
    NO_BASE,
    Reading,
    Refused,
    Tree,
    base_finding,
    check_count,
    is_document_iri,
)
from stdpolicy.formats.xmldoc.parse import elements, prolog
from stdpolicy.model.iri import FRAGMENT
from stdpolicy.source import Source

if TYPE_CHECKING:
    from lxml import etree

    from stdpolicy.exchange.tbx.sections import Text

ROOT = re.compile(r"<(?>(?:[\w.\-]++:)?)(?:tbx|martif)(?![\w.\-])")
"""The root element, and that of the edition of 2008, which is refused by its name."""
SUFFIX = ".tbx"
UNTITLED = "待填：名录标题"

NO_TBX = Message(
    rules.ROOT.code,
    "tbx",
    f"expected the root element tbx of ISO 30042:2019 in the namespace {TBX}, "
    "found {found} in {namespace}",
    f"根元素应为 ISO 30042:2019 的 tbx（命名空间 {TBX}），"
    "实为 {found}，其命名空间为 {namespace}",
)
GIVE_IRI = Advice("iri", "name the IRI of the registry with --iri", "用 --iri 指明名录的 IRI")


class Taken(NamedTuple):
    """A registry of the Terms that were taken over, and how often what was not, by its kind."""

    registry: Document
    passed_over: Counter[str]


def recognises(source: Source) -> bool:
    """Whether a file means to be TBX, which its first tag says, or else its suffix."""
    if source.oversize or not_text(source):
        return False
    if source.name.lower().endswith(SUFFIX):
        return True
    return ROOT.match(source.text, prolog(source.text)) is not None


def read(source: Source, iri: str | None = None) -> Taken:
    """The registry of what a file that means to be TBX has entries of, in style DCA or DCT.

    Its IRI is the one given, or else that which the header names. Raises InvalidDocument.
    """
    try:
        return _read(source, iri)
    except Refused as refused:
        raise InvalidDocument(Report(_placed(source, refused.finding), files=1)) from None


def _placed(source: Source, finding: Finding) -> list[Diagnostic]:
    from stdpolicy.checks import pipeline  # the rules, which a good file has no use for
    from stdpolicy.formats.xmldoc.places import places

    reading = Reading(None, locate=partial(places, source.text))
    return pipeline.place(pipeline.Opened(source, None, reading), [finding])


def _read(source: Source, iri: str | None) -> Taken:
    children = elements(source)
    root = next(children)
    if root.tag != tbx("tbx"):
        namespace = str(root.tag).rpartition("}")[0][1:]
        named = Code(namespace) if namespace else Phrase("none", "空")
        raise Refused(NO_TBX(found=Code(local(root)), namespace=named))
    title: dict[str, str] = {}
    terms: list[Tree] = []
    passed_over: Counter[str] = Counter()
    text = collapsed
    for child in children:
        if child.tag == tbx("tbxHeader"):
            iri = iri or _source(child)
            text = verbatim if _is_verbatim(child) else collapsed
            title = _title(child, text)
        elif child.tag == tbx("text"):
            passed_over.update(map(local, child.iterfind(f"{tbx('back')}/*")))
            terms += _terms(list(child.iterfind(_path("body", "conceptEntry"))), text, passed_over)
    if not iri:
        raise Refused(NO_BASE(advice=GIVE_IRI))
    if not is_document_iri(iri):
        raise Refused(base_finding(iri))
    if not any(map(is_chinese, title)):
        title["zh-Hans"] = UNTITLED
    tree: Tree = {"id": iri, "type": "Registry", "title": title}
    if terms:
        tree["describesTerm"] = terms
    return Taken(Document(canonical(tree, iri), iri), +passed_over)


def _path(*names: str) -> str:
    return "/".join(map(tbx, names))


def _source(header: "etree._Element") -> str | None:
    """The IRI in the description of what the file was made of: that of a registry, if it was one."""
    said = map(collapsed, header.iterfind(_path("fileDesc", "sourceDesc", "p")))
    return next(filter(is_document_iri, said), None)


def _title(header: "etree._Element", text: "Text") -> dict[str, str]:
    found = header.iterfind(_path("fileDesc", "titleStmt", "title"))
    return {tag: said for one in found if (tag := language(one)) and (said := text(one))}


def _is_verbatim(header: "etree._Element") -> bool:
    found = header.iterfind(_path("encodingDesc", "p"))
    return VERBATIM in ((one.get("type"), collapsed(one)) for one in found)


def _terms(
    elements: "Sequence[etree._Element]", text: "Text", passed_over: Counter[str]
) -> Iterator[Tree]:
    """The Terms that entries make; what they do not is added to what is passed over."""
    check_count(len(elements))
    own = [element.get("id", "") for element in elements]
    new = list(_new_ids(own))
    ids = dict(zip(own, new, strict=True))
    for element, old, id in zip(elements, own, new, strict=True):
        entry = Entry(element, id, ids, text)
        if not entry.is_term:
            passed_over["entry without a Chinese term"] += 1
            continue
        passed_over.update(entry.passed_over)
        passed_over["id"] += id != f"#{old}"
        yield entry.term


def _new_ids(ids: Sequence[str]) -> Iterator[str]:
    """The ids of Terms by those of entries, which may be any name of XML, or none."""
    taken: set[str] = set()
    for at, old in enumerate(ids, 1):
        others = (f"#term-{at}{'-' * more}" for more in count())
        fitting = filter(FRAGMENT.fullmatch, chain((f"#{old}", f"#term-{old or at}"), others))
        new = next(id for id in fitting if id not in taken)
        taken.add(new)
        yield new
