"""The first page: what the site is, and the ways into it."""

from collections import Counter

from stdpolicy.document import Document
from stdpolicy.model import Text
from stdpolicy.site.content import Content, dated, nodes
from stdpolicy.site.pages import Page

LISTED = 12
"""How many policies the first page names, the latest."""


def home_page(content: Content) -> Page:
    """The page, with figures of what the site holds."""
    model = content.model
    counts = Counter(str(node["type"]) for one in content.documents for node in nodes(one.tree))
    latest = content.policies[: -LISTED - 1 : -1]
    values = {
        "model": model,
        "policies": [(one, _issuers(one, content), dated(one)) for one in latest],
        "more": len(content.policies) - len(latest),
        "counts": counts,
        "statements": sum(counts[name] for name in model.statements),
        "terms": len(model.classes) + len({field.iri for _, field in model.fields()}),
        "codes": sum(len(scheme.codes) for scheme in model.schemes.values()),
    }
    return Page("", "home.html", model.title, values)


def _issuers(policy: Document, content: Content) -> list[Text]:
    """What the bodies that issued a policy are called, as far as a document describes them."""
    iris = (policy.base + iri if iri.startswith("#") else iri for iri in policy["issuer"])
    return [name for name in map(content.name, iris) if name]
