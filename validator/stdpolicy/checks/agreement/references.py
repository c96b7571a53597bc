"""SP627: whether a reference has the title and the number that its quote prints."""

from collections.abc import Iterator, Sequence

from stdpolicy.checks.agreement.matching import Said, groups, matched
from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    LIKELY,
    WARNING,
    as_told,
    in_quote,
    is_read,
    made,
    meant,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Finding, Message, Quote
from stdpolicy.text.citations import document_numbers
from stdpolicy.text.references import Reference, references

MARKS = str.maketrans("〈〉＜＞“”", '<><>""')
"""Marks within titles that are printed in several ways."""


def plain(title: str) -> str:
    """A title without white space, its marks in one form."""
    return "".join(title.split()).translate(MARKS)


@rule(
    "SP627",
    "cited-otherwise",
    "A reference has another title or number than its quote",
    "引用的名称或文号与引文不符",
    WARNING,
    on=CLAUSES,
    fixes=LIKELY,
    zh="""引用的名称不是引文中《》内所印的；引文没有《》的，不是引文中的文字；或者文号与所印不同，
    括号用何种形式不论。

    理由：所引的文件要凭名称和文号查找。名称和文号从引文照录。
    """,
)
def cited_otherwise(provision: Provision) -> Iterator[Finding]:
    """A reference has another title than its quote prints within 《》 or, where it prints none, one
    that is not in the words of the quote; or another number than is printed, whatever the
    brackets.

    Why: By its title and number the document is found to which the reference points. Copy them
    from the quote.
    """
    if not is_read(provision.survey):
        return
    text, known = provision.text, provision.survey.titles
    nodes = list(made(provision, "Reference"))
    for group, found in groups(nodes, text, references(text, known)):
        for node, cited in matched(group, found, _title, _printed):
            if "title" in node and "title" not in meant(node):
                yield from _other_title(node, cited, found[node["quote"]], text)
    for node in nodes:
        yield from _other_number(node)


def _title(node: Node) -> Said:
    return (plain(node.get("title", "")),)


def _printed(cited: Reference) -> Said:
    return (plain(cited.title),)


def _other_title(
    node: Node, mine: Reference | None, cited: Sequence[Reference], text: str
) -> Iterator[Finding]:
    """A title that is not the one printed for it. Of those without 《》 it is not certain where they begin:
    another stretch of the quote will do, but not what is printed for another reference.
    """
    title, quote = plain(node["title"]), node["quote"]
    others = [plain(one.title) for one in cited]
    marked = [one for one in ([mine] if mine else cited) if text[one.start] == "《"]
    right = mine.title if mine else marked[0].title if marked else ""
    if right and (title == plain(right) or (not mine and title in others)):
        return
    if marked or title not in plain(quote) or (right and title in others):
        sure = bool(mine) or len(marked) == 1
        yield _other(OTHER_TITLE, node, "title", right or quote, sure=sure)


def _other_number(node: Node) -> Iterator[Finding]:
    number, quote = node.get("documentNumber"), node["quote"]
    if number is None or "documentNumber" in meant(node):
        return
    here = [found.number for found in document_numbers(quote)]
    own = [found.number for found in document_numbers(number)]
    if own not in ([], here) and not set(own) <= set(here):
        right = here[0] if here else quote
        yield _other(OTHER_NUMBER, node, "documentNumber", right, sure=len(here) == 1)
    elif not own and plain(number) not in plain(quote):
        yield _other(OTHER_NUMBER, node, "documentNumber", quote)


def _other(message: Message, node: Node, name: str, right: str, *, sure: bool = False) -> Finding:
    """That a field is not what a quote has, which is `right`, and surely so where it has no other."""
    at = node["quote"].find(right)
    return message(
        (*node.path, name),
        related=in_quote(node, at, at + len(right)) if at >= 0 else (),
        node=node.named,
        found=Quote(node[name]),
        right=Quote(right),
        fix=as_told(node, name, right) if sure else None,
    )


OTHER_TITLE = Message(
    "SP627",
    "title",
    "the title of {node} is {found}, which is not what its quote has",
    "{node} 的名称为{found}，与引文不符",
    HAS,
)
OTHER_NUMBER = Message(
    "SP627",
    "number",
    "the document number of {node} is {found}, which is not what its quote has",
    "{node} 的文号为{found}，与引文不符",
    HAS,
)
