"""SP627: whether a reference has the title and the number that its quote prints."""

from collections.abc import Iterator

from stdpolicy.checks.agreement.told import HAS, WARNING, WORDS, in_quote, is_read, meant
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Statement
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Finding, Message, Quote
from stdpolicy.text.citations import document_numbers, titles

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
    on=WORDS,
    zh="""引用的名称不是引文中《》内所印的；引文没有《》的，不是引文中的文字；或者文号与所印不同，
    括号用何种形式不论。

    理由：所引的文件要凭名称和文号查找。名称和文号从引文照录。
    """,
)
def cited_otherwise(statement: Statement) -> Iterator[Finding]:
    """A reference has another title than its quote prints within 《》 or, where it prints none, one
    that is not in the words of the quote; or another number than is printed, whatever the
    brackets.

    Why: By its title and number the document is found to which the reference points. Copy them
    from the quote.
    """
    node = statement.node
    if node.cls.name != "Reference" or not is_read(statement.survey):
        return
    quote, departs = node["quote"], meant(node)
    title = node.get("title")
    if title is not None and "title" not in departs:
        printed = [quote[found.start + 1 : found.end - 1] for found in titles(quote)]
        if printed and plain(title) not in map(plain, printed):
            yield _other(OTHER_TITLE, node, "title", printed[0])
        elif not printed and plain(title) not in plain(quote):
            yield _other(OTHER_TITLE, node, "title", quote)
    number = node.get("documentNumber")
    if number is not None and "documentNumber" not in departs:
        here = [found.number for found in document_numbers(quote)]
        own = [found.number for found in document_numbers(number)]
        if own not in ([], here) and not set(own) <= set(here):
            yield _other(OTHER_NUMBER, node, "documentNumber", here[0] if here else quote)
        elif not own and plain(number) not in plain(quote):
            yield _other(OTHER_NUMBER, node, "documentNumber", quote)


def _other(message: Message, node: Node, name: str, right: str) -> Finding:
    """That a field is not what a quote has, which is `right`."""
    at = node["quote"].find(right)
    return message(
        (*node.path, name),
        related=in_quote(node, at, at + len(right)) if at >= 0 else (),
        node=node.named,
        found=Quote(node[name]),
        right=Quote(right),
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
