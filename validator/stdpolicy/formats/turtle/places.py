"""Where the triples of Turtle, TriG, N-Triples and N-Quads stand."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping

from stdpolicy.formats.places import Statement
from stdpolicy.formats.turtle.tokens import FORMS, InGraph, statements, tokens, unescape
from stdpolicy.model.iri import SCHEME
from stdpolicy.patterns import regex
from stdpolicy.source import START, Source, Span

ABSOLUTE = regex(
    rf"""(?:[^"'<\#\\]++|{FORMS["long"]}|{FORMS["string"]}|\#[^\n\r]*+
    |<(?:[A-Za-z][A-Za-z0-9+.\-]*+:|\#)[^<>\x00-\x20\\]*+>|\\.|(?!))*+""",
    re.DOTALL | re.VERBOSE,
)
"""A text without a relative IRI that is more than a fragment, up to where one may stand."""


class TurtleTriples:
    """The `Triples` of a text in a notation of the Turtle family."""

    def __init__(self, source: Source, meant: Mapping[str, str] | None = None) -> None:
        self.source = source  # whose text may be freed before a place is asked for
        self.meant = meant
        """The namespaces for which others stand that are misspelt."""
        self._described: dict[str, Span] = {}
        """Where those subjects are first described that were met so far."""

    def _statements(self, asked: Mapping[str, Collection[str]] | None = None) -> Iterator[InGraph]:
        return statements(self.source.text, asked, self.meant)

    def statements(self, asked: Mapping[str, Collection[str]]) -> Iterator[Statement]:
        """What the file says of some subjects with some predicates, and the first that it says of each."""
        for statement, _ in self._statements(asked):
            self._described.setdefault(statement.subject.value, statement.subject.span)
            yield statement

    def subjects(self, iris: Collection[str]) -> Mapping[str, Span]:
        """Where each of some IRIs is first described, else first mentioned."""
        wanted = frozenset(iris)
        if wanted <= self._described.keys():
            return {iri: self._described[iri] for iri in wanted}
        described: dict[str, Span] = {}
        mentioned: dict[str, Span] = {}
        for (subject, predicate, obj), _ in self._statements():
            if subject.value in wanted:
                described.setdefault(subject.value, subject.span)
            for term in (predicate, obj):
                if term.value in wanted:
                    mentioned.setdefault(term.value, term.span)
            if len(described) == len(wanted):
                break
        return mentioned | described

    def blank(self) -> Span:
        """The first blank node: a label in a statement, or a bracket."""
        text = self.source.text
        brackets = (span for _, token, span in tokens(text) if token in ("[", "("))
        bracket = next(brackets, None)
        for (subject, _, obj), _ in self._statements():
            for term in (subject, obj):
                if bracket is not None and bracket.start < term.span.start:
                    return bracket
                if term.value.startswith("_:") and text.startswith("_", term.span.start):
                    return term.span
        return bracket or START

    def beyond(self, depth: int) -> Span | None:
        """The first bracket that is nested deeper than so many; None if none is."""
        levels = 0
        for kind, token, span in tokens(self.source.text):
            if kind == "mark":
                levels += (token in "[(") - (token in "])")
                if levels > depth:
                    return span
        return None

    def triple_term(self) -> Span:
        """The first triple term."""
        return next((span for kind, _, span in tokens(self.source.text) if kind == "quoted"), START)

    def second_graph(self) -> Span:
        """The name of the second graph; where it is the default graph, its first subject."""
        first: str | None = None
        for number, (statement, graph) in enumerate(self._statements()):
            name = graph.value if graph else ""
            if number == 0:
                first = name
            elif name != first:
                return graph.span if graph else statement.subject.span
        return START

    def bases(self) -> Iterator[tuple[str, Span]]:
        """Each base that is stated, in file order."""
        before = ""
        for _, token, span in tokens(self.source.text):
            if before in ("@base", "base"):
                yield unescape(token[1:-1]), span
            before = token.lower()

    def relative(self) -> Mapping[str, Span]:
        """Where each relative IRI stands first that is no fragment, nor the document itself.

        The name of a graph, which is not content, may be one.
        """
        found: dict[str, Span] = {}
        before: tuple[str, Span] | None = None
        text = self.source.text
        absolute = ABSOLUTE.match(text)
        if absolute is not None and absolute.end() == len(text):
            return found
        for kind, token, span in tokens(text):
            if before and token != "{":
                found.setdefault(*before)
            iri = unescape(token[1:-1]) if kind == "iri" else "#"
            relative = iri and iri[0] != "#" and not SCHEME.match(iri)
            before = (iri, span) if relative else None
        return found


def mentions(text: str, iri: str) -> list[Span]:
    """Every subject and object that is an IRI, in file order."""
    found = (term for (subject, _, obj), _ in statements(text) for term in (subject, obj))
    spans = dict.fromkeys(term.span for term in found if term.value == iri)
    return [span for span in spans if text[span.start] not in "\"'"]


def locations(text: str, offsets: Collection[int]) -> dict[int, str]:
    """The node and the property at some offsets, as the text writes them: of the object of a
    statement and of its predicate both, of its subject the node.
    """
    wanted = sorted(offsets)
    found: dict[int, str] = {}
    for (subject, predicate, obj), _ in statements(text, around=wanted):
        if not wanted or wanted[-1] < subject.span.start:
            break
        node = text[subject.span.start : subject.span.end]
        property = f"{node} {text[predicate.span.start : predicate.span.end]}"
        value = Span(obj.span.start, max(obj.span.end, obj.language_span.end))
        for span, words in ((subject.span, node), (predicate.span, property), (value, property)):
            here = slice(bisect_left(wanted, span.start), bisect_left(wanted, span.end))
            found.update((offset, words) for offset in wanted[here])
    return found
