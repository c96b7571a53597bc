"""The compiled model is the ontology's, and is read without it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import stdpolicy.model as package
from stdpolicy.artefacts.compiled import compile_model, json_model
from stdpolicy.model import Model, Type
from stdpolicy.model.compiled import read_model
from stdpolicy.model.edition import model
from stdpolicy.model.loader import load_model


@pytest.fixture(scope="module")
def loaded() -> Model:
    return load_model()


def test_round_trip(loaded: Model) -> None:
    assert read_model(json_model(loaded).encode()) == loaded


def test_it_has_every_type(loaded: Model) -> None:
    assert {type(field.type) for _, field in loaded.fields()} == set(get_args(Type))


def test_shipped_is_what_the_ontology_says(loaded: Model) -> None:
    assert model() == loaded
    assert list(model().classes) == list(loaded.classes)
    for name, scheme in loaded.schemes.items():
        assert list(model().schemes[name].codes) == list(scheme.codes)


def test_a_list_is_one_object() -> None:
    types = [field.type for _, field in model().fields()]
    schemes = {id(t.scheme) for t in types if isinstance(t, package.CodeType)}
    assert schemes <= {id(scheme) for scheme in model().schemes.values()}


def test_nothing_is_left_out(loaded: Model) -> None:
    said = json.loads(json_model(loaded))
    assert said == json.loads(json.dumps(compile_model(loaded)))
    assert said["classes"].keys() == loaded.classes.keys()
    for name, cls in loaded.classes.items():
        fields = said["classes"][name]["fields"]
        assert list(fields) == [field.name for field in cls.fields]
        assert all(fields[field.name]["iri"] == field.iri for field in cls.fields)


def test_neither_ontology_nor_rdf_is_loaded() -> None:
    code = """
import sys
from stdpolicy.model.edition import model
before = set(sys.modules)
model()
print(*(set(sys.modules) - before))
"""
    path = str(Path(package.__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([path, *sys.path])}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "stdpolicy.model.compiled" in loaded
    assert not loaded & {"stdpolicy.model.loader", "stdpolicy.model.triples", "pyoxigraph"}
