import shutil
from pathlib import Path

import pytest
from editor_texts import SUFFIXES, Project

from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "jiaxing-2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one policy in three notations, and the text beside it."""
    for file in EXAMPLE.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return Workspace([folder])


@pytest.fixture(params=SUFFIXES)
def buffer(request: pytest.FixtureRequest, folder: Path, workspace: Workspace) -> Buffer:
    path = folder / f"policy.{request.param}"
    opened = Buffer(path.as_uri(), path, path.read_text(encoding="utf-8"))
    workspace.buffers[opened.uri] = opened
    return opened


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small policy in three notations in a folder, of which nothing is open."""
    return Project.at(tmp_path)
