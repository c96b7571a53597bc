"""`stdpolicy serve`, as a process that is asked and then stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "validator/stdpolicy/site/samples/values.jsonld"
COMMAND = [sys.executable, "-m", "stdpolicy", "serve", "--no-config", "--lang", "en", "--port"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a process is interrupted otherwise there")
def test_it_serves_until_it_is_stopped() -> None:
    with subprocess.Popen([*COMMAND, "0"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            said = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
            assert said is not None
            connection = HTTPConnection("127.0.0.1", int(said[1]))
            connection.request("GET", "/ns", headers={"Accept": "text/turtle"})
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (302, b"")
            assert answer.headers["Location"] == "/vocabulary/stdpolicy.ttl"
            connection.close()
            connection.request("POST", "/api/validate?out=text", SAMPLE.read_bytes())
            found = connection.getresponse().read().decode()
            assert ("SP303" in found, "SP304" in found) == (True, True)
            connection.close()
        finally:
            process.terminate()  # an interruption may be one that this process does not hear
        assert process.wait(timeout=60) == 128 + signal.SIGTERM
        assert process.stderr.read() == "stdpolicy: interrupted\n"


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_of() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*COMMAND, port], capture_output=True, text=True)
    said = f"stdpolicy: port {port} is taken; --port 0 takes one that is free\n"
    assert (done.returncode, done.stderr) == (2, said)
