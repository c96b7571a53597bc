"""The files that an editor is asked to watch."""

from lsprotocol import types as lsp

from stdpolicy.formats import NOTATIONS

BESIDE = (".toml", ".txt", ".htm", ".html", ".pdf")
"""Suffixes of configurations, and of texts beside documents."""


def watch() -> lsp.RegistrationParams:
    """All that bears on what is found: documents, registries, configurations, published texts."""
    suffixes = [suffix[1:] for notation in NOTATIONS for suffix in notation.suffixes]
    pattern = "**/*.{" + ",".join((*suffixes, *(one[1:] for one in BESIDE))) + "}"
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(pattern)])
    method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return lsp.RegistrationParams([lsp.Registration("stdpolicy-files", method, options)])
