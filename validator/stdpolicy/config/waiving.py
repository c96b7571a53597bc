"""Writes waivers: the table of a finding, and a configuration with such tables at its end."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from stdpolicy.config.discovery import OWN, SHARED
from stdpolicy.config.reading import Config
from stdpolicy.config.syntax import parsed
from stdpolicy.config.waivers import waivable
from stdpolicy.diagnostics import RULES, Diagnostic


def may_be_waived(found: Diagnostic) -> bool:
    """Whether a finding is of a document, and one with which the document is valid all the same."""
    return bool(found.document) and waivable(RULES[found.rule.code])


def place(folder: Path, config: Config | None) -> Path:
    """The configuration that gets the waivers of documents in a folder; it may be yet to be made."""
    return config.path if config else folder / OWN


def table(found: Diagnostic, file: Path, reason: str = "", until: date | None = None) -> str:
    """The table in TOML that waives a finding, as the file has to have it."""
    name = "tool.stdpolicy.waiver" if file.name == SHARED else "waiver"
    node = f"node = {_string(found.node)}\n" if found.node.startswith("#") else ""
    end = f"until = {until.isoformat()}\n" if until else ""
    return (
        f"\n[[{name}]]\nrule = {_string(found.rule.code)}\npolicy = {_string(found.document)}\n"
        f"{node}reason = {_string(reason)}\n{end}"
    )


def appended(file: Path, tables: Iterable[str]) -> bytes:
    """The file with tables after what it has, each once. Raises ConfigError where TOML forbids that."""
    text = file.read_bytes().decode("utf-8", errors="surrogateescape") if file.exists() else ""
    added = "".join(dict.fromkeys(tables))
    if text and not text.endswith("\n"):
        text += "\n"
    added = added.replace("\n", "\r\n") if "\r\n" in text else added
    whole = text + added if text else added.lstrip("\n")
    parsed(file, whole.removeprefix("\ufeff"))
    return whole.encode("utf-8", errors="surrogateescape")


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
