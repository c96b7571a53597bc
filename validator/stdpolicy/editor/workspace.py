"""The open texts and the files around them: configuration, registries, ids across documents."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.batch import belongs
from stdpolicy.config import Config, ConfigError, configs
from stdpolicy.diagnostics import Report
from stdpolicy.document import Document
from stdpolicy.editor.documents import Buffer, Overlaid, path_of
from stdpolicy.editor.index import Index
from stdpolicy.files import reason
from stdpolicy.formats import for_suffix
from stdpolicy.resources import resource
from stdpolicy.source import LineMap, Source, Span
from stdpolicy.verdict import MAX_SIZE

MOST_FILES = 500
"""How many files of the folders are looked through for ids."""
SHIPPED = "examples/registry/registry.jsonld"
CONFIGURATION = ".toml"
PASSED_OVER = frozenset({"node_modules", "__pycache__"})


class Target(NamedTuple):
    """A place in an open text or a file."""

    uri: str
    lines: LineMap
    span: Span


class Held(Struct, frozen=True):
    """A document that is open or in a file."""

    uri: str
    lines: LineMap
    index: Index


class Workspace:
    """What a server knows. `roots` are the folders that the editor has open."""

    def __init__(self, roots: Sequence[Path] = ()) -> None:
        self.roots = list(roots)
        self.buffers: dict[str, Buffer] = {}
        self._indexed: dict[str, tuple[str, Index | None]] = {}
        """The last text of each buffer that was asked about, and its index."""
        self._parsed: dict[str, Index] = {}
        """Of each buffer the index of the last text that parsed."""
        self._files: dict[Path, tuple[tuple[int, int], Held | None]] = {}
        self._registries: dict[Path, tuple[int | tuple[int, int], Document]] = {}

    def close(self, uri: str) -> None:
        """Forgets an open text."""
        for kept in (self.buffers, self._indexed, self._parsed):
            kept.pop(uri, None)

    def check(self, buffer: Buffer) -> Report | None:
        """What `validate` finds in the text; None if it is plainly not ours. Raises ConfigError."""
        if not self.is_ours(buffer):
            return None
        return self.checker(buffer)(self.source(buffer))

    def checker(self, buffer: Buffer) -> Callable[[Source], Report]:
        """What checks a text as that of a buffer is checked. Raises ConfigError and OSError."""
        found = self.configs(buffer)
        known = self.registries(found)
        bare = [replace(config, registries=()) for config in found]
        return lambda source: api.validate([source], config=bare, known=known, located=False)

    def source(self, buffer: Buffer) -> Source:
        """An open text, beside which other texts may be open."""
        own = buffer.source
        texts = {one.path: one.text for one in self.buffers.values() if one.path}
        return Overlaid(own.data, own.name, own.path, open=texts)

    def dependants(self, changed: Path) -> list[Buffer]:
        """The open documents on which another open file bears: one below their folder, a
        configuration above it, or a registry of theirs.
        """
        others = (one for one in self.buffers.values() if one.path and one.path != changed)
        return [one for one in others if self._bears(changed, one) and self.is_ours(one)]

    def _bears(self, changed: Path, buffer: Buffer) -> bool:
        if for_suffix(changed.suffix) is None:
            folders = (buffer.path.parent, *buffer.path.parents) if buffer.path else ()
            configures = changed.suffix == CONFIGURATION and changed.parent in folders
            return configures or (bool(folders) and folders[0] in changed.parents)
        if changed in self._registries:
            with suppress(ConfigError, OSError):
                named = (each.path for one in self.configs(buffer) for each in one.registries)
                return changed in named
        return False

    def is_ours(self, buffer: Buffer) -> bool:
        """Whether a text is meant for the tool."""
        suffix = buffer.source.suffix
        return for_suffix(suffix) is not None and belongs(suffix, buffer.source.data)

    def configs(self, buffer: Buffer) -> list[Config]:
        """The configuration of a text: the nearest of its file, as it is open. One that is being written and
        is none at the moment counts as its file has it. Raises ConfigError and OSError.
        """
        if buffer.path is None:
            return []
        names = [str(buffer.path)]
        open_texts = {one.path: one.text for one in self.buffers.values() if one.path}

        def read(path: Path) -> bytes:
            text = open_texts.get(path)
            return path.read_bytes() if text is None else text.encode(errors="replace")

        try:
            return configs(names, read)
        except ConfigError:
            return configs(names)

    def registries(self, found: Sequence[Config]) -> list[Document]:
        """The registries that configurations name, read again where they changed. Raises ConfigError."""
        result = []
        for config in found:
            for registry in config.registries:
                try:
                    result.append(self._registry(registry.path))
                except (api.InvalidDocument, OSError) as error:
                    why = reason(error) if isinstance(error, OSError) else error
                    raise ConfigError(f"{registry.at}: {why}") from None
        return result

    def _registry(self, path: Path) -> Document:
        """A registry as the editor has it, if it is open; while that is no document, as it last was."""
        buffer = self._open(path)
        stamp = hash(buffer.text) if buffer else _stamp(path)
        kept = self._registries.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        try:
            found = api.registry(buffer.source if buffer else path)
        except api.InvalidDocument:
            if buffer is None:
                raise
            found = kept[1] if kept else api.registry(path)
        self._registries[path] = stamp, found
        return found

    def _open(self, path: Path) -> Buffer | None:
        return next((one for one in self.buffers.values() if one.path == path), None)

    def text(self, path: Path) -> str:
        """The text of a file as the editor has it, else as it is saved; nothing if it is not there."""
        if (buffer := self._open(path)) is not None:
            return buffer.text
        return path.read_bytes().decode("utf-8-sig", "replace") if path.is_file() else ""

    def may_change(self, uri: str, own: Buffer) -> bool:
        """Whether a document is open or in a folder that the editor has open."""
        path = path_of(uri)
        return uri in self.buffers or bool(
            path and any(root in path.parents for root in self._roots(own))
        )

    def index(self, buffer: Buffer) -> Index | None:
        """Where everything stands in a text; while it does not parse, as of the last time that it did."""
        kept = self._indexed.get(buffer.uri)
        if kept is not None and kept[0] == buffer.text:
            return kept[1]
        found = Index.of(buffer.source)
        if found is not None:
            buffer.edits.clear()
            self._parsed[buffer.uri] = found
        elif buffer.uri in self._parsed:
            found = self._parsed[buffer.uri].after(tuple(buffer.edits), buffer.text)
        self._indexed[buffer.uri] = buffer.text, found
        return found

    def documents(self, own: Buffer | None = None) -> Iterator[Held]:
        """The documents in which ids are looked for: this text, the others that are open, the files of the
        folders, the registries of the configuration, the one that is shipped.
        """
        seen = set()
        first = (own,) if own else ()
        for buffer in (*first, *(b for b in self.buffers.values() if b is not own)):
            if buffer.path:
                seen.add(buffer.path)
            index = self.index(buffer)
            if index is not None:
                yield Held(buffer.uri, buffer.lines, index)
        for path in self._paths(own):
            if path not in seen:
                seen.add(path)
                held = self._file(path)
                if held is not None:
                    yield held
        if resource(SHIPPED) not in seen:
            yield shipped()

    def describing(self, buffer: Buffer) -> Iterator[Held]:
        """The documents whose published text a text is, as they name it, relative to their own folders."""
        for held in self.documents(buffer):
            source, path = held.index.tree.get("source"), path_of(held.uri)
            name = source.get("file") if isinstance(source, dict) else None
            if path and isinstance(name, str) and path.parent / name == buffer.path:
                yield held

    def _roots(self, own: Buffer | None) -> list[Path]:
        return self.roots or ([own.path.parent] if own and own.path else [])

    def _paths(self, own: Buffer | None) -> Iterator[Path]:
        left = MOST_FILES
        for root in self._roots(own):
            for folder, folders, names in os.walk(root):
                folders[:] = sorted(
                    f for f in folders if not f.startswith(".") and f not in PASSED_OVER
                )
                for name in sorted(names):
                    if left and for_suffix(Path(name).suffix):
                        left -= 1
                        yield Path(folder, name)
        with suppress(ConfigError, OSError):  # it is told as a finding
            for config in self.configs(own) if own else ():
                yield from (registry.path for registry in config.registries)

    def _file(self, path: Path) -> Held | None:
        try:
            stamp = _stamp(path)
            kept = self._files.get(path)
            if kept is None or kept[0] != stamp:
                source = Source.from_path(path, api.limit(MAX_SIZE))
                ours = belongs(source.suffix, source.data)
                index = Index.of(source) if ours else None
                held = Held(path.as_uri(), source.lines, index) if index else None
                kept = self._files[path] = stamp, held
        except (OSError, UnicodeDecodeError):
            return None
        return kept[1]


@cache
def shipped() -> Held:
    """The registry that is part of the package, which does not change."""
    path = resource(SHIPPED)
    source = Source.from_path(path)
    index = Index.of(source)
    assert index is not None, "it is a document"
    return Held(path.as_uri(), source.lines, index)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
