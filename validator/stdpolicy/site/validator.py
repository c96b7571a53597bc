"""The page on which a document is checked or converted; without a server it says how to do that oneself."""

from collections.abc import Iterator

from msgspec import Struct

from stdpolicy.formats import NOTATIONS, WRITABLE
from stdpolicy.model import Text
from stdpolicy.site.pages import HERE, Page

TITLE = {"zh-Hans": "验证与转换", "en": "Validate and convert"}


class Sample(Struct, frozen=True):
    """A document to begin with."""

    file: str
    title: Text

    @property
    def content(self) -> str:
        """Its text."""
        return (HERE / "samples" / self.file).read_text("utf-8")


SAMPLES = (
    Sample("valid.jsonld", {"zh-Hans": "没有问题（JSON-LD）", "en": "Without a fault (JSON-LD)"}),
    Sample("syntax.xml", {"zh-Hans": "语法有误（XML）", "en": "Faults of syntax (XML)"}),
    Sample("values.jsonld", {"zh-Hans": "取值有误（JSON-LD）", "en": "Faults of values (JSON-LD)"}),
    Sample(
        "references.ttl",
        {"zh-Hans": "引文、引用有误（Turtle）", "en": "Faults of quotes and references (Turtle)"},
    ),
)


class Limits(Struct, frozen=True):
    """What the server that the page is of takes."""

    megabytes: int
    seconds: int


def validator_pages(limits: Limits | None) -> Iterator[Page]:
    """The page; with `limits` that of a server, which has the interface."""
    yield Page(
        "validator/",
        "validator.html",
        TITLE,
        {"limits": limits, "samples": SAMPLES, "notations": NOTATIONS, "writable": WRITABLE},
    )
