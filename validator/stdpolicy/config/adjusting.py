"""Findings as a project sees them: rules of another severity here, and rules ignored in some files."""

import os
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from msgspec.structs import replace

from stdpolicy.config.lines import ConfigError
from stdpolicy.config.reading import Asked, Config
from stdpolicy.config.waivers import waivable
from stdpolicy.diagnostics import RULES, Diagnostic, Severity
from stdpolicy.language import either


def adjusting(configs: Iterable[Config]) -> Callable[[Iterable[Diagnostic]], list[Diagnostic]]:
    """What gives findings the severities of configurations, and leaves out what those ignore per file.

    Raises ConfigError for a code that no rule has, and for the severity of a rule whose errors make a
    document invalid.
    """
    severities: dict[str, Severity] = {}
    ignored: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for config in configs:
        for asked, level in config.severity:
            severities[_rule(asked)] = Severity(level)
        for one in config.per_file:
            begin = tuple(beginning(code) for code in one.ignore)
            ignored.append((os.path.abspath(one.folder), one.files, begin))

    def is_ignored(found: Diagnostic) -> bool:
        path = os.path.abspath(found.file)
        return not found.is_fault and any(
            found.rule.code.startswith(begin)
            and any(fnmatchcase(os.path.relpath(path, folder), glob) for glob in globs)
            for folder, globs, begin in ignored
        )

    if not (severities or ignored):
        return list
    return lambda found: [_weighed(one, severities) for one in found if not is_ignored(one)]


def _weighed(found: Diagnostic, severities: dict[str, Severity]) -> Diagnostic:
    severity = severities.get(found.rule.code, found.severity)
    if severity is found.severity:
        return found
    return replace(found, rule=replace(found.rule, severity=severity))


def beginning(asked: Asked) -> str:
    """A code or the beginning of one, as it is written in a configuration. Raises ConfigError."""
    code = asked.text.upper()
    if code and any(rule.startswith(code) for rule in RULES):
        return code
    raise _unknown(asked)


def _rule(asked: Asked) -> str:
    """The exact code of a rule that may have another severity. Raises ConfigError."""
    code = asked.text.upper()
    if code not in RULES:
        raise _unknown(asked)
    if not waivable(RULES[code]):
        never = either(
            f"errors of {code} make a document invalid and stay errors",
            f"{code} 的错误使文档无效，不能改变其级别",
        )
        raise ConfigError(f"{asked.at}: {never}")
    return code


def _unknown(asked: Asked) -> ConfigError:
    from stdpolicy.rule_names import meant
    from stdpolicy.wording import shown

    hint = shown(meant(asked.text, RULES))
    no_rule = either(f"no rule {asked.text}; {hint}", f"没有规则 {asked.text}；{hint}")
    return ConfigError(f"{asked.at}: {no_rule}")
