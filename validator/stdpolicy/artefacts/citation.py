"""How the project is cited and described: CITATION.cff (Citation File Format 1.2.0) and codemeta.json (CodeMeta 3.0).

What they say is said elsewhere: in pyproject.toml, in the package, in the ontology. No DOI, ORCID or address is made up.
"""

import json
import tomllib
from typing import Any

import stdpolicy
from stdpolicy.model import Model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.resources import PACKAGE

SPDX = "https://spdx.org/licenses/"


def citation(model: Model) -> str:
    """The text of CITATION.cff.

    Its `license` is that of the code alone, since the format takes several for a choice between them; the vocabulary has
    its own under `references`.
    """
    project = _project()
    (author,) = (one["name"] for one in project["authors"])
    code, vocabulary, _ = _licences(project)
    keywords = "\n".join(f"  - {_quoted(word)}" for word in project["keywords"])
    iri = NAMESPACE.removesuffix("#")
    return f"""\
# Compiled by `stdpolicy build`. Do not edit: see CONTRIBUTING.md.
cff-version: 1.2.0
message: If you use the tool or the vocabulary, please cite it as below.
type: software
title: {_quoted(f"{project['name']}: {project['description']}")}
version: {_quoted(stdpolicy.__version__)}
authors:
  - name: {_quoted(author)}
license: {code} # of the code
keywords:
{keywords}
references:
  - type: standard
    title: {_quoted(model.title["en"])}
    abstract: {_quoted(model.description["en"])}
    version: {_quoted(model.version)}
    authors:
      - name: {_quoted(author)}
    license: {vocabulary}
    languages: [zh, en]
    url: {iri}/{model.version}
"""


def codemeta(model: Model) -> str:
    """The text of codemeta.json."""
    project = _project()
    return (
        json.dumps(
            {
                "@context": "https://w3id.org/codemeta/3.0",
                "@type": "SoftwareSourceCode",
                "name": project["name"],
                "description": project["description"],
                "version": stdpolicy.__version__,
                "author": [
                    {"@type": "Organization", "name": one["name"]} for one in project["authors"]
                ],
                "license": [SPDX + name for name in _licences(project)],
                "keywords": project["keywords"],
                "programmingLanguage": "Python",
                "runtimePlatform": f"Python {project['requires-python']}",
                "softwareRequirements": project["dependencies"],
                "supportingData": {
                    "@type": "Dataset",
                    "@id": f"{NAMESPACE.removesuffix('#')}/{model.version}",
                    "name": model.title["en"],
                    "version": model.version,
                    "license": SPDX + _licences(project)[1],
                },
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(
        (PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    )["project"]
    return found


def _licences(project: dict[str, Any]) -> list[str]:
    """Of the code, of the vocabulary, of MiniSearch, which the site comes with (SPDX)."""
    return str(project["license"]).split(" AND ")


def _quoted(text: str) -> str:
    """A string of YAML as JSON writes it, which YAML 1.2 reads alike."""
    return json.dumps(text, ensure_ascii=False)
