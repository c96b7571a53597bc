"""The files of a site and its IRIs, as answers."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from posixpath import splitext
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from stdpolicy.document import Document
from stdpolicy.model import Model
from stdpolicy.serving.interface import LARGEST
from stdpolicy.serving.workers import SECONDS
from stdpolicy.site.build import made
from stdpolicy.site.content import Content
from stdpolicy.site.negotiation import Negotiation, cited
from stdpolicy.site.routes import Route, routes
from stdpolicy.site.rules import headers
from stdpolicy.site.validator import Limits

OTHERS = "application/octet-stream"


class Site:
    """A site in memory. A server before this one that passes on what is below a path takes that path away."""

    def __init__(self, files: Mapping[str, bytes], negotiation: Negotiation) -> None:
        self.files, self.negotiation = files, negotiation
        self._cited = cited(negotiation.table.rows)
        self._root = urlsplit(negotiation.base).path or "/"
        self._tag = lru_cache(maxsize=None)(self._hashed)

    def answered(self, request: Request) -> Response:
        """The answer to a request by GET or HEAD."""
        path = request.path.removeprefix("/")
        accept = request.headers.get("Accept")
        answer = self.negotiation.answer(path, accept)
        if answer is None:
            return self._file(path, request)
        if answer.status == HTTPStatus.NOT_ACCEPTABLE:
            response = self._page("406.html", answer.status)
        else:
            response = Response(
                status=answer.status, headers={"Location": self._root + answer.location}
            )
            response.autocorrect_location_header = False
        if answer.route:
            response.headers["Vary"] = "Accept"
            response.headers["Link"] = links(answer.route, self._root)
        return response

    def _file(self, path: str, request: Request) -> Response:
        if path not in self.files:
            if f"{path}/index.html" in self.files and path:
                return Response(status=302, headers={"Location": f"{self._root}{path}/"})
            path += "index.html"
            if path not in self.files:
                return self._page("404.html", HTTPStatus.NOT_FOUND)
        response = Response(self.files[path], content_type=media(path))
        place = path.removesuffix("index.html").removeprefix("en/")
        if place in self._cited:
            file = not path.endswith("index.html")
            response.headers["Link"] = headers.citation(self._cited[place], file=file)
        response.set_etag(self._tag(path))
        response.headers["Cache-Control"] = "no-cache"  # what is served may be other tomorrow
        return response.make_conditional(request)

    def _page(self, path: str, status: int) -> Response:
        return Response(self.files[path], status, content_type=media(path))

    def _hashed(self, path: str) -> str:
        return hashlib.sha256(self.files[path]).hexdigest()[:16]


def open_site(model: Model, documents: Iterable[Document], base: str = "") -> Site:
    """The site of documents, with the page that validates. `base` is where it stands on the web, if it does.
    Raises Claimed.
    """
    found = tuple(documents)
    limits = Limits(LARGEST // 1_000_000, SECONDS)
    files = {one.path: one.data for one in made(model, found, base, limits)}
    return Site(files, Negotiation(routes(Content(model, found)), base))


def links(route: Route, root: str) -> str:
    """The value of Link for all forms of a route's data."""
    form, path = next(iter(route.data.items()))
    return headers.links(root + path.removesuffix(form.suffix), route.data)


def media(path: str) -> str:
    """The media type of a file."""
    suffix = splitext(path)[1]
    if re.match(headers.SCHEMAS, path):
        return headers.SCHEMA
    found = headers.TYPES.get(suffix, OTHERS)
    return f"{found}; charset=utf-8" if suffix[1:] in headers.TEXTS else found
