"""SP605, SP606: whether numbers, headings and quotes stand in their provisions."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import PROVISION, STATEMENT, Provision, Statement, Survey
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Number, Quote
from stdpolicy.diagnostics import Node as Named
from stdpolicy.text.characters import appears_in, differs

ALIKE = str.maketrans("“”‘’（），：；？！", "\"\"''(),:;?!")
"""Marks that are easily typed for one another."""

FAR = 30
"""How many characters of a quote may be right before those that are not are shown alone: a long quote
is cut where it is shown.
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
)
def prefix(provision: Provision) -> Iterator[Finding]:
    """`number` and `heading` are as printed: the text begins with the number, the heading follows.

    The heading leaves out the full stop that ends it in running text.
    """
    rest, before = provision.text, ""
    for name in ("number", "heading"):
        part = provision.node.get(name)
        if part is None:
            continue
        if not rest.startswith(part):
            yield PREFIX(
                (*provision.node.path, name),
                node=provision.node.named,
                name=Name(name),
                part=Quote(part),
                before=Quote(before),
                words=Quote(rest[:20]),
                advice=IT_HAS_AFTER if before else IT_HAS,
            )
            return
        rest, before = rest[len(part) :], part


PREFIX = Message("SP605", "prefix", "the text of {node} does not go on with its {name} {part}")
IT_HAS = Advice("it-has", "it has {words}")
IT_HAS_AFTER = Advice("it-has-after", "after {before} it has {words}")


@rule(
    "SP606", "quote", "A quote does not stand in its provision", "引文不见于所指条文", on=STATEMENT
)
def quote(statement: Statement) -> Iterator[Finding]:
    """`quote` is contiguous and verbatim in the text of the provision that `statedIn` names.

    Copy it from the text; nothing may be left out or mended. A statement that two provisions make
    is two statements.
    """
    node, survey = statement.node, statement.survey
    provision = survey.provision(node)
    if provision is not None and node["quote"] not in provision.text:
        if survey.published is not None and node["quote"] in survey.published:
            return  # the provision is wrong, which SP602 says
        advice, where = _where(node["quote"], survey)
        at = 0
        if advice is TEXT_HAS and (at := _shared(node["quote"], where.value)) > FAR:
            advice, where = TEXT_GOES_ON, Quote(where.value[at:])
        yield NOT_THERE(
            (*node.path, "quote"),
            node=node.named,
            provision=Named(provision.id),
            quote=Quote(node["quote"]),
            where=where,
            at=Number(at + 1),
            advice=advice,
        )


NOT_THERE = Message("SP606", "quote", "{node} quotes what {provision} does not say: {quote}")
STANDS_IN = Advice("stands-in", "it stands in {where}")
TEXT_HAS = Advice("text-has", "the text has {where}")
TEXT_GOES_ON = Advice("text-goes-on", "from character {at} of the quote on the text has {where}")
LOOKS_ALIKE = Advice("looks-alike", "the text looks alike, but the quote has {where}")
COPY = Advice("copy", "copy it from the text")


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _where(quote: str, survey: Survey) -> tuple[Advice, Named | Quote | Code]:
    """Where a quote stands, or what the text has in its stead."""
    texts = {p.id: str(p.node.known("text") or "") for p in survey.provisions}
    survey.compared += sum(map(len, texts.values())) * len(quote)
    if survey.compared > MAX_COMPARED:
        return COPY, Quote("")
    elsewhere = next((iri for iri, text in texts.items() if quote in text), None)
    if elsewhere:
        return STANDS_IN, Named(elsewhere)
    for text in texts.values():
        at = text.translate(ALIKE).find(quote.translate(ALIKE))
        if at >= 0:
            return TEXT_HAS, Quote(text[at : at + len(quote)])
    for text in texts.values():
        block = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
        start = max(0, block.a - block.b)
        if appears_in(quote, text):
            return LOOKS_ALIKE, Code(differs(quote, text[start : start + len(quote)]))
        if block.size * 2 >= len(quote):
            return TEXT_HAS, Quote(text[start : start + len(quote)])
    return COPY, Quote("")
