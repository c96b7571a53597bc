"""What a host says with every answer, in whatever words its rules are written."""

import re
from collections.abc import Iterable

from stdpolicy.site.pages import POLICY
from stdpolicy.site.routes import DOCUMENT, EARLIER, GRAPH, Format, Kind
from stdpolicy.site.rules.groups import Group

SECURITY = {
    "Content-Security-Policy": (
        f"{POLICY}; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What browsers keep to; what may be said only by a header is more than what pages say themselves."""
SHARED = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Link"}
"""That programs of any site may read the answers, errors and redirects included (Fetch, section 3.2)."""
PAGES = r"(/|\.(html|css|js))$"
"""The paths of what is for the pages of this site alone; all else may be embedded anywhere."""
OURS, ANYWHERE = "same-origin", "cross-origin"
FROZEN = rf"^/?(({'|'.join(map(re.escape, EARLIER))})/.*[^/](?<!\.html)$|assets/)"
"""The paths of what never changes: files of released versions, and those that are named by their content. The pages of
versions name style sheets, which a site that is made anew elsewhere has no more.
"""
FOREVER, SOON = "public, max-age=31536000, immutable", "public, max-age=600"

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    **{form.suffix: form.media for form in DOCUMENT},
    ".xsd": "application/xml",
    ".tbx": "application/xml",
    ".csv": "text/csv",
    ".cff": "application/yaml",
    ".conf": "text/plain",
    ".md": "text/markdown",
}
"""The media types of files by their suffix, so that nothing hangs on the lists of a server."""
TEXTS = ("html", "css", "js", "ttl", "nt", "txt", "csv", "md", "conf")
"""The suffixes of files whose type says that they are UTF-8."""
SCHEMAS = r"^/?artefacts/schema/.*\.json$"
SCHEMA = "application/schema+json"


def links(stem: str, forms: Iterable[Format] = GRAPH) -> str:
    """The value of Link for data in some forms (RFC 8288)."""
    return ", ".join(
        f'<{stem}{form.suffix}>; rel="alternate describedby"; type="{form.media}"' for form in forms
    )


def citation(iri: str, *, file: bool) -> str:
    """The value of Link that tells what to cite (RFC 8574); of a file, whose forms are alike, that which is preferred
    to its own address, too (RFC 6596).
    """
    return f'<{iri}>; rel="{"canonical cite-as" if file else "cite-as"}"'


def documents(found: Iterable[Group]) -> str:
    """A regular expression for the stems of data that are offered in XML of our own, too."""
    folders = sorted(
        {one.key.data.partition("/")[0] for one in found if one.key.kind is Kind.DOCUMENT}
    )
    return f"^({'|'.join(folders)})/" if folders else "(?!)"


def below(root: str, pattern: str = FROZEN) -> str:
    """An expression for paths of the site as one for paths of the host."""
    return pattern.replace("^/?", f"^{re.escape(root)}")
