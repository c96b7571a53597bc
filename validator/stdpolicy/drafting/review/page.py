"""A review for a browser: one page that needs nothing beside it."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from stdpolicy.diagnostics import Diagnostic
from stdpolicy.drafting.review.gathered import Review, Section
from stdpolicy.drafting.review.readings import Reading
from stdpolicy.drafting.review.said import label, said
from stdpolicy.drafting.review.text import astray, doubted, in_brackets, summary
from stdpolicy.language import either
from stdpolicy.marked import Held
from stdpolicy.report import counted, printable

E: Any = ElementMaker()

STYLE = """
:root { color-scheme: light dark; --left: #f5b7b1; --quoted: #d6eaf8; --muted: #667; --line: #ccc; }
@media (prefers-color-scheme: dark) { :root { --left: #7b241c; --quoted: #1b4f72; --muted: #aab; --line: #444; } }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0 0 .4rem; color: var(--muted); font-weight: 600; }
section { border-top: 1px solid var(--line); padding: 1rem 0; }
section.waits h2::after { content: " ●"; color: #c0392b; }
.text { white-space: pre-wrap; margin: 0 0 .6rem; }
.quoted { background: var(--quoted); border-radius: 2px; }
.left { background: var(--left); border-radius: 2px; text-decoration: underline wavy; }
.read { border-bottom: 2px dotted; cursor: help; }
details { font-size: .85rem; margin: .3rem 0; } summary { color: var(--muted); }
ul { list-style: none; margin: .3rem 0; padding: 0; }
li { margin: .25rem 0; padding-left: calc(1.6rem * var(--depth, 0)); }
.id, .class, dt { color: var(--muted); font-size: .85rem; }
.quote { color: var(--muted); }
dl { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; font-size: .85rem; }
dl > div { display: flex; gap: .3rem; } dd { margin: 0; }
.doubt::before { content: "? "; font-weight: 700; } .finding::before { content: "! "; font-weight: 700; }
.doubt, .finding { color: #a04000; } .status { font-family: monospace; }
@media (prefers-color-scheme: dark) { .doubt, .finding { color: #f0b27a; } }
nav { font-size: .85rem; } nav a { margin-right: .6rem; }
"""
STATUS = {"reviewed": "☑", "cross-read": "⊟"}


def render(review: Review) -> bytes:
    """The page, in UTF-8; words that nothing quotes are underlined."""
    tree = review.document.tree
    titles = [printable(str(title)) for title in tree["title"].values()]
    waiting = [s for s in review.sections if s.doubts or s.findings or s.marked.left]
    links = [_link(section) for section in waiting]
    page = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(titles[0]),
            E.style(STYLE),
        ),
        E.body(
            E.h1(" / ".join(titles), lang="zh-Hans"),
            E.p(review.document.base),
            E.p(summary(review)),
            E.nav(
                E.span(
                    either(
                        f"{counted(len(waiting), 'provision')} to look at: ",
                        f"有待查看的条文 {len(waiting)} 条：",
                    )
                ),
                *links,
            ),
            E.section(_fields(tree, review), E.ul(*map(_finding, review.findings))),
            *(_section(section, review) for section in review.sections),
            *_astray(review),
        ),
        lang=either("en", "zh-Hans"),
    )
    data: bytes = etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return data + b"\n"


def _link(section: Section) -> Any:
    iri = str(section.marked.provision["id"])
    return E.a(iri, href=iri)


def _section(section: Section, review: Review) -> Any:
    marked, provision = section.marked, section.marked.provision
    waits = bool(section.doubts or section.findings or marked.left)
    iri = str(provision["id"])
    found = E.section(
        E.h2(f"{iri} ({provision['kind']})"),
        E.p(*_words(section), {"class": "text", "lang": "zh-Hans"}),
        *_readings(section),
        E.ul(*_statements(marked.statements, review, str(provision["text"]))),
        E.ul(
            *(E.li(doubted(one), {"class": "doubt"}) for one in section.doubts),
            *map(_finding, section.findings),
        ),
        id=iri.removeprefix("#"),
    )
    if waits:
        found.set("class", "waits")
    return found


def _words(section: Section) -> Iterator[Any]:
    """The text, parted where a quote or a reading begins or ends."""
    text = "".join(piece.text for piece in section.marked.pieces)
    ends = list(accumulate(len(piece.text) for piece in section.marked.pieces))
    waiting = sorted(section.readings, key=lambda one: one.start)
    edges = {edge for one in waiting for edge in (one.start, one.end) if edge < len(text)}
    pieces = iter(zip(section.marked.pieces, ends, strict=True))
    until, nth = 0, 0
    current: list[Reading] = []
    for start, stop in pairwise(sorted({0, *ends, *edges})):
        while until <= start:
            piece, until = next(pieces)
        while nth < len(waiting) and waiting[nth].start <= start:
            current.append(waiting[nth])
            nth += 1
        current = [one for one in current if stop <= one.end]
        kind = "left" if piece.left else "quoted" if piece.statements else "frame"
        said = [one.says for one in current]
        yield E.span(
            "\n".join(map(printable, text[start:stop].split("\n"))),
            {
                "class": f"{kind} read" if said else kind,
                "title": printable(either("; ", "；").join([*said, " ".join(piece.statements)])),
            },
        )


def _readings(section: Section) -> Iterator[Any]:
    if section.readings:
        shown = (printable(f"{one.words} = {one.says}") for one in section.readings)
        number = len(section.readings)
        count = E.summary(either(counted(number, "reading"), f"{number} 处判读"))
        yield E.details(count, E.ul(*map(E.li, shown)))


def _astray(review: Review) -> Iterator[Any]:
    if review.astray:
        yield E.section(E.h2(astray()), E.ul(*_statements(review.astray, review, "")))


def _statements(found: Iterable[Held], review: Review, text: str) -> Iterator[Any]:
    """An item for each; it shows the quote unless that is the whole text."""
    for held in found:
        node = held.tree
        yield E.li(
            E.span(STATUS.get(str(node.get("reviewStatus", "")), "☐"), {"class": "status"}),
            " ",
            *([E.b(printable(label(node))), " "] if label(node) else []),
            E.span(f"{node['type']} {node['id']}", {"class": "id"}),
            *(
                []
                if node["quote"] == text
                else [E.div(printable(f"“{node['quote']}”"), {"class": "quote"})]
            ),
            _fields(node, review),
            style=f"--depth: {held.depth}",
        )


def _fields(node: object, review: Review) -> Any:
    assert isinstance(node, dict)
    return E.dl(
        *(E.div(E.dt(name), E.dd(printable(value))) for name, value in said(node, review.names))
    )


def _finding(found: Diagnostic) -> Any:
    said = f"{found.rule.code}: {found.message}{in_brackets(found.hint)}"
    return E.li(printable(said), {"class": "finding"})
