"""Files to read, made for the tests: Word documents, and PDFs of lines at places."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(paragraphs: Sequence[str]) -> Any:
    """A Word document of paragraphs, with a header and a footer."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "— 1 —"
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def numbered(document: Any, levels: Sequence[tuple[str, str]], extra: str = "") -> None:
    """Gives a document a list 77 with levels of a format and a text each."""
    own = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{own}</w:abstractNum>'))
    numbering.append(
        parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/>{extra}</w:num>')
    )


def in_list(document: Any, text: str, level: int, key: int = 77) -> None:
    """Adds a paragraph that Word numbers."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')
    )


Placed = tuple[float, float, float, str]
"""x, y, size and text of a line."""


def pdf(
    pages: Sequence[Sequence[Placed]], *, mapped: bool = True, drawn: Sequence[str] = ()
) -> bytes:
    """A PDF of pages of placed lines; without `mapped` its font does not say what its glyphs are. `drawn` are
    the operators that draw what else is on each page.
    """
    objects: list[bytes] = [b"", b""]

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    def stream(data: bytes) -> int:
        return add(b"<</Length %d>>stream\n%s\nendstream" % (len(data), data))

    glyphs = {
        c: n for n, c in enumerate(sorted({c for page in pages for *_, t in page for c in t}), 1)
    }
    pairs = "".join(f"<{n:04X}> <{c.encode('utf-16-be').hex()}>\n" for c, n in glyphs.items())
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    names = stream(f"{head}{len(glyphs)} beginbfchar\n{pairs}endbfchar endcmap end end".encode())
    base = add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    to_unicode = b"/ToUnicode %d 0 R" % names if mapped else b""
    font = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
        % (base, to_unicode)
    )
    kids = []
    for at, page in enumerate(pages):
        shown = "".join(
            f"/F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{glyphs[c]:04X}' for c in text)}> Tj\n"
            for x, y, size, text in page
        )
        lines = drawn[at] if at < len(drawn) else ""
        contents = stream(f"{lines}\nBT\n{shown}ET".encode())
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                b"/Resources<</Font<</F %d 0 R>>>>/Contents %d 0 R>>" % (font, contents)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    file, places = b"%PDF-1.4\n", []
    for n, data in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (n, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        file
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(file),
        )
    )


def ruled(
    rows: Sequence[Sequence[str]], widths: Sequence[int], merged: Mapping[tuple[int, int], int]
) -> tuple[list[Placed], str]:
    """A table with lines round its cells, its text wrapped to so many characters a column and set in the
    middle of each cell; `merged` says over how many rows a cell goes, by its row and column.
    """
    size, lead, left, top = 12.0, 16.0, 40.0, 760.0
    xs = [left]
    for width in widths:
        xs.append(xs[-1] + (width + 1) * size)
    ys = [top]
    for row in rows:
        longest = max(-(-len(cell) // width) for cell, width in zip(row, widths, strict=True))
        ys.append(ys[-1] - lead * max(longest, 1) - 8)
    placed: list[Placed] = []
    lines: list[str] = []
    covered = {(r + n, c) for (r, c), over in merged.items() for n in range(1, over)}
    for r, row in enumerate(rows):
        for c, (cell, width) in enumerate(zip(row, widths, strict=True)):
            if (r, c) in covered:
                continue
            foot = ys[r + merged.get((r, c), 1)]
            lines.append(f"{xs[c]} {foot} {xs[c + 1] - xs[c]} {ys[r] - foot} re S")
            parts = [cell[at : at + width] for at in range(0, len(cell), width)]
            y = (ys[r] + foot) / 2 + lead * (len(parts) - 1) / 2 - size / 3
            for n, part in enumerate(parts):
                placed.append((xs[c] + 4, y - n * lead, size, part))
    return placed, "\n".join(lines)


def set_in_type(paragraphs: Sequence[tuple[str, str]], width: int = 28) -> list[list[Placed]]:
    """Paragraphs as pages of lines with page numbers: each is indented (p), flush (n), centred (c) or at
    the right (r).
    """
    pages: list[list[Placed]] = [[]]
    size, lead, left, top, foot = 16.0, 28.0, 88.0, 760.0, 640.0
    y = top

    def place(x: float, text: str) -> None:
        nonlocal y
        if y < foot:
            pages[-1].append((290, 50, 14, f"— {len(pages)} —"))
            pages.append([])
            y = top
        pages[-1].append((x, y, size, text))
        y -= lead

    for text, how in paragraphs:
        if how in "cr":
            room = (width - len(text)) * size
            place(left + (room / 2 if how == "c" else room), text)
            continue
        indent = 2 if how == "p" else 0
        first, rest = _taken(text, width - indent)
        place(left + indent * size, first)
        while rest:
            first, rest = _taken(rest, width)
            place(left, first)
    pages[-1].append((290, 50, 14, f"— {len(pages)} —"))
    return pages


def _taken(text: str, width: int) -> tuple[str, str]:
    room = float(width)
    for n, c in enumerate(text):
        room -= 0.5 if c.isascii() else 1
        if room < 0:
            return text[:n], text[n:]
    return text, ""
