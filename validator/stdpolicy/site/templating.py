"""Templates: what a page shows is escaped, and unseen characters in it spelled."""

from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from stdpolicy.site.visible import boxed, breakable, spelled

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
    environment.filters["boxed"] = boxed
    environment.filters["breakable"] = breakable
    return environment


@cache
def template(name: str) -> Template:
    """A template by its name below the folder of them, compiled once."""
    return _environment().get_template(name)
