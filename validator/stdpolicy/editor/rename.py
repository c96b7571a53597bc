"""Another id for a node, wherever it is named."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from stdpolicy.diagnostics import Edit, Write
from stdpolicy.editor.index import Index
from stdpolicy.editor.navigate import named
from stdpolicy.editor.workspace import Held
from stdpolicy.language import either
from stdpolicy.model.iri import FRAGMENT
from stdpolicy.source import Span


class Refused(ValueError):
    """A name cannot be changed, or not so; the message says why."""


class Renamed(NamedTuple):
    """A document in which a node has another name."""

    held: Held
    edits: tuple[Edit, ...]


class Named(NamedTuple):
    """The id that the cursor is on, without its mark."""

    iri: str
    name: str
    span: Span


def prepared(
    index: Index, offset: int, documents: Iterable[Held], may_change: Callable[[str], bool]
) -> Named:
    """The id at an offset. Raises Refused where there is none, or the node is described where nothing may
    be changed.
    """
    found = named(index, offset)
    name = found.iri.partition("#")[2] if found else ""
    text = index.text[found.span.start : found.span.end] if found else ""
    at = text.rfind(name)
    if found is None or not name or at < 0:
        raise Refused(either("there is no id of a node here", "此处没有节点的 id"))
    where = [held.uri for held in documents if found.iri in held.index.nodes]
    if not where:
        why = either(
            f"#{name} is described in no document that is known", f"已知的文档都没有描述 #{name}"
        )
        raise Refused(why)
    fixed = next((uri for uri in where if not may_change(uri)), None)
    if fixed is not None:
        why = either(
            f"#{name} is described in {fixed}, which is not in the folder that is open",
            f"描述 #{name} 的 {fixed} 不在打开的文件夹中",
        )
        raise Refused(why)
    start = found.span.start + at
    return Named(found.iri, name, Span(start, start + len(name)))


def renamed(
    old: Named, new: str, documents: Iterable[Held], may_change: Callable[[str], bool]
) -> list[Renamed]:
    """The edits by which a node has another id in every document that may be changed.

    Raises Refused where the new id is not well-formed or is taken, or a document names the node in a way
    that cannot be changed.
    """
    name = new.strip().lstrip("#:")
    base = old.iri.partition("#")[0]
    if not FRAGMENT.fullmatch(f"#{name}"):
        why = either(
            f"expected a letter, then letters, digits, dots, hyphens and underscores, found {new!r}",
            f"id 应以字母开头，其后为字母、数字、点、连字符或下划线，实为 {new!r}",
        )
        raise Refused(why)
    result = []
    for held in documents:
        if f"{base}#{name}" in held.index.nodes and name != old.name:
            raise Refused(
                either(f"#{name} is taken in {held.uri}", f"#{name} 在 {held.uri} 中已有")
            )
        if may_change(held.uri) and (edits := _edits(held, old, name)):
            result.append(Renamed(held, edits))
    return result


def _edits(held: Held, old: Named, name: str) -> tuple[Edit, ...]:
    index = held.index
    notation = index.notation
    if notation is None:
        return ()
    paths = list(index.uses.get(old.iri, ()))
    if old.iri in index.nodes:
        paths.insert(0, (*index.nodes[old.iri], "id"))
    said = {span: str(index.value(path)) for path in paths if (span := index.span(path))}
    for span in notation.mentions(held.lines.text, old.iri):
        said.setdefault(span, f"#{old.name}")
    found: list[Edit] = []
    for span, value in said.items():
        change = Write((), value.removesuffix(old.name) + name)
        edits = notation.spell(held.lines.text, change, span, value)
        if not edits:
            line = held.lines.place(span.start).line
            why = either(
                f"{held.uri}, line {line}, names #{old.name} in a way that cannot be changed",
                f"{held.uri} 第 {line} 行以无法改写的方式提到 #{old.name}",
            )
            raise Refused(why)
        found += edits
    return tuple(sorted(set(found)))
