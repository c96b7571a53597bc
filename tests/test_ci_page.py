"""The definitions of docs/ci.md are what their services take."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from stdpolicy.formats import NOTATIONS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SCHEMAS = {
    ".github/workflows/policies.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
"""Which of the schemas that check-jsonschema ships is for which file; pre-commit checks its own."""
BLOCKS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_there_are_definitions_for_all_three() -> None:
    assert {name for name, _ in BLOCKS} == {*SCHEMAS, ".pre-commit-config.yaml"}


def test_the_hooks_run_when_anything_changes_that_bears_on_what_they_find() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    files = {hook["id"]: re.compile(hook["files"]) for hook in hooks}
    for notation in NOTATIONS:
        for suffix in notation.suffixes:
            assert files["stdpolicy-validate"].search(f"政策/a b{suffix}")
            assert bool(files["stdpolicy-fmt"].search(f"a{suffix}")) is (notation.write is not None)
    for name in ("stdpolicy.toml", "sub/pyproject.toml", "policies/text.txt", "raw.html"):
        assert files["stdpolicy-validate"].search(name)
        assert files["stdpolicy-fix"].search(name)
    assert not files["stdpolicy-validate"].search("setup.py")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text"), [b for b in BLOCKS if b[0] in SCHEMAS])
def test_a_definition_is_valid(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name]]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
