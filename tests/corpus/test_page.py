"""The pages on corpora, English and Chinese, show what is printed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servers import s3_server
from stdpolicy.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("corpora.md", "corpora.zh.md")
]


def blocks(kind: str, page: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def sessions(page: str, number: int = 0) -> Iterator[tuple[list[str], str]]:
    """The commands of a block, each with what it prints."""
    block = blocks("console", page)[number]
    for part in re.split(r"^\$ stdpolicy ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.split(), output


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_its_examples_run_as_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    shown = list(sessions(page))
    assert len(shown) == 4
    for command, output in shown:
        assert CliRunner().invoke(app, command).output == output
    (code,), (answer,) = blocks("python", page), blocks("text", page)
    with redirect_stdout(StringIO()) as said:
        exec(code, {})
    assert said.getvalue() == answer


@pytest.mark.corpus
def test_its_cluster_and_store_do_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pandas
    import s3fs

    with s3_server() as environment, ExitStack() as stack:
        store = environment["AWS_ENDPOINT_URL"].rpartition(":")[2]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        (shell,) = (
            block.replace("8786", port).replace("9000", store) for block in blocks("sh", PAGES[0])
        )
        monkeypatch.setenv("PYTHONPATH", str(ROOT / "validator"))
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        servers = subprocess.Popen(
            ["bash", "-c", f"{shell}wait"],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        stack.callback(servers.wait)
        stack.callback(os.killpg, servers.pid, signal.SIGKILL)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem.clear_instance_cache()
        stack.callback(s3fs.S3FileSystem.clear_instance_cache)
        fs = s3fs.S3FileSystem()
        fs.mkdir("bucket")
        fs.put(f"{ROOT / 'examples'}/", "bucket/examples", recursive=True)
        for page in PAGES:
            ((command, output),) = sessions(page, 1)
            command = [word.replace("8786", port) for word in command]
            done = subprocess.run(
                [sys.executable, "-m", "stdpolicy", *command], capture_output=True, text=True
            )
            assert (done.returncode, done.stdout, done.stderr) == (0, output, "")
        measures = pandas.read_parquet("s3://bucket/tables/measures")
        assert f"measures {len(measures)}" in output
