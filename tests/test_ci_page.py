"""The definitions of docs/ci.md are what their services take."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "ci.md").read_text(encoding="utf-8")
SCHEMAS = {
    ".github/workflows/policies.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
"""Which of the schemas that check-jsonschema ships is for which file; pre-commit checks its own."""
BLOCKS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_there_are_definitions_for_all_three() -> None:
    assert {name for name, _ in BLOCKS} == {*SCHEMAS, ".pre-commit-config.yaml"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text"), [b for b in BLOCKS if b[0] in SCHEMAS])
def test_a_definition_is_valid(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name]]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
