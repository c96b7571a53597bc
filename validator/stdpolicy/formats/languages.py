"""Language tags in another case than the usual one, which mean the same (RFC 5646, section 2.1.1)."""

from collections.abc import Iterable
from itertools import islice

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Number, Related, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.causes import ALIKE, MOST
from stdpolicy.model.lexical import language_tag
from stdpolicy.source import Span

CASE = Message(
    rules.LANGUAGE_CASE.code,
    "case",
    "expected the language tag {right}, found {found}",
    "语言标记应写作 {right}，实为 {found}",
    Advice(
        "fmt", "write {right}; stdpolicy fmt writes it so", "改为 {right}；stdpolicy fmt 可自动改写"
    ),
)


def is_unusual(tag: str) -> bool:
    """Whether a language tag is in another case than the usual one."""
    return language_tag(tag) != tag


def unusual(tags: Iterable[tuple[str, Span]]) -> list[Finding]:
    """One finding for each spelling of the unusual tags of a text, which has all its places."""
    spans: dict[str, list[Span]] = {}
    for tag, span in islice(tags, MOST):
        spans.setdefault(tag, []).append(span)
    return [_found(tag, places) for tag, places in spans.items()]


def _found(tag: str, spans: list[Span]) -> Finding:
    right = language_tag(tag)
    return CASE(
        spans[0],
        right=Code(right),
        found=Code(tag),
        times=Number(len(spans)),
        related=[Related(ALIKE, (), span=spans[-1])] if len(spans) > 1 else [],
        fix=Fix(tuple(Edit(span, right) for span in spans), Safety.SAFE),
    )
