"""A request about a text that is open and ours."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from lsprotocol import types as lsp
from msgspec import Struct
from pygls.exceptions import JsonRpcException

from stdpolicy.editor import rename
from stdpolicy.editor.documents import Buffer, Encoding
from stdpolicy.editor.index import Index
from stdpolicy.editor.protocol import places
from stdpolicy.editor.session import Session
from stdpolicy.editor.workspace import Held
from stdpolicy.formats.reading import Tree

REQUEST_FAILED = -32803
"""A request was well-formed and cannot be carried out (LSP 3.17, ErrorCodes)."""
Answer = TypeVar("Answer")


class Asked(Struct, dict=True):
    """A request about a text that is open and ours, with the place that it is about."""

    session: Session
    buffer: Buffer
    index: Index
    at: lsp.Position | None

    @property
    def encoding(self) -> Encoding:
        """The unit of columns."""
        return self.session.encoding

    @cached_property
    def ranges(self) -> places.Ranges:
        """Its lines, in the unit of columns."""
        return places.Ranges(self.buffer.lines, self.encoding)

    @property
    def offset(self) -> int:
        """The offset that is asked about."""
        return self.ranges.offset(self.at) if self.at else 0

    @cached_property
    def documents(self) -> list[Held]:
        """All in which ids are looked for."""
        return list(self.session.workspace.documents(self.buffer))

    def find(self, iri: str) -> Tree | None:
        """A node of any of them."""
        found = (held.index.node(iri) for held in self.documents)
        return next((node for node in found if node is not None), None)

    def may_change(self, uri: str) -> bool:
        """Whether a document may be changed with this one."""
        return self.session.workspace.may_change(uri, self.buffer)

    def name(self) -> rename.Named:
        """The id that is asked about. Raises JsonRpcException where it cannot be changed."""
        return or_refused(
            lambda: rename.prepared(self.index, self.offset, self.documents, self.may_change)
        )


def or_refused(ask: Callable[[], Answer]) -> Answer:
    """What is asked for; where it is refused the request fails with the reason."""
    try:
        return ask()
    except rename.Refused as refused:
        raise JsonRpcException(str(refused), REQUEST_FAILED) from None
