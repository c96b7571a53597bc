"""The command line: arguments in, exit code out."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import stdpolicy
from stdpolicy.cli import chinese, common
from stdpolicy.cli.common import fail, failures
from stdpolicy.cli.streams import Interrupted
from stdpolicy.config.spoken import propose_configured
from stdpolicy.language import (
    ASKED,
    LANGUAGES,
    asked_in,
    either,
    known,
    language,
    of_locale,
    speaking,
)

COMMANDS = {
    "validate": ("validate", "validate"),
    "convert": ("documents", "convert"),
    "fmt": ("documents", "fmt"),
    "upgrade": ("upgrade", "upgrade"),
    "hash": ("documents", "digests"),
    "stats": ("encoding", "stats"),
    "corpus": ("corpus", "corpus"),
    "draft": ("draft", "draft"),
    "review": ("review", "review"),
    "new": ("encoding", "new"),
    "clean": ("encoding", "clean"),
    "terms": ("exchange", "terms"),
    "site": ("site", "site"),
    "serve": ("site", "serve"),
    "config": ("configuration", "config"),
    "waive": ("configuration", "waive"),
    "lsp": ("editor", "lsp"),
    "schema": ("reference", "schema"),
    "explain": ("reference", "explain"),
    "rules": ("reference", "rules"),
    "build": ("reference", "build"),
}
"""The commands in the order of --help, each with its module and function."""


METAVAR = either("COMMAND [ARGS]...", "命令 [参数]...")


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        options_metavar=either("[OPTIONS]", "[选项]"),
        **settings,
    )


class Commands(TyperGroup):
    """The commands, each imported and made when it is asked for: a run needs one of them."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Runs what the arguments ask for in the language that they, the environment or the configuration
        say, and fails in the one way.

        The language is looked for before there is any command, so that help is in it too.
        """
        given = settings.pop("args", None)
        said, rest = asked_in(sys.argv[1:] if given is None else given)
        asked = _known(said, "--lang") or _known(os.environ.get(ASKED, ""), ASKED)
        with failures(), speaking(asked or of_locale(os.environ), asked=bool(asked)):
            propose_configured(rest)
            if language() == "zh":
                chinese.install()
                chinese.translate(self)
            if (
                len(rest) > 1 and rest[-1] == "--lang" and "--" not in rest
            ):  # of no command's options
                fail(NO_LANGUAGE)
            if any(one.startswith(("--install-c", "--show-c")) for one in rest):
                from stdpolicy.cli import completion

                completion.own(self)
            try:
                code = super().main(rest, *args, **settings | {"standalone_mode": False})
            except Interrupted:
                common.tell(either("interrupted", "已中断"))
                raise
            except Exception as error:
                if not isinstance(error, chinese.Usage):
                    raise
                chinese.show(error) if language() == "zh" else error.show()
                sys.exit(error.exit_code)
            sys.exit(code)

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, or None if there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(*COMMANDS[cmd_name])
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that arguments begin with. Raises UsageError, which says what may be meant."""
        if args[0] not in COMMANDS:  # whoever guesses needs them all
            for name in COMMANDS:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


NO_LANGUAGE = "--lang: expected a language, en or zh, found none / 应为 en 或 zh，实为空"
"""In both languages: which one is wanted is not known."""


def _known(asked: str, where: str) -> str:
    """The language that is asked for in some place, if one is."""
    try:
        return asked and known(asked)
    except ValueError as error:
        fail(f"{where}: {error} / 应为 {' 或 '.join(LANGUAGES)}，实为 {asked!r}")


def _command(module: str, function: str) -> Any:
    """A command; with the commands below it, if its module has `BELOW`, by their names."""
    own = import_module(f"stdpolicy.cli.{module}")
    work = getattr(own, function)
    below: dict[str, Any] = getattr(own, "BELOW", {})
    alone = _typer(add_completion=False, no_args_is_help=bool(below), subcommand_metavar=METAVAR)
    short = either("", chinese.first(work.__doc__)) or None
    alone.callback(short_help=short)(work) if below else alone.command(short_help=short)(work)
    for name, one in below.items():
        alone.command(name, short_help=either("", chinese.first(one.__doc__)) or None)(one)
    made: Any = typer.main.get_command(alone)
    for one in (made, *getattr(made, "commands", {}).values()):
        for param in one.params:
            _with_value(param)
        if language() == "zh":
            chinese.translate(one)
    return made


def _with_value(param: Any) -> None:
    """Has an option or an argument refuse an empty value, which as a path would be the working folder."""
    taken = param.handle_parse_result

    def handle_parse_result(context: Any, said: Any, rest: Any) -> Any:
        value = said.get(param.name)
        if "" in (value if isinstance(value, list | tuple) else [value]):
            name = param.opts[0] if param.opts[0].startswith("-") else param.metavar
            fail(either(f"{name}: expected a value, found an empty one", f"{name}：值不能为空"))
        return taken(context, said, rest)

    param.handle_parse_result = handle_parse_result


app = _typer(
    name="stdpolicy",
    cls=Commands,
    subcommand_metavar=METAVAR,
    help=either(
        "Validate and convert machine-readable standardization policies.",
        "检查和转换机器可读的标准化政策文件。",
    ),
    no_args_is_help=True,
)


def _version(value: bool) -> None:
    if value:
        from stdpolicy.model.edition import model

        edition = model().version
        print(
            f"stdpolicy {stdpolicy.__version__}{either(f' (ontology {edition})', f'（词汇表 {edition}）')}"
        )
        raise typer.Exit


@app.callback()
@common.chinese("""检查和转换机器可读的标准化政策文件。

    数据写到标准输出，消息写到标准错误。退出码：0 没有问题，1 有问题，2 用法或读写有误，3 内部错误。
""")
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help=either("Tool and ontology version.", "工具和词汇表的版本。"),
        ),
    ] = False,
    lang: Annotated[
        str,
        typer.Option(
            metavar="[en|zh]",
            help=either(
                "The language of messages and help, before or behind the command.",
                "消息和帮助的语言，写在命令之前或之后均可。",
            ),
        ),
    ] = "",
) -> None:
    """Validate and convert machine-readable standardization policies.

    Data goes to standard output, messages to standard error. Exit codes: 0 clean, 1 findings,
    2 usage or I/O, 3 internal error.
    """
