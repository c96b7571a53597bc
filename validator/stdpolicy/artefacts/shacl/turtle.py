"""Turtle as the compiled SHACL has it: prefixed names, literals, lists, a block for each node."""

import re
from collections.abc import Iterable, Mapping

from stdpolicy.model import Text
from stdpolicy.model.lexical import NAMESPACE, RDF, XSD, characters
from stdpolicy.model.triples import SH

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": SH,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "stdpol": NAMESPACE,
    "xsd": XSD,
}
LANGUAGES = ("zh-Hans", "en")
LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names that need no escape (Turtle, PN_LOCAL)."""
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Said = tuple[str, str]
"""A predicate and its objects."""


class Names:
    """IRIs as Turtle writes them, by the prefixes of the file."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = {**PREFIXES, **prefixes}

    def header(self) -> str:
        """The declarations of the prefixes."""
        return "".join(
            f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self.prefixes.items())
        )

    def iri(self, iri: str) -> str:
        """A prefixed name if there is one, else the IRI."""
        for name, namespace in self.prefixes.items():
            if iri.startswith(namespace) and LOCAL.fullmatch(iri[len(namespace) :]):
                return f"{name}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def iris(self, iris: Iterable[str]) -> str:
        """Several objects."""
        return " , ".join(map(self.iri, iris))


def string(text: str) -> str:
    """A string, with what is printable as it is."""
    return '"' + re.sub(r'[\\"\n\r\t]', lambda found: ESCAPES[found[0]], text) + '"'


def pattern(regex: str) -> str:
    """A regular expression that matches as a whole; what is not printable ASCII by its number."""
    written = string(characters(f"^({regex.removeprefix('^').removesuffix('$')})$"))
    return re.sub(r"[^\x20-\x7E]", lambda found: _number(ord(found[0])), written)


def _number(code: int) -> str:
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def texts(text: Text) -> str:
    """A text in both languages."""
    return " , ".join(f"{string(text[tag])}@{tag}" for tag in LANGUAGES)


def listed(members: Iterable[str]) -> str:
    """An RDF list."""
    return f"( {' '.join(members)} )"


def nameless(*said: Said) -> str:
    """A blank node with what is said of it."""
    return f"[ {' ; '.join(f'{predicate} {objects}' for predicate, objects in said)} ]"


def block(subject: str, *said: Said) -> str:
    """A node with what is said of it, a line each."""
    return f"{subject} " + " ;\n    ".join(f"{key} {objects}" for key, objects in said) + " .\n"
