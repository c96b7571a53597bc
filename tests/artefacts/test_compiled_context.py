# The compiled context: three JSON-LD processors that are not ours read the same triples from it.

import json

import pyoxigraph as ox
import pytest

from artefacts.samples import BASE, document
from property.processors import by_oxigraph, by_pyld, by_rdflib
from stdpolicy.artefacts.context import compile_context
from stdpolicy.formats.triples import Lit, triples
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE

MODEL = model()
CONTEXT = compile_context(MODEL)
PROCESSORS = {
    "pyoxigraph": lambda text: by_oxigraph(text.encode(), ox.RdfFormat.JSON_LD),
    "rdflib": lambda text: by_rdflib(text.encode(), "json-ld"),
    "pyld": lambda text: by_pyld(json.loads(text)),
}


def ours(tree):
    for subject, predicate, obj in triples(tree, BASE):
        if isinstance(obj, Lit):
            yield subject, predicate, obj.value, obj.datatype, obj.language.lower()
        else:
            yield subject, predicate, obj


# rdflib's own JSON-LD parser uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", PROCESSORS)
@pytest.mark.parametrize("root", MODEL.roots)
def test_processors_agree(root, name):
    tree = document(MODEL, root, lawful=False)
    text = json.dumps({"@context": [CONTEXT, {"@base": BASE}], **tree}, ensure_ascii=False)
    assert PROCESSORS[name](text) == set(ours(tree))


def test_samples_have_every_class_and_field():
    found = {
        (predicate, obj if predicate.endswith("#type") else "")
        for root in MODEL.roots
        for _, predicate, obj, *_ in ours(document(MODEL, root, lawful=False))
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
