"""What version control says of a file."""

import subprocess
from pathlib import Path

GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false")


def is_committed(path: Path) -> bool:
    """Whether git has a file as it is: tracked, and equal to the last commit.

    Where there is no git, no repository or no commit, it is not.
    """
    return all(
        _succeeds(path, *arguments)
        for arguments in (
            ("ls-files", "--error-unmatch", "--", path.name),
            ("diff", "--no-ext-diff", "--no-textconv", "--quiet", "HEAD", "--", path.name),
        )
    )


def _succeeds(path: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run(
            (*GIT, "--literal-pathspecs", *arguments),
            cwd=path.absolute().parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
