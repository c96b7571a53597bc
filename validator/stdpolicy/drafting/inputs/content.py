"""Which paragraphs of a web page are the document that it carries."""

from lxml import etree

from stdpolicy.drafting.inputs.chrome import prose
from stdpolicy.drafting.inputs.edges import is_sure
from stdpolicy.drafting.inputs.page import Paragraph
from stdpolicy.text.layout import lines as line

SHARE = 0.95
"""How much of the prose of a page the part of it has to hold that is the document."""
TITLE_BEFORE = 25
"""How many paragraphs before that part its title may stand."""


def document(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the document: those of the innermost element that holds nearly all prose.

    Its head may stand before that element.
    """
    weights = [0 if each.linked * 3 > len(each.text) else prose(each.text) for each in found]
    total = sum(weights)
    if not total:
        return found
    within: dict[etree._Element, int] = {}
    for each, weight in zip(found, weights, strict=True):
        element: etree._Element | None = each.element
        while weight and element is not None:
            within[element] = within.get(element, 0) + weight
            element = element.getparent()
    holder = min(
        (element for element, weight in within.items() if weight >= SHARE * total),
        key=lambda element: (within[element], -_depth(element)),
    )
    inside = [n for n, each in enumerate(found) if _holds(holder, each.element)]
    start, stop = inside[0], inside[-1] + 1
    before = range(max(0, start - TITLE_BEFORE), start)
    return found[next((n for n in before if _belongs(found[n])), start) : stop]


def _belongs(each: Paragraph) -> bool:
    """Whether a paragraph may be of the document wherever it stands: a title, its number, its addressee."""
    if each.linked:
        return False
    title = len(each.text) >= 8 and line.ends_title(each.text) and not line.is_sentence(each.text)
    return title or is_sure(each.text)


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _holds(holder: etree._Element, element: etree._Element) -> bool:
    return element is holder or any(above is holder for above in element.iterancestors())
