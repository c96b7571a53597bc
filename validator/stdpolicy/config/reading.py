"""Reads a configuration file: TOML 1.0, as `stdpolicy.toml` or under `[tool.stdpolicy]`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stdpolicy.files import why
from stdpolicy.language import LANGUAGES, either, known
from stdpolicy.source import Place

KEYS = {
    "extend": str, "registries": list, "waiver": list, "lang": str, "exclude": list, "select": list,
    "ignore": list, "fail-level": str, "baseline": str, "severity": dict, "per-file": list,
    "waiver-expiry": str,
}  # fmt: skip
PER_FILE_KEYS = {"files": list, "ignore": list}
Table = tuple[str, int]
"""The name of an array of tables, and which one of them."""
NEEDS = {"waiver": ("waiver", "豁免"), "per-file": ("per-file table", "per-file 设置")}
"""What messages call the arrays of tables, in English and Chinese."""
LEVELS = ("error", "warning", "note")
EXPIRY = ("note", "fail")
"""What an expired waiver does: a note is told of it, or the finding comes back too."""
WAIVER_KEYS = {
    "rule": str, "policy": str, "node": str, "words": str, "reason": str, "until": date,
}  # fmt: skip
REQUIRED = ("rule", "policy", "reason")
MAX_EXTENDED = 10
"""How many files may extend one another."""
AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
KINDS = {
    str: ("a string", "字符串"),
    list: ("an array", "数组"),
    dict: ("a table", "表"),
    date: ("a date, such as 2027-03-31", "日期，如 2027-03-31"),
}
"""The kinds of values in English and Chinese."""


class ConfigError(ValueError):
    """A configuration that cannot be used; the message begins with file, line and column."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision that a finding is known and stays."""

    rule: str
    policy: str
    """The IRI of the document."""
    reason: str
    node: str
    """The id of the node that the finding is in or about; nothing for any."""
    words: str
    """A value of the finding, or what its English sentence has to contain; nothing for anything."""
    until: date | None
    """The last day on which nobody is reminded of it."""
    file: Path
    place: Place
    lapses: bool = False
    """Whether the finding comes back after that day."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a configuration names."""

    path: Path
    at: str
    """Where it is named, as messages begin with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that a configuration has, such as a code of a rule."""

    text: str
    at: str
    """Where it stands, as messages begin with it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A value that a configuration has, and where it came from."""

    key: str
    value: str
    """In JSON."""
    at: str


