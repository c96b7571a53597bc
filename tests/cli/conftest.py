from pathlib import Path

import pytest
from typer.testing import CliRunner

from command import IRI, Done, Run
from small_policy import filled
from stdpolicy.cli import app, chinese


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for lasting in ("install", "translate"):  # what Chinese help makes of the library, for all runs
        monkeypatch.setattr(chinese, lasting, lambda *_: None)

    def run(*args: object, input: bytes = b"") -> Done:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout_bytes, result.stderr_bytes)

    return run


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A small valid policy in JSON-LD."""
    path = tmp_path / "policy.jsonld"
    path.write_bytes(filled(IRI, "绍兴市标准化工作意见").to_bytes("jsonld"))
    return path


@pytest.fixture
def broken(policy: Path) -> Path:
    """The same with a misspelt code."""
    path = policy.with_name("broken.jsonld")
    path.write_bytes(policy.read_bytes().replace(b'"opinions"', b'"opinionz"'))
    return path
