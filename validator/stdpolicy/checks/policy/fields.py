"""SP511 to SP513: fields that say what another field, or another node, does not bear out."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import STATEMENT, Statement
from stdpolicy.checks.walk import ANY_NODE, Node
from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message, Name, Path, Severity
from stdpolicy.model import CodeType

WARNING = Severity.WARNING


@rule("SP511", "deprecated", "A code is deprecated", "代码已停用", WARNING, on=ANY_NODE)
def deprecated(node: Node) -> Iterator[Finding]:
    """The code is still understood, but new documents say it otherwise.

    What to use instead stands with the code in docs/vocabulary.md; where it is several codes, or
    another field, the text decides.
    """
    for field in node.cls.fields:
        if not isinstance(field.type, CodeType) or field.name in node.unknown:
            continue
        found = node.tree.get(field.name)
        for value in found if isinstance(found, list) else [found]:
            code = field.type.scheme.codes.get(value) if isinstance(value, str) else None
            if code is not None and code.deprecated:
                at = found.index(value) if isinstance(found, list) else None
                instead = [Code(_short(iri)) for iri in code.replaced_by]
                yield DEPRECATED(
                    (*node.path, field.name, *([] if at is None else [at])),
                    name=Name(field.name),
                    found=Code(code.name),
                    instead=Listed(tuple(instead), "or"),
                    advice=INSTEAD if instead else WITHOUT,
                )


def _short(iri: str) -> str:
    return "/".join(iri.split("/")[-2:])


DEPRECATED = Message("SP511", "deprecated", "the code {found} of {name} is deprecated")
INSTEAD = Advice("instead", "use {instead}")
WITHOUT = Advice("without", "see what the vocabulary says of it")


@rule(
    "SP512",
    "of-no-field",
    "A statement explains a field, or calls one open, that it does not have",
    "所说明的字段不存在",
    WARNING,
    on=STATEMENT,
)
def of_no_field(statement: Statement) -> Iterator[Finding]:
    """`openList` names fields with a list that the text leaves open; an interpretation explains why a
    field is not what the letter of the quote says. So the first has to have values, and the second
    to be a field of the statement.
    """
    node = statement.node
    for at, listed in enumerate(node.get("openList", ())):
        words = listed.split("-")
        name = words[0] + "".join(word.capitalize() for word in words[1:])
        if name not in node:
            yield NO_LIST((*node.path, "openList", at), node=node.named, name=Name(name))
    for at, one in enumerate(node.get("interpretation", ())):
        found = one.get("field") if isinstance(one, dict) else None
        if isinstance(found, str) and found not in node.cls.by_name:
            where: Path = (*node.path, "interpretation", at, "field")
            yield NO_FIELD(where, node=node.named, found=Code(found))


NO_LIST = Message(
    "SP512",
    "no-list",
    "openList says that {name} of {node} is open, but it has none",
    Advice("add-or-remove", "add what the text lists, or remove it from openList"),
)
NO_FIELD = Message("SP512", "no-field", "{node} has no field {found} that could be interpreted")


@rule(
    "SP513",
    "covers",
    "An assignment covers an action of another measure",
    "责任分工所及行动不属于该举措",
    on=STATEMENT,
)
def covers(statement: Statement) -> Iterator[Finding]:
    """`covers` says to which actions of its own measure an assignment extends.

    The duty that a sentence of another measure gives is an assignment of that measure.
    """
    node = statement.node
    if node.cls.name != "Assignment" or node.parent is None:
        return
    walk = statement.survey.walk
    own = {walk.local(action["id"]) for action in node.parent.get("action", ())}
    for at, reference in enumerate(node.get("covers", ())):
        if walk.local(reference) not in own:
            yield COVERS(
                (*node.path, "covers", at),
                node=node.named,
                found=Code(reference),
                other=node.parent.named,
            )


COVERS = Message("SP513", "covers", "{node} covers {found}, which is no action of {other}")
