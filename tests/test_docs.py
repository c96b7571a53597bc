"""The documentation cannot go stale: every command is in it, and its examples run as printed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stdpolicy.cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def sessions(text: str) -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks with the output printed below it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, in which the README's commands follow one another."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    launcher = folder / "bin" / "stdpolicy"
    launcher.parent.mkdir()
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stdpolicy "$@"\n')
    launcher.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> str:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    packages = str(ROOT / "validator")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": packages, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    return done.stdout.decode()


def test_the_readme_runs_as_printed(workplace: Path) -> None:
    shown = sessions(README)
    assert len(shown) >= 7
    assert [(command, run(command, workplace)) for command, _ in shown] == shown


def test_the_readme_python_runs(workplace: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    output = run(f"{sys.executable} - <<'EOF'\n{code}EOF", workplace)
    assert "at-least 10" in output
    assert "Traceback" not in output


def test_every_command_is_documented() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {name for name in COMMANDS if f"stdpolicy {name}" not in pages} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_pages_speak_of_no_machine() -> None:
    for page in PAGES:
        assert not re.search(r"/(work|root|home|tmp)/", page.read_text(encoding="utf-8")), page
