"""What version control says of a file."""

import os
from pathlib import Path

ASK = ("git", "rev-parse", "--verify", "--quiet")
"""Names an object, and runs nothing that a repository may be set up to run: filters, hooks, monitors."""
ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
"""Nothing is fetched for an answer."""


def is_committed(path: Path, data: bytes) -> bool:
    """Whether the last commit that is checked out has a file with this content.

    Where there is no git, no repository or no commit, it has not. The content is compared as it is, by the
    name that git gives to it (gitformat-pack, "blob"): what a filter changes is not the same.
    """
    import hashlib  # both spared where no digest is wrong
    import subprocess

    try:
        done = subprocess.run(
            (*ASK, f"HEAD:./{path.name}"),
            cwd=path.absolute().parent,
            env={**os.environ, **ALONE},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=30,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    name = done.stdout.decode(errors="replace").strip()
    blob = b"blob %d\0%b" % (len(data), data)
    hashed = hashlib.sha256(blob) if len(name) == 64 else hashlib.sha1(blob, usedforsecurity=False)
    return done.returncode == 0 and name == hashed.hexdigest()
