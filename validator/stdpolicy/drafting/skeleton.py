"""The document that `stdpolicy new` writes: the smallest valid policy, to be filled in."""

import hashlib

from stdpolicy.document import Document
from stdpolicy.formats import canonical
from stdpolicy.formats.reading import Tree


def skeleton(iri: str, title: str) -> Document:
    """A valid Policy with one provision, one body and one place, all marked as to be replaced."""
    tree: Tree = {
        "id": iri,
        "type": "Policy",
        "title": {"zh-Hans": title, "en": "TODO: English title"},
        "jurisdiction": "#place-1",
        "issuer": ["#body-1"],
        "language": "zh-Hans",
        "source": {
            "id": "#source",
            "type": "Source",
            "digest": hashlib.sha256(title.encode()).hexdigest(),
        },
        "provision": [
            {"id": "#title", "type": "Provision", "order": 1, "kind": "title", "text": title}
        ],
        "describesBody": [
            {
                "id": "#body-1",
                "type": "Body",
                "name": {"zh-Hans": "待填：发文机关全称", "en": "TODO: full name of the issuer"},
                "kind": "government",
            }
        ],
        "describesPlace": [
            {
                "id": "#place-1",
                "type": "Place",
                "name": {"zh-Hans": "待填：行政区", "en": "TODO: jurisdiction"},
            }
        ],
    }
    return Document(canonical(tree, iri), iri)
