"""A member of a zip, read where it begins: whoever opens the zip anew reads its directory each time, and reading all members
would take time like the square of their number (PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.4).
"""

import zipfile
import zlib
from typing import Any

READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How what is read so may be compressed."""
BEGIN = b"PK\3\4"
HEADER = 30
"""Bytes of the header of a member, before its name and what else is said of it."""
ENCRYPTED = 1
"""The bit of the flags that says so."""
CHUNK = 64_000
RAW = -15
"""A deflated stream without a header, as zlib calls it."""


def is_readable(info: zipfile.ZipInfo) -> bool:
    """Whether a member can be read so."""
    return info.compress_type in READABLE and not info.flag_bits & ENCRYPTED


def member(file: Any, start: int, size: int, crc: int) -> bytes:
    """The bytes of the member whose header begins at `start`; `size` and `crc` are those that the directory says.

    Raises BadZipFile, zlib.error or OSError.
    """
    file.seek(start)
    header = file.read(HEADER)
    if len(header) < HEADER or not header.startswith(BEGIN):
        raise zipfile.BadZipFile("no member begins there")
    method, named, extra = (int.from_bytes(header[at : at + 2], "little") for at in (8, 26, 28))
    file.seek(start + HEADER + named + extra)
    data = file.read(size) if method == zipfile.ZIP_STORED else _inflated(file, size)
    if zlib.crc32(data) != crc:
        raise zipfile.BadZipFile("another checksum")
    return bytes(data)


def _inflated(file: Any, size: int) -> bytearray:
    data, stream = bytearray(), zlib.decompressobj(RAW)
    while not stream.eof and len(data) < size:
        packed = stream.unconsumed_tail or file.read(CHUNK)
        if not packed:
            raise EOFError
        data += stream.decompress(packed, size - len(data))
    return data
