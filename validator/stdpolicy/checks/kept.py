"""What a file gives by itself as data, in a cache: facts, what it says, and what is found in it.

Findings are kept in both languages, with the file's name left open. Beside the file itself they depend on the
texts that it names: these are held against what was read.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import astuple

from stdpolicy.cache import Cache, digest, packed, tool, unpacked
from stdpolicy.checks.consistency.said import Own, Saying, Stated
from stdpolicy.diagnostics import (
    RULES,
    Beside,
    Code,
    Date,
    Diagnostic,
    Edit,
    Fix,
    Found,
    Listed,
    Name,
    Node,
    Number,
    Phrase,
    Quote,
    Region,
    Safety,
    Said,
    Value,
)
from stdpolicy.language import LANGUAGES, language, speaking
from stdpolicy.source import Place, Source, Span

VALUES = {one.__name__: one for one in (Number, Date, Name, Code, Node, Quote, Said, Phrase, Found)}


class Watched(Source, frozen=True):
    """A file of which is noted what else is read for it."""

    read: dict[str, str | None] = field(default_factory=dict)
    """Digests of the texts beside it, by their names; None where there was none."""
    asked: list[str] = field(default_factory=list)
    """Texts of which version control was asked, whose answer nothing here tells."""

    def beside(self, name: str) -> bytes | None:
        """As that of a file."""
        data = super().beside(name)
        self.read[name] = _digest(data)
        return data

    def is_committed(self, name: str, data: bytes) -> bool:
        """As that of a file."""
        self.asked.append(name)
        return super().is_committed(name, data)


def watched(source: Source) -> Watched:
    """The same file, with an eye on it."""
    return Watched(source.data, source.name, source.path, source.oversize)


class Entry(NamedTuple):
    """What is kept of a file that was checked by itself, as plain values."""

    facts: dict[str, Any]
    own: Own
    findings: dict[str, list[Any]]
    """Those that it has as the first of a run, by language."""
    differs: bool
    """Whether it says one thing in two ways, which is told otherwise where others have said it before."""
    is_told_once: bool
    """Whether there is something that is told of the first file of a document only."""

    def diagnostics(self, name: str) -> list[Diagnostic]:
        """The findings in the language spoken, in a file of a name."""
        return [_diagnostic(one, name) for one in self.findings[language()]]

    def is_same(self, other: "Entry") -> bool:
        """Whether it says what another does, which may have tuples where this has lists."""
        if (*self[:2], *self[3:]) != (*other[:2], *other[3:]):
            return False
        for spoken in LANGUAGES:
            with speaking(spoken):
                if self.diagnostics("") != other.diagnostics(""):
                    return False
        return True


def made(
    facts: dict[str, Any],
    own: Own,
    place: Callable[[], list[Diagnostic]],
    *,
    differs: bool,
    is_told_once: bool,
) -> Entry:
    """An entry; `place` gives what is found, in the language spoken."""
    findings = {}
    for spoken in LANGUAGES:
        with speaking(spoken):
            findings[spoken] = [_data(one) for one in place()]
    return Entry(facts, own, findings, differs, is_told_once)


class Keeper(Struct, frozen=True):
    """Keeps entries in a cache; `settings` is a digest of all that decides what is found beside the files."""

    cache: Cache
    settings: bytes

    def get(self, source: Source) -> Entry | None:
        """What is kept of a file; None if nothing is, or a text that it names is another."""
        data = self.cache.get(self._key(source))
        if data is None:
            return None
        try:
            read, *rest = unpacked(data)
            if any(_digest(source.beside(name)) != known for name, known in read.items()):
                return None
            entry = _entry(*rest)
            entry.diagnostics(source.name)
        except (AttributeError, LookupError, TypeError, ValueError):  # made by somebody else
            return None
        return entry

    def keep(self, source: Watched, entry: Entry) -> None:
        """Keeps an entry, if it can be said as data and depends on nothing that is not a part of its key."""
        own = [
            [[one.saying, [key.hex() for key in one.keys], *one[2:]] for one in several]
            for several in entry.own
        ]
        with suppress(LookupError, TypeError, ValueError):
            data = packed((source.read, *entry._replace(own=own)))  # type: ignore[arg-type]
            if not source.asked and _entry(*unpacked(data)[1:]).is_same(entry):
                self.cache.keep(self._key(source), data)

    def _key(self, source: Source) -> bytes:
        how = f"{source.suffix} {source.path is None} {source.oversize}"
        return digest(tool(), self.settings, how.encode(errors="replace"), source.data)


def _digest(data: bytes | None) -> str | None:
    return None if data is None else digest(data).hex()


# -- as plain values and back ------------------------------------------------------------------


def _entry(facts: Any, own: Any, findings: Any, differs: Any, is_told_once: Any) -> Entry:
    return Entry(
        facts,
        Own(*([_stated(*one) for one in several] for several in own)),
        findings,
        differs,
        is_told_once,
    )


def _stated(saying: Any, keys: Any, cls: str, path: Any, written: Any, departs: bool) -> Stated:
    iri, words, coded = saying
    return Stated(
        Saying(iri, words, {field: tuple(codes) for field, codes in coded.items()}),
        tuple(map(bytes.fromhex, keys)),
        cls,
        tuple(path),
        tuple(written),
        departs,
    )


def _data(found: Diagnostic) -> list[Any]:
    return [
        found.rule.code,
        found.key,
        {name: _value(value) for name, value in found.values.items()},
        found.message,
        found.span,
        (found.place, found.end, found.beyond),
        found.pointer,
        found.hint,
        [(one.message, one.region) for one in found.related],
        found.excerpt,
        found.document,
        found.node,
        found.fix and astuple(found.fix),
        found.location,
        found.mended,
    ]


def _diagnostic(data: list[Any], file: str) -> Diagnostic:
    code, key, values, message, span, where, pointer, hint, related, *rest = data
    excerpt, document, node, fix, location, mended = rest
    region = _region(where)
    return Diagnostic(
        rule=RULES[code],
        key=key,
        values={name: _read(value) for name, value in values.items()},
        message=message,
        file=file,
        span=Span(*span),
        place=region.place,
        end=region.end,
        pointer=pointer,
        hint=hint,
        related=tuple(Beside(said, file, _region(there)) for said, there in related),
        excerpt=excerpt,
        document=document,
        node=node,
        fix=None if fix is None else _fix(*fix),
        beyond=region.beyond,
        location=location,
        mended=tuple(map(_region, mended)),
    )


def _value(value: Value) -> list[Any]:
    if isinstance(value, Listed):
        return ["Listed", [_value(one) for one in value.values], value.conjunction]
    return [type(value).__name__, *(getattr(value, name) for name in value.__struct_fields__)]


def _read(data: list[Any]) -> Value:
    kind, *rest = data
    if kind == "Listed":
        return Listed(tuple(map(_read, rest[0])), rest[1])
    value: Value = VALUES[kind](*rest)
    return value


def _fix(edits: Any, safety: str, computed: bool) -> Fix:
    return Fix(tuple(Edit(Span(*span), text) for span, text in edits), Safety(safety), computed)


def _region(data: list[Any]) -> Region:
    place, end, beyond = data
    return Region(Place(*place), Place(*end), (beyond[0], beyond[1]))
