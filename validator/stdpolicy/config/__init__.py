"""`stdpolicy.toml`: the registries that a project refers to, and the findings that it has waived."""

from stdpolicy.config.discovery import configs
from stdpolicy.config.reading import Config, ConfigError, Named, Waiver, read_config

__all__ = ["Config", "ConfigError", "Named", "Waiver", "configs", "read_config"]
