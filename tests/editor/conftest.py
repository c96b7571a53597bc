from pathlib import Path

import pytest
from editor_texts import SUFFIXES, Project

from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.workspace import Workspace


@pytest.fixture
def folder(project: Project) -> Path:
    return project.folder


@pytest.fixture
def workspace(project: Project) -> Workspace:
    return project.workspace


@pytest.fixture(params=SUFFIXES)
def buffer(request: pytest.FixtureRequest, project: Project) -> Buffer:
    return project.opened(f"policy.{request.param}")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small policy in three notations in a folder, of which nothing is open."""
    return Project.at(tmp_path)
