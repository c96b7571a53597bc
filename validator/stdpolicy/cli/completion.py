"""Shell completion: what the library of the command line does, in words of ours."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any, NoReturn

import typer

from stdpolicy.cli.common import fail
from stdpolicy.language import either

INSTALL, SHOW = "install_completion", "show_completion"
PROGRAM = "stdpolicy"


def own(command: Any) -> None:
    """Has the options of a command that install and show completion speak as everything else does."""
    for param in command.params:
        if param.name == INSTALL:
            param.callback = _install
        elif param.name == SHOW:
            param.callback = _shown_by(param.callback)


def _install(ctx: Any, param: Any, value: Any) -> Any:
    if not value or ctx.resilient_parsing:
        return value
    named = getattr(value, "value", value)  # True where the shell is to be told
    from typer.completion import install  # type: ignore[attr-defined]

    try:
        with redirect_stdout(StringIO()):
            shell, path = install(named if isinstance(named, str) else None, PROGRAM)
    except typer.Exit:
        _unknown_shell()
    print(
        either(
            f"completion for {shell} installed in {path}; it works in terminals that are opened from now on",
            f"已安装 {shell} 的补全：{path}；在新打开的终端中生效",
        )
    )
    sys.exit(0)


def _shown_by(show: Any) -> Any:
    def callback(ctx: Any, param: Any, value: Any) -> Any:
        try:
            with redirect_stderr(StringIO()):
                return show(ctx, param, value)
        except typer.Exit:
            _unknown_shell()

    return callback


def _unknown_shell() -> NoReturn:
    fail(
        either(
            "the shell could not be told, or there is no completion for it: that is for bash, zsh, "
            "fish and PowerShell",
            "无法判断所用的命令行，或者没有适用于它的补全：补全适用于 bash、zsh、fish 和 PowerShell",
        )
    )
