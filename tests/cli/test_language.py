"""In which language the command line speaks, and that in Chinese it says nothing in English."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sampled import some
from stdpolicy.cli import COMMANDS
from stdpolicy.cli.wrapping import columns, wrap_text
from stdpolicy.language import ASKED, LOCALE

HAN = re.compile("[\u4e00-\u9fff]")
WORDS = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){2,}[A-Za-z]{2,}")
"""Three English words in a row."""


def spoken(
    folder: Path, *arguments: object, input: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line in a process of its own, where only `environment` says a language."""
    silent = {k: v for k, v in os.environ.items() if k not in (ASKED, "LANGUAGE", *LOCALE)}
    return subprocess.run(
        [sys.executable, "-m", "stdpolicy", *map(str, arguments)],
        cwd=folder,
        env={**silent, "LC_CTYPE": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **environment},
        input=input,
        capture_output=True,
        timeout=60,
    )


def speaks(folder: Path, *arguments: object, **environment: str) -> str:
    """The language in which a file that is not there is told of."""
    said = spoken(folder, *arguments, **environment).stderr.decode()
    assert ("文件或文件夹不存在" in said) != ("No such file" in said), said
    return "zh" if "不存在" in said else "en"


# -- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", some(("", *COMMANDS), 8))
def test_help_is_in_chinese(command: str, tmp_path: Path) -> None:
    done = spoken(tmp_path, *command.split(), "--lang", "zh", "-h")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.match(rf"用法：.*\bstdpolicy {command}", said)
    assert "显示本帮助并退出。" in said
    shown = re.sub(r"^  示例：\n(    .*\n)+", "", said, flags=re.MULTILINE)
    assert ("示例：" in said) == (command not in ("", "rules"))
    assert not WORDS.search(shown)
    assert not re.search(r"\b(OPTIONS|ARGS|COMMAND|FILE|PATHS|OUT|TEXT)\b", shown)
    for line in shown.splitlines():  # a list of choices stays whole, however long
        assert columns(line) <= 80 or re.search(r"[<\[]\w+\|", line), line


@pytest.mark.parametrize("command", some(COMMANDS, 8))
def test_help_has_the_same_options_and_examples(command: str, tmp_path: Path) -> None:
    both = [
        spoken(tmp_path, command, "-h", STDPOLICY_LANG=tag).stdout.decode() for tag in ("en", "zh")
    ]
    options = [sorted(re.findall(r"(?<=\s)--?[a-z][a-z-]*(?= |,|\n)", said)) for said in both]
    assert {*options[0]} - {*options[1]} == set()
    examples = [re.findall(r"^    (?:stdpolicy|curl) .*$", said, re.MULTILINE) for said in both]
    assert examples[0] == examples[1]


def test_each_command_is_listed_with_a_sentence(tmp_path: Path) -> None:
    said = spoken(tmp_path, "--lang", "zh", "-h").stdout.decode()
    listed = dict(re.findall(r"^  (\w+) +(\S.*)$", said.partition("命令：\n")[2], re.MULTILINE))
    assert listed.keys() == COMMANDS.keys()
    assert all(one.endswith("。") for one in listed.values()), listed


def test_chinese_is_broken_between_characters() -> None:
    broken = wrap_text("文件、文件夹（SP1xx 至 SP3xx），以及 --config。", 12)
    assert broken == "文件、文件夹\n（SP1xx 至\nSP3xx），以\n及\n--config。"
    assert wrap_text("标准\n化 of\nit", 40, "  ", "  ") == "  标准化 of it"
    assert (
        wrap_text("一\n\n\b\n示例：\n  a  b", 8, preserve_paragraphs=True) == "一\n\n示例：\n  a  b"
    )
    assert wrap_text("x" * 20, 8) == "x" * 20


