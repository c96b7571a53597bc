"""The pages that a host shows where there is nothing to show."""

from collections.abc import Iterator

from stdpolicy.site.negotiation import FORMS
from stdpolicy.site.pages import Page

FOUND = {"zh-Hans": "没有此页", "en": "Not found"}
ACCEPTED = {"zh-Hans": "没有所要的格式", "en": "Not acceptable"}


def error_pages() -> Iterator[Page]:
    """Those for 404 and 406 (RFC 9110, sections 15.5.5 and 15.5.7)."""
    offered = {names[0]: form.title for form, names in FORMS.items()}
    yield Page("", "error.html", FOUND, {"offered": {}}, name="404.html")
    yield Page("", "error.html", ACCEPTED, {"offered": offered}, name="406.html")
