"""A review for the terminal."""

from collections.abc import Iterable, Iterator

from stdpolicy.drafting.doubts import Doubt
from stdpolicy.drafting.review.gathered import Review, Section
from stdpolicy.drafting.review.said import label, said
from stdpolicy.language import either
from stdpolicy.marked import Held
from stdpolicy.report import counted, printable

MARKS = {"reviewed": "x", "cross-read": "="}
"""How a statement is marked by its review status; with a blank where it waits."""


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
    lines += [
        f"  ! {one.rule.code}: {one.message}{in_brackets(one.hint)}" for one in review.findings
    ]
    for section in review.sections:
        lines += ["", *_section(section, review)]
    if review.astray:
        lines += ["", astray(), *_statements(review.astray, review, "")]
    return "".join(f"{printable(line)}\n" for line in lines)


def astray() -> str:
    """What statements stand under that name a provision which is not there."""
    return either("in no provision of the text", "所在条文不存在的陈述")


def summary(review: Review) -> str:
    """One sentence about the whole."""
    statuses = review.statuses
    done = statuses["reviewed"]
    return either(
        f"{counted(len(review.sections), 'provision')}, {counted(statuses.total(), 'statement')}, "
        f"{done} of them reviewed; {counted(review.doubtful, 'doubt')}, "
        f"{counted(review.found, 'finding')}, {counted(review.left, 'character')} in no quote",
        f"共 {len(review.sections)} 条条文、{statuses.total()} 条陈述，其中 {done} 条已核对；"
        f"{review.doubtful} 处存疑，{review.found} 个问题，{review.left} 字未被引用",
    )


def doubted(doubt: Doubt) -> str:
    """What is in doubt, and why."""
    return either(f"{doubt.words} {doubt.why}", f"“{doubt.words}”{doubt.why}")


def in_brackets(hint: str) -> str:
    """A hint behind what it is about."""
    return either(f" ({hint})", f"（{hint}）") if hint else ""


def _section(section: Section, review: Review) -> Iterator[str]:
    provision = section.marked.provision
    yield f"{provision['id']} ({provision['kind']})"
    words = (f"⟦{p.text}⟧" if p.left else p.text for p in section.marked.pieces)
    yield from (f"  {line}" for line in "".join(words).split("\n"))
    if section.readings:
        shown = (f"{one.words} = {one.says}" for one in section.readings)
        yield either("  read: ", "  判读：") + either("; ", "；").join(shown)
    yield from _statements(section.marked.statements, review, str(provision["text"]))
    for doubt in section.doubts:
        yield f"  ? {doubted(doubt)}"
    for one in section.findings:
        yield f"  ! {one.rule.code}: {one.message}{in_brackets(one.hint)}"


def _statements(held: Iterable[Held], review: Review, text: str) -> Iterator[str]:
    """A line for each; it shows the quote unless that is the whole text."""
    for one in held:
        node = one.tree
        mark = MARKS.get(str(node.get("reviewStatus", "")), " ")
        fields = either("; ", "；").join(
            f"{name} {value}" for name, value in said(node, review.names)
        )
        quote = "" if node["quote"] == text else f" “{node['quote']}”"
        yield (
            f"  [{mark}] {'  ' * one.depth}{node['type']} {node['id']} {label(node)}"
            f"{in_brackets(fields)}{quote}"
        )