@dataclass(frozen=True, slots=True)
class PerFile:
    """Rules that are ignored in some files."""

    files: tuple[str, ...]
    """Globs, relative to the folder of the configuration; * goes over folders too."""
    ignore: tuple[Asked, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Config:
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


def read_config(path: Path, *, table: tuple[str, ...] = (), depth: int = 0) -> Config | None:
    """What a file says, in a table of it if one is named; None if it has not that table.

    Raises ConfigError and OSError.
    """
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    said = _parsed(path, text)
    for name in table:
        said = said.get(name)
        if not isinstance(said, dict):
            return None
    lines = _Lines(path, text, ".".join(table))
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
        before = _extended(path, said["extend"], lines, depth)
    return Config(
        path,
        (*before.registries, *(lines.named("registries", n) for n in said.get("registries", ()))),
        (*before.waivers, *_waivers(path, said.get("waiver", ()), lines, lapse=expiry == "fail")),
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


def _origins(said: Mapping[str, Any], before: Config, lines: "_Lines") -> tuple[Origin, ...]:
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
    said: Mapping[str, Any], key: str, lines: "_Lines", table: Table | None = None
) -> Iterator[Asked]:
    for word in said.get(key, ()):
        yield Asked(word, lines.within(key, word, table))


def _per_file(path: Path, tables: Any, lines: "_Lines") -> Iterator[PerFile]:
    for table, said in lines.tables("per-file", tables, PER_FILE_KEYS, tuple(PER_FILE_KEYS)):
        yield PerFile(
            tuple(one.text for one in _words(said, "files", lines, table)),
            tuple(_words(said, "ignore", lines, table)),
            path.parent,
        )


def _language(said: str, lines: "_Lines") -> str:
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


def _parsed(path: Path, text: str) -> Any:
    import tomllib  # spared where there is no such file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT.search(str(error))
        lines = text.split("\n")
        end = f"{len(lines)}:{len(lines[-1]) + 1}"
        place = f"{found[1]}:{found[2]}" if found else end
        fault = AT.sub("", str(error))
        raise ConfigError(
            f"{path}:{place}: {either(fault, f'不合 TOML 语法（{fault}）')}"
        ) from None


def _extended(path: Path, name: str, lines: "_Lines", depth: int) -> Config:
    other = path.parent / name
    try:
        found = read_config(other, depth=depth + 1)
    except OSError as error:
        raise lines.error("extend", f"{name}: {why(error)}") from None
    assert found is not None
    return found


def _waivers(path: Path, tables: Any, lines: "_Lines", *, lapse: bool) -> list[Waiver]:
    found = []
    for at, table in lines.tables("waiver", tables, WAIVER_KEYS, REQUIRED):
        found.append(
            Waiver(
                rule=table["rule"],
                policy=table["policy"],
                reason=table["reason"].strip(),
                node=table.get("node", ""),
                words=table.get("words", ""),
                until=table.get("until"),
                file=path,
                place=lines.place(None, at),
                lapses=lapse,
            )
        )
    return found


class _Lines:
    """Where keys stand in the text, which the parser of TOML does not say."""

    def __init__(self, path: Path, text: str, table: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.prefix = re.escape(table + "." if table else "")
        self.starts: dict[str, list[int]] = {}
        for name in NEEDS:
            start = re.compile(rf"\s*\[\[\s*{self.prefix}{name}\s*\]\]")
            self.starts[name] = [at for at, line in enumerate(self.lines) if start.match(line)]

    def place(self, key: str | None, table: Table | None) -> Place:
        """The place of a key, at the top or in a table; that of the table itself without one."""
        start = 0
        if table is not None and table[1] < len(self.starts[table[0]]):
            start = self.starts[table[0]][table[1]]
        if key is not None:
            name = re.escape(key)
            written = re.compile(rf"\s*(?:[\"']?{name}[\"']?\s*=|\[\s*{self.prefix}{name}\s*\])")
            for at in range(start, len(self.lines)):
                if written.match(self.lines[at]):
                    line = self.lines[at]
                    return Place(at + 1, len(line) - len(line.lstrip()) + 1)
        return Place(start + 1, 1)

    def at(self, key: str | None, table: Table | None) -> str:
        """The place as messages begin with it."""
        return "{}:{}:{}".format(self.path, *self.place(key, table))

    def error(self, key: str, message: str, table: Table | None = None) -> ConfigError:
        return ConfigError(f"{self.at(key, table)}: {message}")

    def check(self, said: Mapping[str, Any], keys: Mapping[str, type], table: Table | None) -> None:
        """Raises ConfigError for a key that is not known or has a value of another kind."""
        for key, value in said.items():
            if key not in keys:
                no_key = either(f"no key {key}", f"没有键 {key}")
                raise self.error(key, f"{no_key}{_guess(key, keys)}", table)
            if not isinstance(value, keys[key]):
                kind = either(*KINDS[keys[key]])
                right = either(f"{key} has to be {kind}", f"{key} 应为{kind}")
                raise self.error(key, right, table)

    def tables(
        self, name: str, said: Any, keys: Mapping[str, type], required: tuple[str, ...]
    ) -> Iterator[tuple[Table, Mapping[str, Any]]]:
        """The tables of a name, each with its number; raises ConfigError for what is wrong in them."""
        for number, table in enumerate(said):
            if not isinstance(table, dict):
                en, zh = NEEDS[name]
                raise self.error(
                    name,
                    either(
                        f"write each {en} as a table: [[{name}]]", f"每条{zh}写成一个表：[[{name}]]"
                    ),
                )
            at = (name, number)
            self.check(table, keys, at)
            for key in required:
                if key not in table:
                    en, zh = NEEDS[name]
                    needs = either(f"a {en} needs {key}", f"{zh}缺少 {key}")
                    raise ConfigError(f"{self.at(None, at)}: {needs}")
            yield at, table

    def level(self, key: str, said: Any) -> str:
        """A severity. Raises ConfigError if it is none."""
        return self.one_of(key, said, LEVELS)

    def one_of(self, key: str, said: Any, choices: tuple[str, ...]) -> str:
        """One of the values that a key may have. Raises ConfigError if it is none."""
        if said not in choices:
            raise self.error(
                key,
                either(
                    f"{key} has to be one of {', '.join(choices)}, found {said!r}",
                    f"{key} 应为 {'、'.join(choices)} 之一，实为 {said!r}",
                ),
            )
        return str(said)

    def within(self, key: str, word: Any, table: Table | None = None) -> str:
        """Where a word in the array of a key stands. Raises ConfigError if it is no word."""
        if not isinstance(word, str):
            raise self.error(
                key, either(f"{key} has to be an array of strings", f"{key} 应为字符串数组"), table
            )
        line, column = self.place(key, table)
        for at in range(line - 1, len(self.lines)):  # the array may go over several
            if (found := self.lines[at].find(word)) >= 0:
                line, column = at + 1, found  # of the quotation mark
                break
        return f"{self.path}:{line}:{column}"

    def named(self, key: str, name: Any) -> Named:
        """A file in the array of a key, relative to the folder of the configuration."""
        at = self.within(key, name)
        return Named(self.path.parent / name, at)


def _guess(key: str, keys: Mapping[str, type]) -> str:
    from stdpolicy.wording import Guesses

    guess = Guesses().nearest(key, keys)
    if guess:
        return either(f"; did you mean {guess}?", f"；是否应为 {guess}？")
    return either(f"; it has {', '.join(keys)}", f"；可用的键为 {'、'.join(keys)}")
