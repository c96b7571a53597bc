"""`stdpolicy.toml`: the registries that a project refers to, and the findings that it has waived."""

from stdpolicy.config.discovery import configs
from stdpolicy.config.lines import ConfigError, Named
from stdpolicy.config.reading import Config, read_config
from stdpolicy.config.waiver_tables import Waiver

__all__ = ["Config", "ConfigError", "Named", "Waiver", "configs", "read_config"]
