"""All that is served, behind one door (WSGI, PEP 3333)."""

from collections.abc import Collection, Iterable
from http import HTTPStatus
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.wrappers import Request, Response

from stdpolicy.language import either
from stdpolicy.serving import interface
from stdpolicy.serving.files import Site
from stdpolicy.serving.problems import Problem
from stdpolicy.serving.workers import Run
from stdpolicy.site.rules.headers import SECURITY

READING = ("GET", "HEAD")


class Application:
    """A site with the interface. It answers to its own names alone, so that no other site can speak in its
    name (DNS rebinding), and nothing but its own pages may use the interface.

    `hosts` are the values of Host that it answers to.
    """

    def __init__(self, site: Site, run: Run, hosts: Collection[str]) -> None:
        self._site, self._run, self._hosts = site, run, hosts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request."""
        request = Request(environ)
        try:
            response = self._answered(request)
        except Problem as problem:
            response = problem.response()
        response.headers.extend({**SECURITY, "Cross-Origin-Resource-Policy": "same-origin"}.items())
        return response(environ, start_response)

    def _answered(self, request: Request) -> Response:
        if request.headers.get("Host", "") not in self._hosts:
            raise Problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                either("this host has another name", "主机名不符"),
            )
        if request.path.startswith(interface.ROOT):
            origin = request.headers.get("Origin")
            if origin is not None and urlsplit(origin).netloc not in self._hosts:
                raise Problem(
                    HTTPStatus.FORBIDDEN,
                    either("this interface is for its own pages", "此接口只供本站页面使用"),
                )
            return interface.answered(request, self._run)
        if request.method not in READING:
            raise Problem(
                HTTPStatus.METHOD_NOT_ALLOWED,
                either("pages are only read", "页面仅供读取"),
                {"Allow": ", ".join(READING)},
            )
        return self._site.answered(request)
