"""SP511 to SP513: fields that say what another field, or another node, does not bear out."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import POLICY, Survey
from stdpolicy.checks.walk import ANY_NODE, Node
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Listed,
    Mend,
    Message,
    Name,
    Path,
    Phrase,
    Safety,
    Severity,
    Write,
    likely,
)
from stdpolicy.model import Code as Entry
from stdpolicy.model import CodeType, Field, Scheme
from stdpolicy.model.edition import by_edition, model
from stdpolicy.wording import coded

WARNING = Severity.WARNING


@rule(
    "SP511",
    "deprecated",
    "A code is deprecated",
    "代码已停用",
    WARNING,
    on=ANY_NODE,
    fixes=(Safety.LIKELY,),
    zh="""
    代码已停用：仍可识别，含有它的文档仍然有效，但新文档改用其他写法。

    问题中写明代替它的代码；没有代码代替的，写明如何处理。由同一代码表的一个代码代替的，可用 `--fix --likely` 改正；
    有几个代码可选，或者改用其他字段的，依原文判定。

    理由：同一内容只有一种写法，才能比较。上述内容见 docs/vocabulary.md 中该代码处。
    """,
)
def deprecated(node: Node) -> Iterator[Finding]:
    """A code is deprecated. It is still understood, and a document that has it is valid, but new
    documents say it otherwise.

    The message names the code, or the codes, that it is replaced by; where there is none it says
    what to do instead. What is replaced by one code of the same list is mended by
    `--fix --likely`; of several codes, or another field, the text decides.

    Why: The same is said in one way only, so that it can be compared. All this stands with the code
    in docs/vocabulary.md.
    """
    for field in _retiring().get(node.cls.name, ()):
        if field.name in node.unknown:
            continue
        assert isinstance(field.type, CodeType)
        found = node.tree.get(field.name)
        for value in found if isinstance(found, list) else [found]:
            code = field.type.scheme.codes.get(value) if isinstance(value, str) else None
            if code is not None and code.deprecated:
                at = found.index(value) if isinstance(found, list) else None
                names = [_name(iri, field.type.scheme) for iri in code.replaced_by]
                instead = [coded(field, name) for name in names]
                path = (*node.path, field.name, *([] if at is None else [at]))
                yield DEPRECATED(
                    path,
                    name=Name(field.name),
                    found=coded(field, code.name),
                    instead=Listed(tuple(instead), "or") if instead else _scope(code),
                    advice=INSTEAD if instead else WITHOUT,
                    fix=_replaced(path, code, field.type.scheme),
                )


@by_edition
def _retiring() -> dict[str, tuple[Field, ...]]:
    """By class, the fields of which a code is deprecated."""
    return {cls.name: tuple(filter(_is_retiring, cls.fields)) for cls in model().classes.values()}


def _is_retiring(field: Field) -> bool:
    codes = field.type.scheme.codes.values() if isinstance(field.type, CodeType) else ()
    return any(code.deprecated for code in codes)


def _replaced(path: Path, code: Entry, scheme: Scheme) -> Mend | None:
    """Writes what a code is replaced by, if that is one code of the same list."""
    names = [iri.removeprefix(scheme.namespace) for iri in code.replaced_by]
    return likely(Write(path, names[0])) if len(names) == 1 and names[0] in scheme.codes else None


def _scope(code: Entry) -> Phrase:
    """What the scope note of a code says, the Chinese within brackets."""
    return Phrase(code.scope["en"], code.scope["zh-Hans"].removesuffix("。"))


def _name(iri: str, scheme: Scheme) -> str:
    """A code as it is written, that of another list with the name of this."""
    name = iri.removeprefix(scheme.namespace)
    return name if name in scheme.codes else "/".join(iri.split("/")[-2:])


DEPRECATED = Message(
    "SP511",
    "deprecated",
    "the code {found} of {name} is deprecated",
    "{name} 的代码 {found} 已停用",
)
INSTEAD = Advice("instead", "use {instead}", "改用 {instead}")
WITHOUT = Advice("without", "{instead}", "按代码表的说明处理（{instead}）")


@rule(
    "SP512",
    "of-no-field",
    "A statement explains a field, or calls one open, that it does not have",
    "所说明的字段不存在",
    WARNING,
    on=ANY_NODE,
    zh="""
    `openList` 所列的字段没有值，或者判读说明（Interpretation）所及的字段不是该陈述的字段。

    理由：`openList` 列出原文列举未尽的字段，判读说明解释字段为何与引文字面不同。
    因此前者须有值，后者须是该陈述的字段。
    """,
)
def of_no_field(node: Node) -> Iterator[Finding]:
    """`openList` names a field that has no values, or an interpretation one that is no field of
    the statement.

    Why: `openList` names fields with a list that the text leaves open; an interpretation
    explains why a field is not what the letter of the quote says. So the first has to have
    values, and the second to be a field of the statement.
    """
    for at, listed in enumerate(node.get("openList", ())):
        first, *words = listed.split("-")
        name = first + "".join(map(str.capitalize, words))
        if name not in node:
            yield NO_LIST((*node.path, "openList", at), node=node.named, name=Name(name))
    if node.cls.name == "Interpretation" and node.parent is not None:
        found = node.get("field")
        if found is not None and found not in node.parent.cls.by_name:
            yield NO_FIELD((*node.path, "field"), node=node.parent.named, found=Code(found))


NO_LIST = Message(
    "SP512",
    "no-list",
    "openList says that {name} of {node} is open, but it has none",
    "openList 称 {node} 的 {name} 列举未尽，但该字段没有值",
    Advice(
        "add-or-remove",
        "add what the text lists, or remove it from openList",
        "补上原文所列，或者从 openList 中删去",
    ),
)
NO_FIELD = Message(
    "SP512",
    "no-field",
    "{node} has no field {found} that could be interpreted",
    "{node} 没有可作判读说明的字段 {found}",
)


@rule(
    "SP513",
    "covers",
    "An assignment covers an action of another measure",
    "责任分工所及行动不属于该举措",
    on=POLICY,
    zh="""
    责任分工的 `covers` 指向其他举措的行动。

    理由：`covers` 说明责任分工及于自身举措的哪些行动。其他举措的语句所定的职责，
    是那项举措的责任分工。
    """,
)
def covers(survey: Survey) -> Iterator[Finding]:
    """An assignment covers an action of another measure.

    Why: `covers` says to which actions of its own measure an assignment extends. The duty that
    a sentence of another measure gives is an assignment of that measure.
    """
    walk = survey.walk
    measures = {action.id: action.parent for action in walk.all_of("Action")}
    for node in walk.of("Assignment"):
        for at, reference in enumerate(node.known("covers") or ()):
            other = measures.get(walk.local(reference))
            if other is not None and node.parent is not None and other is not node.parent:
                yield COVERS(
                    (*node.path, "covers", at),
                    node=node.named,
                    found=Code(reference),
                    other=node.parent.named,
                )


COVERS = Message(
    "SP513",
    "covers",
    "{node} covers {found}, which is no action of {other}",
    "{node} 的 covers 指向 {found}，而它不是 {other} 的行动",
)
