"""Runs a program that reads lines and writes lines, up to a size and a time."""

import subprocess
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from threading import Event, Timer

from stdpolicy.files import why
from stdpolicy.language import either

MOST = 16_000_000
"""Of what a program writes, in bytes."""


class Failed(ValueError):
    """The program could not be run, or ended with an error; the message says which."""


def answers(command: Sequence[str], asked: str, seconds: float) -> Iterable[str]:
    """The lines that a program writes, asked within some seconds, up to a size. Raises Failed."""
    try:
        with TemporaryFile() as questions:
            questions.write(asked.encode())
            questions.seek(0)
            with subprocess.Popen(command, stdin=questions, stdout=subprocess.PIPE) as running:
                assert running.stdout is not None
                late = Event()

                def end() -> None:
                    late.set()  # first, since the program may be gone before this thread is
                    running.kill()

                timer = Timer(seconds, end)
                timer.start()
                try:
                    data = running.stdout.read(MOST + 1)
                    running.wait() if len(data) <= MOST else running.kill()
                finally:
                    timer.cancel()
                if len(data) > MOST:
                    most = MOST // 1_000_000
                    raise Failed(
                        either(
                            f"{command[0]} wrote more than {most} MB",
                            f"{command[0]} 的输出超过 {most} MB",
                        )
                    )
                if late.is_set():
                    raise Failed(
                        either(
                            f"{command[0]} had not ended after {seconds:g} seconds",
                            f"{command[0]} 在 {seconds:g} 秒内没有结束",
                        )
                    )
    except OSError as error:
        raise Failed(
            either(
                f"{command[0]} cannot be run: {why(error)}",
                f"无法运行 {command[0]}：{why(error)}",
            )
        ) from None
    if running.returncode:
        raise Failed(
            either(
                f"{command[0]} ended with exit code {running.returncode}",
                f"{command[0]} 以退出码 {running.returncode} 结束",
            )
        )
    return data.decode(errors="replace").split("\n")
