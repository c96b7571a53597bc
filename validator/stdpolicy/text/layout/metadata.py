"""What a document prints about itself: title, number, issuers, recipients, dates, disclosure."""

from collections.abc import Sequence
from typing import NamedTuple

from stdpolicy.text.layout import issuers, lines, titles, validity
from stdpolicy.text.layout.pieces import Block
from stdpolicy.text.layout.places import level_and_place
from stdpolicy.text.layout.printed import Printed, PrintedDate


class Metadata(NamedTuple):
    """What a document prints about itself. What it does not print is empty."""

    title: Printed | None = None
    transmitted: str = ""
    """The title of the text that it issues or forwards, as its own title or that text gives it."""
    document_number: Printed | None = None
    document_type: str = ""
    """A code of the list document-type, by the end of the title."""
    genre: str = ""
    """A code of the list genre, by the title of the text itself."""
    issuers: tuple[Printed, ...] = ()
    more_issuers: bool = False
    """Whether the title says that there are others, 等部门, which the document does not name."""
    recipients: tuple[Printed, ...] = ()
    copied: tuple[Printed, ...] = ()
    adopted: PrintedDate | None = None
    printed: PrintedDate | None = None
    published: PrintedDate | None = None
    in_force: PrintedDate | None = None
    disclosure: str = ""
    """A code of the list disclosure, by the note."""
    level: str = ""
    """A code of the list administrative-level, where the names of issuers or recipients show it."""
    place: str = ""
    """The place in the name of the first issuer: 浙江省."""


def metadata(blocks: Sequence[Block]) -> Metadata:
    """What the blocks of a document say about it."""
    title = titles.title(blocks)
    names, more = issuers.issuers(blocks, title)
    found = Metadata(
        title=title,
        document_number=titles.document_number(blocks, title),
        issuers=names,
        more_issuers=more,
        recipients=issuers.recipients(blocks),
        copied=issuers.copied(blocks),
        adopted=validity.adopted(blocks),
        printed=validity.sent_to_print(blocks),
        published=validity.published(blocks),
        in_force=validity.in_force(blocks),
        disclosure=_disclosure(blocks),
    )
    level, place = level_and_place(names, found.recipients, blocks)
    found = found._replace(level=level, place=place)
    if not title:
        return found
    transmitted = titles.transmitted(title.words, blocks)
    if title.words.endswith("令") and transmitted:
        # an order is called by the name of what it promulgates
        return found._replace(
            title=Printed(transmitted, title.pieces),
            transmitted=transmitted,
            document_type="order",
            genre=titles.genre(transmitted),
        )
    return found._replace(
        transmitted=transmitted,
        document_type=titles.called("document-type", title.words) or titles.announced(blocks),
        genre=titles.genre(transmitted or title.words),
    )


def _disclosure(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind == "masthead" and lines.is_note(block.text):
            codes = titles.cues("disclosure").codes(block.text)
            if codes:
                return codes[0]
    return ""
