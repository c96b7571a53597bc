"""SP411 to SP413: what a document says of others that are validated along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stdpolicy.checks.references.within import DID_YOU_MEAN_ID, of_wrong_class
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Link
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name
from stdpolicy.diagnostics import Node as Named
from stdpolicy.wording import Guesses

Known = Mapping[str, Mapping[str, str]]
"""Document IRI to the classes of its nodes, by id as the document writes it."""


@dataclass(frozen=True)
class External:
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
)
def dangling_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document that was validated along, and is not in it.

    Checked only for documents given in the same run, such as the policies of a folder and their
    registry; other IRIs are not looked up, since nothing is fetched.
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
    "SP411", "dangling-external", "{name} refers to {target}, which is not in that document", ""
)


@rule(
    "SP412",
    "wrong-class-external",
    "A reference leads to a node of the wrong class in another document",
    "引用的其他文档节点类别不符",
    on=ACROSS,
)
def wrong_class_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document of this run that is of another class."""
    for link in found.links:
        cls = _class(link.target, found.known)
        if cls and link.targets and cls not in link.targets:
            yield of_wrong_class(WRONG_CLASS_EXTERNAL, link, Name(cls))


WRONG_CLASS_EXTERNAL = Message(
    "SP412", "wrong-class-external", "expected {expected:a} for {name}, {target} is {cls:a}", ""
)


@dataclass(frozen=True)
class Twin:
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
)
def notations_differ(twin: Twin) -> Iterator[Finding]:
    """A document that is kept in several notations means the same in each.

    Convert the one that is right over the other: `stdpolicy convert policy.jsonld --to turtle`.
    """
    yield DIFFERS((), base=Code(twin.base), other=Code(twin.other))


DIFFERS = Message(
    "SP413",
    "notations-differ",
    "{base} differs from the document of the same IRI in {other}",
    "",
    Advice("convert", "convert the right one over the other", ""),
)
