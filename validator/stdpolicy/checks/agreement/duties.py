"""SP624: whether the duties that the text prints are those that assignments give."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    LIKELY,
    WARNING,
    as_told,
    is_read,
    made,
    meant,
    printed,
    spans,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import SUBSTANCE, Provision, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Quote
from stdpolicy.patterns import regex
from stdpolicy.source import Span
from stdpolicy.text.bodies import Named
from stdpolicy.text.duties import Duty, duties
from stdpolicy.wording import coded

_CLASS = regex("有关|相关|各")
"""Names of classes of bodies, which are open by themselves."""


class Part(NamedTuple):
    """A body with its duty, as the text has it."""

    duty: Duty
    body: Named


@rule(
    "SP624",
    "other-duty",
    "An assignment is not what the text says",
    "责任分工与条文不符",
    WARNING,
    on=CLAUSES,
    fixes=LIKELY,
    zh="""责任分工与写明职责的语句不符。该语句所列的每个机构都应有责任分工，职责角色与语句所写相同，
    其他机构则没有；列举以“等”结尾的，所列机构的 openList 为 body。

    机构按其在政策文件或者名录中的名称识别。

    理由：谁承担什么职责，由责任分工查得；漏列机构或者错记角色，查得的结果就有误。重读该语句。
    """,
)
def other_duty(provision: Provision) -> Iterator[Finding]:
    """Assignments are not what a clause of responsibility says. Each body that the clause lists has
    an assignment with the role that the clause gives it, and no other body has one; where the
    list ends in 等, its bodies have openList body.

    Bodies are told by their names in the policy or a registry.

    Why: Who is responsible for what is looked up in the assignments; a body that is left out, or
    has another role, is looked up wrongly. Read the clause again.
    """
    survey, text = provision.survey, provision.text
    if not is_read(survey):
        return
    known = survey.gazetteer
    row = provision.row
    found = list(duties(text, known, survey.holding[provision.id])) if row is None else row.duties
    if not found:
        return
    given = made(provision, "Assignment")
    nodes = list(given if row is None else _once(given))
    every = [Part(duty, body) for duty in found for body in duty.bodies]
    left = list(every)
    unmatched, wrong = [], []
    for node in nodes:
        part = _part(node, left, survey, text, node["role"])
        if part is None:
            unmatched.append(node)
        else:
            left.remove(part)
    for node in unmatched:
        if part := _part(node, left, survey, text):
            left.remove(part)
            yield from _other_role(node, part, provision)
        elif row and (part := _part(node, every, survey, text)):  # of a merged cell
            yield from _other_role(node, part, provision)
        else:
            others = list(_other_body(node, found, left, provision))
            yield from others
            wrong += [node] if others else []
    # Of a printed clause without any assignment SP613 speaks, of the first.
    told = provision.unassigned[:1]
    clauses = {
        p.duty.span for p in left if p.duty.prose or (nodes and not _lies_in(p.duty.span, told))
    }
    # A preamble tells who drafted or agreed; what a closing asks is a duty; a phase can assign nothing.
    may = provision.kind in (*SUBSTANCE, "closing") and not any(made(provision, "Phase"))
    # A quote that stands elsewhere may be of what seems to be left out.
    asked = may and provision.sound and survey.walk.of("Measure")
    for start, end in sorted(clauses) if asked else ():
        names = [p.body.resolved for p in left if p.duty.span == (start, end)]
        yield NOT_ASSIGNED(
            (*provision.node.path, "text"),
            node=provision.node.named,
            found=Quote("、".join(names)),
            words=Quote(text[start:end]),
            within=Span(start, end),
        )
    yield from _open(found, [node for node in nodes if node not in wrong], provision)


def _lies_in(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _once(nodes: Iterable[Node]) -> Iterator[Node]:
    """Assignments, but for those that give what one before gives: of a merged cell each row has one."""
    seen: set[tuple[str, str, str]] = set()
    for node in nodes:
        key = str(node["body"]), str(node["role"]), str(node["quote"])
        if key not in seen:
            yield node
        seen.add(key)


def _is(node: Node, body: Named, survey: Survey) -> bool:
    """Whether an assignment is to a body that the text names."""
    iri = str(node["body"])
    whole = survey.walk.base + iri if iri.startswith("#") else iri
    names = survey.names(iri)
    if not names:
        return True  # of whom nothing is known
    if body.id is not None:
        return body.id == whole
    return body.resolved in names or body.printed in names


def _of_clause(node: Node, clause: tuple[int, int], text: str) -> bool:
    """Whether an assignment quotes words of a clause."""
    return any(start < clause[1] and clause[0] < end for start, end in spans(node["quote"], text))


def _part(
    node: Node, left: Sequence[Part], survey: Survey, text: str, role: str = ""
) -> Part | None:
    """What the clause of an assignment says of its body, in a role if one is asked for."""
    for part in left:
        fits = not role or part.duty.role == role
        if fits and _is(node, part.body, survey) and _of_clause(node, part.duty.span, text):
            return part
    return None


def _other_role(node: Node, part: Part, provision: Provision) -> Iterator[Finding]:
    if "role" not in meant(node):
        yield OTHER_ROLE(
            (*node.path, "role"),
            related=printed(provision, part.duty.start, part.duty.end),
            node=node.named,
            found=coded(node.cls.by_name["role"], node["role"]),
            right=coded(node.cls.by_name["role"], part.duty.role),
            words=Quote(provision.text[part.duty.start : part.duty.end]),
            fix=as_told(node, "role", part.duty.role),
        )


def _other_body(
    node: Node, found: Sequence[Duty], left: list[Part], provision: Provision
) -> Iterator[Finding]:
    """An assignment to which nothing in its clause answers: the body that it is to be, if one is left."""
    survey, text = provision.survey, provision.text
    names = survey.names(node["body"])
    if not names or "body" in meant(node):
        return
    mine = [part for part in left if _of_clause(node, part.duty.span, text)]
    right = min(mine, key=lambda part: part.duty.role != node["role"], default=None)
    if right is not None:
        left.remove(right)
        yield OTHER_BODY(
            (*node.path, "body"),
            related=printed(provision, right.body.start, right.body.end),
            node=node.named,
            found=Code(names[0]),
            right=Quote(right.body.resolved),
            fix=as_told(node, "body", survey.walk.local(right.body.id or "")),
        )
    elif any(_of_clause(node, duty.span, text) for duty in found) and not any(
        name in node["quote"] for name in names
    ):
        clause = next(duty.span for duty in found if _of_clause(node, duty.span, text))
        yield NO_SUCH_BODY(
            (*node.path, "body"),
            related=printed(provision, *clause),
            node=node.named,
            found=Code(names[0]),
        )


def _open(found: Sequence[Duty], nodes: Sequence[Node], provision: Provision) -> Iterator[Finding]:
    """Clauses whose list is open, or closed, otherwise than their assignments say."""
    survey, text = provision.survey, provision.text
    is_open: dict[tuple[int, int], bool] = {}
    for duty in found:
        is_open[duty.span] = duty.open or is_open.get(duty.span, False)
    for node in nodes:
        clauses = [clause for clause in is_open if _of_clause(node, clause, text)]
        right = any(map(is_open.__getitem__, clauses))
        mine = "body" in node.get("openList", ())
        spared = right and any(_CLASS.search(name) for name in survey.names(node["body"]))
        if not clauses or mine == right or spared or "openList" in meant(node):
            continue
        yield OPEN(
            (*node.path, "openList" if mine else "body"),
            related=printed(provision, *clauses[0]),
            node=node.named,
            words=Quote(text[slice(*clauses[0])]),
            advice=IS_OPEN if right else IS_CLOSED,
        )


OTHER_ROLE = Message(
    "SP624",
    "other-role",
    "the role of {node} is {found}",
    "{node} 的职责角色为 {found}",
    Advice("role", "{words} reads {right}", "按{words}应为 {right}"),
)
OTHER_BODY = Message(
    "SP624",
    "other-body",
    "{node} is to {found}, whom its clause does not name",
    "{node} 的责任机构为{found}，而写明职责的语句没有列出该机构",
    HAS,
)
NO_SUCH_BODY = Message(
    "SP624",
    "no-such-body",
    "{node} is to {found}, whom its clause does not name",
    "{node} 的责任机构为{found}，而写明职责的语句没有列出该机构",
    Advice("body-of-clause", "assign it to a body that the clause names", "改为该语句所列的机构"),
)
NOT_ASSIGNED = Message(
    "SP624",
    "not-assigned",
    "{found} in {words} of {node} has no assignment",
    "{node} 中{words}所列的{found}没有责任分工",
    Advice(
        "assign",
        "encode an Assignment for each body of the clause",
        "为该语句所列的每个机构各编码一项 Assignment",
    ),
)
OPEN = Message(
    "SP624",
    "open",
    "openList of {node} is not what its clause says",
    "{node} 的 openList 与写明职责的语句不符",
)
IS_OPEN = Advice(
    "is-open", "{words} leaves the list open: openList body", "{words}列举未尽，openList 应有 body"
)
IS_CLOSED = Advice(
    "is-closed", "{words} leaves nothing open", "{words}列举已尽，openList 不应有 body"
)
