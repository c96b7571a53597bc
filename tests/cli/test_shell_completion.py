"""Shell completion is installed for the command and told of in the language spoken."""

from pathlib import Path

import pytest
import shellingham

from command import Run

NO_DETECTION = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "completion for bash installed in {path}; it works in terminals that are opened from now on",
        ),
        ("zh", "已安装 bash 的补全：{path}；在新打开的终端中生效"),
    ],
)
def test_it_is_installed(
    language: str, said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(NO_DETECTION, "1")
    done = run("--lang", language, "--install-completion", "bash")
    path = tmp_path / ".bash_completions" / "stdpolicy.sh"
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == said.format(path=path) + "\n"
    assert path.is_file()


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_is_not_known_is_told_of(
    option: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", fails)
    done = run("--lang", "zh", option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("stdpolicy: 无法判断所用的命令行")
