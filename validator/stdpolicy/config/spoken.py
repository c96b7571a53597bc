"""The language that a configuration proposes, before a command reads it for what else it says."""

from collections.abc import Iterable
from contextlib import suppress

from stdpolicy.config.discovery import configs
from stdpolicy.config.lines import ConfigError
from stdpolicy.language import propose

OTHERWISE = ("--no-config", "--config")
"""The options that say that the nearest one does not count."""


def propose_configured(arguments: Iterable[str] = ()) -> None:
    """Proposes the language of the configuration nearest to the working folder, unless arguments name
    another or none. One that is broken is told of by the command that needs it.
    """
    if any(one.startswith(OTHERWISE) for one in arguments):
        return
    with suppress(ConfigError, OSError):
        for one in configs(["-"]):
            if one.language:
                propose(one.language)
