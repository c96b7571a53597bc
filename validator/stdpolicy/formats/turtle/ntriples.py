"""N-Triples as in RDF 1.1, sorted, literals escaped as canonical N-Triples of RDFC-1.0 does, so that
the lines can be compared byte for byte.
"""

from stdpolicy.formats.reading import Tree
from stdpolicy.formats.triples import Lit, triples
from stdpolicy.model import Datatype
from stdpolicy.model.lexical import LANG_STRING

ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}
)
STRING = Datatype.STRING.iri


def write_ntriples(tree: Tree, base: str) -> bytes:
    """The sorted N-Triples of a canonical tree."""
    # As UTF-8, in which lines are in the order of their characters, too: a string takes twice the memory.
    lines = {f"<{s}> <{p}> {_term(o)} .\n".encode() for s, p, o in triples(tree, base)}
    return b"".join(sorted(lines))


def _term(value: str | Lit) -> str:
    if isinstance(value, str):
        return f"<{value}>"
    quoted = '"' + value.value.translate(ESCAPES) + '"'
    if value.datatype == LANG_STRING:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype == STRING else f"{quoted}^^<{value.datatype}>"
