"""Where things stand in a configuration, and the errors that say so."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from stdpolicy.language import either
from stdpolicy.source import Place

Table = tuple[str, int]
"""The name of an array of tables, and which one of them."""
NEEDS = {"waiver": ("waiver", "豁免"), "per-file": ("per-file table", "per-file 设置")}
"""What messages call the arrays of tables, in English and Chinese."""
LEVELS = ("error", "warning", "note")
KINDS = {
    str: ("a string", "字符串"),
    dict: ("a table", "表"),
    date: ("a date, such as 2027-03-31", "日期，如 2027-03-31"),
}
"""The kinds of values in English and Chinese."""


LONGEST = 1000
"""Of a message, in characters, whatever it quotes."""


class ConfigError(ValueError):
    """A configuration that cannot be used; the message begins with file, line and column."""

    def __init__(self, message: object) -> None:
        from stdpolicy.wording import short  # spared where nothing is wrong

        super().__init__(short(str(message), LONGEST))


class Named(Struct, frozen=True):
    """A file that a configuration names."""

    path: Path
    at: str
    """Where it is named, as messages begin with it."""


class Lines:
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
        """An error at the place of a key."""
        return ConfigError(f"{self.at(key, table)}: {message}")

    def check(self, said: Mapping[str, Any], keys: Mapping[str, type], table: Table | None) -> None:
        """Raises ConfigError for a key that is not known or has a value of another kind, or at the top an empty one."""
        for key, value in said.items():
            if key not in keys:
                no_key = either(f"no key {key}", f"没有键 {key}")
                raise self.error(key, f"{no_key}{_guess(key, keys)}", table)
            if not isinstance(value, keys[key]):
                kind = _kind(key, keys[key], value)
                right = either(f"{key} has to be {kind}", f"{key} 应为{kind}")
                raise self.error(key, right, table)
            if table is None and (value == "" or (isinstance(value, list) and "" in value)):
                empty = either(f"{key} has an empty value", f"{key} 的值不能为空")
                raise self.error(key, empty)

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


def _kind(key: str, kind: type, value: Any) -> str:
    """What the value of a key has to be; of a word that stands alone, how it is put into an array."""
    if kind is not list:
        return either(*KINDS[kind])
    if key in NEEDS:
        return either(f"an array of tables: [[{key}]]", f"表的数组：[[{key}]]")
    strings = either("an array of strings", "字符串数组")
    if not isinstance(value, str):
        return strings
    import json

    right = f"{key} = {json.dumps([value], ensure_ascii=False)}"
    return strings + either(f": {right}", f"：{right}")


def _guess(key: str, keys: Mapping[str, type]) -> str:
    from stdpolicy.wording import Guesses

    guess = Guesses().nearest(key, keys)
    if guess:
        return either(f"; did you mean {guess}?", f"；是否应为 {guess}？")
    return either(f"; it has {', '.join(keys)}", f"；可用的键为 {'、'.join(keys)}")
