"""`stdpolicy.toml`: the registries that a project refers to, and the findings that it has waived."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stdpolicy.config.discovery import configs
    from stdpolicy.config.lines import ConfigError, Named
    from stdpolicy.config.reading import Config, read_config
    from stdpolicy.config.waiver_tables import Waiver

__all__ = ["Config", "ConfigError", "Named", "Waiver", "configs", "read_config"]
_MODULES = {
    "Config": "reading",
    "ConfigError": "lines",
    "Named": "lines",
    "Waiver": "waiver_tables",
    "configs": "discovery",
    "read_config": "reading",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for: most runs look for a configuration, and find none."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return globals()[name]
