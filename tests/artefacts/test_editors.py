"""What VS Code's JSON service makes of the schema: of each key its own words, and no false alarm."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from artefacts.samples import BASE, document
from stdpolicy.artefacts.jsonschema import json_schema
from stdpolicy.model import Class, Field
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import CONTEXT

pytestmark = pytest.mark.node
HERE = Path(__file__).parents[1] / "node"
MODEL = model()


def keys(tree: dict[str, Any], cls: Class, at: str = "") -> Iterator[tuple[str, Field]]:
    """Each key of a field in a document, by its JSON Pointer."""
    contained = {field.name: target for field, target in cls.contained}
    for name, value in tree.items():
        field = cls.by_name.get(name)
        if field is None:
            continue
        yield f"{at}/{name}", field
        if target := contained.get(name):
            below = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, node in below:
                place = f"{at}/{name}" if index is None else f"{at}/{name}/{index}"
                yield from keys(node, MODEL.classes[target], place)


@pytest.mark.parametrize("root", MODEL.roots)
def test_each_key_is_shown_with_its_own_words(root: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    tree = document(MODEL, root)
    framed = {"@context": [CONTEXT, {"@base": BASE}], **tree}
    (tmp_path / "schema.json").write_text(json_schema(MODEL), encoding="utf-8")
    (tmp_path / "document.json").write_text(json.dumps(framed), encoding="utf-8")
    command = [node, HERE / "hover.mjs", tmp_path / "schema.json", tmp_path / "document.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["problems"] == []
    for pointer, field in keys(tree, MODEL.classes[root]):
        shown = found["shown"][pointer].replace("\\", "")
        for text in (field.label, field.definition):
            assert text["zh-Hans"] in shown, pointer
            assert text["en"] in shown, pointer
    for key in ("/@context", "/id", "/type"):
        assert " / " in found["shown"][key]
