"""A small policy in three notations, with a change and a cursor in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from small_policy import IRI, TEXTS, policy
from stdpolicy import api
from stdpolicy.diagnostics import Diagnostic, Edit
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held, Workspace
from stdpolicy.formats import Notation, detect
from stdpolicy.formats.edited import Edited
from stdpolicy.formats.jsonld import framed
from stdpolicy.source import LineMap, Span

SUFFIXES = ("jsonld", "ttl", "xml")
NAMES = dict(zip(SUFFIXES, ("jsonld", "turtle", "xml"), strict=True))


@cache
def text_in(suffix: str) -> str:
    """The policy in a notation."""
    tree = policy()
    tree["source"] = {"id": "#source", "type": "Source", "file": "source.txt", **tree["source"]}
    document = api.load(json.dumps(framed(tree, IRI)).encode(), format="jsonld")
    return document.to_bytes(NAMES[suffix]).decode()


@dataclass
class Opened:
    """An open text and the cursor in it."""

    workspace: Workspace
    buffer: Buffer
    offset: int

    @property
    def text(self) -> str:
        return self.buffer.text

    @property
    def index(self) -> Index:
        found = self.workspace.index(self.buffer)
        assert found is not None
        return found

    @property
    def notation(self) -> Notation:
        found = detect(self.buffer.source)
        assert found is not None
        return found

    @property
    def held(self) -> Held:
        return Held(self.buffer.uri, self.buffer.lines, self.index)

    def edited(self, *edits: Edit) -> str:
        return Edited(self.text, edits).text


def opened(suffix: str, old: str = "", new: str = "|", start: int = 0) -> Opened:
    """The text, read before and after what is old in it, from an offset on, is replaced by what is new, where a
    mark is the cursor.
    """
    text = text_in(suffix)
    assert old in text, old
    uri = f"file:///nowhere/policy.{suffix}"
    workspace, buffer = Workspace(), Buffer(uri, None, text)
    workspace.buffers[uri] = buffer
    workspace.index(buffer)
    at = text.index(old, start)
    written = new.replace("|", "", 1)
    buffer.edits.append((Span(at, at + len(old)), len(written)))
    buffer.text = text[:at] + written + text[at + len(old) :]
    buffer.lines = LineMap(buffer.text)
    return Opened(workspace, buffer, at + new.index("|"))


@dataclass
class Project:
    """A folder with the policy in three notations and its text, and what is open of it."""

    folder: Path
    workspace: Workspace

    @classmethod
    def at(cls, folder: Path) -> "Project":
        for suffix in SUFFIXES:
            (folder / f"policy.{suffix}").write_text(text_in(suffix), encoding="utf-8")
        (folder / "source.txt").write_text("\n".join(TEXTS.values()), encoding="utf-8")
        return cls(folder, Workspace([folder]))

    def opened(self, name: str, *changes: tuple[str, str]) -> Buffer:
        """A file, with something in it already changed."""
        path = self.folder / name
        buffer = Buffer(path.as_uri(), path, path.read_text(encoding="utf-8"))
        for old, new in changes:
            assert old in buffer.text, old
            buffer.text = buffer.text.replace(old, new, 1)
        buffer.lines = LineMap(buffer.text)
        self.workspace.buffers[buffer.uri] = buffer
        return buffer

    def index(self, buffer: Buffer) -> Index:
        found = self.workspace.index(buffer)
        assert found is not None
        return found

    def findings(self, buffer: Buffer) -> list[Diagnostic]:
        report = self.workspace.check(buffer)
        assert report is not None
        return list(report)

    def documents(self, buffer: Buffer) -> list[Held]:
        return list(self.workspace.documents(buffer))

    def write(self, buffer: Buffer, edits: Iterable[Edit]) -> None:
        """Makes edits of an open text."""
        buffer.text = Edited(buffer.text, edits).text
        buffer.lines = LineMap(buffer.text)
        buffer.edits.clear()
