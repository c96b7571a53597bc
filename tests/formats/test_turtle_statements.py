"""The statements of Turtle and TriG are those that the native parser reads, of some subjects, too."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.formats.turtle.tokens import InGraph, statements
from stdpolicy.model.lexical import RDF, RDF_TYPE
from strategies import examples

HEAD = "@base <https://e.org/p> .\nPREFIX : <https://e.org/p#>\n@prefix x.y: <u:x:> .\n"
SUBJECTS = (
    "<#a>",
    ":a",
    "<https://e.org/p>",
    "<>",
    "x.y:a.b",
    "x.y:\\,",
    "<u:x:标\u3000>",
    ":true",
)
PREDICATES = ("a", ":a", "<u:x:a.b>", "x.y:prefix", "x.y:标")
LITERALS = (
    *(
        "1",
        "-1.5",
        ".5",
        "5.e3",
        "+1E-2",
        "true",
        "false",
        '"x"',
        "'x'",
        '""',
        '"\\"."',
        "'\\u6807'",
    ),
    *(
        '"x"@en',
        "'x'@zh-Hans",
        '"x"^^:a',
        "'1'^^ <u:x:a.b>",
        '"""x . "" :a :a :a ."""',
        "'''\n'\\''''",
    ),
)
SPACES = (" ", "\n", "\t", ' # :a :a :a . "\n', "\r\n")
DIRECTIVES = ("@base <https://e.org/q> .", "BASE <r>", "@prefix x.y: <#> .", "prefix : <u:y:>")
GRAPHS = ("GRAPH :a {", ":a {", "<r> {", "{")


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Parts with white space or a comment between them."""
    spaces = st.lists(st.sampled_from(SPACES), min_size=len(parts), max_size=len(parts))
    return st.tuples(st.tuples(*parts), spaces).map(
        lambda drawn: "".join(part + space for part, space in zip(*drawn, strict=True))
    )


def several(part: st.SearchStrategy[str], mark: str) -> st.SearchStrategy[str]:
    """A list of up to three with a mark between them."""
    return st.lists(part, min_size=1, max_size=3).map(f" {mark}\n".join)


def triples(*nodes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What is said of a subject, without its end; subject and objects may be other nodes, too."""
    subjects = st.one_of(st.sampled_from(SUBJECTS), *nodes)
    return joined(subjects, properties(*nodes))


def properties(*nodes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A list of predicates, each with its objects."""
    objects = st.one_of(st.sampled_from((*SUBJECTS, "()", "( # )\n)", *LITERALS)), *nodes)
    return several(joined(st.sampled_from(PREDICATES), several(objects, ",")), ";")


def documents(block: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of TriG: triples by themselves and in graphs, directives in between."""
    alone = block.map(lambda said: said + ".")
    graph = st.tuples(st.sampled_from(GRAPHS), several(block, "."), st.sampled_from(("}", ".}")))
    graphs = graph.map("\n".join)
    parts = st.one_of(alone, graphs, st.sampled_from(DIRECTIVES))
    return st.lists(parts, max_size=6).map(lambda said: HEAD + "\n".join(said))


BLANK = st.recursive(
    st.sampled_from(("[]", "_:b", "[ ] ", "( [] )")),
    lambda inner: st.one_of(
        properties(inner).map("[ {} ]".format),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: f"( {' '.join(items)} )"),
    ),
    max_leaves=5,
)


def said(found: InGraph) -> tuple[str, ...]:
    statement, graph = found
    terms = (*statement, *((graph,) if graph else ()))
    return (*(term.value for term in terms), statement.object.language)


def parsed(quad: ox.Quad) -> tuple[str, ...]:
    graph = () if isinstance(quad.graph_name, ox.DefaultGraph) else (quad.graph_name,)
    terms = (quad.subject, quad.predicate, quad.object, *graph)
    assert all(isinstance(term, ox.NamedNode | ox.Literal) for term in terms)
    language = quad.object.language if isinstance(quad.object, ox.Literal) else None
    return (*(term.value for term in terms), language or "")


@examples(150)
@given(documents(triples()))
def test_they_are_those_of_the_parser(text: str) -> None:
    expected = [parsed(quad) for quad in ox.parse(text, format=ox.RdfFormat.TRIG)]
    assert [(*found[:-1], found[-1].lower()) for found in map(said, statements(text))] == [
        (*quad[:-1], quad[-1].lower()) for quad in expected
    ]


@pytest.mark.slow
@examples(150)
@given(documents(triples(BLANK)), st.data())
def test_those_of_some_subjects_are_among_them(text: str, data: st.DataObject) -> None:
    list(ox.parse(text, format=ox.RdfFormat.TRIG))  # raises an error unless it is TriG
    every = list(statements(text))
    subjects = sorted({found.statement.subject.value for found in every} | {RDF + "nil"})
    predicates = sorted({found.statement.predicate.value for found in every} | {RDF + "nil"})
    some = data.draw(st.sets(st.sampled_from(subjects)))
    said = data.draw(st.sets(st.sampled_from(predicates)))
    expected = []
    met = set()
    for found in every:
        subject, predicate, _ = (term.value for term in found.statement)
        if subject in some and (subject not in met or predicate in said):
            expected.append(found)
        met.add(subject)
    told = list(statements(text, dict.fromkeys(some, said)))
    assert [one for one in told if one in expected] == expected
    assert all(one in every and one.statement.subject.value in some for one in told)


@examples(150)
@given(st.lists(st.sampled_from((*SUBJECTS, *LITERALS, *SPACES, *GRAPHS, *"[]().;,{}|<\"'\\@^ a"))))
def test_no_others_are_found_where_a_text_is_not_turtle(pieces: list[str]) -> None:
    text = HEAD + "".join(pieces)
    some = {"https://e.org/p#a": (RDF_TYPE,)}
    assert {found.statement.subject.value for found in statements(text, some)} <= some.keys()
