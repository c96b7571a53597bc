"""What is wrong with Turtle and its kin: one finding for one mistake, a true sentence, its place."""

from urllib.parse import urljoin

import pyoxigraph as ox
import pytest

import stdpolicy
from small_policy import IRI as IRI_OF_POLICY
from small_policy import policy
from stdpolicy.document import Document
from stdpolicy.formats import for_suffix, read
from stdpolicy.formats.turtle.tokens import tokens
from stdpolicy.model.foreign import Foreign, ForeignIri, SharedNode
from stdpolicy.source import Source
from stdpolicy.wording import hint, message

HEAD = """\
@prefix : <https://e.org/p#> .
@prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
ROOT = (
    '<https://e.org/p> a stdpol:Registry ; dcterms:title "x"@zh ; stdpol:describesPlace :a , :b .\n'
)
NODES = ":a a stdpol:Place .\n:b a stdpol:Place .\n"
SOUND = HEAD + ROOT + NODES
BASE = "@base <https://e.org/{}> .\n"
BY_BASE = SOUND.replace(":a ", "<#a> ").replace(":b ", "<#b> ")
NODE = "expected an IRI for every node, found "
GRAPHS = "expected one graph, found 2"
IRI = "expected an http or https IRI with a path, without fragment, for the document, found "
RELATIVE = "expected a #fragment or an absolute IRI, found the relative IRI "

FAULTS = [
    # A base that is not the document's: one finding, at the document.
    (".ttl", BASE.format("q") + BY_BASE, "expected the nodes of <https://e.org/p> to be fragments "
     "of its IRI, found fragments of <https://e.org/q>", "<https://e.org/p>"),
    (".ttl", SOUND.replace("p#>", "q#>"), "expected the nodes of <https://e.org/p> to be fragments "
     "of its IRI, found fragments of <https://e.org/q>", "<https://e.org/p>"),
    # Relative IRIs.
    (".ttl", BASE.format("p") + SOUND.replace(":b ", "<b> "), RELATIVE + "<b>", "<b>"),
    (".ttl", BASE.format("p") + SOUND + ':a stdpol:code "<c>" . # <d>\n:a stdpol:parent <e> .',
     RELATIVE + "<e>", "<e>"),
    (".ttl", BASE.format("/p") + SOUND + ":a stdpol:parent <../e> .", IRI + '"https://e.org//p", in '
     "whose path a part is empty", "<https://e.org//p>"),
    (".ttl", SOUND.replace(":b ", "<b> "), "expected absolute IRIs, found the relative one <b> and no "
     "@base", "<b>"),
    # Blank nodes.
    (".ttl", SOUND + ":a stdpol:x [ ] .", NODE + "a blank node", "["),
    (".ttl", SOUND + ':a stdpol:code "[" ; stdpol:x _:x .', NODE + "a blank node", "_:x"),
    (".ttl", SOUND + ":a stdpol:x () , ( 1 2 ) .", NODE + "2 blank nodes", "("),
    (".ttl", SOUND + "# _:y\n_:x stdpol:x 1 .", NODE + "a blank node", "_:x"),
    (".trig", SOUND + "_:g { :a stdpol:x 1 , _:x . }", NODE + "a blank node", "_:x"),
    (".nq", "<u:s> <u:p> <u:o> _:g .\n<u:s> <u:p> _:b _:g .", NODE + "a blank node", "_:b"),
    # A language tag that is none keeps nothing from being read, unless an IRI is none either.
    *((".ttl", SOUND.replace("@zh", "@zh-u") + f":a {where} .", "expected a language tag such as "
       "@zh-Hans, found @zh-u", "@zh-u")
      for where in ("stdpol:parent <https://e.org/a b>", "<https://e.org/|> :b", "stdpol:code 'x'^^<x>")),
    # Triple terms.
    (".ttl", SOUND + ':a stdpol:code "<<" ; stdpol:x <<( :a :a :a )>> .', "expected IRIs and "
     "literals, found a triple term of RDF 1.2", "<<"),
    (".ttl", SOUND + "<< :a :a :a >> stdpol:x 1 ." * 101, "expected IRIs and literals, found a "
     "triple term of RDF 1.2", "<<"),
    # Graphs.
    (".trig", HEAD + ":g { " + ROOT + NODES + " } :e { } :h { :a stdpol:code 1 }", GRAPHS, ":h"),
    (".trig", HEAD + ":g { " + ROOT + NODES + " } :a stdpol:code 1 .", GRAPHS, ":a"),
    (".trig", SOUND + "GRAPH :h { :a stdpol:code 1 }", GRAPHS, ":h"),
    (".nq", "<u:s> <u:p> 'x' <u:g> .\n".replace("'", '"') + "<u:s> <u:p> <u:o> <u:h> .", GRAPHS,
     "<u:h>"),
    # Roots.
    (".ttl", HEAD, "expected one node of type Policy, Registry or Crosswalk, found none", ""),
    (".ttl", SOUND + ":z a stdpol:Policy .", "expected one node of type Policy, Registry or "
     "Crosswalk, found <https://e.org/p> and <https://e.org/p#z>", ":z"),
    (".ttl", SOUND.replace("e.org/p", "例.cn/p"), IRI + '"https://例.cn/p", whose host has other '
     "characters than ASCII letters, digits, dots and hyphens", "<https://例.cn/p>"),
    (".ttl", SOUND.replace("e.org/p", "e.org//p"), IRI + '"https://e.org//p", in whose path a part '
     "is empty", "<https://e.org//p>"),
    # Nodes.
    (".ttl", SOUND + ":c a stdpol:Place .", "#c is described but no node of the document contains "
     "it", ":c"),
    (".ttl", SOUND + "<https://e.org/o> a owl:Ontology .", "https://e.org/o is described but no "
     "node of the document contains it", "<https://e.org/o>"),
    (".ttl", SOUND + ":a stdpol:code '1', '2' ; stdpol:parent :b, <u:c:d> .", "#a is described "
     "twice, with different values of code and parent", "'2'"),
    (".ttl", SOUND + ":a stdpol:code '1' ; stdpol:parent :b .\n:a a stdpol:Place ; stdpol:code '2' ; "
     "stdpol:parent <u:c:d> .", "#a is described twice, with different values of code and parent",
     ":a"),
    # Where the parser stops, whatever ends a line.
    (".ttl", SOUND + '\r:a stdpol:x "y', 'the file ends within "y', ""),
    (".ttl", SOUND + "\r\n\r:a stdpol:x z:y .", "the prefix z: is not declared", "z:"),
    (".ttl", SOUND + ":a stdpol:x <http://x y> .", "expected an IRI without blanks",
     "<http://x y>"),
    (".ttl", SOUND + ":a stdpol:x", "the file ends within :a", ""),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "text", "expected", "token"), FAULTS)
def test_one_finding_at_its_place(suffix: str, text: str, expected: str, token: str) -> None:
    source = Source(text.encode(), "x" + suffix)
    _, reading = read(source, for_suffix(suffix))
    (finding,) = reading.findings
    assert message(finding) == expected
    assert "{" not in hint(finding)
    span = finding.span or reading.places([finding.path])[finding.path]
    assert source.text[span.start : span.end] == token


def found(text: str) -> stdpolicy.Report:
    return stdpolicy.validate(text.encode(), format="turtle")


def test_a_second_description_is_told_beside_the_first() -> None:
    again = ":a a stdpol:Place ; stdpol:code '2' ; stdpol:parent :b .\n"
    text = SOUND + ":a stdpol:code '1' ; stdpol:parent <u:c:d> .\n" + again
    (finding,) = (one for one in found(text) if one.rule.code == "SP401")
    assert (finding.key, finding.span.start) == ("described-twice", text.index(again))
    (first,) = finding.related
    assert text.split("\n")[first.place.line - 1].startswith(":a stdpol:code '1'")


def test_a_value_too_many_is_told_beside_the_first() -> None:
    text = SOUND + ":a stdpol:code '1' .\n:a stdpol:code '2' ."
    (finding,) = (one for one in found(text) if one.rule.code == "SP206" and "code" in one.message)
    assert finding.span.start == text.index("'2'")
    assert [beside.place.line for beside in finding.related] == [finding.place.line - 1]


def test_a_fragment_that_lacks_its_hash_is_named() -> None:
    _, reading = read(Source((BASE.format("p") + SOUND.replace(":b ", "<b> ")).encode()))
    assert [hint(finding) for finding in reading.findings] == [
        "write <#b> if it is a node of the document, else the whole IRI"
    ]


@pytest.mark.parametrize("reference", ["</e#f>", "<../e>", "<e#f>", "<e/f>", "<?e>", "<//e.org/f>"])
def test_a_relative_path_is_read_against_a_base_that_all_resolve_alike(reference: str) -> None:
    text = BASE.format("p") + SOUND + f":a stdpol:parent {reference} ."
    _, reading = read(Source(text.encode(), "x.ttl"))
    assert reading.findings == []
    assert reading.tree is not None
    assert reading.tree["describesPlace"][0]["parent"] == urljoin(
        "https://e.org/p", reference[1:-1]
    )


@pytest.mark.parametrize("base", ["https://example.org/id/p", "https://example.org/q/"])
def test_what_is_written_against_a_base_is_the_same_document(base: str) -> None:
    document = Document(policy(), IRI_OF_POLICY)
    graph = ox.parse(document.to_bytes("turtle"), format=ox.RdfFormat.TURTLE)
    prefixes = {"s": "https://w3id.org/stdpolicy/ns#"}
    written = ox.serialize(graph, format=ox.RdfFormat.TURTLE, prefixes=prefixes, base_iri=base)
    assert written is not None
    assert b"@base" in written
    assert stdpolicy.load(written, format="turtle") == stdpolicy.load(document.to_bytes("turtle"))


def tried(text: str) -> int:
    """How many tokens a text without white space has; together they are the text."""
    taken = [token.text for token in tokens(text)]
    assert "".join(taken) == text
    return len(taken)


@pytest.mark.parametrize("piece", ["!", "a", "a!", "1!", "a.1!", ".", "?", "+", "<a", "]"])
def test_what_is_no_name_is_taken_as_a_whole(piece: str) -> None:
    """More than 100 << make the reader look for triple terms itself; a comment has them, too."""
    text = "# " + "<< " * 101 + "\n" + piece * 100_000
    _, reading = read(Source((BASE.format("p") + text).encode(), "x.ttl"))
    assert [finding.message.code for finding in reading.findings] == ["SP102"]
    assert tried(piece * 2000) <= 2 * 2000 * len(piece)


def test_the_name_of_a_graph_is_not_content() -> None:
    text = BASE.format("p") + HEAD + "<graph> {\n" + ROOT + NODES + "}\nGRAPH <graph> { }"
    reading = read(Source(text.encode(), "x.trig"))[1]
    assert reading.findings == []


DECLARED = [
    "<https://e.org/p> a owl:Ontology .",
    "[] a owl:Ontology .",
    "<https://e.org/p> a owl:NamedIndividual . :a a owl:NamedIndividual .",
    "<https://other.example/r#x> a owl:NamedIndividual .",
    "stdpol:code a owl:AnnotationProperty . <http://www.w3.org/2001/XMLSchema#date> a <http://www.w3.org/2000/01/rdf-schema#Datatype> .",
    ":a a <https://w3id.org/stdpolicy/shapes/0.2#Place> .",
    "stdpol:Place a owl:Class . stdpol:parent a owl:ObjectProperty, owl:NamedIndividual .",
]


@pytest.mark.parametrize("text", DECLARED)
def test_declarations_that_tools_add_are_no_content(text: str) -> None:
    sound = read(Source(SOUND.encode()))[1]
    reading = read(Source((SOUND + text).encode()))[1]
    assert reading.findings == []
    assert reading.tree == sound.tree


def test_what_no_field_expects_is_kept_as_it_is() -> None:
    said = ':a stdpol:code 5.0 ; skos:prefLabel <u:x:y> . :b stdpol:parent "01"^^<u:d> .\n'
    said += '<https://e.org/p> stdpol:describesPlace <https://e.org/p> ; dcterms:title "y"@ZH .'
    tree = read(Source((SOUND + said).encode()))[1].tree
    assert tree is not None
    a, b, shared = tree["describesPlace"]
    assert a["code"] == Foreign("5.0", "http://www.w3.org/2001/XMLSchema#decimal")
    assert a["name"] == ForeignIri("u:x:y")
    assert b["parent"] == Foreign("01", "u:d")
    assert shared == SharedNode("https://e.org/p")
    assert tree["title"] == {"zh": ["x", "y"]}


def test_spellings_are_kept_for_the_checks_to_judge() -> None:
    text = (
        HEAD
        + "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        + "<https://e.org/p> a stdpol:Policy ; stdpol:provision :a , :b .\n"
        + ':a a stdpol:Provision ; stdpol:order "01"^^xsd:integer .\n'
        + ':b a stdpol:Provision ; stdpol:order "+1"^^xsd:integer .\n'
    )
    tree = read(Source(text.encode()))[1].tree
    assert tree is not None
    assert [node["order"] for node in tree["provision"]] == ["01", "+1"]
