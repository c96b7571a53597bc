"""A review for the terminal."""

from collections.abc import Iterable, Iterator

from stdpolicy.drafting.review.gathered import Review, Section
from stdpolicy.drafting.review.said import label, said
from stdpolicy.marked import Held
from stdpolicy.report import counted, printable

MARKS = {"reviewed": "x", "cross-read": "="}
"""How a statement is marked by its review status; with a blank where it waits."""
ASTRAY = "in no provision of the text"
"""What statements stand under that name a provision which is not there."""


def render(review: Review) -> str:
    """The review as lines: words that nothing quotes stand in ⟦⟧; what the reader makes of words stands
    behind = ; ? leads a doubt, ! a finding.
    """
    tree = review.document.tree
    lines = [
        " / ".join(map(str, tree["title"].values())),
        review.document.base,
        summary(review),
        "",
    ]
    lines += [f"  {name}: {value}" for name, value in said(tree, review.names) if name != "title"]
    lines += [f"  ! {one.rule.code}: {one.message}{_hint(one.hint)}" for one in review.findings]
    for section in review.sections:
        lines += ["", *_section(section, review)]
    if review.astray:
        lines += ["", ASTRAY, *_statements(review.astray, review, "")]
    return "".join(f"{printable(line)}\n" for line in lines)


def summary(review: Review) -> str:
    """One sentence about the whole."""
    statuses = review.statuses
    done = statuses["reviewed"]
    return (
        f"{counted(len(review.sections), 'provision')}, {counted(statuses.total(), 'statement')}, "
        f"{done} of them reviewed; {counted(review.doubtful, 'doubt')}, "
        f"{counted(review.found, 'finding')}, {counted(review.left, 'character')} in no quote"
    )


def _section(section: Section, review: Review) -> Iterator[str]:
    provision = section.marked.provision
    yield f"{provision['id']} ({provision['kind']})"
    words = (f"⟦{p.text}⟧" if p.left else p.text for p in section.marked.pieces)
    yield from (f"  {line}" for line in "".join(words).split("\n"))
    if section.readings:
        yield f"  read: {'; '.join(f'{one.words} = {one.says}' for one in section.readings)}"
    yield from _statements(section.marked.statements, review, str(provision["text"]))
    for doubt in section.doubts:
        yield f"  ? {doubt.words} {doubt.why}"
    for one in section.findings:
        yield f"  ! {one.rule.code}: {one.message}{_hint(one.hint)}"


def _statements(held: Iterable[Held], review: Review, text: str) -> Iterator[str]:
    """A line for each; it shows the quote unless that is the whole text."""
    for one in held:
        node = one.tree
        mark = MARKS.get(str(node.get("reviewStatus", "")), " ")
        fields = "; ".join(f"{name} {value}" for name, value in said(node, review.names))
        quote = "" if node["quote"] == text else f" “{node['quote']}”"
        yield (
            f"  [{mark}] {'  ' * one.depth}{node['type']} {node['id']} {label(node)}"
            f"{f' ({fields})' if fields else ''}{quote}"
        )


def _hint(hint: str) -> str:
    return f" ({hint})" if hint else ""
