"""Members of zips are read where they begin, however they were written, and what is damaged is told of."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.corpus.archives import zipped
from stdpolicy.corpus.units import opened
from strategies import examples

DATA = "标准".encode() * 50_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


class Unseekable(io.FileIO):
    """A file that is written from beginning to end: sizes and checksums then follow what they are of."""

    def seekable(self) -> bool:
        return False

    def seek(self, at: int, whence: int = os.SEEK_SET) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("is_streamed", [False, True])
def test_members_in_whatever_way_they_are_packed(
    tmp_path: Path, method: int, is_streamed: bool
) -> None:
    path = tmp_path / "a.zip"
    with (
        Unseekable(path, "w") if is_streamed else path.open("wb") as file,
        zipfile.ZipFile(file, "w", method) as archive,
    ):
        for name, data in (("a.ttl", DATA), ("目/b.ttl", b""), ("c.ttl", b"c")):
            archive.writestr(name, data)
    for before in (b"", b"#!/bin/sh\n" * 9):  # an archive that takes itself out
        path.write_bytes(before + path.read_bytes())
        assert [opened(unit).data for unit in zipped(str(path))] == [DATA, b"", b"c"]


def test_the_directory_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.ttl", str(number))
    units = list(zipped(str(tmp_path / "a.zip")))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert [opened(unit).data for unit in units] == [b"%d" % number for number in range(9)]


@pytest.mark.parametrize("method", METHODS[:2])
@examples(25)
@given(data=st.data())
def test_what_is_damaged_is_told_of(
    tmp_path_factory: pytest.TempPathFactory, method: int, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.ttl", b"0123456789" * 9)
        archive.writestr("b.ttl", b"b")
    first, _ = zipped(str(path))
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(whole[: data.draw(st.sampled_from([at, len(whole)]))])
    found: object = None
    try:
        found = opened(first).data
    except OSError as error:
        found = error.filename, bool(error.strerror)
    assert found in (b"0123456789" * 9, (first.name, True))  # or something else was damaged
