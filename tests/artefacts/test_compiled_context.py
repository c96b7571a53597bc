# The compiled context: three JSON-LD processors that are not ours read the same triples from it.

import json

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld

from artefacts.samples import BASE, document
from stdpolicy.artefacts.context import compile_context
from stdpolicy.formats.triples import Lit, triples
from stdpolicy.model import model
from stdpolicy.model.lexical import NAMESPACE

MODEL = model()
CONTEXT = compile_context(MODEL)
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def ours(tree):
    for subject, predicate, obj in triples(tree, BASE):
        yield (
            subject,
            predicate,
            (obj.value, obj.language.lower(), obj.datatype) if isinstance(obj, Lit) else obj,
        )


def by_pyoxigraph(text):
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD):
        yield quad.subject.value, quad.predicate.value, term(quad.object)


def by_rdflib(text):
    for subject, predicate, obj in rdflib.Graph().parse(data=text, format="json-ld"):
        if isinstance(obj, rdflib.Literal):
            datatype = LANG_STRING if obj.language else str(obj.datatype or rdflib.XSD.string)
            yield str(subject), str(predicate), (str(obj), (obj.language or "").lower(), datatype)
        else:
            yield str(subject), str(predicate), str(obj)


def by_pyld(text):
    quads = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS):
        yield quad.subject.value, quad.predicate.value, term(quad.object)


def term(obj):
    if isinstance(obj, pyoxigraph.Literal):
        return obj.value, (obj.language or "").lower(), obj.datatype.value
    return obj.value


# rdflib's own JSON-LD parser uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("read", [by_pyoxigraph, by_rdflib, by_pyld])
@pytest.mark.parametrize("root", MODEL.roots)
def test_processors_agree(root, read, monkeypatch):
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    tree = document(MODEL, root, lawful=False)
    text = json.dumps({"@context": [CONTEXT, {"@base": BASE}], **tree}, ensure_ascii=False)
    assert sorted(read(text), key=str) == sorted(set(ours(tree)), key=str)


def test_samples_have_every_class_and_field():
    found = {
        (predicate, obj if predicate.endswith("#type") else "")
        for root in MODEL.roots
        for _, predicate, obj in ours(document(MODEL, root, lawful=False))
    }
    assert {field.iri for _, field in MODEL.fields()} <= {predicate for predicate, _ in found}
    assert {cls.iri for cls in MODEL.classes.values()} <= {obj for _, obj in found}


def test_the_definition_of_most_classes_is_shared():
    scoped = {name for cls in MODEL.classes for name in CONTEXT[cls].get("@context", {})}
    assert "kind" in scoped
    assert "note" not in scoped
    provision = CONTEXT["Provision"].get("@context", {}).get("kind", CONTEXT["kind"])
    assert provision["@context"]["@vocab"].endswith("/provision-kind/")


def test_every_name_is_a_term():
    names = {*MODEL.classes, *(field.name for _, field in MODEL.fields())}
    assert names == CONTEXT.keys() - {"@version", "id", "type"}
    assert CONTEXT["Policy"]["@id"] == NAMESPACE + "Policy"
