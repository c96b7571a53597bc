"""Turtle and N-Triples: an own writer, because lexical forms have to survive, and a native reader.

Turtle 1.1 (https://www.w3.org/TR/turtle/); N-Triples as in RDF 1.1, literals escaped as
canonical N-Triples of RDFC-1.0 does, so that sorted lines can be compared byte for byte.
"""

import re
from collections.abc import Callable
from enum import IntEnum
from itertools import chain, islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.graph import (
    LANG_STRING,
    STRING,
    TRIPLE_TERM,
    Lit,
    read_graph,
    triples,
)
from stdpolicy.formats.reading import MAX_DEPTH, Reading, Tree, lowered
from stdpolicy.formats.scan_turtle import unusual
from stdpolicy.model import Datatype, Field, Kind, Model
from stdpolicy.model.lexical import NAMESPACE, XSD
from stdpolicy.source import Place, Source

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sp": NAMESPACE,
    "xsd": XSD,
}
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
NAMES = {
    ox.RdfFormat.TURTLE: "Turtle",
    ox.RdfFormat.TRIG: "TriG",
    ox.RdfFormat.N_TRIPLES: "N-Triples",
    ox.RdfFormat.N_QUADS: "N-Quads",
}
NEEDS_ESCAPE = re.compile(r'["\\\n\r\t]').search


class _How(IntEnum):
    """How a field's value is written; ordered by how often policies need it."""

    STRING = 0
    TEXT = 1
    NODES = 2
    NODE = 3
    REFERENCE = 4
    CODE = 5
    TYPED = 6


class _Column(NamedTuple):
    """A field as the writer needs it: `lead` is indent and predicate, `tail` the datatype."""

    name: str
    lead: str
    how: _How
    many: bool
    tail: str
    namespace: str
    prefixes: frozenset[str]


def turtle_writer(model: Model) -> Callable[[Tree, str], bytes]:
    """A function from (canonical tree, document IRI) to canonical Turtle."""
    prefixes = PREFIXES | {s.name: s.namespace for s in model.schemes.values()}
    plans = {
        name: (f"\n    a sp:{name}", [_column(field, prefixes) for field in cls.fields])
        for name, cls in model.classes.items()
    }

    def write(tree: Tree, base: str) -> bytes:
        out: list[str] = []
        put = out.append
        used = {"sp"}

        def block(node: Tree) -> None:
            kind, columns = plans[node["type"]]
            children: list[Tree] = []
            put(f"\n\n<{node['id']}>{kind}")
            get = node.get
            for name, lead, how, many, tail, namespace, needs in columns:
                value = get(name)
                if value is None:
                    continue
                if needs:
                    used.update(needs)
                if how == 1:
                    for tag, string in value.items():
                        if NEEDS_ESCAPE(string):
                            string = string.translate(ESCAPES)
                        put(f'{lead}"{string}"@{tag}')
                elif how == 2:
                    for child in value:
                        put(f"{lead}<{child['id']}>")
                    children += value
                elif how == 3:
                    put(f"{lead}<{value['id']}>")
                    children.append(value)
                else:
                    for item in value if many else (value,):
                        if how == 0:
                            if NEEDS_ESCAPE(item):
                                item = item.translate(ESCAPES)
                            put(f'{lead}"{item}"')
                        elif how == 4:
                            put(f"{lead}<{item}>")
                        elif how == 5:
                            if ":" in item:
                                put(f"{lead}<{item}>")
                            else:
                                used.add(namespace)
                                put(f"{lead}{namespace}:{item}")
                        elif item is True or item is False:
                            put(f'{lead}"{str(item).lower()}"{tail}')
                        else:
                            put(f'{lead}"{item}"{tail}')
            put(" .")
            for child in children:
                block(child)

        block(tree)
        head = [f"@base <{base}> ."]
        head += [f"@prefix {p}: <{prefixes[p]}> ." for p in sorted(used)]
        out[0] = "\n".join(head) + out[0]
        put("\n")
        return "".join(out).encode()

    return write


