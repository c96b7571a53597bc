"""The files of rules that a site has."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from stdpolicy.model.lexical import HOME
from stdpolicy.site.pages import File
from stdpolicy.site.routes import Routes
from stdpolicy.site.rules import apache, nginx

README = """\
# {path}

Redirects of {home} to {base}, made by `stdpolicy site` from the table of its routes.

Contact: (to be named by who asks for these redirects)
"""


def rule_files(table: Routes, base: str) -> Iterator[File]:
    """The rules for the hosts of a site; those of a redirector only if it is known where to."""
    place = urlsplit(base)
    root = place.path or "/"
    yield File("rules/apache-host.conf", apache.host(table, base, root).encode())
    yield File("rules/nginx.conf", nginx.server(table, base, root, place.hostname or "").encode())
    if base:
        path = urlsplit(HOME).path.strip("/")
        about = README.format(path=path, home=HOME, base=base)
        yield File("rules/w3id/.htaccess", apache.redirector(table, base).encode())
        yield File("rules/w3id/README.md", about.encode())
