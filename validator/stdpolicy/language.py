"""The language in which the tool speaks to people: English, or Chinese."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("en", "zh")
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that say a locale, the first that is set before the others (POSIX, section 8.2)."""
ASKED = "STDPOLICY_LANG"

_spoken = ContextVar("spoken", default="en")
_asked = ContextVar("asked", default=False)
"""Whether somebody has asked for the language that is spoken."""


def language() -> str:
    """The language that is spoken: en, unless it is said otherwise."""
    return _spoken.get()


def propose(language: str) -> None:
    """Has everything said in a language from here on unless another has been asked for.

    Raises ValueError if it is neither en nor zh.
    """
    if not _asked.get():
        _spoken.set(known(language))


@contextmanager
def proposing(language: str) -> Iterator[None]:
    """Has everything said in a language within a `with` block, if it is one, unless another has been asked
    for.
    """
    if _asked.get() or _tag(language) not in LANGUAGES:
        yield
        return
    with speaking(language, asked=False):
        yield


@contextmanager
def speaking(language: str, *, asked: bool = True) -> Iterator[None]:
    """Has findings said in a language, en or zh, within a `with` block.

    Raises ValueError for another. What is not `asked` for may be proposed otherwise.
    """
    tokens = _spoken.set(known(language)), _asked.set(asked)
    try:
        yield
    finally:
        _spoken.reset(tokens[0])
        _asked.reset(tokens[1])


def either(en: str, zh: str) -> str:
    """The one of the two that is in the language spoken."""
    return zh if language() == "zh" else en


def known(language: str) -> str:
    """The language that a tag begins with: zh of zh-CN. Raises ValueError if it is neither."""
    found = _tag(language)
    if found not in LANGUAGES:
        raise ValueError(f"expected a language, one of {', '.join(LANGUAGES)}, found {language!r}")
    return found


def _tag(language: str) -> str:
    """What a tag begins with, or the name of a locale."""
    return language.replace("_", "-").partition("-")[0].lower()


def asked_in(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The value of --lang, wherever it stands before --, and the other arguments."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at, argument in enumerate(arguments[:end]):
        if argument == "--lang" and at + 1 < end:
            return arguments[at + 1], [*arguments[:at], *arguments[at + 2 :]]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang="), [*arguments[:at], *arguments[at + 1 :]]
    return "", [*arguments]


def begin(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Has everything said in the language that arguments or the environment ask for, if it is one."""
    asked = asked_in(arguments)[0] or environment.get(ASKED, "")
    tag = _tag(asked)
    _asked.set(tag in LANGUAGES)
    _spoken.set(tag if tag in LANGUAGES else of_locale(environment))


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of the locale: Chinese if it is, else English."""
    said = next((environment[name] for name in LOCALE if environment.get(name)), "")
    return "zh" if said.lower().startswith("zh") else "en"
