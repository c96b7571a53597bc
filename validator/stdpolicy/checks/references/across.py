"""SP411 to SP413: what a document says of others that are validated along."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from stdpolicy.checks.references.within import DID_YOU_MEAN_ID, of_wrong_class
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Link
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name
from stdpolicy.diagnostics import Node as Named
from stdpolicy.wording import Guesses

Known = Mapping[str, Mapping[str, str]]
"""Document IRI to the classes of its nodes, by id as the document writes it."""


class External(Struct, frozen=True):
    """What a document refers to in others, and what is known of those."""

    links: list[Link]
    known: Known
    guesses: Guesses


ACROSS = Stage[External]("across")
"""Run on each document of a run, once all of them have been read."""


def fits(target: str, classes: tuple[str, ...], known: Known) -> bool:
    """Whether a reference leads to a node that is there and of one of some classes, if any is named,
    or to a document of which nothing is known.
    """
    cls = _class(target, known)
    return cls is None or (cls != "" and (not classes or cls in classes))


def _class(target: str, known: Known) -> str | None:
    """The class of the node that a reference leads to; nothing where the document has no such node,
    None where it is not known.
    """
    document, hash_, fragment = target.partition("#")
    if document not in known:
        return None
    missing = "" if fragment else None
    return known[document].get("#" + fragment if hash_ else document, missing)


@rule(
    "SP411",
    "dangling-external",
    "A reference leads to no node of another document",
    "引用的其他文档中不存在该节点",
    on=ACROSS,
    zh="""
    引用指向另一文档的节点，该文档已知，即在同一次运行或者名录之中，而其中没有此节点：引用失效。

    文档不在其中的，引用是否有效无从知道，因为不从网络获取任何内容。此类引用不算问题，
    `validate` 的总结只计有几个这样的文档，`--verbose` 逐一列出。要检查这些引用，将所指文档一并给出；
    名录也可以用 --registry 指明。

    理由：引用若无所指，所要说明的关系就丢失了。更正引用，或者在该文档中补上节点。
    """,
)
def dangling_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document that is known, being in the same run or a registry,
    and that document has no such node: the reference is broken.

    Where the document is neither, nobody can tell, since nothing is fetched. Such references are no
    findings: the summary of `validate` counts the documents that they lead to, and `--verbose` names
    them. To have them checked, give these documents along; registries may be named by
    --registry instead.

    Why: What a reference says is lost where it leads to nothing. Correct the reference, or add
    the node there.
    """
    for link in found.links:
        if _class(link.target, found.known) == "":
            document, _, fragment = link.target.partition("#")
            ids = found.known[document]
            guess = found.guesses.nearest(fragment, (iri[1:] for iri in ids if iri[0] == "#"))
            yield DANGLING_EXTERNAL(
                link.path,
                name=Name(link.field.name),
                target=Named(link.target),
                guess=Code(f"{document}#{guess}"),
                advice=DID_YOU_MEAN_ID if guess else None,
            )


DANGLING_EXTERNAL = Message(
    "SP411",
    "dangling-external",
    "{name} is broken: the document of {target} is known, and has no such node",
    "{name} 的引用失效：{target} 所在的文档已知，其中没有此节点",
)


@rule(
    "SP412",
    "wrong-class-external",
    "A reference leads to a node of the wrong class in another document",
    "引用的其他文档节点类别不符",
    on=ACROSS,
    zh="""
    引用指向本次运行中另一文档的节点，而节点的类别不是属性所要求的。

    理由：属性只对所要求类别的节点有意义：地方不能作为发文机关（issuer）。
    """,
)
def wrong_class_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document of this run that is of another class than the
    property needs.

    Why: A property makes sense of nodes of its classes only: an issuer that is a place issues
    nothing.
    """
    for link in found.links:
        cls = _class(link.target, found.known)
        if cls and link.targets and cls not in link.targets:
            yield of_wrong_class(WRONG_CLASS_EXTERNAL, link, Name(cls))


WRONG_CLASS_EXTERNAL = Message(
    "SP412",
    "wrong-class-external",
    "expected {expected:a} for {name}, {target} is {cls:a}",
    "{name} 应指向 {expected}，而 {target} 为 {cls}",
)


class Twin(Struct, frozen=True):
    """A document of which another file of the run says something else."""

    base: str
    other: str
    """The name of the file that came first."""


TWINS = Stage[Twin]("twins")
"""Run where two files hold different documents of one IRI."""


@rule(
    "SP413",
    "notations-differ",
    "Two files of one document say different things",
    "同一文档的不同文件内容不一致",
    on=TWINS,
    zh="""
    同一次运行中的两个文件是同一 IRI 的文档，内容却不一致。

    理由：以几种文件格式保存的同一文档，各文件内容必须相同。以内容正确的文件转换，覆盖另一个：
    `stdpolicy convert policy.jsonld --to turtle`。
    """,
)
def notations_differ(twin: Twin) -> Iterator[Finding]:
    """Two files of a run are the document of one IRI and say different things.

    Why: A document that is kept in several notations means the same in each. Convert the one
    that is right over the other: `stdpolicy convert policy.jsonld --to turtle`.
    """
    yield DIFFERS((), base=Code(twin.base), other=Code(twin.other))


DIFFERS = Message(
    "SP413",
    "notations-differ",
    "{base} differs from the document of the same IRI in {other}",
    "{base} 与 {other} 中同一 IRI 的文档内容不一致",
    Advice("convert", "convert the right one over the other", "以正确的文件转换，覆盖另一个"),
)
