"""Who issues a document, and to whom it is sent."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.back import signed_on_one_line
from stdpolicy.text.layout.names import addressed, entitled, signed
from stdpolicy.text.layout.pieces import Block
from stdpolicy.text.layout.printed import Printed

_PASSED = regex(
    r"(?P<place>[^\W\d年月日]{0,12}?)(?:第[一二三四五六七八九十0-9]{1,4}届)?(?P<body>人民代表大会(?:常务委员会)?|全国人民代表大会(?:常务委员会)?)"
    r"|(?P<order>[^\W\d年月日]{2,20})令(?=第|[0-9])"
)


def issuers(blocks: Sequence[Block], title: Printed | None) -> tuple[tuple[Printed, ...], bool]:
    """The bodies that issue a document, and whether there are others that it does not name.

    By the signature, or else the title, the record of its adoption, the head of the sheet.
    """
    names: dict[str, Printed] = {}
    for block in blocks:
        if block.kind == "signature":
            both = signed_on_one_line(block.text)
            printed = both[0] if both else block.text
            if both or not line.full_date(printed):
                for name in () if line.is_person(printed) else signed(printed):
                    names.setdefault(name, Printed(name, block.pieces))
    inside, more = entitled(" ".join(p.text for p in title.pieces)) if title else ([], False)
    if not names and title:
        names = {name: Printed(name, title.pieces) for name in inside}
    elif inside:
        more = False
    if not names:
        names = {each.words: each for each in _adopting(blocks)}
    return tuple(names.values()), more


def _adopting(blocks: Iterable[Block]) -> Iterator[Printed]:
    """The congress that passed a law, without the number of its term; the body whose order made a
    regulation public; the bodies whose sheet it is, 某省人民政府文件, or that stand below the title.
    """
    heads = [block for block in blocks if block.kind == "masthead"]
    last: Printed | None = None
    for block in heads:
        if line.is_adoption(block.text):
            for found in _PASSED.finditer(line.compact(block.text)):
                name = found["order"] or f"{found['place']}{found['body']}"
                last = Printed(name.lstrip("的由经").replace("中华人民共和国", ""), block.pieces)
    if last:
        yield last
        return
    for block in heads:
        sheet = line.compact(block.text)
        if sheet.endswith("文件") or line.is_body(block.text):
            names = signed(block.text.replace("文件", "").replace("文 件", ""))
            yield from (Printed(name, block.pieces) for name in names)


def recipients(blocks: Sequence[Block]) -> tuple[Printed, ...]:
    """Those whom a document is sent to, on one line with a colon or on several."""
    return _listed(
        blocks,
        lambda text: line.is_recipients(text) or (text.startswith("各") and line.is_body(text)),
    )


def copied(blocks: Sequence[Block]) -> tuple[Printed, ...]:
    """Those who get a copy."""
    return _listed(blocks, lambda text: re.match(r"抄\s*[送报]\s*[:：]", text) is not None)


def _listed(blocks: Sequence[Block], wanted: Callable[[str], bool]) -> tuple[Printed, ...]:
    return tuple(
        Printed(name, block.pieces)
        for block in blocks
        if block.kind == "masthead" and wanted(block.text)
        for name in addressed(block.text)
    )
