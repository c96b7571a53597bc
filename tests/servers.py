"""Servers on loopback, each a process of its own on a port that was free: moto's S3, and a Dask cluster."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gates import PATIENCE

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "validator"
S3_SERVER = """
import logging
import sys
from moto.server import ThreadedMotoServer
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
server.start()
print("http://%s:%s" % server.get_host_and_port(), flush=True)
sys.stdin.read()
"""


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """An empty S3-compatible store; the environment in which clients find it."""
    process = subprocess.Popen(
        [sys.executable, "-c", S3_SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        yield {
            "AWS_ENDPOINT_URL": process.stdout.readline().strip(),
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        process.kill()


@dataclass
class Cluster:
    """A scheduler and workers, each process with its own log in `folder`."""

    folder: Path
    environment: Mapping[str, str]
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Of the scheduler, once it listens."""
        path = self.folder / "scheduler.json"
        until = time.monotonic() + PATIENCE
        while not path.exists() or not path.read_bytes().endswith(b"}"):
            assert time.monotonic() < until, "no scheduler"
            time.sleep(0.02)
        return str(json.loads(path.read_bytes())["address"])

    def start(self, name: str, *command: str) -> None:
        """Starts a process in a group of its own, so that nothing it starts outlives it."""
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=dict(self.environment),
                start_new_session=True,
            )

    def start_scheduler(self) -> None:
        place = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
        self.start("scheduler", "distributed.cli.dask_scheduler", *place, *self._file)

    def start_worker(self, name: str, *options: str) -> None:
        """Starts a nanny, which starts a worker, and another one whenever that dies."""
        place = ["--host", "127.0.0.1", "--nthreads", "1", "--name", name]
        room = ["--local-directory", str(self.folder), "--memory-limit", "0"]
        module = ["--preload", str(HERE / "gates.py"), *options]
        self.start(name, "distributed.cli.dask_worker", *place, *room, *module, *self._file)

    @property
    def _file(self) -> list[str]:
        return ["--scheduler-file", str(self.folder / "scheduler.json")]

    def kill(self, name: str) -> None:
        """Ends a process that was started, and all that it started."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def dask_cluster(
    folder: Path, environment: Mapping[str, str], workers: int = 2
) -> Iterator[Cluster]:
    """A scheduler and so many worker processes with a thread each; all have ended when this ends."""
    path = os.pathsep.join([str(PACKAGE), str(HERE), os.environ.get("PYTHONPATH", "")])
    cluster = Cluster(folder, {**os.environ, "PYTHONPATH": path, **environment})
    with ExitStack() as stack:
        stack.callback(lambda: [cluster.kill(name) for name in list(cluster.processes)])
        cluster.start_scheduler()
        for number in range(workers):
            cluster.start_worker(f"worker-{number}")
        yield cluster
