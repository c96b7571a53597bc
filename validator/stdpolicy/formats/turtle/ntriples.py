"""N-Triples as in RDF 1.1, sorted, literals escaped as canonical N-Triples of RDFC-1.0 does, so that
the lines can be compared byte for byte.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from stdpolicy.formats.reading import Tree
from stdpolicy.formats.triples import Lit, nodes, said
from stdpolicy.model import Datatype
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import LANG_STRING

ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}
)
STRING = Datatype.STRING.iri


def write_ntriples(tree: Tree, base: str) -> bytes:
    """The sorted N-Triples of a canonical tree."""
    result = BytesIO()
    result.writelines(described(tree, base))
    return result.getvalue()  # without a copy


def described(tree: Tree, base: str) -> Iterator[bytes]:
    """The same subject by subject, so that not all lines are there at once: those of a subject follow each
    other, since all begin with it.
    """

    # As UTF-8, which is in the order of the characters, too.
    subjects = [(f"<{absolute(node['id'], base)}>".encode(), node) for node in nodes(tree)]
    subjects.sort(key=itemgetter(0))
    for _, alike in groupby(subjects, key=itemgetter(0)):
        of_one = (triple for _, node in alike for triple in said(node, base))
        yield b"".join(sorted({f"<{s}> <{p}> {_term(o)} .\n".encode() for s, p, o in of_one}))


def _term(value: str | Lit) -> str:
    if isinstance(value, str):
        return f"<{value}>"
    quoted = '"' + value.value.translate(ESCAPES) + '"'
    if value.datatype == LANG_STRING:
        return f"{quoted}@{value.language}"
    return quoted if value.datatype == STRING else f"{quoted}^^<{value.datatype}>"
