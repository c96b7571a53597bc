"""Reading a file, taking the verdict on it and, if that is no, saying why."""

import gc
from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec.structs import asdict

from stdpolicy.checks.entities import Entities, shipped_entities
from stdpolicy.checks.pipeline.bounds import found_in, keep
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.spelling import SPELLING
from stdpolicy.checks.structure import explain
from stdpolicy.checks.walk import Links, Node, Visit, Walk, copied, walk
from stdpolicy.diagnostics import Advice, Finding, Message, Phrase, Said, has_errors
from stdpolicy.formats import Notation
from stdpolicy.formats import rules as syntax
from stdpolicy.formats.jsonld import framed
from stdpolicy.formats.reading import Tree
from stdpolicy.model.edition import model
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE, Judged, accepts, document, judge, schema

READ_AS_MEANT = (
    syntax.STRAY,
    syntax.NAMESPACE,
    syntax.CONTEXT_REFUSED,
    syntax.UNMAPPED,
    syntax.BASE,
    syntax.ENCODING,
    syntax.SYNTAX,
    syntax.NUMBER,
    syntax.DOCTYPE,
    syntax.ROOT,
)
"""What hides nothing: where there is a tree, the text was read as it was meant."""


LARGE = 10_000_000
"""Of a file whose garbage is looked for at once, in bytes."""


class Opened(Judged, dict=True):
    """A file, the verdict on it, and what is wrong with it."""

    registered: Callable[[], Entities] = shipped_entities
    """Gives what the registries describe that are known beside it."""

    @cached_property
    def walk(self) -> Walk | None:
        """What the checks see, laid out when one asks; None where nothing could be read."""
        tree = self.reading.tree
        return None if tree is None else self.laid_out(tree)

    def laid_out(self, tree: Tree, visit: Visit | None = None) -> Walk:
        """A tree of it as the checks see it."""
        found = walk(tree, self.reading.base, model(), visit)
        found.registered = self.registered
        for node in found.nodes if self.reading.doubtful else ():
            for name in self.reading.doubtful.get(node.path, ()):
                found.hide(node, name)
        return found

    @cached_property
    def links(self) -> Links | None:
        """What it refers to; None where nothing could be read."""
        return None if self.walk is None else Links(self.walk)

    def let_go(self) -> None:
        """Frees what the checks saw of it, which takes as much memory as placing what they found will."""
        self.__dict__.pop("walk", None)
        self.__dict__.pop("links", None)
        if len(self.source.data) > LARGE:
            gc.collect()  # nodes and what has them refer to each other


def open(
    source: Source,
    notation: Notation | None = None,
    max_size: float = MAX_SIZE,
    registered: Callable[[], Entities] = shipped_entities,
) -> Opened:
    """Reads a file, takes the verdict on it, and explains that if it is no; `max_size` is in MB, and
    `registered` gives what the registries describe that are known beside it.
    """
    return explained(judge(source, notation, max_size), registered)


def explained(judged: Judged, registered: Callable[[], Entities] = shipped_entities) -> Opened:
    """Lays out what was read, and says what is wrong with it if it is no document.

    What is only spelt otherwise makes it one after all.
    """
    opened = Opened(**asdict(judged), registered=registered)
    reading = opened.reading
    if reading.tree is None:
        return opened
    faulty = has_errors(reading.findings)
    if opened.document is None and not (opened.accepted and faulty):
        tree = _mended(opened)
        opened.accepted |= tree is not None
        if tree is not None and not faulty:
            opened.document = document(tree, opened)  # or a rule says which nodes are one
    hiding = has_errors([f for f in reading.findings if f.rule not in READ_AS_MEANT])
    if (hiding or reading.cut) and opened.walk is not None:
        opened.walk.hide_all()
    return opened


def _mended(opened: Opened) -> Tree | None:
    """Puts other spellings right and says what else is wrong; the tree, if that is nothing."""
    reading = opened.reading
    assert reading.tree is not None
    respelt: list[Finding] = []

    def respell(node: Node) -> None:
        keep(respelt, SPELLING.run(node))

    # The tree of the reading stays as it is: places are looked up in it.
    tree = copied(reading.tree)
    opened.walk = laid_out = opened.laid_out(tree, respell)
    faults = found_in(laid_out, keep([], explain(laid_out)))
    wrong = {fault.path for fault in faults}
    # In its usual spelling a wrong value would be wrong all the same.
    respelt = [found for found in respelt if found.path not in wrong]
    opened.findings += found_in(laid_out, respelt) + faults
    if faults:
        return None
    tree = laid_out.mended()
    if accepts(tree, reading.base):
        return tree
    if not has_errors(reading.findings):
        opened.findings += UNEXPLAINED.run((tree, reading.base))
    return None


UNEXPLAINED = Stage[tuple[Tree, str]]("unexplained")
"""Run where the schema refuses what our checks find nothing wrong with."""


@rule(
    "SP901",
    "unexplained",
    "The schema refuses what our checks accept",
    "校验结果不一致",
    on=UNEXPLAINED,
    zh="""
    所发布的 JSON Schema 不接受该文档，而本工具自身的检查没有发现错误。

    理由：两者应当一致；不一致是 stdpolicy 的缺陷，不是文档的错误。将此问题连同文档一并报告。
    """,
)
def unexplained(refused: tuple[Tree, str]) -> Iterator[Finding]:
    """The published JSON Schema refuses the document, and the tool's own checks find nothing wrong.

    Why: The two have to agree: that they do not is a fault of stdpolicy, not of the document.
    Please report it with the document.
    """
    error = next(iter(schema().iter_errors(framed(*refused))), None)
    if error is None:
        yield REFUSES(reason=Phrase("no reason given", "没有给出理由"))
    else:
        yield REFUSES(tuple(error.instance_path), reason=Said(error.message.splitlines()[0]))


REFUSES = Message(
    "SP901",
    "refuses",
    "the JSON Schema refuses the document: {reason}",
    "JSON Schema 不接受该文档：{reason}",
    Advice("report", "please report this", "向 stdpolicy 报告此问题"),
)
