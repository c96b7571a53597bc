"""SP605, SP606: whether numbers, headings and quotes stand in their provisions."""

from collections import Counter
from collections.abc import Iterator
from difflib import Match, SequenceMatcher

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import PROVISION, STATEMENT, Provision, Statement, Survey
from stdpolicy.diagnostics import (
    Advice,
    Finding,
    Message,
    Name,
    Number,
    Phrase,
    Quote,
    Related,
    Safety,
    Write,
    likely,
)
from stdpolicy.diagnostics import Node as Named
from stdpolicy.source import Span
from stdpolicy.text.characters import appears_in, code_point, differs

ALIKE = str.maketrans("“”‘’（），：；？！", "\"\"''(),:;?!")
"""Marks that are easily typed for one another."""

FAR = 30
"""How many characters of a quote may be right before those that are not are shown alone: a long quote
is cut where it is shown.
"""
LOST = 10
"""How many characters may have been lost from a quote before or behind what is right of it."""
ENDS = tuple(".,;:。，；：、\n")
"""What ends a clause."""
ENOUGH = 0.6
"""How much of a quote has to be in the text for it to be meant, of one."""
MAX_ALIKE = 500_000
"""Pairs of one character in the text and the same in a quote: of more, as where both repeat
themselves, what is alike is not looked for, which takes time like their number and more.
"""
MAX_COMPARED = 20_000_000
"""Characters of text times characters of quotes, in one file: looking for what is alike takes time
like it.
"""


@rule(
    "SP605",
    "prefix",
    "Number or heading is not the beginning of the text",
    "编号或标题与条文开头不符",
    on=PROVISION,
    zh="""`number` 或者 `heading` 与所印不符。原文以编号开头，其后为标题，两者之间有无空白均可。

    标题不含行文中结束标题的句号；标题之前可以有空格。

    理由：条文凭编号和标题引用、查找，其后的文字才是条文所说的内容。
    """,
)
def prefix(provision: Provision) -> Iterator[Finding]:
    """`number` or `heading` is not as printed. The text begins with the number, the heading follows,
    with or without white space between.

    The heading leaves out the full stop that ends it in running text; a blank may stand before
    it.

    Why: A provision is cited and found by its number and heading, and what comes after them is
    what it states.
    """
    rest, before = provision.text, ""
    for name in ("number", "heading"):
        part = provision.node.get(name)
        if part is None:
            continue
        if not rest.startswith(part):
            at = (*provision.node.path, "text")
            start = len(provision.text) - len(rest)
            end = min(start + len(part), len(provision.text))
            yield PREFIX(
                (*provision.node.path, name),
                node=provision.node.named,
                name=Name(name),
                part=Quote(part),
                before=Quote(before),
                words=Quote(rest[:20]),
                advice=IT_HAS_AFTER if before else IT_HAS,
                within=_behind(part, rest),
                related=(Related(THERE, at, within=Span(start, end)),) if end > start else (),
            )
            return
        rest, before = rest[len(part) :].lstrip(), part


def _behind(part: str, text: str) -> Span | None:
    """From where a string goes on otherwise than the text; None if it begins so."""
    pairs = enumerate(zip(part, text, strict=False))
    same = next((at for at, (mine, other) in pairs if mine != other), min(len(part), len(text)))
    return Span(same, len(part)) if 0 < same < len(part) else None


THERE = Advice("there", "the text goes on here", "原文此处")
PREFIX = Message(
    "SP605",
    "prefix",
    "the text of {node} does not go on with its {name} {part}",
    "{node} 的 {name} 为{part}，与原文不符",
)
IT_HAS = Advice("it-has", "it has {words}", "原文开头为{words}")
IT_HAS_AFTER = Advice(
    "it-has-after", "after {before} it has {words}", "原文在{before}之后为{words}"
)


@rule(
    "SP606",
    "quote",
    "A quote does not stand in its provision",
    "引文不见于所指条文",
    on=STATEMENT,
    fixes=(Safety.LIKELY,),
    zh="""`quote` 不是 `statedIn` 所指条文的原文中连续、逐字的一段，或者 `statedIn` 所指不是本文档的条文。

    理由：引文是陈述的依据，须能在原文中逐字查到。从原文复制引文，不得省略或者改字。
    两个条文都写明的，为两项陈述。
    """,
)
def quote(statement: Statement) -> Iterator[Finding]:
    """`quote` is not contiguous and verbatim in the text of the provision that `statedIn` names, or
    that is no provision of this document.

    Why: The quote is the evidence for the statement, and has to be found in the text word for
    word. Copy it from the text; nothing may be left out or mended. A statement that two
    provisions make is two statements.
    """
    node, survey = statement.node, statement.survey
    provision = survey.provision(node)
    if provision is None and not survey.walk.local(node["statedIn"]).startswith("#"):
        advice, where, _ = _where(node["quote"], survey)
        path = (*node.path, "statedIn")
        here = isinstance(where, Named)
        yield ELSEWHERE(
            path,
            node=node.named,
            target=Named(node["statedIn"]),
            where=where,
            advice=advice if here else OWN_PROVISION,
            fix=likely(Write(path, where.value)) if isinstance(where, Named) else None,
        )
    if provision is not None and node["quote"] not in provision.text:
        if survey.published is not None and node["quote"] in survey.published:
            return  # the provision is wrong, which SP602 says
        advice, where, meant = _where(node["quote"], survey)
        fix = None
        if isinstance(where, Named):
            fix = likely(Write((*node.path, "statedIn"), where.value))
        elif meant and meant in provision.text:
            fix = likely(Write((*node.path, "quote"), meant))
        at = _shared(node["quote"], where.value) if isinstance(where, Quote) else 0
        if advice is TEXT_HAS and isinstance(where, Quote) and at > FAR:
            ends = at == len(where.value)
            advice = LEAVE_OUT if ends else TEXT_GOES_ON
            where = Quote(node["quote"][at:] if ends else where.value[at:])
        yield NOT_THERE(
            (*node.path, "quote"),
            node=node.named,
            provision=Named(provision.id),
            quote=Quote(node["quote"]),
            where=where,
            at=Number(at + 1),
            advice=advice,
            within=_wrong(node["quote"], meant) if meant else None,
            fix=fix,
        )


