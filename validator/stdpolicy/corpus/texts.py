"""The texts that policies name, which come along where these are converted."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from stdpolicy import batch
from stdpolicy.corpus.store import Store
from stdpolicy.document import Document
from stdpolicy.files import read_below, reason
from stdpolicy.language import either


class Text(NamedTuple):
    """A text that a policy names."""

    name: str
    """To write it by."""
    folder: Path
    inside: str
    """Where it lies in that."""
    data: bytes
    """Its bytes; of one that waits for others their SHA-256."""


def texts_of(document: Document, target: str) -> Iterator[Text]:
    """The texts that the source of a policy names, where they are found."""
    source = document.source
    assert source is not None
    for name, data in batch.beside(source, batch.texts_of(document)):
        assert source.path is not None
        yield Text(str(PurePosixPath(target).parent / name), source.path.parent, name, data)


def brought(waiting: Iterable[Text], store: Store) -> tuple[int, list[str]]:
    """Writes texts that waited for all others, of different ones of one name none. Says how many, and what not."""
    by_name: dict[str, dict[bytes, Text]] = {}
    for text in waiting:
        by_name.setdefault(text.name, {}).setdefault(text.data, text)
    written = 0
    unreadable = []
    for name, different in by_name.items():
        first, *others = different.values()
        if others:
            paths = (one.folder / one.inside for one in others)
            unreadable.append(differ(first.folder / first.inside, paths, name))
            continue
        try:
            data = read_below(first.folder, first.inside) or b""
            if store.get(name) != data:
                store.put(name, data)
                written += 1
        except OSError as error:
            unreadable.append(reason(error))
    return written, unreadable


def differ(first: object, others: Iterable[object], target: str) -> str:
    """What is said of files of which none is written."""
    names = either(" and ", " 和 ").join(map(str, others))
    return either(
        f"{first}: differs from {names}, and all would become {target}",
        f"{first}: 与 {names} 内容不同，却都要写入 {target}",
    )
