"""The pages that a site has of documents, and what is in their HTML."""

from collections.abc import Iterable
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

import stdpolicy
from stdpolicy.document import Document
from stdpolicy.model.edition import model
from stdpolicy.site.content import Content
from stdpolicy.site.pages import Frame, rendered
from stdpolicy.site.policy import document_pages
from stdpolicy.site.routes import routes

EXAMPLES = Path(__file__).parents[2] / "examples"
VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}


class Site:
    """The pages of some documents, of which each is made when it is asked for."""

    def __init__(self, documents: Iterable[Document], base: str = "https://site.example/") -> None:
        content = Content(model(), tuple(documents))
        table = routes(content)
        self._frame = Frame(table, "assets/site.css", ("assets/site.js",), base=base)
        self._pages = {page.path: page for page in document_pages(content, table)}

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the pages, without language."""
        return list(self._pages)

    def html(self, path: str) -> str:
        """A page: `policies/x/`, in English `en/policies/x/`."""
        found = rendered(self._pages[path.removeprefix("en/")], self._frame)
        return next(file.data.decode() for file in found if file.path == f"{path}index.html")


@cache
def examples() -> tuple[Document, ...]:
    """The documents of examples/."""
    return tuple(stdpolicy.load(path) for path in sorted(EXAMPLES.glob("*/*.jsonld")))


@cache
def _site() -> Site:
    return Site(examples())


@cache
def html(path: str) -> str:
    """A page of the examples."""
    return _site().html(path)


@cache
def read(path: str) -> "Reader":
    """A page of the examples, read."""
    return Reader(html(path))


class Reader(HTMLParser):
    """What tests ask of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.said: dict[str, str] = {}
        """The text of each clause."""
        self.scripts: list[str] = []
        self.labels: list[str] = []
        """What is within the links that label words."""
        self._open: list[tuple[str, str]] = []
        self._clause = ""
        self.feed(html)
        self.close()

    def of_class(self, name: str) -> list[dict[str, str]]:
        """The attributes of the elements of a class."""
        return [each for _, each in self.attributes if name in each.get("class", "").split()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []
        self.hrefs += [found["href"]] if tag == "a" else []
        classes = found.get("class", "").split()
        if "clause" in classes:
            self._clause = found["id"]
        if "said" in classes:
            self.said[self._clause] = ""
        if tag == "script":
            self.scripts.append("")
        if tag not in VOID:
            names = ("said", "label")
            self._open.append((tag, next((one for one in names if one in classes), "")))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        roles = [role for _, role in self._open]
        if "said" in roles:
            self.said[self._clause] += data
        if "label" in roles:
            self.labels.append(data)
        if self._open and self._open[-1][0] == "script":
            self.scripts[-1] += data
