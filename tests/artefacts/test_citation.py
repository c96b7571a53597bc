"""CITATION.cff and codemeta.json are what their formats ask for, and say what the project says."""

import json
import tomllib
from pathlib import Path

import jsonschema_rs
import yaml

import stdpolicy
from stdpolicy.artefacts.citation import citation, codemeta
from stdpolicy.model.edition import model

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "tests" / "data" / "cff" / "schema-1.2.0.json"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_citation_is_valid() -> None:
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")))
    said = yaml.safe_load(citation(model()))
    assert [error.message for error in validator.iter_errors(said)] == []
    assert said["version"] == stdpolicy.__version__
    assert said["references"][0]["version"] == model().version
    assert said["keywords"] == PROJECT["keywords"]


def test_the_description_says_what_the_project_says() -> None:
    said = json.loads(codemeta(model()))
    assert said["version"] == stdpolicy.__version__
    assert said["description"] == PROJECT["description"]
    licences = [one.rpartition("/")[2] for one in said["license"]]
    assert " AND ".join(licences) == PROJECT["license"]


def test_nothing_is_made_up() -> None:
    for text in (citation(model()), codemeta(model())):
        assert "doi" not in text.lower()
        assert "orcid" not in text.lower()
        assert "@" not in text.replace('"@', "")
