"""SP624: whether the duties that the text prints are those that assignments give."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdpolicy.checks.agreement.known import bodies
from stdpolicy.checks.agreement.told import CLAUSES, HAS, WARNING, is_read, made, meant, spans
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Quote
from stdpolicy.text.bodies import Gazetteer, Named
from stdpolicy.text.duties import Duty, Rule, duties, rules

_CLASS = re.compile("有关|相关|各")
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
)
def other_duty(provision: Provision) -> Iterator[Finding]:
    """Each body that a clause of responsibility lists has an assignment with the role that the clause
    gives it, and no other body has one; where the list ends in 等, its bodies have openList body.

    Bodies are told by their names in the policy or a registry. Read the clause again.
    """
    nodes = list(made(provision, "Assignment")) if is_read(provision.survey) else []
    survey = provision.survey
    known = _gazetteer(survey)
    text = provision.text
    found = list(duties(text, known, _rules(survey, known)))
    if not found:
        return
    parts = [Part(duty, body) for duty in found for body in duty.bodies]
    left = list(parts)
    unmatched: list[Node] = []
    for strict in (True, False):
        for node in nodes if strict else unmatched[:]:
            part = _part(node, left, survey, text, strict=strict)
            if part is not None:
                left.remove(part)
                if not strict:
                    unmatched.remove(node)
                    if "role" not in meant(node):
                        yield OTHER_ROLE(
                            (*node.path, "role"),
                            node=node.named,
                            found=Code(node["role"]),
                            right=Code(part.duty.role),
                            words=_words(text, part.duty),
                        )
            elif strict:
                unmatched.append(node)
    for node in unmatched:
        yield from _other_body(node, left, survey, text)
    # Of a printed clause without any assignment SP613 speaks.
    clauses = {(p.duty.start, p.duty.end) for p in left if p.duty.prose or nodes}
    for start, end in sorted(clauses) if survey.walk.of("Measure") else ():
        names = [p.body.resolved for p in left if (p.duty.start, p.duty.end) == (start, end)]
        yield NOT_ASSIGNED(
            (*provision.node.path, "text"),
            node=provision.node.named,
            found=Quote("、".join(names)),
            words=Quote(text[start:end]),
        )
    yield from _open(found, nodes, survey, text)


def _gazetteer(survey: Survey) -> Gazetteer:
    if survey.gazetteer is None:
        here = {survey.walk.base + node.id: node.tree for node in survey.walk.of("Body", "Place")}
        home = survey.root.known("jurisdiction") or ""
        home = survey.walk.base + home if home.startswith("#") else home
        survey.gazetteer = bodies({**survey.registered(), **here}, home)
    found: Gazetteer = survey.gazetteer
    return found


def _rules(survey: Survey, known: Gazetteer) -> Sequence[Rule]:
    if survey.rules is None:
        texts = [p.node.known("text") or "" for p in survey.provisions]
        survey.rules = [rule for text in texts for rule in rules(text, known)]
    return survey.rules


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


def _part(
    node: Node, left: Sequence[Part], survey: Survey, text: str, *, strict: bool
) -> Part | None:
    for part in left:
        if not _is(node, part.body, survey):
            continue
        if not any(
            start < part.duty.end and part.duty.start < end
            for start, end in spans(node["quote"], text)
        ):
            continue
        if not strict or part.duty.role == node["role"]:
            return part
    return None


def _other_body(node: Node, left: list[Part], survey: Survey, text: str) -> Iterator[Finding]:
    """An assignment to which nothing in its clause answers: the body that it is to be, if one is left."""
    names = survey.names(node["body"])
    if not names or "body" in meant(node):
        return
    mine = [
        part
        for part in left
        if any(
            start < part.duty.end and part.duty.start < end
            for start, end in spans(node["quote"], text)
        )
    ]
    right = next((part for part in mine if part.duty.role == node["role"]), None)
    right = right or next(iter(mine), None)
    if right is not None:
        left.remove(right)
        yield OTHER_BODY(
            (*node.path, "body"),
            node=node.named,
            found=Code(names[0]),
            right=Quote(right.body.resolved),
        )
    elif not any(name in node["quote"] for name in names) and _read(node, survey, text):
        yield NO_SUCH_BODY((*node.path, "body"), node=node.named, found=Code(names[0]))


def _read(node: Node, survey: Survey, text: str) -> bool:
    """Whether the reader made anything of the quote of an assignment."""
    known = _gazetteer(survey)
    return any(
        start < duty.end and duty.start < end
        for duty in duties(text, known, _rules(survey, known))
        for start, end in spans(node["quote"], text)
    )


def _open(
    found: Sequence[Duty], nodes: Sequence[Node], survey: Survey, text: str
) -> Iterator[Finding]:
    """Clauses whose list is open, or closed, otherwise than their assignments say."""
    is_open = {(duty.start, duty.end): False for duty in found}
    for duty in found:
        is_open[duty.start, duty.end] |= duty.open
    for (start, end), right in is_open.items():
        group = [
            node
            for node in nodes
            if any(s < end and start < e for s, e in spans(node["quote"], text))
        ]
        for node in group:
            mine = "body" in node.get("openList", ())
            spared = right and any(_CLASS.search(name) for name in survey.names(node["body"]))
            if mine == right or spared or "openList" in meant(node):
                continue
            yield OPEN(
                (*node.path, "openList" if mine else "body"),
                node=node.named,
                words=Quote(text[start:end]),
                advice=IS_OPEN if right else IS_CLOSED,
            )


def _words(text: str, duty: Duty) -> Quote:
    return Quote(text[duty.start : duty.end])


OTHER_ROLE = Message(
    "SP624",
    "other-role",
    "the role of {node} is {found}",
    Advice("role", "{words} reads {right}"),
)
OTHER_BODY = Message(
    "SP624",
    "other-body",
    "{node} is to {found}, whom its clause does not name",
    HAS,
)
NO_SUCH_BODY = Message(
    "SP624",
    "no-such-body",
    "{node} is to {found}, whom its clause does not name",
    Advice("body-of-clause", "assign it to a body that the clause names"),
)
NOT_ASSIGNED = Message(
    "SP624",
    "not-assigned",
    "{found} in {words} of {node} has no assignment",
    Advice("assign", "encode an Assignment for each body of the clause"),
)
OPEN = Message("SP624", "open", "openList of {node} is not what its clause says")
IS_OPEN = Advice("is-open", "{words} leaves the list open: openList body")
IS_CLOSED = Advice("is-closed", "{words} leaves nothing open")
