"""Where the triples of a JSON-LD text stand, as far as names tell it; asked only for findings."""

from collections.abc import Collection, Iterator, Mapping

from stdpolicy.formats.jsonld.context import Names
from stdpolicy.formats.jsonld.nodes import Said, Word, nodes
from stdpolicy.formats.places import Statement, Term
from stdpolicy.model import Class, CodeType, Field, NodeType, ReferenceType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import resolved
from stdpolicy.model.lexical import NAMESPACE, RDF_TYPE
from stdpolicy.source import START, Span


class JsonTriples:
    """The `Triples` of a JSON-LD text."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names

    def statements(self, asked: Mapping[str, Collection[str]]) -> Iterator[Statement]:
        """All that the text says of some subjects; of a node what stands in one object together."""
        for node in nodes(self.text, self.names):
            if node.id is None or not node.describes:
                continue
            iri = self.iri(node.id.value)
            if iri not in asked:
                continue
            subject = Term(iri, node.span)
            for word in node.types:
                names = (NAMESPACE + word.value, *self.names.expanded(word.value))
                known = (name for name in names if name in _classes())
                yield Statement(
                    subject,
                    Term(RDF_TYPE, word.span),
                    Term(next(known, names[-1]), word.span),
                )
            cls = next((c for word in node.types if (c := self._class(word))), None)
            for said in node.said:
                yield self._statement(subject, said, cls)

    def subjects(self, iris: Collection[str]) -> Mapping[str, Span]:
        """Where each of some IRIs is first described, else first mentioned."""
        described: dict[str, Span] = {}
        mentioned: dict[str, Span] = {}
        for node in nodes(self.text, self.names):
            for said in node.said:
                iri = self.iri(said.value.value)
                if iri in iris:
                    mentioned.setdefault(iri, said.value.span)
            if node.id is not None and (iri := self.iri(node.id.value)) in iris:
                (described if node.describes else mentioned).setdefault(iri, node.id.span)
        return mentioned | described

    def blank(self) -> Span:
        """The first object that is a node without an IRI, or the first list."""
        found: list[Span] = []
        for node in nodes(self.text, self.names):
            found += [node.span] if node.blank else []
            found += [node.list] if node.list else []
            found = [min(found)] if found else []
        return found[0] if found else START

    def triple_term(self) -> Span:
        """JSON-LD 1.1 has none."""
        return START

    def second_graph(self) -> Span:
        """The second @graph that has a name of its own, or the first if something stands outside."""
        graphs: dict[str, Span] = {}
        outside = False
        for node in nodes(self.text, self.names):
            if node.graph is None:
                outside = outside or node.describes
            elif node.id is not None or node.describes:
                graphs.setdefault(node.id.value if node.id else "", node.graph)
        places = sorted(graphs.values())
        return next(iter(places[1:] or places), START)

    def iri(self, reference: str) -> str:
        """The IRI that an id or reference stands for."""
        if ":" in reference:  # perhaps a compact IRI
            reference = next(self.names.expanded(reference), reference)
        return resolved(reference, self.names.base)

    def _class(self, word: Word) -> Class | None:
        names = (NAMESPACE + word.value, *self.names.expanded(word.value))
        return next((_classes()[name] for name in names if name in _classes()), None)

    def _statement(self, subject: Term, said: Said, cls: Class | None) -> Statement:
        """What is said, in absolute IRIs."""
        written = said.property.value
        iris = [*self.names.expanded(written), NAMESPACE + written]
        fields = [f for f in (cls.fields if cls else ()) if f.iri in iris]
        predicate = fields[0].iri if fields else iris[0]
        language = said.language or Word("", said.property.span)
        return Statement(
            subject,
            Term(predicate, said.property.span),
            Term(
                self._object(said, fields[0] if fields else None),
                said.value.span,
                language.value,
                language.span,
            ),
        )

    def _object(self, said: Said, field: Field | None) -> str:
        value = said.value.value
        if said.iri:
            return self.iri(value)
        match field and field.type:
            case NodeType() | ReferenceType():
                return self.iri(value)
            case CodeType(scheme):
                return self.iri(value) if ":" in value else scheme.namespace + value
        return value


def _classes() -> dict[str, Class]:
    return {cls.iri: cls for cls in model().classes.values()}
