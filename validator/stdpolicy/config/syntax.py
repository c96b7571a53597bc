"""The text of a configuration as TOML, and what keeps it from being that, in our words."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from stdpolicy.config.lines import ConfigError
from stdpolicy.language import either

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text in it begins, as a rule."""
AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
LOOK_ALIKES = {"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "【": "[", "】": "]"}
"""Signs of Chinese text that stand for others than their half-width forms."""
QUOTES = "\"'"
LONGEST_NUMBER = 1000
"""In digits; the parser stops at some thousands, which no value of a configuration needs."""
NO_END = ("a string has no end", "字符串没有结束")
FAULTS = {
    "Invalid value": (
        'expected a value, such as "text", 3 or [...]: text stands in quotation marks',
        '应为值，如 "文字"、3 或 [...]；文字须写在引号内',
    ),
    "Unterminated string": NO_END,
    "Expected \"'": NO_END,
    "Expected '\"'": NO_END,
    "Illegal character": ("a string has no end on its line", "字符串在本行没有结束"),
    "Unclosed array": (
        "an array is not closed by ], or a comma is missing in it",
        "数组缺少 ]，或者各项之间缺少逗号",
    ),
    "Unclosed inline table": (
        "a table is not closed by }, or a comma is missing in it",
        "表缺少 }，或者各项之间缺少逗号",
    ),
    "Expected '='": ("expected = after the key", "键之后应为 ="),
    "Expected ']": ("the name of a table is not closed by ]", "表名之后缺少 ]"),
    "Expected newline": (
        "expected the end of the line after the value; text stands in quotation marks",
        "值之后应换行；文字须写在引号内",
    ),
    "Invalid statement": (
        "expected a key, such as lang = ...; a comment begins with #",
        "应为键，如 lang = ...；注释以 # 开头",
    ),
    "Invalid initial character": ("expected a key, such as lang", "应为键，如 lang"),
    "Invalid date": ("there is no such date", "没有这一日期"),
    "Unescaped '\\'": ("write \\\\ for \\ in a string", "字符串中的 \\ 应写作 \\\\"),
    "Cannot": ("a key or table stands twice", "键或表出现两次"),
    "Duplicate": ("a key stands twice", "键出现两次"),
}
"""What the parser says, by how that begins, as it is told."""


def decoded(path: Path, data: bytes) -> str:
    """The text of a TOML file, which is in UTF-8. Raises ConfigError if it is not."""
    try:
        if data[:2] in UTF_16 or (len(data) > 1 and 0 in data[:2]):
            found = either("found UTF-16: save it as UTF-8", "实为 UTF-16，应另存为 UTF-8")
            raise ConfigError(f"{path}:1:1: {either('expected UTF-8, ', '应为 UTF-8，')}{found}")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig").split("\n")
        at = f"{path}:{len(before)}:{len(before[-1]) + 1}"
        raise ConfigError(
            f"{at}: {either('expected UTF-8: save it as UTF-8', '应为 UTF-8，应另存为 UTF-8')}"
        ) from None


def parsed(path: Path, text: str) -> Any:
    """The tables of a TOML file. Raises ConfigError where it is none."""
    import tomllib  # spared where there is no such file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        lines = text.split("\n")
        line, column = len(lines), len(lines[-1]) + 1
        if found := AT.search(str(error)):
            line, column = int(found[1]), int(found[2])
        place = f"{path}:{line}:{column}"
        raise ConfigError(
            f"{place}: {_fault(str(error), lines[line - 1][column - 1 : column])}"
        ) from None
    except RecursionError:
        deep = either("arrays or tables are nested too deeply", "数组或表嵌套过深")
        raise ConfigError(f"{path}: {deep}") from None
    except ValueError:  # of Python, which makes no number of so many digits
        at = re.search(rf"\d{{{LONGEST_NUMBER}}}", text.replace("_", "0"))
        before = text[: at.start() if at else 0].split("\n")
        long = either("a number has too many digits", "数字过长")
        raise ConfigError(f"{path}:{len(before)}:{len(before[-1]) + 1}: {long}") from None


def _fault(said: str, sign: str) -> str:
    """What is wrong, by the sign where the parser stopped or else by what it says."""
    meant = LOOK_ALIKES.get(sign) or unicodedata.normalize("NFKC", sign)
    if meant != sign and len(meant) == 1 and meant.isascii():
        right, wrong = (meant, sign) if meant in QUOTES else (f'"{meant}"', f'"{sign}"')
        return either(
            f"expected {right}, found {wrong}, which only looks like it",
            f"应为半角的 {right}，实为全角或形近的 {wrong}",
        )
    for begins, fault in FAULTS.items():
        if said.startswith(begins):
            return either(*fault)
    return either("this is not TOML", "不合 TOML 语法")
