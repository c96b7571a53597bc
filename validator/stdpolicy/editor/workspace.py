"""The open texts and the files around them: configuration, registries, ids across documents."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from stdpolicy import api
from stdpolicy.batch import belongs
from stdpolicy.config import Config, ConfigError, configs
from stdpolicy.diagnostics import Report
from stdpolicy.document import Document
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.index import Index
from stdpolicy.formats import for_suffix
from stdpolicy.resources import resource
from stdpolicy.source import LineMap, Source, Span
from stdpolicy.verdict import MAX_SIZE

MOST_FILES = 500
"""How many files of the folders are looked through for ids."""
SHIPPED = "examples/registry/registry.jsonld"
PASSED_OVER = frozenset({"node_modules", "__pycache__"})


class Target(NamedTuple):
    """A place in an open text or a file."""

    uri: str
    lines: LineMap
    span: Span


@dataclass(frozen=True)
class Held:
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
        self._registries: dict[Path, tuple[tuple[int, int], Document]] = {}

    def close(self, uri: str) -> None:
        """Forgets an open text."""
        for kept in (self.buffers, self._indexed, self._parsed):
            kept.pop(uri, None)

    def check(self, buffer: Buffer) -> Report | None:
        """What `validate` finds in the text; None if it is plainly not ours. Raises ConfigError."""
        if not self.is_ours(buffer):
            return None
        found = self.configs(buffer)
        known = self.registries(found)
        bare = [replace(config, registries=()) for config in found]
        return api.validate([buffer.source], config=bare, known=known)

    def is_ours(self, buffer: Buffer) -> bool:
        """Whether a text is meant for the tool."""
        suffix = buffer.source.suffix
        return for_suffix(suffix) is not None and belongs(suffix, buffer.source.data)

    def configs(self, buffer: Buffer) -> list[Config]:
        """The configuration of a text: the nearest of its file. Raises ConfigError and OSError."""
        return configs([str(buffer.path)]) if buffer.path else []

    def registries(self, found: Sequence[Config]) -> list[Document]:
        """The registries that configurations name, read again where they changed. Raises ConfigError."""
        result = []
        for config in found:
            for registry in config.registries:
                try:
                    stamp = _stamp(registry.path)
                    kept = self._registries.get(registry.path)
                    if kept is None or kept[0] != stamp:
                        kept = self._registries[registry.path] = stamp, api.load(registry.path)
                except (api.InvalidDocument, OSError) as error:
                    raise ConfigError(f"{registry.at}: {error}") from None
                result.append(kept[1])
        return result

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
            found = self._parsed[buffer.uri].after(tuple(buffer.edits))
        self._indexed[buffer.uri] = buffer.text, found
        return found

    def documents(self, own: Buffer) -> Iterator[Held]:
        """The documents in which ids are looked for: this text, the others that are open, the files of the
        folders, the registries of the configuration, the one that is shipped.
        """
        seen = set()
        for buffer in (own, *(b for b in self.buffers.values() if b is not own)):
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

    def _paths(self, own: Buffer) -> Iterator[Path]:
        roots = self.roots or ([own.path.parent] if own.path else [])
        left = MOST_FILES
        for root in roots:
            for folder, folders, names in os.walk(root):
                folders[:] = sorted(
                    f for f in folders if not f.startswith(".") and f not in PASSED_OVER
                )
                for name in sorted(names):
                    if left and for_suffix(Path(name).suffix):
                        left -= 1
                        yield Path(folder, name)
        try:
            for config in self.configs(own):
                yield from (registry.path for registry in config.registries)
        except (ConfigError, OSError):
            pass  # it is told as a finding
        yield resource(SHIPPED)

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


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
