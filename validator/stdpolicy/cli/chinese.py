"""What the library of the command line says by itself, in Chinese.

Typer looks its sentences up in gettext, module by module, as Click does. Its catalogues would be files in a
binary form for these few, so the lookup is replaced where Chinese is spoken.
"""

import gettext
import re
import sys
from functools import partialmethod
from typing import Any, Protocol, runtime_checkable

from stdpolicy.cli import wrapping

TABLE = {
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（动态）",
    "Show this message and exit.": "显示本帮助并退出。",
    "Install completion for the current shell.": "为当前命令行安装补全。",
    "Install completion for the specified shell.": "为指定的命令行安装补全。",
    "Show completion for the specified shell, to copy it or customize the installation.": (
        "显示指定命令行的补全脚本，以便复制或者自行安装。"
    ),
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示当前命令行的补全脚本，以便复制或者自行安装。"
    ),
    "Aborted!": "已中止。",
    "Missing command.": "缺少命令。",
    "Missing argument {name}.": "缺少参数 {name}。",
    "Missing option {name}.": "缺少选项 {name}。",
    "Missing parameter {name}.": "缺少参数 {name}。",
    "{sentence}. Did you mean {possibility}?": "{sentence}是否应为 {possibility}？",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option: {name} (Possible options: {possibilities})": (
        "没有选项 {name}，是否应为 {possibilities}？"
    ),
    "No such option: {name}": "没有选项 {name}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Did you mean {possibility}?": "是否应为 {possibility}？",
    "(Possible options: {possibilities})": "（可能的选项：{possibilities}）",
    "Invalid value: {message}": "值无效：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值无效：{message}",
    "Got unexpected extra argument(s) ({args})": "参数 {args} 多余。",
    "Got unexpected extra argument ({args})": "参数 {args} 多余。",
    "Got unexpected extra arguments ({args})": "参数 {args} 多余。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 需要 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name!r} 需要一个值。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是有效的{number_type}。",
    "float": "数值",
    "float range": "数值",
    "integer": "整数",
    "{value!r} is not one of {choices}.": "{value!r} 不在 {choices} 之中。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "Choose from:\n\t{choices}": "从下列中选择：\n\t{choices}",
}

USAGE = "用法："


@runtime_checkable
class Usage(Protocol):
    """An error in how a command is used, as the library raises it."""

    exit_code: int
    ctx: Any

    def format_message(self) -> str:
        """What is wrong, in English."""

    def show(self) -> None:
        """Prints it."""


def install() -> None:
    """Has the library speak Chinese, in the modules of it that are there, and break lines as Chinese is."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("typer", "click"):
            if getattr(module, "_", None) is gettext.gettext:
                module._ = said  # type: ignore[attr-defined]
            formatter = getattr(module, "HelpFormatter", None)
            if formatter is not None and formatter.__module__ == name:
                formatter.write_usage = partialmethod(formatter.write_usage, prefix=USAGE)
                formatter.write_heading = _heading
                module.wrap_text = wrapping.wrap_text  # type: ignore[attr-defined]
                module.term_len = wrapping.columns  # type: ignore[attr-defined]


def translate(command: Any) -> None:
    """Has a command say the help of its own options in Chinese, that of --help too."""
    for param in command.params:
        param.help = said(param.help or "")
    made = command.get_help_option

    def get_help_option(context: Any) -> Any:
        option = made(context)
        if option is not None:
            option.help = said(option.help)
        return option

    command.get_help_option = get_help_option


def first(help: str) -> str:
    """The first sentence of a help, as it stands in the list of commands."""
    sentence, stop, _ = " ".join(help.split()).partition("。")
    return sentence + stop


def said(sentence: str) -> str:
    """A sentence of the library, with its values, in Chinese; as it is where none is known."""

    def slot(found: re.Match[str]) -> str:
        return said(values[found[1]]).replace(", ", "、")

    for known, chinese in TABLE.items():
        pattern = re.sub(r"\\{(\w+)(?:!r)?\\}", r"(?P<\1>.+)", re.escape(known))
        if found := re.fullmatch(pattern, sentence, re.DOTALL):
            values = found.groupdict()
            return re.sub(r"\{(\w+)(?:!r)?\}", slot, chinese)
    return sentence


def show(error: Usage) -> None:
    """Prints what is wrong, with the usage of the command."""
    if error.format_message().startswith(USAGE):  # no command at all: that is the help
        print(error.format_message(), file=sys.stderr)
        return
    if error.ctx is not None:
        usage = error.ctx.get_usage()
        print(f"{usage}\n帮助见“{error.ctx.command_path} -h”。\n", file=sys.stderr)
    print(f"错误：{said(error.format_message())}", file=sys.stderr)


def _heading(formatter: Any, heading: str) -> None:
    formatter.write(f"{'':>{formatter.current_indent}}{heading}：\n")
