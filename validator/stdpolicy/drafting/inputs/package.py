"""Whether a zip file is a Word document, and can be unpacked."""

import io
import zipfile

from stdpolicy.drafting.inputs.reading import Unreadable
from stdpolicy.language import either

LARGEST_UNPACKED = 256_000_000
"""Of all parts together, in bytes."""
MOST_PARTS = 10_000
DAMAGED = ("a damaged .docx document", ".docx 文档已损坏")
_OTHERS = (
    (
        "xl/",
        (
            "a spreadsheet; save the text of the policy as .docx",
            "是电子表格；将政策文件的文本另存为 .docx",
        ),
    ),
    (
        "ppt/",
        (
            "a presentation; save the text of the policy as .docx",
            "是演示文稿；将政策文件的文本另存为 .docx",
        ),
    ),
    ("OFD.xml", ("an OFD document; save it as .docx or .pdf", "是 OFD 文档；另存为 .docx 或 .pdf")),
    (
        "content.xml",
        (
            "an OpenDocument text (.odt); save it as .docx",
            "是 OpenDocument 文本（.odt）；另存为 .docx",
        ),
    ),
)


def check(data: bytes) -> None:
    """Whether a zip file is a Word document that can be unpacked. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Unreadable(either(*DAMAGED)) from None
    names = [part.filename for part in parts]
    for prefix, what in _OTHERS:
        if any(name.startswith(prefix) for name in names):
            raise Unreadable(either(*what))
    if "[Content_Types].xml" not in names:
        raise Unreadable(either("a compressed file; unpack it", "是压缩文件；先解压"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 1_000_000
        raise Unreadable(
            either(
                f"a .docx document of more than {size} MB when unpacked",
                f".docx 文档解压后超过 {size} MB",
            )
        )