def _column(field: Field, prefixes: dict[str, str]) -> _Column:
    prefix, name = compact(field.iri, prefixes)
    needs = {prefix} - {"sp"}
    match field.kind:
        case Kind.LITERAL if field.datatype is Datatype.STRING:
            how, tail = _How.STRING, ""
        case Kind.LITERAL:
            assert field.datatype is not None
            how, tail = _How.TYPED, f"^^xsd:{field.datatype.value}"
            needs.add("xsd")
        case Kind.TEXT:
            how, tail = _How.TEXT, ""
        case Kind.CODE:
            how, tail = _How.CODE, ""
        case Kind.REFERENCE:
            how, tail = _How.REFERENCE, ""
        case Kind.NODE:
            how, tail = (_How.NODES if field.many else _How.NODE), ""
    namespace = field.scheme.name if field.scheme else ""
    lead = f" ;\n    {prefix}:{name} "
    return _Column(field.name, lead, how, field.many, tail, namespace, frozenset(needs))


def compact(iri: str, prefixes: dict[str, str]) -> tuple[str, str]:
    """An IRI as prefix and local name. Raises ValueError if no prefix fits."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return prefix, iri.removeprefix(namespace)
    raise ValueError(f"no prefix for {iri}")


N_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}
)


def ntriples_writer(model: Model) -> Callable[[Tree, str], bytes]:
    """A function from (canonical tree, document IRI) to sorted N-Triples."""

    def term(value: str | Lit) -> str:
        if isinstance(value, str):
            return f"<{value}>"
        quoted = '"' + value.value.translate(N_ESCAPES) + '"'
        if value.datatype == LANG_STRING:
            return f"{quoted}@{value.language}"
        return quoted if value.datatype == STRING else f"{quoted}^^<{value.datatype}>"

    def write(tree: Tree, base: str) -> bytes:
        lines = {f"<{s}> <{p}> {term(o)} .\n" for s, p, o in triples(tree, base, model)}
        return "".join(sorted(lines)).encode()

    return write


def read_rdf(source: Source, syntax: ox.RdfFormat, model: Model) -> Reading:
    """Reads Turtle, N-Triples, N-Quads or TriG."""
    text = source.text
    # The parser would overflow the stack on triple terms nested in each other a thousandfold.
    if text.count("<<") > MAX_DEPTH and unusual(text, quoted=True) is not None:
        return Reading(None, problems=[TRIPLE_TERM], direct=False)
    try:
        quads: Any = ox.parse(text.encode(), format=syntax)
        return read_graph(quads, model)
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        message = "expected no string or IRI of more than 16 MB, found one"
        return Reading(None, problems=[Problem(rules.SIZE, message)], direct=False)
    except SyntaxError as error:
        return Reading(None, problems=[_problem(error, source, syntax)], direct=False)


def _place(source: Source, line: int, column: int) -> Place:
    """The parser ends a line at a lone CR too."""
    starts = chain((0,), (found.end() for found in re.finditer(r"\r\n?|\n", source.text)))
    return source.place(next(islice(starts, line - 1, None), 0) + column - 1)


def _problem(error: SyntaxError, source: Source, syntax: ox.RdfFormat) -> Problem:
    place = _place(source, error.lineno or 1, error.offset or 1)
    message = str(error.msg)
    if "No scheme found" in message:
        return Problem(
            rules.BASE,
            "expected absolute IRIs, found a relative one and no @base",
            place=place,
            hint="state the document's IRI: @base <...> .",
        )
    # The sentence without the parser's own account of the place.
    said = re.sub(r"^Parser error (at|between) .*?: | \(line \d+\)$", "", message)
    said = re.sub(r"\s+", " ", said).strip()
    if said == "Unexpected end":
        place = source.place(len(source.text))
    message = f"expected well-formed {NAMES[syntax]}: {lowered(said)}"
    return Problem(rules.SYNTAX, message, place=place)
