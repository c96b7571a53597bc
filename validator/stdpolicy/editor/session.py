"""What one client is served: its texts, what was found in them, its language and its unit of columns."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from msgspec import Struct, field

from stdpolicy.config import ConfigError
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.editor.documents import Buffer, Change, Encoding, path_of
from stdpolicy.editor.index import Index
from stdpolicy.editor.schedule import Schedule
from stdpolicy.editor.workspace import Workspace
from stdpolicy.language import known, language, propose, speaking


class Session(Struct, dict=True):
    """One client. It is either told of findings whenever they change, or asks for them; never both."""

    publish: Callable[[Buffer, list[Diagnostic]], None]
    """Tells the findings of a text."""
    tell: Callable[[str], None]
    """Shows what stands in the way of checking."""
    refresh: Callable[[], None] | None = None
    """Has a client that asks for findings ask anew; None where it cannot be had."""
    asks: bool = False
    """Whether the client asks for findings by itself."""
    workspace: Workspace = field(default_factory=Workspace)
    language: str = "en"
    asked: bool = False
    """Whether the language was asked for, rather than being that of the editor."""
    encoding: Encoding = Encoding.UTF16
    findings: dict[str, list[Diagnostic]] = field(default_factory=dict)
    """What was found last in each text that is ours."""
    troubles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.schedule = Schedule(self._check)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Speaks the client's language, unless a configuration proposes another."""
        with speaking(self.language, asked=self.asked):
            yield

    def speak(self, of_editor: str | None, asked: object) -> None:
        """Takes the language of the editor, or the one that its settings ask for."""
        self.language = language()
        for said in (of_editor, asked):
            with suppress(ValueError):
                self.language = known(said) if said and isinstance(said, str) else self.language
        self.asked = bool(asked)

    def check(self, uri: str) -> list[Diagnostic]:
        """What is found in a text as it is now; told if it is something new."""
        buffer = self.workspace.buffers.get(uri)
        if buffer is None:
            return []
        self.schedule.dropped(uri)
        with self.speaking():
            self._speak_as_configured(buffer)
            try:
                report = self.workspace.check(buffer)
            except (ConfigError, OSError) as error:
                self._tell_once(str(error))
                return self.findings.get(uri, [])
        self.troubles.clear()
        if report is None and uri not in self.findings:
            return []
        name = buffer.source.name
        found = [d for d in report or () if d.file == name]
        news = found != self.findings.get(uri)
        self.findings[uri] = found
        if news and not self.asks:
            self.publish(buffer, found)
        return found

    def _check(self, uri: str) -> None:
        self.check(uri)

    def _speak_as_configured(self, buffer: Buffer) -> None:
        with suppress(ConfigError, OSError):  # told when the text is checked
            for config in self.workspace.configs(buffer):
                if config.language:
                    propose(config.language)

    def _tell_once(self, trouble: str) -> None:
        if trouble not in self.troubles:
            self.troubles.add(trouble)
            self.tell(trouble)

    def opened(self, buffer: Buffer) -> None:
        """Takes a text, and reads it, so that there is a tree when it no longer parses."""
        self.workspace.buffers[buffer.uri] = buffer
        if self.workspace.is_ours(buffer):
            self.workspace.index(buffer)
        self.changed([buffer])

    def edited(self, uri: str, changes: list[Change], version: int) -> None:
        """Takes changes of a text, and has it and what depends on it checked."""
        buffer = self.workspace.buffers.get(uri)
        if buffer is not None:
            buffer.apply(changes, version, self.encoding)
            self.changed([buffer])
            self.bears(buffer)

    def changed(self, buffers: Iterable[Buffer]) -> None:
        """Has texts checked soon, where the client does not ask by itself."""
        for buffer in () if self.asks else buffers:
            self.schedule.changed(buffer.uri)

    def bears(self, changed: Buffer) -> None:
        """Has the texts checked on which an open one bears."""
        if changed.path and (depending := self.workspace.dependants(changed.path)):
            self.around(depending)

    def around(self, buffers: Iterable[Buffer] | None = None) -> None:
        """Has texts checked, or all, since files around them may have changed."""
        if self.asks and self.refresh:
            self.refresh()
        self.changed(self.workspace.buffers.values() if buffers is None else buffers)

    def closed(self, uri: str) -> None:
        """Forgets a text and takes its findings back."""
        self.schedule.dropped(uri)
        buffer = self.workspace.buffers.get(uri)
        self.workspace.close(uri)
        if self.findings.pop(uri, None) and buffer and not self.asks:
            self.publish(buffer, [])
        if buffer:
            self.bears(buffer)  # which is as it was saved again

    def moved(self, gone: Iterable[str], come: Iterable[str]) -> None:
        """Takes folders that the editor closes and opens."""
        closed = {path_of(uri) for uri in gone}
        kept = [root for root in self.workspace.roots if root not in closed]
        self.workspace.roots = [*kept, *(path for uri in come if (path := path_of(uri)))]

    def ours(self, uri: str) -> tuple[Buffer, Index] | None:
        """An open text and what stands where in it; None where it is not ours or never parsed."""
        buffer = self.workspace.buffers.get(uri)
        index = self.workspace.index(buffer) if buffer and self.workspace.is_ours(buffer) else None
        return (buffer, index) if buffer and index else None
