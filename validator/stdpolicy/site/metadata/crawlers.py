"""What crawlers are told: sitemap.xml and robots.txt."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from stdpolicy.site.pages import LANGUAGES, File, located

SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
MOST = 50_000 // len(LANGUAGES)
"""How many pages a sitemap may have (sitemaps.org, protocol 0.9)."""


def crawler_files(paths: Iterable[str], base: str) -> Iterator[File]:
    """The files; `paths` are the folders of the pages. Both need absolute addresses, so that there are none where it is
    not known where the site will stand."""
    if base:
        yield File("sitemap.xml", _sitemap(list(dict.fromkeys(paths))[:MOST], base))
        robots = f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
        yield File("robots.txt", robots.encode())


def _sitemap(paths: list[str], base: str) -> bytes:
    lines = [SITEMAP]
    for path in paths:
        places = {tag: escape(base + located(path, code)) for code, tag in LANGUAGES.items()}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{place}"/>'
            for tag, place in places.items()
        )
        lines += (f"<url><loc>{place}</loc>{others}</url>\n" for place in places.values())
    return "".join((*lines, "</urlset>\n")).encode()
