"""What `convert` writes: of a folder a file for each document, and the texts of policies beside them."""

import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.batch import Batch, Refused, beside, missing_texts, texts_of
from stdpolicy.cli.common import not_done, tell
from stdpolicy.files import check_target, read, write_atomically
from stdpolicy.formats import Notation
from stdpolicy.language import either
from stdpolicy.report import counted, printable
from stdpolicy.source import Source

if TYPE_CHECKING:
    from stdpolicy.cache import Cache


class Converted(Struct, frozen=True):
    """What becomes of a file: what is written, and the texts that come along, by their names."""

    data: bytes
    texts: list[tuple[str, bytes]]
    is_kept: bool = False
    """Whether it was in the cache."""


class Converting(Struct, frozen=True):
    """Converts files to a notation, as the options say; `cache` keeps what they become."""

    to: Notation
    format: Notation | None
    max_size: float
    verify: bool
    cache: "Cache | None" = None

    def __call__(self, source: Source) -> Converted:
        """What a file becomes. Raises as `api.load` does, and NotLossless."""
        if self.cache is None:
            return _with_texts(source, *self._made(source))
        from stdpolicy.cache import digest, packed, tool, unpacked

        asked = f"{self.to} {self.format} {self.max_size} {self.verify} {source.suffix}"
        how = f"{asked} {source.oversize}".encode(errors="replace")
        key = digest(b"convert", tool(), how, source.data)
        if (kept := self.cache.get(key)) is not None:
            names, _, data = kept.partition(b"\n")
            with suppress(TypeError, ValueError):  # made by somebody else
                return replace(_with_texts(source, data, unpacked(names)), is_kept=True)
        data, named = self._made(source)
        self.cache.keep(key, packed(named) + b"\n" + data)
        return _with_texts(source, data, named)

    def _made(self, source: Source) -> tuple[bytes, list[str]]:
        document = api.load(source, format=self.format, max_size=self.max_size)
        data = api.written(document, self.to, verify=self.verify)
        return data, list(texts_of(document))


def _with_texts(source: Source, data: bytes, names: Iterable[str]) -> Converted:
    return Converted(data, list(beside(source, names)))


class Conversion:
    """The documents of a folder, each written under `out` by the name that it has in the folder.

    A document that the folder holds in several notations is written once; of different ones that would
    be written to one file none is. The texts that a policy names come along. A file that is there with
    the content that it would get stays, so that a run that was interrupted can be taken up again; with
    another it stays unless `force` is set. What is not written is kept by the batch, and stops nothing.
    """

    def __init__(
        self,
        batch: Batch,
        folder: Path,
        out: Path,
        converting: Converting,
        *,
        force: bool,
        jobs: int,
    ) -> None:
        self.batch = batch
        self.folder = folder
        self.out = out
        self.converting = converting
        self.force = force
        self.jobs = jobs
        self.written = self.there = self.known = self.anew = 0
        self.texts: set[Path] = set()
        self._named = Counter(map(self._target, batch.names))
        self._shared: dict[Path, list[tuple[str, Converted]]] = {}
        """Of a file that several documents would be written to these, as far as they differ, by name."""

    def run(self) -> None:
        """Reads and writes all: processes read and convert, this one writes, so that nothing is half-written."""
        for name, made in self.batch.sources(self.converting, self.jobs):
            self.known += made.is_kept
            self.anew += not made.is_kept
            with self.batch.kept(name):
                self._take(name, made)
        for target, several in self._shared.items():
            (first, made), *others = several
            with self.batch.kept(first):
                if others:
                    names = either(" and ", " 和 ").join(name for name, _ in others)
                    raise Refused(
                        either(
                            f"differs from {names}, and all would become {target}",
                            f"与 {names} 内容不同，却都要写入 {target}",
                        )
                    )
                self._write(made, target)

    def summary(self) -> str:
        """How much was written, and how much not."""
        along, there, folder = len(self.texts), self.there, printable(str(self.out))
        texts = f", with {counted(along, 'text')}" if along else ""
        texts_zh = f"，另有 {along} 个文本" if along else ""
        as_is = f", {there} there already" if there else ""
        as_is_zh = f"，{there} 个已在其中" if there else ""
        and_not = not_done(self.batch, "not", "未写入")
        return either(
            f"{self.written} written to {folder}{texts}{as_is}{and_not}",
            f"已写入 {folder}，共 {self.written} 个文件{texts_zh}{as_is_zh}{and_not}",
        )

    def _target(self, name: str) -> Path:
        return self.out / Path(name).relative_to(self.folder).with_suffix(self.converting.to.suffix)

    def _take(self, name: str, made: Converted) -> None:
        target = self._target(name)
        if self._named[target] == 1:
            self._write(made, target)
            return
        shared = self._shared.setdefault(target, [])
        if all(made.data != one.data for _, one in shared):  # canonical: of one document the same
            shared.append((name, made))

    def _write(self, made: Converted, target: Path) -> None:
        data = made.data
        missing = missing_texts(made.texts, target.parent)
        texts = [one for one in missing if one[0] not in self._named]
        is_there = target.is_file() and read(target, len(data)) == data
        for path in (*(path for path, _ in texts), *(() if is_there else (target,))):
            check_target(path, force=self.force)
        for path, text in texts:
            write_atomically(path, text)
            self.texts.add(path)
        if is_there:
            self.there += 1
            return
        write_atomically(target, data)
        self.written += 1


def bring_texts(texts: Iterable[tuple[str, bytes]], out: Path) -> None:
    """Writes the texts that a document names (`texts`) beside the file that it was converted to, where it finds them
    again. Nobody has named them: one that is there and differs stays, whatever --force says of OUT.
    """
    brought = []
    for path, data in missing_texts(texts, out.parent):
        shown = printable(str(path))
        if path.exists():
            tell(
                either(
                    f"{shown} is there already and differs: left as it is",
                    f"{shown} 已经存在而内容不同，未改动",
                )
            )
            continue
        write_atomically(path, data)
        brought.append(shown)
    if brought:
        names = either(", ", "、").join(brought)
        print(
            either(
                f"the texts that it quotes, written beside it: {names}",
                f"所引的文本已一并写入：{names}",
            ),
            file=sys.stderr,
        )
