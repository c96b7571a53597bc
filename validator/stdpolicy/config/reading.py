"""Reads a configuration file: TOML 1.0, as `stdpolicy.toml` or under `[tool.stdpolicy]`."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from stdpolicy.config.lines import NEEDS, Lines, Named, Table
from stdpolicy.config.syntax import decoded, parsed
from stdpolicy.config.waiver_tables import Waiver, read_waivers
from stdpolicy.files import about, look_at, why
from stdpolicy.language import LANGUAGES, either, known, proposing

KEYS = {
    "extend": str, "registries": list, "waiver": list, "lang": str, "exclude": list, "select": list,
    "ignore": list, "fail-level": str, "baseline": str, "severity": dict, "per-file": list,
    "waiver-expiry": str,
}  # fmt: skip
PER_FILE_KEYS = {"files": list, "ignore": list}
EXPIRY = ("note", "fail")
"""What an expired waiver does: a note is told of it, or the finding comes back too."""
LANG = re.compile(rb"""^[ \t]*+["']?lang["']?[ \t]*+=[ \t]*+["']([A-Za-z]{2})\b""", re.MULTILINE)
"""The line of a file, in whatever encoding, that names a language."""
MAX_EXTENDED = 10
"""How many files may extend one another."""


class Asked(Struct, frozen=True):
    """A word that a configuration has, such as a code of a rule."""

    text: str
    at: str
    """Where it stands, as messages begin with it."""


class Origin(Struct, frozen=True):
    """A value that a configuration has, and where it came from."""

    key: str
    value: str
    """In JSON."""
    at: str


class PerFile(Struct, frozen=True):
    """Rules that are ignored in some files."""

    files: tuple[str, ...]
    """Globs, relative to the folder of the configuration; * goes over folders too."""
    ignore: tuple[Asked, ...]
    folder: Path


class Config(Struct, frozen=True):
    """What a file says, and those that it extends before it."""

    path: Path
    registries: tuple[Named, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    language: str = ""
    """In which people are told, en or zh; nothing if it does not say."""
    exclude: tuple[str, ...] = ()
    select: tuple[Asked, ...] = ()
    ignore: tuple[Asked, ...] = ()
    fail_level: str = ""
    """The least severity that fails a run; nothing if it does not say."""
    baseline: Path | None = None
    severity: tuple[tuple[Asked, str], ...] = ()
    """Codes of rules, and the severity that their findings have here."""
    per_file: tuple[PerFile, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Every value that holds, those of files that are extended first."""


def read_config(
    path: Path,
    *,
    table: tuple[str, ...] = (),
    depth: int = 0,
    read: Callable[[Path], bytes] = Path.read_bytes,
) -> Config | None:
    """What a file says, in a table of it if one is named; None if it has not that table. `read` gives the bytes of a file.

    Raises ConfigError and OSError; what is wrong is said in the language that the file itself proposes, as far
    as that can be told.
    """
    look_at(path)
    with about(path):
        data = read(path)
    asked = LANG.search(data)
    with proposing(asked[1].decode() if asked else ""):  # before it can be parsed
        text = decoded(path, data)
        said = parsed(path, text)
    for name in table:
        said = said.get(name)
        if not isinstance(said, dict):
            return None
    lines = Lines(path, text, ".".join(table))
    with proposing(str(said.get("lang", ""))):
        return _checked(path, said, lines, depth, read)


def _checked(
    path: Path,
    said: Mapping[str, Any],
    lines: Lines,
    depth: int,
    read: Callable[[Path], bytes],
) -> Config:
    """What a file says in a table. Raises ConfigError."""
    lines.check(said, KEYS, None)
    expiry = lines.one_of("waiver-expiry", said.get("waiver-expiry", "note"), EXPIRY)
    before = Config(path)
    if "extend" in said:
        if depth == MAX_EXTENDED:
            raise lines.error(
                "extend",
                either(
                    f"more than {MAX_EXTENDED} files extend one another",
                    f"逐级 extend 的文件超过 {MAX_EXTENDED} 个",
                ),
            )
        before = _extended(path, said["extend"], lines, depth, read)
    return Config(
        path,
        (*before.registries, *(lines.named("registries", n) for n in said.get("registries", ()))),
        (
            *before.waivers,
            *read_waivers(path, said.get("waiver", ()), lines, lapse=expiry == "fail"),
        ),
        _language(said["lang"], lines) if "lang" in said else before.language,
        (*before.exclude, *(one.text for one in _words(said, "exclude", lines))),
        (*before.select, *_words(said, "select", lines)),
        (*before.ignore, *_words(said, "ignore", lines)),
        lines.level("fail-level", said["fail-level"])
        if "fail-level" in said
        else before.fail_level,
        path.parent / said["baseline"] if "baseline" in said else before.baseline,
        (
            *before.severity,
            *(
                (Asked(code, lines.at(code, None)), lines.level(code, level))
                for code, level in said.get("severity", {}).items()
            ),
        ),
        (*before.per_file, *_per_file(path, said.get("per-file", ()), lines)),
        _origins(said, before, lines),
    )


def _origins(said: Mapping[str, Any], before: Config, lines: Lines) -> tuple[Origin, ...]:
    import json

    single = {key for key in said if KEYS[key] is str}
    return (
        *(one for one in before.origins if one.key not in single),
        *(
            Origin(
                key,
                json.dumps(value, ensure_ascii=False, default=str),
                lines.at(None, (key, 0)) if key in NEEDS else lines.at(key, None),
            )
            for key, value in said.items()
            if key != "extend"
        ),
    )


def _words(
    said: Mapping[str, Any], key: str, lines: Lines, table: Table | None = None
) -> Iterator[Asked]:
    for word in said.get(key, ()):
        yield Asked(word, lines.within(key, word, table))


def _per_file(path: Path, tables: Any, lines: Lines) -> Iterator[PerFile]:
    for table, said in lines.tables("per-file", tables, PER_FILE_KEYS, tuple(PER_FILE_KEYS)):
        yield PerFile(
            tuple(one.text for one in _words(said, "files", lines, table)),
            tuple(_words(said, "ignore", lines, table)),
            path.parent,
        )


def _language(said: str, lines: Lines) -> str:
    try:
        return known(said)
    except ValueError:
        choices = either(", ", "、").join(LANGUAGES)
        raise lines.error(
            "lang",
            either(
                f"lang has to be one of {choices}, found {said!r}",
                f"lang 应为 {choices} 之一，实为 {said!r}",
            ),
        ) from None


def _extended(
    path: Path, name: str, lines: Lines, depth: int, read: Callable[[Path], bytes]
) -> Config:
    other = path.parent / name
    try:
        found = read_config(other, depth=depth + 1, read=read)
    except OSError as error:
        raise lines.error("extend", f"{name}: {why(error)}") from None
    assert found is not None
    return found
