"""Any JSON-LD of one graph is the same document, whoever wrote it and in whichever form."""

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from other_json import BUNDLED, HANDS, PROCESSORS

import stdpolicy
from artefacts.samples import BASE, document
from examples_in_turn import every, in_turn
from sampled import some
from stdpolicy.document import Document
from stdpolicy.formats import canonical
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.model.edition import model
from stdpolicy.source import Source

ROOT = Path(__file__).parents[2]


def sample(root: str) -> bytes:
    """A document that has every field."""
    tree = canonical(document(model(), root), BASE)
    return Document(tree, BASE).to_bytes("jsonld")


SOME = [
    *(pytest.param(partial(sample, root), id=root) for root in model().roots),
    *(pytest.param(p.values[0].read_bytes, id=p.id, marks=p.marks) for p in in_turn(fast=())),
]


def again(form: Any) -> bytes:
    """The canonical bytes of what is read from a form."""
    reading = JSONLD.read(Source(json.dumps(form, ensure_ascii=False).encode()))
    assert reading.findings == []
    assert reading.tree is not None
    assert JSONLD.write is not None
    return JSONLD.write(canonical(reading.tree, reading.base), reading.base)


# The JSON-LD serializer of rdflib uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:.* is deprecated")
@pytest.mark.parametrize("written", SOME)
@pytest.mark.parametrize("form", some(PROCESSORS, 4))
def test_forms_of_processors(form: str, written: Callable[[], bytes]) -> None:
    data = written()
    assert again(PROCESSORS[form](json.loads(data))) == data


@pytest.mark.parametrize("written", SOME)
@pytest.mark.parametrize("form", some(HANDS, 3))
def test_forms_by_hand(form: str, written: Callable[[], bytes]) -> None:
    data = written()
    assert again(HANDS[form](json.loads(data))) == data


@pytest.mark.node
@every()
def test_forms_of_node(path: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    context = tmp_path / "context.json"
    context.write_text(json.dumps({"@context": BUNDLED}), encoding="utf-8")
    command = [node, str(ROOT / "tests" / "node" / "forms.mjs"), str(path), str(context)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    forms = json.loads(done.stdout)
    assert len(forms) == 8
    for form, written in forms.items():
        assert again(written) == path.read_bytes(), form


ODD = (
    None,
    True,
    42,
    "",
    "x",
    "@id",
    "@type",
    [],
    [42],
    [[]],
    [None],
    ["@type", 42],
    {},
    {"@id": 1},
)
DEFINES = ("@id", "@type", "@container", "@context", "@reverse", "@language", "@nest", "@prefix")
STATES = ("@base", "@vocab", "@language", "@import", "@version", "@propagate", "@direction", "term")


@pytest.mark.parametrize("key", [*DEFINES, *STATES, "@context"])
def test_a_context_that_is_none_is_no_crash(key: str) -> None:
    for odd in ODD:
        term = {"term": {"@id": "https://example.org/t", key: odd}}
        context = odd if key == "@context" else {key: odd}
        for one in (context, term):
            document = {"@context": one, "@id": "https://example.org/p", "term": {"x": {"term": 1}}}
            assert stdpolicy.validate(json.dumps(document).encode()).errors
