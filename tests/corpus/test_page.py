"""The page on corpora shows what is printed."""

import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from stdpolicy.cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "corpora.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def sessions() -> Iterator[tuple[list[str], str]]:
    """The commands, each with what it prints."""
    for part in re.split(r"^\$ stdpolicy ", blocks("console")[0], flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.split(), output


@pytest.mark.slow
def test_its_examples_run_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    shown = list(sessions())
    assert len(shown) == 4
    for command, output in shown:
        assert CliRunner().invoke(app, command).output == output
    (code,), (answer,) = blocks("python"), blocks("text")
    with redirect_stdout(StringIO()) as said:
        exec(code, {})
    assert said.getvalue() == answer
