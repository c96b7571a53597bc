"""Writes a site: the whole folder, or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from stdpolicy.document import Document
from stdpolicy.files.errors import about
from stdpolicy.language import either
from stdpolicy.model import Model
from stdpolicy.site.build import made
from stdpolicy.site.routes import EARLIER

MARK = "rules/routes.json"
"""The file by which a folder is known as a site of ours."""


class Occupied(ValueError):
    """The folder holds what is no site of ours; the message says so."""


def publish(out: Path, model: Model, documents: Iterable[Document], base: str = "") -> int:
    """Writes a site to a folder and returns the number of its files.

    It is written beside the folder and put in its place when all is there; of an earlier site the released versions
    stay as they are. A symbolic link stays, and the folder that it leads to is written. `base` is where the site will
    stand on the web, with a slash at its end, if that is known. Raises Occupied if the folder has other content than
    a site, which nobody asked to delete; Claimed; OSError.
    """
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise Occupied(
            either(
                f"{out}: holds something else than a site; name a folder that is empty or new",
                f"{out}: 其中有网站以外的内容；应为新的或者空的文件夹",
            )
        )
    out = Path(os.path.realpath(out))
    with about(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name[:50]}.", dir=out.parent))
    try:
        count = 0
        for file in made(model, documents, base):  # what fails here is no path
            path = beside / file.path
            with about(out):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            count += 1
        with about(out):
            beside.chmod(0o777 & ~_umask())
            _keep(out, beside)
            _swap(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return count


def _keep(old: Path, new: Path) -> None:
    """Brings over what does not change again: the folders of released versions as they were first published, and
    the assets that their pages name.
    """
    if not (old / MARK).is_file():
        return
    for version in EARLIER:
        for name in (version, f"en/{version}"):
            if (old / name).is_dir():
                shutil.rmtree(new / name)
                shutil.copytree(old / name, new / name)
    for path in (old / "assets").rglob("*"):
        kept = new / path.relative_to(old)
        if path.is_file() and not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _swap(new: Path, old: Path) -> None:
    """Puts a folder in the place of another, if there is one, which is there until then."""
    if not old.exists():
        os.replace(new, old)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{old.name[:50]}.", dir=old.parent))
    os.replace(old, aside / "old")
    try:
        os.replace(new, old)
    except BaseException:
        os.replace(aside / "old", old)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
