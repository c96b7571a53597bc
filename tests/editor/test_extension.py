"""The extension for VS Code: what it contributes, and that it can be packaged."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

VSCODE = Path(__file__).parents[2] / "validator" / "vscode"


def test_it_contributes_settings_only() -> None:
    """A language of its own would take JSON support away, a schema would complete twice."""
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    assert set(package["contributes"]) == {"configuration"}
    assert package["contributes"]["configuration"]["properties"]["stdpolicy.command"][
        "default"
    ] == [
        "stdpolicy",
        "lsp",
    ]


@pytest.mark.node
def test_it_can_be_packaged(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    assert npm is not None, "npm is not installed"
    target = tmp_path / "stdpolicy.vsix"
    command = [npm, "run", "--silent", "package", "--", "-o", str(target)]
    subprocess.run(command, cwd=VSCODE, capture_output=True, check=True)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert "extension/extension.js" in names
    assert any(name.startswith("extension/node_modules/vscode-languageclient/") for name in names)
