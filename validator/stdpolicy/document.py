"""A document in memory: its canonical tree, whatever notation it came from."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stdpolicy.formats import Notation, named
from stdpolicy.formats.reading import Tree
from stdpolicy.language import either
from stdpolicy.model import StringType
from stdpolicy.model.lexical import LANG_STRING
from stdpolicy.source import Source

if TYPE_CHECKING:
    import rdflib

    from stdpolicy.formats.triples import Lit


class Document(Mapping[str, Any]):
    """A valid document. As a mapping it is its canonical tree: `document["title"]["en"]`.

    The tree is that of the JSON-LD form without `@context`: fields in the order of the shapes,
    sets sorted, nothing empty (docs/formats.md).
    """

    def __init__(
        self,
        tree: Tree,
        base: str,
        notation: Notation | None = None,
        source: Source | None = None,
    ) -> None:
        self.tree = tree
        self.base = base
        self.notation = notation
        """The notation that it was read in."""
        self.source = source

    def __getitem__(self, key: str) -> Any:
        return self.tree[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tree)

    def __len__(self) -> int:
        return len(self.tree)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.base == other.base and self.tree == other.tree

    __hash__ = None  # type: ignore[assignment]  # the tree can be changed

    def __repr__(self) -> str:
        return f"<Document {self.tree['type']} {self.base}>"

    def to_bytes(self, format: Notation | str) -> bytes:
        """The canonical bytes in a notation. Raises ValueError if it is not one that is written."""
        notation = named(format) if isinstance(format, str) else format
        if notation.write is None:
            raise ValueError(
                either(f"{notation} is read, not written", f"{notation} 只能读取，不能写出")
            )
        return notation.write(self.tree, self.base)

    def digest(self) -> str:
        """The SHA-256, in hex, of the sorted N-Triples: equal for every notation of a document."""
        import hashlib

        from stdpolicy.formats.turtle.ntriples import described

        found = hashlib.sha256()
        for lines in described(self.tree, self.base):
            found.update(lines)
        return found.hexdigest()

    def to_rdflib(self) -> "rdflib.Graph":
        """The document as an rdflib graph, lexical forms kept as they are."""
        import rdflib  # 150 ms, spared where it is not asked for

        from stdpolicy.formats.triples import triples

        graph = rdflib.Graph(bind_namespaces="none")
        for subject, predicate, obj in triples(self.tree, self.base):
            graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _rdflib_term(obj)))
        return graph


def _rdflib_term(obj: "str | Lit") -> "rdflib.URIRef | rdflib.Literal":
    import rdflib

    if isinstance(obj, str):
        return rdflib.URIRef(obj)
    if obj.datatype == LANG_STRING:
        return rdflib.Literal(obj.value, lang=obj.language)
    if obj.datatype == StringType.datatype.iri:
        return rdflib.Literal(obj.value)
    return rdflib.Literal(obj.value, datatype=rdflib.URIRef(obj.datatype), normalize=False)
