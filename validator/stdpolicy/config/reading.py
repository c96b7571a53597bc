"""Reads a configuration file: TOML 1.0, as `stdpolicy.toml` or under `[tool.stdpolicy]`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from stdpolicy.files import why
from stdpolicy.language import LANGUAGES, either, known
from stdpolicy.source import Place

KEYS = {"extend": str, "registries": list, "waiver": list, "lang": str}
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


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a configuration names."""

    path: Path
    at: str
    """Where it is named, as messages begin with it."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a file says, and those that it extends before it."""

    path: Path
    registries: tuple[Named, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    language: str = ""
    """In which people are told, en or zh; nothing if it does not say."""


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
        (*before.waivers, *_waivers(path, said.get("waiver", ()), lines)),
        _language(said["lang"], lines) if "lang" in said else before.language,
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


def _waivers(path: Path, tables: Any, lines: "_Lines") -> list[Waiver]:
    found = []
    for number, table in enumerate(tables):
        if not isinstance(table, dict):
            raise lines.error(
                "waiver",
                either(
                    "write each waiver as a table: [[waiver]]", "每条豁免写成一个表：[[waiver]]"
                ),
            )
        lines.check(table, WAIVER_KEYS, number)
        for key in REQUIRED:
            if key not in table:
                needs = either(f"a waiver needs {key}", f"豁免缺少 {key}")
                raise ConfigError(f"{lines.at(None, number)}: {needs}")
        found.append(
            Waiver(
                rule=table["rule"],
                policy=table["policy"],
                reason=table["reason"].strip(),
                node=table.get("node", ""),
                words=table.get("words", ""),
                until=table.get("until"),
                file=path,
                place=lines.place(None, number),
            )
        )
    return found


class _Lines:
    """Where keys stand in the text, which the parser of TOML does not say."""

    def __init__(self, path: Path, text: str, table: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        prefix = re.escape(table + "." if table else "")
        starts = re.compile(rf"\s*\[\[\s*{prefix}waiver\s*\]\]")
        self.waivers = [at for at, line in enumerate(self.lines) if starts.match(line)]

    def place(self, key: str | None, waiver: int | None) -> Place:
        """The place of a key, at the top or in a waiver; that of the waiver itself without one."""
        start = self.waivers[waiver] if waiver is not None and waiver < len(self.waivers) else 0
        if key is not None:
            written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
            for at in range(start, len(self.lines)):
                if written.match(self.lines[at]):
                    line = self.lines[at]
                    return Place(at + 1, len(line) - len(line.lstrip()) + 1)
        return Place(start + 1, 1)

    def at(self, key: str | None, waiver: int | None) -> str:
        """The place as messages begin with it."""
        return "{}:{}:{}".format(self.path, *self.place(key, waiver))

    def error(self, key: str, message: str) -> ConfigError:
        return ConfigError(f"{self.at(key, None)}: {message}")

    def check(self, said: Mapping[str, Any], keys: Mapping[str, type], waiver: int | None) -> None:
        """Raises ConfigError for a key that is not known or has a value of another kind."""
        for key, value in said.items():
            if key not in keys:
                no_key = either(f"no key {key}", f"没有键 {key}")
                raise ConfigError(f"{self.at(key, waiver)}: {no_key}{_guess(key, keys)}")
            if not isinstance(value, keys[key]):
                kind = either(*KINDS[keys[key]])
                right = either(f"{key} has to be {kind}", f"{key} 应为{kind}")
                raise ConfigError(f"{self.at(key, waiver)}: {right}")

    def named(self, key: str, name: Any) -> Named:
        """A file in the array of a key, relative to the folder of the configuration."""
        if not isinstance(name, str):
            raise self.error(
                key, either(f"{key} has to be an array of strings", f"{key} 应为字符串数组")
            )
        line, column = self.place(key, None)
        for at in range(line - 1, len(self.lines)):  # the array may go over several
            if (found := self.lines[at].find(name)) >= 0:
                line, column = at + 1, found  # of the quotation mark
                break
        return Named(self.path.parent / name, f"{self.path}:{line}:{column}")


def _guess(key: str, keys: Mapping[str, type]) -> str:
    from stdpolicy.wording import Guesses

    guess = Guesses().nearest(key, keys)
    if guess:
        return either(f"; did you mean {guess}?", f"；是否应为 {guess}？")
    return either(f"; it has {', '.join(keys)}", f"；可用的键为 {'、'.join(keys)}")
