"""Who is responsible: the duties that a text gives to bodies.

- roles: the words that say a role
- labels, clauses: a role and the list of those who have it
- brackets, printed: where brackets and labels print duties
- rules: what a text says of all its lists
- ditto: 同上 in place of a list
- verbs, prose, seats: duties that running text gives, and the seats of a leading group
"""

from collections.abc import Iterable, Iterator, Sequence

from stdpolicy import memo
from stdpolicy.text.bodies import Gazetteer, Listed, Named
from stdpolicy.text.characters import CLOSING, OPENING
from stdpolicy.text.duties import rules as of_all
from stdpolicy.text.duties.clauses import Clause
from stdpolicy.text.duties.ditto import ditto
from stdpolicy.text.duties.duty import Duty, Rule
from stdpolicy.text.duties.labels import head_role
from stdpolicy.text.duties.printed import Region, Said, regions, said
from stdpolicy.text.duties.prose import prose
from stdpolicy.text.duties.roles import role as role_of
from stdpolicy.text.duties.seats import seats

__all__ = ["Duty", "Rule", "cell", "ditto", "duties", "head_role", "holding", "printed", "rules"]

Span = tuple[int, int]
_OTHERS = "responsible"
"""The role of bodies that no word gives one."""
_NONE_LEADS = {"", "responsible", "share"}
"""The roles of lists of which a rule says that the first leads."""


@memo.sequence
def rules(text: str, gazetteer: Gazetteer | None = None) -> Iterator[Rule]:
    """The rules that a text gives for all its lists of bodies, in order."""
    found = of_all.found(text, gazetteer or Gazetteer())
    yield from sorted((each.rule for each in found), key=lambda rule: rule.start)


def holding(texts: Iterable[str], gazetteer: Gazetteer) -> list[tuple[Rule, ...]]:
    """For each paragraph of a document the rule of another that holds in it, if one does: the last that
    was given before for all that follows, else one for all of them.
    """
    given = [[rule for rule in rules(text, gazetteer) if rule.first] for text in texts]
    always = [rule for own in given for rule in own if not rule.onward][:1]
    found, now = [], always
    for own in given:
        found.append(tuple(now))
        now = [rule for rule in own if rule.onward][-1:] or now
    return found


def duties(text: str, gazetteer: Gazetteer, rules: Iterable[Rule] = ()) -> tuple[Duty, ...]:
    """The duties that a paragraph gives, in order; `rules` are those of the document that hold in it."""
    return _duties(text, gazetteer, tuple(rules))


@memo.sequence
def _duties(text: str, gazetteer: Gazetteer, rules: tuple[Rule, ...]) -> Iterator[Duty]:
    there = sorted(of_all.found(text, gazetteer), key=lambda found: found.start)
    plain = _without(text, [_with_brackets(text, found.start, found.end) for found in there])
    shown = regions(plain, gazetteer)
    found = [*_printed(text, shown, list(rules), [found.rule for found in there])]
    running = _without(plain, [(region.start, region.end) for region in shown])
    seated = list(seats(running, gazetteer))
    clauses = [(seat.start, seat.end) for seat in seated if seat.role != "oversee"]
    found += [*seated, *prose(_without(running, clauses), gazetteer)]
    yield from sorted(found, key=lambda duty: (duty.start, duty.end))


def cell(text: str, role: str, gazetteer: Gazetteer, rules: Iterable[Rule] = ()) -> Iterator[Duty]:
    """The duties that a cell of a table gives; those to whom it gives no role have that of the head of
    its column, `head_role`: 责任单位, 配合单位.
    """
    with_role = tuple(
        Said(clause._replace(role=clause.role or role), lists)
        for clause, lists in said(text, 0, len(text), gazetteer)
    )
    yield from _printed(text, [Region(0, len(text), with_role)], list(rules), [])


def printed(text: str, gazetteer: Gazetteer) -> tuple[Span, ...]:
    """Where brackets and labels print who is responsible, in order: (责任单位:市质监局)."""
    return tuple((region.start, region.end) for region in regions(text, gazetteer))


def _with_brackets(text: str, start: int, end: int) -> Span:
    """A stretch of a text, with the brackets right round it."""
    bracketed = text[start - 1 : start] in tuple(OPENING) and text[end : end + 1] in tuple(CLOSING)
    return (start - 1, end + 1) if start and bracketed else (start, end)


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with ends of sentences in place of parts of it."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "。" * (end - max(at, start))]
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def _printed(
    text: str, shown: Sequence[Region], of_document: Sequence[Rule], own: Sequence[Rule]
) -> Iterator[Duty]:
    """The duties of brackets and labels, each for the sentences since the one before."""
    behind, covers = 0, (0, 0)
    for region in shown:
        between = _trimmed(text, behind, region.start)
        covers = between if between[0] < between[1] else covers
        behind = region.end
        inside = [
            rule
            for rule in own
            if region.start <= rule.start < region.end
            or text[region.end : rule.start] in ("（", "(")  # in brackets behind the list
        ]
        wide = [rule for rule in own if rule.wide and rule.start < region.end]
        first = next((r for r in (*inside, *wide, *of_document) if r.first), None)
        if any(clause.role == "lead" for clause, _ in region.said):
            first = None
        for nth, (clause, lists) in enumerate(region.said):
            for role_, bodies in _roles(clause, lists, first, heads=nth == 0):
                is_open = any(each.open for each in lists)
                yield Duty(clause.start, clause.end, role_, bodies, is_open, *covers)
        listed = {
            member.resolved for _, lists in region.said for each in lists for member in each.members
        }
        for rule in inside:
            if rule.bodies and not listed.issuperset(member.resolved for member in rule.bodies):
                yield Duty(rule.start, rule.end, rule.role, rule.bodies, False, *covers)


def _roles(
    clause: Clause, lists: Sequence[Listed], first: Rule | None, *, heads: bool
) -> Iterator[tuple[str, tuple[Named, ...]]]:
    """The roles of a clause with those who have them, as marks and a rule about the first change them.

    The first of all leads: it stands in the clause that `heads` the others of a bracket.
    """
    members = [pair for each in lists for pair in zip(each.members, each.marks, strict=True)]
    roles: dict[str, list[Named]] = {}
    for at, (member, mark) in enumerate(members):
        own = (mark and role_of(mark)) or clause.role
        if first and clause.role in _NONE_LEADS and not mark:
            own = first.first if heads and at == 0 else first.others or own or "cooperate"
        roles.setdefault(own or _OTHERS, []).append(member)
    yield from ((own, tuple(bodies)) for own, bodies in roles.items())


_BETWEEN = "。；;，,、！! \t\u3000\n"
"""What separates, and belongs to nothing."""


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch of text without what only separates it from the one before, and white space behind."""
    inner = text[start:end].rstrip()
    begin = len(inner) - len(inner.lstrip(_BETWEEN))
    return start + begin, start + max(begin, len(inner))