# -- usage -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "命令："),
        (("validate",), "应给出文件、文件夹或者 --files-from"),
        (("fmt",), "缺少参数 '路径...'"),
        (("validat",), "没有命令 'validat'。是否应为 'validate'？"),
        (("convert", "--verif", "x"), "没有选项 --verif，是否应为 --verbose、--verify？"),
        (("validate", "--nothing", "x"), "没有选项 --nothing"),
        (("validate", "-f", "yaml", "x"), "'yaml' 不在 'text'、'json'"),
        (("hash", "x", "--max-size"), "需要一个值"),
        (("hash", "x", "--max-size", "y"), "--max-size: 应为 0 至 1,000,000 之间的数"),
        (("explain", "SP304", "SP305"), "参数 SP305 多余"),
        (("explain", "SP3044"), "是否应为 SP304？"),
        (("draft", "x", "--suggest-seconds", "y"), "'y' 不是有效的数值"),
        (("draft", "x", "--suggest-seconds", "0"), "不在范围 x>=0.1 之内"),
        (("convert", "x"), "需要用 --to 指定文件格式"),
        (("convert", "x", "--to", "nquads"), "nquads 只能读取"),
        (("convert", "x", "--from", "yaml", "--to", "xml"), "'yaml' 不是文件格式"),
        (("convert", "."), "需要用 --to"),
        (("fmt", "-", "x"), "不能与文件同时给出"),
        (("new", "https://e.example/p", "-o", "out/"), "应为文件名"),
        (("schema", "nothing"), "没有名为 nothing 的模式"),
    ],
)
def test_what_is_wrong_with_arguments_is_said_in_chinese(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = spoken(tmp_path, *arguments, STDPOLICY_LANG="zh")
    shown = done.stderr.decode() + done.stdout.decode()
    assert done.returncode == 2
    assert said in shown
    assert not WORDS.search(re.sub(r"'\w+'(, '\w+')+", "", shown)), shown


# -- which -----------------------------------------------------------------------------------


def test_a_language_may_be_asked_for_before_and_behind_the_command(tmp_path: Path) -> None:
    assert speaks(tmp_path, "hash", "x") == "en"
    assert speaks(tmp_path, "--lang", "zh", "hash", "x") == "zh"
    assert speaks(tmp_path, "hash", "--lang=zh", "x") == "zh"
    assert speaks(tmp_path, "hash", "x", "--lang", "zh-CN") == "zh"
    assert speaks(tmp_path, "hash", "--", "--lang", "zh") == "en"


def test_the_arguments_come_before_the_environment_and_that_before_the_locale(
    tmp_path: Path,
) -> None:
    assert speaks(tmp_path, "hash", "x", STDPOLICY_LANG="zh") == "zh"
    assert speaks(tmp_path, "hash", "x", "--lang", "en", STDPOLICY_LANG="zh") == "en"
    assert speaks(tmp_path, "hash", "x", "--lang", "zh", STDPOLICY_LANG="xx") == "zh"
    assert speaks(tmp_path, "hash", "x", LANG="zh_CN.UTF-8") == "zh"
    assert speaks(tmp_path, "hash", "x", LANG="zh_CN.UTF-8", LC_ALL="C.UTF-8") == "en"
    assert speaks(tmp_path, "hash", "x", LANG="de_DE.UTF-8") == "en"
    assert speaks(tmp_path, "hash", "x", LANG="zh_CN.UTF-8", STDPOLICY_LANG="en") == "en"


@pytest.mark.slow
def test_a_configuration_proposes_a_language(tmp_path: Path) -> None:
    (tmp_path / "stdpolicy.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert speaks(tmp_path, "hash", "x") == "zh"
    assert speaks(tmp_path, "hash", "x", "--lang", "en") == "en"
    assert speaks(tmp_path, "hash", "x", STDPOLICY_LANG="en") == "en"
    assert speaks(tmp_path, "hash", "x", LANG="en_GB.UTF-8") == "zh"
    assert speaks(tmp_path, "hash", "x", "--no-config") == "en"
    other = tmp_path / "other.toml"
    other.write_text('extend = "stdpolicy.toml"\nlang = "en"\n', encoding="utf-8")
    assert speaks(tmp_path, "hash", "x", "--config", other) == "en"
    other.write_text('extend = "stdpolicy.toml"\n', encoding="utf-8")
    assert speaks(tmp_path, "hash", "x", "--config", other) == "zh"
    wrong = spoken(tmp_path, "validate", "--foo").stderr.decode()
    assert "validate [选项] [路径...]" in wrong
    assert "错误：没有选项 --foo，是否应为 --fix、--format、--from？" in wrong
    said = spoken(tmp_path, "explain", "SP304").stdout.decode()
    assert "\n为什么\n" in said
    assert "Why is this bad?" not in said


def test_the_configuration_is_that_of_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    below = tmp_path / "below"
    below.mkdir()
    (below / "pyproject.toml").write_text('[tool.stdpolicy]\nlang = "zh"\n', encoding="utf-8")
    assert speaks(below, "hash", "x") == "zh"
    assert speaks(tmp_path, "hash", "below/x") == "en"
    (below / "stdpolicy.toml").write_text("lang = 1\n", encoding="utf-8")
    assert b"lang has to be a string" in spoken(below, "hash", "x").stderr
    assert speaks(below, "hash", "../x") == "en"


@pytest.mark.parametrize("value", some(("fr", "english", "zhong", "-"), 4))
def test_another_language_is_refused_in_one_line(value: str, tmp_path: Path) -> None:
    for arguments, environment, where in (
        (("--lang", value, "hash", "x"), {}, "--lang"),
        (("hash", "x", f"--lang={value}"), {}, "--lang"),
        (("hash", "x"), {ASKED: value}, ASKED),
    ):
        done = spoken(tmp_path, *arguments, **environment)
        assert (done.returncode, done.stdout) == (2, b"")
        en, zh = "expected a language, one of en, zh, found", "应为 en 或 zh，实为"
        line = f"stdpolicy: {where}: {en} '{value}' / {zh} '{value}'\n"
        assert done.stderr.decode() == line
    (tmp_path / "stdpolicy.toml").write_text(f"lang = '{value}'\n", encoding="utf-8")
    done = spoken(tmp_path, "hash", "x")
    assert done.returncode == 2
    assert f"stdpolicy.toml:1:1: lang has to be one of en, zh, found '{value}'" in (
        done.stderr.decode()
    )


# -- what is said ----------------------------------------------------------------------------


def test_findings_are_told_in_chinese_and_programs_get_the_same(broken: Path) -> None:
    arguments = ("validate", broken.name)
    chinese = spoken(broken.parent, *arguments, "--lang", "zh")
    assert chinese.returncode == 1
    said = chinese.stdout.decode()
    assert ": 错误 SP304: " in said
    assert "已检查 1 个文件" in chinese.stderr.decode()
    assert not WORDS.search(re.sub(r"^ +\S+ \|.*$", "", said, flags=re.MULTILINE))
    both = [
        json.loads(spoken(broken.parent, *arguments, "-f", "json", "--lang", tag).stdout)
        for tag in ("en", "zh")
    ]
    assert keys(both[0]) == keys(both[1])
    assert both[0]["findings"][0]["values"] == both[1]["findings"][0]["values"]
    assert HAN.search(both[1]["findings"][0]["message"])


def keys(value: object) -> object:
    """The keys of a tree, without its values."""
    if isinstance(value, dict):
        return {name: keys(one) for name, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else None


RUNS: tuple[tuple[str, ...], ...] = (
    ("convert", "policy.jsonld", "--to", "turtle"),
    ("hash", "policy.jsonld", "missing"),
    ("stats", "policy.jsonld", "-f", "json"),
    ("rules", "--json"),
    ("schema",),
    ("schema", "context"),
    ("new", "https://e.example/p"),
    ("new", "nothing"),
    ("terms",),
    ("terms", "policy.jsonld"),
    ("fmt", "--check", "."),
    ("fmt", "-"),
    ("convert", "broken.jsonld", "--to", "xml"),
    ("convert", "policy.jsonld", "-o", "policy.jsonld"),
    ("explain", "SP999"),
)


@pytest.mark.parametrize("arguments", some(RUNS, 5), ids=" ".join)
def test_data_and_exit_codes_are_the_same(arguments: tuple[str, ...], broken: Path) -> None:
    data = broken.with_name("policy.jsonld").read_bytes()
    english, chinese = (
        spoken(broken.parent, *arguments, input=data, STDPOLICY_LANG=tag) for tag in ("en", "zh")
    )
    assert (english.returncode, english.stdout) == (chinese.returncode, chinese.stdout)
    if english.stderr:
        assert HAN.search(chinese.stderr.decode())


def test_what_cannot_be_written_is_said_in_chinese(policy: Path) -> None:
    done = spoken(policy.parent, "convert", policy, "-o", policy, "--lang", "zh")
    assert done.stderr.decode() == f"stdpolicy: {policy}: 已存在；用 --force 覆盖\n"
    done = spoken(policy.parent, "convert", policy, "-o", policy / "p.ttl", "--lang", "zh")
    assert done.stderr.decode().endswith("路径中有一段不是文件夹\n")


def test_tables_keep_their_columns(policy: Path) -> None:
    lines = spoken(policy.parent, "stats", policy, "--lang", "zh").stdout.decode().splitlines()
    assert lines[0].startswith("政策文件")
    assert len({columns(line) for line in lines}) == 1
