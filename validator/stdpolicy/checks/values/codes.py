"""SP304: whether a code is of its list."""

from collections.abc import Iterator

from stdpolicy.checks.rule import DID_YOU_MEAN, rule
from stdpolicy.checks.values.value import VALUE, Value
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Advice, Finding, Found, Listed, Message, Name
from stdpolicy.model import CodeType, Scheme


@rule("SP304", "code", "A code is not in its code list", "代码不在代码表中", on=VALUE)
def code(value: Value) -> Iterator[Finding]:
    """Everything that is compared is a code, not free text; docs/vocabulary.md has the lists.

    A closed list allows its codes only. An open one (such as domain or topic) also allows the
    absolute IRI of a concept of another vocabulary, but of none of ours.
    """
    if not isinstance(value.field.type, CodeType) or value.field.type.scheme.allows(value.value):
        return
    scheme, found = value.field.type.scheme, value.value
    advice, meant = _code_meant(found, scheme, value.walk)
    says = IN_NO_LIST if scheme.closed else NO_CONCEPT
    yield says(
        value.path,
        name=value.named,
        scheme=Name(scheme.name),
        found=Found(found),
        guess=meant,
        advice=advice,
    )


IN_NO_LIST = Message("SP304", "code", "expected a code of {scheme} for {name}, found {found}", "")
NO_CONCEPT = Message(
    "SP304",
    "concept",
    "expected a code of {scheme} or an absolute IRI for {name}, found {found}",
    "",
)
WRITE_CODE = Advice("write-code-of-label", 'write the code, "{guess}"', "")
CHOOSE = Advice("choose", "choose from {guess}", "")
SEE_LIST = Advice("see-list", "`stdpolicy schema codes` prints the list", "")
MAX_CHOICES = 12


def _code_meant(found: str, scheme: Scheme, walk: Walk) -> tuple[Advice, Name | Listed]:
    """What to advise: the code of a label, one that is spelt alike, or the list if it is short."""
    for one in scheme.codes.values():
        if found.lower() in (label.lower() for label in one.label.values()):
            return WRITE_CODE, Name(one.name)
    if guess := walk.guesses.nearest(found, scheme.codes):
        return DID_YOU_MEAN, Name(guess)
    if len(scheme.codes) <= MAX_CHOICES:
        return CHOOSE, Listed(tuple(map(Name, scheme.codes)))
    return SEE_LIST, Name("")
