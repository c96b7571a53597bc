"""The documentation cannot go stale: every command is in it, and its examples run as printed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import stdpolicy
from sampled import some
from stdpolicy.cli import COMMANDS

ROOT = Path(__file__).parents[1]
COMPILED = ROOT / "docs" / "rules.zh.md"
BOTH = {
    page: {
        name: (ROOT / name).read_text(encoding="utf-8") for name in (f"{page}.md", f"{page}.zh.md")
    }
    for path in (ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.zh.md")))
    if path != COMPILED
    for page in [path.relative_to(ROOT).as_posix().removesuffix(".zh.md")]
}
"""The pages that are written in English and Chinese."""
READMES, TUTORIALS = BOTH["README"], BOTH["docs/tutorial"]
PAGES = [ROOT / name for name in (*READMES, "CONTRIBUTING.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))


def sessions(text: str) -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks with the output printed below it."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def blocks(kind: str, text: str) -> list[str]:
    """What stands in the fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module", params=some(READMES, len(READMES)))
def readme(request: pytest.FixtureRequest) -> str:
    return READMES[request.param]


@pytest.fixture(scope="module")
def workplace(readme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, in which the commands of a README follow one another."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    launch(folder)
    return folder


def launch(folder: Path) -> None:
    """Puts the command into a folder."""
    launcher = folder / "bin" / "stdpolicy"
    launcher.parent.mkdir()
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stdpolicy "$@"\n')
    launcher.chmod(0o755)


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


@pytest.mark.slow
def test_the_readme_runs_as_printed(readme: str, workplace: Path) -> None:
    shown = sessions(readme)
    assert len(shown) >= 7
    assert [(command, run(command, workplace)) for command, _ in shown] == shown


def test_the_readme_python_runs(readme: str, workplace: Path) -> None:
    (code,) = blocks("python", readme)
    output = run(f"{sys.executable} - <<'EOF'\n{code}EOF", workplace)
    assert "at-least 10" in output
    assert "Traceback" not in output


@pytest.mark.slow
@pytest.mark.parametrize("page", TUTORIALS)
def test_a_tutorial_runs_as_printed(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs" / "tutorial", tmp_path, dirs_exist_ok=True)
    launch(tmp_path)
    shown = sessions(TUTORIALS[page])
    assert len(shown) >= 15
    assert [(command, run(command, tmp_path)) for command, _ in shown] == shown


def test_a_tutorial_shows_its_text_and_its_target(tmp_path: Path) -> None:
    """The target as drafted, and as finished; the blocks are the same in both languages."""
    folder = ROOT / "docs" / "tutorial"
    launch(tmp_path)
    page = TUTORIALS["docs/tutorial.md"]
    command, _ = sessions(page)[0]
    run(f"cp {folder}/text.txt . && {command}", tmp_path)
    policies = tmp_path / "mine" / "policy.jsonld", folder / "policy.jsonld"
    assert blocks("text", page) == [(folder / "text.txt").read_text(encoding="utf-8")]
    assert [json.loads(block) for block in blocks("json", page)] == [
        stdpolicy.load(policy)["goal"][0]["target"][0] for policy in policies
    ]


@pytest.mark.slow
def test_the_page_on_python_runs_as_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    page = ROOT / "docs" / "python.md"
    assert page.read_text(encoding="utf-8").count(">>> ") > 40
    assert run(f"{sys.executable} -m doctest {page}", tmp_path) == ""


def test_the_page_on_python_names_all_that_is_public() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert {name for name in stdpolicy.__all__ if not re.search(rf"\b{name}\b", page)} == set()


@pytest.mark.parametrize("pages", BOTH.values(), ids=BOTH)
def test_pages_in_two_languages_have_the_same_parts(pages: dict[str, str]) -> None:
    """Headings, tables, lists, blocks, commands, and links, whichever language these lead to."""

    def parts(text: str) -> dict[str, object]:
        text = text.replace(" --lang zh", "").replace(".zh.", ".")
        prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
        return {
            "headings": re.findall(r"^#+ ", prose, re.MULTILINE),
            "rows": len(re.findall(r"^\|", prose, re.MULTILINE)),
            "points": len(re.findall(r"^- ", prose, re.MULTILINE)),
            "blocks": re.findall(r"^```(\w+)$", text, re.MULTILINE),
            "commands": [command for command, _ in sessions(text)],
            "as they are": blocks("(?:sh|json|text)", text),
            "links": set(re.findall(r"\]\(([^)\s]+)\)", prose)),
            "named": set(re.findall(r"`(stdpolicy [^`]+)`", prose)),
        }

    (name, english), (other, chinese) = pages.items()
    assert parts(chinese) == parts(english)
    assert f"({Path(other).name})" in english[:200]
    assert f"({Path(name).name})" in chinese[:200]


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