ELSEWHERE = Message(
    "SP606",
    "elsewhere",
    "{node} quotes {target}, which is no provision of this document",
    "{node} 摘引 {target}，而它不是本文档的条文",
)
OWN_PROVISION = Advice(
    "own-provision",
    "name the provision of this document that says it",
    "指明本文档中写有引文的条文",
)
NOT_THERE = Message(
    "SP606",
    "quote",
    "{node} quotes what {provision} does not say: {quote}",
    "{node} 的引文不见于 {provision}：{quote}",
)
STANDS_IN = Advice("stands-in", "it stands in {where}", "该引文位于 {where}")
TEXT_HAS = Advice("text-has", "the text has {where}", "原文为{where}")
TEXT_GOES_ON = Advice(
    "text-goes-on",
    "from character {at} of the quote on the text has {where}",
    "引文自第 {at} 个字符起，原文为{where}",
)
LEAVE_OUT = Advice(
    "leave-out",
    "from character {at} of the quote on leave out {where}",
    "删去引文自第 {at} 个字符起的{where}",
)
LOOKS_ALIKE = Advice(
    "looks-alike",
    "the text looks alike, but the quote has {where}",
    "原文看上去相同，但引文{where}",
)
COPY = Advice("copy", "copy it from the text", "从原文复制引文")


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _wrong(quote: str, meant: str) -> Span:
    """The characters of a quote that are not those of the text: one at the least."""
    start = _shared(quote, meant)
    end = len(quote) - _shared(quote[start:][::-1], meant[start:][::-1])
    start = min(start, len(quote) - 1)
    return Span(start, max(end, start + 1))


def _differs(quote: str, stretch: str) -> Phrase:
    """Where a quote and a stretch of the text part, by code point."""
    at = _shared(quote, stretch)
    if at == len(quote):
        chinese = f"在第 {at} 个字符之后结束，其后应为 {code_point(stretch[at])}"
    elif at == len(stretch):
        chinese = f"第 {at + 1} 个字符为 {code_point(quote[at])}，应在其前结束"
    else:
        chinese = f"第 {at + 1} 个字符为 {code_point(quote[at])}，应为 {code_point(stretch[at])}"
    return Phrase(differs(quote, stretch), chinese)


def _where(quote: str, survey: Survey) -> tuple[Advice, Named | Quote | Phrase, str]:
    """Where a quote stands, or what the text has in its stead, as it is said and in full."""
    texts = {p.id: str(p.node.known("text") or "") for p in survey.provisions}
    survey.compared += sum(map(len, texts.values())) * len(quote)
    if survey.compared > MAX_COMPARED:
        return COPY, Quote(""), ""
    elsewhere = next((iri for iri, text in texts.items() if quote in text), None)
    if elsewhere:
        return STANDS_IN, Named(elsewhere), ""
    for text in texts.values():
        at = text.translate(ALIKE).find(quote.translate(ALIKE))
        if at >= 0:
            stretch = text[at : at + len(quote)]
            return TEXT_HAS, Quote(stretch), stretch
    quoted, written = Counter(quote), Counter("".join(texts.values()))
    if sum(count * written[char] for char, count in quoted.items()) > MAX_ALIKE:
        return COPY, Quote(""), ""
    alike = ((_alike(text, quote), text) for text in texts.values())
    block, text = max(alike, key=lambda found: found[0].size)
    stretch = _stretch(text, quote, block)
    if appears_in(quote, text):
        return LOOKS_ALIKE, _differs(quote, stretch), stretch
    if SequenceMatcher(None, stretch, quote, autojunk=False).ratio() > ENOUGH:
        return TEXT_HAS, Quote(stretch), stretch
    return COPY, Quote(""), ""


def _alike(text: str, quote: str) -> Match:
    return SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()


def _stretch(text: str, quote: str, alike: Match) -> str:
    """The stretch of a text for which a quote stands that has a stretch in common with it."""
    start, end = alike.a, alike.a + alike.size
    before, after = quote[: alike.b], quote[alike.b + alike.size :]
    left = _reach(text[max(0, start - len(before) - LOST) : start][::-1], before[::-1])
    right = _reach(text[end : end + len(after) + LOST], after, text[start:end])
    return text[start - left : end + right]


def _reach(text: str, rest: str, said: str = "") -> int:
    """How far into a text the rest of a quote goes on: to its last character that is there, and as
    far as others may stand for what is there, but not into another clause.
    """
    *blocks, _ = SequenceMatcher(None, text, rest, autojunk=False).get_matching_blocks()
    last = blocks[-1] if blocks else Match(0, 0, 0)
    reached, wrong = last.a + last.size, len(rest) - last.b - last.size
    if (said + text[:reached]).endswith(ENDS):
        wrong = 0
    tail = text[reached : reached + wrong]
    return reached + next((at for at, char in enumerate(tail) if char in ENDS), len(tail))
