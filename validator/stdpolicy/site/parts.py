"""What is too much for one page, in parts, each a page; and the parts of registries, which are by kind."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import Class, NodeType
from stdpolicy.site.content import Content, Tree

T = TypeVar("T")
ENTITIES = (
    "describesBody",
    "describesPlace",
    "describesIndicator",
    "describesProgramme",
    "describesTerm",
)
"""The fields by which a document describes what others refer to."""
MOST = 1_500
"""How much a page of a registry has: a reference counts 1, what is described DESCRIBED besides. That makes 0.6 MB, about."""
DESCRIBED = 4


class Part(Struct, frozen=True):
    """Some of what a registry describes, all of one kind, on a page of their own."""

    path: str
    field: str
    """That by which the registry describes them."""
    cls: Class
    nodes: tuple[Tree, ...]


def registry_parts(registry: Document, home: str, content: Content) -> Iterator[Part]:
    """The parts of a registry in the order of its fields, below the folder of its first page."""

    def size(node: Tree) -> int:
        return DESCRIBED + len(content.referrals.get(registry.base + str(node["id"]), ()))

    for name in ENTITIES:
        if registry.get(name):
            field = content.model.classes["Registry"].by_name[name]
            assert isinstance(field.type, NodeType)
            cls = content.model.classes[field.type.target]
            folder = f"{home}{cls.name.lower()}/"
            for n, nodes in enumerate(chunks(registry[name], MOST, size)):
                yield Part(numbered(folder, n), name, cls, tuple(nodes))


def chunks(things: Iterable[T], most: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """Things in runs of at most so much, each thing whole; one empty run of nothing."""
    run: list[T] = []
    full = 0
    for one in things:
        if run and full + size(one) > most:
            yield run
            run, full = [], 0
        run.append(one)
        full += size(one)
    yield run


def numbered(path: str, n: int) -> str:
    """The path of a page that is the n-th of several, from 0; names of policies and codes have no underscore."""
    return f"{path}page_{n + 1}/" if n else path
