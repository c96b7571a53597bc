"""What our Turtle looks like: its prefixes, and the names that it writes."""

from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import NAMESPACE, XSD

PREFIX = "stdpol"
"""Of the vocabulary; `sp` is SPIN's."""
KNOWN = {
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    PREFIX: NAMESPACE,
    "xsd": XSD,
}
LINE_END = " ;\n    "
BLOCK_END = " .\n\n"


@by_edition
def prefixes() -> dict[str, str]:
    """Every prefix that a document may need, the empty one of its own fragments aside."""
    return KNOWN | {scheme.name: scheme.namespace for scheme in model().schemes.values()}


def compact(iri: str) -> tuple[str, str]:
    """An IRI as prefix and local name. Raises ValueError if no prefix fits."""
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return prefix, iri.removeprefix(namespace)
    raise ValueError(f"no prefix for {iri}")


def resource(iri: str, base: str) -> str:
    """A node as our Turtle writes it: `:t1` for the fragment #t1, else the IRI in full.

    In full also a fragment that ends with a dot, which a name has to escape (Turtle 1.1, PN_LOCAL):
    rdflib 7 does not read the escape.
    """
    if iri[0] != "#":
        return f"<{iri}>"
    return f":{iri[1:]}" if iri[-1] != "." else f"<{base}{iri}>"
