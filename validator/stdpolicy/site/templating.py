"""Templates as they are compiled here: what a page shows is escaped, and unseen characters in it spelled, in one
call for each expression, and what a template calls is called as it is. On large sites these calls are what takes time.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from stdpolicy.site.visible import boxed, spelled

FOLDER = Path(__file__).parent / "templates"
SHORT = 200
"""How many characters a string has at most whose HTML is kept: names and labels come again, texts hardly do."""


@lru_cache(maxsize=20_000)
def _kept(text: str) -> Markup:
    return escape(spelled(text))


def shown(value: object) -> Markup:
    """A value as HTML: markup as it is, all else escaped, with the code points of unseen characters in their place."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _kept(value) if len(value) <= SHORT else escape(spelled(value))
    return escape(value)


class _Generator(CodeGenerator):
    """Compiles expressions to what `shown` gives; that is HTML already."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.finalize(")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute is never an item of a mapping here, but for the blocks of a template."""
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")


class _Context(Context):
    """Calls what templates call with their arguments alone, since none of it asks for the context; a macro that is
    given all that it takes is the function that it was compiled to.
    """

    def call(self, function: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        if (
            type(function) is Macro
            and not named
            and len(args) == function._argument_count
            and not (function.caller or function.catch_varargs or function.catch_kwargs)
        ):
            return Markup(function._func(*args))
        return function(*args, **named)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
        auto_reload=False,
    )
    environment.code_generator_class = _Generator
    environment.context_class = _Context
    environment.filters["boxed"] = boxed
    return environment


@cache
def template(name: str) -> Template:
    """A template by its name below the folder of them, compiled once."""
    return _environment().get_template(name)
