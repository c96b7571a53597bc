"""Pages of a site in Chromium, opened from a folder."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


def chromium() -> str:
    """The program; a test that asks for it cannot do without."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found is not None, "chromium is not installed"
    return found


def written(site: Mapping[str, bytes], folder: Path, *beginnings: str) -> Path:
    """A folder with the files of a site, or with those whose paths begin so."""
    for path, data in site.items():
        if not beginnings or path.startswith(beginnings):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    return folder


def shown(address: str, user: Path) -> str:
    """A page as it is when its scripts have run; `user` is a folder for what the program keeps."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={user}"]
    done = subprocess.run(
        [chromium(), *options, "--virtual-time-budget=5000", "--dump-dom", address],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout
